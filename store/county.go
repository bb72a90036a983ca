package store

import (
	"context"
	"strconv"

	"gorm.io/gorm"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// CountyYear is what a county reported for a year, or ErrNotFound.
func (s *Scoped) CountyYear(ctx context.Context, region string, year int) (*models.CountyYear, error) {
	return one(s.CountyYears(ctx, []string{region}, year))
}

// CountyYears are what the counties reported for a year, or (0) for all years, by county, newest first.
func (s *Scoped) CountyYears(ctx context.Context, regions []string, year int) ([]*models.CountyYear, error) {
	q := base[models.CountyYear](ctx, s).Where(in("region_code", regions).expr()).Order("region_code, year DESC")
	if year != 0 {
		q = q.Where("year = ?", year)
	}
	list, err := scan[models.CountyYear](q)
	if s.viewer.Role == models.Clerk {
		for _, c := range list {
			c.HideSmallCounts()
		}
	}
	return list, err
}

// FundingYearWhere chooses funding years: all that are given must hold.
type FundingYearWhere struct {
	Region     *string // region code: the whole subtree
	FiscalYear *IntFilter
}

var fundingOrder = order[models.FundingYear]{name: "funding years", keys: []sortKey[models.FundingYear]{
	{column: "region_code", kind: 's', of: func(f *models.FundingYear) any { return f.RegionCode }},
	{column: "fiscal_year", kind: 'i', of: func(f *models.FundingYear) any { return int64(f.FiscalYear) }, descending: true},
}}

// FundingYears is a page of funding years by county, newest first.
func (s *Scoped) FundingYears(ctx context.Context, w *FundingYearWhere, p Page) (*List[models.FundingYear], error) {
	return paged(base[models.FundingYear](ctx, s).Where(fundingFilter(w).expr()), fundingOrder, p, scanAll[models.FundingYear])
}

// FundingYearCount is how many funding years there are.
func (s *Scoped) FundingYearCount(ctx context.Context, w *FundingYearWhere) (int, error) {
	return count(base[models.FundingYear](ctx, s).Where(fundingFilter(w).expr()))
}

// FundingYear is a county's funding in a fiscal year, or ErrNotFound.
func (s *Scoped) FundingYear(ctx context.Context, region string, year int) (*models.FundingYear, error) {
	return one(scan[models.FundingYear](base[models.FundingYear](ctx, s).Where("region_code = ? AND fiscal_year = ?", region, year)))
}

func fundingFilter(w *FundingYearWhere) condition {
	var all []condition
	if w != nil && w.Region != nil {
		all = append(all, inRegions("region_code", []string{*w.Region}))
	}
	if w != nil && w.FiscalYear != nil {
		all = append(all, whole("fiscal_year", w.FiscalYear))
	}
	return both(all...)
}

// CountyYearKey names a county in a year.
type CountyYearKey struct {
	RegionCode string
	Year       int
}

// FundingYearsOf are the funding years with these keys; what is missing is left out.
func (s *Scoped) FundingYearsOf(ctx context.Context, keys []CountyYearKey) (map[CountyYearKey]*models.FundingYear, error) {
	list, err := scan[models.FundingYear](base[models.FundingYear](ctx, s).Where(inCountyYears("fiscal_year", keys).expr()))
	found := make(map[CountyYearKey]*models.FundingYear, len(list))
	for _, f := range list {
		found[CountyYearKey{f.RegionCode, f.FiscalYear}] = f
	}
	return found, err
}

// inCountyYears is true for rows of one of the keys.
func inCountyYears(year string, keys []CountyYearKey) condition {
	years := map[int][]string{}
	for _, k := range keys {
		years[k.Year] = append(years[k.Year], k.RegionCode)
	}
	var alternatives []condition
	for y, regions := range years {
		alternatives = append(alternatives, both(where(year+" = "+strconv.Itoa(y)), in("region_code", regions)))
	}
	return either(alternatives...)
}

// AttestationWhere chooses attestations: all that are given must hold.
type AttestationWhere struct {
	Region    *string // region code: the whole subtree
	Year      *int
	School    *string // empty: the county's own
	Indicator *StringFilter
}

var attestationOrder = order[models.Attestation]{name: "attestations", keys: []sortKey[models.Attestation]{
	{column: "region_code", kind: 's', of: func(a *models.Attestation) any { return a.RegionCode }},
	{column: "year", kind: 'i', of: func(a *models.Attestation) any { return int64(a.Year) }, descending: true},
	{column: "school_code", kind: 's', of: func(a *models.Attestation) any { return a.SchoolCode }},
	{column: "indicator", kind: 's', of: func(a *models.Attestation) any { return a.Indicator }},
	{column: "subject", kind: 's', of: func(a *models.Attestation) any { return a.Subject }},
}}

// Attestations is a page of attestations: by county, newest year first, the county's own before its schools'.
func (s *Scoped) Attestations(ctx context.Context, w *AttestationWhere, p Page) (*List[models.Attestation], error) {
	q, err := s.attestations(ctx, w)
	if err != nil {
		return nil, err
	}
	return paged(q, attestationOrder, p, scanAll[models.Attestation])
}

// AttestationCount is how many attestations there are.
func (s *Scoped) AttestationCount(ctx context.Context, w *AttestationWhere) (int, error) {
	q, err := s.attestations(ctx, w)
	if err != nil {
		return 0, err
	}
	return count(q)
}

// Attestation is one attestation by its key, or ErrNotFound.
func (s *Scoped) Attestation(ctx context.Context, key models.Attestation) (*models.Attestation, error) {
	return one(scan[models.Attestation](base[models.Attestation](ctx, s).Where(
		"region_code = ? AND year = ? AND school_code = ? AND indicator = ? AND subject = ?",
		key.RegionCode, key.Year, key.SchoolCode, key.Indicator, key.Subject)))
}

func (s *Scoped) attestations(ctx context.Context, w *AttestationWhere) (*gorm.DB, error) {
	q := base[models.Attestation](ctx, s)
	if w == nil {
		return q, nil
	}
	var f filter
	var all []condition
	if w.Region != nil {
		all = append(all, inRegions("region_code", []string{*w.Region}))
	}
	if w.Year != nil {
		all = append(all, where("year = ?", *w.Year))
	}
	if w.School != nil {
		all = append(all, where("school_code = ?", *w.School))
	}
	if w.Indicator != nil {
		all = append(all, f.text("indicator", "where.indicator", w.Indicator))
	}
	return q.Where(both(all...).expr()), f.err
}

// CountyAssessmentWhere chooses county assessments: all that are given must hold.
type CountyAssessmentWhere struct {
	Region  *string // region code: the whole subtree
	Year    *IntFilter
	Edition *string
	Verdict []indicator.Verdict
}

var countyAssessmentOrder = order[models.CountyAssessment]{name: "county assessments", keys: []sortKey[models.CountyAssessment]{
	{column: "region_code", kind: 's', of: func(a *models.CountyAssessment) any { return a.RegionCode }},
	{column: "year", kind: 'i', of: func(a *models.CountyAssessment) any { return int64(a.Year) }, descending: true},
	{column: "edition", kind: 's', of: func(a *models.CountyAssessment) any { return a.Edition }},
}}

// CountyAssessments is a page of county assessments by county, newest year first.
func (s *Scoped) CountyAssessments(ctx context.Context, w *CountyAssessmentWhere, p Page) (*List[models.CountyAssessment], error) {
	c, err := countyAssessmentFilter(w)
	if err != nil {
		return nil, err
	}
	q := base[models.CountyAssessment](ctx, s).Where(c.expr())
	return paged(q, countyAssessmentOrder, p, func(q *gorm.DB) ([]*models.CountyAssessment, error) {
		return s.discreet(ctx, q)
	})
}

// CountyAssessmentCount is how many county assessments there are.
func (s *Scoped) CountyAssessmentCount(ctx context.Context, w *CountyAssessmentWhere) (int, error) {
	c, err := countyAssessmentFilter(w)
	if err != nil {
		return 0, err
	}
	return count(base[models.CountyAssessment](ctx, s).Where(c.expr()))
}

// CountyAssessment is a county's assessment in a year under an edition, or ErrNotFound.
func (s *Scoped) CountyAssessment(ctx context.Context, region string, year int, edition string) (*models.CountyAssessment, error) {
	return one(s.discreet(ctx, base[models.CountyAssessment](ctx, s).
		Where("region_code = ? AND year = ? AND edition = ?", region, year, edition)))
}

// discreet reads county assessments; those of a school account tell no small counts of children.
func (s *Scoped) discreet(ctx context.Context, q *gorm.DB) ([]*models.CountyAssessment, error) {
	list, err := findAll[models.CountyAssessment](q)
	if err != nil || s.viewer.Role != models.Clerk || len(list) == 0 {
		return list, err
	}
	keys := make([]CountyYearKey, len(list))
	for i, a := range list {
		keys[i] = CountyYearKey{a.RegionCode, a.Year}
	}
	years, err := scan[models.CountyYear](base[models.CountyYear](ctx, s).Where(inCountyYears("year", keys).expr()))
	if err != nil {
		return nil, err
	}
	figures := map[CountyYearKey]*indicator.CountyFigures{}
	for _, y := range years {
		figures[CountyYearKey{y.RegionCode, y.Year}] = &y.CountyFigures
	}
	deaths, err := s.otherDeaths(ctx, keys)
	if err != nil {
		return nil, err
	}
	for i, a := range list {
		n, isThere := deaths[keys[i]]
		indicator.HideSmallDisplays(a.Result.Results, figures[keys[i]], isThere && n < indicator.SmallCount)
	}
	return list, nil
}

// otherDeaths are the deaths that other schools with a junior stage report, by county and year. They are only for deciding what
// the viewer is shown, whose rows they are not.
func (s *Scoped) otherDeaths(ctx context.Context, keys []CountyYearKey) (map[CountyYearKey]int, error) {
	var rows []struct {
		RegionCode string
		Year, N    int
	}
	err := s.db.WithContext(ctx).Model(&models.SchoolYear{}).Where(inCountyYears("year", keys).expr()).
		Where("school_code <> ?", s.viewer.SchoolCode).Where("school_code IN (?)", teaching(s.db.WithContext(ctx), indicator.Junior)).
		Select("region_code, year, SUM(COALESCE(deaths, 0)) AS n").Group("region_code, year").Scan(&rows).Error
	found := make(map[CountyYearKey]int, len(rows))
	for _, r := range rows {
		found[CountyYearKey{r.RegionCode, r.Year}] = r.N
	}
	return found, known(err)
}

// AssessedYears are the years for which these counties have results under any edition, newest first. One statement, however
// many counties; what is not seen is left out.
func (s *Scoped) AssessedYears(ctx context.Context, regions []string) (map[string][]int, error) {
	rows, err := scan[models.CountyAssessment](base[models.CountyAssessment](ctx, s).Distinct().
		Where(in("region_code", regions).expr()).Order("region_code, year DESC"), "region_code", "year")
	years := make(map[string][]int, len(regions))
	for _, r := range rows {
		years[r.RegionCode] = append(years[r.RegionCode], r.Year)
	}
	return years, err
}

func countyAssessmentFilter(w *CountyAssessmentWhere) (condition, error) {
	if w == nil {
		return everything, nil
	}
	if err := KnownEdition("where.edition", w.Edition); err != nil {
		return nothing, err
	}
	var all []condition
	if w.Region != nil {
		all = append(all, inRegions("region_code", []string{*w.Region}))
	}
	if w.Year != nil {
		all = append(all, whole("year", w.Year))
	}
	if w.Edition != nil {
		all = append(all, where("edition = ?", *w.Edition))
	}
	if w.Verdict != nil {
		all = append(all, in("verdict", w.Verdict))
	}
	return both(all...), nil
}
