package graph

import (
	"context"
	"fmt"
	"sync"

	"github.com/99designs/gqlgen/graphql"

	"github.com/junheng/junheng/store"
)

// tally counts what a page of units is a page of, each set of facets once. A total that is asked for beside facets comes with
// them: one pass over the units instead of two.
type tally struct {
	rows   *store.Scoped
	where  *store.SchoolAssessmentWhere
	beside []store.FacetField // facets that are asked for in the same place as the total; none when there are none
	facets sync.Map           // by their fields: func() counted
}

type counted struct {
	facets []store.Facet
	total  int
	err    error
}

// newTally looks at what the connection being answered is asked for.
func newTally(ctx context.Context, rows *store.Scoped, where *store.SchoolAssessmentWhere) *tally {
	t := &tally{rows: rows, where: where}
	op := graphql.GetOperationContext(ctx)
	for _, f := range graphql.CollectFields(op, graphql.GetFieldContext(ctx).Field.Selections, []string{"SchoolAssessmentConnection"}) {
		if f.Name != "facets" {
			continue
		}
		list, _ := f.ArgumentMap(op.Variables)["fields"].([]any)
		t.beside = nil
		for _, item := range list {
			t.beside = append(t.beside, store.FacetField(fmt.Sprint(item)))
		}
	}
	t.beside = unique(t.beside)
	return t
}

func (t *tally) of(ctx context.Context, fields []store.FacetField) counted {
	count, _ := t.facets.LoadOrStore(fmt.Sprint(fields), sync.OnceValue(func() (c counted) {
		c.facets, c.total, c.err = t.rows.Facets(ctx, t.where, fields)
		return c
	}))
	return count.(func() counted)()
}

// total is how many units there are.
func (t *tally) total(ctx context.Context) (int, error) {
	if len(t.beside) == 0 {
		return t.rows.SchoolAssessmentCount(ctx, t.where)
	}
	c := t.of(ctx, t.beside)
	return c.total, c.err
}

// Facets are the counts by each of the fields.
func (t *tally) Facets(ctx context.Context, fields []store.FacetField) ([]store.Facet, error) {
	c := t.of(ctx, fields)
	return c.facets, c.err
}
