package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
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

func TestSchoolsOpenInAYearCanBeAskedFor(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		w.data("bureau", `mutation{updateSchool(input:{code:"`+code(here, 0)+`",lastYear:2023}){userErrors{code}}}`, nil)
		w.data("bureau", `mutation{createSchool(input:{code:"4201070099",name:"新校",regionCode:"420107",kind:PRIMARY,organizer:1,locale:URBAN,firstYear:2024}){userErrors{code}}}`, nil)
		closing, always, opening := code(here, 0), code(here, 1), "4201070099"
		for _, c := range []struct {
			where string
			want  []string
		}{
			{`{region:"420107",isOpenIn:2023}`, []string{closing, always}},
			{`{region:"420107",isOpenIn:2024}`, []string{always, opening}},
			{`{region:"420107",not:{isOpenIn:2023}}`, []string{opening}},
			{`{region:"420107",not:{isOpenIn:2024}}`, []string{closing}},
		} {
			var list struct {
				Schools struct {
					TotalCount int
					Nodes      []struct{ Code string }
				}
			}
			if err := json.Unmarshal([]byte(w.data("bureau", `{schools(where:`+c.where+`,orderBy:{field:CODE,direction:ASC}){totalCount nodes{code}}}`, nil)), &list); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, n := range list.Schools.Nodes {
				got = append(got, n.Code)
			}
			if !slices.Equal(got, c.want) || list.Schools.TotalCount != len(c.want) {
				t.Errorf("%s: %d %v, want %v", c.where, list.Schools.TotalCount, got, c.want)
			}
		}
		units := func(where string) string {
			return w.data("bureau", `{schoolAssessments(where:{year:2023,school:`+where+`}){totalCount}}`, nil)
		}
		if got, without := units(`{isOpenIn:2024}`), units(`{not:{code:{eq:"`+closing+`"}}}`); got != without {
			t.Errorf("units of schools open in 2024: %s, without the closing one there are %s", got, without)
		}
		if got := units(`{isOpenIn:2023}`); got != units(`{}`) {
			t.Errorf("units of schools open in their own year: %s, want all", got)
		}
	})
}

// TestTheDictionarySaysHowFarYearsReach records the last year that the dictionary tells of, and the one behind it.
func TestTheDictionarySaysHowFarYearsReach(t *testing.T) {
	w := one(t, 1)
	for _, c := range []struct{ sheet, key, record string }{
		{"FUNDING_YEAR", "fiscalYear", `recordFundingYear(input:{regionCode:"420107",fiscalYear:%d,generalBudgetSpend:1,operatingQuotaPrimary:1,operatingQuotaJunior:1})`},
		{"COUNTY_YEAR", "year", `recordCountyYear(input:{regionCode:"420107",year:%d,values:{}})`},
		{"SCHOOL_YEAR", "year", `recordSchoolYear(input:{schoolCode:"4201070001",year:%d,values:{}})`},
		{"TEACHER", "year", `recordTeacher(input:{schoolCode:"4201070001",year:%d,code:"1",stage:PRIMARY,subject:"语文",degree:MASTER,backboneLevel:NONE,isFullTime:true,isCertified:true})`},
		{"ATTESTATION", "year", `attestIndicator(input:{regionCode:"420107",year:%d,indicator:"G10",met:true})`},
		{"SCHOOL", "builtYear", `updateSchool(input:{code:"4201070001",builtYear:%d})`},
	} {
		var served struct {
			Dictionary []struct {
				ID, Key string
				Max     string
			}
		}
		read(t, w.data("bureau", `{dictionary(sheet:`+c.sheet+`){id key max}}`, nil), &served)
		known := false
		for _, f := range served.Dictionary {
			if f.Key != c.key {
				continue
			}
			known = true
			last, err := strconv.Atoi(f.Max)
			if err != nil {
				t.Fatal(err)
			}
			for year, isTaken := range map[int]bool{last: true, last + 1: false} {
				got := w.data("bureau", "mutation{"+fmt.Sprintf(c.record, year)+"{userErrors{code field}}}", nil)
				if strings.Contains(got, `"userErrors":[]`) != isTaken {
					t.Errorf("%s.%s of %d: got %s", c.sheet, c.key, year, got)
				}
			}
			if got := w.data("bureau", `query($i:ID!){node(id:$i){...on FieldDefinition{max}}}`, map[string]any{"i": f.ID}); !strings.Contains(got, f.Max) {
				t.Errorf("%s.%s by its id: got %s, want %s", c.sheet, c.key, got, f.Max)
			}
		}
		if !known {
			t.Errorf("the dictionary has no %s.%s", c.sheet, c.key)
		}
	}
}
