package graph_test

import (
	"encoding/json"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
	"github.com/junheng/junheng/workbook"
)

func TestAssessedYearsAreNewestFirstAndWithinTheScope(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		for _, c := range []struct{ who, query, want string }{
			{"bureau", `{regions{nodes{code assessedYears}}}`, `{"regions":{"nodes":[{"code":"420107","assessedYears":[2023,2022]}]}}`},
			{"school", `{region(code:"420107"){assessedYears}}`, `{"region":{"assessedYears":[2023,2022]}}`},
			{"elsewhere", `{regions{nodes{code assessedYears}}}`, `{"regions":{"nodes":[{"code":"420111","assessedYears":[2023,2022]}]}}`},
		} {
			if got := w.data(c.who, c.query, nil); got != c.want {
				t.Errorf("%s: %s\ngot  %s\nwant %s", c.who, c.query, got, c.want)
			}
		}
		w.inspector("province", "420000")
		want := `{"region":{"assessedYears":[]}}`
		if got := w.data("province", `{region(code:"420000"){assessedYears}}`, nil); got != want {
			t.Errorf("above county level: got %s, want %s", got, want)
		}
	})
}

// The counts say what the schools' own lists of missing figures say.
func TestReportCountsAgreeWithTheSchools(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 9)
		w.complete(2)
		_, err := w.app.CreateSchool(t.Context(), auth.Operator(), indicator.School{
			Code: code(here, 90), Name: "新校", RegionCode: here, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Urban,
		})
		if err != nil {
			t.Fatal(err)
		}
		for who, want := range map[string]store.ReportCounts{"bureau": {Complete: 1, Partial: 8, None: 1}, "school": {Partial: 1}} {
			var got struct {
				CountyAssessment struct{ ReportCounts store.ReportCounts }
				Schools          struct {
					Nodes []struct{ Year *struct{ Missing []string } }
				}
			}
			data := w.data(who, `{countyAssessment(regionCode:"420107",year:2023){reportCounts{complete partial none}} schools(first:100){nodes{year(year:2023){missing}}}}`, nil)
			if err := json.Unmarshal([]byte(data), &got); err != nil {
				t.Fatal(err)
			}
			var listed store.ReportCounts
			for _, n := range got.Schools.Nodes {
				switch {
				case n.Year == nil:
					listed.None++
				case len(n.Year.Missing) > 0:
					listed.Partial++
				default:
					listed.Complete++
				}
			}
			if counts := got.CountyAssessment.ReportCounts; counts != want || listed != want {
				t.Errorf("%s: counted %+v, listed %+v, want %+v", who, counts, listed, want)
			}
		}
	})
}

// inspector creates an account that inspects the region.
func (w *world) inspector(username, region string) {
	w.t.Helper()
	p := password
	_, _, err := w.app.CreateAccount(w.t.Context(), auth.Operator(), app.NewAccount{
		Username: username, Password: &p, Role: models.Inspector, RegionCode: region, Inspects: []string{region},
	})
	if err != nil {
		w.t.Fatal(err)
	}
	tokens, err := w.app.SignIn(w.t.Context(), app.SignIn{Username: username, Password: password})
	if err != nil {
		w.t.Fatal(err)
	}
	w.tokens[username] = tokens.Access
}

// complete gives a school every figure that it has not reported.
func (w *world) complete(i int) {
	w.t.Helper()
	var got struct {
		School struct{ Year struct{ Missing []string } }
	}
	data := w.data("bureau", `query($c:String!){school(code:$c){year(year:2023){missing}}}`, map[string]any{"c": code(here, i)})
	if err := json.Unmarshal([]byte(data), &got); err != nil {
		w.t.Fatal(err)
	}
	values := map[string]any{}
	for _, key := range got.School.Year.Missing {
		values[key] = 0
		for _, f := range workbook.Fields(workbook.SheetSchoolYears) {
			if f.Key == key && f.Type == workbook.TypeDecimal {
				values[key] = indicator.Decimal(0)
			}
		}
	}
	_, err := w.app.RecordSchoolYear(w.t.Context(), auth.Operator(), app.RecordSchoolYear{SchoolCode: code(here, i), Year: theYear, Values: values})
	if err != nil {
		w.t.Fatal(err)
	}
}
