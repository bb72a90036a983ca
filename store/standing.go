package store

import (
	"context"
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// ExcludedSchools are a county's schools that are not assessed, by code, as far as the viewer sees them.
func (s *Scoped) ExcludedSchools(ctx context.Context, region string, year int, edition string) ([]*models.SchoolStanding, error) {
	return scan[models.SchoolStanding](base[models.SchoolStanding](ctx, s).
		Where("year = ? AND edition = ? AND region_code = ? AND excluded <> ''", year, edition, region).Order("school_code"))
}

// Blockers are the codes of the schools because of which a county's indicator is not met, as far as the viewer sees them:
// for R indicators schools with a unit that misses it and does not pass, for school items schools that do not meet them.
// Statuses of the county other than UNMET and PENDING have none, and so have indicators that no school answers for.
func (s *Scoped) Blockers(ctx context.Context, a *models.CountyAssessment, code string, status indicator.Status) ([]string, error) {
	all, err := s.AllBlockers(ctx, a, map[string]indicator.Status{code: status})
	return all[code], err
}

// AllBlockers are the blockers of several indicators of one county, given with its statuses, by indicator. At most two
// statements, however many.
func (s *Scoped) AllBlockers(ctx context.Context, a *models.CountyAssessment, statuses map[string]indicator.Status) (map[string][]string, error) {
	blockers := map[string][]string{}
	open := func(code string) bool {
		return statuses[code] == indicator.Unmet || statuses[code] == indicator.Pending
	}
	if slices.ContainsFunc(indicator.ResourceCodes[:], open) {
		units, err := scan[models.SchoolAssessment](base[models.SchoolAssessment](ctx, s).
			Where("year = ? AND edition = ? AND region_code = ?", a.Year, a.Edition, a.RegionCode).
			Where("verdict <> ?", indicator.Pass).Order("school_code"), unitStatuses...)
		if err != nil {
			return nil, err
		}
		for i, code := range indicator.ResourceCodes {
			for _, u := range units {
				if open(code) && u.Result(i).Status != indicator.Met {
					blockers[code] = append(blockers[code], u.SchoolCode)
				}
			}
			blockers[code] = slices.Compact(blockers[code])
		}
	}
	if slices.ContainsFunc(indicator.ItemCodes[:], open) {
		standings, err := scan[models.SchoolStanding](base[models.SchoolStanding](ctx, s).
			Where("year = ? AND edition = ? AND region_code = ?", a.Year, a.Edition, a.RegionCode).Order("school_code"))
		if err != nil {
			return nil, err
		}
		for i, code := range indicator.ItemCodes {
			for _, x := range standings {
				if open(code) && *x.Item(i) == statuses[code] {
					blockers[code] = append(blockers[code], x.SchoolCode)
				}
			}
		}
	}
	return blockers, nil
}

// unitStatuses are the columns that tell why a unit blocks.
var unitStatuses = func() []string {
	columns := []string{"school_code"}
	for _, code := range indicator.ResourceCodes {
		prefix, _ := resourceColumn(code)
		columns = append(columns, prefix+"status")
	}
	return columns
}()

// Standings are how the schools stand in the school items, in a year and under an edition or in all of them, by school and the
// newest year first.
func (s *Scoped) Standings(ctx context.Context, schools []string, year *int, edition *string) ([]*models.SchoolStanding, error) {
	q := base[models.SchoolStanding](ctx, s).Where(in("school_code", schools).expr())
	if year != nil {
		q = q.Where("year = ?", *year)
	}
	if edition != nil {
		q = q.Where("edition = ?", *edition)
	}
	return scan[models.SchoolStanding](q.Order("school_code, year DESC, edition"))
}
