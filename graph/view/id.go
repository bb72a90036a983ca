// Package view is how the API shows what models and indicator hold: ids, texts in the reader's language, and results
// taken apart into what a client selects. It reads nothing: everything here is computed from values in hand, so that
// lists of it can be written in one pass.
//
// A function named like a field (SchoolID for School.id) is that field's value; the generator finds it by its name.
package view

import (
	"encoding/base64"
	"slices"
	"strconv"
	"strings"

	"github.com/junheng/junheng/models"
)

// Node is anything with an id that can be asked for again.
type Node any

const idSeparator = "/"

// id is the opaque name of a thing: its type and its natural key, so that it stays the same for ever.
func id(kind string, keys ...string) string {
	return base64.RawURLEncoding.EncodeToString([]byte(kind + ":" + strings.Join(keys, idSeparator)))
}

// ParseID takes an id apart. The last key may hold separators; ok is false for what was never an id: not with line breaks, which
// decoding passes over, nor with a blank behind a key, which databases pass over.
func ParseID(s string) (kind string, keys []string, ok bool) {
	if len(s) > 1024 {
		return "", nil, false
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || strings.ContainsAny(s, "\r\n") {
		return "", nil, false
	}
	kind, rest, found := strings.Cut(string(b), ":")
	n, known := keyCounts[kind]
	if !found || !known {
		return "", nil, false
	}
	keys = strings.SplitN(rest, idSeparator, n)
	hasBlank := slices.ContainsFunc(keys, func(k string) bool { return strings.HasSuffix(k, " ") })
	return kind, keys, len(keys) == n && keys[0] != "" && !hasBlank
}

// keyCounts are how many keys each type of node has.
var keyCounts = map[string]int{
	"Region": 1, "School": 1, "SchoolYear": 2, "Teacher": 3, "FundingYear": 2, "CountyYear": 2, "Attestation": 5,
	"SchoolAssessment": 4, "CountyAssessment": 3, "Viewer": 1, "Account": 1, "Import": 1, "ImportError": 3, "FieldDefinition": 2, "Oddity": 3,
}

// RegionID is the id of a region.
func RegionID(r *models.Region) string { return id("Region", r.Code) }

// SchoolID is the id of a school.
func SchoolID(s *models.School) string { return id("School", s.Code) }

// SchoolYearID is the id of a school's year.
func SchoolYearID(y *models.SchoolYear) string {
	return id("SchoolYear", y.SchoolCode, strconv.Itoa(y.Year))
}

// TeacherID is the id of a teacher in a year.
func TeacherID(t *models.Teacher) string {
	return id("Teacher", t.RegionCode, strconv.Itoa(t.Year), t.Code)
}

// FundingYearID is the id of a county's funding year.
func FundingYearID(f *models.FundingYear) string {
	return id("FundingYear", f.RegionCode, strconv.Itoa(f.FiscalYear))
}

// CountyYearID is the id of a county's year.
func CountyYearID(y *models.CountyYear) string {
	return id("CountyYear", y.RegionCode, strconv.Itoa(y.Year))
}

// AttestationID is the id of a claim.
func AttestationID(a *models.Attestation) string {
	return id("Attestation", a.RegionCode, strconv.Itoa(a.Year), a.SchoolCode, a.Indicator, a.Subject)
}

// SchoolAssessmentID is the id of a unit.
func SchoolAssessmentID(a *models.SchoolAssessment) string {
	return id("SchoolAssessment", strconv.Itoa(a.Year), a.Edition, string(a.Stage), a.SchoolCode)
}

// CountyAssessmentID is the id of a county's results.
func CountyAssessmentID(a *models.CountyAssessment) string {
	return id("CountyAssessment", a.RegionCode, strconv.Itoa(a.Year), a.Edition)
}

// AccountID is the id of an account.
func AccountID(a *models.Account) string { return id("Account", a.ID) }

// ImportID is the id of an import.
func ImportID(i *models.Import) string { return id("Import", i.ID) }
