package app_test

import (
	"math"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

func TestDriftsOfTheDemoCountyAddUp(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		book := demo.Book()
		_, issues, err := w.ImportBook(w.ctx(), w.op, book, false)
		if err != nil || len(issues) > 0 {
			t.Fatal(err, issues)
		}
		own := book.Schools[0].Code
		clerk := w.account("clerk", models.Clerk, demo.Region.Code, &own)
		edition, worst, found := indicator.DefaultEdition(demo.Region.Code), 0.0, 0
		for year := 2022; year <= 2023; year++ {
			c, err := w.store.For(w.op).CountyAssessment(w.ctx(), demo.Region.Code, year, edition)
			w.must(err)
			var balances []*indicator.Balance
			for i := range c.Result.Balances {
				balances = append(balances, &c.Result.Balances[i])
			}
			before, err := w.County(w.ctx(), demo.Region.Code, year-1)
			w.must(err)
			after, err := w.County(w.ctx(), demo.Region.Code, year)
			w.must(err)
			e, _ := indicator.LookupEdition(edition)
			for i, d := range must(w.Drifts(w.ctx(), w.op, c, year-1, balances)) {
				found++
				sum := 0.0
				for _, s := range d.Contributions {
					sum += s.Total
				}
				worst = max(worst, math.Abs(sum-d.Change), math.Abs(d.Enrolment+d.Resources-d.Change), math.Abs(*balances[i].Coefficient-d.Before-d.Change))
				full, err := e.Drift(before, after, d.Indicator, d.Stage)
				w.must(err)
				if len(full.Contributions) != len(d.Contributions) || math.Abs(full.Enrolment-d.Enrolment) > 1e-9 || full.Change != d.Change {
					t.Errorf("%d %s %s: %d parts, enrolment %v; from the facts %d and %v", year, d.Indicator, d.Stage, len(d.Contributions), d.Enrolment, len(full.Contributions), full.Enrolment)
				}
			}
			for _, d := range must(w.Drifts(w.ctx(), clerk, c, year-1, balances)) {
				for _, s := range d.Contributions {
					if s.School != own {
						t.Errorf("a clerk sees the part of %s", s.School)
					}
				}
			}
		}
		if found != 28 || worst > 1e-9 {
			t.Errorf("%d drifts, at worst %g off, want 28 and 1e-9", found, worst)
		}
		c, err := w.store.For(w.op).CountyAssessment(w.ctx(), demo.Region.Code, 2021, edition)
		w.must(err)
		if none := must(w.Drifts(w.ctx(), w.op, c, 2020, []*indicator.Balance{&c.Result.Balances[0]})); none[0] != nil {
			t.Errorf("a drift from a year without results: %+v", none[0])
		}
		t.Logf("%d drifts, at worst %g off", found, worst)
	})
}
