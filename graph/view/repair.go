package view

import (
	"slices"

	"github.com/junheng/junheng/indicator"
)

// Repair is a plan for a county, with the county before and after.
type Repair struct {
	RegionCode    string
	Year          int
	plan          *indicator.RepairPlan
	costs         []indicator.Decimal
	before, after *indicator.Evaluation
}

// RepairOf shows a plan.
func RepairOf(region string, year int, costs []indicator.Decimal, before, after *indicator.Evaluation, plan *indicator.RepairPlan) *Repair {
	return &Repair{region, year, plan, costs, before, after}
}

// Edition by which the county is judged.
func (r *Repair) Edition() *Edition { return EditionOf(r.before.Edition) }

// Cost of all steps.
func (r *Repair) Cost() indicator.Decimal { return r.plan.Cost }

// Costs of one more of R1 to R7.
func (r *Repair) Costs() []indicator.Decimal { return r.costs }

// Before is the county as it is.
func (r *Repair) Before() *SimulatedCounty { return &SimulatedCounty{r.before} }

// After is the county after the plan.
func (r *Repair) After() *SimulatedCounty { return &SimulatedCounty{r.after} }

// IsHasty tells whether the search was ended.
func (r *Repair) IsHasty() bool { return r.plan.IsHasty }

// Steps in order.
func (r *Repair) Steps() []*RepairStep {
	return pointers(r.plan.Steps, func(s *indicator.RepairStep) *RepairStep { return &RepairStep{s, r.Edition()} })
}

// Blockers of the plan.
func (r *Repair) Blockers() []*RepairBlocker {
	return pointers(r.plan.Blockers, func(b *indicator.RepairBlocker) *RepairBlocker { return &RepairBlocker{b, r.Edition()} })
}

// Remaining are the indicators that are not met after the plan.
func (r *Repair) Remaining() []*Indicator {
	list := []*Indicator{}
	for _, i := range r.Edition().indicators {
		if slices.Contains(r.plan.Remaining, i.Code) {
			list = append(list, i)
		}
	}
	return list
}

// RepairStep is one step of a plan.
type RepairStep struct {
	step    *indicator.RepairStep
	edition *Edition
}

// SchoolCode of the school that gains.
func (s *RepairStep) SchoolCode() string { return s.step.School }

// FromCode of the school that people leave; empty for gains.
func (s *RepairStep) FromCode() string { return s.step.From }

// Indicator that it is for.
func (s *RepairStep) Indicator() *Indicator { return s.edition.Indicator(s.step.Indicator) }

// Stage of people; nil for what a school has as a whole.
func (s *RepairStep) Stage() *indicator.Stage { return unlessNone(s.step.Stage) }

// Amount of people, classes, rooms, m² or 10,000 yuan.
func (s *RepairStep) Amount() indicator.Decimal { return s.step.Amount }

// Cost in 10,000 yuan.
func (s *RepairStep) Cost() indicator.Decimal { return s.step.Cost }

// PassingUnitCount when it is done.
func (s *RepairStep) PassingUnitCount() int { return s.step.Passing }

// WithinLimitCount when it is done.
func (s *RepairStep) WithinLimitCount() int { return s.step.Within }

// Changes that it makes.
func (s *RepairStep) Changes() []*RepairChange {
	return pointers(s.step.Changes, func(c *indicator.Change) *RepairChange { return (*RepairChange)(c) })
}

// Effects of it.
func (s *RepairStep) Effects() []*RepairEffect {
	return pointers(s.step.Effects, func(e *indicator.RepairEffect) *RepairEffect { return &RepairEffect{e, s.edition} })
}

// RepairChange is one change of a step.
type RepairChange indicator.Change

// SchoolCode of the school whose figure changes, or that teachers leave.
func (c *RepairChange) SchoolCode() string { return c.School }

// ToCode of the school that teachers come to.
func (c *RepairChange) ToCode() *string { return unlessNone(c.Into) }

// FigureKey of the figure.
func (c *RepairChange) FigureKey() *string { return unlessNone(c.Key) }

// FigureValue of the figure.
func (c *RepairChange) FigureValue() *indicator.Decimal { return c.Value }

// MoveCount of the teachers.
func (c *RepairChange) MoveCount() *int { return unlessNone(c.Count) }

// RepairEffect is what a step does to one value or item.
type RepairEffect struct {
	effect  *indicator.RepairEffect
	edition *Edition
}

// SchoolCode of the school.
func (e *RepairEffect) SchoolCode() string { return e.effect.School }

// Stage of the unit.
func (e *RepairEffect) Stage() *indicator.Stage { return unlessNone(e.effect.Stage) }

// Indicator that changes.
func (e *RepairEffect) Indicator() *Indicator { return e.edition.Indicator(e.effect.Indicator) }

// Before is the value before.
func (e *RepairEffect) Before() *string { return unlessNone(e.effect.Before) }

// After is the value after.
func (e *RepairEffect) After() *string { return unlessNone(e.effect.After) }

// StatusBefore the step.
func (e *RepairEffect) StatusBefore() indicator.Status { return e.effect.StatusBefore }

// StatusAfter the step.
func (e *RepairEffect) StatusAfter() indicator.Status { return e.effect.StatusAfter }

// RepairBlocker is what stands in a plan's way.
type RepairBlocker struct {
	blocker *indicator.RepairBlocker
	edition *Edition
}

// Kind of constraint.
func (b *RepairBlocker) Kind() indicator.BlockerKind { return b.blocker.Kind }

// SchoolCode of the school; empty for the county's.
func (b *RepairBlocker) SchoolCode() string { return b.blocker.School }

// Stage of the unit or coefficient.
func (b *RepairBlocker) Stage() *indicator.Stage { return unlessNone(b.blocker.Stage) }

// Indicator of the unit or coefficient.
func (b *RepairBlocker) Indicator() *Indicator { return b.edition.Indicator(b.blocker.Indicator) }

// Need is what it would take.
func (b *RepairBlocker) Need() *indicator.Decimal {
	if b.Kind() == indicator.BlockedByData || b.Kind() == indicator.BlockedByBalance {
		return nil
	}
	return &b.blocker.Need
}

// Most is what there is.
func (b *RepairBlocker) Most() *indicator.Decimal {
	if b.Kind() == indicator.BlockedByData {
		return nil
	}
	return &b.blocker.Most
}

// unlessNone is nil for nothing.
func unlessNone[T comparable](v T) *T {
	var none T
	if v == none {
		return nil
	}
	return &v
}
