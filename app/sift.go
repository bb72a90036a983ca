package app

import (
	"context"
	"fmt"
	"reflect"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// sift compares rows with those of the same key that are there, counts them and parts those that are new from those that differ.
func sift[K comparable, T any](t *taking, rows []T, key func(*T) K, old map[K]*T, same func(now, old *T) bool, changed func(*T)) (created, updated []T) {
	for i := range rows {
		r := &rows[i]
		was, there := old[key(r)]
		switch {
		case !there:
			t.counts.Created++
			created = append(created, *r)
		case same(r, was):
			t.counts.Unchanged++
			continue
		default:
			t.counts.Updated++
			updated = append(updated, *r)
		}
		changed(r)
	}
	return created, updated
}

// put stores the rows that are new or differ.
func put[K comparable, T any](ctx context.Context, t *taking, rows []T, key func(*T) K, old map[K]*T, same func(now, old *T) bool, changed func(*T)) error {
	created, updated := sift(t, rows, key, old, same, changed)
	if t.isDry {
		return nil
	}
	return store.Keep(ctx, t.tx.Facts(), append(created, updated...))
}

func byKey[K comparable, T any](rows []*T, key func(*T) K) map[K]*T {
	m := make(map[K]*T, len(rows))
	for _, r := range rows {
		m[key(r)] = r
	}
	return m
}

type yearKey struct {
	code string
	year int
}

func (t *taking) facts(ctx context.Context, before *store.CountyRows) error {
	b := t.book
	if err := t.schools(ctx, before); err != nil {
		return fmt.Errorf("schools: %w", err)
	}
	years := make([]models.SchoolYear, len(b.SchoolYears))
	yearOf := func(y *models.SchoolYear) yearKey { return yearKey{y.SchoolCode, y.Year} }
	was := byKey(before.SchoolYears, yearOf)
	for i, y := range b.SchoolYears {
		years[i] = models.SchoolYear{SchoolCode: y.Code, Year: y.Year, RegionCode: t.region[y.Code], Figures: y.Figures, Version: 1, UpdatedAt: t.now}
		if old, ok := was[yearKey{y.Code, y.Year}]; ok {
			years[i].Version = old.Version + 1
		}
	}
	err := put(ctx, t, years, yearOf, was,
		func(now, old *models.SchoolYear) bool { return reflect.DeepEqual(now.Figures, old.Figures) },
		func(y *models.SchoolYear) {
			t.touch(y.RegionCode, y.Year)
			old := &models.SchoolYear{}
			if there := was[yearOf(y)]; there != nil {
				old = there
			}
			t.note(auth.RecordSchoolYear, y.RegionCode, y.SchoolCode, y.Year, changedFigures(&old.Figures, &y.Figures))
		})
	if err != nil {
		return fmt.Errorf("school years: %w", err)
	}
	if err := t.countyFacts(ctx, before); err != nil {
		return err
	}
	teachers := make([]models.Teacher, len(b.Teachers))
	for i, x := range b.Teachers {
		teachers[i] = models.TeacherOf(t.region[x.SchoolCode], x.Year, x.Teacher)
		teachers[i].UpdatedAt = t.now
	}
	type teacherKey struct {
		region, code string
		year         int
	}
	teacherOf := func(x *models.Teacher) teacherKey { return teacherKey{x.RegionCode, x.Code, x.Year} }
	err = put(ctx, t, teachers, teacherOf, byKey(before.Teachers, teacherOf),
		func(now, old *models.Teacher) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(x *models.Teacher) { t.touch(x.RegionCode, x.Year) })
	if err != nil {
		return fmt.Errorf("teachers: %w", err)
	}
	return nil
}

// schools inserts new schools and never overwrites: another county may have taken a code since it was looked up.
func (t *taking) schools(ctx context.Context, before *store.CountyRows) error {
	rows := make([]models.School, len(t.book.Schools))
	for i, s := range t.book.Schools {
		rows[i] = t.app.schoolRow(s)
	}
	key := func(s *models.School) string { return s.Code }
	created, updated := sift(t, rows, key, byKey(before.Schools, key),
		func(now, old *models.School) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(s *models.School) { t.all[s.RegionCode] = true })
	if t.isDry {
		return nil
	}
	if len(created) > 0 {
		if err := store.Add(ctx, t.tx.Facts(), created...); err != nil {
			return err
		}
	}
	return store.Keep(ctx, t.tx.Facts(), updated)
}

func (t *taking) countyFacts(ctx context.Context, before *store.CountyRows) error {
	counties := make([]models.CountyYear, len(t.book.CountyYears))
	countyOf := func(y *models.CountyYear) yearKey { return yearKey{y.RegionCode, y.Year} }
	was := byKey(before.CountyYears, countyOf)
	for i, y := range t.book.CountyYears {
		counties[i] = models.CountyYear{RegionCode: y.RegionCode, Year: y.Year, CountyFigures: y.CountyFigures, Version: 1, UpdatedAt: t.now}
		if old, ok := was[yearKey{y.RegionCode, y.Year}]; ok {
			counties[i].Version = old.Version + 1
		}
	}
	err := put(ctx, t, counties, countyOf, was,
		func(now, old *models.CountyYear) bool { return reflect.DeepEqual(now.CountyFigures, old.CountyFigures) },
		func(y *models.CountyYear) {
			t.touch(y.RegionCode, y.Year)
			old := &models.CountyYear{}
			if there := was[countyOf(y)]; there != nil {
				old = there
			}
			t.note(auth.RecordCountyYear, y.RegionCode, "", y.Year, changedFigures(&old.CountyFigures, &y.CountyFigures))
		})
	if err != nil {
		return fmt.Errorf("county years: %w", err)
	}
	money := make([]models.FundingYear, len(t.book.FundingYears))
	moneyOf := func(y *models.FundingYear) yearKey { return yearKey{y.RegionCode, y.FiscalYear} }
	had := byKey(before.FundingYears, moneyOf)
	for i, y := range t.book.FundingYears {
		money[i] = models.FundingYearOf(y.RegionCode, y.FundingYear)
		money[i].Version, money[i].UpdatedAt = 1, t.now
		if old, ok := had[yearKey{y.RegionCode, y.FiscalYear}]; ok {
			money[i].Version = old.Version + 1
		}
	}
	err = put(ctx, t, money, moneyOf, had,
		func(now, old *models.FundingYear) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(y *models.FundingYear) {
			t.touch(y.RegionCode, y.FiscalYear)
			t.touch(y.RegionCode, y.FiscalYear+1)
			old := &models.FundingYear{}
			if there := had[moneyOf(y)]; there != nil {
				old = there
			}
			t.note(auth.RecordFundingYear, y.RegionCode, "", y.FiscalYear, changedMoney(old.Facts(), y.Facts()))
		})
	if err != nil {
		return fmt.Errorf("funding years: %w", err)
	}
	claims := make([]models.Attestation, len(t.book.Attestations))
	for i, c := range t.book.Attestations {
		claims[i] = models.AttestationOf(c.RegionCode, c.Year, c.Attestation)
		claims[i].UpdatedAt = t.now
	}
	type claimKey struct {
		region, school, indicator, subject string
		year                               int
	}
	claimOf := func(c *models.Attestation) claimKey {
		return claimKey{c.RegionCode, c.SchoolCode, c.Indicator, c.Subject, c.Year}
	}
	err = put(ctx, t, claims, claimOf, byKey(before.Attestations, claimOf),
		func(now, old *models.Attestation) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(c *models.Attestation) { t.touch(c.RegionCode, c.Year) })
	if err != nil {
		return fmt.Errorf("attestations: %w", err)
	}
	return nil
}

func (t *taking) touch(region string, year int) {
	t.touched[store.CountyYearKey{RegionCode: region, Year: year}] = true
}
