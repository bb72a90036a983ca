package graph_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/graph/generated"
)

// A field asked for alone has the value that it has among all others: no column is forgotten.
func TestAFieldAloneIsTheFieldAmongAll(t *testing.T) {
	w := one(t, 5)
	schema := generated.NewExecutableSchema(generated.Config{}).Schema()
	for _, c := range []struct{ typ, around string }{
		{"SchoolYear", "{schools{nodes{years %s}}}"},
		{"SchoolYear", "{schools{nodes{report: year(year:2023) %s}}}"},
		{"SchoolAssessment", "{schools{nodes{assessments %s}}}"},
		{"SchoolAssessment", "{schoolAssessments(where:{year:2023}){edges{node %s}}}"},
	} {
		fields := selectable(schema, c.typ)
		all := w.data("bureau", fmt.Sprintf(c.around, "{"+strings.Join(fields, " ")+"}"), nil)
		for _, f := range fields {
			name, _, _ := strings.Cut(strings.TrimSpace(f), "{")
			alone := w.data("bureau", fmt.Sprintf(c.around, "{"+f+"}"), nil)
			if got, want := values(t, alone, name), values(t, all, name); got != want || got == "" {
				t.Errorf("%s.%s: alone %.200s, among all %.200s", c.typ, name, got, want)
			}
		}
	}
}

func selectable(schema *ast.Schema, typ string) []string {
	var fields []string
	for _, f := range schema.Types[typ].Fields {
		switch {
		case len(f.Arguments) > 0 || strings.HasPrefix(f.Name, "__"):
		case schema.Types[f.Type.Name()].IsLeafType():
			fields = append(fields, f.Name)
		case f.Name == "school":
			fields = append(fields, "school{name kind locale group ownership organizer isBoarding builtYear}")
		case f.Name == "results":
			fields = append(fields, "results{status value display attainment shortfall reason threshold}")
		}
	}
	return fields
}

// values are all values under a name, wherever in the data, in order.
func values(t *testing.T, data, name string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(data), &v); err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(v any)
	walk = func(v any) {
		switch v := v.(type) {
		case map[string]any:
			if found, ok := v[name]; ok {
				text, _ := json.Marshal(found)
				b.Write(append(text, ';'))
				return
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
	return b.String()
}
