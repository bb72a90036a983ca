package app

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// CreateSchool registers a school. It is assessed, with nothing reported yet, in every year of its county in which it is open.
func (a *App) CreateSchool(ctx context.Context, v auth.Viewer, in indicator.School) (*models.School, error) {
	if err := auth.Require(v, auth.CreateSchool); err != nil {
		return nil, err
	}
	if err := checks(a.checkCounty(ctx, v, in.RegionCode), a.checkSchool(&in)); err != nil {
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

// UpdateSchool changes a school; change gets it as it is. Its code and county stay, and so do years of which something is
// recorded: it cannot be closed in them. Emptied are fields that were to be empty and may not.
func (a *App) UpdateSchool(ctx context.Context, v auth.Viewer, code string, change func(*indicator.School), emptied ...string) (*models.School, error) {
	if err := auth.Require(v, auth.UpdateSchool); err != nil {
		return nil, err
	}
	if err := keptFull(emptied); err != nil {
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
		if err := a.checkSchool(&facts); err != nil {
			return err
		}
		if err := a.keepsRecorded(ctx, tx, facts); err != nil {
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

// keepsRecorded refuses years of a school that leave out one of which something is recorded, and names those.
func (a *App) keepsRecorded(ctx context.Context, tx *store.Tx, s indicator.School) error {
	if s.FirstYear == nil && s.LastYear == nil {
		return nil
	}
	years, err := tx.Facts().RecordedYears(ctx, s.Code)
	if err != nil {
		return err
	}
	early, late := outside(s, years)
	var p problems
	if len(early) > 0 {
		p.add("YEARS_RECORDED", "firstYear", "years", yearsText(early))
	}
	if len(late) > 0 {
		p.add("YEARS_RECORDED", "lastYear", "years", yearsText(late))
	}
	return p.err()
}

// outside are the years before the school's first and behind its last.
func outside(s indicator.School, years []int) (early, late []int) {
	for _, y := range years {
		switch {
		case s.FirstYear != nil && y < *s.FirstYear:
			early = append(early, y)
		case s.LastYear != nil && y > *s.LastYear:
			late = append(late, y)
		}
	}
	return early, late
}

func yearsText(years []int) string {
	texts := make([]string, len(years))
	for i, y := range years {
		texts[i] = strconv.Itoa(y)
	}
	return strings.Join(texts, ", ")
}

// isOpen refuses a year in which the school, as it stands in the transaction, is not open.
func isOpen(ctx context.Context, tx *store.Tx, code string, year int) error {
	school, err := tx.School(ctx, code)
	if err != nil {
		return err
	}
	return openIn(school, year)
}

func openIn(school *models.School, year int) error {
	if school.IsOpenIn(year) {
		return nil
	}
	return refuse("SCHOOL_NOT_OPEN", "year", "code", school.Code, "year", strconv.Itoa(year), "years", school.Facts().YearsOpen())
}

func (a *App) schoolRow(s indicator.School) models.School {
	row := models.SchoolOf(s)
	row.NameSort, row.UpdatedAt = store.SortKey(s.Name), a.now()
	return row
}

// checkSchool brings a school's texts to the form that they are kept in, and refuses what the dictionary does not take.
func (a *App) checkSchool(s *indicator.School) error {
	in := func(key string) entry { return entry{key, workbook.SheetSchools, key} }
	var p problems
	if !models.IsSchoolCode(s.Code) {
		p.add("CODE_INVALID", "code")
	}
	if !in("organizer").field().Offers(strconv.Itoa(s.Organizer)) {
		p.add("ORGANIZER_INVALID", "organizer")
	}
	if last := a.Latest().Built; s.BuiltYear != nil && in("builtYear").year(*s.BuiltYear, last) != nil {
		p.add("BUILT_YEAR_INVALID", "builtYear", "to", strconv.Itoa(last))
	}
	if s.FirstYear != nil && s.LastYear != nil && *s.FirstYear > *s.LastYear {
		p.add("YEARS_REVERSED", "lastYear", "first", strconv.Itoa(*s.FirstYear), "last", strconv.Itoa(*s.LastYear))
	}
	return checks(p.err(), in("firstYear").bound(s.FirstYear), in("lastYear").bound(s.LastYear), in("kind").choice(string(s.Kind)),
		in("locale").choice(string(s.Locale)), in("longitude").decimal(s.Longitude), in("latitude").decimal(s.Latitude),
		in("name").text(&s.Name), in("group").text(&s.Group), in("address").text(&s.Address))
}
