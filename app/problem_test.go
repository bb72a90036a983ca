package app_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

func TestSentencesNameFiguresAsPeopleKnowThem(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		bureau := w.account("bureau", models.Bureau, county, nil)
		_, err := w.RecordSchoolYear(w.ctx(), bureau, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"multimediaRooms": -1}})
		p, _ := app.Problems(err)
		if len(p) != 1 || p[0].Params["key"] != "multimediaRooms" {
			t.Fatalf("got %+v", p)
		}
		for _, lang := range []string{"zh", "en"} {
			want := workbook.FieldByKey(workbook.SheetSchoolYears, "multimediaRooms").Title(lang)
			if got := p[0].Message(lang); !strings.Contains(got, want) || strings.Contains(got, "multimediaRooms") {
				t.Errorf("%s: got %q, want it to name %q", lang, got, want)
			}
		}
		_, err = w.RecordSchoolYear(w.ctx(), bureau, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"nonsense": 1}})
		p, _ = app.Problems(err)
		if got := p[0].Message("zh"); !strings.Contains(got, "nonsense") {
			t.Errorf("got %q, want the key that nobody knows", got)
		}
	})
}

func TestSentencesSayWhatACountMayBe(t *testing.T) {
	p := app.Problem{Code: "NOT_A_COUNT", Params: map[string]string{"key": "multimediaRooms"}}
	most := "2,147,483,647"
	if n, err := strconv.Atoi(strings.ReplaceAll(most, ",", "")); err != nil || n != indicator.MaxCount {
		t.Errorf("a count may be %d", indicator.MaxCount)
	}
	for _, lang := range []string{"zh", "en"} {
		if got := p.Message(lang); !strings.Contains(got, most) {
			t.Errorf("%s: got %q, want %s", lang, got, most)
		}
	}
}

func TestFiguresMayComeAsPointers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		record := func(value any) *int {
			t.Helper()
			out, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, 0), Year: theYear, Values: map[string]any{"multimediaRooms": value}})
			w.must(err)
			return out.SchoolYear.MultimediaRooms
		}
		if got := record(ptr(30)); got == nil || *got != 30 {
			t.Errorf("got %v, want 30", got)
		}
		if got := record((*int)(nil)); got != nil {
			t.Errorf("got %d, want none", *got)
		}
	})
}

func TestAMessageSaysWhatWasGivenAsItWasGiven(t *testing.T) {
	for _, c := range []struct {
		p    app.Problem
		want string
	}{
		{
			app.Problem{Code: "TEACHER_IN_TWO_SCHOOLS", Params: map[string]string{"code": "{school}", "school": "{year}", "year": "{code}"}},
			"Teacher {school} is at school {year} in {code}, and can be at one school a year. Correct the number, or remove the other record first.",
		},
		{app.Problem{Code: "UNKNOWN_FIELD", Params: map[string]string{"key": "name"}}, "There is no figure name."},
		{app.Problem{Code: "TEXT_REQUIRED", Params: map[string]string{"key": "name"}}, "The name is required."},
	} {
		for range 20 { // the order of a map's members is another each time
			if got := c.p.Message("en"); got != c.want {
				t.Fatalf("%s: got %q, want %q", c.p.Code, got, c.want)
			}
		}
	}
}
