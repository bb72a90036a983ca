package workbook

import (
	"context"
	"fmt"
	"io"
	"reflect"
	"slices"

	"github.com/junheng/junheng/indicator"
)

// Reader reads workbooks. The zero Reader is ready to use.
type Reader struct {
	Progress func(rows int) // called now and then with the rows read so far, and at the end; may be nil
	Latest   Latest         // no year in the file may lie behind these

	// Known finds schools that the file may refer to without listing them: those with the codes, and of each region one if it
	// has any. nil: there are none.
	Known func(codes, regions []string) ([]indicator.School, error)
}

// Read reads a county workbook or a school form with the zero Reader.
func Read(r io.ReaderAt, size int64) (*Book, Report, error) {
	return Reader{}.Read(context.Background(), r, size)
}

// Read reads a county workbook or a school form, whichever the file is, and checks it. Everything that is wrong with
// the file stands in the Report, a file that cannot be read at all included; the Book then holds what could be read,
// and is never nil. The error is for what is not the file's fault: r cannot be read, or ctx has ended.
func (d Reader) Read(ctx context.Context, r io.ReaderAt, size int64) (*Book, Report, error) {
	in := intake{Reader: d, ctx: ctx, book: &Book{}}
	err := in.read(r, size)
	if refused, ok := err.(*refusal); ok { //nolint:errorlint // refusals are made here and never wrapped
		in.report.fail(Issue{Code: refused.code, Params: refused.params})
		err = nil
	}
	if d.Progress != nil && err == nil {
		d.Progress(in.rows)
	}
	return in.book, in.report, err
}

// intake is one reading of one file.
type intake struct {
	Reader
	ctx     context.Context //nolint:containedctx // lives as long as one call of Read
	archive *archive
	book    *Book
	report  Report
	rows    int
	seen    map[string]bool // sheets read
}

// auxiliary sheets are ours and hold no facts.
var auxiliary = []string{sheetGuide, sheetIssues}

func (in *intake) read(r io.ReaderAt, size int64) error {
	a, err := openArchive(r, size)
	if err != nil {
		return err
	}
	in.archive, in.seen = a, map[string]bool{}
	for _, s := range a.sheets {
		name := fold(s.name)
		switch {
		case slices.Contains(auxiliary, name):
		case dictionary[name] == nil:
			in.report.warn(Issue{Sheet: s.name, Code: "UNKNOWN_SHEET"})
		case in.seen[name]:
			in.report.fail(Issue{Sheet: s.name, Code: "DUPLICATE_SHEET"})
		default:
			in.seen[name] = true
			if err := in.sheet(name, s.part); err != nil {
				return err
			}
		}
	}
	if len(in.seen) == 0 {
		return &refusal{code: "NO_KNOWN_SHEET"}
	}
	if err := in.check(); err != nil {
		return err
	}
	return in.ctx.Err()
}

// sheet reads one sheet. That it is damaged is a finding about the sheet: the others are still read.
func (in *intake) sheet(name, part string) error {
	read := in.table
	if name == SheetForm {
		read = in.form
	}
	err := read(name, sheetRows{in.archive, part, in.ctx, in.tick})
	if refused, ok := err.(*refusal); ok { //nolint:errorlint // see Read
		if refused.code == "DAMAGED_FILE" {
			refused = &refusal{code: "DAMAGED_SHEET"}
		}
		in.report.fail(Issue{Sheet: name, Code: refused.code, Params: refused.params})
		return nil
	}
	return err
}

func (in *intake) tick() error {
	if in.rows++; in.rows > maxRows {
		return &refusal{"TOO_MANY_ROWS", params("limit", fmt.Sprint(maxRows))}
	}
	if in.Progress != nil && in.rows%1000 == 0 {
		in.Progress(in.rows)
	}
	return nil
}

// headerRows is how many rows with content are looked at for the headers: titles and notes may stand above them.
const headerRows = 10

// rowOf collects the first rows of a sheet until its headers are known.
type rowOf struct {
	row   int
	cells []cell
}

// table reads a sheet of one row a record.
func (in *intake) table(name string, rows sheetRows) error {
	var head []rowOf
	var l *layout
	begin := func() {
		var first int
		if l, first = in.headers(name, head); l == nil {
			return
		}
		for _, r := range head[first+1:] {
			in.record(l, r.row, r.cells)
		}
	}
	err := rows.each(func(row int, cells []cell) error {
		switch {
		case len(head) < headerRows:
			head = append(head, rowOf{row, slices.Clone(cells)})
			if len(head) == headerRows {
				begin()
			}
		case l != nil:
			in.record(l, row, cells)
		}
		return nil
	})
	if len(head) < headerRows {
		begin()
	}
	return err
}

// headers finds the row that names most fields, and reports what is wrong with its columns.
func (in *intake) headers(name string, head []rowOf) (*layout, int) {
	best, most := -1, 1
	for i, r := range head {
		found := 0
		for _, c := range r.cells {
			if c.kind == cellText && FieldByHeader(name, c.text) != nil {
				found++
			}
		}
		if found > most {
			best, most = i, found
		}
	}
	if best < 0 {
		if len(head) > 0 {
			in.report.fail(Issue{Sheet: name, Code: "NO_HEADERS", Params: params("headerKey", dictionary[name][0].Key+","+dictionary[name][1].Key)})
		}
		return nil, 0
	}
	l := &layout{sheet: name, headerRow: head[best].row, columns: map[*Field]int{}, misread: map[place]bool{}}
	for column, c := range head[best].cells {
		in.column(l, column, c)
	}
	for _, f := range dictionary[name] {
		if _, ok := l.columns[f]; !ok && f.Required != Optional {
			i := Issue{Sheet: name, Row: l.headerRow, Header: f.Header, Code: "MISSING_COLUMN"}
			in.report.add(isKey(f) || f.Key == "verdict", i)
		}
	}
	return l, best
}

func (in *intake) column(l *layout, column int, c cell) {
	if c.isBlank() {
		return
	}
	i := Issue{Sheet: l.sheet, Row: l.headerRow, Column: columnName(column), Header: shorten(c.text), Value: shorten(c.text)}
	f := FieldByHeader(l.sheet, c.text)
	if f == nil {
		i.Code = "UNKNOWN_COLUMN"
		in.report.warn(i)
		return
	}
	if first, ok := l.columns[f]; ok {
		i.Code, i.Params = "DUPLICATE_COLUMN", params("first", columnName(first))
		in.report.fail(i)
		return
	}
	l.columns[f] = column
}

// record reads one row of facts.
func (in *intake) record(l *layout, row int, cells []cell) {
	o := origin{l, row}
	at := func(f *Field) (cell, bool) {
		column, ok := l.columns[f]
		if !ok || column >= len(cells) {
			return cell{}, ok
		}
		return cells[column], true
	}
	isEmpty := true
	for _, column := range l.columns {
		isEmpty = isEmpty && (column >= len(cells) || cells[column].isBlank())
	}
	if isEmpty {
		return // only cells beside the known columns
	}
	b := in.book
	switch l.sheet {
	case SheetSchools:
		b.Schools = keep(in, b.Schools, originSchool, o, at)
	case SheetSchoolYears:
		b.SchoolYears = keep(in, b.SchoolYears, originSchoolYear, o, at)
	case SheetCountyYears:
		b.CountyYears = keep(in, b.CountyYears, originCountyYear, o, at)
	case SheetFundingYears:
		b.FundingYears = keep(in, b.FundingYears, originFundingYear, o, at)
	case SheetTeachers:
		b.Teachers = keep(in, b.Teachers, originTeacher, o, at)
	case SheetAttestations:
		b.Attestations = keep(in, b.Attestations, originAttestation, o, at)
		in.askVerdict(o, at)
	}
}

// askVerdict asks every claim for its verdict; only the national monitoring is judged by its own columns.
func (in *intake) askVerdict(o origin, at func(*Field) (cell, bool)) {
	verdict := FieldByKey(SheetAttestations, "verdict")
	last := in.book.Attestations[len(in.book.Attestations)-1]
	rule, _ := indicator.AttestationRuleOf(last.Indicator)
	if c, ok := at(verdict); ok && c.isBlank() && !rule.IsSupplied {
		in.report.fail(o.issue(verdict, nil, "REQUIRED", nil))
	}
}

func keep[T any](in *intake, list []T, kind int, o origin, at func(*Field) (cell, bool)) []T {
	list = append(list, *new(T))
	o.fill(reflect.ValueOf(&list[len(list)-1]).Elem(), entries.columns[o.layout.sheet], at, &in.report)
	in.book.origins[kind] = append(in.book.origins[kind], o)
	return list
}
