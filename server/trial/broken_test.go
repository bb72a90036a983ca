package trial_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/store/storetest"
)

// inside is what a message must not tell of the program and its database.
var inside = regexp.MustCompile(`(?i)sql|table|column|constraint|select |insert |driver|\.go\b|goroutine|nil pointer|/|:=`)

// TestADatabaseThatFailsIsNotTold takes all tables away but those that tell who asks, and then asks every field and every
// mutation: what fails has a code of ours, a sentence of ours, and the request's id.
func TestADatabaseThatFailsIsNotTold(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 2)
	m := &matrix{world: w, rows: map[string][]string{}, ids: w.things()}
	m.args = arguments(m.ids)
	schema := theSchema(t)
	requests := map[string]map[string]any{} // to variables
	for _, path := range pathsFrom(schema, schema.Query) {
		owner := schema.Query
		if len(path) > 0 {
			owner = schema.Types[path[len(path)-1].field.Type.Name()]
		}
		for _, e := range edgesOf(schema, owner) {
			requests[document(t, "query", append(slices.Clone(path), e), m.args)] = nil
		}
	}
	for _, e := range edgesOf(schema, schema.Mutation) {
		if e.field.Name == "signOut" {
			continue
		}
		in, _ := m.input(e.field.Name, "bureau")
		requests["mutation($in: "+e.field.Arguments[0].Type.String()+") { "+e.field.Name+"(input: $in) { userErrors { code } } }"] = map[string]any{"in": in}
	}
	w.loseTables("accounts", "sessions")
	failed := 0
	for query, variables := range requests {
		a := w.ask(w.token("bureau"), query, variables)
		for _, e := range a.Errors {
			code, _ := e.Extensions["code"].(string)
			if !slices.Contains([]string{"UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND", "INVALID", "CONFLICT", "RATE_LIMITED", "COST_LIMIT", "INTERNAL"}, code) || inside.MatchString(strings.ReplaceAll(e.Message, a.Header.Get("X-Request-Id"), "")) {
				t.Errorf("%s: %s %s", query, code, e.Message)
			}
			if code == "INTERNAL" {
				failed++
				if e.Message != "internal error, request "+a.Header.Get("X-Request-Id") {
					t.Errorf("%s: %s", query, e.Message)
				}
			}
		}
	}
	if failed < len(requests)/2 {
		t.Errorf("only %d of %d requests failed", failed, len(requests))
	}
	if !strings.Contains(w.said(), "no such table") {
		t.Error("the log does not tell the cause")
	}
	t.Logf("%d of %d requests failed", failed, len(requests))
	w.lives()
}

// loseTables drops all tables of an embedded database but these.
func (w *world) loseTables(kept ...string) {
	w.t.Helper()
	db := storetest.SQL(w.t, w.database)
	rows, err := db.QueryContext(w.t.Context(), "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
	w.must(err)
	var names []string
	for rows.Next() {
		var name string
		w.must(rows.Scan(&name))
		if !slices.Contains(kept, name) {
			names = append(names, name)
		}
	}
	w.must(rows.Err())
	w.must(rows.Close())
	for _, name := range names {
		_, err := db.ExecContext(w.t.Context(), "DROP TABLE "+name)
		w.must(err)
	}
}
