package workbook_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/workbook"
)

// editor changes cells of a written workbook by the keys of their fields.
type editor struct {
	t testing.TB
	*excelize.File
}

func edit(t testing.TB, file []byte) editor {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return editor{t, f}
}

func (e editor) at(sheet, key string, row int) string {
	e.t.Helper()
	for i, f := range workbook.Fields(sheet) {
		if f.Key == key {
			cell, _ := excelize.CoordinatesToCellName(i+1, row)
			return cell
		}
	}
	e.t.Fatalf("no field %s on %s", key, sheet)
	return ""
}

func (e editor) set(sheet, key string, row int, v any) {
	e.t.Helper()
	cell := e.at(sheet, key, row)
	var err error
	if s, ok := v.(string); ok && strings.HasPrefix(s, "formula:") {
		if err := e.SetCellValue(sheet, cell, nil); err != nil { // else the old value stays beside the formula
			e.t.Fatal(err)
		}
		err = e.SetCellFormula(sheet, cell, s[len("formula:"):])
	} else {
		err = e.SetCellValue(sheet, cell, v)
	}
	if err != nil {
		e.t.Fatal(err)
	}
}

func (e editor) bytes() []byte {
	e.t.Helper()
	var out bytes.Buffer
	if err := e.Write(&out); err != nil {
		e.t.Fatal(err)
	}
	return out.Bytes()
}

const (
	schools  = workbook.SheetSchools
	years    = workbook.SheetSchoolYears
	counties = workbook.SheetCountyYears
	funding  = workbook.SheetFundingYears
	teachers = workbook.SheetTeachers
	claims   = workbook.SheetAttestations
)

// planted are mistakes with the cell where, and the code as which, each must be reported.
var planted = []struct {
	name       string
	sheet, key string
	row        int
	value      any
	code       string
	isWarning  bool
}{
	{"a school code with a letter", schools, "code", 9, "04201O7007", "CODE_CHARACTERS", false},
	{"a school code one digit short", schools, "code", 8, "042010700", "CODE_LENGTH", false},
	{"no school name", schools, "name", 2, "", "REQUIRED", false},
	{"a kind of school that does not exist", schools, "kind", 3, "小学校", "NOT_A_CHOICE", false},
	{"an organizer beyond the codes", schools, "organizer", 4, 11, "NOT_A_CHOICE", false},
	{"a locale left out", schools, "locale", 5, nil, "REQUIRED", false},
	{"neither yes nor no", schools, "boarding", 4, "部分", "NOT_YES_NO", false},
	{"a year before any school", schools, "builtYear", 3, 198, "OUT_OF_RANGE", false},
	{"a year that has not come", schools, "builtYear", 4, 2091, "YEAR_IN_FUTURE", false},
	{"an address of a novel's length", schools, "address", 2, strings.Repeat("长", 201), "TEXT_TOO_LONG", false},
	{"a longitude off the globe", schools, "longitude", 2, 1143.902, "OUT_OF_RANGE", false},
	{"a region code of five digits as text", schools, "regionCode", 6, "42010", "CODE_LENGTH", false},

	{"a placeholder for a number", years, "migrantStudents", 2, "无", "PLACEHOLDER", false},
	{"a slash for a number", years, "boarders", 2, "/", "PLACEHOLDER", false},
	{"a dash for a number", years, "musicRoomsFrom73", 2, "—", "PLACEHOLDER", false},
	{"a unit behind the number", years, "studentsPrimary", 2, "800人", "UNIT_IN_CELL", false},
	{"words for a number", years, "classesPrimary", 3, "二十", "NOT_A_NUMBER", false},
	{"half a person", years, "teachersPrimary", 3, 50.5, "NOT_WHOLE", false},
	{"fewer than nobody", years, "backbonePrimary", 3, -3, "NEGATIVE", false},
	{"five decimals", years, "equipmentValue", 3, "212.34567", "TOO_PRECISE", false},
	{"more people than a count can hold", years, "multimediaRooms", 3, 3000000000, "OUT_OF_RANGE", false},
	{"a formula error", years, "teachingArea", 4, "#DIV/0!", "NOT_A_NUMBER", false},
	{"a formula nobody computed", years, "sportsGroundArea", 4, "formula:SUM(A1:A2)", "FORMULA_WITHOUT_VALUE", false},
	{"the same school and year twice", years, "year", 4, 2022, "DUPLICATE_YEAR", false},
	{"a year of three digits", years, "year", 6, 223, "OUT_OF_RANGE", false},
	{"a school that is not listed", years, "code", 10, "9999999999", "UNKNOWN_SCHOOL", false},
	{"separators where none stand", years, "operatingBudget", 9, "1,23,4", "NOT_A_NUMBER", false},

	{"degrees above the teachers", years, "bachelorTeachersPrimary", 11, 400, "PART_ABOVE_WHOLE", true},
	{"backbone teachers above the teachers", years, "backbonePrimary", 12, 51, "PART_ABOVE_WHOLE", true},
	{"PE and arts above the teachers", years, "peTeachersPrimary", 12, 49, "PART_ABOVE_WHOLE", true},
	{"indoor sports above the teaching area", years, "indoorSportsArea", 12, 5000, "PART_ABOVE_WHOLE", true},
	{"certified above the teachers", years, "certifiedTeachers", 12, 52, "PART_ABOVE_WHOLE", true},
	{"trained above the teachers", years, "trainedTeachers", 12, 53, "PART_ABOVE_WHOLE", true},
	{"catchment above the pupils", years, "catchmentStudentsPrimary", 12, 900, "PART_ABOVE_WHOLE", true},
	{"migrant children above the pupils", years, "migrantStudents", 12, 901, "PART_ABOVE_WHOLE", true},
	{"bands that do not sum to the classes", years, "classesPrimary", 12, 21, "BANDS_NOT_CLASSES", true},
	{"pupils that do not fit the bands", years, "studentsPrimary", 13, 910, "BANDS_NOT_STUDENTS", true},
	{"training above the operating budget", years, "trainingBudget", 12, 61, "TRAINING_ABOVE_OPERATING", true},
	{"no equipment at all", years, "equipmentValue", 12, 0, "ZERO_EQUIPMENT", true},
	{"a fifth more than the year before", years, "multimediaRooms", 12, 29, "CHANGED_OVER_20_PERCENT", true},
	{"yuan where 10,000 yuan is asked", years, "operatingFinal", 12, 595000, "FACTOR_10000", true},
	{"junior pupils in a primary school", years, "studentsJunior", 12, 300, "STAGE_NOT_TAUGHT", true},
	{"an area left empty", years, "sportsGroundArea", 13, nil, "NOT_REPORTED", true},
	{"pupils far from the classes", years, "classesPrimary", 16, 2, "CLASSES_NOT_STUDENTS", true},

	{"more rotated than eligible", counties, "rotated", 2, 700, "PART_ABOVE_WHOLE", true},
	{"pay in 10,000 yuan", counties, "teacherPay", 3, 15.2, "WAN_FOR_YUAN", true},
	{"the same county year twice", counties, "year", 4, 2022, "DUPLICATE_COUNTY_YEAR", false},
	{"a county without schools", funding, "regionCode", 2, "420199", "REGION_WITHOUT_SCHOOLS", true},
	{"no money", funding, "generalBudgetSpend", 3, nil, "REQUIRED", false},

	{"a degree that does not exist", teachers, "degree", 2, "大专", "NOT_A_CHOICE", false},
	{"hours with a unit", teachers, "trainingHours", 3, "380学时", "UNIT_IN_CELL", false},
	{"a teacher twice", teachers, "teacherCode", 5, "T00002", "DUPLICATE_TEACHER", false},
	{"a teacher of a stage that the school lacks", teachers, "stage", 7, "初中", "TEACHER_STAGE_NOT_TAUGHT", true},
	{"a teacher rotated from the very school", teachers, "rotatedFrom", 6, schoolCode(0), "ROTATED_FROM_OWN_SCHOOL", true},

	{"an indicator that does not exist", claims, "indicator", 2, "G99", "UNKNOWN_INDICATOR", false},
	{"a claim about a computed indicator", claims, "indicator", 3, "R1", "NOT_ATTESTED", true},
	{"a claim without a verdict", claims, "verdict", 4, nil, "REQUIRED", false},
	{"a level beyond the four", claims, "level", 7, 5, "OUT_OF_RANGE", false},
}

func TestEveryPlantedMistakeIsReportedAtItsCell(t *testing.T) {
	t.Parallel()
	e := edit(t, write(t, soundBook()))
	for _, p := range planted {
		e.set(p.sheet, p.key, p.row, p.value)
	}
	e.set(teachers, "teacherCode", 9, "T00006") // T00006 stands in row 8, at another school once the next line is in
	e.set(teachers, "code", 9, schoolCode(1))
	if err := e.SetCellValue(schools, "P1", "备注"); err != nil {
		t.Fatal(err)
	}
	if _, err := e.NewSheet("Sheet9"); err != nil {
		t.Fatal(err)
	}
	file := e.bytes()
	_, report, err := workbook.Reader{Latest: workbook.Latest{School: 2026, Fiscal: 2026, Built: 2026}}.Read(context.Background(), bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[string]bool{}
	for _, p := range planted {
		kinds[p.code+p.key] = true
		if p.code == "DUPLICATE_YEAR" {
			p.key = "code"
		}
		expect(t, report, p.name, p.isWarning, p.sheet, e.at(p.sheet, p.key, p.row), p.code)
	}
	expect(t, report, "a teacher in two schools", false, teachers, e.at(teachers, "teacherCode", 9), "TEACHER_IN_TWO_SCHOOLS")
	expect(t, report, "a column nobody knows", true, schools, "P1", "UNKNOWN_COLUMN")
	expect(t, report, "a sheet nobody knows", true, "Sheet9", "", "UNKNOWN_SHEET")
	if len(kinds) < 40 {
		t.Errorf("%d kinds of mistakes, want 40", len(kinds))
	}
}

func expect(t *testing.T, report workbook.Report, name string, isWarning bool, sheet, cell, code string) {
	t.Helper()
	issues := report.Errors
	if isWarning {
		issues = report.Warnings
	}
	i := slices.IndexFunc(issues, func(i workbook.Issue) bool { return i.Sheet == sheet && i.Cell() == cell && i.Code == code })
	if i < 0 {
		var here []workbook.Issue
		for _, other := range slices.Concat(report.Errors, report.Warnings) {
			if other.Sheet == sheet && other.Cell() == cell || other.Code == code {
				here = append(here, other)
			}
		}
		t.Errorf("%s: no %s at %s!%s; near it: %s", name, code, sheet, cell, list(here))
		return
	}
	for _, lang := range []string{"zh", "en"} {
		if m := issues[i].Message(lang); m == code || strings.ContainsAny(m, "{}") {
			t.Errorf("%s: message %s: %q", name, lang, m)
		}
	}
}

// One mistake alone must not make others be reported.
func TestEachPlantedMistakeAloneIsTheOnlyError(t *testing.T) {
	t.Parallel()
	sound := write(t, soundBook())
	follow := map[string]int{"a school code with a letter": 4, "a school code one digit short": 4, "a year of three digits": 1}
	for _, p := range planted {
		if p.isWarning {
			continue
		}
		e := edit(t, sound)
		e.set(p.sheet, p.key, p.row, p.value)
		file := e.bytes()
		_, report, err := workbook.Reader{Latest: workbook.Latest{School: 2026, Fiscal: 2026, Built: 2026}}.Read(context.Background(), bytes.NewReader(file), int64(len(file)))
		if err != nil {
			t.Fatal(err)
		}
		if got := len(report.Errors); got < 1 || got > max(1, follow[p.name]) {
			t.Errorf("%s: %d errors: %s", p.name, got, list(report.Errors))
		}
	}
}

func TestCleanedCellsAreNoMistakes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name       string
		sheet, key string
		value      any
	}{
		{"full-width digits", years, "studentsPrimary", "８００"},
		{"spaces around a number", years, "studentsPrimary", " 800\u00a0"},
		{"thousands separators", years, "studentsPrimary", "0,800"},
		{"a number with an exponent", years, "studentsPrimary", 8e2},
		{"floating point noise", years, "teachingArea", 4210.500000000001},
		{"a code as a number", schools, "code", 420107000},
		{"a code in full-width digits", schools, "code", "０４２０１０７０００"},
		{"an organizer as text", schools, "organizer", "３"},
		{"a tick for yes", schools, "boarding", "√"},
		{"a bool cell", schools, "boarding", true},
		{"one for yes", schools, "boarding", 1},
	} {
		e := edit(t, write(t, soundBook()))
		e.set(c.sheet, c.key, 2, c.value)
		b, report := read(t, e.bytes())
		if len(report.Errors)+len(report.Warnings) > 0 {
			t.Errorf("%s: %s%s", c.name, list(report.Errors), list(report.Warnings))
		}
		if got := fmt.Sprintln(b.Schools[0].Code, *b.SchoolYears[0].Figures.StudentsPrimary, b.SchoolYears[0].Figures.TeachingArea); got != "0420107000 800 4210.5\n" {
			t.Errorf("%s: read %s", c.name, got)
		}
	}
}
