package graph_test

import (
	"encoding/json"
	"strings"
	"testing"
)

const simulation = `query($in: SimulateInput!) { simulate(input: $in) {
  userErrors { code field message }
  simulation {
    region { name } edition { code } under { code } changedUnitCount
    before { verdict stages { stage unitCount passingUnitCount } balances { coefficient } }
    after { verdict stages { stage unitCount } indicators { indicator { code } status display } }
    units { school { code } stage before { students values displays } after { students metCount shortfalls } }
    items { school { code } indicator { code } before after }
  }
} }`

func simulated(changes ...map[string]any) map[string]any {
	if changes == nil {
		changes = []map[string]any{}
	}
	return map[string]any{"in": map[string]any{"regionCode": here, "year": theYear, "under": "cn-2017", "changes": changes}}
}

func TestASimulationShowsWhatChangesToWhomItConcerns(t *testing.T) {
	w := one(t, 6)
	pupils := map[string]any{"figure": map[string]any{"schoolCode": code(here, 0), "key": "studentsPrimary", "value": "4000"}}
	closing := map[string]any{"close": map[string]any{"schoolCode": code(here, 1)}}
	for _, c := range []struct {
		name, who string
		changes   []map[string]any
		want      []string
	}{
		{"a figure", "bureau", []map[string]any{pupils}, []string{`"changedUnitCount":1,`, `"before":{"students":400,`, `"after":{"students":4000,`, `"under":{"code":"cn-2017"}`, `"indicator":{"code":"G4"},"before":"MET","after":"UNMET"`, `"userErrors":[]`}},
		{"a school that closes", "inspector", []map[string]any{closing}, []string{`"changedUnitCount":1,`, `"stage":"JUNIOR","before":{"students":310,`, `"after":null}]`}},
		{"a school's own figure", "school", []map[string]any{pupils}, []string{`"changedUnitCount":1,`}},
		{"what is not a school's own", "school", []map[string]any{pupils, closing}, []string{`"simulation":null`, `"code":"ONLY_OWN_FIGURES","field":["changes","1","close"]`}},
		{"a county out of scope", "elsewhere", nil, []string{`"simulation":null`, `"code":"UNKNOWN_REGION"`}},
		{"a school that has gone", "bureau", []map[string]any{closing, closing}, []string{`"code":"SCHOOL_GONE","field":["changes","1","close","schoolCode"]`, "请调换顺序"}},
		{"two changes in one", "bureau", []map[string]any{{"figure": pupils["figure"], "close": closing["close"]}}, []string{`"code":"CHANGE_NOT_ONE","field":["changes","0"]`}},
		{"half a pupil", "bureau", []map[string]any{{"figure": map[string]any{"schoolCode": code(here, 0), "key": "studentsPrimary", "value": "0.5"}}}, []string{`"code":"NOT_A_COUNT","field":["changes","0","figure","value"]`, "小学在校生数"}},
	} {
		got := w.data(c.who, simulation, simulated(c.changes...))
		for _, want := range c.want {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%.1500s", c.name, want, got)
			}
		}
	}
}

func TestASchoolAccountSeesOfASimulationItsOwnRows(t *testing.T) {
	w := one(t, 9)
	query := strings.Replace(simulation, "units {", "units(changedOnly: false) {", 1)
	for who, want := range map[string]int{"bureau": 12, "school": 1} { // nine schools, three of them with both stages
		var got struct {
			Simulate struct {
				Simulation struct {
					Units []struct{ School struct{ Code string } }
					After struct{ Stages []struct{ UnitCount int } }
				}
			}
		}
		if err := json.Unmarshal([]byte(w.data(who, query, simulated())), &got); err != nil {
			t.Fatal(err)
		}
		s := got.Simulate.Simulation
		if len(s.Units) != want || s.Units[0].School.Code != code(here, 0) || s.After.Stages[0].UnitCount != 6 {
			t.Errorf("%s: %d units, %+v, want %d", who, len(s.Units), s.After, want)
		}
	}
}
