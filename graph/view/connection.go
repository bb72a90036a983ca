package view

import (
	"context"

	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Connection is a page of rows. Rows are counted only when somebody asks.
type Connection[T any] struct {
	list  *store.List[T]
	count func(context.Context) (int, error)
}

// Connect makes a page a connection.
func Connect[T any](list *store.List[T], count func(context.Context) (int, error)) *Connection[T] {
	return &Connection[T]{list, count}
}

// Nodes are the rows.
func (c *Connection[T]) Nodes() []*T { return c.list.Items }

// Edges are the rows with their cursors.
func (c *Connection[T]) Edges() []*Edge[T] {
	edges := make([]Edge[T], len(c.list.Items))
	list := make([]*Edge[T], len(edges))
	for i, item := range c.list.Items {
		edges[i] = Edge[T]{c.list, i, item}
		list[i] = &edges[i]
	}
	return list
}

// PageInfo tells where the page stands.
func (c *Connection[T]) PageInfo() *PageInfo {
	p := &PageInfo{HasNextPage: c.list.HasNextPage, HasPreviousPage: c.list.HasPreviousPage}
	if n := len(c.list.Items); n > 0 {
		first, last := c.list.Cursor(0), c.list.Cursor(n-1)
		p.StartCursor, p.EndCursor = &first, &last
	}
	return p
}

// TotalCount counts all rows of the list.
func (c *Connection[T]) TotalCount(ctx context.Context) (int, error) { return c.count(ctx) }

// Edge is a row in a page.
type Edge[T any] struct {
	list  *store.List[T]
	index int
	Node  *T
}

// Cursor is the row's place in the list.
func (e *Edge[T]) Cursor() string { return e.list.Cursor(e.index) }

// PageInfo tells where a page stands in its list.
type PageInfo struct {
	HasNextPage, HasPreviousPage bool
	StartCursor, EndCursor       *string
}

type (
	// RegionConnection is the first of the pages of the API; each has its edges beside it.
	RegionConnection           = Connection[models.Region]
	RegionEdge                 = Edge[models.Region]
	SchoolConnection           = Connection[models.School]
	SchoolEdge                 = Edge[models.School]
	TeacherConnection          = Connection[models.Teacher]
	TeacherEdge                = Edge[models.Teacher]
	FundingYearConnection      = Connection[models.FundingYear]
	FundingYearEdge            = Edge[models.FundingYear]
	AttestationConnection      = Connection[models.Attestation]
	AttestationEdge            = Edge[models.Attestation]
	SchoolAssessmentEdge       = Edge[models.SchoolAssessment]
	CountyAssessmentConnection = Connection[models.CountyAssessment]
	CountyAssessmentEdge       = Edge[models.CountyAssessment]
	AccountConnection          = Connection[models.Account]
	AccountEdge                = Edge[models.Account]
	ImportConnection           = Connection[models.Import]
	ImportEdge                 = Edge[models.Import]
	ImportErrorConnection      = Connection[models.ImportIssue]
	ImportErrorEdge            = Edge[models.ImportIssue]
)

// SchoolAssessmentConnection is a page of the explorer; facets and histogram are of the same filter.
type SchoolAssessmentConnection struct {
	*Connection[models.SchoolAssessment]
	Where  *store.SchoolAssessmentWhere
	By     *store.SchoolAssessmentOrder
	Counts interface {
		Facets(ctx context.Context, fields []store.FacetField) ([]store.Facet, error)
	}
}

// ExportFormat is a kind of file.
type ExportFormat string

// The kinds of files.
const (
	XLSX ExportFormat = "XLSX"
	CSV  ExportFormat = "CSV"
)

func counted(n int) func(context.Context) (int, error) {
	return func(context.Context) (int, error) { return n, nil }
}
