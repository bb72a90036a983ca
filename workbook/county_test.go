package workbook_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

func TestCountyIsTheEnginesInput(t *testing.T) {
	t.Parallel()
	b := soundBook()
	b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: region, Year: 2023, Attestation: indicator.Attestation{SchoolCode: schoolCode(2), Indicator: "Q3"}})
	if diff := cmp.Diff([]indicator.Region{{Code: region, Name: "示范区"}}, b.Regions()); diff != "" {
		t.Error(diff)
	}
	if got := b.Years(region); fmt.Sprint(got) != "[2021 2022 2023]" {
		t.Errorf("years %v", got)
	}
	c, issues := b.County(region, 2023)
	if len(issues) > 0 {
		t.Errorf("issues %s", list(issues))
	}
	if c.Region.Name != "示范区" || c.Year != 2023 || c.Figures == nil || *c.Figures.Residents != 500000 {
		t.Errorf("county %+v", c.CountyRecord)
	}
	if c.Funding == nil || c.Funding.FiscalYear != 2023 || c.PreviousFunding == nil || c.PreviousFunding.FiscalYear != 2022 {
		t.Errorf("funding %+v, before %+v", c.Funding, c.PreviousFunding)
	}
	if c.PreviousStudents != 8*801 {
		t.Errorf("%d pupils the year before, want %d", c.PreviousStudents, 8*801)
	}
	if len(c.Schools) != 8 || len(c.Attestations) != 6 || len(c.Schools[2].Attestations) != 1 || *c.Schools[0].Figures.StudentsPrimary != 802 {
		t.Errorf("%d schools, %d attestations, %d of school 2", len(c.Schools), len(c.Attestations), len(c.Schools[2].Attestations))
	}
	if c, _ := b.County(region, 2021); c.PreviousFunding != nil || len(c.Attestations) > 0 {
		t.Errorf("2021 has funding before %+v, attestations %v", c.PreviousFunding, c.Attestations)
	}
}

func TestRosterFillsWhatIsNotReportedAndWarnsOfDifferences(t *testing.T) {
	t.Parallel()
	b := soundBook()
	f := &b.SchoolYears[2].Figures // school 0 in 2023, which has a roster of 50
	f.TeachersPrimary, f.TrainedTeachers = nil, nil
	f.BackbonePrimary = ptr(13)
	file := write(t, b)
	got, report := read(t, file)
	if len(report.Errors) > 0 || len(report.Warnings) != 1 || report.Warnings[0].Code != "ROSTER_DIFFERS" {
		t.Fatalf("errors %s, warnings %s", list(report.Errors), list(report.Warnings))
	}
	w := report.Warnings[0]
	e := edit(t, file)
	if w.Cell() != e.at(years, "backbonePrimary", 4) || w.Params["reported"] != "13" || w.Params["roster"] != "12" {
		t.Errorf("warning at %s: %v", w.Cell(), w.Params)
	}
	c, issues := got.County(region, 2023)
	filled := c.Schools[0].Figures
	if len(issues) != 1 || *filled.TeachersPrimary != 50 || *filled.TrainedTeachers != 49 || *filled.BackbonePrimary != 13 {
		t.Errorf("issues %s, filled %d %d %d", list(issues), *filled.TeachersPrimary, *filled.TrainedTeachers, *filled.BackbonePrimary)
	}
	if got.SchoolYears[2].Figures.TeachersPrimary != nil {
		t.Error("the book itself must keep what was reported")
	}
	other := soundTeacher(1)
	other.SchoolCode, other.Code = schoolCode(4), "T90000"
	got.Teachers = append(got.Teachers, other)
	got.SchoolYears = nil
	c, _ = got.County(region, 2023)
	if c.Schools[4].Figures == nil || *c.Schools[4].Figures.TeachersPrimary != 1 || c.Schools[5].Figures != nil {
		t.Errorf("a school with a roster alone has %+v, one without anything %v", c.Schools[4].Figures, c.Schools[5].Figures)
	}
}

func TestEverythingButSchoolsAndTheirYearsMayBeMissing(t *testing.T) {
	t.Parallel()
	e := edit(t, write(t, soundBook()))
	for _, sheet := range []string{counties, funding, teachers, claims} {
		if err := e.DeleteSheet(sheet); err != nil {
			t.Fatal(err)
		}
	}
	b, report := read(t, e.bytes())
	if len(report.Errors)+len(report.Warnings) > 0 {
		t.Errorf("%s%s", list(report.Errors), list(report.Warnings))
	}
	c, _ := b.County(region, 2023)
	if len(c.Schools) != 8 || c.Region.Name != region || c.Funding != nil || c.Figures != nil {
		t.Errorf("county %+v", c.CountyRecord)
	}
	if err := e.DeleteSheet(schools); err != nil {
		t.Fatal(err)
	}
	file := e.bytes()
	if _, report := read(t, file); len(report.Errors) != 1 || report.Errors[0].Code != "MISSING_SHEET" {
		t.Errorf("without schools: %s", list(report.Errors))
	}
}
