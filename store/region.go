package store

import (
	"context"

	"github.com/junheng/junheng/models"
)

// RegionWhere chooses regions: all that are given must hold.
type RegionWhere struct {
	Level  []models.RegionLevel
	Parent *string // code of the region directly above
	Within *string // code of a region: its whole subtree
	Code   *StringFilter
	Name   *StringFilter
}

var regionOrder = order[models.Region]{name: "regions", keys: []sortKey[models.Region]{
	{column: "code", kind: 's', of: func(r *models.Region) any { return r.Code }},
}}

// Regions is a page of regions by code.
func (s *Scoped) Regions(ctx context.Context, w *RegionWhere, p Page) (*List[models.Region], error) {
	c, err := regionFilter(w)
	if err != nil {
		return nil, err
	}
	return paged(base[models.Region](ctx, s).Where(c.expr()), regionOrder, p, scanAll[models.Region])
}

// RegionCount is how many regions there are.
func (s *Scoped) RegionCount(ctx context.Context, w *RegionWhere) (int, error) {
	c, err := regionFilter(w)
	if err != nil {
		return 0, err
	}
	return count(base[models.Region](ctx, s).Where(c.expr()))
}

// RegionsByCode are the regions with these codes, in no order; what is not seen is left out.
func (s *Scoped) RegionsByCode(ctx context.Context, codes []string) ([]*models.Region, error) {
	return scan[models.Region](base[models.Region](ctx, s).Where(in("code", codes).expr()))
}

// RegionChildren are the regions directly below these, by code.
func (s *Scoped) RegionChildren(ctx context.Context, codes []string) ([]*models.Region, error) {
	return scan[models.Region](base[models.Region](ctx, s).Where(in("parent_code", codes).expr()).Order("code"))
}

// Region is the region with this code, or ErrNotFound.
func (s *Scoped) Region(ctx context.Context, code string) (*models.Region, error) {
	return one(s.RegionsByCode(ctx, []string{code}))
}

func regionFilter(w *RegionWhere) (condition, error) {
	if w == nil {
		return everything, nil
	}
	var f filter
	var all []condition
	if w.Level != nil {
		all = append(all, in("level", w.Level))
	}
	if w.Parent != nil {
		all = append(all, where("parent_code IS NOT NULL AND parent_code = ?", *w.Parent))
	}
	if w.Within != nil {
		all = append(all, inRegions("code", []string{*w.Within}))
	}
	if w.Code != nil {
		all = append(all, f.text("code", "where.code", w.Code))
	}
	if w.Name != nil {
		all = append(all, f.text("name", "where.name", w.Name))
	}
	return both(all...), f.err
}
