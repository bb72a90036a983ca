package app

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Recomputation says whose results are to be computed anew.
type Recomputation struct {
	RegionCode string // counties of its whole subtree; empty: all that the viewer sees
	Year       int    // 0: all years

	// Done is told of each county's year that was computed; may be nil.
	Done func(county *models.Region, year int)
}

// RecomputeResults computes results anew from the facts, under the rules as they are now. One county's year is one transaction,
// so that others write in between and little is held at a time; what was done before an error stays done.
func (a *App) RecomputeResults(ctx context.Context, v auth.Viewer, in Recomputation) error {
	if err := auth.Require(v, auth.ImportWorkbook); err != nil {
		return err
	}
	within := store.RegionWhere{Level: []models.RegionLevel{models.County}}
	if in.RegionCode != "" {
		if _, err := a.store.For(v).Region(ctx, in.RegionCode); err != nil {
			return missing(err, "UNKNOWN_REGION", "regionCode", in.RegionCode)
		}
		within.Within = &in.RegionCode
	}
	page := store.Page{}
	for {
		counties, err := a.store.For(v).Regions(ctx, &within, page)
		if err != nil {
			return err
		}
		for _, county := range counties.Items {
			if err := a.recomputeYears(ctx, v, county, in); err != nil {
				return err
			}
		}
		if !counties.HasNextPage {
			return nil
		}
		end := counties.Cursor(len(counties.Items) - 1)
		page.After = &end
	}
}

func (a *App) recomputeYears(ctx context.Context, v auth.Viewer, county *models.Region, in Recomputation) error {
	years, err := a.store.Facts().Years(ctx, county.Code)
	if err != nil {
		return err
	}
	if in.Year != 0 {
		years = slices.DeleteFunc(years, func(y int) bool { return y != in.Year })
	}
	for _, year := range years {
		err := a.in(ctx, v, []string{county.Code}, func(tx *store.Tx) error {
			c := countyYear{app: a, facts: tx.Facts(), region: county.Code, year: year} // the following year's facts are as before
			if err := c.recompute(ctx); err != nil {
				return err
			}
			return a.record(ctx, tx, "recomputeResults", models.AuditLine{RegionCode: county.Code, Subject: strconv.Itoa(year)})
		})
		if err != nil {
			return fmt.Errorf("results of %s in %d: %w", county.Code, year, err)
		}
		if in.Done != nil {
			in.Done(county, year)
		}
	}
	return nil
}
