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
		if d.Kind != ast.Object || strings.HasPrefix(d.Name, "__") {
			continue
		}
		for _, f := range d.Fields {
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
