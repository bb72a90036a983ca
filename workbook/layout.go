package workbook

import (
	"reflect"
	"strings"
	"unicode/utf8"
)

// layout tells where the fields of a sheet stand: in columns under their headers, or in a form in rows of one column.
type layout struct {
	sheet       string
	headerRow   int
	columns     map[*Field]int // by column, the first being 0
	rows        map[*Field]int // forms only: by row
	valueColumn int            // forms only
	misread     map[place]bool // cells whose error has been reported
}

type place struct {
	field *Field
	row   int
}

// origin is the place where a row of facts was read.
type origin struct {
	layout *layout
	row    int
}

// The kinds of rows that a Book keeps origins of, in the order of its fields.
const (
	originSchool = iota
	originSchoolYear
	originCountyYear
	originFundingYear
	originTeacher
	originAttestation
	originKinds
)

// origin of a row; the zero origin when it was not read from a file.
func (b *Book) origin(kind, index int) origin {
	if index < len(b.origins[kind]) {
		return b.origins[kind][index]
	}
	return origin{}
}

// issue is a finding about a field of the row; without a place for the field it is about the row or the sheet.
func (o origin) issue(f *Field, value any, code string, params map[string]string) Issue {
	i := Issue{Sheet: f.Sheet, Row: o.row, Header: f.Header, Value: shorten(cellString(value)), Code: code, Params: params}
	if code == personalNumber {
		i.Value = ""
	}
	if o.layout == nil {
		return i
	}
	i.Sheet = o.layout.sheet
	if o.layout.rows != nil {
		if i.Row = o.layout.rows[f]; i.Row > 0 {
			i.Column = columnName(o.layout.valueColumn)
		}
		return i
	}
	if column, ok := o.layout.columns[f]; ok {
		i.Column = columnName(column)
	}
	return i
}

// has tells whether the sheet or form has a place for the field.
func (o origin) has(f *Field) bool {
	if o.layout == nil {
		return true
	}
	_, inColumn := o.layout.columns[f]
	return inColumn || o.layout.rows[f] > 0
}

func (o origin) isMisread(f *Field) bool {
	return o.layout != nil && o.layout.misread[place{f, o.row}]
}

func shorten(s string) string {
	if utf8.RuneCountInString(s) <= 60 {
		return strings.ToValidUTF8(s, "�")
	}
	return strings.ToValidUTF8(string([]rune(s)[:60]), "�") + "…"
}

// fill reads the fields of one record out of cells into the row that v points to, reporting what it cannot read.
func (o origin) fill(v reflect.Value, fields []*Field, at func(*Field) (cell, bool), r *Report) {
	for _, f := range fields {
		c, ok := at(f)
		switch {
		case !ok:
		case c.isBlank():
			if isKey(f) {
				r.fail(o.issue(f, nil, "REQUIRED", nil))
			}
		default:
			p, problem := parse(f, c)
			if problem != nil {
				r.fail(o.issue(f, c.text, problem.code, problem.params))
				o.layout.misread[place{f, o.row}] = true
				continue
			}
			set(v, f, p)
		}
	}
}

// isKey tells whether a row means nothing without the field. Figures can be absent and are then "not reported";
// a verdict can be absent beside a subject of the national monitoring, see checkAttestation.
func isKey(f *Field) bool {
	return f.Required == Required && !isNullable(f) && f.Key != "verdict"
}
