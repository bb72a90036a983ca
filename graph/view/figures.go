package view

import (
	"reflect"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

// MissingFigures are the keys of the figures that a school of the kind is asked for and did not report, in the order of the form.
func MissingFigures(y *models.SchoolYear, kind indicator.SchoolKind) []string {
	figures := reflect.ValueOf(&y.Figures).Elem()
	keys := []string{}
	for _, f := range workbook.Fields(workbook.SheetSchoolYears) {
		if !f.Required.Asks(kind) {
			continue
		}
		if v := figures.FieldByName(strings.ToUpper(f.Key[:1]) + f.Key[1:]); v.IsValid() && v.IsNil() {
			keys = append(keys, f.Key)
		}
	}
	return keys
}
