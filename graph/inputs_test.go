package graph

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2/ast"
)

// TestSecretsAreCheckedAlone finds the mutations that check a secret by their inputs.
func TestSecretsAreCheckedAlone(t *testing.T) {
	s := schema(t)
	secret := regexp.MustCompile(`(?i)password|token|secret|otp|^code$`)
	for _, f := range s.Mutation.Fields {
		for _, in := range s.Types[f.Arguments[0].Type.Name()].Fields {
			isCode := in.Name == "code" && !strings.Contains(f.Name, "ign") && !strings.Contains(f.Name, "Factor") // of a school, a teacher, a veto
			if secret.MatchString(in.Name) && !isCode && !slices.Contains(alone, f.Name) {
				t.Errorf("%s checks %s, but may stand beside others", f.Name, in.Name)
			}
		}
	}
}

// TestListsAreOrderedByEnums keeps texts out of ORDER BY: what an order takes is an enum, or an indicator that is looked up.
func TestListsAreOrderedByEnums(t *testing.T) {
	s := schema(t)
	orders := 0
	for _, d := range s.Types {
		for _, f := range d.Fields {
			for _, a := range f.Arguments {
				if a.Name != "orderBy" {
					continue
				}
				orders++
				for _, in := range s.Types[a.Type.Name()].Fields {
					if s.Types[in.Type.Name()].Kind != ast.Enum && in.Name != "indicator" {
						t.Errorf("%s.%s is ordered by %s of type %s", d.Name, f.Name, in.Name, in.Type)
					}
				}
			}
		}
	}
	if orders == 0 {
		t.Error("no list has an order")
	}
}

// TestWhatIsHiddenIsNoFilter keeps a filter or an order from telling what a role is not shown: names of teachers, and small
// counts of a county.
func TestWhatIsHiddenIsNoFilter(t *testing.T) {
	s := schema(t)
	hidden := regexp.MustCompile(`(?i)name|search|disabled|migrant|special|death`)
	for _, name := range []string{"TeacherWhere", "TeacherOrder", "CountyAssessmentWhere", "FundingYearWhere", "AttestationWhere", "OddityWhere"} {
		d := s.Types[name]
		if d == nil {
			t.Fatalf("%s is not there", name)
		}
		for _, f := range d.Fields {
			if hidden.MatchString(f.Name) {
				t.Errorf("%s.%s tells of what is hidden", name, f.Name)
			}
			for _, v := range s.Types[f.Type.Name()].EnumValues {
				if hidden.MatchString(v.Name) {
					t.Errorf("%s tells by %s of what is hidden", name, v.Name)
				}
			}
		}
	}
}

// TestNobodySetsWhatTheServerDecides keeps states, owners, versions and times out of what mutations take, and figures in
// types with a field each.
func TestNobodySetsWhatTheServerDecides(t *testing.T) {
	s := schema(t)
	decided := regexp.MustCompile(`(?i)^(id|status|state|verdict|passed|version|owner.*|accountId|createdAt|updatedAt|.*By|tokenVersion|mustChangePassword|passwordHash|sessionId|progress)$`)
	fixed := map[string][]string{ // once made, a thing stays where it is and what it is
		"UpdateSchoolInput": {"regionCode", "newCode", "ownership"}, "UpdateAccountInput": {"role", "id"},
	}
	var check func(d *ast.Definition)
	seen := map[string]bool{}
	check = func(d *ast.Definition) {
		if d.Kind != ast.InputObject || seen[d.Name] {
			return
		}
		seen[d.Name] = true
		for _, f := range d.Fields {
			to := s.Types[f.Type.Name()]
			if decided.MatchString(f.Name) || slices.Contains(fixed[d.Name], f.Name) {
				t.Errorf("%s.%s is the server's to decide", d.Name, f.Name)
			}
			if to.Kind == ast.Scalar && !slices.Contains([]string{"ID", "String", "Int", "Float", "Boolean", "Decimal"}, to.Name) {
				t.Errorf("%s.%s is a %s, which may hold anything", d.Name, f.Name, to.Name)
			}
			check(to)
		}
	}
	for _, f := range s.Mutation.Fields {
		check(s.Types[f.Arguments[0].Type.Name()])
	}
	if len(seen) < 15 {
		t.Errorf("only %d inputs were looked at", len(seen))
	}
}

// TestEveryRootFieldIsInTheMatrix: what the matrix of fields asks are those that lead to another type.
func TestEveryRootFieldIsInTheMatrix(t *testing.T) {
	s := schema(t)
	for _, root := range []*ast.Definition{s.Query, s.Mutation, s.Subscription} {
		for _, f := range root.Fields {
			if !strings.HasPrefix(f.Name, "__") && !s.Types[f.Type.Name()].IsCompositeType() {
				t.Errorf("%s.%s answers a plain value: the matrix does not ask it", root.Name, f.Name)
			}
		}
	}
}
