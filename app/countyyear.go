package app

import (
	"context"
	"errors"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// RecordCountyYear says what a county reports for a year.
type RecordCountyYear struct {
	RegionCode      string
	Year            int
	Values          map[string]any // by key of the dictionary; what is left out stays, nil clears
	ExpectedVersion *int
}

// RecordCountyYear stores a county's figures and judges it anew.
func (a *App) RecordCountyYear(ctx context.Context, v auth.Viewer, in RecordCountyYear) (*models.CountyYear, []Problem, error) {
	if err := auth.Require(v, auth.RecordCountyYear); err != nil {
		return nil, nil, err
	}
	if err := errors.Join(a.checkCounty(ctx, v, in.RegionCode), a.checkYear(in.Year)); err != nil {
		return nil, nil, firstOf(err)
	}
	var row *models.CountyYear
	var warnings []Problem
	err := a.in(ctx, v, []string{in.RegionCode}, func(tx *store.Tx) error {
		var err error
		if row, err = tx.CountyYear(ctx, in.RegionCode, in.Year); errors.Is(err, store.ErrNotFound) {
			row, err = &models.CountyYear{RegionCode: in.RegionCode, Year: in.Year}, nil
		}
		if err != nil {
			return err
		}
		if in.ExpectedVersion != nil && *in.ExpectedVersion != row.Version {
			return refuse("VERSION_CONFLICT", "expectedVersion", "version", strconv.Itoa(row.Version))
		}
		changed, wrong := applyFigures(&row.CountyFigures, in.Values)
		if err := wrong.err(); err != nil {
			return err
		}
		var previous *indicator.CountyFigures
		switch before, err := tx.CountyYear(ctx, in.RegionCode, in.Year-1); {
		case err == nil:
			previous = &before.CountyFigures
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		if warnings, err = judgeFindings(workbook.SheetCountyYears, indicator.CheckCountyFigures(row.CountyFigures, previous)); err != nil {
			return err
		}
		if len(changed) == 0 && row.Version > 0 {
			return nil
		}
		row.Version++
		row.UpdatedAt = a.now()
		if err := store.Keep(ctx, tx.Facts(), []models.CountyYear{*row}); err != nil {
			return err
		}
		if err := a.judgeOrBegin(ctx, tx.Facts(), in.RegionCode, in.Year); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.RecordCountyYear, models.AuditLine{RegionCode: in.RegionCode, Subject: strconv.Itoa(in.Year), Details: changed})
	})
	if err != nil {
		return nil, nil, err
	}
	return row, warnings, nil
}

// judgeOrBegin judges a county's year anew, or computes it for the first time.
func (a *App) judgeOrBegin(ctx context.Context, f *store.Facts, region string, year int) error {
	c := countyYear{app: a, facts: f, region: region, year: year}
	found, err := c.open(ctx)
	if err != nil {
		return err
	}
	if found == allEditions {
		return c.judge(ctx)
	}
	return a.Recompute(ctx, f, region, year)
}

// checkCounty refuses what is no county of the viewer's.
func (a *App) checkCounty(ctx context.Context, v auth.Viewer, code string) error {
	region, err := a.store.For(v).Region(ctx, code)
	if err != nil {
		return missing(err, "UNKNOWN_REGION", "regionCode", code)
	}
	if region.Level != models.County {
		return refuse("NOT_A_COUNTY", "regionCode", "code", code)
	}
	return nil
}

// firstOf gathers joined Invalid errors into one; any other error among them comes first.
func firstOf(err error) error {
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return err
	}
	var all problems
	for _, e := range joined.Unwrap() {
		p, ok := Problems(e)
		if !ok {
			return e
		}
		all = append(all, p...)
	}
	return all.err()
}
