package app

import (
	"context"
	"fmt"
	"reflect"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// Counts are how many rows of a workbook are new, differ from what is there, and do not.
type Counts struct{ Created, Updated, Unchanged int }

// Rows is how many there are together.
func (c Counts) Rows() int { return c.Created + c.Updated + c.Unchanged }

// taking is one workbook on its way into the database, within one transaction.
type taking struct {
	app     *App
	tx      *store.Tx
	book    *workbook.Book
	now     time.Time
	region  map[string]string // of each school of the book, listed in it or known
	counts  Counts
	touched map[store.CountyYearKey]bool // years to be computed anew, where they are active
	all     map[string]bool              // counties of which a school itself changed: all years
}

// counties are the counties that a book has facts of, in order.
func counties(b *workbook.Book, known map[string]*models.School) []string {
	set := map[string]bool{}
	for _, s := range b.Schools {
		set[s.RegionCode] = true
	}
	for _, y := range b.CountyYears {
		set[y.RegionCode] = true
	}
	for _, y := range b.FundingYears {
		set[y.RegionCode] = true
	}
	for _, c := range b.Attestations {
		set[c.RegionCode] = true
	}
	for _, s := range known {
		set[s.RegionCode] = true
	}
	return sortedKeys(set)
}

// schoolsOf are the codes of all schools that a book has facts of.
func schoolsOf(b *workbook.Book) []string {
	set := map[string]bool{}
	for _, s := range b.Schools {
		set[s.Code] = true
	}
	for _, y := range b.SchoolYears {
		set[y.Code] = true
	}
	for _, t := range b.Teachers {
		set[t.SchoolCode] = true
	}
	for _, c := range b.Attestations {
		if c.SchoolCode != "" {
			set[c.SchoolCode] = true
		}
	}
	return sortedKeys(set)
}

// take writes a book's facts and computes what follows from them. The issues say why nothing was written. A dry run only counts.
func (a *App) take(ctx context.Context, tx *store.Tx, b *workbook.Book, isDry bool) (Counts, []string, []workbook.Issue, error) {
	f := tx.Facts()
	known, err := f.SchoolsByCode(ctx, schoolsOf(b))
	if err != nil {
		return Counts{}, nil, nil, err
	}
	regions := counties(b, known)
	t := &taking{app: a, tx: tx, book: b, now: a.now(), region: map[string]string{}, touched: map[store.CountyYearKey]bool{}, all: map[string]bool{}}
	if issues := t.admit(regions, known); len(issues) > 0 {
		return Counts{}, nil, issues, nil
	}
	if !isDry {
		if err := t.keepRegions(ctx, regions); err != nil {
			return Counts{}, nil, nil, err
		}
	}
	before, err := f.Rows(ctx, regions, true)
	if err != nil {
		return Counts{}, nil, nil, err
	}
	if err := t.facts(ctx, before, isDry); err != nil || isDry {
		return t.counts, regions, nil, err
	}
	return t.counts, regions, nil, t.compute(ctx, regions)
}

// admit refuses counties that are not the viewer's and schools of other counties than they are known in.
func (t *taking) admit(regions []string, known map[string]*models.School) (issues []workbook.Issue) {
	for _, code := range regions {
		if models.LevelOf(code) != models.County || !t.tx.SeesRegion(code) {
			issues = append(issues, workbook.Issue{Code: "REGION_OUT_OF_SCOPE", Value: code, Params: map[string]string{"code": code}})
		}
	}
	for _, s := range known {
		t.region[s.Code] = s.RegionCode
	}
	for _, s := range t.book.Schools {
		if k, ok := known[s.Code]; ok && k.RegionCode != s.RegionCode {
			issues = append(issues, workbook.Issue{Code: "SCHOOL_ELSEWHERE", Value: s.Code, Params: map[string]string{"code": s.Code}})
		}
		t.region[s.Code] = s.RegionCode
	}
	return issues
}

func (t *taking) keepRegions(ctx context.Context, regions []string) error {
	locked, err := t.tx.Facts().LockCounties(ctx, regions...)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, y := range t.book.CountyYears {
		names[y.RegionCode] = y.RegionName
	}
	have := map[string]string{}
	for _, r := range locked {
		have[r.Code] = r.Name
	}
	for _, code := range regions {
		name := names[code]
		if name == "" {
			name = have[code]
		}
		if name == "" {
			name = code
		}
		if name != have[code] {
			if err := keepRegion(ctx, t.tx, code, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// sift compares rows with those of the same key that are there, counts them and keeps those that are new or differ.
func sift[K comparable, T any](ctx context.Context, t *taking, isDry bool, rows []T, key func(*T) K, old map[K]*T, same func(now, old *T) bool, changed func(*T)) error {
	var keep []T
	for i := range rows {
		r := &rows[i]
		was, there := old[key(r)]
		switch {
		case !there:
			t.counts.Created++
		case same(r, was):
			t.counts.Unchanged++
			continue
		default:
			t.counts.Updated++
		}
		changed(r)
		keep = append(keep, *r)
	}
	if isDry {
		return nil
	}
	return store.Keep(ctx, t.tx.Facts(), keep)
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

func (t *taking) facts(ctx context.Context, before *store.CountyRows, isDry bool) error {
	b := t.book
	schools := make([]models.School, len(b.Schools))
	for i, s := range b.Schools {
		schools[i] = t.app.schoolRow(s)
	}
	schoolKey := func(s *models.School) string { return s.Code }
	err := sift(ctx, t, isDry, schools, schoolKey, byKey(before.Schools, schoolKey),
		func(now, old *models.School) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(s *models.School) { t.all[s.RegionCode] = true })
	if err != nil {
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
	err = sift(ctx, t, isDry, years, yearOf, was,
		func(now, old *models.SchoolYear) bool { return reflect.DeepEqual(now.Figures, old.Figures) },
		func(y *models.SchoolYear) { t.touch(y.RegionCode, y.Year) })
	if err != nil {
		return fmt.Errorf("school years: %w", err)
	}
	if err := t.countyFacts(ctx, before, isDry); err != nil {
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
	err = sift(ctx, t, isDry, teachers, teacherOf, byKey(before.Teachers, teacherOf),
		func(now, old *models.Teacher) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(x *models.Teacher) { t.touch(x.RegionCode, x.Year) })
	if err != nil {
		return fmt.Errorf("teachers: %w", err)
	}
	return nil
}

func (t *taking) countyFacts(ctx context.Context, before *store.CountyRows, isDry bool) error {
	counties := make([]models.CountyYear, len(t.book.CountyYears))
	countyOf := func(y *models.CountyYear) yearKey { return yearKey{y.RegionCode, y.Year} }
	was := byKey(before.CountyYears, countyOf)
	for i, y := range t.book.CountyYears {
		counties[i] = models.CountyYear{RegionCode: y.RegionCode, Year: y.Year, CountyFigures: y.CountyFigures, Version: 1, UpdatedAt: t.now}
		if old, ok := was[yearKey{y.RegionCode, y.Year}]; ok {
			counties[i].Version = old.Version + 1
		}
	}
	err := sift(ctx, t, isDry, counties, countyOf, was,
		func(now, old *models.CountyYear) bool { return reflect.DeepEqual(now.CountyFigures, old.CountyFigures) },
		func(y *models.CountyYear) { t.touch(y.RegionCode, y.Year) })
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
	err = sift(ctx, t, isDry, money, moneyOf, had,
		func(now, old *models.FundingYear) bool { return reflect.DeepEqual(now.Facts(), old.Facts()) },
		func(y *models.FundingYear) {
			t.touch(y.RegionCode, y.FiscalYear)
			t.touch(y.RegionCode, y.FiscalYear+1)
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
	err = sift(ctx, t, isDry, claims, claimOf, byKey(before.Attestations, claimOf),
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

// compute brings the results of the touched years up to date, oldest first.
func (t *taking) compute(ctx context.Context, regions []string) error {
	f := t.tx.Facts()
	for _, region := range regions {
		years, err := f.Years(ctx, region)
		if err != nil {
			return err
		}
		for _, year := range years {
			if !t.all[region] && !t.touched[store.CountyYearKey{RegionCode: region, Year: year}] {
				continue
			}
			if err := t.app.Recompute(ctx, f, region, year); err != nil {
				return fmt.Errorf("results of %s in %d: %w", region, year, err)
			}
		}
	}
	return nil
}

// ImportBook takes in facts that did not come as an upload: at the command line, and for the demo. The issues say why nothing
// was written.
func (a *App) ImportBook(ctx context.Context, v auth.Viewer, b *workbook.Book, isDry bool) (counts Counts, issues []workbook.Issue, err error) {
	if err := auth.Require(v, auth.ImportWorkbook); err != nil {
		return Counts{}, nil, err
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		var err error
		counts, _, issues, err = a.take(ctx, tx, b, isDry)
		if err != nil || len(issues) > 0 || isDry {
			return err
		}
		return a.record(ctx, tx, auth.ImportWorkbook, models.AuditLine{})
	})
	return counts, issues, err
}
