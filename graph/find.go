package graph

import (
	"context"
	"strconv"

	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// nodes finds things by their ids. Schools and regions, the commonest, share a statement.
func (r *Resolver) nodes(ctx context.Context, ids []string) ([]view.Node, error) {
	if len(ids) > store.MaxPage {
		return nil, store.TooMany("ids", len(ids), store.MaxPage)
	}
	list := make([]view.Node, len(ids))
	missed := 0
	for i, id := range ids {
		kind, keys, ok := view.ParseID(id)
		if !ok {
			missed++
			continue
		}
		node, err := r.node(ctx, kind, keys)
		if err != nil {
			return nil, err
		}
		if list[i] = node; node == nil {
			missed++
		}
	}
	r.miss(ctx, missed)
	return list, nil
}

// node finds one thing; nil for what is unknown or out of scope.
func (r *Resolver) node(ctx context.Context, kind string, keys []string) (view.Node, error) {
	rows := r.rows(ctx)
	number := func(i int) int { return numberOf(keys[i]) }
	switch kind {
	case "Region":
		return found(rows.Region(ctx, keys[0]))
	case "School":
		return found(rows.School(ctx, keys[0]))
	case "SchoolYear":
		return found(rows.SchoolYear(ctx, keys[0], number(1)))
	case "Teacher":
		return found(rows.Teacher(ctx, keys[0], number(1), keys[2]))
	case "FundingYear":
		return found(rows.FundingYear(ctx, keys[0], number(1)))
	case "CountyYear":
		return found(rows.CountyYear(ctx, keys[0], number(1)))
	case "Attestation":
		return found(rows.Attestation(ctx, attestationKey(keys)))
	case "SchoolAssessment":
		return found(rows.SchoolAssessment(ctx, number(0), keys[1], indicator.Stage(keys[2]), keys[3]))
	case "CountyAssessment":
		return found(rows.CountyAssessment(ctx, keys[0], number(1), keys[2]))
	case "Account":
		return found(rows.Account(ctx, keys[0]))
	case "Import":
		return found(rows.Import(ctx, keys[0]))
	case "ImportError":
		return found(r.importIssue(ctx, keys[0], models.Severity(keys[1]), number(2)))
	case "Oddity":
		return r.oddityNode(ctx, keys[0], number(1), keys[2])
	case "Viewer":
		if v := ViewerOf(ctx); v.AccountID == keys[0] {
			return &view.Viewer{Viewer: v}, nil
		}
	case "FieldDefinition":
		if f := view.FieldOf(view.Sheet(keys[0]), keys[1], r.App.Latest()); f != nil {
			return f, nil
		}
	}
	return nil, nil
}

// numberOf is the number that an id has in a key; one that nothing has for what no id has, such as 02023.
func numberOf(key string) int {
	n, err := strconv.Atoi(key)
	if err != nil || strconv.Itoa(n) != key {
		return -1
	}
	return n
}

// found makes a row a node, and nothing of what is not found.
func found[T any](item *T, err error) (view.Node, error) {
	item, err = maybe(item, err)
	if err != nil || item == nil {
		return nil, err
	}
	return item, nil
}

// attestationKey is the attestation that the keys of an id name.
func attestationKey(keys []string) models.Attestation {
	return models.Attestation{RegionCode: keys[0], Year: numberOf(keys[1]), SchoolCode: keys[2], Indicator: keys[3], Subject: keys[4]}
}
