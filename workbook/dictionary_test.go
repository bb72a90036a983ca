package workbook_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

func TestDictionaryAndFactsNameTheSameFigures(t *testing.T) {
	t.Parallel()
	for sheet, facts := range map[string]reflect.Type{
		workbook.SheetSchoolYears:  reflect.TypeFor[indicator.Figures](),
		workbook.SheetCountyYears:  reflect.TypeFor[indicator.CountyFigures](),
		workbook.SheetFundingYears: reflect.TypeFor[indicator.FundingYear](),
	} {
		var inCode, inDictionary []string
		for field := range facts.Fields() {
			inCode = append(inCode, strings.ToLower(field.Name[:1])+field.Name[1:])
		}
		for _, f := range workbook.Fields(sheet) {
			if !slices.Contains([]string{"year", "code", "regionCode", "regionName"}, f.Key) {
				inDictionary = append(inDictionary, f.Key)
			}
		}
		if !slices.Equal(inCode, inDictionary) {
			t.Errorf("%s: facts %v, dictionary %v", sheet, inCode, inDictionary)
		}
	}
	for sheet, facts := range map[string]reflect.Type{
		workbook.SheetSchools:      reflect.TypeFor[indicator.School](),
		workbook.SheetTeachers:     reflect.TypeFor[workbook.Teacher](),
		workbook.SheetAttestations: reflect.TypeFor[workbook.Attestation](),
	} {
		count := 0
		for _, field := range reflect.VisibleFields(facts) {
			if !field.Anonymous {
				count++
			}
		}
		if got := len(workbook.Fields(sheet)) + len(workbook.Additions(sheet)); got != count {
			t.Errorf("%s: %d fields in the dictionary, %d in its facts", sheet, got, count)
		}
	}
}

func TestEveryFieldIsReadyForFormsInBothLanguages(t *testing.T) {
	t.Parallel()
	for _, sheet := range workbook.Sheets() {
		labels := map[string]bool{}
		for _, f := range append(workbook.Fields(sheet), workbook.Additions(sheet)...) {
			if f.Label == "" || f.Header == "" || (f.Unit == "") != (f.UnitEn == "") || (f.Note == "") != (f.NoteEn == "") {
				t.Errorf("%s.%s lacks a label, unit or note", sheet, f.Key)
			}
			if workbook.Section(f.Section, "zh") == "" || workbook.Section(f.Section, "en") == "" {
				t.Errorf("%s.%s has no section", sheet, f.Key)
			}
			if labels[f.Label] {
				t.Errorf("%s: label %q twice", sheet, f.Label)
			}
			labels[f.Label] = true
			if isNumber := f.Type == workbook.TypeInt || f.Type == workbook.TypeDecimal || f.Type == workbook.TypeYear; isNumber != (f.Min != nil && f.Max != nil) {
				t.Errorf("%s.%s: bounds", sheet, f.Key)
			}
			if got := workbook.FieldByHeader(sheet, f.Header); got != f {
				t.Errorf("%s: header %s finds %v", sheet, f.Header, got)
			}
		}
	}
}

func TestHeadersMatchAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ sheet, header, key string }{
		{workbook.SheetSchoolYears, "教学仪器设备资产值（万元）", "equipmentValue"},
		{workbook.SheetSchoolYears, " 教学仪器设备资产值 (万元) ", "equipmentValue"},
		{workbook.SheetSchoolYears, "教学仪器设备资产值\u3000", "equipmentValue"},
		{workbook.SheetSchoolYears, "小学班级数（２６－３０人）", "classes26To30Primary"},
		{workbook.SheetSchoolYears, "小学班级数(26-30人)", "classes26To30Primary"},
		{workbook.SheetSchoolYears, "小学班级数（26—30人）（班）", "classes26To30Primary"},
		{workbook.SheetSchoolYears, "五年３６０学时培训达标教师数", "trainedTeachers"},
		{workbook.SheetSchoolYears, "音乐专用教室间数（96平方米及以上）", "musicRoomsFrom96"},
		{workbook.SheetSchoolYears, "小学班级数", ""},
		{workbook.SheetSchoolYears, "音乐专用教室间数（100平方米及以上）", ""},
		{workbook.SheetSchools, "小学在校生数", ""},
		{workbook.SheetForm, "年度", "year"},
		{workbook.SheetForm, "学校标识码", "code"},
	} {
		got := ""
		if f := workbook.FieldByHeader(c.sheet, c.header); f != nil {
			got = f.Key
		}
		if got != c.key {
			t.Errorf("%q: %q, want %q", c.header, got, c.key)
		}
	}
}
