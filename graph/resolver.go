// Package graph translates between GraphQL and the rest: a resolver reads through store.For(viewer) or calls one function
// of app, and nothing else. Who may come in, how much a request may cost and how errors look stands here too.
package graph

//go:generate go run ./gen

import (
	"context"
	"errors"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/store"
)

// Resolver answers fields.
type Resolver struct {
	Store *store.Store
	App   *app.App
	Links Links
	// IsDemo tells whether a county's figures are made up; nil: none is.
	IsDemo func(regionCode string) bool

	misses *misses // made by NewHandler
}

// Links makes the short-lived links to files that fields answer.
type Links interface {
	CountyWorkbook(v auth.Viewer, regionCode string) string
	MarkedWorkbook(v auth.Viewer, importID string) string
	Units(v auth.Viewer, e UnitsExport) string
	Paper(v auth.Viewer, in app.PaperRequest) string
}

// UnitsExport says which units go into a file, in which order and kind of file.
type UnitsExport struct {
	Where  *store.SchoolAssessmentWhere
	By     *store.SchoolAssessmentOrder
	Format view.ExportFormat
}

type viewerKey struct{}

// WithViewer says who asks.
func WithViewer(ctx context.Context, v auth.Viewer) context.Context {
	return context.WithValue(ctx, viewerKey{}, v)
}

// ViewerOf is who asks; nobody unless WithViewer said so.
func ViewerOf(ctx context.Context) auth.Viewer {
	v, _ := ctx.Value(viewerKey{}).(auth.Viewer)
	return v
}

// rows are the store's as the viewer sees them.
func (r *Resolver) rows(ctx context.Context) *store.Scoped { return r.Store.For(ViewerOf(ctx)) }

// page puts the arguments of a connection together.
func page(first *int, after *string, last *int, before *string) store.Page {
	return store.Page{First: first, After: after, Last: last, Before: before}
}

// connect makes a page of the store a connection that is counted by count where somebody asks.
func connect[T any](list *store.List[T], err error, count func(context.Context) (int, error)) (*view.Connection[T], error) {
	if err != nil {
		return nil, err
	}
	return view.Connect(list, count), nil
}

// maybe is nil for what is unknown or out of scope, which nobody can tell apart.
func maybe[T any](item *T, err error) (*T, error) {
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	return item, err
}
