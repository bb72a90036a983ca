package graph

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

// decided are names of what the server decides: which row it is, of what place and year, whose, in which state and version, and
// what was found for it.
var decided = regexp.MustCompile(`^ids?$|Ids?$|[vV]ersion|(At|On|By)$|[cC]odes?$|[yY]ear$|[sS]tatus|[sS]tate$|verdict|[pP]assed|progress|attainment|` +
	`shortfall|[rR]esult|owner|[aA]ccount|[uU]ser|[rR]ole|Disabled$|mustChange|[pP]assword|[hH]ash|[sS]ecret|[tT]oken|[sS]ession`)

// offered are those that a mutation is given all the same, and why. Whoever adds one has thought about what happens when it is
// another one's.
var offered = map[string][]string{
	"say which row is written": {
		"AnswerVetoInput.code", "AnswerVetoInput.regionCode", "AnswerVetoInput.year",
		"AttestIndicatorInput.regionCode", "AttestIndicatorInput.schoolCode", "AttestIndicatorInput.year",
		"RecordCountyYearInput.regionCode", "RecordCountyYearInput.year", "RecordFundingYearInput.fiscalYear", "RecordFundingYearInput.regionCode",
		"RecordSchoolYearInput.schoolCode", "RecordSchoolYearInput.year",
		"RecordTeacherInput.code", "RecordTeacherInput.schoolCode", "RecordTeacherInput.year", "RemoveTeacherInput.teacherId",
		"ResetPasswordInput.username", "ReviewOddityInput.schoolCode", "ReviewOddityInput.year",
		"UpdateAccountInput.username", "UpdateSchoolInput.code", "WithdrawAttestationInput.attestationId", "WithdrawOddityReviewInput.schoolCode", "WithdrawOddityReviewInput.year",
	},
	"say what is read": {
		"ImportWorkbookInput.uploadId", "MakePaperInput.keptUploadId", "MakePaperInput.regionCode", "MakePaperInput.schoolCode", "MakePaperInput.year",
	},
	"are what the writer saw, or nothing is written": {
		"RecordCountyYearInput.expectedVersion", "RecordFundingYearInput.expectedVersion", "RecordSchoolYearInput.expectedVersion",
	},
	"are chosen when the thing is made": {
		"CreateAccountInput.regionCodes", "CreateAccountInput.role", "CreateAccountInput.schoolCode", "CreateAccountInput.username",
		"CreateSchoolInput.code", "CreateSchoolInput.regionCode",
	},
	"are what a bureau may change": {"UpdateAccountInput.isDisabled", "UpdateAccountInput.regionCodes", "UpdateAccountInput.schoolCode"},
	"are facts about the world": {
		"CreateSchoolInput.builtYear", "CreateSchoolInput.firstYear", "CreateSchoolInput.lastYear",
		"UpdateSchoolInput.builtYear", "UpdateSchoolInput.firstYear", "UpdateSchoolInput.lastYear", "RecordTeacherInput.rotatedFromCode",
	},
	"are the caller's own secrets": {
		"ChangePasswordInput.currentPassword", "ChangePasswordInput.newPassword", "ConfirmSecondFactorInput.code", "PrepareSecondFactorInput.password",
		"RefreshSessionInput.refreshToken", "RemoveSecondFactorInput.code", "RemoveSecondFactorInput.password",
		"SignInInput.code", "SignInInput.password", "SignInInput.username",
	},
}

// TestNobodySetsWhatTheServerDecides keeps what the server decides out of what mutations take, but for what is offered, and figures
// in types with a field each.
func TestNobodySetsWhatTheServerDecides(t *testing.T) {
	s := schema(t)
	var found, want []string
	seen := map[string]bool{}
	var check func(d *ast.Definition)
	check = func(d *ast.Definition) {
		if d.Kind != ast.InputObject || seen[d.Name] {
			return
		}
		seen[d.Name] = true
		for _, f := range d.Fields {
			to := s.Types[f.Type.Name()]
			if decided.MatchString(f.Name) {
				found = append(found, d.Name+"."+f.Name)
			}
			if to.Kind == ast.Scalar && !slices.Contains([]string{"ID", "String", "Int", "Float", "Boolean", "Decimal"}, to.Name) {
				t.Errorf("%s.%s is a %s, which may hold anything", d.Name, f.Name, to.Name)
			}
			check(to)
		}
	}
	for _, f := range s.Mutation.Fields {
		if len(f.Arguments) != 1 || f.Arguments[0].Name != "input" {
			t.Errorf("%s takes more than an input", f.Name)
		}
		check(s.Types[f.Arguments[0].Type.Name()])
	}
	for _, fields := range offered {
		want = append(want, fields...)
	}
	slices.Sort(found)
	slices.Sort(want)
	if diff := cmp.Diff(want, found); diff != "" {
		t.Errorf("what the server decides and mutations take (-offered +schema):\n%s", diff)
	}
	if len(seen) < 20 {
		t.Errorf("only %d inputs were looked at", len(seen))
	}
}

// TestEveryScalarOfAVariableIsParsed: a scalar without a parser would panic as a variable.
func TestEveryScalarOfAVariableIsParsed(t *testing.T) {
	for _, d := range schema(t).Types {
		if d.Kind == ast.Scalar && leaves[d.Name] == nil {
			t.Errorf("%s has no parser", d.Name)
		}
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
