package store

import (
	"context"
	"strings"

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
	var codes []string
	if status != indicator.Unmet && status != indicator.Pending {
		return nil, nil
	}
	if prefix, ok := resourceColumn(code); ok {
		err := base[models.SchoolAssessment](ctx, s).
			Where("year = ? AND edition = ? AND region_code = ?", a.Year, a.Edition, a.RegionCode).
			Where("verdict <> ? AND "+prefix+"status <> ?", indicator.Pass, indicator.Met).
			Distinct("school_code").Order("school_code").Pluck("school_code", &codes).Error
		return codes, known(err)
	}
	for _, item := range indicator.ItemCodes {
		if item == code {
			err := base[models.SchoolStanding](ctx, s).
				Where("year = ? AND edition = ? AND region_code = ? AND "+strings.ToLower(item)+" = ?", a.Year, a.Edition, a.RegionCode, status).
				Order("school_code").Pluck("school_code", &codes).Error
			return codes, known(err)
		}
	}
	return nil, nil
}

// Standings are how the schools stand in the school items in a year under an edition, by school.
func (s *Scoped) Standings(ctx context.Context, schools []string, year int, edition string) ([]*models.SchoolStanding, error) {
	return scan[models.SchoolStanding](base[models.SchoolStanding](ctx, s).Where(in("school_code", schools).expr()).
		Where("year = ? AND edition = ?", year, edition).Order("school_code"))
}
