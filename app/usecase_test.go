package app_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

func ptr[T any](v T) *T { return &v }

func TestRefusalsSayWhatIsWrong(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 2)
		w.schools(other, 1)
		bureau := w.account("bureau", models.Bureau, county, nil)
		school := code(county, 0)
		clerk := w.account("clerk", models.Clerk, county, &school)
		year := func(v auth.Viewer, in app.RecordSchoolYear) error {
			_, err := w.RecordSchoolYear(w.ctx(), v, in)
			return err
		}
		figure := func(key string, value any) app.RecordSchoolYear {
			return app.RecordSchoolYear{SchoolCode: school, Year: theYear, Values: map[string]any{key: value}}
		}
		attest := func(in app.Attest) error {
			in.RegionCode, in.Year = county, theYear
			_, _, err := w.AttestIndicator(w.ctx(), bureau, in)
			return err
		}
		create := func(change func(*indicator.School)) error {
			s := indicator.School{Code: code(county, 77), Name: "新校", RegionCode: county, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Town}
			change(&s)
			_, err := w.CreateSchool(w.ctx(), bureau, s)
			return err
		}
		teach := func(change func(*indicator.Teacher)) error {
			x := indicator.Teacher{Code: "1", SchoolCode: school, Stage: indicator.Primary, Subject: "语文", Degree: indicator.Master, BackboneLevel: indicator.BackboneNone}
			change(&x)
			_, _, err := w.RecordTeacher(w.ctx(), bureau, theYear, x)
			return err
		}
		account := func(username string, name *string) error {
			_, _, err := w.CreateAccount(w.ctx(), bureau, app.NewAccount{Username: username, Name: name, Role: models.Bureau, RegionCode: county})
			return err
		}
		_, _, fundingErr := w.RecordFundingYear(w.ctx(), bureau, app.RecordFundingYear{RegionCode: county, Funding: indicator.FundingYear{FiscalYear: theYear, GeneralBudgetSpend: -1}})
		_, _, cityErr := w.RecordCountyYear(w.ctx(), w.op, app.RecordCountyYear{RegionCode: "420100", Year: theYear})
		_, _, countyErr := w.RecordCountyYear(w.ctx(), w.op, app.RecordCountyYear{RegionCode: county, Year: 2027})
		tests := []struct {
			name string
			err  error
			code string
		}{
			{"a figure nobody knows", year(clerk, figure("nonsense", 1)), "UNKNOWN_FIELD"},
			{"a figure with a capital", year(clerk, figure("StudentsPrimary", 1)), "UNKNOWN_FIELD"},
			{"a count below zero", year(clerk, figure("studentsPrimary", -1)), "NOT_A_COUNT"},
			{"a count as a text", year(clerk, figure("studentsPrimary", "12")), "NOT_A_COUNT"},
			{"a huge count", year(clerk, figure("studentsPrimary", 1<<40)), "NOT_A_COUNT"},
			{"an area with five places", year(clerk, figure("teachingArea", "1.23456")), "NOT_A_DECIMAL"},
			{"a year long ago", year(clerk, app.RecordSchoolYear{SchoolCode: school, Year: 1900}), "YEAR_OUT_OF_RANGE"},
			{"the year to come", year(clerk, app.RecordSchoolYear{SchoolCode: school, Year: 2027}), "YEAR_OUT_OF_RANGE"},
			{"the county's year to come", countyErr, "YEAR_OUT_OF_RANGE"},
			{"a year far ahead", year(clerk, app.RecordSchoolYear{SchoolCode: school, Year: 2100}), "YEAR_OUT_OF_RANGE"},
			{"another version", year(clerk, app.RecordSchoolYear{SchoolCode: school, Year: theYear, ExpectedVersion: ptr(7)}), "VERSION_CONFLICT"},
			{"another school of the county", year(clerk, app.RecordSchoolYear{SchoolCode: code(county, 1), Year: theYear}), "UNKNOWN_SCHOOL"},
			{"a school of another county", year(bureau, app.RecordSchoolYear{SchoolCode: code(other, 0), Year: theYear}), "UNKNOWN_SCHOOL"},
			{"no such school", year(bureau, app.RecordSchoolYear{SchoolCode: "x", Year: theYear}), "UNKNOWN_SCHOOL"},
			{"money below zero", fundingErr, "OUT_OF_RANGE"},
			{"a city is no county", cityErr, "NOT_A_COUNTY"},
			{"no such indicator", attest(app.Attest{Indicator: "X1"}), "UNKNOWN_INDICATOR"},
			{"a computed indicator", attest(app.Attest{Indicator: "G4"}), "NOT_ATTESTED"},
			{"a county's item by school", attest(app.Attest{Indicator: "G1", SchoolCode: &school}), "NOT_BY_SCHOOL"},
			{"Q9 without a subject", attest(app.Attest{Indicator: "Q9"}), "SUBJECT_REQUIRED"},
			{"a subject elsewhere", attest(app.Attest{Indicator: "G1", Subject: ptr("语文")}), "SUBJECT_NOT_ALLOWED"},
			{"a long conclusion", attest(app.Attest{Indicator: "G1", Conclusion: ptr(strings.Repeat("好", 201))}), "TEXT_TOO_LONG"},
			{"a conclusion with a bell", attest(app.Attest{Indicator: "G1", Conclusion: ptr("a\ab")}), "TEXT_INVALID"},
			{"a claim for another county's school", attest(app.Attest{Indicator: "Q3", SchoolCode: ptr(code(other, 0))}), "UNKNOWN_SCHOOL"},
			{"no such claim", w.WithdrawAttestation(w.ctx(), bureau, models.Attestation{RegionCode: county, Year: theYear, Indicator: "G1"}), "UNKNOWN_ATTESTATION"},
			{"no such veto", w.AnswerVeto(w.ctx(), bureau, app.Veto{RegionCode: county, Year: theYear, Code: "V9"}), "UNKNOWN_VETO"},
			{"a conclusion without an answer", w.AnswerVeto(w.ctx(), bureau, app.Veto{RegionCode: county, Year: theYear, Code: "V1", Conclusion: ptr("核查中")}), "CONCLUSION_NOT_ALLOWED"},
			{"a short school code", create(func(s *indicator.School) { s.Code = "42" }), "CODE_INVALID"},
			{"a school code taken elsewhere", create(func(s *indicator.School) { s.Code = code(other, 0) }), "SCHOOL_EXISTS"},
			{"a school of another county", create(func(s *indicator.School) { s.RegionCode = other }), "UNKNOWN_REGION"},
			{"a school without a name", create(func(s *indicator.School) { s.Name = " " }), "TEXT_REQUIRED"},
			{"no such kind", create(func(s *indicator.School) { s.Kind = "X" }), "CHOICE_INVALID"},
			{"no such organizer", create(func(s *indicator.School) { s.Organizer = 11 }), "ORGANIZER_INVALID"},
			{"built in the future", create(func(s *indicator.School) { s.BuiltYear = ptr(3000) }), "BUILT_YEAR_INVALID"},
			{"off the globe", create(func(s *indicator.School) { s.Longitude = ptr(indicator.Decimal(181 * indicator.DecimalScale)) }), "OUT_OF_RANGE"},
			{"west of Greenwich", create(func(s *indicator.School) { s.Longitude = ptr(indicator.Decimal(-180 * indicator.DecimalScale)) }), "OUT_OF_RANGE"},
			{"south of the equator", create(func(s *indicator.School) { s.Latitude = ptr(indicator.Decimal(-1)) }), "OUT_OF_RANGE"},
			{"built next year", create(func(s *indicator.School) { s.BuiltYear = ptr(2027) }), "BUILT_YEAR_INVALID"},
			{"a name of nothing to see", create(func(s *indicator.School) { s.Name = "\u200b\u3000" }), "TEXT_REQUIRED"},
			{"a name of what is not seen", create(func(s *indicator.School) { s.Name = "\u2060\u202e" }), "TEXT_REQUIRED"},
			{"no such degree", teach(func(x *indicator.Teacher) { x.Degree = "X" }), "CHOICE_INVALID"},
			{"more training than there are hours", teach(func(x *indicator.Teacher) { x.TrainingHours = ptr(indicator.Decimal(20000 * indicator.DecimalScale)) }), "OUT_OF_RANGE"},
			{"from a school nobody knows", teach(func(x *indicator.Teacher) { x.RotatedFrom = "4201079999" }), "UNKNOWN_SCHOOL"},
			{"a level of five", attest(app.Attest{Indicator: "Q9", Subject: ptr("语文"), StandardLevel: ptr(5)}), "OUT_OF_RANGE"},
			{"a rate above one", attest(app.Attest{Indicator: "Q9", Subject: ptr("语文"), DifferenceRate: ptr(indicator.Decimal(99990000))}), "OUT_OF_RANGE"},
			{"a veto as a claim", attest(app.Attest{Indicator: "V1"}), "UNKNOWN_INDICATOR"},
			{"a teacher's identity number", teach(func(x *indicator.Teacher) { x.Code = "11010519491231002X" }), "PERSONAL_NUMBER"},
			{"a teacher's mobile number", teach(func(x *indicator.Teacher) { x.Code = "13800138000" }), "PERSONAL_NUMBER"},
			{"one in a teacher's name", teach(func(x *indicator.Teacher) { x.Name = "王13800138000" }), "PERSONAL_NUMBER"},
			{"one in a school's name", create(func(s *indicator.School) { s.Name = "13800138000小学" }), "PERSONAL_NUMBER"},
			{"one in a conclusion", attest(app.Attest{Indicator: "G1", Conclusion: ptr("联系人：13800138000")}), "PERSONAL_NUMBER"},
			{"one as a user name", account("13800138000", nil), "PERSONAL_NUMBER"},
			{"one in an account's name", account("somebody", ptr("１１０１０５１９４９１２３１００２Ｘ")), "PERSONAL_NUMBER"},
			{"one as a region's name", w.RecordRegion(w.ctx(), w.op, county, "13800138000"), "PERSONAL_NUMBER"},
			{"a teacher without a number", teach(func(x *indicator.Teacher) { x.Code = "" }), "TEXT_REQUIRED"},
		}
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) { wantProblem(t, test.err, test.code) })
		}
	})
}

func TestInspectorsAndNobodyWriteNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		inspector := w.account("inspector", models.Inspector, county, nil)
		for name, v := range map[string]auth.Viewer{"inspector": inspector, "nobody": {}} {
			want := auth.ErrForbidden
			if name == "nobody" {
				want = auth.ErrUnauthenticated
			}
			writes := map[string]func() error{
				"school year": func() error {
					_, err := w.RecordSchoolYear(w.ctx(), v, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear})
					return err
				},
				"funding year": func() error {
					_, _, err := w.RecordFundingYear(w.ctx(), v, app.RecordFundingYear{RegionCode: county})
					return err
				},
				"county year": func() error {
					_, _, err := w.RecordCountyYear(w.ctx(), v, app.RecordCountyYear{RegionCode: county})
					return err
				},
				"attestation": func() error { _, _, err := w.AttestIndicator(w.ctx(), v, app.Attest{RegionCode: county}); return err },
				"no claim":    func() error { return w.WithdrawAttestation(w.ctx(), v, models.Attestation{RegionCode: county}) },
				"veto":        func() error { return w.AnswerVeto(w.ctx(), v, app.Veto{RegionCode: county}) },
				"new school":  func() error { _, err := w.CreateSchool(w.ctx(), v, indicator.School{}); return err },
				"school": func() error {
					_, err := w.UpdateSchool(w.ctx(), v, code(county, 0), func(*indicator.School) {})
					return err
				},
				"teacher":    func() error { _, _, err := w.RecordTeacher(w.ctx(), v, theYear, indicator.Teacher{}); return err },
				"no teacher": func() error { _, err := w.RemoveTeacher(w.ctx(), v, county, theYear, "1"); return err },
				"account":    func() error { _, _, err := w.CreateAccount(w.ctx(), v, app.NewAccount{}); return err },
				"import":     func() error { _, err := w.ImportWorkbook(w.ctx(), v, app.ImportRequest{}); return err },
				"region":     func() error { return w.RecordRegion(w.ctx(), v, county, "x") },
			}
			if name == "nobody" { // an inspector sends reports to be checked, and may do nothing else with what was sent
				writes["upload"] = func() error { _, err := w.Upload(w.ctx(), v, "x", strings.NewReader("x")); return err }
			}
			for what, write := range writes {
				if err := write(); !errors.Is(err, want) {
					t.Errorf("%s, %s: got %v, want %v", name, what, err, want)
				}
			}
		}
	})
}

// TestStoredResultsEqualTheEngines holds what is materialised after random edits to the engine on the exported workbook.
func TestStoredResultsEqualTheEngines(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 14)
		r := rand.New(rand.NewPCG(11, 12))
		for range 120 {
			edit(w, r)
		}
		book, err := w.ExportCounty(w.ctx(), w.op, county)
		w.must(err)
		for _, e := range indicator.Editions() {
			for year := theYear - 1; year <= theYear; year++ {
				facts, _ := book.County(county, year)
				want := e.Evaluate(&facts)
				got, err := w.store.For(w.op).CountyAssessment(w.ctx(), county, year, e.Code)
				w.must(err)
				want.Region.Name = got.Result.Region.Name // a book without county figures has no name of the county
				if diff := cmp.Diff(want.CountyAssessment, got.Result, cmpopts.EquateEmpty()); diff != "" {
					t.Errorf("%s %d (-engine +stored):\n%s", e.Code, year, diff)
				}
				for i := range want.Schools {
					a := &want.Schools[i]
					units, err := w.store.For(w.op).AssessmentsOf(w.ctx(), []string{a.School}, &year, &e.Code)
					w.must(err)
					if len(units) != len(a.Units) {
						t.Fatalf("%s: got %d units, want %d", a.School, len(units), len(a.Units))
					}
					for k, u := range units {
						if u.Verdict != a.Units[k].Verdict || u.Stage != a.Units[k].Stage || u.MetCount != a.Units[k].MetCount {
							t.Errorf("%s: got %+v, want %+v", a.School, u, a.Units[k])
						}
						for n := range a.Units[k].Results {
							want, got := &a.Units[k].Results[n], u.Result(n)
							if got.Status != want.Status || (got.Value != nil) != (want.Value.Den != 0) || (got.Value != nil && *got.Value != want.Value.Float()) {
								t.Errorf("%s R%d: got %+v, want %+v", a.School, n+1, got, want)
							}
						}
					}
				}
			}
		}
	})
}

func TestEveryChangeWritesItsAuditLineOrNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		bureau := w.account("bureau", models.Bureau, county, nil)
		bureau.RequestID = "request-1"
		lines := func() []*models.AuditLine {
			list, err := w.store.For(bureau).AuditLines(w.ctx(), 100)
			w.must(err)
			return list
		}
		before := len(lines())
		w.clock.pass(time.Second)
		_, err := w.RecordSchoolYear(w.ctx(), bureau, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"studentsPrimary": 12}})
		w.must(err)
		_, err = w.RecordSchoolYear(w.ctx(), bureau, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"studentsPrimary": -1}})
		wantProblem(t, err, "NOT_A_COUNT")
		now := lines()
		if len(now) != before+1 {
			t.Fatalf("got %d lines, want %d", len(now), before+1)
		}
		got := now[0]
		if got.Action != "recordSchoolYear" || got.Username != "bureau" || got.SchoolCode != code(county, 0) || got.RequestID != "request-1" ||
			got.Details["studentsPrimary"] != " -> 12" {
			t.Errorf("got %+v", got)
		}
	})
}

func TestWatchersSeeChangesOfAnyProcess(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		record := func(a *app.App, n int) {
			_, err := a.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"studentsPrimary": n}})
			w.must(err)
		}
		record(w.App, 1)
		ctx, stop := context.WithTimeout(w.ctx(), 20*time.Second)
		defer stop()
		changes, err := w.WatchCounty(ctx, w.op, county, theYear)
		w.must(err)
		first := <-changes
		record(w.App, 2)
		second := <-changes
		record(app.New(app.Config{Store: w.store}), 3) // as another process would: this one's watchers are not told
		third := <-changes
		if first.Version >= second.Version || second.Version >= third.Version {
			t.Errorf("got versions %d, %d, %d", first.Version, second.Version, third.Version)
		}
		stop()
		for range changes { //nolint:revive // the channel is closed in the end
		}
		if _, err := w.WatchCounty(w.ctx(), auth.Viewer{AccountID: "x", Role: models.Bureau, RegionCodes: []string{other}}, county, theYear); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("another county's bureau: got %v", err)
		}
	})
}

func TestTracesKeepToTheScope(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, issues, err := w.ImportBook(w.ctx(), w.op, aCounty(county, 6, 30), false)
		if err != nil || len(issues) > 0 {
			t.Fatal(issues, err)
		}
		_, _, err = w.RecordCountyYear(w.ctx(), w.op, app.RecordCountyYear{RegionCode: county, Year: theYear, Values: map[string]any{
			"disabledChildren": 4, "disabledEnrolled": 4, "migrantEligible": 3, "migrantPublic": 2, "migrantPurchased": 1,
		}})
		w.must(err)
		own, foreign := code(county, 0), code(county, 1)
		clerk := auth.Viewer{AccountID: "c", Role: models.Clerk, RegionCodes: []string{county}, SchoolCode: own}
		for _, v := range []auth.Viewer{w.op, clerk} {
			trace, err := w.UnitTrace(w.ctx(), v, own, theYear, "cn-2017", indicator.Primary, "R4")
			if err != nil || trace.Result == nil || len(trace.Inputs) == 0 {
				t.Errorf("own unit: got %+v, %v", trace, err)
			}
			if _, err := w.ItemTrace(w.ctx(), v, own, theYear, "cn-2017", "G4"); err != nil {
				t.Errorf("own item: %v", err)
			}
		}
		if _, err := w.UnitTrace(w.ctx(), clerk, foreign, theYear, "cn-2017", indicator.Primary, "R4"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("another school's unit: got %v", err)
		}
		for _, read := range []func(auth.Viewer) (*indicator.Trace, error){
			func(v auth.Viewer) (*indicator.Trace, error) {
				return w.BalanceTrace(w.ctx(), v, county, theYear, "cn-2017", indicator.Primary, "R4")
			},
			func(v auth.Viewer) (*indicator.Trace, error) {
				return w.CountyTrace(w.ctx(), v, county, theYear, "cn-2017", "G4")
			},
		} {
			trace, err := read(clerk)
			w.must(err)
			for _, in := range trace.Inputs {
				if in.School != "" && in.School != own {
					t.Errorf("a clerk sees %s of school %s", in.Key, in.School)
				}
			}
			whole, err := read(w.op)
			w.must(err)
			if len(whole.Inputs) <= len(trace.Inputs) {
				t.Errorf("the bureau sees %d inputs, a clerk %d", len(whole.Inputs), len(trace.Inputs))
			}
			if _, err := read(auth.Viewer{AccountID: "x", Role: models.Bureau, RegionCodes: []string{other}}); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("another county's bureau: got %v", err)
			}
		}
		values := map[string]any{"entrants": 20, "graduates": 17, "transferredIn": 0, "transferredOut": 0, "deaths": 3, "studentsJunior": 60}
		_, err = w.CreateSchool(w.ctx(), w.op, indicator.School{Code: code(county, 70), Name: "新校", RegionCode: county, Kind: indicator.KindJunior, Organizer: 1, Locale: indicator.Town})
		w.must(err)
		_, err = w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, 70), Year: theYear, Values: values})
		w.must(err)
		displays := func(v auth.Viewer) map[string]string {
			found := map[string]string{}
			a, err := w.store.For(v).CountyAssessment(w.ctx(), county, theYear, "cn-2017")
			w.must(err)
			s, err := w.Simulate(w.ctx(), v, app.Simulate{RegionCode: county, Year: theYear, Edition: "cn-2017"})
			w.must(err)
			for _, side := range [...]struct {
				name string
				list []indicator.CountyResult
			}{{"", a.Result.Results}, {"before ", s.Before.Results}, {"after ", s.After.Results}} {
				for _, r := range side.list {
					found[side.name+r.Code] = r.Display
				}
			}
			return found
		}
		shown := displays(clerk)
		for key, whole := range displays(w.op) {
			isSmall := strings.HasSuffix(key, "Q1") || strings.HasSuffix(key, "Q2") || strings.HasSuffix(key, "G15")
			if isSmall && (whole == "" || shown[key] != "") || !isSmall && shown[key] != whole {
				t.Errorf("%s: a clerk sees %q, the bureau %q", key, shown[key], whole)
			}
		}
		for _, ind := range []string{"Q1", "Q2", "G15"} {
			whole, err := w.CountyTrace(w.ctx(), w.op, county, theYear, "cn-2017", ind)
			w.must(err)
			trace, err := w.CountyTrace(w.ctx(), clerk, county, theYear, "cn-2017", ind)
			w.must(err)
			if len(whole.Inputs) == 0 || len(whole.Steps) == 0 || len(trace.Steps) != 0 || trace.Result != nil || whole.Display == "" || trace.Display != "" {
				t.Errorf("%s: a clerk sees %+v of small counts, the bureau %+v", ind, trace.Steps, whole.Steps)
			}
			for _, in := range trace.Inputs {
				if (strings.HasPrefix(in.Key, "disabled") || strings.HasPrefix(in.Key, "migrant")) && in.Value != nil {
					t.Errorf("%s: a clerk sees %s = %s", ind, in.Key, *in.Value)
				}
			}
		}
	})
}

func TestStatementsDoNotGrowWithRows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		_, _, err := w.ImportBook(w.ctx(), w.op, aCounty(county, 60, 300), false)
		w.must(err)
		scope := w.store.For(w.op)
		codes := func(n int) (list []string) {
			for i := range n {
				list = append(list, code(county, i))
			}
			return list
		}
		for name, read := range map[string]func(context.Context, int) error{
			"school years": func(c context.Context, n int) error { _, err := scope.LatestSchoolYears(c, codes(n), 3); return err },
			"teachers": func(c context.Context, n int) error {
				_, err := scope.TeacherPages(c, codes(n), theYear, 20)
				return err
			},
			"units": func(c context.Context, n int) error { _, err := scope.AssessmentsOf(c, codes(n), nil, nil); return err },
			"funding trends": func(c context.Context, n int) error {
				list := make([]*models.FundingYear, n)
				for i := range list {
					list[i] = &models.FundingYear{RegionCode: county, FiscalYear: theYear}
				}
				_, err := w.FundingTrends(c, w.op, list)
				return err
			},
			"one write": func(c context.Context, n int) error {
				_, err := w.RecordSchoolYear(c, w.op, app.RecordSchoolYear{SchoolCode: code(county, n-1), Year: theYear, Values: map[string]any{"boarders": n}})
				return err
			},
		} {
			var counts []int
			for _, n := range []int{5, 50} {
				ctx, statements := store.CountStatements(w.ctx())
				w.must(read(ctx, n))
				counts = append(counts, statements.Count())
			}
			if counts[0] != counts[1] || counts[0] == 0 {
				t.Errorf("%s: got %v statements for 5 and 50 rows", name, counts)
			}
			t.Log(name, fmt.Sprint(counts))
		}
	})
}

func TestFundingIsWrittenDownWithWhatChanged(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		record := func(spend indicator.Decimal, special *indicator.Decimal) *models.FundingYear {
			t.Helper()
			row, _, err := w.RecordFundingYear(w.ctx(), bureau, app.RecordFundingYear{RegionCode: county, Funding: indicator.FundingYear{
				FiscalYear: theYear, GeneralBudgetSpend: spend, OperatingQuotaPrimary: 7200000, OperatingQuotaJunior: 9400000, SpecialFunds: special,
			}})
			w.must(err)
			w.clock.pass(time.Second)
			return row
		}
		record(1000000, nil)
		record(2000000, ptr(indicator.Decimal(30000)))
		if again := record(2000000, ptr(indicator.Decimal(30000))); again.Version != 2 {
			t.Errorf("saving the same again: got version %d, want 2", again.Version)
		}
		lines, err := w.store.For(bureau).AuditLines(w.ctx(), 1)
		w.must(err)
		want := map[string]string{"generalBudgetSpend": "100 -> 200", "specialFunds": " -> 3"}
		if diff := cmp.Diff(want, lines[0].Details); diff != "" {
			t.Errorf("the last line (-want +got):\n%s", diff)
		}
	})
}
