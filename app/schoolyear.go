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

// RecordSchoolYear says what a school reports for a year.
type RecordSchoolYear struct {
	SchoolCode      string
	Year            int
	Values          map[string]any // by key of the dictionary; what is left out stays, nil clears
	ExpectedVersion *int           // the version that the writer saw; 0 for none yet; nil: whatever it is
	IsDryRun        bool           // check and compute, and take everything back: the answer is as it would be
}

// errDryRun takes a transaction back that was only tried.
var errDryRun = errors.New("dry run")

// SchoolYearRecorded is what came of it.
type SchoolYearRecorded struct {
	SchoolYear  *models.SchoolYear
	Assessments []*models.SchoolAssessment
	Warnings    []Problem // odd, but stored
}

// RecordSchoolYear stores a school's figures and brings its results and its county's up to date in the same transaction.
func (a *App) RecordSchoolYear(ctx context.Context, v auth.Viewer, in RecordSchoolYear) (*SchoolYearRecorded, error) {
	if err := auth.Require(v, auth.RecordSchoolYear); err != nil {
		return nil, err
	}
	if err := a.checkYear(in.Year); err != nil {
		return nil, err
	}
	school, err := a.store.For(v).School(ctx, in.SchoolCode)
	if err != nil {
		return nil, missing(err, "UNKNOWN_SCHOOL", "schoolCode", in.SchoolCode)
	}
	var out *SchoolYearRecorded
	err = a.in(ctx, v, []string{school.RegionCode}, func(tx *store.Tx) error {
		out = &SchoolYearRecorded{}
		if err := isOpen(ctx, tx, school.Code, in.Year); err != nil {
			return err
		}
		row, created, err := schoolYear(ctx, tx, school, in.Year)
		if err != nil {
			return err
		}
		if in.ExpectedVersion != nil && *in.ExpectedVersion != row.Version {
			return refuse("VERSION_CONFLICT", "expectedVersion", "version", strconv.Itoa(row.Version))
		}
		changed, wrong := applyFigures(&row.Figures, in.Values)
		if err := wrong.err(); err != nil {
			return err
		}
		if out.Warnings, err = a.checkFigures(ctx, tx, school, row); err != nil {
			return err
		}
		out.SchoolYear = row
		if len(changed) > 0 || created {
			out.Assessments, err = a.keepSchoolYear(ctx, tx, row, changed)
		}
		if err == nil && out.Assessments == nil {
			out.Assessments, err = tx.AssessmentsOf(ctx, []string{school.Code}, &in.Year, nil)
		}
		if err == nil && in.IsDryRun {
			return errDryRun
		}
		return err
	})
	if err != nil && !errors.Is(err, errDryRun) {
		return nil, err
	}
	return out, nil
}

// schoolYear is a school's year as it is, or a new one of version 0.
func schoolYear(ctx context.Context, tx *store.Tx, school *models.School, year int) (*models.SchoolYear, bool, error) {
	row, err := tx.SchoolYear(ctx, school.Code, year)
	if errors.Is(err, store.ErrNotFound) {
		return &models.SchoolYear{SchoolCode: school.Code, Year: year, RegionCode: school.RegionCode}, true, nil
	}
	return row, false, err
}

// checkFigures finds what cannot be, as an error, and what is odd, as warnings.
func (a *App) checkFigures(ctx context.Context, tx *store.Tx, school *models.School, row *models.SchoolYear) ([]Problem, error) {
	var previous *indicator.Figures
	before, err := tx.SchoolYear(ctx, school.Code, row.Year-1)
	switch {
	case err == nil:
		previous = &before.Figures
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	return judgeFindings(workbook.SheetSchoolYears, indicator.CheckFigures(school.Facts(), row.Year, row.Figures, previous))
}

// keepSchoolYear stores a school's year and what follows from it, and returns its units where they were updated.
func (a *App) keepSchoolYear(ctx context.Context, tx *store.Tx, row *models.SchoolYear, changed map[string]string) ([]*models.SchoolAssessment, error) {
	var units []*models.SchoolAssessment
	err := a.change(ctx, tx.Facts(), edit{
		region: row.RegionCode, years: []int{row.Year}, begin: []int{row.Year}, schools: []string{row.SchoolCode},
		apply: func() error {
			row.Version++
			row.UpdatedAt = a.now()
			return store.Keep(ctx, tx.Facts(), []models.SchoolYear{*row})
		},
		after: func(before []store.SchoolFacts) ([]store.SchoolFacts, error) {
			return tx.Facts().WithFigures(ctx, before, row)
		},
		keep: func(stored []models.SchoolAssessment) {
			for i := range stored {
				units = append(units, &stored[i])
			}
		},
	})
	if err != nil {
		return nil, err
	}
	return units, a.record(ctx, tx, auth.RecordSchoolYear, models.AuditLine{
		RegionCode: row.RegionCode, SchoolCode: row.SchoolCode, Subject: strconv.Itoa(row.Year), Details: changed,
	})
}

// missing turns ErrNotFound into a problem of a field; other errors stay as they are.
func missing(err error, code, field, value string) error {
	if errors.Is(err, store.ErrNotFound) {
		return refuse(code, field, "code", value)
	}
	return err
}
