package graph

import (
	"context"
	"strconv"
	"strings"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/view"
)

// figureKey is the place of a trace's figure as a key of look.
func figureKey(i *view.TraceInput) string {
	return strings.Join([]string{i.Region, i.School, strconv.Itoa(i.Year), i.Key}, "/")
}

// ofFigures makes a use case that answers figures in their order one that answers them by key.
func ofFigures[V any](list func(context.Context, []app.FigureKey) ([]V, error)) func(context.Context, []string) (map[string]V, error) {
	return func(ctx context.Context, keys []string) (map[string]V, error) {
		figures := make([]app.FigureKey, len(keys))
		for i, k := range keys {
			parts := strings.SplitN(k, "/", 4)
			year, _ := strconv.Atoi(parts[2]) // written by figureKey
			figures[i] = app.FigureKey{Region: parts[0], School: parts[1], Year: year, Key: parts[3]}
		}
		values, err := list(ctx, figures)
		if err != nil {
			return nil, err
		}
		found := make(map[string]V, len(keys))
		for i, k := range keys {
			found[k] = values[i]
		}
		return found, nil
	}
}
