package demo_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

func evaluate(t *testing.T, code string, year int) indicator.Evaluation {
	t.Helper()
	e, ok := indicator.LookupEdition(code)
	if !ok {
		t.Fatalf("no edition %s", code)
	}
	county, issues := demo.Book().County(demo.Region.Code, year)
	if len(issues) > 0 {
		t.Fatalf("%d: the roster differs from the figures: %s", year, issues[0].Message("en"))
	}
	return e.Evaluate(&county)
}

func TestPublicTotals(t *testing.T) {
	ev := evaluate(t, "cn-hb-33", 2023)
	got := []int{
		ev.SchoolCount, ev.StageCounts[0].Units, ev.StageCounts[1].Units, ev.StageCounts[0].Students, ev.StageCounts[1].Students,
		ev.StageCounts[0].Teachers, ev.StageCounts[1].Teachers, ev.TeacherCount,
	}
	want := []int{46, 30, 16, 33_476, 14_821, 1_804, 1_069, 2_873}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	var totals []string
	for _, f := range demo.Book().FundingYears {
		if f.FiscalYear > 2020 {
			totals = append(totals, f.GeneralBudgetSpend.String())
		}
	}
	if diff := cmp.Diff([]string{"125700", "127400", "140600"}, totals); diff != "" {
		t.Error(diff)
	}
}

func TestTheStoryOfThreeYears(t *testing.T) {
	for _, code := range []string{"cn-2017", "cn-hb-33"} {
		var evs [3]indicator.Evaluation
		for i, year := range demo.Years {
			evs[i] = evaluate(t, code, year)
			var failing, over int
			for _, s := range evs[i].StageCounts {
				failing += s.Failing
			}
			for _, b := range evs[i].Balances {
				if b.Status == indicator.Unmet {
					over++
				}
			}
			t.Logf("%s %d: %s, %d units fail, %d coefficients over", code, year, evs[i].Verdict, failing, over)
			switch {
			case year == 2021 && (evs[i].Verdict != indicator.Fail || failing < 4 || over < 3),
				year == 2022 && (evs[i].Verdict != indicator.Fail || failing < 1 || failing > 3 || over < 1 || over > 2),
				year == 2023 && (evs[i].Verdict != indicator.Pass || failing+over > 0):
				t.Errorf("%s %d: %s with %d failing units and %d coefficients over", code, year, evs[i].Verdict, failing, over)
			}
		}
		for i := range evs[0].Balances {
			a, b, c := *evs[0].Balances[i].Coefficient, *evs[1].Balances[i].Coefficient, *evs[2].Balances[i].Coefficient
			if a <= b || b <= c {
				t.Errorf("%s %s does not narrow: %.4f %.4f %.4f", indicator.ResourceCodes[i/2], evs[0].Balances[i].Stage, a, b, c)
			}
		}
		for _, r := range evs[2].Results {
			if r.Status != indicator.Met && r.Status != indicator.NotApplicable {
				t.Errorf("%s: %s is %s in 2023", code, r.Code, r.Status)
			}
		}
	}
}

func TestRostersAgreeWithFigures(t *testing.T) {
	book := demo.Book()
	schools := map[string]indicator.School{}
	for _, s := range book.Schools {
		schools[s.Code] = s
	}
	type key struct {
		code string
		year int
	}
	rosters := map[key][]indicator.Teacher{}
	for _, teacher := range book.Teachers {
		k := key{teacher.SchoolCode, teacher.Year}
		rosters[k] = append(rosters[k], teacher.Teacher)
	}
	for _, y := range book.SchoolYears {
		counted := indicator.RosterFigures(rosters[key{y.Code, y.Year}], schools[y.Code])
		got := []*int{
			counted.TeachersPrimary, counted.TeachersJunior, counted.BachelorTeachersPrimary, counted.BachelorTeachersJunior, counted.BackbonePrimary,
			counted.BackboneJunior, counted.PeTeachersPrimary, counted.MusicTeachersJunior, counted.CertifiedTeachers, counted.TrainedTeachers,
		}
		f := y.Figures
		want := []*int{
			f.TeachersPrimary, f.TeachersJunior, f.BachelorTeachersPrimary, f.BachelorTeachersJunior, f.BackbonePrimary,
			f.BackboneJunior, f.PeTeachersPrimary, f.MusicTeachersJunior, f.CertifiedTeachers, f.TrainedTeachers,
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("%s %d: %s", y.Code, y.Year, diff)
		}
	}
}

func TestTheWorkbookReadsBackClean(t *testing.T) {
	var file, again bytes.Buffer
	book := demo.Book()
	if err := workbook.WriteCounty(&file, book); err != nil {
		t.Fatal(err)
	}
	if err := workbook.WriteCounty(&again, demo.Book()); err != nil {
		t.Fatal(err)
	}
	read, report, err := workbook.Read(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil || report.HasErrors() {
		t.Fatalf("%v %d errors", err, len(report.Errors))
	}
	if n := len(report.Warnings); n > 10 {
		t.Errorf("%d warnings, such as %s", n, report.Warnings[0].Message("en"))
	}
	if diff := cmp.Diff(book, read, cmpopts.IgnoreUnexported(workbook.Book{})); diff != "" {
		t.Errorf("the book read differs: %.2000s", diff)
	}
	if diff := cmp.Diff(book, demo.Book(), cmpopts.IgnoreUnexported(workbook.Book{})); diff != "" {
		t.Error("a second book differs from the first")
	}
}
