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

// RecordTeacher stores a teacher of a year, new or changed; a number that another school of the county has is refused. Teacher
// figures that a school does not report are counted from its roster, so its results are brought up to date. What is odd but
// stored comes back beside it.
func (a *App) RecordTeacher(ctx context.Context, v auth.Viewer, year int, in indicator.Teacher) (*models.Teacher, []Problem, error) {
	if err := auth.Require(v, auth.RecordTeacher); err != nil {
		return nil, nil, err
	}
	if err := checks(a.checkYear(year), checkTeacher(&in)); err != nil {
		return nil, nil, err
	}
	scope := a.store.For(v)
	school, err := scope.School(ctx, in.SchoolCode)
	if err != nil {
		return nil, nil, missing(err, "UNKNOWN_SCHOOL", "schoolCode", in.SchoolCode)
	}
	if in.RotatedFrom != "" {
		if _, err := scope.School(ctx, in.RotatedFrom); err != nil {
			return nil, nil, missing(err, "UNKNOWN_SCHOOL", "rotatedFromCode", in.RotatedFrom)
		}
	}
	warnings, err := judgeFindings(workbook.SheetTeachers, indicator.CheckTeacher(school.Facts(), in))
	if err != nil {
		return nil, nil, err
	}
	row := models.TeacherOf(school.RegionCode, year, in)
	err = a.in(ctx, v, []string{school.RegionCode}, func(tx *store.Tx) error {
		if err := isOpen(ctx, tx, in.SchoolCode, year); err != nil {
			return err
		}
		before, err := tx.Teacher(ctx, school.RegionCode, year, in.Code)
		if err == nil && before.SchoolCode != in.SchoolCode {
			return refuse("TEACHER_IN_TWO_SCHOOLS", "code", "code", in.Code, "year", strconv.Itoa(year), "school", before.SchoolCode)
		}
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		err = a.change(ctx, tx.Facts(), edit{region: school.RegionCode, years: []int{year}, schools: []string{in.SchoolCode}, apply: func() error {
			row.UpdatedAt = a.now()
			return store.Keep(ctx, tx.Facts(), []models.Teacher{row})
		}})
		if err != nil {
			return err
		}
		return a.record(ctx, tx, auth.RecordTeacher, teacherLine(&row))
	})
	if err != nil {
		return nil, nil, err
	}
	return &row, warnings, nil
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
			return missing(err, "UNKNOWN_TEACHER", "teacherId", code)
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

// checkTeacher brings a teacher's texts to the form that they are kept in, and refuses what the dictionary does not take.
func checkTeacher(t *indicator.Teacher) error {
	in := func(path, key string) entry { return entry{path, workbook.SheetTeachers, key} }
	var p problems
	if t.RotatedFrom != "" && !models.IsSchoolCode(t.RotatedFrom) {
		p.add("CODE_INVALID", "rotatedFromCode")
	}
	return checks(p.err(), in("stage", "stage").choice(string(t.Stage)), in("degree", "degree").choice(string(t.Degree)),
		in("backboneLevel", "backbone").choice(string(t.BackboneLevel)), in("trainingHours", "trainingHours").decimal(t.TrainingHours),
		in("code", "teacherCode").text(&t.Code), in("subject", "subject").text(&t.Subject), in("name", "name").text(&t.Name))
}
