package graph

import (
	"slices"

	"github.com/junheng/junheng/models"
)

func regionCode(r *models.Region) string { return r.Code }

func schoolCode(s *models.School) string { return s.Code }

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
