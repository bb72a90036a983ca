package app

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// RecordTeacher stores a teacher of a year, new or changed. Teacher figures that a school does not report are counted from
// its roster, so its results are brought up to date, and those of the school that the teacher was at before.
func (a *App) RecordTeacher(ctx context.Context, v auth.Viewer, year int, in indicator.Teacher) (*models.Teacher, error) {
	if err := auth.Require(v, auth.RecordTeacher); err != nil {
		return nil, err
	}
	if err := checks(a.checkYear(year, "year"), checkTeacher(in)); err != nil {
		return nil, err
	}
	school, err := a.store.For(v).School(ctx, in.SchoolCode)
	if err != nil {
		return nil, missing(err, "UNKNOWN_SCHOOL", "schoolCode", in.SchoolCode)
	}
	row := models.TeacherOf(school.RegionCode, year, in)
	err = a.in(ctx, v, []string{school.RegionCode}, func(tx *store.Tx) error {
		schools := []string{in.SchoolCode}
		before, err := tx.Teacher(ctx, school.RegionCode, year, in.Code)
		if err == nil && before.SchoolCode != in.SchoolCode {
			schools = append(schools, before.SchoolCode)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		err = a.change(ctx, tx.Facts(), edit{region: school.RegionCode, years: []int{year}, schools: schools, apply: func() error {
			row.UpdatedAt = a.now()
			return store.Keep(ctx, tx.Facts(), []models.Teacher{row})
		}})
		if err != nil {
			return err
		}
		return a.record(ctx, tx, auth.RecordTeacher, teacherLine(&row))
	})
	if err != nil {
		return nil, err
	}
	return &row, nil
}

// RemoveTeacher removes a teacher from a year and returns what was removed.
func (a *App) RemoveTeacher(ctx context.Context, v auth.Viewer, region string, year int, code string) (*models.Teacher, error) {
	if err := auth.Require(v, auth.RemoveTeacher); err != nil {
		return nil, err
	}
	var row *models.Teacher
	err := a.in(ctx, v, []string{region}, func(tx *store.Tx) error {
		var err error
		if row, err = tx.Teacher(ctx, region, year, code); err != nil {
			return missing(err, "UNKNOWN_TEACHER", "code", code)
		}
		err = a.change(ctx, tx.Facts(), edit{region: region, years: []int{year}, schools: []string{row.SchoolCode}, apply: func() error {
			_, err := tx.DeleteTeacher(ctx, region, year, code)
			return err
		}})
		if err != nil {
			return err
		}
		return a.record(ctx, tx, auth.RemoveTeacher, teacherLine(row))
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

func teacherLine(t *models.Teacher) models.AuditLine {
	return models.AuditLine{RegionCode: t.RegionCode, SchoolCode: t.SchoolCode, Subject: strconv.Itoa(t.Year) + " " + t.Code}
}

func checkTeacher(t indicator.Teacher) error {
	var p problems
	for _, c := range []struct {
		key   string
		isOne bool
	}{
		{"stage", slices.Contains(stages, t.Stage)},
		{"degree", slices.Contains(degrees, t.Degree)},
		{"backboneLevel", slices.Contains(levels, t.BackboneLevel)},
	} {
		if !c.isOne {
			p.add("CHOICE_INVALID", c.key, "key", c.key)
		}
	}
	if t.TrainingHours != nil && (*t.TrainingHours < 0 || *t.TrainingHours > indicator.MaxDecimal) {
		p.add("NOT_A_DECIMAL", "trainingHours", "key", "trainingHours")
	}
	if t.RotatedFrom != "" && !models.IsSchoolCode(t.RotatedFrom) {
		p.add("CODE_INVALID", "rotatedFrom")
	}
	return errors.Join(p.err(), needText("code", t.Code), needText("subject", t.Subject), checkText("name", &t.Name, maxText))
}
