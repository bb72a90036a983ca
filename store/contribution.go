package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// Contribution is one unit's part in the spread of an R indicator.
type Contribution struct {
	SchoolCode string
	Value      float64 // the unit's per-pupil value
	Share      float64 // of the pupil-weighted variance; all units of the county together make 1
}

// Contributions are the units' shares in a balance, largest first; of them the viewer gets those of schools it sees.
func (s *Scoped) Contributions(ctx context.Context, a *models.CountyAssessment, b *indicator.Balance, first int) ([]Contribution, error) {
	list, err := s.AllContributions(ctx, a, []*indicator.Balance{b}, first)
	if err != nil {
		return nil, err
	}
	return list[0], nil
}

// AllContributions are the contributions to several balances of one county, in their order. One statement, however many.
func (s *Scoped) AllContributions(ctx context.Context, a *models.CountyAssessment, balances []*indicator.Balance, first int) ([][]Contribution, error) {
	if first < 1 || first > MaxPage {
		return nil, OutOfRange("first", first, 1, MaxPage)
	}
	units, err := scan[models.SchoolAssessment](base[models.SchoolAssessment](ctx, s).
		Where("year = ? AND edition = ? AND region_code = ? AND students > 0", a.Year, a.Edition, a.RegionCode), unitValues...)
	if err != nil {
		return nil, err
	}
	all := make([][]Contribution, len(balances))
	for i, b := range balances {
		all[i] = contributions(units, b)
		all[i] = all[i][:min(first, len(all[i]))]
	}
	return all, nil
}

// unitValues are the columns that a coefficient is made of.
var unitValues = func() []string {
	columns := []string{"school_code", "year", "stage", "students"}
	for _, code := range indicator.ResourceCodes {
		prefix, _ := resourceColumn(code)
		columns = append(columns, prefix+"value")
	}
	return columns
}()

// UnitValues are all units of a county in some years under one edition, with their values alone: what schools add to a change of
// the county's coefficients needs the units of all of them.
func (f *Facts) UnitValues(ctx context.Context, region, edition string, years ...int) ([]*models.SchoolAssessment, error) {
	return scan[models.SchoolAssessment](f.db.WithContext(ctx).Model(&models.SchoolAssessment{}).Where(in("year", years).expr()).
		Where("edition = ? AND region_code = ? AND students > 0", edition, region).Order("year, school_code, stage"), unitValues...)
}

// contributions are students · (value − mean)² of each unit of a balance over the sum of all units'.
func contributions(units []*models.SchoolAssessment, b *indicator.Balance) []Contribution {
	if b.Mean == nil || b.StandardDeviation == nil {
		return nil
	}
	total := *b.StandardDeviation * *b.StandardDeviation * float64(b.Students)
	var list []Contribution
	for _, u := range units {
		value := u.Result(b.Indicator).Value
		if u.Stage != b.Stage || value == nil {
			continue
		}
		c := Contribution{SchoolCode: u.SchoolCode, Value: *value}
		if off := *value - *b.Mean; total > 0 {
			c.Share = float64(u.Students) * off * off / total
		}
		list = append(list, c)
	}
	slices.SortFunc(list, func(x, y Contribution) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(x.SchoolCode, y.SchoolCode))
	})
	return list
}
