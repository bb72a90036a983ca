package graph_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// everything asks for an id and a natural key of each kind of thing that somebody can see.
const everything = `{
  regions{nodes{id code}} schools(first:100){nodes{id code years{id} assessments{id}}}
  teachers(first:100){nodes{id}} fundingYears(first:100){nodes{id}} attestations(first:100){nodes{id}}
  countyAssessments(first:100){nodes{id}} imports{nodes{id}}
  countyYear(regionCode:%q,year:2023){id}
}`

func ids(t *testing.T, data string) []string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		t.Fatal(err)
	}
	var list []string
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if id, ok := v["id"].(string); ok {
				list = append(list, id)
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(v)
	slices.Sort(list)
	return slices.Compact(list)
}

// Every id that one account sees, asked by each other account: what that one does not list, it cannot fetch either, and
// cannot tell from what never was.
func TestNobodyFetchesWhatNobodyListsForThem(t *testing.T) {
	w := one(t, 4)
	seen := map[string][]string{}
	for who, region := range map[string]string{"bureau": here, "school": here, "inspector": here, "elsewhere": there, "far": there} {
		seen[who] = ids(t, w.data(who, fmt.Sprintf(everything, region), nil))
		if len(seen[who]) < 5 {
			t.Fatalf("%s sees only %d things", who, len(seen[who]))
		}
	}
	for asker := range seen {
		for owner, list := range seen {
			for _, id := range list {
				a := w.ask(asker, `query($i:ID!){node(id:$i){id __typename}}`, map[string]any{"i": id})
				mine := slices.Contains(seen[asker], id)
				if want := fmt.Sprintf(`{"node":{"id":%q,`, id); mine && string(a.Data)[:min(len(want), len(a.Data))] != want {
					t.Errorf("%s does not fetch its own %s: %s", asker, id, a.Body)
				}
				if !mine && string(a.Data) != `{"node":null}` {
					t.Errorf("%s fetches %s of %s: %s", asker, id, owner, a.Body)
				}
			}
		}
	}
	unknown := w.data("elsewhere", `{node(id:"U2Nob29sOjAwMDAwMDAwMDA"){id}}`, nil)
	if unknown != `{"node":null}` {
		t.Errorf("unknown id: %s", unknown)
	}
}

func TestCountsFacetsAndLookUpsKeepTheScope(t *testing.T) {
	w := one(t, 4)
	for _, c := range []struct{ who, query, want string }{
		{"elsewhere", `{school(code:"4201070001"){name}}`, `{"school":null}`},
		{"elsewhere", `{region(code:"420107"){name}}`, `{"region":null}`},
		{"elsewhere", `{countyAssessment(regionCode:"420107",year:2023){verdict}}`, `{"countyAssessment":null}`},
		{"elsewhere", `{countyYear(regionCode:"420107",year:2023){year}}`, `{"countyYear":null}`},
		{"elsewhere", `{schools(where:{region:"420107"}){totalCount}}`, `{"schools":{"totalCount":0}}`},
		{"elsewhere", `{teachers(where:{school:"4201070001"}){totalCount}}`, `{"teachers":{"totalCount":0}}`},
		{"elsewhere", `{schoolAssessments(where:{year:2023,school:{region:"420107"}}){totalCount facets(fields:[KIND]){values{count}} histogram(indicator:"R1"){count}}}`, `{"schoolAssessments":{"totalCount":0,"facets":[{"values":[]}],"histogram":[]}}`},
		{"school", `{schools{totalCount}}`, `{"schools":{"totalCount":1}}`},
		{"school", `{school(code:"4201070002"){name}}`, `{"school":null}`},
		{"school", `{schoolAssessments(where:{year:2023}){totalCount facets(fields:[STAGE]){values{value count}}}}`, `{"schoolAssessments":{"totalCount":1,"facets":[{"values":[{"value":"PRIMARY","count":1}]}]}}`},
		{"school", `{countyAssessment(regionCode:"420107",year:2023){schoolCount indicator(code:"R1"){blockers{code}} balance(indicator:"R1",stage:PRIMARY){unitCount contributions{school{code}}}}}`, ""},
		{"inspector", `{teachers(first:1){nodes{name}}}`, `{"teachers":{"nodes":[{"name":null}]}}`},
		{"bureau", `{teachers(first:1){nodes{name}}}`, `{"teachers":{"nodes":[{"name":"某人"}]}}`},
	} {
		got := w.data(c.who, c.query, nil)
		if c.want != "" && got != c.want {
			t.Errorf("%s: %s\ngot  %s\nwant %s", c.who, c.query, got, c.want)
		}
	}
	for _, id := range []string{"R1", "R4"} {
		data := w.data("school", `query($i:String!){countyAssessment(regionCode:"420107",year:2023){balance(indicator:$i,stage:PRIMARY){contributions{school{code}}} indicator(code:$i){blockers{code}}}}`, map[string]any{"i": id})
		for _, other := range []string{code(here, 1), code(here, 2), code(here, 3)} {
			if strings.Contains(data, other) {
				t.Errorf("a school sees %s in %s: %s", other, id, data)
			}
		}
	}
}
