package graph

import (
	"slices"

	"github.com/junheng/junheng/models"
)

func regionCode(r *models.Region) string { return r.Code }

func schoolCode(s *models.School) string { return s.Code }

// keys are the keys of the objects, each once.
func keys[T any](objs []*T, key func(*T) string) []string {
	list := make([]string, len(objs))
	for i, o := range objs {
		list[i] = key(o)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// grouped gives each object the items that carry its key, in the items' order.
func grouped[T, V any](objs []*T, key func(*T) string, items []*V, of func(*V) string) [][]*V {
	byKey := make(map[string][]*V, len(objs))
	for _, item := range items {
		byKey[of(item)] = append(byKey[of(item)], item)
	}
	lists := make([][]*V, len(objs))
	for i, o := range objs {
		if lists[i] = byKey[key(o)]; lists[i] == nil {
			lists[i] = []*V{}
		}
	}
	return lists
}

// matched gives each object the one item that carries its key, or nil.
func matched[T, V any](objs []*T, key func(*T) string, items []*V, of func(*V) string) []*V {
	byKey := make(map[string]*V, len(items))
	for _, item := range items {
		byKey[of(item)] = item
	}
	list := make([]*V, len(objs))
	for i, o := range objs {
		list[i] = byKey[key(o)]
	}
	return list
}

// pointers are pointers to the items of a list.
func pointers[T any](list []T) []*T {
	out := make([]*T, len(list))
	for i := range list {
		out[i] = &list[i]
	}
	return out
}

// unique keeps the first of equal items.
func unique[T comparable](list []T) []T {
	var out []T
	for _, item := range list {
		if !slices.Contains(out, item) {
			out = append(out, item)
		}
	}
	return out
}

// or is the value, or the other where there is none.
func or[T any](value *T, other T) T {
	if value == nil {
		return other
	}
	return *value
}
