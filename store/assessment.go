package store

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strconv"
	"strings"

	"gorm.io/gorm"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// SchoolAssessmentOrderField is what units are sorted by.
type SchoolAssessmentOrderField string

// The orders of units. VALUE, ATTAINMENT and SHORTFALL are of one R indicator; units without one come last either way.
const (
	UnitByName       SchoolAssessmentOrderField = "NAME" // pinyin
	UnitByStudents   SchoolAssessmentOrderField = "STUDENTS"
	UnitByMetCount   SchoolAssessmentOrderField = "MET_COUNT"
	UnitByValue      SchoolAssessmentOrderField = "VALUE"
	UnitByAttainment SchoolAssessmentOrderField = "ATTAINMENT"
	UnitByShortfall  SchoolAssessmentOrderField = "SHORTFALL"
)

// SchoolAssessmentOrder sorts units; by county, stage and school code where it is not given.
type SchoolAssessmentOrder struct {
	Field     SchoolAssessmentOrderField
	Indicator *string // R1-R7, for the orders that need one and no others
	Direction OrderDirection
}

// SchoolAssessments is a page of units of one year and edition; the filter must name the edition.
// Columns name what is needed; none means all.
func (s *Scoped) SchoolAssessments(
	ctx context.Context, w *SchoolAssessmentWhere, by *SchoolAssessmentOrder, p Page, columns ...string,
) (*List[models.SchoolAssessment], error) {
	o, err := unitOrder(by)
	if err != nil {
		return nil, err
	}
	q, err := s.units(ctx, w)
	if err != nil {
		return nil, err
	}
	must := []string{"year", "edition", "region_code", "stage", "school_code"}
	for _, k := range o.keys {
		must = append(must, k.column)
	}
	return paged(q, o, p, func(q *gorm.DB) ([]*models.SchoolAssessment, error) {
		return scan[models.SchoolAssessment](q, keep(columns, must...)...)
	})
}

// SchoolAssessmentCount is how many units there are.
func (s *Scoped) SchoolAssessmentCount(ctx context.Context, w *SchoolAssessmentWhere) (int, error) {
	q, err := s.units(ctx, w)
	if err != nil {
		return 0, err
	}
	return count(q)
}

// SchoolAssessment is one unit, or ErrNotFound.
func (s *Scoped) SchoolAssessment(ctx context.Context, year int, edition string, stage indicator.Stage, school string) (*models.SchoolAssessment, error) {
	return one(scan[models.SchoolAssessment](base[models.SchoolAssessment](ctx, s).
		Where("school_code = ? AND year = ? AND edition = ? AND stage = ?", school, year, edition, stage)))
}

// AssessmentsOf are the units of the schools, by school, newest year first, then edition and stage; of one year and edition where
// they are given. One statement, however many schools.
func (s *Scoped) AssessmentsOf(ctx context.Context, schools []string, year *int, edition *string, columns ...string) ([]*models.SchoolAssessment, error) {
	q := base[models.SchoolAssessment](ctx, s).Where(in("school_code", schools).expr())
	if year != nil {
		q = q.Where("year = ?", *year)
	}
	if edition != nil {
		q = q.Where("edition = ?", *edition)
	}
	q = q.Order("school_code, year DESC, edition, stage DESC") // PRIMARY before JUNIOR
	return scan[models.SchoolAssessment](q, keep(columns, "year", "edition", "region_code", "stage", "school_code")...)
}

// FacetField is what units are counted by.
type FacetField string

// The facets.
const (
	FacetStage           FacetField = "STAGE"
	FacetKind            FacetField = "KIND"
	FacetLocale          FacetField = "LOCALE"
	FacetOwnership       FacetField = "OWNERSHIP"
	FacetGroup           FacetField = "GROUP"
	FacetVerdict         FacetField = "VERDICT"
	FacetRegion          FacetField = "REGION"
	FacetIndicatorStatus FacetField = "INDICATOR_STATUS" // one facet for each R indicator
)

var facetColumns = map[FacetField]string{
	FacetStage: "stage", FacetKind: "kind", FacetLocale: "locale", FacetOwnership: "ownership", FacetGroup: "group_name",
	FacetVerdict: "verdict", FacetRegion: "region_code",
}

// Facet is how many units have each value of a field. Value is empty for units without one (no group).
type Facet struct {
	Field     FacetField
	Indicator *string // INDICATOR_STATUS only
	Values    []FacetCount
}

// FacetCount is one value of a facet, most frequent first.
type FacetCount struct {
	Value string
	Count int
}

// Facets count the units of a filter, within the viewer's rows, by each of the fields, in their order. Fields of few values
// are counted together in one pass over the units; regions and groups in one each.
func (s *Scoped) Facets(ctx context.Context, w *SchoolAssessmentWhere, fields []FacetField) ([]Facet, error) {
	var together []FacetField
	counts := map[FacetField]map[string]int{}
	statuses := make([]int, len(indicator.ResourceCodes)*len(resultStatuses))
	for _, field := range fields {
		switch {
		case field == FacetRegion || field == FacetGroup:
			if err := s.count(ctx, w, []FacetField{field}, counts, nil); err != nil {
				return nil, err
			}
		case field != FacetIndicatorStatus && facetColumns[field] == "":
			return nil, ErrFilter
		case !slices.Contains(together, field):
			together = append(together, field)
		}
	}
	if len(together) > 0 {
		if err := s.count(ctx, w, together, counts, statuses); err != nil {
			return nil, err
		}
	}
	var facets []Facet
	for _, field := range fields {
		if field == FacetIndicatorStatus {
			facets = append(facets, statusFacets(statuses)...)
			continue
		}
		f := Facet{Field: field}
		for value, n := range counts[field] {
			f.Values = append(f.Values, FacetCount{value, n})
		}
		slices.SortFunc(f.Values, func(a, b FacetCount) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		facets = append(facets, f)
	}
	return facets, nil
}

var resultStatuses = []indicator.Status{indicator.Met, indicator.Near, indicator.Unmet, indicator.NotComputable}

// count groups the units by all fields at once and adds the groups up by each; statuses too, when they are among the fields.
func (s *Scoped) count(ctx context.Context, w *SchoolAssessmentWhere, fields []FacetField, counts map[FacetField]map[string]int, statuses []int) error {
	q, err := s.units(ctx, w)
	if err != nil {
		return err
	}
	var columns, selected []string
	values := make([]*string, len(fields))
	var into []any
	for i, field := range fields {
		if column := facetColumns[field]; column != "" {
			counts[field] = map[string]int{}
			columns, into = append(columns, column), append(into, &values[i])
		}
	}
	selected = append(selected, columns...)
	var n int
	selected, into = append(selected, "COUNT(*)"), append(into, &n)
	some := make([]int, len(statuses))
	if slices.Contains(fields, FacetIndicatorStatus) {
		for i := range some {
			prefix, status := "r"+strconv.Itoa(i/len(resultStatuses)+1)+"_", resultStatuses[i%len(resultStatuses)]
			selected = append(selected, "COALESCE(SUM(CASE WHEN "+prefix+"status = '"+string(status)+"' THEN 1 ELSE 0 END), 0)")
			into = append(into, &some[i])
		}
	}
	q = q.Select(strings.Join(selected, ", "))
	if len(columns) > 0 {
		q = q.Group(strings.Join(columns, ", "))
	}
	rows, err := q.Rows()
	if err != nil {
		return known(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		for i, field := range fields {
			switch {
			case facetColumns[field] == "":
			case values[i] == nil:
				counts[field][""] += n
			default:
				counts[field][*values[i]] += n
			}
		}
		for i := range some {
			statuses[i] += some[i]
		}
	}
	return rows.Err()
}

func statusFacets(counts []int) []Facet {
	facets := make([]Facet, len(indicator.ResourceCodes))
	for i := range facets {
		facets[i] = Facet{Field: FacetIndicatorStatus, Indicator: &indicator.ResourceCodes[i]}
		for j, status := range resultStatuses {
			if n := counts[i*len(resultStatuses)+j]; n > 0 {
				facets[i].Values = append(facets[i].Values, FacetCount{string(status), n})
			}
		}
	}
	return facets
}

// HistogramBin counts the units whose attainment lies from From (included) to To (excluded, but for the last bin).
type HistogramBin struct {
	From, To float64
	Count    int
}

// Bounds of a histogram.
const (
	MaxBins         = 200
	histogramTopmax = 3.0 // attainments above this share the last bin: a few far-off schools must not flatten the rest
)

// Histogram counts the units of a filter, within the viewer's rows, by the attainment of an R indicator: bins of equal width
// from 0. Units without an attainment are in no bin; no units, no bins.
func (s *Scoped) Histogram(ctx context.Context, w *SchoolAssessmentWhere, code string, bins int) ([]HistogramBin, error) {
	prefix, ok := resourceColumn(code)
	if !ok || bins < 1 || bins > MaxBins {
		return nil, ErrFilter
	}
	q, err := s.units(ctx, w)
	if err != nil {
		return nil, err
	}
	column := prefix + "attainment"
	var top *float64
	if err := q.Session(&gorm.Session{}).Select("MAX(" + column + ")").Row().Scan(&top); err != nil {
		return nil, known(err)
	}
	if top == nil {
		return nil, nil
	}
	width := math.Max(math.Min(*top, histogramTopmax), 1) / float64(bins)
	list := make([]HistogramBin, bins)
	for i := range list {
		list[i].From, list[i].To = width*float64(i), width*float64(i+1)
	}
	list[bins-1].To = math.Max(*top, list[bins-1].To)
	var rows []struct {
		Bin float64
		N   int
	}
	err = q.Where(column+" IS NOT NULL").Select("FLOOR("+column+" / ?) AS bin, COUNT(*) AS n", width).Group("bin").Scan(&rows).Error
	for _, r := range rows {
		list[max(0, min(int(r.Bin), bins-1))].Count += r.N
	}
	return list, known(err)
}

// Contribution is one unit's part in the spread of an R indicator.
type Contribution struct {
	SchoolCode string
	Value      float64 // the unit's per-pupil value
	Share      float64 // of the pupil-weighted variance; all units of the county together make 1
}

// Contributions are the units' shares in a balance, largest first; of them the viewer gets those of schools it sees.
func (s *Scoped) Contributions(ctx context.Context, a *models.CountyAssessment, b *indicator.Balance, first int) ([]Contribution, error) {
	list, err := s.AllContributions(ctx, a, []*indicator.Balance{b}, first)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// AllContributions are the contributions to several balances of one county, in their order. One statement, however many.
func (s *Scoped) AllContributions(ctx context.Context, a *models.CountyAssessment, balances []*indicator.Balance, first int) ([][]Contribution, error) {
	if first < 0 || first > MaxPage {
		return nil, ErrPage
	}
	columns := []string{"school_code", "stage", "students"}
	for _, code := range indicator.ResourceCodes {
		prefix, _ := resourceColumn(code)
		columns = append(columns, prefix+"value")
	}
	units, err := scan[models.SchoolAssessment](base[models.SchoolAssessment](ctx, s).
		Where("year = ? AND edition = ? AND region_code = ? AND students > 0", a.Year, a.Edition, a.RegionCode), columns...)
	if err != nil {
		return nil, err
	}
	all := make([][]Contribution, len(balances))
	for i, b := range balances {
		all[i] = contributions(units, b)
		all[i] = all[i][:min(first, len(all[i]))]
	}
	return all, nil
}

// contributions are students · (value − mean)² of each unit of a balance over the sum of all units'.
func contributions(units []*models.SchoolAssessment, b *indicator.Balance) []Contribution {
	if b.Mean == nil || b.StandardDeviation == nil {
		return nil
	}
	total := *b.StandardDeviation * *b.StandardDeviation * float64(b.Students)
	var list []Contribution
	for _, u := range units {
		value := u.Result(b.Indicator).Value
		if u.Stage != b.Stage || value == nil {
			continue
		}
		c := Contribution{SchoolCode: u.SchoolCode, Value: *value}
		if off := *value - *b.Mean; total > 0 {
			c.Share = float64(u.Students) * off * off / total
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(x, y Contribution) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(x.SchoolCode, y.SchoolCode))
	})
	return list
}

// units is the query of the units of a filter.
func (s *Scoped) units(ctx context.Context, w *SchoolAssessmentWhere) (*gorm.DB, error) {
	c, err := unitFilter(w)
	if err != nil {
		return nil, err
	}
	return base[models.SchoolAssessment](ctx, s).Where(c.expr()), nil
}

type unitKey = sortKey[models.SchoolAssessment]

var (
	unitRegion = unitKey{column: "region_code", kind: 's', of: func(a *models.SchoolAssessment) any { return a.RegionCode }}
	unitStage  = unitKey{column: "stage", kind: 's', of: func(a *models.SchoolAssessment) any { return string(a.Stage) }}
	unitSchool = unitKey{column: "school_code", kind: 's', of: func(a *models.SchoolAssessment) any { return a.SchoolCode }}
)

// unitOrder is the order asked for, then school and stage in the same direction: year and edition are the same in a list.
func unitOrder(by *SchoolAssessmentOrder) (order[models.SchoolAssessment], error) {
	if by == nil {
		return order[models.SchoolAssessment]{"units", []unitKey{unitRegion, unitStage, unitSchool}}, nil
	}
	var lead unitKey
	needsIndicator := false
	switch by.Field {
	case UnitByName:
		lead = unitKey{column: "name_sort", kind: 'b', of: func(a *models.SchoolAssessment) any { return a.NameSort }}
	case UnitByStudents:
		lead = unitKey{column: "students", kind: 'i', of: func(a *models.SchoolAssessment) any { return int64(a.Students) }}
	case UnitByMetCount:
		lead = unitKey{column: "met_count", kind: 'i', of: func(a *models.SchoolAssessment) any { return int64(a.MetCount) }}
	case UnitByValue, UnitByAttainment, UnitByShortfall:
		needsIndicator = true
	default:
		return order[models.SchoolAssessment]{}, ErrFilter
	}
	if needsIndicator != (by.Indicator != nil) {
		return order[models.SchoolAssessment]{}, ErrFilter
	}
	name := "units " + string(by.Field) + " " + string(by.Direction)
	if needsIndicator {
		prefix, ok := resourceColumn(*by.Indicator)
		if !ok {
			return order[models.SchoolAssessment]{}, ErrFilter
		}
		lead = resultKey(by.Field, prefix, int(prefix[1]-'1'))
		name += " " + *by.Indicator
	}
	keys := []unitKey{lead, unitSchool, unitStage}
	for i := range keys {
		keys[i].descending = by.Direction == Descending
	}
	return order[models.SchoolAssessment]{name, keys}, nil
}

func resultKey(by SchoolAssessmentOrderField, prefix string, index int) unitKey {
	switch by {
	case UnitByValue:
		return unitKey{column: prefix + "value", kind: 'f', nullable: true, of: func(a *models.SchoolAssessment) any { return optional(a.Result(index).Value) }}
	case UnitByAttainment:
		return unitKey{column: prefix + "attainment", kind: 'f', nullable: true, of: func(a *models.SchoolAssessment) any { return optional(a.Result(index).Attainment) }}
	}
	return unitKey{column: prefix + "shortfall", kind: 'i', nullable: true, of: func(a *models.SchoolAssessment) any {
		d := a.Result(index).Shortfall
		if d == nil {
			return nil
		}
		return int64(*d)
	}}
}

func optional(f *float64) any {
	if f == nil {
		return nil
	}
	return *f
}
