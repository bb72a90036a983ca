package graph

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/view"
)

// figureKey is the place of a trace's figure as a key of look.
func figureKey(i *view.TraceInput) string {
	return strings.Join([]string{i.Region, i.School, strconv.Itoa(i.Year), i.Key}, "/")
}

// sources are the newest changes to the figures of traces; what is not known is the zero source.
func (r *Resolver) sources(ctx context.Context, objs []*view.TraceInput) ([]*app.FigureSource, error) {
	list, err := look(ctx, "sources", objs, figureKey, ofFigures(func(ctx context.Context, keys []app.FigureKey) ([]*app.FigureSource, error) {
		return r.App.Sources(ctx, ViewerOf(ctx), keys)
	}))
	for i, s := range list {
		if s == nil {
			list[i] = &app.FigureSource{}
		}
	}
	return list, err
}

func enteredAt(sources []*app.FigureSource) []*time.Time {
	list := make([]*time.Time, len(sources))
	for i, s := range sources {
		if !s.EnteredAt.IsZero() {
			list[i] = &s.EnteredAt
		}
	}
	return list
}

func enteredBy(sources []*app.FigureSource) []*string {
	list := make([]*string, len(sources))
	for i, s := range sources {
		list[i] = s.EnteredBy
	}
	return list
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
