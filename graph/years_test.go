package graph_test

import (
	"strings"
	"testing"

	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

func TestASchoolNotOpenIsNoneOfItsCounty(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		county := `{countyAssessment(regionCode:"420107",year:2023){schoolCount reportCounts{complete partial none} excluded{school{code} reason}}}`
		counts := func(excluded string) string {
			return `{"countyAssessment":{"schoolCount":3,"reportCounts":{"complete":0,"partial":3,"none":0},"excluded":[` + excluded + `]}}`
		}
		if got := w.data("bureau", county, nil); got != counts("") {
			t.Fatalf("before: %s", got)
		}
		made := `mutation{createSchool(input:{code:"4201070099",name:"新校",regionCode:"420107",kind:PRIMARY,organizer:1,locale:URBAN,firstYear:2024}){school{firstYear lastYear}userErrors{code}}}`
		if got, want := w.data("bureau", made, nil), `{"createSchool":{"school":{"firstYear":2024,"lastYear":null},"userErrors":[]}}`; got != want {
			t.Errorf("made: %s, want %s", got, want)
		}
		if got, want := w.data("bureau", county, nil), counts(`{"school":{"code":"4201070099"},"reason":"NOT_OPEN"}`); got != want {
			t.Errorf("beside one not open:\ngot  %s\nwant %s", got, want)
		}
		for _, c := range []struct{ input, want string }{
			{`lastYear:2023`, `"school":null,"userErrors":[{"code":"YEARS_REVERSED","field":["lastYear"]}]`},
			{`lastYear:2030`, `"school":{"firstYear":2024,"lastYear":2030},"userErrors":[]`},
			{`name:"又新"`, `"school":{"firstYear":2024,"lastYear":2030},"userErrors":[]`},
			{`firstYear:null,lastYear:null`, `"school":{"firstYear":null,"lastYear":null},"userErrors":[]`},
		} {
			got := w.data("bureau", `mutation{updateSchool(input:{code:"4201070099",`+c.input+`}){school{firstYear lastYear}userErrors{code field}}}`, nil)
			if !strings.Contains(got, c.want) {
				t.Errorf("%s: %s, want %s", c.input, got, c.want)
			}
		}
	})
}

// A unit's row repeats much of its school, but not its years: they are looked up.
func TestYearsAreThereOnTheSchoolsOfUnits(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		w.data("bureau", `mutation{updateSchool(input:{code:"`+code(here, 0)+`",lastYear:2031}){userErrors{code}}}`, nil)
		for _, query := range []string{
			`{schoolAssessments(where:{year:2023}){nodes{school{lastYear name}}}}`,
			`{schools{nodes{lastYear name assessments(year:2023,edition:"cn-2017"){verdict}}}}`,
			`{school(code:"` + code(here, 0) + `"){lastYear assessments(year:2023,edition:"cn-2017"){verdict}}}`,
		} {
			if got := w.data("bureau", query, nil); !strings.Contains(got, `"lastYear":2031`) {
				t.Errorf("%s: %s", query, got)
			}
		}
	})
}
