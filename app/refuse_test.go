package app_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// wantAt wants a refusal by its code and where in the input it points.
func wantAt(t *testing.T, err error, code, field string) {
	t.Helper()
	wantProblem(t, err, code)
	if p, ok := app.Problems(err); ok && strings.Join(p[0].Field, ".") != field {
		t.Errorf("%s points to %v, want %s", code, p[0].Field, field)
	}
}

func TestAccountsRefuseWhatTheirRoleHasNoUseFor(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		school := code(county, 0)
		w.account("clerk", models.Clerk, county, &school)
		for name, c := range map[string]struct {
			in          app.NewAccount
			code, field string
		}{
			"a bureau with a school":         {app.NewAccount{Role: models.Bureau, RegionCode: county, SchoolCode: &school}, "SCHOOL_NOT_ALLOWED", "schoolCode"},
			"an inspector with a school":     {app.NewAccount{Role: models.Inspector, RegionCode: county, Inspects: []string{county}, SchoolCode: &school}, "SCHOOL_NOT_ALLOWED", "schoolCode"},
			"a bureau of two regions":        {app.NewAccount{Role: models.Bureau, RegionCode: county, Inspects: []string{county, other}}, "ONE_REGION", "regionCodes"},
			"a bureau of none":               {app.NewAccount{Role: models.Bureau}, "REGION_REQUIRED", "regionCodes"},
			"an inspector of none":           {app.NewAccount{Role: models.Inspector, RegionCode: county}, "REGION_REQUIRED", "regionCodes"},
			"a clerk with regions":           {app.NewAccount{Role: models.Clerk, SchoolCode: &school, Inspects: []string{county}}, "REGION_NOT_ALLOWED", "regionCodes"},
			"an inspector of nobody's":       {app.NewAccount{Role: models.Inspector, RegionCode: county, Inspects: []string{"999999"}}, "UNKNOWN_REGION", "regionCodes"},
			"a bureau with a short password": {app.NewAccount{Role: models.Bureau, RegionCode: county, Password: ptr("x")}, "PASSWORD_TOO_SHORT", "password"},
		} {
			c.in.Username = "someone"
			t.Run(name, func(t *testing.T) {
				_, _, err := w.CreateAccount(w.ctx(), w.op, c.in)
				wantAt(t, err, c.code, c.field)
			})
		}
		row, _, err := w.CreateAccount(w.ctx(), w.op, app.NewAccount{Username: "bureau", Role: models.Bureau, RegionCode: county, Inspects: []string{county}})
		w.must(err)
		if len(row.Inspects) != 0 {
			t.Errorf("a bureau inspects %v", row.Inspects)
		}
		_, err = w.UpdateAccount(w.ctx(), w.op, app.AccountChange{Username: "clerk", RegionCode: ptr(county), Inspects: []string{county}})
		wantAt(t, err, "REGION_NOT_ALLOWED", "regionCodes")
		row, _, err = w.CreateAccount(w.ctx(), w.op, app.NewAccount{Username: "twice", Role: models.Inspector, RegionCode: county, Inspects: []string{other, county, other}})
		w.must(err)
		if want := []string{other, county}; !slices.Equal(row.Inspects, want) {
			t.Errorf("an inspector of a region given twice inspects %v, want %v", row.Inspects, want)
		}
	})
}

func TestAFallToNothingIsWarnedOf(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		money := func(year int, spend indicator.Decimal) []app.Problem {
			t.Helper()
			_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: year, Values: map[string]any{"studentsPrimary": 300}})
			w.must(err)
			_, warnings, err := w.RecordFundingYear(w.ctx(), w.op, app.RecordFundingYear{RegionCode: county, Funding: indicator.FundingYear{
				FiscalYear: year, GeneralBudgetSpend: spend, OperatingQuotaPrimary: 7200000, OperatingQuotaJunior: 9400000,
			}})
			w.must(err)
			return warnings
		}
		special := func(year int, spend string) []app.Problem {
			t.Helper()
			_, warnings, err := w.RecordCountyYear(w.ctx(), w.op, app.RecordCountyYear{RegionCode: county, Year: year, Values: map[string]any{"specialEdOperating": spend}})
			w.must(err)
			return warnings
		}
		money(theYear-1, 5000000000)
		special(theYear-1, "120")
		for name, c := range map[string]struct {
			warnings []app.Problem
			field    string
			codes    []string
		}{
			"money to 0":         {money(theYear, 0), "generalBudgetSpend", []string{"TOTAL_FELL", "PER_PUPIL_FELL", "CHANGED_OVER_20_PERCENT"}},
			"money a bit":        {money(theYear, 4900000000), "generalBudgetSpend", []string{"TOTAL_FELL", "PER_PUPIL_FELL"}},
			"money that stays":   {money(theYear, 5000000000), "generalBudgetSpend", nil},
			"special money to 0": {special(theYear, "0"), "values.specialEdOperating", []string{"CHANGED_OVER_20_PERCENT"}},
		} {
			var got []string
			for _, p := range c.warnings {
				if strings.Join(p.Field, ".") == c.field {
					got = append(got, p.Code)
				}
				for _, lang := range []string{"zh", "en"} {
					if m := p.Message(lang); m == "" || m == p.Code || strings.Contains(m, "{") {
						t.Errorf("%s: %s says %q", name, p.Code, m)
					}
				}
			}
			if !slices.Equal(got, c.codes) {
				t.Errorf("%s: warned of %v, want %v", name, got, c.codes)
			}
		}
	})
}

func TestPapersRefuseClearlyWhatTheyCannotUse(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		school := code(county, 0)
		for name, c := range map[string]struct {
			in          app.PaperRequest
			code, field string
		}{
			"a form of nothing":          {app.PaperRequest{Kind: app.FormPaper}, "REGION_REQUIRED", "regionCode"},
			"a sheet of nothing":         {app.PaperRequest{Kind: app.SchoolPaper}, "SCHOOL_MISSING", "schoolCode"},
			"a sheet of a county too":    {app.PaperRequest{Kind: app.SchoolPaper, SchoolCode: school, RegionCode: county}, "NOT_FOR_PAPER", "regionCode"},
			"a report of a school too":   {app.PaperRequest{Kind: app.ReportPaper, SchoolCode: school, RegionCode: county}, "NOT_FOR_PAPER", "schoolCode"},
			"a form with a report":       {app.PaperRequest{Kind: app.FormPaper, RegionCode: county, KeptUploadID: "x"}, "NOT_FOR_PAPER", "keptUploadId"},
			"a form of no known edition": {app.PaperRequest{Kind: app.FormPaper, RegionCode: county, Edition: "xx"}, "UNKNOWN_EDITION", "edition"},
			"a form without results":     {app.PaperRequest{Kind: app.FormPaper, RegionCode: county}, "NO_RESULTS", "regionCode"},
			"a sheet without results":    {app.PaperRequest{Kind: app.SchoolPaper, SchoolCode: school}, "NO_RESULTS", "year"},
			"a sheet of nobody's school": {app.PaperRequest{Kind: app.SchoolPaper, SchoolCode: "4201079999"}, "UNKNOWN_SCHOOL", "schoolCode"},
		} {
			c.in.Year = theYear - 7
			t.Run(name, func(t *testing.T) {
				_, err := w.CheckPaper(w.ctx(), w.op, c.in)
				wantAt(t, err, c.code, c.field)
			})
		}
	})
}

func TestAKeyOfATrialIsNotTheKeyOfAnImport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		file, key := w.file(aCounty(county, 2, 0)), "once"
		w.send(bureau, file, app.ImportRequest{IdempotencyKey: &key, IsDryRun: true})
		u, err := w.Upload(w.ctx(), bureau, "county.xlsx", bytes.NewReader(file))
		w.must(err)
		_, err = w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: u.ID, IdempotencyKey: &key})
		wantAt(t, err, "KEY_REUSED_FOR_RUN", "idempotencyKey")
	})
}

func TestSimulationsAndRepairsPointIntoTheInput(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 3)
		terms := indicator.DefaultRepairTerms()
		costs := []app.RepairCost{{Indicator: "R1", Cost: 10000}, {Indicator: "R1", Cost: 20000}}
		_, err := w.Repair(w.ctx(), w.op, app.Repair{RegionCode: county, Year: theYear, Terms: terms, Costs: costs})
		wantAt(t, err, "COST_TWICE", "costs.1.indicator")
		_, err = w.Simulate(w.ctx(), w.op, app.Simulate{RegionCode: county, Year: theYear, Edition: "xx"})
		wantAt(t, err, "UNKNOWN_EDITION", "edition")
		if p, _ := app.Problems(err); len(p) != 1 {
			t.Errorf("one unknown edition is said %d times", len(p))
		}
		move := func(item string, n int) error {
			change := indicator.Change{Kind: indicator.ChangeMove, School: code(county, 0), Into: code(county, 2), Stage: indicator.Primary, Indicator: item, Count: n}
			_, err := w.Simulate(w.ctx(), w.op, app.Simulate{RegionCode: county, Year: theYear, Changes: []indicator.Change{change}})
			return err
		}
		wantAt(t, move("R7", 1), "NOBODY_MOVES", "changes.0.move.indicator")
		wantAt(t, move("R1", 0), "NOBODY_MOVES", "changes.0.move.count")
	})
}
