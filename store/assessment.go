package store

import (
	"context"

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
		return order[models.SchoolAssessment]{}, wrong("orderBy.indicator is needed with VALUE, ATTAINMENT and SHORTFALL, and refused with others")
	}
	name := "units " + string(by.Field) + " " + string(by.Direction)
	if needsIndicator {
		prefix, ok := resourceColumn(*by.Indicator)
		if !ok {
			return order[models.SchoolAssessment]{}, OnlyResource("orderBy.indicator")
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
