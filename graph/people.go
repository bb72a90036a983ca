package graph

import (
	"context"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
)

// viewerRegions are the viewer's regions that have a row.
func (r *Resolver) viewerRegions(ctx context.Context, v *view.Viewer) ([]*models.Region, error) {
	return known(regionsOf(asItself(ctx, v), r, pointers(v.RegionCodes), func(code *string) string { return *code }))
}

// asItself is the context in which a viewer sees where it belongs: signing in answers it in a request that nobody has made, and a
// changed password in one of an account that was held back.
func asItself(ctx context.Context, v *view.Viewer) context.Context {
	if asks := ViewerOf(ctx); asks.IsSignedIn() && !asks.IsHeldBack() {
		return ctx
	}
	return WithViewer(ctx, v.Viewer)
}

// accountRegions are the regions that each account reaches, as far as the viewer sees them.
func (r *Resolver) accountRegions(ctx context.Context, objs []*models.Account) ([][]*models.Region, error) {
	var all []string
	for _, a := range objs {
		all = append(all, auth.ViewerOf(a).RegionCodes...)
	}
	regions, err := known(regionsOf(ctx, r, pointers(all), func(code *string) string { return *code }))
	if err != nil {
		return nil, err
	}
	byCode := map[string]*models.Region{}
	for _, region := range regions {
		byCode[region.Code] = region
	}
	lists := make([][]*models.Region, len(objs))
	for i, a := range objs {
		lists[i] = []*models.Region{}
		for _, code := range auth.ViewerOf(a).RegionCodes {
			if region := byCode[code]; region != nil {
				lists[i] = append(lists[i], region)
			}
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
