package graph

import (
	"context"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
)

// viewerRegions are the viewer's regions that have a row.
func viewerRegions(ctx context.Context, v *view.Viewer) ([]*models.Region, error) {
	return known(regionsOf(ctx, pointers(v.RegionCodes), func(code *string) string { return *code }))
}

// accountRegions are the regions that each account reaches, as far as the viewer sees them.
func accountRegions(ctx context.Context, objs []*models.Account) ([][]*models.Region, error) {
	lists := make([][]*models.Region, len(objs))
	for i, a := range objs {
		reach := auth.ViewerOf(a).RegionCodes
		var err error
		if lists[i], err = known(regionsOf(ctx, pointers(reach), func(code *string) string { return *code })); err != nil {
			return nil, err
		}
	}
	return lists, nil
}

// known leaves out what was not found.
func known[T any](list []*T, err error) ([]*T, error) {
	kept := []*T{}
	for _, item := range list {
		if item != nil {
			kept = append(kept, item)
		}
	}
	return kept, err
}
