package workbook

import (
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/indicator"
)

// TemplateKind tells which empty file to write.
type TemplateKind string

// The templates.
const (
	TemplateCounty TemplateKind = "county" // county workbook: six sheets, one row a record
	TemplateSchool TemplateKind = "school" // school form: one item a row
)

// WriteTemplate writes an empty workbook with headers, drop-downs, ranges, notes and a guide.
func WriteTemplate(w io.Writer, kind TemplateKind) error {
	switch kind {
	case TemplateCounty:
		return WriteCounty(w, &Book{})
	case TemplateSchool:
		return writeForm(w, nil, nil)
	}
	return fmt.Errorf("no template %q: county or school", kind)
}

// WriteCounty writes the book as a county workbook that Read reads to the same facts.
func WriteCounty(w io.Writer, b *Book) error {
	out, err := newOutput()
	if err != nil {
		return err
	}
	defer out.Close()
	for _, name := range sheetNames {
		if err := out.table(name, b.rows(name)); err != nil {
			return fmt.Errorf("write sheet %q: %w", name, err)
		}
	}
	if err := out.guide(sheetNames); err != nil {
		return err
	}
	return out.finish(w)
}

// rows of a sheet, each ready for value.
func (b *Book) rows(sheet string) reflect.Value {
	switch sheet {
	case SheetSchools:
		return reflect.ValueOf(b.Schools)
	case SheetSchoolYears:
		return reflect.ValueOf(b.SchoolYears)
	case SheetCountyYears:
		return reflect.ValueOf(b.CountyYears)
	case SheetFundingYears:
		return reflect.ValueOf(b.FundingYears)
	case SheetTeachers:
		return reflect.ValueOf(b.Teachers)
	}
	return reflect.ValueOf(b.Attestations)
}

// output is one file being written.
type output struct {
	*excelize.File
	styles styles
	sheets int
	added  map[string][]*Field // fields of ours that a sheet was written with
}

func newOutput() (*output, error) {
	f := excelize.NewFile()
	s, err := newStyles(f)
	if err != nil {
		return nil, err
	}
	return &output{File: f, styles: s, added: map[string][]*Field{}}, nil
}

func (o *output) sheet(name string) error {
	if o.sheets++; o.sheets == 1 {
		return o.SetSheetName("Sheet1", name)
	}
	_, err := o.NewSheet(name)
	return err
}

func (o *output) finish(w io.Writer) error {
	o.SetActiveSheet(0)
	return o.Write(w)
}

// spareRows is how many empty rows behind the data a sheet is prepared for.
const spareRows = 2000

func (o *output) table(name string, rows reflect.Value) error {
	if err := o.sheet(name); err != nil {
		return err
	}
	for _, f := range entries.added[name] {
		for i := range rows.Len() {
			if value(rows.Index(i), f) != nil { // one is enough to have them all: an empty cell says something too
				o.added[name] = entries.added[name]
			}
		}
	}
	fields := slices.Concat(dictionary[name], o.added[name])
	for i, f := range fields {
		column := columnName(i)
		if err := validate(o.File, name, fmt.Sprintf("%s2:%s%d", column, column, 1+rows.Len()+spareRows), f); err != nil {
			return err
		}
	}
	if err := printed(o.File, name, 1, len(fields) <= 16); err != nil {
		return err
	}
	s, err := o.NewStreamWriter(name)
	if err != nil {
		return err
	}
	if err := o.head(s, fields); err != nil {
		return err
	}
	line := make([]any, len(fields))
	for i := range rows.Len() {
		for n, f := range fields {
			line[n] = excelize.Cell{StyleID: o.styles.of(f), Value: cellValue(value(rows.Index(i), f))}
		}
		if err := s.SetRow(fmt.Sprintf("A%d", i+2), line); err != nil {
			return err
		}
	}
	return s.Flush()
}

// head sets widths, the frozen header and its cells.
func (o *output) head(s *excelize.StreamWriter, fields []*Field) error {
	line := make([]any, len(fields))
	for i, f := range fields {
		if err := s.SetColWidth(i+1, i+1, width(f)); err != nil {
			return err
		}
		if err := s.SetColStyle(i+1, i+1, o.styles.of(f)); err != nil {
			return err
		}
		line[i] = excelize.Cell{StyleID: o.styles.header(f), Value: headerText(f)}
	}
	if err := s.SetPanes(&excelize.Panes{Freeze: true, XSplit: 2, YSplit: 1, TopLeftCell: "C2", ActivePane: "bottomRight"}); err != nil {
		return err
	}
	return s.SetRow("A1", line, excelize.RowOpts{Height: 58})
}

// headerText is the header with its unit where a person could take another.
func headerText(f *Field) string {
	switch f.Unit {
	case "万元", "元", "平方米", "学时":
		return f.Header + "（" + f.Unit + "）"
	}
	return f.Header
}

func width(f *Field) float64 {
	switch {
	case f.Key == "name" && f.Sheet == SheetSchools, f.Key == "address", f.Key == "conclusion":
		return 34
	case f.Type == TypeCode10, f.Key == "teacherCode", f.Key == "kind", f.Key == "group":
		return 16
	case len([]rune(f.Header)) > 10:
		return 15
	}
	return 12.5
}

// cellValue hands decimals over as doubles, which print back to the same four decimals.
func cellValue(v any) any {
	if d, ok := v.(indicator.Decimal); ok {
		return d.Float()
	}
	return v
}
