package view

import (
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// SchoolItemResult is one school-level item of one school.
type SchoolItemResult struct {
	Standing *models.SchoolStanding
	index    int
}

// SchoolItemResults are the items that look at the school, in the engine's order: all for a school that is assessed, G6 for a
// teaching point that is too small to be, none for others.
func SchoolItemResults(s *models.SchoolStanding) []*SchoolItemResult {
	list := make([]*SchoolItemResult, 0, indicator.ItemCount)
	for i := range indicator.ItemCount {
		if *s.Item(i) != "" {
			list = append(list, &SchoolItemResult{s, i})
		}
	}
	return list
}

// Code of the indicator.
func (r *SchoolItemResult) Code() string { return indicator.ItemCodes[r.index] }

// Indicator of the item.
func (r *SchoolItemResult) Indicator() *Indicator {
	return EditionOf(r.Standing.Edition).Indicator(r.Code())
}

// Status of the item.
func (r *SchoolItemResult) Status() indicator.Status { return *r.Standing.Item(r.index) }

// AttestationSubject is the subject of a Q9 claim; nil for others.
func AttestationSubject(a *models.Attestation) *string { return given(a.Subject) }
