package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// TestRefusalsNameWhatIsAllowed holds refusals to name the argument and its bounds.
func TestRefusalsNameWhatIsAllowed(t *testing.T) {
	w := one(t, 2)
	units := func(where string) string { return "{schoolAssessments(where:{" + where + "}){totalCount}}" }
	county := func(field string) string { return `{countyAssessment(regionCode:"420107",year:2023){` + field + `}}` }
	for _, c := range []struct{ name, query, says string }{
		{"another edition below", units(`year:2023,edition:"cn-2017",and:[{year:2023},{year:2023,edition:"cn-hb-33"}]`), "where.and[1].edition must stand at the top only"},
		{"another year below", units(`year:2023,or:[{year:2022}]`), "where.or[0].year is 2022: it must be the year at the top, 2023"},
		{"another year far below", units(`year:2023,not:{year:2023,and:[{year:2021}]}`), "where.not.and[0].year is 2021"},
		{"too many indicators", units(`year:2023,indicators:[` + strings.Repeat(`{indicator:"R1"}`, 8) + `]`), "where.indicators has 8 conditions: give at most 7"},
		{"no such indicator", units(`year:2023,indicators:[{indicator:"R9"}]`), "where.indicators[0].indicator must be one of R1 to R7"},
		{"no such edition", units(`year:2023,edition:"cn-1999"`), "where.edition is unknown"},
		{"no such edition of counties", `{countyAssessments(where:{edition:"cn-1999"}){totalCount}}`, "where.edition is unknown"},
		{"no such edition of a county", `{countyAssessment(regionCode:"420107",year:2023,edition:""){verdict}}`, "edition is unknown"},
		{"no such edition of a school", `{school(code:"4201070001"){assessments(year:2023,edition:"cn-1999"){verdict}}}`, "edition is unknown"},
		{"no such edition of a school's items", `{school(code:"4201070001"){itemResults(year:2023,edition:"cn-1999"){status}}}`, "edition is unknown"},
		{"no such edition of papers", `{papers(regionCode:"420107",year:2023,edition:"cn-1999"){kind}}`, "edition is unknown"},
		{"no such edition of a sheet", `{schoolSheet(schoolCode:"4201070001",year:2023,edition:"cn-1999"){kind}}`, "edition is unknown"},
		{"a long text", units(`year:2023,school:{or:[{name:{contains:"` + strings.Repeat("长", 101) + `"}}]}`), "where.school.or[0].name.contains has a text that is too long: at most 100 characters"},
		{"nested too deep", units("year:2023,not:{" + strings.Repeat("year:2023,not:{", 6) + "year:2023" + strings.Repeat("}", 7)), "at most 6 deep"},
		{"an order without its indicator", `{schoolAssessments(where:{year:2023},orderBy:{field:VALUE,direction:ASC}){nodes{id}}}`, "orderBy.indicator is needed"},
		{"many bins", `{schoolAssessments(where:{year:2023}){histogram(indicator:"R1",bins:201){count}}}`, "bins is 201: give 1 to 200"},
		{"a count by no indicator", county(`metUnitCount(indicator:"R9",stage:PRIMARY)`), "indicator must be one of R1 to R7"},
		{"no contributions", county(`balances{contributions(first:0){share}}`), "first is 0: give 1 to 100"},
		{"a long page", `{schools(first:101){nodes{id}}}`, "first is 101: give 0 to 100"},
		{"a long page from the end", `{schools(last:-1){nodes{id}}}`, "last is -1: give 0 to 100"},
		{"both ends", `{schools(first:1,last:1){nodes{id}}}`, "give first or last, not both"},
		{"many years", `{school(code:"4201070001"){years(last:101){year}}}`, "last is 101: give 1 to 100"},
		{"many ids", `{nodes(ids:[` + strings.Repeat(`"x",`, 101) + `]){id}}`, "ids has 101 items: give at most 100"},
		{"a large decimal", `mutation{recordSchoolYear(input:{schoolCode:"4201070001",year:2023,values:{teachingArea:"10000000000"}}){userErrors{code}}}`, "a Decimal lies within ±9999999999.9999"},
		{"one of two operations", `query a{viewer{id}} query b{viewer{id}}`, "operationName must name one"},
	} {
		a := w.ask("bureau", c.query, nil)
		if a.code() != "INVALID" || !strings.Contains(a.Errors[0].Message, c.says) {
			t.Errorf("%s: got %.300s, want %q", c.name, a.Body, c.says)
		}
	}
}

// TestEveryFacetValueIsAFilter takes each value of each facet as the filter that it is, and expects its count.
func TestEveryFacetValueIsAFilter(t *testing.T) {
	filters := map[store.FacetField]string{
		store.FacetStage: "stage:%s", store.FacetVerdict: "verdict:[%s]", store.FacetKind: "school:{kind:[%s]}", store.FacetLocale: "school:{locale:[%s]}",
		store.FacetOwnership: "school:{ownership:%s}", store.FacetGroup: "school:{group:{eq:%q}}", store.FacetRegion: "school:{region:%q}",
		store.FacetIndicatorStatus: "indicators:[{indicator:%[2]q,status:[%[1]s]}]",
	}
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 7)
		var fields struct {
			Type struct {
				EnumValues []struct{ Name store.FacetField }
			} `json:"__type"`
		}
		read(t, w.data("bureau", `{__type(name:"FacetField"){enumValues{name}}}`, nil), &fields)
		total := func(filter string) (n int) {
			var got struct{ SchoolAssessments struct{ TotalCount int } }
			read(t, w.data("bureau", "{schoolAssessments(where:{year:2023,"+filter+"}){totalCount}}", nil), &got)
			return got.SchoolAssessments.TotalCount
		}
		seen := 0
		for _, field := range fields.Type.EnumValues {
			var got struct {
				SchoolAssessments struct {
					Facets []struct {
						Indicator string
						Values    []struct {
							Value string
							Count int
						}
					}
				}
			}
			read(t, w.data("bureau", fmt.Sprintf("{schoolAssessments(where:{year:2023}){facets(fields:[%s]){indicator values{value count}}}}", field.Name), nil), &got)
			for _, facet := range got.SchoolAssessments.Facets {
				for _, v := range facet.Values {
					seen++
					filter := fmt.Sprintf(filters[field.Name]+"%.0[2]s", v.Value, facet.Indicator)
					if n := total(filter); n != v.Count {
						t.Errorf("%s: got %d, the facet counts %d", filter, n, v.Count)
					}
				}
			}
		}
		if seen < 15 {
			t.Errorf("only %d values", seen)
		}
		all, none := total(""), total(`school:{group:{eq:""}}`)
		for filter, want := range map[string]int{
			"school:{group:{}}": all, "school:{group:{eq:null}}": all, "school:{group:null}": all, `school:{name:{eq:null}}`: all,
			`school:{not:{group:{eq:""}}}`: all - none, `school:{group:{in:["","东湖集团"]}}`: all, `school:{group:{eq:"东湖集团"}}`: all - none,
		} {
			if n := total(filter); n != want || none == 0 || none == all {
				t.Errorf("%s: got %d of %d, want %d", filter, n, all, want)
			}
		}
	})
}

func read(t *testing.T, text string, into any) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), into); err != nil {
		t.Fatalf("%v: %.300s", err, text)
	}
}
