package graph

import (
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
	maxIntrospectionDepth = 20 // the usual introspection query has 15
	maxRootFields         = 20
	maxAliases            = 10 // of one field in one selection set
	maxFragments          = 50
	maxOperations         = 10
	maxDirectives         = 100
)

// costLimit is how much one request of a role may cost, in fields written.
func costLimit(v auth.Viewer) int {
	switch v.Role {
	case models.Bureau, models.Inspector:
		return 100_000
	case models.Clerk:
		return 50_000
	}
	return 2_000
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
		return 0, refuse(codeCostLimit, "too many fragments")
	case len(op.Doc.Operations) > maxOperations:
		return 0, refuse(codeCostLimit, "too many operations in one document")
	}
	m := &meter{op: op}
	cost = m.set(op.Operation.SelectionSet, 1, maxDepth)
	if m.refusal == nil && len(rootFields(op.Operation.SelectionSet, nil)) > maxRootFields {
		m.refuse("too many root fields")
	}
	return cost, m.refusal
}

// afford refuses what a role may not ask for in one request.
func afford(v auth.Viewer, cost int) *gqlerror.Error {
	if cost > costLimit(v) {
		return refuse(codeCostLimit, "the request would cost too much: ask for smaller pages or fewer fields")
	}
	return nil
}

func (m *meter) refuse(message string) {
	if m.refusal == nil {
		m.refusal = refuse(codeCostLimit, message)
	}
}

// set is the cost of a selection set.
func (m *meter) set(set ast.SelectionSet, depth, deepest int) int {
	if depth > deepest {
		m.refuse("the depth limit is exceeded")
		return 0
	}
	total := 0
	aliases := map[string]map[string]bool{}
	for _, s := range set {
		if m.visits++; m.visits > maxVisits {
			m.refuse("the request is too large")
		}
		if m.refusal != nil {
			return 0
		}
		switch s := s.(type) {
		case *ast.Field:
			m.count(s.Directives)
			if aliases[s.Name] == nil {
				aliases[s.Name] = map[string]bool{}
			}
			if aliases[s.Name][s.Alias] = true; len(aliases[s.Name]) > maxAliases {
				m.refuse("too many aliases of one field: the limit is 10")
			}
			total = sum(total, m.field(s, depth, deepest))
		case *ast.InlineFragment:
			m.count(s.Directives)
			total = sum(total, m.set(s.SelectionSet, depth, deepest))
		case *ast.FragmentSpread:
			m.count(s.Directives)
			total = sum(total, m.set(s.Definition.SelectionSet, depth, deepest))
		}
	}
	return total
}

func (m *meter) count(list ast.DirectiveList) {
	if m.directives += len(list); m.directives > maxDirectives {
		m.refuse("too many directives")
	}
	if list.ForName("defer") != nil && m.refusal == nil {
		m.refusal = refuse(codeInvalid, "answers come in one piece: @defer is not supported")
	}
}

func (m *meter) field(f *ast.Field, depth, deepest int) int {
	if f.Name == "__schema" || f.Name == "__type" {
		deepest = maxIntrospectionDepth
	}
	if len(f.SelectionSet) == 0 {
		return weigh(f, m.op.Variables).own
	}
	w := weigh(f, m.op.Variables)
	children := m.set(f.SelectionSet, depth+1, deepest)
	return sum(w.own, product(w.size, children))
}

const dearest = 1 << 40

func sum(a, b int) int { return min(a+b, dearest) }

func product(a, b int) int {
	if b != 0 && a > dearest/b {
		return dearest
	}
	return a * b
}
