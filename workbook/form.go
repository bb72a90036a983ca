package workbook

import (
	"reflect"

	"github.com/junheng/junheng/indicator"
)

// The columns of a school form.
const (
	formNumber  = "序号"
	formSection = "类别"
	formItem    = "填报项目"
	formUnit    = "单位"
	formValue   = "填报值"
	formNote    = "填写说明"
)

// form reads the sheet of a school form: one item a row, found by its name.
func (in *intake) form(name string, rows sheetRows) error {
	item := -1
	l := &layout{sheet: name, rows: map[*Field]int{}, misread: map[place]bool{}}
	values := map[*Field]cell{}
	seen := 0
	err := rows.each(func(row int, cells []cell) error {
		if item >= 0 {
			in.item(l, row, cells, item, values)
		} else if seen++; seen <= headerRows {
			item = l.formHeader(row, cells)
		}
		return nil
	})
	if item < 0 {
		in.report.fail(Issue{Sheet: name, Code: "NO_FORM_HEADERS"})
		return err
	}
	in.fillForm(l, values)
	return err
}

// formHeader finds the columns of items and values; -1 when the row is not the header.
func (l *layout) formHeader(row int, cells []cell) int {
	item, value := -1, -1
	for column, c := range cells {
		switch fold(c.text) {
		case formItem:
			item = column
		case formValue:
			value = column
		}
	}
	if value < 0 {
		return -1
	}
	l.headerRow, l.valueColumn = row, value
	return item
}

func (in *intake) item(l *layout, row int, cells []cell, item int, values map[*Field]cell) {
	if item >= len(cells) || cells[item].isBlank() {
		return
	}
	f := FieldByHeader(SheetForm, cells[item].text)
	i := Issue{Sheet: l.sheet, Row: row, Column: columnName(item), Header: shorten(cells[item].text), Value: shorten(cells[item].text)}
	switch {
	case f == nil:
		i.Code = "UNKNOWN_ITEM"
		in.report.warn(i)
	case l.rows[f] > 0:
		i.Code, i.Params = "DUPLICATE_ITEM", params("first", columnName(item)+itoa(l.rows[f]))
		in.report.fail(i)
	default:
		l.rows[f] = row
		values[f] = cell{}
		if l.valueColumn < len(cells) {
			values[f] = cells[l.valueColumn]
		}
	}
}

// fillForm makes the school and its year out of the items found.
func (in *intake) fillForm(l *layout, values map[*Field]cell) {
	o := origin{layout: l}
	schoolCode, yearCode := FieldByKey(SheetSchools, "code"), FieldByKey(SheetSchoolYears, "code")
	if row, ok := l.rows[schoolCode]; ok { // one item serves both
		l.rows[yearCode], values[yearCode] = row, values[schoolCode]
	}
	for _, f := range dictionary[SheetForm] {
		if _, ok := values[f]; !ok && isKey(f) {
			in.report.fail(Issue{Sheet: l.sheet, Header: f.Header, Code: "MISSING_ITEM"})
		}
	}
	at := func(f *Field) (cell, bool) { c, ok := values[f]; return c, ok }
	var school indicator.School
	var year SchoolYear
	o.fill(reflect.ValueOf(&school).Elem(), dictionary[SheetSchools], at, &in.report)
	o.fill(reflect.ValueOf(&year).Elem(), dictionary[SheetSchoolYears][:1], at, &in.report)
	o.fill(reflect.ValueOf(&year).Elem(), dictionary[SheetSchoolYears][2:], at, &in.report)
	year.Code = school.Code
	b := in.book
	b.Schools, b.SchoolYears = append(b.Schools, school), append(b.SchoolYears, year)
	b.origins[originSchool] = append(b.origins[originSchool], o)
	b.origins[originSchoolYear] = append(b.origins[originSchoolYear], o)
}
