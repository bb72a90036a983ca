package graph

import (
	"context"

	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

const defaultBins = 40

// explore is a page of units; without an edition asked for, of the one in force where the viewer is at home.
func (r *Resolver) explore(ctx context.Context, where store.SchoolAssessmentWhere, by *store.SchoolAssessmentOrder, p store.Page) (*view.SchoolAssessmentConnection, error) {
	if where.Edition == nil {
		home := models.NationCode
		if codes := ViewerOf(ctx).RegionCodes; len(codes) > 0 {
			home = codes[0]
		}
		edition := indicator.DefaultEdition(home)
		where.Edition = &edition
	}
	if by == nil {
		by = &store.SchoolAssessmentOrder{Field: store.UnitByName, Direction: store.Ascending}
	}
	rows := r.rows(ctx)
	list, err := rows.SchoolAssessments(ctx, &where, by, p, selected(ctx, unitColumns, "SchoolAssessment", "SchoolAssessment")...)
	if err != nil {
		return nil, err
	}
	counts := newTally(ctx, rows, &where)
	return &view.SchoolAssessmentConnection{Connection: view.Connect(list, counts.total), Where: &where, By: by, Counts: counts}, nil
}

// facetValues gives the values of facets their labels; counties are looked up together.
func (r *Resolver) facetValues(ctx context.Context, facets []*store.Facet) ([][]*model.FacetValue, error) {
	lists := make([][]*model.FacetValue, len(facets))
	var regions []*model.FacetValue
	for i, f := range facets {
		values := make([]model.FacetValue, len(f.Values))
		for j, v := range f.Values {
			values[j] = model.FacetValue{Value: v.Value, Label: view.FacetLabel(ctx, f.Field, v.Value), Count: v.Count}
		}
		lists[i] = pointers(values)
		if f.Field == store.FacetRegion {
			regions = append(regions, lists[i]...)
		}
	}
	if len(regions) == 0 {
		return lists, nil
	}
	found, err := regionsOf(ctx, r, regions, func(v *model.FacetValue) string { return v.Value })
	for i, region := range found {
		if region != nil {
			regions[i].Label = region.Name
		}
	}
	return lists, err
}
