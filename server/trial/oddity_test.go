package trial_test

import (
	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// odd makes the attacked school's equipment odd, in 10,000 yuan, and answers the fingerprint.
func (w *world) odd(equipment int) string {
	w.t.Helper()
	_, err := w.app.RecordSchoolYear(w.t.Context(), auth.Operator(), app.RecordSchoolYear{
		SchoolCode: code(here, 0), Year: theYear, Values: map[string]any{"equipmentValue": decimal(equipment)},
	})
	w.must(err)
	found, err := w.app.Oddities(w.t.Context(), auth.Operator(), here, theYear)
	w.must(err)
	for _, o := range found.Oddities {
		if o.School == code(here, 0) && o.Keys[0] == "equipmentValue" {
			return o.Fingerprint
		}
	}
	w.t.Fatalf("%d of equipment is not odd", equipment)
	return ""
}

// explain says something of an oddity as the attacked school.
func (w *world) explain(fingerprint string) {
	w.t.Helper()
	clerk := auth.Viewer{AccountID: "clerk", Username: "clerk", Role: models.Clerk, RegionCodes: []string{here}, SchoolCode: code(here, 0)}
	_, err := w.app.ReviewOddity(w.t.Context(), clerk, app.ReviewOddity{SchoolCode: code(here, 0), Year: theYear, Fingerprint: fingerprint, Reason: "捐赠"})
	w.must(err)
}

// forgetOddity takes back what was said of the attacked school's oddity.
func (m *matrix) forgetOddity() {
	m.t.Helper()
	err := m.app.WithdrawOddityReview(m.t.Context(), auth.Operator(), code(here, 0), theYear, m.ids["oddity"])
	if _, nothing := app.Problems(err); err != nil && !nothing {
		m.t.Fatal(err)
	}
}
