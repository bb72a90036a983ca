package store

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"
	"gorm.io/gorm/schema"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// slimBatch is how many keys one condition names, maxParameters how many values one INSERT has: well within what both
// databases take.
const (
	slimBatch     = 500
	maxParameters = 12_000
)

// Tallies are a county's tallies of a year by edition.
func (f *Facts) Tallies(ctx context.Context, region string, year int) (map[string]*indicator.Tally, error) {
	rows, err := scan[models.CountyTally](f.db.WithContext(ctx).Model(&models.CountyTally{}).Where("region_code = ? AND year = ?", region, year))
	if err != nil {
		return nil, err
	}
	tallies := make(map[string]*indicator.Tally, len(rows))
	for _, r := range rows {
		t := &indicator.Tally{}
		if err := t.UnmarshalText(r.Sums); err != nil {
			return nil, err
		}
		tallies[r.Edition] = t
	}
	return tallies, nil
}

// KeepCounty keeps a county's tally and what was judged from it.
func (f *Facts) KeepCounty(ctx context.Context, t *indicator.Tally, a *indicator.CountyAssessment, now time.Time) error {
	sums, err := t.MarshalText()
	if err != nil {
		return err
	}
	db := f.db.WithContext(ctx)
	row := models.CountyTally{RegionCode: a.Region.Code, Year: a.Year, Edition: a.Edition, Sums: sums}
	if err := db.Clauses(clause.OnConflict{UpdateAll: true}).Create(&row).Error; err != nil {
		return err
	}
	changed := append(clause.AssignmentColumns([]string{"verdict", "result", "computed_at"}),
		clause.Assignments(map[string]any{"version": gorm.Expr("county_assessments.version + 1")})...)
	return db.Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "region_code"}, {Name: "year"}, {Name: "edition"}}, DoUpdates: changed,
	}).Create(&models.CountyAssessment{
		RegionCode: a.Region.Code, Year: a.Year, Edition: a.Edition, Verdict: a.Verdict, Result: *a, Version: 1, ComputedAt: now,
	}).Error
}

// Judged is one school's assessment under one edition, on its way to the database.
type Judged struct {
	Edition    string
	School     *models.School
	Assessment *indicator.SchoolAssessment
}

// KeepSchools keeps what was found for schools in a year, in the place of what was there of them.
func (f *Facts) KeepSchools(ctx context.Context, year int, list []Judged) error {
	var units []models.SchoolAssessment
	standings := make([]models.SchoolStanding, 0, len(list))
	codes := map[string]bool{}
	for _, j := range list {
		codes[j.School.Code] = true
		standings = append(standings, standingOf(year, j))
		for i := range j.Assessment.Units {
			units = append(units, unitOf(year, j, &j.Assessment.Units[i]))
		}
	}
	db := f.db.WithContext(ctx)
	for _, some := range batches(slices.Sorted(maps.Keys(codes)), slimBatch) {
		if err := db.Where(in("school_code", some).expr()).Where("year = ?", year).Delete(&models.SchoolAssessment{}).Error; err != nil {
			return err
		}
	}
	if len(units) > 0 {
		if err := db.CreateInBatches(units, batchOf[models.SchoolAssessment](db)).Error; err != nil {
			return err
		}
	}
	return db.Clauses(clause.OnConflict{UpdateAll: true}).CreateInBatches(standings, slimBatch).Error
}

func standingOf(year int, j Judged) models.SchoolStanding {
	s := models.SchoolStanding{
		Year: year, Edition: j.Edition, RegionCode: j.School.RegionCode, SchoolCode: j.School.Code, Excluded: j.Assessment.Excluded,
	}
	for i := range j.Assessment.Items {
		*s.Item(i) = j.Assessment.Items[i].Status
	}
	return s
}

func unitOf(year int, j Judged, u *indicator.Unit) models.SchoolAssessment {
	s := j.School
	row := models.SchoolAssessment{
		Year: year, Edition: j.Edition, RegionCode: s.RegionCode, Stage: u.Stage, SchoolCode: s.Code,
		Name: s.Name, NameSort: s.NameSort, Kind: s.Kind, Organizer: s.Organizer, Ownership: s.Ownership, Locale: s.Locale,
		IsBoarding: s.IsBoarding, BuiltYear: s.BuiltYear, Group: s.Group,
		Students: u.Students, Verdict: u.Verdict, MetCount: u.MetCount, Relaxed: strings.Join(u.Relaxations, " "),
	}
	edition, _ := indicator.LookupEdition(j.Edition)
	for i := range u.Results {
		r, to := &u.Results[i], row.Result(i)
		to.Status = r.Status
		if r.Reason != "" {
			reason := r.Reason
			to.Reason = &reason
		}
		attainment, ok := r.Attainment()
		if !ok {
			continue
		}
		value, shortfall, display := r.Value.Float(), r.Shortfall, r.Value.Display(placesOf(edition, i))
		to.Value, to.Attainment, to.Shortfall, to.Display = &value, &attainment, &shortfall, &display
	}
	return row
}

// placesOf is with how many decimals the forms print an R indicator.
func placesOf(e *indicator.Edition, i int) int {
	if e != nil {
		if ind, ok := e.Indicator(indicator.ResourceCodes[i]); ok {
			return ind.Places
		}
	}
	return 2
}

// Forget takes away the results of a county's year, before they are computed anew.
func (f *Facts) Forget(ctx context.Context, region string, year int) error {
	db := f.db.WithContext(ctx)
	for _, model := range []any{&models.SchoolAssessment{}, &models.SchoolStanding{}} {
		if err := db.Where("region_code = ? AND year = ?", region, year).Delete(model).Error; err != nil {
			return err
		}
	}
	return nil
}

// Keep inserts rows or overwrites those with the same keys.
func Keep[T any](ctx context.Context, f *Facts, rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return known(f.db.WithContext(ctx).Clauses(clause.OnConflict{UpdateAll: true}).CreateInBatches(rows, batchOf[T](f.db)).Error)
}

// Add inserts rows; ErrExists when one is there.
func Add[T any](ctx context.Context, f *Facts, rows ...T) error {
	return known(f.db.WithContext(ctx).CreateInBatches(rows, batchOf[T](f.db)).Error)
}

// batchOf is how many rows of T one INSERT takes.
func batchOf[T any](db *gorm.DB) int {
	s, err := schema.Parse(new(T), &schemas, db.NamingStrategy)
	if err != nil {
		panic("every row is of a model: " + err.Error())
	}
	return max(1, maxParameters/len(s.DBNames))
}

func batches[V any](list []V, size int) (all [][]V) {
	for len(list) > size {
		all, list = append(all, list[:size]), list[size:]
	}
	if len(list) > 0 {
		all = append(all, list)
	}
	return all
}

// AddMissing inserts the rows that are not there yet and leaves the others as they are.
func AddMissing[T any](ctx context.Context, f *Facts, rows []T) error {
	return known(f.db.WithContext(ctx).Clauses(clause.OnConflict{DoNothing: true}).CreateInBatches(rows, batchOf[T](f.db)).Error)
}
