package graph

import (
	"context"
	"sync"

	"github.com/junheng/junheng/graph/fast"
	"github.com/junheng/junheng/models"
)

// lookups are the loaders of one request, by what they look up; the viewer's scope is part of them.
type lookups struct{ byName sync.Map }

type lookupsKey struct{}

// withLookups gives a request its own loaders.
func (r *Resolver) withLookups(ctx context.Context) context.Context {
	return context.WithValue(ctx, lookupsKey{}, &lookups{})
}

// look gives each object what the request's loader of that name finds under the object's key, asking for all keys of the
// request at once, wherever in it they stand. What has an empty key has nothing.
func look[T, V any](
	ctx context.Context, name string, objs []*T, key func(*T) string, fetch func(context.Context, []string) (map[string]V, error),
) ([]V, error) {
	l, _ := ctx.Value(lookupsKey{}).(*lookups).byName.LoadOrStore(name, newLoader(fetch))
	wanted := make([]string, 0, len(objs))
	for _, o := range objs {
		if k := key(o); k != "" {
			wanted = append(wanted, k)
		}
	}
	found, err := l.(*loader[string, V]).all(ctx, wanted, fast.IsWhole(ctx))
	if err != nil {
		return nil, err
	}
	values := make([]V, len(objs))
	next := 0
	for i, o := range objs {
		if key(o) != "" {
			values[i] = found[next]
			next++
		}
	}
	return values, nil
}

// bounded tells whether a key is among the first most of its kind that the request looks up.
func bounded(ctx context.Context, kind, key string, most int) bool {
	v, _ := ctx.Value(lookupsKey{}).(*lookups).byName.LoadOrStore("bounded "+kind, &seen{keys: map[string]bool{}})
	s := v.(*seen)
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.keys[key] && len(s.keys) == most {
		return false
	}
	s.keys[key] = true
	return true
}

type seen struct {
	mu   sync.Mutex
	keys map[string]bool
}

// has tells the request's loader of that name what stands under a key, so that it is not asked for again.
func has[V any](ctx context.Context, name string, fetch func(context.Context, []string) (map[string]V, error), key string, value V) {
	l, _ := ctx.Value(lookupsKey{}).(*lookups).byName.LoadOrStore(name, newLoader(fetch))
	l.(*loader[string, V]).keep(key, value)
}

// one makes a fetch of rows one of rows by their keys.
func one[V any](fetch func(context.Context, []string) ([]*V, error), of func(*V) string) func(context.Context, []string) (map[string]*V, error) {
	return func(ctx context.Context, keys []string) (map[string]*V, error) {
		list, err := fetch(ctx, keys)
		found := make(map[string]*V, len(list))
		for _, item := range list {
			found[of(item)] = item
		}
		return found, err
	}
}

// many makes a fetch of rows one of lists of rows by their keys, in the rows' order; a key without rows has an empty list.
func many[V any](fetch func(context.Context, []string) ([]*V, error), of func(*V) string) func(context.Context, []string) (map[string][]*V, error) {
	return func(ctx context.Context, keys []string) (map[string][]*V, error) {
		list, err := fetch(ctx, keys)
		found := make(map[string][]*V, len(keys))
		for _, k := range keys {
			found[k] = []*V{}
		}
		for _, item := range list {
			found[of(item)] = append(found[of(item)], item)
		}
		return found, err
	}
}

func schoolsOf[T any](ctx context.Context, r *Resolver, objs []*T, code func(*T) string) ([]*models.School, error) {
	return look(ctx, "schools", objs, code, one(r.rows(ctx).SchoolsByCode, schoolCode))
}

func regionsOf[T any](ctx context.Context, r *Resolver, objs []*T, code func(*T) string) ([]*models.Region, error) {
	return look(ctx, "regions", objs, code, one(r.rows(ctx).RegionsByCode, regionCode))
}

// text is the text, or none.
func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
