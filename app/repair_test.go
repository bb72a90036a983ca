package app_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// A plan for the demo county of 2021 is made, its changes are recorded one school after the other, the claim and the survey
// that no plan can make are added, and the county passes.
func TestARepairThatIsMadeLetsTheDemoCountyPass(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const year = 2021
		if _, issues, err := w.ImportBook(w.ctx(), w.op, demo.Book(), false); err != nil || len(issues) > 0 {
			t.Fatal(err, issues)
		}
		bureau := w.account("bureau", models.Bureau, demo.Region.Code, nil)
		in := app.Repair{RegionCode: demo.Region.Code, Year: year, Terms: indicator.DefaultRepairTerms()}
		found, err := w.Repair(w.ctx(), bureau, in)
		w.must(err)
		if found.Before.Verdict != indicator.Fail || len(found.Plan.Steps) == 0 || len(found.Plan.Blockers) > 0 {
			t.Fatalf("%s, %d steps, %v", found.Before.Verdict, len(found.Plan.Steps), found.Plan.Blockers)
		}
		var changes []indicator.Change
		for _, s := range found.Plan.Steps {
			changes = append(changes, s.Changes...)
		}
		simulated, err := w.Simulate(w.ctx(), bureau, app.Simulate{RegionCode: demo.Region.Code, Year: year, Changes: changes})
		w.must(err)
		if got, want := simulated.After.Balances, found.After.Balances; !slices.EqualFunc(got[:], want[:], func(a, b indicator.Balance) bool { return a.Display == b.Display && a.Status == b.Status }) {
			t.Error("the plan simulated comes to other coefficients than the plan")
		}

		c, err := w.County(w.ctx(), demo.Region.Code, year)
		w.must(err)
		changed, err := indicator.Apply(c, changes)
		w.must(err)
		for _, school := range changed.Schools {
			if figures := figuresThatDiffer(c, changed, school.School.Code); len(figures) > 0 {
				w.record(year, school.School.Code, figures)
			}
		}
		remaining := func() (codes []string, verdict indicator.Verdict) {
			row, err := w.store.For(bureau).CountyAssessment(w.ctx(), demo.Region.Code, year, indicator.DefaultEdition(demo.Region.Code))
			w.must(err)
			for _, r := range row.Result.Results {
				if r.Status != indicator.Met && r.Status != indicator.NotApplicable {
					codes = append(codes, r.Code)
				}
			}
			return codes, row.Verdict
		}
		if codes, _ := remaining(); !slices.Equal(codes, found.Plan.Remaining) {
			t.Errorf("after recording %v remain, the plan says %v", codes, found.Plan.Remaining)
		}
		for _, s := range c.Schools {
			for _, claim := range s.Attestations {
				if !claim.Met {
					_, _, err := w.AttestIndicator(w.ctx(), bureau, app.Attest{RegionCode: demo.Region.Code, Year: year, Indicator: claim.Indicator, SchoolCode: &s.School.Code, Met: true})
					w.must(err)
				}
			}
		}
		_, _, err = w.RecordCountyYear(w.ctx(), bureau, app.RecordCountyYear{RegionCode: demo.Region.Code, Year: year, Values: map[string]any{"visited": 100, "visitedSatisfied": 92}})
		w.must(err)
		if codes, verdict := remaining(); verdict != indicator.Pass {
			t.Errorf("the county comes to %s, %v remain", verdict, codes)
		}
	})
}

func TestWhoMayPlanARepairAndOnWhichTerms(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 3)
		own := code(county, 0)
		clerk, elsewhere, inspector := w.account("clerk", models.Clerk, county, &own), w.account("far", models.Bureau, other, nil), w.account("look", models.Inspector, county, nil)
		in := app.Repair{RegionCode: county, Year: theYear, Terms: indicator.DefaultRepairTerms()}
		if _, err := w.Repair(w.ctx(), clerk, in); !errors.Is(err, auth.ErrForbidden) {
			t.Errorf("a school account: %v", err)
		}
		if found, err := w.Repair(w.ctx(), inspector, in); err != nil || len(found.Plan.Blockers) == 0 || found.Plan.Blockers[0].Kind != indicator.BlockedByData {
			t.Errorf("an inspector of schools without figures: %v", err)
		}
		for name, c := range map[string]struct {
			v      auth.Viewer
			change func(*app.Repair)
			want   string
		}{
			"another county":          {elsewhere, func(*app.Repair) {}, "UNKNOWN_REGION"},
			"an unknown edition":      {inspector, func(r *app.Repair) { r.Edition = "cn-1999" }, "UNKNOWN_EDITION"},
			"a cost of nothing":       {inspector, func(r *app.Repair) { r.Costs = []app.RepairCost{{Indicator: "R8"}} }, "NOT_A_RESOURCE"},
			"a cost below 0":          {inspector, func(r *app.Repair) { r.Costs = []app.RepairCost{{Indicator: "R1", Cost: -1}} }, "COST_OUT_OF_BOUNDS"},
			"more than all leave":     {inspector, func(r *app.Repair) { r.Terms.MoveShare = 10_001 }, "NOT_A_SHARE"},
			"a limit of a far school": {inspector, func(r *app.Repair) { r.Terms.Limits = []indicator.RepairLimit{{School: "9999999999", Indicator: "R5"}} }, "UNKNOWN_SCHOOL"},
		} {
			bad := in
			c.change(&bad)
			_, err := w.Repair(w.ctx(), c.v, bad)
			if problems, ok := app.Problems(err); !ok || problems[0].Code != c.want {
				t.Errorf("%s: %v", name, err)
			}
		}
	})
}
