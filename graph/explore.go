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

// facetValues gives the values of a facet their labels; counties are looked up together.
func (r *Resolver) facetValues(ctx context.Context, f *store.Facet) ([]*model.FacetValue, error) {
	values := make([]*model.FacetValue, len(f.Values))
	for i, v := range f.Values {
		values[i] = &model.FacetValue{Value: v.Value, Label: view.FacetLabel(ctx, f.Field, v.Value), Count: v.Count}
	}
	if f.Field != store.FacetRegion {
		return values, nil
	}
	regions, err := regionsOf(ctx, r, values, func(v *model.FacetValue) string { return v.Value })
	for i, region := range regions {
		if region != nil {
			values[i].Label = region.Name
		}
	}
	return values, err
}
