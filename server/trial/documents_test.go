package trial_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
)

// theSchema is the API's schema as it is published.
func theSchema(t *testing.T) *ast.Schema {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", "..", "docs", "api", "schema.graphql"))
	if err != nil {
		t.Fatal(err)
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "schema.graphql", Input: string(text)})
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// edge is a field that leads from one type to another.
type edge struct {
	owner *ast.Definition
	field *ast.FieldDefinition
}

func (e edge) name() string { return e.owner.Name + "." + e.field.Name }

// edgesOf are the fields of a type that lead to another.
func edgesOf(schema *ast.Schema, d *ast.Definition) []edge {
	var list []edge
	for _, f := range d.Fields {
		if to := schema.Types[f.Type.Name()]; to.IsCompositeType() && !strings.HasPrefix(f.Name, "__") {
			list = append(list, edge{d, f})
		}
	}
	return list
}

// pathsFrom are the shortest ways from a root to every type that it leads to.
func pathsFrom(schema *ast.Schema, root *ast.Definition) map[string][]edge {
	paths := map[string][]edge{root.Name: {}}
	for queue := []*ast.Definition{root}; len(queue) > 0; queue = queue[1:] {
		for _, e := range edgesOf(schema, queue[0]) {
			to := schema.Types[e.field.Type.Name()]
			if _, known := paths[to.Name]; !known && to.Kind == ast.Object {
				paths[to.Name] = append(slices.Clone(paths[queue[0].Name]), e)
				queue = append(queue, to)
			}
		}
	}
	return paths
}

// arguments are what fields with arguments are asked with: things of the attacked county, by field or by argument.
func arguments(ids map[string]string) map[string]string {
	in := fmt.Sprintf(`where: {region: %q}`, here)
	return map[string]string{
		"Query.node":                        fmt.Sprintf(`id: %q`, ids["school"]),
		"Query.nodes":                       fmt.Sprintf(`ids: [%q]`, ids["school"]),
		"Query.region":                      fmt.Sprintf(`code: %q`, here),
		"Query.regions":                     fmt.Sprintf(`where: {within: %q}`, here),
		"Query.school":                      fmt.Sprintf(`code: %q`, code(here, 0)),
		"Query.schools":                     in,
		"Query.teachers":                    in,
		"Query.attestations":                in,
		"Query.fundingYears":                in,
		"Query.countyAssessments":           in,
		"Query.schoolAssessments":           fmt.Sprintf(`where: {year: %d, school: {region: %q}}`, theYear, here),
		"Query.accounts":                    `where: {search: "victim"}`,
		"Query.claims":                      fmt.Sprintf(`input: {regionCode: %q, year: %d, text: "小学9所，学校4所。"}`, here, theYear),
		"Query.simulate":                    fmt.Sprintf(`input: {regionCode: %q, year: %d, changes: [{figure: {schoolCode: %q, key: "studentsPrimary", value: "5000"}}]}`, here, theYear, code(here, 0)),
		"Query.repair":                      fmt.Sprintf(`input: {regionCode: %q, year: %d}`, here, theYear),
		"Query.edition":                     `code: "cn-2017"`,
		"CountyAssessment.indicator":        `code: "G3"`,
		"SchoolAssessmentConnection.facets": `fields: [KIND, VERDICT]`,
		"School.assessments":                fmt.Sprintf(`year: %d`, theYear),
		"School.itemResults":                fmt.Sprintf(`year: %d`, theYear),
		"Subscription.importProgress":       fmt.Sprintf(`id: %q`, ids["import"]),
		"year":                              fmt.Sprint(theYear),
		"indicator":                         `"R4"`,
		"stage":                             "PRIMARY",
		"schoolCode":                        fmt.Sprintf("%q", code(here, 0)),
		"regionCode":                        fmt.Sprintf("%q", here),
	}
}

// call is a field with its arguments. It fails for a required argument that nobody has thought of.
func call(t *testing.T, e edge, known map[string]string) string {
	t.Helper()
	if given, ok := known[e.name()]; ok {
		return e.field.Name + "(" + given + ")"
	}
	var list []string
	for _, a := range e.field.Arguments {
		if !a.Type.NonNull {
			continue
		}
		value, ok := known[a.Name]
		if !ok {
			t.Fatalf("%s: no value for the argument %s", e.name(), a.Name)
		}
		list = append(list, a.Name+": "+value)
	}
	if list == nil {
		return e.field.Name
	}
	return e.field.Name + "(" + strings.Join(list, ", ") + ")"
}

// document asks for the last field of a way, and on the way for the counts of connections.
func document(t *testing.T, kind string, way []edge, known map[string]string) string {
	t.Helper()
	inner := "__typename"
	for _, e := range slices.Backward(way) {
		if strings.HasSuffix(e.field.Type.Name(), "Connection") {
			inner = "totalCount " + inner
		}
		inner = call(t, e, known) + " { " + inner + " }"
	}
	return kind + " { " + inner + " }"
}

// reached tells what stands at the end of a way: OK, NULL or EMPTY.
func reached(value any, way []edge) string {
	if len(way) == 0 {
		return verdictOf(value, func(any) string { return "OK" })
	}
	return verdictOf(value, func(one any) string {
		m := one.(map[string]any)
		if count, ok := m["totalCount"]; ok && count == float64(0) {
			return "EMPTY"
		}
		return reached(m[way[0].field.Name], way[1:])
	})
}

// verdictOf is the best of what a value and its elements come to.
func verdictOf(value any, of func(any) string) string {
	switch v := value.(type) {
	case nil:
		return "NULL"
	case []any:
		best := "EMPTY"
		for _, one := range v {
			if found := verdictOf(one, of); found == "OK" || best == "EMPTY" {
				best = found
			}
		}
		return best
	case map[string]any:
		if count, ok := v["totalCount"]; ok && count == float64(0) {
			return "EMPTY"
		}
	}
	return of(value)
}
