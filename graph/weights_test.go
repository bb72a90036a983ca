package graph

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/auth"
)

func schema(t *testing.T) *ast.Schema {
	t.Helper()
	files, err := filepath.Glob("schema/*.graphqls")
	if err != nil {
		t.Fatal(err)
	}
	var sources []*ast.Source
	for _, f := range files {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, &ast.Source{Name: f, Input: string(b)})
	}
	s, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestEveryListOfObjectsHasAWeight(t *testing.T) {
	s := schema(t)
	seen := map[string]bool{}
	for _, d := range s.Types {
		if d.Kind != ast.Object {
			continue
		}
		for _, f := range d.Fields {
			if strings.HasPrefix(f.Name, "__") { // of the query type: __schema and __type
				continue
			}
			name := d.Name + "." + f.Name
			seen[name] = true
			isPage := strings.HasSuffix(d.Name, "Connection") && (f.Name == "nodes" || f.Name == "edges")
			isSaid := f.Name == "userErrors" || (f.Name == "warnings" && strings.HasSuffix(d.Name, "Payload"))
			if f.Type.Elem == nil || isPage || isSaid || s.Types[f.Type.Name()].IsLeafType() {
				continue
			}
			if _, ok := lists[name]; !ok && name != "PageInfo" {
				t.Errorf("%s is a list of objects without a weight", name)
			}
		}
	}
	for name := range lists {
		if !seen[name] {
			t.Errorf("%s has a weight but is no field", name)
		}
	}
	for name := range dear {
		if !seen[name] {
			t.Errorf("%s is dear but no field", name)
		}
	}
}

// Deny by default: every root field needs somebody signed in but these, and every mutation but those of the session is an
// action of the policy.
func TestPublicRootFieldsAreTheseAndNoOthers(t *testing.T) {
	want := []string{"__typename", "viewer", "editions", "edition", "signIn", "refreshSession", "signOut"}
	if !slices.Equal(public, want) {
		t.Errorf("got %v, want %v", public, want)
	}
	actions := auth.Actions()
	for _, f := range schema(t).Mutation.Fields {
		if !slices.Contains(public, f.Name) && !slices.Contains(actions, auth.Action(f.Name)) {
			t.Errorf("mutation %s is no action of the policy", f.Name)
		}
	}
}

// The weights of introspection are means of the schema, and follow it as it grows.
func TestIntrospectionIsWeighedByTheSchema(t *testing.T) {
	s := schema(t)
	n := map[string]int{}
	for _, d := range s.Types {
		switch d.Kind {
		case ast.InputObject:
			n["__Type.inputFields"] += len(d.Fields)
		case ast.Enum:
			n["__Type.enumValues"] += len(d.EnumValues)
		case ast.Object, ast.Interface:
			n["__Type.fields"] += len(d.Fields)
			n["__Type.interfaces"] += len(d.Interfaces)
		}
	}
	for name, all := range n {
		if mean := float64(all) / float64(len(s.Types)); float64(lists[name].size) < mean-0.5 {
			t.Errorf("%s: a type has %.1f of them, counted as %d", name, mean, lists[name].size)
		}
	}
	if got := lists["__Schema.types"].size; 4*got < len(s.Types)-20 {
		t.Errorf("there are %d types, a fourth of them are counted as %d", len(s.Types), got)
	}
}
