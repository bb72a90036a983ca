package workbook_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/workbook"
)

func marked(t testing.TB, file []byte, report workbook.Report) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.WriteMarked(&out, bytes.NewReader(file), int64(len(file)), report); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestMarkedCopyShowsEachIssueWhereItIs(t *testing.T) {
	t.Parallel()
	e := edit(t, write(t, soundBook()))
	for _, p := range planted {
		e.set(p.sheet, p.key, p.row, p.value)
	}
	file := e.bytes()
	_, report := read(t, file)
	copied := marked(t, file, report)
	m := edit(t, copied)
	comments := map[string]string{}
	for _, sheet := range workbook.Sheets() {
		list, err := m.GetComments(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range list {
			text := c.Text
			for _, run := range c.Paragraph {
				text += run.Text
			}
			comments[sheet+c.Cell] = text
		}
	}
	check := func(issues []workbook.Issue, color string) {
		for _, i := range issues {
			if i.Cell() == "" {
				continue
			}
			if !strings.Contains(comments[i.Sheet+i.Cell()], i.Message("zh")) {
				t.Errorf("%s!%s: comment %q, want %q", i.Sheet, i.Cell(), comments[i.Sheet+i.Cell()], i.Message("zh"))
			}
			id, _ := m.GetCellStyle(i.Sheet, i.Cell())
			style, err := m.GetStyle(id)
			if err != nil || len(style.Fill.Color) == 0 || color != "" && style.Fill.Color[0] != color {
				t.Errorf("%s!%s: fill %v, want %s", i.Sheet, i.Cell(), style.Fill, color)
			}
		}
	}
	check(report.Errors, "FFC7CE")
	check(report.Warnings, "")
	rows, err := m.GetRows("问题清单")
	if err != nil || len(rows) != 1+len(report.Errors)+len(report.Warnings) {
		t.Fatalf("%d rows listed, want %d: %v", len(rows), 1+len(report.Errors)+len(report.Warnings), err)
	}
	first := report.Errors[0]
	if rows[1][6] != first.Message("zh") || rows[1][3] != first.Cell() {
		t.Errorf("first row %q, want %s", rows[1], first.Message("zh"))
	}
	if ok, link, err := m.GetCellHyperLink("问题清单", "D2"); !ok || link != "'"+first.Sheet+"'!"+first.Cell() {
		t.Errorf("link %q, error %v", link, err)
	}

	_, again := read(t, copied)
	if diff := cmp.Diff(report, again); diff != "" {
		t.Errorf("the marked copy reads differently (-original +copy):\n%s", diff)
	}
	if rows, _ := edit(t, marked(t, copied, again)).GetRows("问题清单"); len(rows) != 1+len(report.Errors)+len(report.Warnings) {
		t.Errorf("marked again, the list has %d rows", len(rows))
	}
}

func TestSchoolFormIssuesStandInItsValueColumn(t *testing.T) {
	t.Parallel()
	b := soundBook()
	var out bytes.Buffer
	if err := workbook.WriteSchoolForm(&out, b.Schools[0], 2023, soundFigures(0)); err != nil {
		t.Fatal(err)
	}
	e := edit(t, out.Bytes())
	rowOf := func(header string) string {
		cells, err := e.SearchSheet(workbook.SheetForm, header)
		if err != nil || len(cells) != 1 {
			t.Fatalf("%s stands in %v: %v", header, cells, err)
		}
		return "E" + cells[0][1:]
	}
	want := map[string]string{}
	for _, c := range []struct {
		header string
		value  any
		code   string
	}{
		{"学校标识码", "42010", "CODE_LENGTH"},
		{"年度", "二〇二三", "NOT_A_NUMBER"},
		{"小学在校生数", "八百", "NOT_A_NUMBER"},
		{"运动场地面积", "无", "PLACEHOLDER"},
		{"办学类型", nil, "REQUIRED"},
	} {
		want[rowOf(c.header)] = c.code
		if err := e.SetCellValue(workbook.SheetForm, rowOf(c.header), c.value); err != nil {
			t.Fatal(err)
		}
	}
	file := e.bytes()
	_, report := read(t, file)
	got := map[string]string{}
	for _, i := range report.Errors {
		got[i.Cell()] = i.Code
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("errors (-want +got):\n%s", diff)
	}
	marked(t, file, report)
}

func TestTitlesAboveTheHeadersAndColumnsInAnyOrder(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	defer f.Close()
	if err := f.SetSheetName("Sheet1", " 学校 "); err != nil {
		t.Fatal(err)
	}
	for cell, v := range map[string]any{
		"A1": "示范区学校一览表", "A2": "填报单位：示范区教育局", "A4": "基本信息",
		"C5": "学校标识码（10位）", "B5": "学校名称", "A5": "行政区划代码", "D5": "办学类型", "F5": "举办者类型 ", "G5": "城乡类型", "H5": "联系电话",
		"C7": 420107001, "B7": "甲小学", "A7": "420107", "D7": "小学", "F7": 3, "G7": "城区", "H7": "x",
	} {
		if err := f.SetCellValue(" 学校 ", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.MergeCell(" 学校 ", "A1", "H1"); err != nil {
		t.Fatal(err)
	}
	b, report := read(t, editor{t, f}.bytes())
	if len(report.Errors) > 0 || len(b.Schools) != 1 || b.Schools[0].Code != "0420107001" || b.Schools[0].Name != "甲小学" {
		t.Errorf("read %+v, errors %s", b.Schools, list(report.Errors))
	}
	if len(report.Warnings) != 1 || report.Warnings[0].Code != "UNKNOWN_COLUMN" || report.Warnings[0].Cell() != "H5" {
		t.Errorf("warnings %s", list(report.Warnings))
	}
}

func TestFormulasAreReadByTheirSavedValue(t *testing.T) {
	t.Parallel()
	file := repack(t, write(t, soundBook()), func(name string, content []byte) []byte {
		return bytes.Replace(content, []byte("<v>212.3456</v>"), []byte(`<f>SYSTEM("rm")*1</f><v>212.34560000000002</v>`), 1)
	})
	b, report := read(t, file)
	if len(report.Errors) > 0 || b.SchoolYears[0].Figures.EquipmentValue.String() != "212.3456" {
		t.Errorf("read %v, errors %s", b.SchoolYears[0].Figures.EquipmentValue, list(report.Errors))
	}
}

func TestLargeFilesAreMarkedByTheirValues(t *testing.T) {
	t.Parallel()
	b := largeBook(20, 5500)
	b.Schools[3].Kind = "NONE"
	b.Teachers[14_000].SchoolCode = "9999999999"
	file := write(t, b)
	_, report := read(t, file)
	copied := marked(t, file, report)
	_, again := read(t, copied)
	if diff := cmp.Diff(report, again); diff != "" || len(report.Errors) < 2 {
		t.Errorf("the marked copy reads differently (-original +copy):\n%s", diff)
	}
	m := edit(t, copied)
	id, _ := m.GetCellStyle(workbook.SheetTeachers, m.at(teachers, "code", 14_002))
	if style, err := m.GetStyle(id); err != nil || len(style.Fill.Color) == 0 || style.Fill.Color[0] != "FFC7CE" {
		t.Errorf("fill %+v, error %v", style.Fill, err)
	}
}
