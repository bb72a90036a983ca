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

// RecordFundingYear says what a county had for education in a fiscal year.
type RecordFundingYear struct {
	RegionCode      string
	Funding         indicator.FundingYear
	ExpectedVersion *int
}

// RecordFundingYear stores a funding year. The schools of the year are assessed anew, as small ones are held against its
// quota, and the following year is judged anew, as its money is compared with this one's.
func (a *App) RecordFundingYear(ctx context.Context, v auth.Viewer, in RecordFundingYear) (*models.FundingYear, []Problem, error) {
	if err := auth.Require(v, auth.RecordFundingYear); err != nil {
		return nil, nil, err
	}
	year := in.Funding.FiscalYear
	if err := errors.Join(a.checkCounty(ctx, v, in.RegionCode), a.checkFiscalYear(year), checkMoney(in.Funding)); err != nil {
		return nil, nil, firstOf(err)
	}
	var row models.FundingYear
	var warnings []Problem
	err := a.in(ctx, v, []string{in.RegionCode}, func(tx *store.Tx) error {
		before, err := tx.FundingYear(ctx, in.RegionCode, year)
		if errors.Is(err, store.ErrNotFound) {
			before, err = &models.FundingYear{}, nil
		}
		if err != nil {
			return err
		}
		if in.ExpectedVersion != nil && *in.ExpectedVersion != before.Version {
			return refuse("VERSION_CONFLICT", "expectedVersion", "version", strconv.Itoa(before.Version))
		}
		var previous *indicator.FundingYear
		switch last, err := tx.FundingYear(ctx, in.RegionCode, year-1); {
		case err == nil:
			facts := last.Facts()
			previous = &facts
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		if warnings, err = judgeFindings(workbook.SheetFundingYears, indicator.CheckFunding(in.Funding, previous)); err != nil {
			return err
		}
		if previous != nil {
			fell, err := fallen(ctx, tx, in.RegionCode, in.Funding, *previous)
			if err != nil {
				return err
			}
			warnings = append(fell, warnings...)
		}
		changed := changedMoney(before.Facts(), in.Funding)
		if row = *before; len(changed) == 0 && row.Version > 0 {
			return nil
		}
		row = models.FundingYearOf(in.RegionCode, in.Funding)
		row.Version, row.UpdatedAt = before.Version+1, a.now()
		if err := store.Keep(ctx, tx.Facts(), []models.FundingYear{row}); err != nil {
			return err
		}
		if err := a.reassessCounty(ctx, tx.Facts(), in.RegionCode, year); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.RecordFundingYear, models.AuditLine{RegionCode: in.RegionCode, Subject: strconv.Itoa(year), Details: changed})
	})
	if err != nil {
		return nil, nil, err
	}
	return &row, warnings, nil
}

// reassessCounty computes a year that has results anew, all schools of it, and judges the following one.
func (a *App) reassessCounty(ctx context.Context, f *store.Facts, region string, year int) error {
	c := countyYear{app: a, facts: f, region: region, year: year}
	found, err := c.open(ctx)
	if err != nil {
		return err
	}
	if found != noEdition {
		return a.Recompute(ctx, f, region, year)
	}
	return c.rejudgeNext(ctx)
}
