package app_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

// pieces are what texts are made of: much that people type, and what files and databases stumble over.
var pieces = []string{
	"a", "A", "Ａ", "1", "１", "-", "－", "—", " ", "  ", "　", "\n", "\t", "\r", "\u200b", "\ufeff", "\u00a0", "\u2011", "\a", "\x00", "\uffff",
	"青山", "𠮷", "é", "e\u0301", "é", "ß", "㎡", "ﬁ", "=1+1", "'", "\"", "<b>", "&amp;", "_x0041_", "_x000D_", "]]>", "，", "😀", "İ", "\u2028", "\\", "%",
}

func someText(r *rand.Rand) string {
	var b strings.Builder
	for range r.IntN(7) {
		b.WriteString(pieces[r.IntN(len(pieces))])
	}
	if r.IntN(20) == 0 {
		return strings.Repeat(b.String(), 60)
	}
	return b.String()
}

// some is one of the values, most of them at or beside a bound.
func some[T any](r *rand.Rand, values ...T) T { return values[r.IntN(len(values))] }

// someDecimal lies from 0 to most, at or beyond the bounds now and then.
func someDecimal(r *rand.Rand, most indicator.Decimal) *indicator.Decimal {
	if r.IntN(12) == 0 {
		return some(r, ptr(indicator.Decimal(-1)), ptr(-most), ptr(most+1), ptr(2*most))
	}
	return some(r, nil, ptr(indicator.Decimal(0)), ptr(indicator.Decimal(1)), &most, ptr(indicator.Decimal(r.Int64N(int64(most)))))
}

// usual is a value that is taken, seldom one of the others.
func usual[T any](r *rand.Rand, value T, others ...T) T {
	if r.IntN(12) > 0 {
		return value
	}
	return some(r, others...)
}

// someWrite makes one mutation with random values, and tells whether it was accepted.
func someWrite(r *rand.Rand, w *world, v auth.Viewer) error {
	year := usual(r, some(r, 1986, 2000, 2023, 2026), 1985, 2027)
	school := code(county, r.IntN(4))
	switch r.IntN(7) {
	case 0:
		_, err := w.CreateSchool(w.ctx(), v, indicator.School{
			Code: code(county, 100+r.IntN(900)), Name: someText(r), RegionCode: county, Kind: usual(r, some(r, schoolKinds...), "X"), Organizer: usual(r, 1+r.IntN(10), 0, 11), Locale: usual(r, some(r, indicator.Rural, indicator.Urban, indicator.Town), "X"),
			BuiltYear: usual(r, some(r, nil, ptr(1800), ptr(2026)), ptr(1799), ptr(2027)), Group: someText(r), Address: someText(r), Longitude: someDecimal(r, 180*indicator.DecimalScale), Latitude: someDecimal(r, 90*indicator.DecimalScale),
		})
		return err
	case 1:
		_, _, err := w.RecordTeacher(w.ctx(), v, year, indicator.Teacher{
			Code: some(r, "INT-1", "  INT-1 ", "ＩＮＴ－1", "INT\n1", someText(r), someText(r), someText(r)), SchoolCode: school, Name: someText(r), Subject: someText(r), Degree: usual(r, some(r, indicator.Bachelor, indicator.Doctor), "X"),
			Stage: usual(r, some(r, indicator.Primary, indicator.Junior, indicator.Senior), ""), BackboneLevel: usual(r, some(r, indicator.BackboneNone, indicator.BackboneNation), "X"),
			TrainingHours: someDecimal(r, 10_000*indicator.DecimalScale), IsRotationEligible: some(r, nil, ptr(true), ptr(false)), RotatedFrom: usual(r, some(r, "", school), "x", code(county, 99)),
		})
		return err
	case 2:
		in := app.Attest{RegionCode: county, Year: year, Indicator: usual(r, some(r, "G1", "G2", "Q3", "Q6", "Q9", "Q9"), "S1", "V1", "g1", "X"), Met: r.IntN(2) == 0, Conclusion: ptr(someText(r))}
		switch in.Indicator {
		case "Q9":
			in.Subject, in.StandardLevel = usual(r, some(r, ptr("语文"), ptr("德育")), nil, ptr("法语")), usual(r, some(r, nil, ptr(1), ptr(4)), ptr(0), ptr(5))
			in.DifferenceRate = someDecimal(r, indicator.DecimalScale)
		case "Q3", "Q6":
			in.SchoolCode = some(r, nil, &school)
		}
		_, _, err := w.AttestIndicator(w.ctx(), v, in)
		return err
	case 3:
		return w.AnswerVeto(w.ctx(), v, app.Veto{RegionCode: county, Year: year, Code: some(r, "V1", "V6", "V7"), Answer: ptr(r.IntN(2) == 0), Conclusion: ptr(someText(r))})
	case 4:
		_, _, err := w.RecordFundingYear(w.ctx(), v, app.RecordFundingYear{RegionCode: county, Funding: indicator.FundingYear{
			FiscalYear: some(r, year, 2028), GeneralBudgetSpend: usual(r, some(r, indicator.MaxDecimal, 123), -1), RecurrentRevenue: someDecimal(r, indicator.MaxDecimal), SpecialFunds: someDecimal(r, indicator.MaxDecimal),
		}})
		return err
	case 5:
		_, _, err := w.RecordCountyYear(w.ctx(), v, app.RecordCountyYear{RegionCode: county, Year: year, Values: map[string]any{
			"residents": usual[any](r, some[any](r, 0, indicator.MaxCount), -1, indicator.MaxCount+1), "teacherPay": someDecimal(r, indicator.MaxDecimal), "rotated": r.IntN(9),
		}})
		return err
	}
	values := randomValues(r)
	values["teachingArea"], values["graduates"] = someDecimal(r, indicator.MaxDecimal), usual[any](r, some[any](r, 0, indicator.MaxCount), -1, indicator.MaxCount+1)
	_, err := w.RecordSchoolYear(w.ctx(), v, app.RecordSchoolYear{SchoolCode: school, Year: year, Values: values})
	return err
}

func TestWhatMutationsAcceptIsUnchangedByItsOwnExport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 4)
		bureau := w.account("bureau", models.Bureau, county, nil)
		r := rand.New(rand.NewPCG(3, 1))
		accepted := 0
		for range 600 {
			err := someWrite(r, w, bureau)
			if _, refused := app.Problems(err); err != nil && !refused {
				t.Fatal(err)
			}
			if err == nil {
				accepted++
			}
		}
		book, err := w.ExportCounty(w.ctx(), bureau, county)
		w.must(err)
		rows := len(book.Schools) + len(book.SchoolYears) + len(book.CountyYears) + len(book.FundingYears) + len(book.Teachers) + len(book.Attestations)
		content := w.file(book)
		if _, report, err := w.ReadBook(w.ctx(), bureau, bytes.NewReader(content), int64(len(content)), nil); err != nil || report.HasErrors() {
			var all string
			for _, i := range report.Errors {
				all += fmt.Sprintf("\n%s!%s %s %q", i.Sheet, i.Cell(), i.Code, i.Value)
			}
			t.Fatal("export is not readable: ", err, all)
		}
		got := w.finished(bureau, w.send(bureau, content, app.ImportRequest{IsDryRun: true}).ID)
		if got.Status != models.Succeeded || got.UnchangedCount != rows || got.CreatedCount+got.UpdatedCount != 0 {
			t.Errorf("export taken in again: %s, %d created, %d updated, %d unchanged of %d", got.Status, got.CreatedCount, got.UpdatedCount, got.UnchangedCount, rows)
		}
		if accepted < 200 || len(book.Teachers) < 5 || len(book.Schools) < 6 || len(book.Attestations) < 10 {
			t.Errorf("%d accepted, %d teachers, %d schools, %d claims: too few to tell", accepted, len(book.Teachers), len(book.Schools), len(book.Attestations))
		}
		t.Logf("%d of 600 accepted, %d rows", accepted, rows)
	})
}

func TestATeachersNumberIsOneHoweverItIsTyped(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 2)
		teacher := indicator.Teacher{SchoolCode: code(county, 0), Stage: indicator.Junior, Subject: "语文", Degree: indicator.Master, BackboneLevel: indicator.BackboneNone}
		for _, typed := range []string{"INT-1", "  INT-1  ", "ＩＮＴ－1", "INT—1\n"} {
			teacher.Code = typed
			row, warnings, err := w.RecordTeacher(w.ctx(), w.op, theYear, teacher)
			w.must(err)
			if row.Code != "INT-1" {
				t.Errorf("%q is kept as %q", typed, row.Code)
			}
			if len(warnings) != 1 || warnings[0].Code != "TEACHER_STAGE_NOT_TAUGHT" || fmt.Sprint(warnings[0].Field) != "[stage]" {
				t.Errorf("a junior teacher at a primary school: %+v", warnings)
			}
		}
		teacher.RotatedFrom, teacher.Stage = teacher.SchoolCode, indicator.Primary
		_, warnings, err := w.RecordTeacher(w.ctx(), w.op, theYear, teacher)
		w.must(err)
		if len(warnings) != 1 || warnings[0].Code != "ROTATED_FROM_OWN_SCHOOL" || fmt.Sprint(warnings[0].Field) != "[rotatedFromCode]" {
			t.Errorf("a teacher rotated from the very school: %+v", warnings)
		}
		teacher.RotatedFrom = ""
		if n, err := w.store.For(w.op).TeacherCount(w.ctx(), nil); n != 1 || err != nil {
			t.Errorf("%d teachers, %v, want 1", n, err)
		}
		teacher.SchoolCode = code(county, 1)
		_, _, err = w.RecordTeacher(w.ctx(), w.op, theYear, teacher)
		wantProblem(t, err, "TEACHER_IN_TWO_SCHOOLS")
		_, _, err = w.RecordTeacher(w.ctx(), w.op, theYear-1, teacher)
		w.must(err)
	})
}

func TestASchoolYearBeginsInSeptember(t *testing.T) {
	for _, c := range []struct {
		now  string
		want workbook.Latest
	}{
		{"2026-08-31T15:59:59Z", workbook.Latest{School: 2025, Fiscal: 2027, Built: 2026}},
		{"2026-08-31T16:00:00Z", workbook.Latest{School: 2026, Fiscal: 2027, Built: 2026}}, // 1 September in Beijing
		{"2026-12-31T16:00:00Z", workbook.Latest{School: 2026, Fiscal: 2028, Built: 2027}},
	} {
		now, err := time.Parse(time.RFC3339, c.now)
		if err != nil {
			t.Fatal(err)
		}
		if got := workbook.LatestAt(now); got != c.want {
			t.Errorf("%s: got %+v, want %+v", c.now, got, c.want)
		}
	}
}
