// Package workbook reads and writes the Excel files of a county: county workbooks, school forms, templates, and copies
// of a user's file with its mistakes marked. It is pure: bytes in, facts and issues out; no clock, no files, no network.
package workbook

import (
	_ "embed"
	"encoding/csv"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// The sheets of a county workbook, and the sheet of a school form.
const (
	SheetSchools      = "学校"
	SheetSchoolYears  = "学校年度"
	SheetCountyYears  = "区县年度"
	SheetFundingYears = "经费年度"
	SheetTeachers     = "教师"
	SheetAttestations = "佐证"
	SheetForm         = "学校填报数据"
)

// FieldType tells what a cell of a field holds.
type FieldType string

// The types of fields.
const (
	TypeInt     FieldType = "int"     // whole number, 0 or more
	TypeDecimal FieldType = "decimal" // 0 or more, at most 4 decimals
	TypeYear    FieldType = "year"
	TypeCode6   FieldType = "code6"
	TypeCode10  FieldType = "code10"
	TypeText    FieldType = "text" // at most MaxText characters
	TypeBool    FieldType = "bool"
	TypeEnum    FieldType = "enum"
)

// MaxText is the length that a text cell may have, in characters.
const MaxText = 200

// Requirement tells for whom a field is asked.
type Requirement string

// The requirements. The stage requirements ask the schools whose kind has that stage.
const (
	Optional        Requirement = "no"
	Required        Requirement = "yes"
	RequiredPrimary Requirement = "primary"
	RequiredJunior  Requirement = "junior"
	RequiredSenior  Requirement = "senior"
)

// Asks tells whether a school of the kind is expected to report the field.
func (r Requirement) Asks(kind indicator.SchoolKind) bool {
	switch r {
	case Required:
		return true
	case RequiredPrimary:
		return slices.Contains(kind.Stages(), indicator.Primary)
	case RequiredJunior:
		return slices.Contains(kind.Stages(), indicator.Junior)
	case RequiredSenior:
		return kind.HasSenior()
	}
	return false
}

// Choice is one value of an enum field: what the cell says, and the name used in code and in the API.
type Choice struct {
	Text    string // 初级中学
	Code    string // JUNIOR
	English string // Junior middle school
}

// Field is one entry of the data dictionary.
type Field struct {
	Key      string // name in code and in the API
	Sheet    string
	Header   string // its column's header, and its Chinese label
	Label    string // its English label
	Unit     string // Chinese; empty for none
	UnitEn   string
	Type     FieldType
	Required Requirement
	Min, Max *indicator.Decimal
	Section  string // code of the form section, see Section
	Choices  []Choice
	Note     string // how to fill it, Chinese; may be empty
	NoteEn   string
}

// Title is the field's label in "en" or, for every other language, Chinese.
func (f *Field) Title(lang string) string { return inLang(lang, f.Header, f.Label) }

// UnitName is the field's unit in "en" or Chinese.
func (f *Field) UnitName(lang string) string { return inLang(lang, f.Unit, f.UnitEn) }

// Hint is the note on how to fill the field, in "en" or Chinese.
func (f *Field) Hint(lang string) string { return inLang(lang, f.Note, f.NoteEn) }

// Section names a group of fields on forms, in "en" or Chinese.
func Section(code, lang string) string {
	names := sections[code]
	return inLang(lang, names[0], names[1])
}

func inLang(lang, chinese, english string) string {
	if strings.HasPrefix(lang, "en") {
		return english
	}
	return chinese
}

var sections = map[string][2]string{
	"key":         {"基本信息", "Identification"},
	"school":      {"学校信息", "School"},
	"pupils":      {"学生", "Pupils"},
	"classes":     {"班级", "Classes"},
	"teachers":    {"教师", "Teachers"},
	"premises":    {"校舍与场地", "Premises"},
	"equipment":   {"设备", "Equipment"},
	"rooms":       {"专用教室", "Special rooms"},
	"money":       {"经费", "Money"},
	"retention":   {"巩固率", "Retention"},
	"population":  {"人口", "Population"},
	"special":     {"特殊教育", "Special education"},
	"pay":         {"工资待遇", "Pay"},
	"rotation":    {"交流轮岗", "Rotation"},
	"senior":      {"优质高中名额", "Key senior places"},
	"migrants":    {"随迁子女", "Migrant children"},
	"survey":      {"满意度", "Satisfaction"},
	"attestation": {"佐证", "Attestations"},
}

//go:embed dictionary.csv
var dictionaryFile string

// additionsFile holds fields of ours, in the form of the dictionary but not of it: their columns are read where a file has them
// and written only where there is something to write.
//
//go:embed additions.csv
var additionsFile string

var (
	entries    = mustLoad(dictionaryFile, additionsFile)
	sheetNames = entries.sheets
	dictionary = entries.fields
)

// lexicon is the dictionary, found by sheet.
type lexicon struct {
	sheets   []string
	fields   map[string][]*Field
	added    map[string][]*Field // of ours, not among fields
	columns  map[string][]*Field // both: all that a sheet can have a column of
	byKey    map[string]map[string]*Field
	byHeader map[string]map[string]*Field // by folded header
}

// Sheets are the sheets of a county workbook in their order.
func Sheets() []string { return slices.Clone(sheetNames) }

// Fields are the fields of a sheet in the dictionary's order. Those of SheetForm are the items of a school form:
// the fields of SheetSchools, the year, and the figures of SheetSchoolYears. The fields are shared: do not change them.
func Fields(sheet string) []*Field { return slices.Clone(dictionary[sheet]) }

// Additions are the fields of a sheet that are ours and not of the dictionary.
func Additions(sheet string) []*Field { return slices.Clone(entries.added[sheet]) }

// FieldByKey finds a field of a sheet, ours included; nil for none.
func FieldByKey(sheet, key string) *Field { return entries.byKey[sheet][key] }

// FieldByHeader finds the field of a sheet that a header means; nil for none. Space around it, full-width letters and
// a unit in brackets at its end do not matter; a bracket that is part of a field's own header does.
func FieldByHeader(sheet, header string) *Field {
	folded := fold(header)
	if f := entries.byHeader[sheet][folded]; f != nil {
		return f
	}
	if i := strings.LastIndexByte(folded, '('); i > 0 && strings.HasSuffix(folded, ")") {
		return entries.byHeader[sheet][strings.TrimSpace(folded[:i])]
	}
	return nil
}

func mustLoad(file, additions string) lexicon {
	l := lexicon{fields: map[string][]*Field{}, added: map[string][]*Field{}, columns: map[string][]*Field{}, byKey: map[string]map[string]*Field{}, byHeader: map[string]map[string]*Field{}}
	if err := l.load(file); err != nil {
		panic("dictionary.csv is part of the program and must load: " + err.Error())
	}
	if err := l.add(additions); err != nil {
		panic("additions.csv is part of the program and must load: " + err.Error())
	}
	return l
}

func (l *lexicon) load(file string) error {
	fields, err := fieldsIn(file)
	if err != nil {
		return err
	}
	for _, f := range fields {
		if !slices.Contains(l.sheets, f.Sheet) {
			l.sheets = append(l.sheets, f.Sheet)
		}
		l.enter(f.Sheet, f)
	}
	for _, f := range l.fields[SheetSchools] {
		l.enter(SheetForm, f)
	}
	for _, f := range l.fields[SheetSchoolYears] {
		if f.Key != "code" {
			l.enter(SheetForm, f)
		}
	}
	return nil
}

// add enters fields of ours for sheets of the dictionary. Forms do not have them.
func (l *lexicon) add(file string) error {
	fields, err := fieldsIn(file)
	for _, f := range fields {
		l.added[f.Sheet] = append(l.added[f.Sheet], f)
		l.name(f.Sheet, f)
	}
	return err
}

func fieldsIn(file string) ([]*Field, error) {
	rows, err := csv.NewReader(strings.NewReader(file)).ReadAll()
	if err != nil {
		return nil, err
	}
	fields := make([]*Field, len(rows)-1)
	for n, row := range rows[1:] {
		if fields[n], err = newField(row); err != nil {
			return nil, fmt.Errorf("line %d: %w", n+2, err)
		}
	}
	return fields, nil
}

func (l *lexicon) enter(sheet string, f *Field) {
	l.fields[sheet] = append(l.fields[sheet], f)
	l.name(sheet, f)
}

// name lets a field be found by its key and header.
func (l *lexicon) name(sheet string, f *Field) {
	if l.byKey[sheet] == nil {
		l.byKey[sheet], l.byHeader[sheet] = map[string]*Field{}, map[string]*Field{}
	}
	l.columns[sheet] = append(l.columns[sheet], f)
	l.byKey[sheet][f.Key], l.byHeader[sheet][fold(f.Header)] = f, f
}

func newField(row []string) (*Field, error) {
	f := &Field{
		Key: row[0], Sheet: row[1], Header: row[2], Label: row[3], Unit: row[4], UnitEn: row[5],
		Type: FieldType(row[6]), Required: Requirement(row[7]), Section: row[10], Note: row[12], NoteEn: row[13],
	}
	for i, bound := range []**indicator.Decimal{&f.Min, &f.Max} {
		if row[8+i] == "" {
			continue
		}
		d, err := indicator.ParseDecimal(row[8+i])
		if err != nil {
			return nil, err
		}
		*bound = &d
	}
	if row[11] != "" {
		for c := range strings.SplitSeq(row[11], "|") {
			text, rest, _ := strings.Cut(c, "=")
			code, english, ok := strings.Cut(rest, ":")
			if !ok {
				return nil, fmt.Errorf("choice %q", c)
			}
			f.Choices = append(f.Choices, Choice{text, code, english})
		}
	}
	if _, ok := sections[f.Section]; !ok || (f.Type == TypeEnum) != (len(f.Choices) > 0) {
		return nil, errors.New("section or choices of " + f.Key)
	}
	return f, nil
}
