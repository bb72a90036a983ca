package workbook

import (
	"io"
	"reflect"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/indicator"
)

// WriteSchoolForm writes the form of one school and year with what is reported so far, without the items of stages that
// the school does not teach. Read reads it to the same facts.
func WriteSchoolForm(w io.Writer, school indicator.School, year int, figures indicator.Figures) error {
	return writeForm(w, &school, &SchoolYear{Code: school.Code, Year: year, Figures: figures})
}

func writeForm(w io.Writer, school *indicator.School, year *SchoolYear) error {
	out, err := newOutput()
	if err != nil {
		return err
	}
	defer out.Close()
	if err := out.form(school, year); err != nil {
		return err
	}
	if err := out.guide([]string{SheetForm}); err != nil {
		return err
	}
	return out.finish(w)
}

func (o *output) form(school *indicator.School, year *SchoolYear) error {
	if err := o.sheet(SheetForm); err != nil {
		return err
	}
	if err := o.formHead(); err != nil {
		return err
	}
	row := 1
	for _, f := range dictionary[SheetForm] {
		var v any
		if school != nil {
			if v = formFieldValue(f, school, year); v == nil && isForeign(f, school.Kind) {
				continue
			}
		}
		row++
		if err := o.formRow(row, f, v); err != nil {
			return err
		}
	}
	return nil
}

func formFieldValue(f *Field, school *indicator.School, year *SchoolYear) any {
	if f.Sheet == SheetSchools {
		return value(reflect.ValueOf(*school), f)
	}
	return value(reflect.ValueOf(*year), f)
}

// isForeign tells whether a figure belongs to a stage that the kind of school does not teach.
func isForeign(f *Field, kind indicator.SchoolKind) bool {
	if len(kind.Stages()) == 0 || f.Sheet != SheetSchoolYears {
		return false
	}
	stage := f.Required
	for suffix, r := range map[string]Requirement{"Primary": RequiredPrimary, "Junior": RequiredJunior} {
		if len(f.Key) > len(suffix) && f.Key[len(f.Key)-len(suffix):] == suffix {
			stage = r
		}
	}
	return stage != Optional && stage != Required && !stage.Asks(kind)
}

func (o *output) formHead() error {
	for i, c := range []struct {
		header string
		width  float64
	}{{formNumber, 7}, {formSection, 13}, {formItem, 44}, {formUnit, 9}, {formValue, 26}, {formNote, 64}} {
		column := columnName(i)
		if err := o.SetColWidth(SheetForm, column, column, c.width); err != nil {
			return err
		}
		if err := o.put(SheetForm, column+"1", c.header, o.styles.required); err != nil {
			return err
		}
	}
	if err := o.SetRowHeight(SheetForm, 1, 28); err != nil {
		return err
	}
	if err := printed(o.File, SheetForm, 1, true); err != nil {
		return err
	}
	return o.SetPanes(SheetForm, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func (o *output) formRow(row int, f *Field, v any) error {
	item := o.styles.label
	if f.Required != Optional {
		item = o.styles.asked
	}
	note := requirementText(f.Required) + "；" + strings.TrimSuffix(expectation(f), "，单位："+f.Unit) // it has a column of its own
	if f.Note != "" {
		note += "；" + f.Note
	}
	at := itoa(row)
	for _, c := range []struct {
		column string
		value  any
		style  int
	}{
		{"A", row - 1, o.styles.year},
		{"B", Section(f.Section, "zh"), o.styles.label},
		{"C", f.Header, item},
		{"D", f.Unit, o.styles.label},
		{"E", cellValue(v), o.styles.of(f)},
		{"F", note, o.styles.note},
	} {
		if err := o.put(SheetForm, c.column+at, c.value, c.style); err != nil {
			return err
		}
	}
	return validate(o.File, SheetForm, "E"+at, f)
}

// put writes a cell; text is always text, whatever it begins with.
func (o *output) put(sheet, cell string, v any, style int) error {
	if err := o.SetCellStyle(sheet, cell, cell, style); err != nil {
		return err
	}
	if s, ok := v.(string); ok {
		return o.SetCellStr(sheet, cell, s)
	}
	if v == nil {
		return nil
	}
	return o.SetCellValue(sheet, cell, v)
}
