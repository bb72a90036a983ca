package view

import (
	"context"
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// CountyResult is one item of a county.
type CountyResult struct {
	*indicator.CountyResult
	County *models.CountyAssessment
}

// Balance is the difference between schools in one R indicator and stage.
type Balance struct {
	*indicator.Balance
	County *models.CountyAssessment
}

// BalanceContribution is what one unit adds to a difference.
type BalanceContribution struct {
	SchoolCode   string
	Value, Share float64
}

// ExcludedSchool is a school that is not assessed.
type ExcludedSchool struct {
	SchoolCode string
	Reason     indicator.Reason
}

// VetoAnswer answers a veto question.
type VetoAnswer struct {
	indicator.VetoAnswer
	edition *indicator.Edition
}

// CountyAssessmentEdition is the edition that the county was judged under.
func CountyAssessmentEdition(a *models.CountyAssessment) *Edition { return EditionOf(a.Edition) }

// CountyAssessmentAreas are the four areas.
func CountyAssessmentAreas(a *models.CountyAssessment) []*indicator.AreaResult {
	return pointers(a.Result.Areas[:], func(r *indicator.AreaResult) *indicator.AreaResult { return r })
}

// CountyAssessmentIndicators are the items in order.
func CountyAssessmentIndicators(a *models.CountyAssessment) []*CountyResult {
	return pointers(a.Result.Results, func(r *indicator.CountyResult) *CountyResult { return &CountyResult{r, a} })
}

// CountyAssessmentIndicator is one of the items; nil for unknown codes.
func CountyAssessmentIndicator(a *models.CountyAssessment, code string) *CountyResult {
	for i := range a.Result.Results {
		if a.Result.Results[i].Code == code {
			return &CountyResult{&a.Result.Results[i], a}
		}
	}
	return nil
}

// CountyAssessmentBalances are the fourteen differences.
func CountyAssessmentBalances(a *models.CountyAssessment) []*Balance {
	return pointers(a.Result.Balances[:], func(b *indicator.Balance) *Balance { return &Balance{b, a} })
}

// CountyAssessmentBalance is one of the fourteen; nil for other codes than R1 to R7.
func CountyAssessmentBalance(a *models.CountyAssessment, code string, stage indicator.Stage) *Balance {
	for i := range a.Result.Balances {
		if b := &a.Result.Balances[i]; b.Stage == stage && indicator.ResourceCodes[b.Indicator] == code {
			return &Balance{b, a}
		}
	}
	return nil
}

// CountyAssessmentVetoes are the six answers.
func CountyAssessmentVetoes(a *models.CountyAssessment) []*VetoAnswer {
	return pointers(a.Result.Vetoes, func(v *indicator.VetoAnswer) *VetoAnswer {
		return &VetoAnswer{*v, EditionOf(a.Edition).rules}
	})
}

// CountyAssessmentSchoolCount counts all schools.
func CountyAssessmentSchoolCount(a *models.CountyAssessment) int { return a.Result.SchoolCount }

// CountyAssessmentComposite is the plain mean of a stage's coefficients.
func CountyAssessmentComposite(a *models.CountyAssessment, stage indicator.Stage) *float64 {
	return a.Result.Composite[slices.Index(indicator.Stages[:], stage)]
}

// StageSum adds up one count of a stage, or of both.
func StageSum(a *models.CountyAssessment, stage *indicator.Stage, of func(*indicator.StageCount) int) int {
	sum := 0
	for i := range a.Result.StageCounts {
		if stage == nil || indicator.Stages[i] == *stage {
			sum += of(&a.Result.StageCounts[i])
		}
	}
	return sum
}

// Indicator of the item.
func (r *CountyResult) Indicator() *Indicator { return EditionOf(r.County.Edition).Indicator(r.Code) }

// Display is the value as forms print it; nil where there is none.
func (r *CountyResult) Display() *string { return given(r.CountyResult.Display) }

// Conclusion of the attestation; nil where there is none.
func (r *CountyResult) Conclusion() *string { return given(r.CountyResult.Conclusion) }

// Warnings of the item.
func (r *CountyResult) Warnings() []string { return orEmpty(r.CountyResult.Warnings) }

// Indicator of the difference.
func (b *Balance) Indicator() *Indicator {
	return EditionOf(b.County.Edition).indicators[b.Balance.Indicator]
}

// Display is the coefficient to three decimals; nil when there is none.
func (b *Balance) Display() *string { return given(b.Balance.Display) }

// Limit of the coefficient.
func (b *Balance) Limit() float64 { return b.Balance.Limit.Float() }

// Text of the question in the reader's language.
func (v *VetoAnswer) Text(ctx context.Context) string {
	for _, q := range v.edition.Vetoes {
		if q.Code == v.Code {
			return in(ctx, q.Text)
		}
	}
	return v.Code
}

func pointers[T, V any](list []T, of func(*T) *V) []*V {
	out := make([]*V, len(list))
	for i := range list {
		out[i] = of(&list[i])
	}
	return out
}

func orEmpty(list []string) []string {
	if list == nil {
		return []string{}
	}
	return list
}

// MetUnitCount counts the units of a stage that meet one R indicator; none for other codes.
func MetUnitCount(a *models.CountyAssessment, code string, stage indicator.Stage) int {
	i := slices.Index(indicator.ResourceCodes[:], code)
	if i < 0 {
		return 0
	}
	return StageSum(a, &stage, func(c *indicator.StageCount) int { return c.MetCounts[i] })
}
