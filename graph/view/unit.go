package view

import (
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// UnitResult is one R indicator of a unit.
type UnitResult struct {
	*models.UnitResult
	Unit  *models.SchoolAssessment
	index int
}

// SchoolAssessmentEdition is the edition that the unit was assessed under.
func SchoolAssessmentEdition(a *models.SchoolAssessment) *Edition { return EditionOf(a.Edition) }

// SchoolAssessmentResults are the unit's results, R1 to R7.
func SchoolAssessmentResults(a *models.SchoolAssessment) []*UnitResult {
	results := make([]UnitResult, indicator.ResourceCount)
	list := make([]*UnitResult, len(results))
	for i := range results {
		results[i] = UnitResult{a.Result(i), a, i}
		list[i] = &results[i]
	}
	return list
}

// SchoolAssessmentResult is one of the unit's results; nil for other codes than R1 to R7.
func SchoolAssessmentResult(a *models.SchoolAssessment, code string) *UnitResult {
	i := slices.Index(indicator.ResourceCodes[:], code)
	if i < 0 {
		return nil
	}
	return &UnitResult{a.Result(i), a, i}
}

// SchoolAssessmentValues are the seven values.
func SchoolAssessmentValues(a *models.SchoolAssessment) []*float64 {
	return seven(a, func(r *models.UnitResult) *float64 { return r.Value })
}

// SchoolAssessmentAttainments are the seven values as shares of their thresholds.
func SchoolAssessmentAttainments(a *models.SchoolAssessment) []*float64 {
	return seven(a, func(r *models.UnitResult) *float64 { return r.Attainment })
}

// SchoolAssessmentStatuses are the seven statuses.
func SchoolAssessmentStatuses(a *models.SchoolAssessment) []indicator.Status {
	return seven(a, func(r *models.UnitResult) indicator.Status { return r.Status })
}

// SchoolAssessmentShortfalls are what the seven amounts lack.
func SchoolAssessmentShortfalls(a *models.SchoolAssessment) []*float64 {
	return seven(a, func(r *models.UnitResult) *float64 {
		if r.Shortfall == nil {
			return nil
		}
		return number(*r.Shortfall, true)
	})
}

func seven[V any](a *models.SchoolAssessment, of func(*models.UnitResult) V) []V {
	list := make([]V, indicator.ResourceCount)
	for i := range list {
		list[i] = of(a.Result(i))
	}
	return list
}

// Indicator of the result.
func (r *UnitResult) Indicator() *Indicator { return EditionOf(r.Unit.Edition).indicators[r.index] }

// Code of the indicator.
func (r *UnitResult) Code() string { return indicator.ResourceCodes[r.index] }

// Threshold that the value has to reach.
func (r *UnitResult) Threshold() float64 { return *r.Indicator().Threshold(&r.Unit.Stage) }

// UnitResultReason is the code that tells why the value is not computable; nil otherwise.
func UnitResultReason(r *UnitResult) *string { return (*string)(r.Reason) }

// SchoolAssessmentSchool is the unit's school as far as the unit's row repeats it; see SchoolAssessmentSchoolHas.
func SchoolAssessmentSchool(a *models.SchoolAssessment) *models.School {
	return &models.School{
		Code: a.SchoolCode, RegionCode: a.RegionCode, Name: a.Name, Kind: a.Kind, Organizer: a.Organizer, Ownership: a.Ownership,
		Locale: a.Locale, IsBoarding: a.IsBoarding, BuiltYear: a.BuiltYear, Group: a.Group,
	}
}

// SchoolAssessmentSchoolHas tells which fields of its school a unit's row repeats.
func SchoolAssessmentSchoolHas(field string) bool {
	switch field {
	case "id", "code", "name", "kind", "ownership", "organizer", "locale", "isBoarding", "builtYear", "group", "stages":
		return true
	}
	return false
}
