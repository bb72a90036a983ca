package app_test

import (
	"math"
	"slices"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

func TestContributionsAreSharesOfTheWhole(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, _, err := w.ImportBook(w.ctx(), w.op, aCounty(county, 12, 60), false)
		w.must(err)
		a, err := w.store.For(w.op).CountyAssessment(w.ctx(), county, theYear, "cn-2017")
		w.must(err)
		var balances []*indicator.Balance
		for i := range a.Result.Balances {
			balances = append(balances, &a.Result.Balances[i])
		}
		ctx, statements := store.CountStatements(w.ctx())
		lists, err := w.store.For(w.op).AllContributions(ctx, a, balances, 100)
		w.must(err)
		if statements.Count() != 1 {
			t.Errorf("got %d statements, want 1", statements.Count())
		}
		some := false
		for i, list := range lists {
			sum := 0.0
			for _, c := range list {
				sum += c.Share
			}
			if b := balances[i]; b.Coefficient != nil && *b.Coefficient > 0 {
				some = true
				if math.Abs(sum-1) > 1e-9 || len(list) != b.UnitCount {
					t.Errorf("%s %s: %d shares sum to %v, want %d and 1", indicator.ResourceCodes[b.Indicator], b.Stage, len(list), sum, b.UnitCount)
				}
			}
			if !slices.IsSortedFunc(list, func(x, y store.Contribution) int {
				if x.Share > y.Share {
					return -1
				}
				return 1
			}) && sum > 0 {
				t.Errorf("balance %d: the largest is not first", i)
			}
		}
		if !some {
			t.Error("no balance has a coefficient: nothing was tested")
		}
		own := code(county, 3)
		clerk := w.account("clerk", models.Clerk, county, &own)
		for _, list := range must(w.store.For(clerk).AllContributions(w.ctx(), a, balances, 100)) {
			for _, c := range list {
				if c.SchoolCode != own {
					t.Errorf("a clerk sees the share of %s", c.SchoolCode)
				}
			}
		}
	})
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func TestBlockersAreWhoKeepsAnItemFromBeingMet(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, _, err := w.ImportBook(w.ctx(), w.op, aCounty(county, 4, 0), false)
		w.must(err)
		huge, none := code(county, 1), code(county, 2)
		for school, values := range map[string]map[string]any{huge: {"studentsPrimary": 5000}, none: {"studentsPrimary": nil}} {
			_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: theYear, Values: values})
			w.must(err)
		}
		a, err := w.store.For(w.op).CountyAssessment(w.ctx(), county, theYear, "cn-2017")
		w.must(err)
		statuses := map[string]indicator.Status{}
		for _, r := range a.Result.Results {
			statuses[r.Code] = r.Status
		}
		ctx, counted := store.CountStatements(w.ctx())
		got, err := w.store.For(w.op).AllBlockers(ctx, a, statuses)
		w.must(err)
		if counted.Count() > 2 {
			t.Errorf("got %d statements, want at most 2", counted.Count())
		}
		if statuses["G4"] != indicator.Unmet || !slices.Equal(got["G4"], []string{huge}) {
			t.Errorf("G4 is %s, kept from being met by %v, want %s", statuses["G4"], got["G4"], huge)
		}
		if len(got["G1"]) > 0 {
			t.Errorf("G1: got %v, want nobody", got["G1"])
		}
	})
}
