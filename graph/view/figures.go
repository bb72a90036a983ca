package view

import (
	"reflect"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

// AskedFigures are the keys of the figures that a school of the kind is asked for, in the order of the form.
func AskedFigures(kind indicator.SchoolKind) []string {
	figures := reflect.TypeFor[indicator.Figures]()
	keys := []string{}
	for _, f := range workbook.Fields(workbook.SheetSchoolYears) {
		if _, isFigure := figures.FieldByName(fieldName(f.Key)); isFigure && f.Required.Asks(kind) {
			keys = append(keys, f.Key)
		}
	}
	return keys
}

// MissingFigures are the keys of the figures that a school of the kind is asked for and did not report, in the order of the form.
func MissingFigures(y *models.SchoolYear, kind indicator.SchoolKind) []string {
	figures := reflect.ValueOf(&y.Figures).Elem()
	keys := []string{}
	for _, key := range AskedFigures(kind) {
		if figures.FieldByName(fieldName(key)).IsNil() {
			keys = append(keys, key)
		}
	}
	return keys
}

func fieldName(key string) string { return strings.ToUpper(key[:1]) + key[1:] }
