package view

import (
	"slices"

	"github.com/junheng/junheng/indicator"
)

// Simulation is a county as it is and as it would be.
type Simulation struct {
	RegionCode    string
	Year          int
	before, after *indicator.Evaluation
	changes       *changes
}

// SimulationOf shows two evaluations of one county.
func SimulationOf(region string, year int, before, after *indicator.Evaluation) *Simulation {
	return &Simulation{region, year, before, after, changesBetween(before, after)}
}

// Edition of the county as it is.
func (s *Simulation) Edition() *Edition { return EditionOf(s.before.Edition) }

// Under is the edition of the changed county.
func (s *Simulation) Under() *Edition { return EditionOf(s.after.Edition) }

// Before is the county as it is.
func (s *Simulation) Before() *SimulatedCounty { return &SimulatedCounty{s.before} }

// After is the county as it would be.
func (s *Simulation) After() *SimulatedCounty { return &SimulatedCounty{s.after} }

// Units are those that change, or all.
func (s *Simulation) Units(changedOnly *bool) []*SimulatedUnit {
	if changedOnly != nil && !*changedOnly {
		return s.changes.all
	}
	return s.changes.units
}

// ChangedUnitCount is how many units change, come or go.
func (s *Simulation) ChangedUnitCount() int { return len(s.changes.units) }

// Items are the school items that change.
func (s *Simulation) Items() []*SimulatedItem { return s.changes.items }

// SimulatedCounty is one side of a simulation.
type SimulatedCounty struct{ e *indicator.Evaluation }

// Verdict of the county.
func (c *SimulatedCounty) Verdict() indicator.Verdict { return c.e.Verdict }

// Areas are the four areas.
func (c *SimulatedCounty) Areas() []*indicator.AreaResult {
	return pointers(c.e.Areas[:], func(r *indicator.AreaResult) *indicator.AreaResult { return r })
}

// Indicators are the items in order.
func (c *SimulatedCounty) Indicators() []*SimulatedIndicator {
	return pointers(c.e.Results, func(r *indicator.CountyResult) *SimulatedIndicator { return &SimulatedIndicator{r, c.e.Edition} })
}

// Balances are the fourteen differences.
func (c *SimulatedCounty) Balances() []*SimulatedBalance {
	return pointers(c.e.Balances[:], func(b *indicator.Balance) *SimulatedBalance { return &SimulatedBalance{b, c.e.Edition} })
}

// Stages are the counts of units.
func (c *SimulatedCounty) Stages() []*SimulatedStage {
	list := make([]*SimulatedStage, len(indicator.Stages))
	for i, stage := range indicator.Stages {
		n := &c.e.StageCounts[i]
		list[i] = &SimulatedStage{Stage: stage, UnitCount: n.Units, PassingUnitCount: n.Passing, Students: n.Students, MetCounts: n.MetCounts[:]}
	}
	return list
}

// SimulatedIndicator is one item of one side.
type SimulatedIndicator struct {
	result  *indicator.CountyResult
	edition string
}

// Indicator of the item.
func (r *SimulatedIndicator) Indicator() *Indicator {
	return EditionOf(r.edition).Indicator(r.result.Code)
}

// Status of the item.
func (r *SimulatedIndicator) Status() indicator.Status { return r.result.Status }

// Display is the value as forms print it; nil where there is none.
func (r *SimulatedIndicator) Display() *string { return given(r.result.Display) }

// SimulatedBalance is one difference of one side.
type SimulatedBalance struct {
	*indicator.Balance
	edition string
}

// Indicator of the difference.
func (b *SimulatedBalance) Indicator() *Indicator {
	return EditionOf(b.edition).indicators[b.Balance.Indicator]
}

// Display is the coefficient to three decimals; nil when there is none.
func (b *SimulatedBalance) Display() *string { return given(b.Balance.Display) }

// Limit of the coefficient.
func (b *SimulatedBalance) Limit() float64 { return b.Balance.Limit.Float() }

// SimulatedStage counts a stage's units.
type SimulatedStage struct {
	Stage                                 indicator.Stage
	UnitCount, PassingUnitCount, Students int
	MetCounts                             []int
}

// SimulatedItem is a school item that changes.
type SimulatedItem struct {
	SchoolCode    string
	Before, After *indicator.Status
	item          int
	edition       string
}

// Indicator of the item.
func (i *SimulatedItem) Indicator() *Indicator {
	return EditionOf(i.edition).Indicator(indicator.ItemCodes[i.item])
}

// SimulatedUnit is a unit on both sides; nil where it is not there.
type SimulatedUnit struct {
	SchoolCode    string
	Stage         indicator.Stage
	Before, After *SimulatedUnitSide
}

// SimulatedUnitSide is a unit on one side.
type SimulatedUnitSide struct {
	unit    *indicator.Unit
	edition string
}

// Students of the unit.
func (s *SimulatedUnitSide) Students() int { return s.unit.Students }

// Verdict of the unit.
func (s *SimulatedUnitSide) Verdict() indicator.Verdict { return s.unit.Verdict }

// MetCount of the unit.
func (s *SimulatedUnitSide) MetCount() int { return s.unit.MetCount }

// Values are the seven values.
func (s *SimulatedUnitSide) Values() []*float64 {
	return sevenOf(s, func(_ int, r *indicator.UnitResult) float64 { return r.Value.Float() })
}

// Displays are the seven values as forms print them.
func (s *SimulatedUnitSide) Displays() []*string {
	return sevenOf(s, func(i int, r *indicator.UnitResult) string {
		return r.Value.Display(EditionOf(s.edition).indicators[i].Places)
	})
}

// Attainments are the seven values as shares of their thresholds.
func (s *SimulatedUnitSide) Attainments() []*float64 {
	return sevenOf(s, func(_ int, r *indicator.UnitResult) float64 { a, _ := r.Attainment(); return a })
}

// Statuses are the seven statuses.
func (s *SimulatedUnitSide) Statuses() []indicator.Status {
	list := make([]indicator.Status, indicator.ResourceCount)
	for i := range list {
		list[i] = s.unit.Results[i].Status
	}
	return list
}

// Shortfalls are what the seven amounts lack.
func (s *SimulatedUnitSide) Shortfalls() []*float64 {
	return sevenOf(s, func(_ int, r *indicator.UnitResult) float64 { return r.Shortfall.Float() })
}

// sevenOf is nil for each of the seven that cannot be computed.
func sevenOf[V any](s *SimulatedUnitSide, of func(int, *indicator.UnitResult) V) []*V {
	list := make([]*V, indicator.ResourceCount)
	for i := range list {
		r := &s.unit.Results[i]
		if _, ok := r.Attainment(); ok {
			v := of(i, r)
			list[i] = &v
		}
	}
	return list
}

// sameUnit tells whether two states of a unit differ in nothing that is shown.
func sameUnit(a, b *indicator.Unit) bool {
	same := func(x, y indicator.UnitResult) bool {
		return x.Status == y.Status && x.Value.Float() == y.Value.Float() && x.Threshold == y.Threshold && x.Shortfall == y.Shortfall
	}
	return a.Students == b.Students && a.Verdict == b.Verdict && a.MetCount == b.MetCount && slices.EqualFunc(a.Results[:], b.Results[:], same)
}
