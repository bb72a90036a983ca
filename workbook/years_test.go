package workbook_test

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// headers are those of a sheet of a written workbook.
func headers(t *testing.T, file []byte, sheet string) []string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := f.GetRows(sheet)
	if err != nil {
		t.Fatal(err)
	}
	return rows[0]
}

// book of which one school opens and another closes; nothing is recorded of them in other years.
func openingBook() *workbook.Book {
	b := soundBook()
	b.Schools[1].FirstYear, b.Schools[2].LastYear = ptr(2023), ptr(2021)
	b.SchoolYears = slices.DeleteFunc(b.SchoolYears, func(y workbook.SchoolYear) bool {
		return y.Code == schoolCode(1) && y.Year < 2023 || y.Code == schoolCode(2) && y.Year > 2021
	})
	return b
}

func TestYearsOfSchoolsAreWrittenOnlyWhereThereAreAny(t *testing.T) {
	t.Parallel()
	var official []string
	for _, f := range workbook.Fields(schools) {
		official = append(official, f.Header)
	}
	if diff := cmp.Diff(official, headers(t, write(t, soundBook()), schools)); diff != "" {
		t.Errorf("without years (-dictionary +written):\n%s", diff)
	}
	want := openingBook()
	file := write(t, want)
	if diff := cmp.Diff(append(official, "首个学年", "末个学年"), headers(t, file, schools)); diff != "" {
		t.Errorf("with years (-want +written):\n%s", diff)
	}
	got, report := read(t, file)
	if len(report.Errors) > 0 {
		t.Errorf("errors: %s", list(report.Errors))
	}
	if diff := cmp.Diff(want, got, sameFacts); diff != "" {
		t.Errorf("export and read again (-want +got):\n%s", diff)
	}
}

// known is a reader that knows the schools with their years.
func known(list []indicator.School) workbook.Reader {
	return workbook.Reader{Known: func(codes, _ []string) (found []indicator.School, err error) {
		for _, s := range list {
			if slices.Contains(codes, s.Code) {
				found = append(found, s)
			}
		}
		return found, nil
	}}
}

func TestAWorkbookWithoutTheColumnsLeavesTheYearsAsTheyAre(t *testing.T) {
	t.Parallel()
	kept := openingBook()
	plain := openingBook()
	for i := range plain.Schools {
		plain.Schools[i].FirstYear, plain.Schools[i].LastYear = nil, nil
	}
	file := write(t, plain)
	got, report, err := known(kept.Schools).Read(context.Background(), bytes.NewReader(file), int64(len(file)))
	if err != nil || report.HasErrors() {
		t.Fatalf("%v %s", err, list(report.Errors))
	}
	if diff := cmp.Diff(kept.Schools, got.Schools); diff != "" {
		t.Errorf("schools (-kept +read):\n%s", diff)
	}
	file = write(t, soundBook()) // it has rows of the years in which the school is closed
	_, report, err = known(kept.Schools).Read(context.Background(), bytes.NewReader(file), int64(len(file)))
	if err != nil || len(report.Errors) != 4 {
		t.Errorf("%v, errors: %s, want one for each of four rows", err, list(report.Errors))
	}
	kept.Schools[1].LastYear = ptr(2030) // an empty cell in a column that is there
	file = write(t, openingBook())
	got, _, err = known(kept.Schools).Read(context.Background(), bytes.NewReader(file), int64(len(file)))
	if err != nil || got.Schools[1].LastYear != nil || *got.Schools[1].FirstYear != 2023 {
		t.Errorf("%v, an empty cell left %+v", err, got.Schools[1])
	}
}

func TestRowsOfYearsInWhichTheSchoolIsNotOpenAreErrorsAtTheirCell(t *testing.T) {
	t.Parallel()
	b := soundBook()
	b.Schools[0].LastYear = ptr(2022) // the teachers and the school's row of 2023 lie behind it
	b.Schools[1].FirstYear, b.Schools[1].LastYear = ptr(2023), ptr(2021)
	b.Schools[3].FirstYear = ptr(2021)
	b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: region, Year: 2023, Attestation: indicator.Attestation{Indicator: "Q6", SchoolCode: schoolCode(0), Met: true}})
	_, report := read(t, write(t, b))
	count := map[string]int{}
	var first workbook.Issue
	for _, i := range report.Errors {
		if count[i.Sheet+i.Code]++; i.Sheet == years && first.Code == "" {
			first = i
		}
	}
	want := map[string]int{
		schools + "YEARS_REVERSED": 1, years + "SCHOOL_NOT_OPEN": 1 + 3, teachers + "SCHOOL_NOT_OPEN": 50, claims + "SCHOOL_NOT_OPEN": 1,
	}
	if diff := cmp.Diff(want, count); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	if first.Row != 4 || first.Column != "A" || !strings.Contains(first.Message("zh"), "学校 0420107000 在 2023 学年未开办或已停办（开办学年：…–2022）") {
		t.Errorf("first: row %d, column %s, %s", first.Row, first.Column, first.Message("zh"))
	}
}

// A school form never has the years: it takes those that are kept.
func TestAFormOfAYearInWhichTheSchoolIsClosedIsRefused(t *testing.T) {
	t.Parallel()
	school := soundBook().Schools[0]
	var out bytes.Buffer
	if err := workbook.WriteSchoolForm(&out, school, 2023, soundFigures(0)); err != nil {
		t.Fatal(err)
	}
	school.LastYear = ptr(2022)
	_, report, err := known([]indicator.School{school}).Read(context.Background(), bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil || len(report.Errors) != 1 || report.Errors[0].Code != "SCHOOL_NOT_OPEN" || report.Errors[0].Row == 0 {
		t.Errorf("%v, errors: %s", err, list(report.Errors))
	}
}
