package workbook_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

func write(t testing.TB, b *workbook.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.WriteCounty(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func read(t testing.TB, file []byte) (*workbook.Book, workbook.Report) {
	t.Helper()
	b, report, err := workbook.Read(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	return b, report
}

func list(issues []workbook.Issue) (s string) {
	for _, i := range issues {
		s += fmt.Sprintf("\n%s!%s %s: %s", i.Sheet, i.Cell(), i.Code, i.Message("en"))
	}
	return s
}

var sameFacts = cmp.Options{cmpopts.IgnoreUnexported(workbook.Book{}), cmpopts.EquateEmpty()}

func TestSoundBookHasNothingToReport(t *testing.T) {
	t.Parallel()
	want := soundBook()
	got, report := read(t, write(t, want))
	if len(report.Errors)+len(report.Warnings) > 0 {
		t.Errorf("errors: %s\nwarnings: %s", list(report.Errors), list(report.Warnings))
	}
	if diff := cmp.Diff(want, got, sameFacts); diff != "" {
		t.Errorf("export and read again (-want +got):\n%s", diff)
	}
}

// randomize fills every field with a value that its cell can hold, or leaves it out.
func randomize(r *rand.Rand, v reflect.Value) {
	for _, f := range v.Fields() {
		switch f.Kind() {
		case reflect.Struct:
			randomize(r, f)
		case reflect.Pointer:
			if r.IntN(4) == 0 {
				continue
			}
			f.Set(reflect.New(f.Type().Elem()))
			randomNumber(r, f.Elem())
		}
	}
}

func randomNumber(r *rand.Rand, v reflect.Value) {
	switch {
	case v.Kind() == reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case v.Type() == reflect.TypeFor[indicator.Decimal]():
		v.SetInt(r.Int64N([]int64{100, 1_000_000, int64(indicator.MaxDecimal) + 1}[r.IntN(3)]))
	default:
		v.SetInt(r.Int64N([]int64{10, 5000, indicator.MaxCount + 1}[r.IntN(3)]))
	}
}

var awkward = []string{"=1+1", "+86", "-5", "@SUM(A1)", "=cmd|' /C calc'!A0", "a&b<c>\"d\"'e'", "第二学校（东区）", "全角ＡＢ", "_x0041_", "行\n二", "😀", "0012", "1e5", "TRUE", "是"}

func TestExportReadsBackTheSame(t *testing.T) {
	t.Parallel()
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 7))
		want := soundBook()
		for i := range want.Schools {
			s := &want.Schools[i]
			s.Name, s.Address, s.Group = awkward[r.IntN(len(awkward))], awkward[r.IntN(len(awkward))], awkward[r.IntN(len(awkward))]
			s.IsBoarding, s.InDenseCore, s.Organizer = r.IntN(2) == 0, r.IntN(2) == 0, 1+r.IntN(10)
		}
		for i := range want.SchoolYears {
			randomize(r, reflect.ValueOf(&want.SchoolYears[i].Figures).Elem())
		}
		for i := range want.CountyYears {
			randomize(r, reflect.ValueOf(&want.CountyYears[i].CountyFigures).Elem())
		}
		for i := range want.Teachers {
			want.Teachers[i].Name = awkward[r.IntN(len(awkward))]
			want.Teachers[i].IsRotationEligible = ptr(r.IntN(2) == 0)
		}
		got, report := read(t, write(t, want))
		if len(report.Errors) > 0 {
			t.Fatalf("seed %d: errors: %s", seed, list(report.Errors))
		}
		if diff := cmp.Diff(want, got, sameFacts); diff != "" {
			t.Fatalf("seed %d (-want +got):\n%s", seed, diff)
		}
	}
}

func TestFormReadsBackTheSame(t *testing.T) {
	t.Parallel()
	b := soundBook()
	for _, i := range []int{0, 7} {
		school, figures := b.Schools[i], soundFigures(0)
		if i == 7 {
			figures = juniorFigures(0)
		}
		var out bytes.Buffer
		if err := workbook.WriteSchoolForm(&out, school, 2023, figures); err != nil {
			t.Fatal(err)
		}
		got, report := read(t, out.Bytes())
		want := &workbook.Book{Schools: []indicator.School{school}, SchoolYears: []workbook.SchoolYear{{Code: school.Code, Year: 2023, Figures: figures}}}
		if len(report.Errors)+len(report.Warnings) > 0 {
			t.Errorf("school %d: %s%s", i, list(report.Errors), list(report.Warnings))
		}
		if diff := cmp.Diff(want, got, sameFacts); diff != "" {
			t.Errorf("school %d (-want +got):\n%s", i, diff)
		}
	}
}

func TestTemplatesReadWithoutRows(t *testing.T) {
	t.Parallel()
	var county, school bytes.Buffer
	if err := workbook.WriteTemplate(&county, workbook.TemplateCounty); err != nil {
		t.Fatal(err)
	}
	if err := workbook.WriteTemplate(&school, workbook.TemplateSchool); err != nil {
		t.Fatal(err)
	}
	if b, report := read(t, county.Bytes()); len(report.Errors)+len(report.Warnings)+len(b.Schools) > 0 {
		t.Errorf("county template: %s%s", list(report.Errors), list(report.Warnings))
	}
	_, report := read(t, school.Bytes())
	for _, i := range report.Errors {
		if i.Code != "REQUIRED" || i.Sheet != workbook.SheetForm || i.Cell() == "" {
			t.Errorf("school template: %+v", i)
		}
	}
}
