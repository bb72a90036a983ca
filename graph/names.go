package graph

import (
	"context"
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
)

// recordNames writes down that an operation reads names of teachers, before it does.
func (h *Handler) recordNames(ctx context.Context, op *graphql.OperationContext) error {
	if v := ViewerOf(ctx); v.SeesNames() && !v.IsHeldBack() && readsNames(op.Doc) {
		return h.resolver.App.RecordNamesRead(ctx, v)
	}
	return nil
}

// readsNames tells whether a validated document asks for names of teachers.
func readsNames(doc *ast.QueryDocument) bool {
	return slices.ContainsFunc(doc.Operations, func(o *ast.OperationDefinition) bool { return asksForNames(o.SelectionSet) }) ||
		slices.ContainsFunc(doc.Fragments, func(f *ast.FragmentDefinition) bool { return asksForNames(f.SelectionSet) })
}

// asksForNames looks through a selection set; fragments are looked through once, where they are defined.
func asksForNames(set ast.SelectionSet) bool {
	return slices.ContainsFunc(set, func(s ast.Selection) bool {
		switch s := s.(type) {
		case *ast.Field:
			return s.Name == "name" && s.ObjectDefinition != nil && s.ObjectDefinition.Name == "Teacher" || asksForNames(s.SelectionSet)
		case *ast.InlineFragment:
			return asksForNames(s.SelectionSet)
		}
		return false
	})
}
