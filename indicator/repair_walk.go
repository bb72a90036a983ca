package indicator

import "slices"

// repairWalk is a copy of a county on its way through a plan: each step is made on it, and told by what it achieves.
type repairWalk struct {
	e        *Edition
	terms    *RepairTerms
	c        *County
	assessed []SchoolAssessment
	tally    Tally
	steps    []RepairStep
	cost     Decimal
}

func (e *Edition) newRepairWalk(c *County, terms *RepairTerms) *repairWalk {
	changed := *c
	changed.Schools = slices.Clone(c.Schools)
	w := &repairWalk{e: e, terms: terms, c: &changed, assessed: make([]SchoolAssessment, len(c.Schools))}
	for i := range w.assessed {
		w.assessed[i] = e.AssessSchool(&c.Schools[i], &c.CountyRecord)
		w.tally.Add(&w.assessed[i])
	}
	return w
}

func (w *repairWalk) judge() CountyAssessment {
	return w.e.Judge(&w.tally, &w.c.CountyRecord, func() []SchoolAssessment { return w.assessed })
}

// take makes a step on the schools at the places touched.
func (w *repairWalk) take(step RepairStep, touched ...int) {
	for _, change := range step.Changes {
		if err := w.c.apply(change); err != nil {
			panic("a repair makes a change that cannot be made: " + err.Error())
		}
	}
	for _, i := range touched {
		old := w.assessed[i]
		w.tally.Remove(&old)
		w.assessed[i] = w.e.AssessSchool(&w.c.Schools[i], &w.c.CountyRecord)
		w.tally.Add(&w.assessed[i])
		step.Effects = append(step.Effects, effects(&old, &w.assessed[i])...)
	}
	after := w.judge()
	for _, k := range after.StageCounts {
		step.Passing += k.Passing
	}
	for i := range after.Balances {
		if after.Balances[i].Status == Met {
			step.Within++
		}
	}
	w.cost += step.Cost
	w.steps = append(w.steps, step)
}

// furnish makes the gains and moves that a search found.
func (w *repairWalk) furnish(s *repairSearch) {
	for _, t := range s.todos() {
		step := RepairStep{
			School: w.c.Schools[t.school].School.Code, Indicator: ResourceCodes[t.indicator], Stage: t.stage,
			Amount: Decimal(t.steps) * w.terms.Steps[t.indicator],
		}
		if t.from < 0 {
			step.Cost = Decimal(t.steps) * w.terms.price(t.indicator)
			step.Changes = gainChanges(&w.c.Schools[t.school], t.indicator, t.stage, step.Amount)
			w.take(step, t.school)
			continue
		}
		step.From = w.c.Schools[t.from].School.Code
		step.Cost = Decimal(t.steps) * w.terms.MoveCost
		step.Changes = []Change{{Kind: ChangeMove, School: step.From, Into: step.School, Indicator: step.Indicator, Stage: t.stage, Count: t.steps}}
		w.take(step, t.school, t.from)
	}
}

// effects are the values, verdicts and items of a school that a step changed.
func effects(before, after *SchoolAssessment) (list []RepairEffect) {
	for n := range after.Units {
		a, b := &before.Units[n], &after.Units[n]
		for i := range b.Results {
			if x, y := &a.Results[i], &b.Results[i]; x.Value != y.Value {
				list = append(list, RepairEffect{
					School: after.School, Indicator: ResourceCodes[i], Stage: b.Stage, Before: x.Value.Display(2), After: y.Value.Display(2),
					StatusBefore: x.Status, StatusAfter: y.Status, VerdictBefore: a.Verdict, VerdictAfter: b.Verdict,
				})
			}
		}
	}
	for i := range after.Items {
		if x, y := before.Items[i].Status, after.Items[i].Status; x != y {
			list = append(list, RepairEffect{School: after.School, Indicator: ItemCodes[i], StatusBefore: x, StatusAfter: y})
		}
	}
	return list
}
