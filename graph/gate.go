package graph

import (
	"fmt"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/junheng/junheng/auth"
)

// public are the root fields that nobody needs to sign in for. Every other one is refused before anything is resolved.
var public = []string{"__typename", "viewer", "editions", "edition", "signIn", "refreshSession", "signOut"}

// beforeChange are the root fields left to an account that has to change its generated password first.
var beforeChange = append(slices.Clone(public), "changePassword", "__schema", "__type")

// beforeFactor are the root fields left to an account that has to set up its second factor first.
var beforeFactor = append(slices.Clone(beforeChange), "prepareSecondFactor", "confirmSecondFactor")

// alone are the mutations that check a secret: one a request, so that aliases cannot try many.
var alone = []string{"signIn", "refreshSession", "changePassword", "prepareSecondFactor", "confirmSecondFactor", "removeSecondFactor"}

// admit refuses root fields that the viewer may not ask for.
func admit(v auth.Viewer, op *graphql.OperationContext) *gqlerror.Error {
	roots := rootFields(op.Operation.SelectionSet, nil)
	for _, name := range roots {
		switch {
		case !v.IsSignedIn() && !slices.Contains(public, name):
			return refuse(codeUnauthenticated, "sign in first")
		case v.MustChangePassword && !slices.Contains(beforeChange, name):
			return refuse(codeForbidden, "change the generated password first")
		case v.MustSetSecondFactor && !slices.Contains(beforeFactor, name):
			return refuse(codeForbidden, "set up the second factor first")
		case slices.Contains(alone, name) && len(roots) > 1:
			return refuse(codeInvalid, name+" must be the only field of its request")
		}
	}
	return nil
}

// oneStream refuses a subscription of several fields, or of none. The validator counts fields by their names, not by their aliases,
// and does not know what is skipped.
func oneStream(op *graphql.OperationContext) *gqlerror.Error {
	if op.Operation.Operation != ast.Subscription {
		return nil
	}
	if fields := graphql.CollectFields(op, op.Operation.SelectionSet, []string{"Subscription"}); len(fields) != 1 {
		return refuse(codeInvalid, fmt.Sprintf("a subscription asks for one field, not for %d", len(fields)))
	}
	return nil
}

// rootFields are the names of the fields asked for at the top, through fragments; the limits have bounded them before.
func rootFields(set ast.SelectionSet, names []string) []string {
	for _, s := range set {
		switch s := s.(type) {
		case *ast.Field:
			names = append(names, s.Name)
		case *ast.InlineFragment:
			names = rootFields(s.SelectionSet, names)
		case *ast.FragmentSpread:
			names = rootFields(s.Definition.SelectionSet, names)
		}
	}
	return names
}
