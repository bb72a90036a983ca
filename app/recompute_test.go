package app_test

import (
	"context"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// loseEdition makes an edition as new to all years as one that comes with the next version of the program.
func (r *rows) loseEdition(edition string) {
	r.t.Helper()
	for _, table := range []string{"county_tallies", "county_assessments", "school_standings", "school_assessments"} {
		r.exec("DELETE FROM "+table+" WHERE edition = ?", edition)
	}
}

func TestEveryChangeMovesResultsAfterAnEditionCame(t *testing.T) {
	yes := true
	school := code(county, 0)
	withdraw := func(key models.Attestation) func(*world) error {
		key.RegionCode, key.Year = county, theYear
		return func(w *world) error { return w.WithdrawAttestation(w.ctx(), w.op, key) }
	}
	edits := []struct {
		name string
		make func(*world) error
	}{
		{"a teacher is recorded", func(w *world) error {
			_, _, err := w.RecordTeacher(w.ctx(), w.op, theYear, indicator.Teacher{
				Code: "new", SchoolCode: school, Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneCounty, IsFullTime: true,
			})
			return err
		}},
		{"a teacher is removed", func(w *world) error { _, err := w.RemoveTeacher(w.ctx(), w.op, county, theYear, "new"); return err }},
		{"a veto is answered", func(w *world) error {
			return w.AnswerVeto(w.ctx(), w.op, app.Veto{RegionCode: county, Year: theYear, Code: "V1", Answer: &yes})
		}},
		{"a veto is taken back", func(w *world) error {
			return w.AnswerVeto(w.ctx(), w.op, app.Veto{RegionCode: county, Year: theYear, Code: "V1"})
		}},
		{"the county claims", func(w *world) error {
			_, _, err := w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: theYear, Indicator: "G1", Met: true})
			return err
		}},
		{"the county takes its claim back", withdraw(models.Attestation{Indicator: "G1"})},
		{"the county claims for its schools", func(w *world) error {
			_, _, err := w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: theYear, Indicator: "Q6", Met: true})
			return err
		}},
		{"the county takes back what it claimed for its schools", withdraw(models.Attestation{Indicator: "Q6"})},
		{"a school claims", func(w *world) error {
			_, _, err := w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: theYear, Indicator: "Q3", SchoolCode: &school})
			return err
		}},
		{"a school's claim is taken back", withdraw(models.Attestation{Indicator: "Q3", SchoolCode: school})},
		{"a school's kind changes", func(w *world) error {
			_, err := w.UpdateSchool(w.ctx(), w.op, school, func(s *indicator.School) { s.Kind = indicator.KindNineYear })
			return err
		}},
		{"a school is registered", func(w *world) error {
			_, err := w.CreateSchool(w.ctx(), w.op, indicator.School{
				Code: code(county, 99), Name: "新校", RegionCode: county, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Rural,
			})
			return err
		}},
		{"a school reports", func(w *world) error {
			_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: theYear, Values: map[string]any{"studentsPrimary": 77}})
			return err
		}},
		{"a school reports the year before", func(w *world) error {
			_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: theYear - 1, Values: map[string]any{"studentsPrimary": 78}})
			return err
		}},
		{"the county reports", func(w *world) error {
			_, _, err := w.RecordCountyYear(w.ctx(), w.op, app.RecordCountyYear{RegionCode: county, Year: theYear, Values: map[string]any{"rotated": 20}})
			return err
		}},
		{"the county's money is recorded", func(w *world) error {
			_, _, err := w.RecordFundingYear(w.ctx(), w.op, app.RecordFundingYear{RegionCode: county, Funding: indicator.FundingYear{FiscalYear: theYear, GeneralBudgetSpend: 7}})
			return err
		}},
	}
	eachWithSQL(t, func(t *testing.T, w *world, r *rows) {
		_, issues, err := w.ImportBook(w.ctx(), w.op, aCounty(county, 4, 30), false)
		if err != nil || len(issues) > 0 {
			t.Fatal(issues, err)
		}
		for _, e := range edits {
			r.loseEdition("cn-2017")
			w.must(e.make(w))
			got := w.results(county, theYear)
			w.recompute(county, theYear)
			if want := w.results(county, theYear); !reflect.DeepEqual(got, want) {
				t.Errorf("%s (-want +got):\n%s", e.name, cmp.Diff(want, got))
			}
		}
	})
}

func TestRecomputeResultsMendsWhatAnOlderProgramLeft(t *testing.T) {
	eachWithSQL(t, func(t *testing.T, w *world, r *rows) {
		for _, region := range []string{county, other} {
			_, issues, err := w.ImportBook(w.ctx(), w.op, aCounty(region, 4, 30), false)
			if err != nil || len(issues) > 0 {
				t.Fatal(issues, err)
			}
		}
		want := w.results(county, theYear)
		r.loseEdition("cn-2017")
		r.exec("UPDATE school_assessments SET met_count = 99")
		r.exec("UPDATE county_tallies SET sums = 'of another form'")
		var done []string
		recompute := func(region string, year int) error {
			return w.RecomputeResults(w.ctx(), w.op, app.Recomputation{RegionCode: region, Year: year, Done: func(c *models.Region, year int) {
				done = append(done, fmt.Sprint(c.Code, " ", c.Name, " ", year))
			}})
		}
		w.must(recompute(county, 0))
		if got := w.results(county, theYear); !reflect.DeepEqual(got, want) {
			t.Errorf("(-want +got):\n%s", cmp.Diff(want, got))
		}
		w.must(recompute("420100", theYear))
		w.must(recompute("", theYear+5))
		if want := []string{"420107 新名区 2023", "420106 新名区 2023", "420107 新名区 2023"}; !reflect.DeepEqual(done, want) {
			t.Errorf("got %v, want %v", done, want)
		}
		if _, ok := app.Problems(recompute("429999", 0)); !ok {
			t.Error("an unknown region: got no problem")
		}
	})
}

// patience is how long a test waits for what must come, however busy the machine is.
const patience = 2 * time.Minute

func TestWatchersOfTheFollowingYearAreWokenByEveryChange(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.PollEvery(time.Hour)
		_, issues, err := w.ImportBook(w.ctx(), w.op, aCounty(county, 2, 3), false)
		if err != nil || len(issues) > 0 {
			t.Fatal(issues, err)
		}
		school := code(county, 0)
		_, err = w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: theYear + 1, Values: map[string]any{"studentsPrimary": 100}})
		w.must(err)
		for name, change := range map[string]func() error{
			"a teacher": func() error {
				_, _, err := w.RecordTeacher(w.ctx(), w.op, theYear, indicator.Teacher{
					Code: "new", SchoolCode: school, Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneCounty,
				})
				return err
			},
			"a school's claim": func() error {
				_, _, err := w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: theYear, Indicator: "Q3", SchoolCode: &school})
				return err
			},
		} {
			ctx, stop := context.WithTimeout(w.ctx(), patience)
			changes, err := w.WatchCounty(ctx, w.op, county, theYear+1)
			w.must(err)
			<-changes
			w.must(change())
			if _, isThere := <-changes; !isThere {
				t.Errorf("%s: nobody was woken", name)
			}
			stop()
		}
	})
}

func TestWatchersWaitForTheFirstResults(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.PollEvery(time.Hour)
		w.schools(county, 1)
		ctx, stop := context.WithTimeout(w.ctx(), patience)
		defer stop()
		changes, err := w.WatchCounty(ctx, w.op, county, theYear)
		w.must(err)
		_, err = w.RecordSchoolYear(ctx, w.op, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"studentsPrimary": 1}})
		w.must(err)
		if first := <-changes; first == nil || first.Year != theYear {
			t.Errorf("got %+v", first)
		}
		for _, region := range []string{"420100", "429999"} {
			if _, err := w.WatchCounty(ctx, auth.Operator(), region, theYear); err != store.ErrNotFound { //nolint:errorlint // exactly
				t.Errorf("%s: got %v", region, err)
			}
		}
	})
}
