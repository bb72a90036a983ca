package indicator_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

func demoCounty(year int) *indicator.County {
	c, _ := demo.Book().County(demo.Region.Code, year)
	return &c
}

func TestRepairOfTheDemoCountyMakesItPass(t *testing.T) {
	for _, year := range demo.Years {
		e, _ := indicator.LookupEdition(indicator.DefaultEdition(demo.Region.Code))
		c := demoCounty(year)
		plan := e.Repair(c, indicator.DefaultRepairTerms())
		if len(plan.Blockers) > 0 {
			t.Fatalf("%d: %v", year, plan.Blockers)
		}
		checkPlan(t, e, c, &plan)
		if area := plan.After.Areas[0]; area.Verdict != indicator.Pass {
			t.Errorf("%d: resources %s after the plan", year, area.Verdict)
		}
		if got := afterPapers(t, e, c, &plan); got != indicator.Pass {
			t.Errorf("%d: with the claims and the survey the county comes to %s", year, got)
		}
		last := len(plan.Steps) - 1
		if last >= 0 && (plan.Steps[last].Passing != 46 || plan.Steps[last].Within != 14) {
			t.Errorf("%d: at the end %d units pass and %d coefficients are within", year, plan.Steps[last].Passing, plan.Steps[last].Within)
		}
		if wasMet := e.Evaluate(c).Areas[0].Verdict == indicator.Pass; wasMet != (len(plan.Steps) == 0) {
			t.Errorf("%d: resources met: %v, steps: %d", year, wasMet, len(plan.Steps))
		}
		t.Logf("%d: %d steps, %s × 10,000 yuan, remaining %v", year, len(plan.Steps), plan.Cost, plan.Remaining)
	}
}

// afterPapers is the county's verdict after the plan, once what no plan can do is done too: every school's claims hold and
// people were asked on site.
func afterPapers(t *testing.T, e *indicator.Edition, c *indicator.County, plan *indicator.RepairPlan) indicator.Verdict {
	t.Helper()
	var changes []indicator.Change
	for _, s := range plan.Steps {
		changes = append(changes, s.Changes...)
	}
	after, err := indicator.Apply(c, changes)
	if err != nil {
		t.Fatal(err)
	}
	for i := range after.Schools {
		after.Schools[i].Attestations = nil // the county's claim speaks for it
	}
	figures := *after.Figures
	figures.Visited, figures.VisitedSatisfied = n(100), n(90)
	after.Figures = &figures
	return e.Evaluate(after).Verdict
}

// city is made of the demo county's schools of 2021, many times over, each a little different.
func city(schools int) *indicator.County {
	r := rand.New(rand.NewPCG(1, 2))
	c := demoCounty(2021)
	own := c.Schools
	c.Schools = nil
	for i := range schools {
		s := own[i%len(own)]
		s.School.Code = fmt.Sprintf("42%08d", i)
		f := *s.Figures
		for _, v := range reflect.ValueOf(&f).Elem().Fields() {
			switch p := v.Interface().(type) {
			case *int:
				if p != nil {
					v.Set(reflect.ValueOf(n(*p * (95 + r.IntN(11)) / 100)))
				}
			case *indicator.Decimal:
				if p != nil {
					d := *p * indicator.Decimal(95+r.IntN(11)) / 100
					v.Set(reflect.ValueOf(&d))
				}
			}
		}
		s.Figures = &f
		c.Schools = append(c.Schools, s)
	}
	return c
}

func BenchmarkRepair(b *testing.B) {
	e, _ := indicator.LookupEdition("cn-2017")
	for _, c := range []*indicator.County{demoCounty(2021), city(300), city(1000)} {
		b.Run(fmt.Sprintf("%dSchools", len(c.Schools)), func(b *testing.B) {
			for b.Loop() {
				plan := e.Repair(c, indicator.DefaultRepairTerms())
				if len(plan.Blockers) > 0 {
					b.Fatal(plan.Blockers)
				}
				b.ReportMetric(float64(len(plan.Steps)), "steps")
			}
		})
	}
}
