package store

import (
	"context"
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

// JudgedCounty is a county's assessment under one edition and the sum it was judged from, on their way to the database.
type JudgedCounty struct {
	Tally      *indicator.Tally
	Assessment indicator.CountyAssessment
}

// KeepCounty keeps a county's tallies and what was judged from them.
func (f *Facts) KeepCounty(ctx context.Context, list []JudgedCounty, now time.Time) error {
	tallies := make([]models.CountyTally, len(list))
	results := make([]models.CountyAssessment, len(list))
	for i, j := range list {
		a := j.Assessment
		sums, err := j.Tally.MarshalText()
		if err != nil {
			return err
		}
		tallies[i] = models.CountyTally{RegionCode: a.Region.Code, Year: a.Year, Edition: a.Edition, Sums: sums}
		results[i] = models.CountyAssessment{
			RegionCode: a.Region.Code, Year: a.Year, Edition: a.Edition, Verdict: a.Verdict, Result: a, Version: 1, ComputedAt: now,
		}
	}
	if err := Keep(ctx, f, tallies); err != nil || len(list) == 0 {
		return err
	}
	changed := append(clause.AssignmentColumns([]string{"verdict", "result", "computed_at"}),
		clause.Assignments(map[string]any{"version": gorm.Expr("county_assessments.version + 1")})...)
	return f.db.WithContext(ctx).Clauses(clause.OnConflict{
		Columns: []clause.Column{{Name: "region_code"}, {Name: "year"}, {Name: "edition"}}, DoUpdates: changed,
	}).Create(results).Error
}

// JudgedSchool is one school's assessment under one edition, on its way to the database.
type JudgedSchool struct {
	Edition    string
	School     *models.School
	Assessment *indicator.SchoolAssessment
}

// KeepSchools keeps what was found for schools in a year and returns its units. Schools whose units may not be the same stages
// as before are stale: what is there of them goes first.
func (f *Facts) KeepSchools(ctx context.Context, year int, list []JudgedSchool, stale []string) ([]models.SchoolAssessment, error) {
	var units []models.SchoolAssessment
	standings := make([]models.SchoolStanding, 0, len(list))
	for _, j := range list {
		standings = append(standings, standingOf(year, j))
		for i := range j.Assessment.Units {
			units = append(units, unitOf(year, j, &j.Assessment.Units[i]))
		}
	}
	if len(stale) > 0 {
		err := f.db.WithContext(ctx).Where(in("school_code", stale).expr()).Where("year = ?", year).Delete(&models.SchoolAssessment{}).Error
		if err != nil {
			return nil, err
		}
	}
	if err := Keep(ctx, f, units); err != nil {
		return nil, err
	}
	return units, Keep(ctx, f, standings)
}

func standingOf(year int, j JudgedSchool) models.SchoolStanding {
	s := models.SchoolStanding{
		Year: year, Edition: j.Edition, RegionCode: j.School.RegionCode, SchoolCode: j.School.Code, Excluded: j.Assessment.Excluded,
	}
	for i := range j.Assessment.Items {
		*s.Item(i) = j.Assessment.Items[i].Status
	}
	return s
}

func unitOf(year int, j JudgedSchool, u *indicator.Unit) models.SchoolAssessment {
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
