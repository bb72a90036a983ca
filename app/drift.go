package app

import (
	"context"
	"errors"
	"slices"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Drifts tell of each of a county's coefficients how it came from its value of another year, in their order; nil where one of the
// years has none. A school account sees its own part alone. Two statements, however many.
func (a *App) Drifts(ctx context.Context, v auth.Viewer, c *models.CountyAssessment, from int, balances []*indicator.Balance) ([]*indicator.Drift, error) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, err
	}
	drifts := make([]*indicator.Drift, len(balances))
	before, err := a.store.For(v).CountyAssessment(ctx, c.RegionCode, from, c.Edition)
	if errors.Is(err, store.ErrNotFound) {
		return drifts, nil
	}
	if err != nil {
		return nil, err
	}
	units, err := a.store.Facts().UnitValues(ctx, c.RegionCode, c.Edition, from, c.Year)
	if err != nil {
		return nil, err
	}
	for i, b := range balances {
		d, err := indicator.DriftBetween([2]indicator.YearBalance{
			{Year: from, Balance: balanceLike(before, b), Units: amountsIn(units, from, b)},
			{Year: c.Year, Balance: b, Units: amountsIn(units, c.Year, b)},
		})
		if errors.Is(err, indicator.ErrDrift) {
			continue
		}
		d.Contributions = slices.DeleteFunc(d.Contributions, func(s indicator.SchoolDrift) bool { return !seesSchool(v, s.School) })
		drifts[i] = &d
	}
	return drifts, nil
}

// balanceLike is the balance of the same indicator and stage.
func balanceLike(c *models.CountyAssessment, b *indicator.Balance) *indicator.Balance {
	i := slices.IndexFunc(c.Result.Balances[:], func(x indicator.Balance) bool { return x.Indicator == b.Indicator && x.Stage == b.Stage })
	return &c.Result.Balances[i]
}

func amountsIn(units []*models.SchoolAssessment, year int, b *indicator.Balance) (list []indicator.UnitAmount) {
	for _, u := range units {
		if value := u.Result(b.Indicator).Value; u.Year == year && u.Stage == b.Stage && value != nil {
			list = append(list, indicator.UnitAmount{School: u.SchoolCode, Students: u.Students, Value: *value})
		}
	}
	return list
}
