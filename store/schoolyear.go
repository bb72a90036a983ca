package store

import (
	"context"
	"maps"
	"slices"
	"strings"

	"github.com/junheng/junheng/indicator"
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

// ReportCounts are how many schools reported all that they are asked for in a year, some of it, and nothing.
type ReportCounts struct{ Complete, Partial, None int }

// ReportCounts counts the schools of each county that are open in each year by how much they reported. Asked are the columns that a school of
// each kind is asked for. Two statements, however many counties and years.
func (s *Scoped) ReportCounts(ctx context.Context, keys []CountyYearKey, asked map[indicator.SchoolKind][]string) (map[CountyYearKey]ReportCounts, error) {
	regions := make([]string, len(keys))
	for i, k := range keys {
		regions[i] = k.RegionCode
	}
	var schools []struct {
		RegionCode          string
		FirstYear, LastYear *int
		N                   int
	}
	err := base[models.School](ctx, s).Where(in("region_code", regions).expr()).
		Select("region_code, first_year, last_year, COUNT(*) AS n").Group("region_code, first_year, last_year").Scan(&schools).Error
	if err != nil {
		return nil, known(err)
	}
	var rows []struct {
		RegionCode        string
		Year, N, Complete int
	}
	complete, kinds := isComplete(asked)
	err = base[models.SchoolYear](ctx, s).Where(inCountyYears("year", keys).expr()).
		Select("region_code, year, COUNT(*) AS n, SUM("+complete+") AS complete", kinds...).Group("region_code, year").Scan(&rows).Error
	counts := make(map[CountyYearKey]ReportCounts, len(keys))
	for _, k := range keys {
		for _, r := range schools {
			years := indicator.School{FirstYear: r.FirstYear, LastYear: r.LastYear}
			if r.RegionCode == k.RegionCode && years.IsOpenIn(k.Year) {
				counts[k] = ReportCounts{None: counts[k].None + r.N}
			}
		}
	}
	for _, r := range rows {
		key := CountyYearKey{r.RegionCode, r.Year}
		counts[key] = ReportCounts{Complete: r.Complete, Partial: r.N - r.Complete, None: max(0, counts[key].None-r.N)}
	}
	return counts, known(err)
}

// isComplete is 1 for a school year in which every column that the school's kind is asked for has a value, else 0.
func isComplete(asked map[indicator.SchoolKind][]string) (sql string, kinds []any) {
	var b strings.Builder
	b.WriteString("CASE (SELECT kind FROM schools WHERE schools.code = school_years.school_code)")
	for _, kind := range slices.Sorted(maps.Keys(asked)) {
		kinds = append(kinds, kind)
		b.WriteString(" WHEN ? THEN 1")
		for _, column := range asked[kind] {
			b.WriteString(" AND " + column + " IS NOT NULL")
		}
	}
	b.WriteString(" ELSE 0 END")
	return b.String(), kinds
}

// keep adds columns that must be there to those asked for; none asked for means all.
func keep(columns []string, must ...string) []string {
	if len(columns) == 0 {
		return nil
	}
	all := append(make([]string, 0, len(columns)+len(must)), columns...)
	for _, c := range must {
		if !slices.Contains(all, c) {
			all = append(all, c)
		}
	}
	return all
}
