package store

import (
	"context"
	"slices"
	"strconv"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// Facts reads what the engine takes and keeps what it gives, of any county: its user has asked the viewer's scope first.
type Facts struct {
	db *gorm.DB
	tx *Tx // nil outside a transaction
}

// Facts outside a transaction, for explaining results.
func (s *Store) Facts() *Facts { return &Facts{db: s.read} }

// Facts inside the transaction.
func (t *Tx) Facts() *Facts { return &Facts{t.db, t} }

// LockCounties makes the transaction the only writer of these counties. It is a transaction's first statement, and takes the
// locks in one order, so that writers wait for each other instead of breaking each other off. Unknown counties are left out.
func (f *Facts) LockCounties(ctx context.Context, codes ...string) ([]*models.Region, error) {
	q := f.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where(in("code", codes).expr()).Order("code")
	return scan[models.Region](q.Model(&models.Region{}))
}

// FigureLines are the audit lines about what these schools and the county itself reported for these years, oldest first.
func (f *Facts) FigureLines(ctx context.Context, region string, schools []string, years []int) ([]*models.AuditLine, error) {
	subjects := make([]string, len(years))
	for i, y := range years {
		subjects[i] = strconv.Itoa(y)
	}
	return findAll[models.AuditLine](f.db.WithContext(ctx).Model(&models.AuditLine{}).
		Where("region_code = ?", region).
		Where(in("school_code", append([]string{""}, schools...)).expr()).
		Where(in("subject", subjects).expr()).
		Where("action IN (?, ?, ?)", auth.RecordSchoolYear, auth.RecordCountyYear, auth.RecordFundingYear).Order("id"))
}

// CountyRecord is what a county itself reported for a year.
func (f *Facts) CountyRecord(ctx context.Context, region string, year int) (*indicator.CountyRecord, error) {
	db := f.db.WithContext(ctx)
	r := &indicator.CountyRecord{Region: indicator.Region{Code: region, Name: region}, Year: year}
	regions, err := scan[models.Region](db.Model(&models.Region{}).Where("code = ?", region))
	if err != nil {
		return nil, err
	}
	for _, x := range regions {
		r.Region.Name = x.Name
	}
	years, err := scan[models.CountyYear](db.Model(&models.CountyYear{}).Where("region_code = ? AND year = ?", region, year))
	if err != nil {
		return nil, err
	}
	for _, y := range years {
		r.Figures = &y.CountyFigures
	}
	funding, err := scan[models.FundingYear](db.Model(&models.FundingYear{}).
		Where("region_code = ? AND fiscal_year IN (?, ?)", region, year-1, year))
	if err != nil {
		return nil, err
	}
	for _, y := range funding {
		facts := y.Facts()
		if y.FiscalYear == year {
			r.Funding = &facts
		} else {
			r.PreviousFunding = &facts
		}
	}
	if r.PreviousFunding != nil { // needed to compare the money a pupil of the two years
		if r.PreviousStudents, err = f.PreviousStudents(ctx, region, year); err != nil {
			return nil, err
		}
	}
	claims, err := f.attestations(db, region, year, []string{""})
	r.Attestations = claims[""]
	return r, err
}

// Students are the pupils of grades 1-9 that the schools of these counties reported, in the stages that their kinds teach.
func (f *Facts) Students(ctx context.Context, keys []CountyYearKey) (map[CountyYearKey]int, error) {
	var rows []struct {
		RegionCode string
		Year, N    int
	}
	db := f.db.WithContext(ctx)
	err := db.Model(&models.SchoolYear{}).Where(inCountyYears("year", keys).expr()).
		Select("region_code, year, SUM(CASE WHEN school_code IN (?) THEN COALESCE(students_primary, 0) ELSE 0 END + "+
			"CASE WHEN school_code IN (?) THEN COALESCE(students_junior, 0) ELSE 0 END) AS n", teaching(db, indicator.Primary), teaching(db, indicator.Junior)).
		Group("region_code, year").Scan(&rows).Error
	found := make(map[CountyYearKey]int, len(rows))
	for _, r := range rows {
		found[CountyYearKey{r.RegionCode, r.Year}] = r.N
	}
	return found, err
}

// teaching are the codes of the schools whose kind teaches a stage.
func teaching(db *gorm.DB, stage indicator.Stage) *gorm.DB {
	var kinds []indicator.SchoolKind
	for _, k := range models.SchoolKinds {
		if slices.Contains(k.Stages(), stage) {
			kinds = append(kinds, k)
		}
	}
	return db.Model(&models.School{}).Select("code").Where(in("kind", kinds).expr())
}

// PreviousStudents are the pupils of the year before a county's year.
func (f *Facts) PreviousStudents(ctx context.Context, region string, year int) (int, error) {
	key := CountyYearKey{region, year - 1}
	found, err := f.Students(ctx, []CountyYearKey{key})
	return found[key], err
}

func (f *Facts) attestations(db *gorm.DB, region string, year int, schools []string) (map[string][]indicator.Attestation, error) {
	q := db.Model(&models.Attestation{}).Where("region_code = ? AND year = ?", region, year)
	if schools != nil {
		q = q.Where(in("school_code", schools).expr())
	}
	list, err := scan[models.Attestation](q.Order("school_code, indicator, subject"))
	by := make(map[string][]indicator.Attestation, len(list))
	for _, a := range list {
		by[a.SchoolCode] = append(by[a.SchoolCode], a.Facts())
	}
	return by, err
}

// SchoolFacts is a school and what is known of it in a year.
type SchoolFacts struct {
	School *models.School
	Record indicator.SchoolRecord // teacher figures that are not reported are counted from the roster
}

// Schools are a county's schools by code with their facts of a year; only those named, when codes are.
func (f *Facts) Schools(ctx context.Context, region string, year int, codes ...string) ([]SchoolFacts, error) {
	db := f.db.WithContext(ctx)
	only := func(column string, q *gorm.DB) *gorm.DB {
		if len(codes) > 0 {
			q = q.Where(in(column, codes).expr())
		}
		return q
	}
	schools, err := scan[models.School](only("code", db.Model(&models.School{}).Where("region_code = ?", region)).Order("code"))
	if err != nil {
		return nil, err
	}
	years, err := scan[models.SchoolYear](only("school_code", db.Model(&models.SchoolYear{}).Where("region_code = ? AND year = ?", region, year)))
	if err != nil {
		return nil, err
	}
	figures := make(map[string]*indicator.Figures, len(years))
	for _, y := range years {
		figures[y.SchoolCode] = &y.Figures
	}
	claims, err := f.attestations(db, region, year, codes)
	if err != nil {
		return nil, err
	}
	list := make([]SchoolFacts, len(schools))
	var toCount []string // schools whose roster is needed
	for i, s := range schools {
		list[i] = SchoolFacts{School: s, Record: indicator.SchoolRecord{
			School: s.Facts(), Figures: figures[s.Code], Attestations: claims[s.Code],
		}}
		if needsRoster(s.Kind, figures[s.Code]) {
			toCount = append(toCount, s.Code)
		}
	}
	return list, f.fill(ctx, list, region, year, toCount)
}

// WithFigures are the facts of one school, as Schools reads them, after its figures of a year have changed.
func (f *Facts) WithFigures(ctx context.Context, school []SchoolFacts, now *models.SchoolYear) ([]SchoolFacts, error) {
	after := slices.Clone(school)
	for i := range after {
		figures := now.Figures
		after[i].Record.Figures = &figures
		if needsRoster(after[i].School.Kind, &figures) {
			return after, f.fill(ctx, after, now.RegionCode, now.Year, []string{now.SchoolCode})
		}
	}
	return after, nil
}

// RecordedYears are the years of which a school has figures, teachers or attestations, oldest first.
func (f *Facts) RecordedYears(ctx context.Context, code string) ([]int, error) {
	var years []int
	for _, model := range []any{&models.SchoolYear{}, &models.Teacher{}, &models.Attestation{}} {
		var some []int
		err := f.db.WithContext(ctx).Model(model).Where("school_code = ?", code).Distinct("year").Pluck("year", &some).Error
		if err != nil {
			return nil, err
		}
		years = append(years, some...)
	}
	slices.Sort(years)
	return slices.Compact(years), nil
}

// Years are the years in which the county has facts, oldest first.
func (f *Facts) Years(ctx context.Context, region string) ([]int, error) {
	var years []int
	for _, model := range []any{&models.SchoolYear{}, &models.CountyYear{}, &models.CountyTally{}} {
		var some []int
		if err := f.db.WithContext(ctx).Model(model).Where("region_code = ?", region).Distinct("year").Pluck("year", &some).Error; err != nil {
			return nil, err
		}
		years = append(years, some...)
	}
	slices.Sort(years)
	return slices.Compact(years), nil
}
