package workbook

import (
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// rowTypes are the Go types of the rows of each sheet.
var rowTypes = map[string]reflect.Type{
	SheetSchools:      reflect.TypeFor[indicator.School](),
	SheetSchoolYears:  reflect.TypeFor[SchoolYear](),
	SheetCountyYears:  reflect.TypeFor[CountyYear](),
	SheetFundingYears: reflect.TypeFor[FundingYear](),
	SheetTeachers:     reflect.TypeFor[Teacher](),
	SheetAttestations: reflect.TypeFor[Attestation](),
}

// renamed are the fields that Go calls otherwise than the dictionary; the others only differ in their first letter.
var renamed = map[string]map[string]string{
	SheetSchools: {"boarding": "IsBoarding", "denseCore": "InDenseCore"},
	SheetTeachers: {
		"teacherCode": "Code", "code": "SchoolCode", "backbone": "BackboneLevel", "fullTime": "IsFullTime",
		"certified": "IsCertified", "rotationEligible": "IsRotationEligible",
	},
	SheetAttestations: {"code": "SchoolCode", "verdict": "Met", "level": "StandardLevel"},
}

// bindings tell for each field where its value stands in the row's Go type.
var bindings = func() map[*Field][]int {
	paths := map[*Field][]int{}
	for sheet, t := range rowTypes {
		for _, f := range entries.columns[sheet] {
			path, ok := bind(t, sheet, f.Key)
			if !ok {
				panic("every dictionary field has a place in its Go type, but " + sheet + "." + f.Key + " has none")
			}
			paths[f] = path
		}
	}
	return paths
}()

func bind(t reflect.Type, sheet, key string) ([]int, bool) {
	name := renamed[sheet][key]
	if name == "" {
		name = strings.ToUpper(key[:1]) + key[1:]
	}
	if field, ok := t.FieldByName(name); ok {
		return field.Index, true
	}
	figures, ok := t.FieldByName("Figures")
	if !ok {
		return nil, false
	}
	field, ok := figures.Type.FieldByName(name)
	return append(slices.Clip(figures.Index), field.Index...), ok
}

// isNullable tells whether the field's value can be absent in its Go type.
func isNullable(f *Field) bool {
	return rowTypes[f.Sheet].FieldByIndex(bindings[f]).Type.Kind() == reflect.Pointer
}

var decimalType = reflect.TypeFor[indicator.Decimal]()

// set stores a parsed cell in the row that v holds.
func set(v reflect.Value, f *Field, p parsed) {
	v = v.FieldByIndex(bindings[f])
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem()))
		v = v.Elem()
	}
	switch {
	case v.Type() == decimalType:
		v.SetInt(int64(p.number))
	case v.Kind() == reflect.Int && f.Type == TypeEnum:
		n, _ := strconv.Atoi(p.text) // a choice of the dictionary
		v.SetInt(int64(n))
	case v.Kind() == reflect.Int:
		v.SetInt(int64(p.number / indicator.DecimalScale))
	case v.Kind() == reflect.Bool:
		v.SetBool(p.boolean)
	default:
		v.SetString(p.text)
	}
}

// value is what a field of the row that v holds is worth in a cell: a string, an int, a Decimal, or nil for nothing.
func value(v reflect.Value, f *Field) any {
	v = v.FieldByIndex(bindings[f])
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil
		}
		v = v.Elem()
	}
	switch {
	case v.Type() == decimalType:
		return indicator.Decimal(v.Int())
	case f.Type == TypeEnum:
		return choiceText(f, v)
	case v.Kind() == reflect.Int:
		return int(v.Int())
	case v.Kind() == reflect.Bool && v.Bool():
		return "是"
	case v.Kind() == reflect.Bool:
		return "否"
	case v.String() == "":
		return nil
	}
	return v.String()
}

func choiceText(f *Field, v reflect.Value) any {
	code := v.String()
	switch v.Kind() {
	case reflect.Int:
		code = strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		code = map[bool]string{true: "MET", false: "UNMET"}[v.Bool()]
	}
	for _, c := range f.Choices {
		if c.Code == code {
			return c.Text
		}
	}
	return nil
}

// cellString is a value as text, for issues.
func cellString(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int:
		return strconv.Itoa(v)
	case indicator.Decimal:
		return v.String()
	}
	return v.(string)
}
