package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/auth"
)

// reading is what is personal and written down when it is read.
type reading struct {
	action auth.Action
	object string
	fields []string
	may    func(auth.Viewer) bool
}

// readings are all of them. Accounts in the answer of a mutation are the ones that it changed, of which there is a line.
var readings = []reading{
	{auth.ReadTeacherNames, "Teacher", []string{"name"}, auth.Viewer.SeesNames},
	{auth.ReadAccounts, "Account", []string{"username", "name"}, func(v auth.Viewer) bool { return auth.Allows(v.Role, auth.ReadAccounts) }},
	{auth.ReadImports, "ImportError", []string{"value", "message", "params"}, func(v auth.Viewer) bool { return auth.Allows(v.Role, auth.ReadImports) }},
}

// recordReading writes down which personal data an operation reads, before it does.
func (h *Handler) recordReading(ctx context.Context, op *graphql.OperationContext) error {
	v := ViewerOf(ctx)
	if !v.IsSignedIn() || v.IsHeldBack() {
		return nil
	}
	var actions []auth.Action
	for _, r := range readings {
		isOwn := r.action == auth.ReadAccounts && op.Operation.Operation == ast.Mutation
		if !isOwn && r.may(v) && r.isIn(op.Doc) {
			actions = append(actions, r.action)
		}
	}
	if len(actions) == 0 {
		return nil
	}
	return h.resolver.App.RecordReading(ctx, v, actions...)
}

// isIn tells whether a validated document asks for it.
func (r reading) isIn(doc *ast.QueryDocument) bool {
	return slices.ContainsFunc(doc.Operations, func(o *ast.OperationDefinition) bool { return r.isAsked(o.SelectionSet) }) ||
		slices.ContainsFunc(doc.Fragments, func(f *ast.FragmentDefinition) bool { return r.isAsked(f.SelectionSet) })
}

// isAsked looks through a selection set; fragments are looked through once, where they are defined.
func (r reading) isAsked(set ast.SelectionSet) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			return s.ObjectDefinition != nil && s.ObjectDefinition.Name == r.object && slices.Contains(r.fields, s.Name) || r.isAsked(s.SelectionSet)
		case *ast.InlineFragment:
			return r.isAsked(s.SelectionSet)
		}
		return false
	})
}
