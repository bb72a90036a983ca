package graph

import (
	"context"
	"errors"
	"strconv"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
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

// maxOddityNodes is of how many counties and years a request may look up oddities by id: each is computed whole.
const maxOddityNodes = 3

// oddityNode finds an oddity by its id; a county's are computed once a request, however many are asked for.
func (r *Resolver) oddityNode(ctx context.Context, schoolCode string, year int, fingerprint string) (view.Node, error) {
	school, err := r.rows(ctx).School(ctx, schoolCode)
	if err != nil {
		return nil, unlessNotFound(err)
	}
	county := school.RegionCode + "/" + strconv.Itoa(year)
	if !bounded(ctx, "oddities", county, maxOddityNodes) {
		return nil, refuse(codeCostLimit, "oddities of at most "+strconv.Itoa(maxOddityNodes)+" county-years can be looked up by id in one request")
	}
	fetch := func(ctx context.Context, _ []string) (map[string]*app.CountyOddities, error) {
		found, err := r.App.Oddities(ctx, ViewerOf(ctx), school.RegionCode, year)
		return map[string]*app.CountyOddities{county: found}, err
	}
	lists, err := look(ctx, "oddities "+county, []*string{&county}, func(c *string) string { return *c }, fetch)
	if err != nil || lists[0] == nil {
		return nil, err
	}
	for _, o := range lists[0].Oddities {
		if o.School == schoolCode && o.Fingerprint == fingerprint {
			return o, nil
		}
	}
	return nil, nil
}

func unlessNotFound(err error) error {
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}
