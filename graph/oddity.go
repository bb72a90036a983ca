package graph

import (
	"context"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

// otherSchools are the schools that have the same figures.
func (r *Resolver) otherSchools(ctx context.Context, objs []*app.Oddity) ([]*models.School, error) {
	return schoolsOf(ctx, r, objs, func(o *app.Oddity) string { return o.Other })
}

// oddityReasons are the reasons in words, which name other schools.
func (r *Resolver) oddityReasons(ctx context.Context, objs []*app.Oddity) ([]string, error) {
	others, err := r.otherSchools(ctx, objs)
	if err != nil {
		return nil, err
	}
	reasons := make([]string, len(objs))
	for i, o := range objs {
		name := ""
		if others[i] != nil {
			name = others[i].Name
		}
		reasons[i] = workbook.OddityReason(o.Oddity, name, view.Language(ctx))
	}
	return reasons, nil
}
