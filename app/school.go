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

// Choices of what people pick from a list.
var (
	locales = []indicator.Locale{indicator.Urban, indicator.Town, indicator.Rural}
	degrees = []indicator.Degree{indicator.UpperSecondaryOrBelow, indicator.JuniorCollege, indicator.Bachelor, indicator.Master, indicator.Doctor}
	levels  = []indicator.BackboneLevel{
		indicator.BackboneNone, indicator.BackboneSchool, indicator.BackboneCounty, indicator.BackboneCity, indicator.BackboneProvince, indicator.BackboneNation,
	}
	stages = []indicator.Stage{indicator.Primary, indicator.Junior, indicator.Senior}
)

// CreateSchool registers a school. It is assessed, with nothing reported yet, in every year of its county.
func (a *App) CreateSchool(ctx context.Context, v auth.Viewer, in indicator.School) (*models.School, error) {
	if err := auth.Require(v, auth.CreateSchool); err != nil {
		return nil, err
	}
	if err := checks(a.checkCounty(ctx, v, in.RegionCode), a.checkSchool(in)); err != nil {
		return nil, err
	}
	var row models.School
	err := a.keepSchool(ctx, v, auth.CreateSchool, in.RegionCode, in.Code, func(tx *store.Tx) error {
		row = a.schoolRow(in)
		err := store.Add(ctx, tx.Facts(), row)
		if errors.Is(err, store.ErrExists) {
			return refuse("SCHOOL_EXISTS", "code", "code", in.Code)
		}
		return err
	})
	if err != nil {
		return nil, err
	}
	return &row, nil
}

// UpdateSchool changes a school; change gets it as it is. Its code and county stay.
func (a *App) UpdateSchool(ctx context.Context, v auth.Viewer, code string, change func(*indicator.School)) (*models.School, error) {
	if err := auth.Require(v, auth.UpdateSchool); err != nil {
		return nil, err
	}
	school, err := a.store.For(v).School(ctx, code)
	if err != nil {
		return nil, missing(err, "UNKNOWN_SCHOOL", "code", code)
	}
	var row models.School
	err = a.keepSchool(ctx, v, auth.UpdateSchool, school.RegionCode, code, func(tx *store.Tx) error {
		now, err := tx.School(ctx, code)
		if err != nil {
			return err
		}
		facts := now.Facts()
		change(&facts)
		facts.Code, facts.RegionCode = code, school.RegionCode
		if err := checks(a.checkSchool(facts)); err != nil {
			return err
		}
		row = a.schoolRow(facts)
		return store.Keep(ctx, tx.Facts(), []models.School{row})
	})
	if err != nil {
		return nil, err
	}
	return &row, nil
}

// keepSchool makes a change to a school and brings all years of its county up to date.
func (a *App) keepSchool(ctx context.Context, v auth.Viewer, action auth.Action, region, code string, apply func(*store.Tx) error) error {
	return a.in(ctx, v, []string{region}, func(tx *store.Tx) error {
		years, err := tx.Facts().Years(ctx, region)
		if err != nil {
			return err
		}
		if err := a.change(ctx, tx.Facts(), edit{region: region, years: years, schools: []string{code}, apply: func() error { return apply(tx) }}); err != nil {
			return err
		}
		return a.record(ctx, tx, action, models.AuditLine{RegionCode: region, SchoolCode: code})
	})
}

func (a *App) schoolRow(s indicator.School) models.School {
	row := models.SchoolOf(s)
	row.NameSort, row.UpdatedAt = store.SortKey(s.Name), a.now()
	return row
}

func (a *App) checkSchool(s indicator.School) error {
	var p problems
	if !models.IsSchoolCode(s.Code) {
		p.add("CODE_INVALID", "code")
	}
	if !slices.Contains(models.SchoolKinds, s.Kind) {
		p.add("CHOICE_INVALID", "kind", "key", "kind")
	}
	if !slices.Contains(locales, s.Locale) {
		p.add("CHOICE_INVALID", "locale", "key", "locale")
	}
	if s.Organizer < 1 || s.Organizer > 10 {
		p.add("ORGANIZER_INVALID", "organizer")
	}
	if last := a.now().Year() + 1; s.BuiltYear != nil && (*s.BuiltYear < 1800 || *s.BuiltYear > last) {
		p.add("BUILT_YEAR_INVALID", "builtYear", "to", strconv.Itoa(last))
	}
	if outside(s.Longitude, 180) || outside(s.Latitude, 90) {
		p.add("COORDINATE_INVALID", "longitude")
	}
	return errors.Join(p.err(), needText("name", s.Name), checkText("group", &s.Group, maxText), checkText("address", &s.Address, maxText))
}

func outside(d *indicator.Decimal, degrees indicator.Decimal) bool {
	return d != nil && (*d < -degrees*indicator.DecimalScale || *d > degrees*indicator.DecimalScale)
}
