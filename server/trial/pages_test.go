package trial_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestEveryPageHasItsBounds asks every list that takes a size, wherever it stands, for sizes that it must not give.
func TestEveryPageHasItsBounds(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 2)
	args := arguments(w.things())
	schema := theSchema(t)
	asked := 0
	for _, path := range pathsFrom(schema, schema.Query) {
		owner := schema.Query
		if len(path) > 0 {
			owner = schema.Types[path[len(path)-1].field.Type.Name()]
		}
		for _, e := range edgesOf(schema, owner) {
			for _, name := range []string{"first", "last", "bins"} {
				if e.field.Arguments.ForName(name) == nil {
					continue
				}
				for _, size := range []string{"-1", "201", "2147483647"} {
					query := sized(t, append(slices.Clone(path), e), args, name+": "+size)
					asked++
					if a := w.ask(w.token("bureau"), query, nil); a.code() != "INVALID" && a.code() != "COST_LIMIT" {
						t.Errorf("%s: %d %.200s", query, a.Status, a.Body)
					}
				}
			}
		}
	}
	if asked < 40 {
		t.Errorf("only %d sizes were asked", asked)
	}
	t.Logf("%d sizes asked", asked)
	w.lives()
}

// sized asks for the last field of a way with one more argument.
func sized(t *testing.T, way []edge, known map[string]string, size string) string {
	t.Helper()
	e := way[len(way)-1]
	text := call(t, e, known)
	with := strings.TrimSuffix(text, ")") + ", " + size + ")"
	if !strings.Contains(text, "(") {
		with = text + "(" + size + ")"
	}
	known = map[string]string{e.name(): strings.TrimSuffix(strings.TrimPrefix(with, e.field.Name+"("), ")")}
	for k, v := range arguments(map[string]string{}) {
		if known[k] == "" {
			known[k] = v
		}
	}
	return document(t, "query", way, known)
}

// TestEveryTextOfAFilterHasItsLength fills every text of every filter beyond its length.
func TestEveryTextOfAFilterHasItsLength(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 2)
	schema := theSchema(t)
	long := fmt.Sprintf("%q", strings.Repeat("长", 101))
	asked := 0
	for _, f := range schema.Query.Fields {
		where := f.Arguments.ForName("where")
		if where == nil {
			continue
		}
		for _, in := range schema.Types[where.Type.Name()].Fields {
			var values []string
			switch {
			case in.Type.Name() == "String" && in.Type.Elem == nil:
				values = []string{long}
			case in.Type.Name() == "StringFilter":
				values = []string{"{eq: " + long + "}", "{contains: " + long + "}", "{in: [" + long + "]}"}
			}
			for _, value := range values {
				filter := in.Name + ": " + value
				if schema.Types[where.Type.Name()].Fields.ForName("year") != nil && where.Type.NonNull {
					filter += ", year: 2023"
				}
				asked++
				query := "{ " + f.Name + "(" + required(f) + "where: {" + filter + "}) { totalCount } }"
				a := w.ask(w.token("bureau"), query, nil)
				isWhole := in.Type.Name() == "String" && in.Name != "search" // compared as a whole, as long as it likes
				if a.code() != "INVALID" && (!isWhole || a.code() != "" || !strings.Contains(string(a.Data), `"totalCount":0`)) {
					t.Errorf("%.100s: %.200s", query, a.Body)
				}
			}
		}
	}
	t.Logf("%d texts asked", asked)
	if asked < 30 {
		t.Errorf("only %d texts were asked", asked)
	}
}

func required(f *ast.FieldDefinition) string {
	if f.Arguments.ForName("regionCode") != nil {
		return fmt.Sprintf("regionCode: %q, year: %d, ", here, theYear)
	}
	return ""
}
