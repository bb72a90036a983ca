package graph

import (
	"fmt"
	"slices"
	"strings"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// Bounds of one request, whoever asks. Each keeps one way of making a small request dear in check.
const (
	maxTokens             = 2_500 // of a document; validation grows with the square of repeated fields
	maxVisits             = 5_000 // nodes visited with fragments expanded; spreads within spreads double each time
	maxDepth              = 12
	maxLists              = 4  // lists of objects within each other
	maxIntrospectionDepth = 20 // the usual introspection query has 15
	maxIntrospectionLists = 3  // and this many: arguments of fields of types
	maxRootFields         = 20
	maxAliases            = 10 // of one field of an object
	maxFragments          = 50
	maxOperations         = 10
	maxDirectives         = 100
)

// How much one request may cost, in fields written.
const (
	costOfCounty = 100_000 // of a bureau and an inspector
	costOfSchool = 50_000
	costOfNobody = 2_000
)

func costLimit(v auth.Viewer) int {
	switch v.Role {
	case models.Bureau, models.Inspector:
		return costOfCounty
	case models.Clerk:
		return costOfSchool
	}
	return costOfNobody
}

// meter measures an operation in one walk that never visits more than maxVisits nodes.
type meter struct {
	op         *graphql.OperationContext
	visits     int
	directives int
	refusal    *gqlerror.Error
}

// measure is what an operation costs, or why its form is refused.
func measure(op *graphql.OperationContext) (cost int, refusal *gqlerror.Error) {
	defer func() { // the parser panics on literals that no number of Go holds
		if recover() != nil {
			refusal = refuse(codeInvalid, "a number is out of range")
		}
	}()
	switch {
	case len(op.Doc.Fragments) > maxFragments:
		return 0, refuse(codeCostLimit, fmt.Sprintf("too many fragments: at most %d", maxFragments))
	case len(op.Doc.Operations) > maxOperations:
		return 0, refuse(codeCostLimit, fmt.Sprintf("too many operations in one document: at most %d", maxOperations))
	}
	m := &meter{op: op}
	rows, once := m.set(op.Operation.SelectionSet, place{depth: 1, deepest: maxDepth, mostLists: maxLists, aliases: &aliases{}})
	cost = sum(rows, once)
	if m.refusal == nil && len(rootFields(op.Operation.SelectionSet, nil)) > maxRootFields {
		m.refuse(fmt.Sprintf("too many root fields: at most %d", maxRootFields))
	}
	return cost, m.refusal
}

// afford refuses what a role may not ask for in one request.
func afford(v auth.Viewer, cost int) *gqlerror.Error {
	most := costLimit(v)
	if cost <= most {
		return nil
	}
	refusal := refuse(codeCostLimit, fmt.Sprintf("the request would cost %d, the limit is %d: ask for smaller pages or fewer fields", cost, most))
	refusal.Extensions["cost"], refusal.Extensions["limit"] = cost, most
	return refusal
}

func (m *meter) refuse(message string) {
	if m.refusal == nil {
		m.refusal = refuse(codeCostLimit, message)
	}
}

// aliases are those of each field of an object, from all fragments on it and from every place that asks for it under one name of
// the answer: these are one object there.
type aliases struct {
	of    map[string][]string // by field
	below map[string]*aliases // of the objects of the object, by their name in the answer
}

// add counts a field under its alias, and tells how many it has now.
func (a *aliases) add(f *ast.Field) int {
	if a.of == nil {
		a.of = map[string][]string{}
	}
	of := a.of[f.Name]
	if !slices.Contains(of, f.Alias) { // not many: the request is refused before
		of = append(of, f.Alias)
		a.of[f.Name] = of
	}
	return len(of)
}

// under are the aliases of the object that a field leads to.
func (a *aliases) under(f *ast.Field) *aliases {
	if a.below == nil {
		a.below = map[string]*aliases{}
	}
	if a.below[f.Alias] == nil {
		a.below[f.Alias] = &aliases{}
	}
	return a.below[f.Alias]
}

// place is where a selection set stands.
type place struct {
	depth, deepest   int
	lists, mostLists int // of objects that it stands in
	aliases          *aliases
}

// set is the cost of a selection set: of what is written for each row, and once of what a connection tells of all its rows.
func (m *meter) set(set ast.SelectionSet, at place) (rows, once int) {
	if at.depth > at.deepest {
		m.refuse(fmt.Sprintf("the request is too deep: at most %d levels", at.deepest))
		return 0, 0
	}
	if at.lists > at.mostLists {
		m.refuse(fmt.Sprintf("too many lists within lists: at most %d", at.mostLists))
		return 0, 0
	}
	for _, s := range set {
		if m.visits++; m.visits > maxVisits {
			m.refuse(fmt.Sprintf("the request is too large: at most %d fields and fragments", maxVisits))
		}
		if m.refusal != nil {
			return 0, 0
		}
		var r, o int
		switch s := s.(type) {
		case *ast.Field:
			m.count(s.Directives)
			if at.aliases.add(s) > maxAliases {
				m.refuse(fmt.Sprintf("too many aliases of one field: at most %d", maxAliases))
			}
			if r = m.field(s, at); isAggregate(s) {
				r, o = 0, r
			}
		case *ast.InlineFragment:
			m.count(s.Directives)
			r, o = m.set(s.SelectionSet, at)
		case *ast.FragmentSpread:
			m.count(s.Directives)
			r, o = m.set(s.Definition.SelectionSet, at)
		}
		rows, once = sum(rows, r), sum(once, o)
	}
	return rows, once
}

// isAggregate tells whether a field is about a connection as a whole, however long its page is.
func isAggregate(f *ast.Field) bool {
	return f.ObjectDefinition != nil && strings.HasSuffix(f.ObjectDefinition.Name, "Connection") && f.Name != "nodes" && f.Name != "edges"
}

func (m *meter) count(list ast.DirectiveList) {
	if m.directives += len(list); m.directives > maxDirectives {
		m.refuse(fmt.Sprintf("too many directives: at most %d", maxDirectives))
	}
}

func (m *meter) field(f *ast.Field, at place) int {
	if f.Name == "__schema" || f.Name == "__type" {
		at.deepest, at.mostLists = maxIntrospectionDepth, maxIntrospectionLists
	}
	if len(f.SelectionSet) == 0 {
		return weigh(f, m.op.Variables).own
	}
	w := weigh(f, m.op.Variables)
	at.depth, at.aliases = at.depth+1, at.aliases.under(f)
	if f.Definition != nil && f.Definition.Type.Elem != nil {
		at.lists++
	}
	rows, once := m.set(f.SelectionSet, at)
	return sum(w.own, sum(once, product(w.size, rows)))
}

const dearest = 1 << 40

func sum(a, b int) int { return min(a+b, dearest) }

func product(a, b int) int {
	if b != 0 && a > dearest/b {
		return dearest
	}
	return a * b
}
