package graph

import (
	"context"

	"github.com/junheng/junheng/models"
)

// lookups are the loaders of one request; the viewer's scope is part of them.
type lookups struct {
	schools *loader[string, *models.School]
	regions *loader[string, *models.Region]
}

type lookupsKey struct{}

// withLookups gives a request its own loaders.
func (r *Resolver) withLookups(ctx context.Context) context.Context {
	rows := r.rows(ctx)
	return context.WithValue(ctx, lookupsKey{}, &lookups{
		schools: newLoader(byKey(rows.SchoolsByCode, func(s *models.School) string { return s.Code })),
		regions: newLoader(byKey(rows.RegionsByCode, func(r *models.Region) string { return r.Code })),
	})
}

func byKey[T any](fetch func(context.Context, []string) ([]*T, error), key func(*T) string) func(context.Context, []string) (map[string]*T, error) {
	return func(ctx context.Context, keys []string) (map[string]*T, error) {
		list, err := fetch(ctx, keys)
		found := make(map[string]*T, len(list))
		for _, item := range list {
			found[key(item)] = item
		}
		return found, err
	}
}

// lookup asks a loader for one key of each object. An empty key finds nothing without asking.
func lookup[T, V any](ctx context.Context, l *loader[string, *V], objs []*T, key func(*T) string) ([]*V, error) {
	keys := make([]string, 0, len(objs))
	for _, o := range objs {
		if k := key(o); k != "" {
			keys = append(keys, k)
		}
	}
	found, err := l.all(ctx, keys)
	if err != nil {
		return nil, err
	}
	values := make([]*V, len(objs))
	next := 0
	for i, o := range objs {
		if key(o) != "" {
			values[i] = found[next]
			next++
		}
	}
	return values, nil
}

func schoolsOf[T any](ctx context.Context, objs []*T, code func(*T) string) ([]*models.School, error) {
	return lookup(ctx, ctx.Value(lookupsKey{}).(*lookups).schools, objs, code)
}

func regionsOf[T any](ctx context.Context, objs []*T, code func(*T) string) ([]*models.Region, error) {
	return lookup(ctx, ctx.Value(lookupsKey{}).(*lookups).regions, objs, code)
}

// text is the text, or none.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
