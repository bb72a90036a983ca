package store

import (
	"context"
	"slices"

	"github.com/junheng/junheng/models"
)

// SchoolYear is what a school reported for a year, or ErrNotFound.
func (s *Scoped) SchoolYear(ctx context.Context, school string, year int) (*models.SchoolYear, error) {
	return one(scan[models.SchoolYear](base[models.SchoolYear](ctx, s).Where("school_code = ? AND year = ?", school, year)))
}

// SchoolYears are the years that the schools reported, by school, newest first. Columns name what is needed; none means all.
func (s *Scoped) SchoolYears(ctx context.Context, schools []string, columns ...string) ([]*models.SchoolYear, error) {
	q := base[models.SchoolYear](ctx, s).Where(in("school_code", schools).expr()).Order("school_code, year DESC")
	return scan[models.SchoolYear](q, keep(columns, "school_code", "year", "region_code")...)
}

// SchoolYearsIn are the schools' figures of one year, by school.
func (s *Scoped) SchoolYearsIn(ctx context.Context, schools []string, year int, columns ...string) ([]*models.SchoolYear, error) {
	q := base[models.SchoolYear](ctx, s).Where(in("school_code", schools).expr()).Where("year = ?", year).Order("school_code")
	return scan[models.SchoolYear](q, keep(columns, "school_code", "year", "region_code")...)
}

// LatestSchoolYears are the newest n years of each school, by school, newest first. One statement, however many schools.
func (s *Scoped) LatestSchoolYears(ctx context.Context, schools []string, n int, columns ...string) ([]*models.SchoolYear, error) {
	newer := "SELECT COUNT(*) FROM school_years newer WHERE newer.school_code = school_years.school_code AND newer.year > school_years.year"
	q := base[models.SchoolYear](ctx, s).Where(in("school_code", schools).expr()).Where("("+newer+") < ?", n).Order("school_code, year DESC")
	return scan[models.SchoolYear](q, keep(columns, "school_code", "year", "region_code")...)
}

// ReportedCounts are how many schools of each region have reported a year.
func (s *Scoped) ReportedCounts(ctx context.Context, regions []string, year int) (map[string]int, error) {
	var rows []struct {
		RegionCode string
		N          int
	}
	err := base[models.SchoolYear](ctx, s).Where(in("region_code", regions).expr()).Where("year = ?", year).
		Select("region_code, COUNT(*) AS n").Group("region_code").Scan(&rows).Error
	counts := make(map[string]int, len(rows))
	for _, r := range rows {
		counts[r.RegionCode] = r.N
	}
	return counts, known(err)
}

// keep adds columns that must be there to those asked for; none asked for means all.
func keep(columns []string, must ...string) []string {
	if len(columns) == 0 {
		return nil
	}
	has := map[string]bool{}
	for _, c := range columns {
		has[c] = true
	}
	for _, c := range must {
		if !has[c] {
			columns = append(slices.Clip(columns), c)
		}
	}
	return columns
}
