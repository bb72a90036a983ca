package view

import (
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// Sheet is a sheet of the workbook under its API name.
type Sheet string

// FieldType is the type of a field under its API name.
type FieldType string

// FieldRequirement tells who is asked for a field.
type FieldRequirement string

var sheetNames = map[string]Sheet{
	workbook.SheetSchools: "SCHOOL", workbook.SheetSchoolYears: "SCHOOL_YEAR", workbook.SheetCountyYears: "COUNTY_YEAR",
	workbook.SheetFundingYears: "FUNDING_YEAR", workbook.SheetTeachers: "TEACHER", workbook.SheetAttestations: "ATTESTATION",
}

var fieldTypes = map[workbook.FieldType]FieldType{
	workbook.TypeInt: "INT", workbook.TypeDecimal: "DECIMAL", workbook.TypeYear: "YEAR", workbook.TypeBool: "BOOLEAN",
	workbook.TypeText: "TEXT", workbook.TypeCode6: "CODE", workbook.TypeCode10: "CODE", workbook.TypeEnum: "ENUM",
}

var requirements = map[workbook.Requirement]FieldRequirement{
	workbook.Optional: "OPTIONAL", workbook.Required: "ALWAYS", workbook.RequiredPrimary: "PRIMARY",
	workbook.RequiredJunior: "JUNIOR", workbook.RequiredSenior: "SENIOR",
}

// FieldDefinition is a field of the data dictionary, as it may be filled now.
type FieldDefinition struct {
	*workbook.Field
	latest workbook.Latest
}

// Dictionary are the fields of one sheet, or of all.
func Dictionary(sheet *Sheet, latest workbook.Latest) []*FieldDefinition {
	var list []*FieldDefinition
	for _, name := range workbook.Sheets() {
		if sheet != nil && sheetNames[name] != *sheet {
			continue
		}
		for _, f := range workbook.Fields(name) {
			list = append(list, &FieldDefinition{f, latest})
		}
	}
	return list
}

// FieldOf is a field by sheet and key; nil for an unknown one.
func FieldOf(sheet Sheet, key string, latest workbook.Latest) *FieldDefinition {
	for name, code := range sheetNames {
		if f := workbook.FieldByKey(name, key); code == sheet && f != nil {
			return &FieldDefinition{f, latest}
		}
	}
	return nil
}

// FieldDefinitionID is the id of a field.
func FieldDefinitionID(f *FieldDefinition) string {
	return id("FieldDefinition", string(f.Sheet()), f.Key)
}

// Sheet that the field stands on.
func (f *FieldDefinition) Sheet() Sheet { return sheetNames[f.Field.Sheet] }

// Type of its value.
func (f *FieldDefinition) Type() FieldType { return fieldTypes[f.Field.Type] }

// Requirement tells who is asked for it.
func (f *FieldDefinition) Requirement() FieldRequirement { return requirements[f.Required] }

// Max is its greatest value: of years that are reported, the last that may be reported.
func (f *FieldDefinition) Max() *indicator.Decimal {
	if last := f.latest.Of(f.Key); last > 0 {
		most := indicator.Decimal(last) * indicator.DecimalScale
		return &most
	}
	return f.Field.Max
}

// SectionZh is the Chinese name of its section.
func (f *FieldDefinition) SectionZh() string { return workbook.Section(f.Section, Chinese) }

// SectionEn is the English name of its section.
func (f *FieldDefinition) SectionEn() string { return workbook.Section(f.Section, English) }

// LabelZh is its Chinese label.
func (f *FieldDefinition) LabelZh() string { return f.Title(Chinese) }

// LabelEn is its English label.
func (f *FieldDefinition) LabelEn() string { return f.Title(English) }

// UnitZh is its unit in Chinese.
func (f *FieldDefinition) UnitZh() *string { return given(f.UnitName(Chinese)) }

// UnitEn is its unit in English.
func (f *FieldDefinition) UnitEn() *string { return given(f.UnitName(English)) }

// NoteZh tells in Chinese how to fill it.
func (f *FieldDefinition) NoteZh() *string { return given(f.Hint(Chinese)) }

// NoteEn tells in English how to fill it.
func (f *FieldDefinition) NoteEn() *string { return given(f.Hint(English)) }

// Options are what may stand in an enum field.
func (f *FieldDefinition) Options() []string {
	return f.choices(func(c workbook.Choice) string { return c.Code })
}

// OptionLabelsZh are the options in Chinese.
func (f *FieldDefinition) OptionLabelsZh() []string {
	return f.choices(func(c workbook.Choice) string { return c.Text })
}

// OptionLabelsEn are the options in English.
func (f *FieldDefinition) OptionLabelsEn() []string {
	return f.choices(func(c workbook.Choice) string { return c.English })
}

func (f *FieldDefinition) choices(of func(workbook.Choice) string) []string {
	var list []string
	for _, c := range f.Choices {
		list = append(list, of(c))
	}
	return list
}
