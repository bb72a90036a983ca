package app_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

// reported has the schools of a county report some figures of the years.
func (w *world) reported(schools int, years ...int) {
	w.t.Helper()
	for s := range schools {
		for _, year := range years {
			_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, s), Year: year, Values: map[string]any{
				"studentsPrimary": 400 + 10*s, "studentsJunior": 300 + 10*s, "multimediaRooms": 9 + s, "teachersPrimary": 30, "backbonePrimary": 4 + s,
			}})
			w.must(err)
		}
	}
}

// bytesOf are the county's results of a year as they are kept.
func (w *world) bytesOf(year int) string {
	w.t.Helper()
	text, err := json.Marshal(w.results(county, year).Counties)
	w.must(err)
	return string(text)
}

// years sets the years of a school.
func (w *world) years(n int, first, last *int) error {
	_, err := w.UpdateSchool(w.ctx(), w.op, code(county, n), func(s *indicator.School) { s.FirstYear, s.LastYear = first, last })
	return err
}

// refusedAs holds an error to be the problem of the code at the field, with these years.
func refusedAs(t *testing.T, err error, code, field, years string) {
	t.Helper()
	p, ok := app.Problems(err)
	if !ok || len(p) != 1 || p[0].Code != code || strings.Join(p[0].Field, ".") != field || p[0].Params["years"] != years {
		t.Errorf("got %v %+v, want %s at %s with %s", err, p, code, field, years)
	}
}

func (w *world) complete(years ...int) {
	w.t.Helper()
	for _, year := range years {
		got := w.results(county, year)
		w.recompute(county, year)
		if diff := cmp.Diff(w.results(county, year), got); diff != "" {
			w.t.Errorf("%d differs from a full recomputation (-full +kept):\n%s", year, diff)
		}
	}
}

func TestOpeningASchoolLeavesEarlierYearsAsTheyAre(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 5)
		w.reported(5, 2021, 2022, 2023)
		before := map[int]string{2021: w.bytesOf(2021), 2022: w.bytesOf(2022), 2023: w.bytesOf(2023)}
		opened := 2023
		_, err := w.CreateSchool(w.ctx(), w.op, indicator.School{
			Code: code(county, 9), Name: "新建学校", RegionCode: county, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Town, FirstYear: &opened,
		})
		w.must(err)
		for _, year := range []int{2021, 2022} {
			if got := w.bytesOf(year); got != before[year] {
				t.Errorf("%d changed:\n%s\nwas\n%s", year, got, before[year])
			}
			excluded, err := w.store.For(w.op).ExcludedSchools(w.ctx(), county, year, "cn-2017")
			w.must(err)
			last := excluded[len(excluded)-1]
			if last.SchoolCode != code(county, 9) || last.Excluded != indicator.ReasonNotOpen {
				t.Errorf("%d: excluded %+v", year, last)
			}
		}
		if c := w.results(county, 2023).Counties["cn-2017"]; w.bytesOf(2023) == before[2023] || c.SchoolCount != 6 {
			t.Errorf("2023 has %d schools", c.SchoolCount)
		}
		w.complete(2021, 2022, 2023)

		_, err = w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, 9), Year: 2022, Values: map[string]any{"studentsPrimary": 1}})
		refusedAs(t, err, "SCHOOL_NOT_OPEN", "year", "2023–…")
		_, _, err = w.RecordTeacher(w.ctx(), w.op, 2022, indicator.Teacher{
			Code: "T1", SchoolCode: code(county, 9), Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneNone,
		})
		refusedAs(t, err, "SCHOOL_NOT_OPEN", "year", "2023–…")
		school := code(county, 9)
		_, _, err = w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: 2022, Indicator: "Q3", SchoolCode: &school, Met: true})
		refusedAs(t, err, "SCHOOL_NOT_OPEN", "year", "2023–…")
	})
}

func TestASchoolMayOpenLater(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 3)
		w.reported(3, 2023)
		before, opens := w.bytesOf(2023), 2035
		_, err := w.CreateSchool(w.ctx(), w.op, indicator.School{
			Code: code(county, 9), Name: "规划学校", RegionCode: county, Kind: indicator.KindJunior, Organizer: 1, Locale: indicator.Town, FirstYear: &opens,
		})
		w.must(err)
		if got := w.bytesOf(2023); got != before {
			t.Errorf("2023 changed:\n%s\nwas\n%s", got, before)
		}
	})
}

func TestClosingASchool(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 5)
		w.reported(5, 2021, 2022)
		w.reported(4, 2023) // the fifth has closed, and reports no more
		before, behind, last := w.bytesOf(2022), w.bytesOf(2023), 2022
		w.must(w.years(4, nil, &last))
		if got := w.bytesOf(2022); got != before {
			t.Errorf("2022 changed:\n%s\nwas\n%s", got, before)
		}
		if c := w.results(county, 2023).Counties["cn-2017"]; c.SchoolCount != 4 || w.bytesOf(2023) == behind {
			t.Errorf("2023 has %d schools", c.SchoolCount)
		}
		for _, u := range w.results(county, 2023).Units {
			if u.SchoolCode == code(county, 4) {
				t.Errorf("a unit of the closed school is left: %+v", u)
			}
		}
		w.complete(2021, 2022, 2023)
		w.must(w.years(4, nil, nil)) // and all is as it was
		if got := w.bytesOf(2023); got != behind {
			t.Errorf("2023 after reopening:\n%s\nwas\n%s", got, behind)
		}
		w.complete(2021, 2022, 2023)
	})
}

func TestYearsThatLeaveOutRecordedOnesAreRefused(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 2)
		w.reported(2, 2022, 2023)
		_, _, err := w.RecordTeacher(w.ctx(), w.op, 2021, indicator.Teacher{
			Code: "T1", SchoolCode: code(county, 0), Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneNone,
		})
		w.must(err)
		school := code(county, 0)
		_, _, err = w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: 2024, Indicator: "Q3", SchoolCode: &school, Met: true})
		w.must(err)
		for _, c := range []struct {
			first, last  int
			field, years string
		}{
			{2023, 0, "firstYear", "2021, 2022"},
			{0, 2022, "lastYear", "2023, 2024"},
			{0, 2023, "lastYear", "2024"},
			{2022, 2024, "firstYear", "2021"},
		} {
			refusedAs(t, w.years(0, orNil(c.first), orNil(c.last)), "YEARS_RECORDED", c.field, c.years)
		}
		refusedAs(t, w.years(0, orNil(2025), orNil(2020)), "YEARS_REVERSED", "lastYear", "")
		refusedAs(t, w.years(0, orNil(1900), nil), "YEAR_OUT_OF_RANGE", "firstYear", "")
		w.must(w.years(0, orNil(2021), orNil(2024)))
	})
}

func orNil(year int) *int {
	if year == 0 {
		return nil
	}
	return &year
}

// Whoever comes first wins, and the other is refused: nothing is recorded of a year in which the school is closed.
func TestNarrowingAndRecordingAtTheSameTime(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const rounds = 20
		w.schools(county, rounds)
		last := theYear - 1
		for n := range rounds {
			var wg sync.WaitGroup
			var narrowed, recorded error
			wg.Go(func() { narrowed = w.years(n, nil, &last) })
			wg.Go(func() {
				_, recorded = w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, n), Year: theYear, Values: map[string]any{"studentsPrimary": 100 + n}})
			})
			wg.Wait()
			switch {
			case narrowed == nil:
				refusedAs(t, recorded, "SCHOOL_NOT_OPEN", "year", fmt.Sprintf("…–%d", last))
			case recorded == nil:
				refusedAs(t, narrowed, "YEARS_RECORDED", "lastYear", fmt.Sprint(theYear))
			default:
				t.Errorf("both refused: %v, %v", narrowed, recorded)
			}
		}
	})
}

func TestImportsHoldToTheYearsOfSchools(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		book := aCounty(county, 4, 8)
		closes := theYear + 2
		book.Schools[0].LastYear = &closes
		if i := w.finished(bureau, w.send(bureau, w.file(book), app.ImportRequest{}).ID); i.Status != models.Succeeded {
			t.Fatalf("with years: %+v", i)
		}
		lastYear := func() *int {
			s, err := w.store.For(w.op).School(w.ctx(), code(county, 0))
			w.must(err)
			return s.LastYear
		}
		if got := lastYear(); got == nil || *got != closes {
			t.Errorf("last year %v, want %d", got, closes)
		}
		if i := w.finished(bureau, w.send(bureau, w.file(aCounty(county, 4, 8)), app.ImportRequest{}).ID); i.Status != models.Succeeded || i.UpdatedCount+i.CreatedCount != 0 || lastYear() == nil {
			t.Errorf("without the columns: %+v, last year %v", i, lastYear())
		}
		book.Schools[0].LastYear, book.Schools[1].LastYear = nil, &closes
		if i := w.finished(bureau, w.send(bureau, w.file(book), app.ImportRequest{}).ID); i.UpdatedCount != 2 || lastYear() != nil {
			t.Errorf("with an empty cell: %+v, last year %v", i, lastYear())
		}
		exported, err := w.ExportCounty(w.ctx(), bureau, county)
		w.must(err)
		if i := w.finished(bureau, w.send(bureau, w.file(exported), app.ImportRequest{}).ID); i.Status != models.Succeeded || i.UpdatedCount+i.CreatedCount != 0 {
			t.Errorf("the export again: %+v", i)
		}
		closed := theYear - 1
		narrow := &workbook.Book{Schools: book.Schools}
		narrow.Schools[1].LastYear = &closed
		i := w.finished(bureau, w.send(bureau, w.file(narrow), app.ImportRequest{}).ID)
		issues, err := w.store.For(bureau).AllImportIssues(w.ctx(), i.ID)
		w.must(err)
		if i.Status != models.Rejected || len(issues) != 1 || issues[0].Code != "YEARS_RECORDED" || issues[0].Row != 3 || issues[0].Params["years"] != fmt.Sprint(theYear) {
			t.Errorf("narrowed: %+v %+v", i, issues)
		}
	})
}
