package indicator_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/indicator"
)

// smallCounty has three or four schools small enough to try everything; the last may teach both stages.
func smallCounty(r *rand.Rand) *indicator.County {
	c := &indicator.County{CountyRecord: indicator.CountyRecord{Region: indicator.Region{Code: "420107", Name: "小县"}, Year: 2024}}
	schools := 3 + r.IntN(2)
	for i := range schools {
		kind := indicator.KindPrimary
		stages := indicator.Stages[:1]
		if i == schools-1 && r.IntN(2) == 0 {
			kind, stages = indicator.KindNineYear, indicator.Stages[:]
		}
		f := &indicator.Figures{}
		pupils := 0
		for _, stage := range stages {
			p := 60 + r.IntN(80)
			pupils += p
			count := func(ratio float64) *int {
				return n(int(math.Round(ratio * float64(p) / 100 * (0.7 + 0.9*r.Float64()))))
			}
			teachers, degree, backbone, arts := n(p/8), count(4.6), count(1.4), count(1.2)
			if stage == indicator.Primary {
				f.StudentsPrimary, f.TeachersPrimary, f.BackbonePrimary, f.PeTeachersPrimary = n(p), teachers, backbone, arts
				f.JuniorCollegeTeachersPrimary, f.BachelorTeachersPrimary, f.MasterTeachersPrimary, f.DoctorTeachersPrimary = n(0), degree, n(0), n(0)
				f.MusicTeachersPrimary, f.ArtTeachersPrimary, f.ArtsTeachersPrimary = n(0), n(0), n(0)
			} else {
				f.StudentsJunior, f.TeachersJunior, f.BackboneJunior, f.PeTeachersJunior = n(p), teachers, backbone, arts
				f.BachelorTeachersJunior, f.MasterTeachersJunior, f.DoctorTeachersJunior = degree, n(0), n(0)
				f.MusicTeachersJunior, f.ArtTeachersJunior, f.ArtsTeachersJunior = n(0), n(0), n(0)
			}
		}
		amount := func(ratio float64) *indicator.Decimal {
			spread := 0.75 + 0.6*r.Float64()
			if r.IntN(6) == 0 {
				spread = 3 + 3*r.Float64()
			}
			return dec(fmt.Sprintf("%.2f", ratio*float64(pupils)*spread))
		}
		f.TeachingArea, f.IndoorSportsArea, f.SportsGroundArea = amount(5.2), dec("0"), amount(8.6)
		f.EquipmentValue, f.MultimediaRooms = amount(0.23), n(int(math.Round(float64(pupils)/100*2.6*(0.7+0.7*r.Float64()))))
		c.Schools = append(c.Schools, indicator.SchoolRecord{
			School:  indicator.School{Code: fmt.Sprintf("42010700%02d", i), Kind: kind, Locale: indicator.Urban, Organizer: 1},
			Figures: f,
		})
	}
	return c
}

// coarseTerms buy in steps that leave few enough possibilities, some schools with little room to grow.
func coarseTerms(r *rand.Rand, c *indicator.County) indicator.RepairTerms {
	t := indicator.DefaultRepairTerms()
	t.Steps[indicator.R4], t.Steps[indicator.R5], t.Steps[indicator.R6] = 80*indicator.DecimalScale, 150*indicator.DecimalScale, 4*indicator.DecimalScale
	t.MoveShare = 3_000
	for range r.IntN(3) {
		k := r.IntN(indicator.ResourceCount)
		school := c.Schools[r.IntN(len(c.Schools))].School.Code
		t.Limits = append(t.Limits, indicator.RepairLimit{School: school, Indicator: indicator.ResourceCodes[k], Most: indicator.Decimal(r.IntN(3)) * t.Steps[k]})
	}
	return t
}

func TestRepairIsWithinOnePercentOfBruteForce(t *testing.T) {
	t.Parallel()
	e := edition(t, "cn-2017")
	solved, exact, blocked, above, worst := 0, 0, 0, 0, 0.0
	for seed := uint64(1); solved < 50; seed++ {
		r := rand.New(rand.NewPCG(seed, 23))
		c := smallCounty(r)
		terms := coarseTerms(r, c)
		best, possible := bruteForce(t, e, c, &terms)
		plan := e.Repair(c, terms)
		if !possible {
			if len(plan.Blockers) == 0 {
				t.Errorf("seed %d: a plan of %s where there is none", seed, plan.Cost)
			}
			blocked++
			continue
		}
		if best == 0 {
			if plan.Cost != 0 || len(plan.Blockers) > 0 {
				t.Errorf("seed %d: nothing to do, got %s, %v", seed, plan.Cost, plan.Blockers)
			}
			continue
		}
		solved++
		for _, b := range e.Evaluate(c).Balances {
			if b.Status == indicator.Unmet {
				above++
			}
		}
		if len(plan.Blockers) > 0 {
			t.Errorf("seed %d: blocked by %v, best %s", seed, plan.Blockers, best)
			continue
		}
		checkPlan(t, e, c, &plan)
		gap := float64(plan.Cost-best) / float64(best)
		worst = max(worst, gap)
		if gap == 0 {
			exact++
		}
		if gap > 0.01 || gap < 0 {
			t.Errorf("seed %d: %s, brute force %s: %.2f %% more", seed, plan.Cost, best, 100*gap)
		}
	}
	t.Logf("%d counties, %d exactly, worst %.2f %% above brute force; %d coefficients were above their limits; %d more counties cannot be mended",
		solved, exact, 100*worst, above, blocked)
}

// checkPlan makes the plan's changes and evaluates the county anew.
func checkPlan(t *testing.T, e *indicator.Edition, c *indicator.County, plan *indicator.RepairPlan) {
	t.Helper()
	var changes []indicator.Change
	cost := indicator.Decimal(0)
	for _, s := range plan.Steps {
		changes = append(changes, s.Changes...)
		cost += s.Cost
	}
	after, err := indicator.Apply(c, changes)
	if err != nil {
		t.Fatal(err)
	}
	ev := e.Evaluate(after)
	for _, s := range ev.Schools {
		for _, u := range s.Units {
			if u.Verdict != indicator.Pass {
				t.Errorf("%s %s is %s after the plan", s.School, u.Stage, u.Verdict)
			}
		}
	}
	for _, b := range ev.Balances {
		if b.UnitCount > 0 && b.Status != indicator.Met {
			t.Errorf("%s %s is %s after the plan: %s", indicator.ResourceCodes[b.Indicator], b.Stage, b.Status, b.Display)
		}
	}
	if cost != plan.Cost {
		t.Errorf("the steps cost %s, the plan %s", cost, plan.Cost)
	}
}

func TestRepairSaysWhatStandsInTheWay(t *testing.T) {
	e := edition(t, "cn-hb-33")
	for name, tc := range map[string]struct {
		want    indicator.BlockerKind
		prepare func(*indicator.County, *indicator.RepairTerms)
	}{
		"a figure is missing": {indicator.BlockedByData, func(c *indicator.County, _ *indicator.RepairTerms) { c.Schools[3].Figures.EquipmentValue = nil }},
		"no school has land": {indicator.BlockedByBalance, func(c *indicator.County, terms *indicator.RepairTerms) {
			for _, s := range c.Schools {
				terms.Limits = append(terms.Limits, indicator.RepairLimit{School: s.School.Code, Indicator: "R5"})
			}
		}},
		"a school has no room at all": {indicator.BlockedByLimit, func(c *indicator.County, terms *indicator.RepairTerms) {
			f := c.Schools[0].Figures
			f.MultimediaRooms, f.EquipmentValue = n(1), dec("1")
			for _, code := range []string{"R6", "R7"} {
				terms.Limits = append(terms.Limits, indicator.RepairLimit{School: c.Schools[0].School.Code, Indicator: code})
			}
		}},
		"too few teachers to become backbone": {indicator.BlockedByPeople, func(c *indicator.County, _ *indicator.RepairTerms) {
			f := c.Schools[0].Figures
			if f.StudentsPrimary != nil {
				f.TeachersPrimary, f.BackbonePrimary = n(3), n(0)
			} else {
				f.TeachersJunior, f.BackboneJunior = n(3), n(0)
			}
		}},
		"too little money": {indicator.BlockedByBudget, func(_ *indicator.County, terms *indicator.RepairTerms) { terms.Budget = dec("10") }},
	} {
		c, terms := clone(demoCounty(2021)), indicator.DefaultRepairTerms()
		tc.prepare(c, &terms)
		plan := e.Repair(c, terms)
		if !slices.ContainsFunc(plan.Blockers, func(b indicator.RepairBlocker) bool { return b.Kind == tc.want }) {
			t.Errorf("%s: want %s, got %+v", name, tc.want, plan.Blockers)
		}
		if hasSteps := len(plan.Steps) > 0; hasSteps != (tc.want == indicator.BlockedByBudget) {
			t.Errorf("%s: %d steps", name, len(plan.Steps))
		}
	}
}

func TestRepairLeavesTheCountyAlone(t *testing.T) {
	c := demoCounty(2021)
	untouched := clone(c)
	e := edition(t, "cn-hb-33")
	a, b := e.Repair(c, indicator.DefaultRepairTerms()), e.Repair(c, indicator.DefaultRepairTerms())
	if diff := cmp.Diff(untouched, c); diff != "" {
		t.Errorf("the county changed:\n%s", diff)
	}
	if diff := cmp.Diff(a, b); diff != "" {
		t.Errorf("twice the same, two plans:\n%s", diff)
	}
}
