package app

import (
	"context"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

const (
	maxRepairLimits = 500
	repairTime      = 5 * time.Second // after which the best plan so far is answered
)

// Repair says which county is to be mended, and on which terms.
type Repair struct {
	RegionCode string
	Year       int
	Edition    string // empty for the one in force
	Terms      indicator.RepairTerms
	Costs      []RepairCost // in the place of those of Terms
}

// RepairCost is what one more of an R indicator costs, in 10,000 yuan.
type RepairCost struct {
	Indicator string
	Cost      indicator.Decimal
}

// Repaired is a county as it is, and the plan that was found for it.
type Repaired struct {
	RegionCode    string
	Year          int
	Costs         [indicator.ResourceCount]indicator.Decimal // that it was planned with
	Before, After indicator.Evaluation
	Plan          indicator.RepairPlan
}

// Repair plans the cheapest way to let a county's schools pass, and writes nothing. One plan is made at a time, in a few
// seconds at most; who waits longer than the request may is told so.
func (a *App) Repair(ctx context.Context, v auth.Viewer, in Repair) (*Repaired, error) {
	if err := auth.Require(v, auth.PlanRepair); err != nil {
		return nil, err
	}
	if models.LevelOf(in.RegionCode) != models.County || !a.store.For(v).SeesRegion(in.RegionCode) {
		return nil, refuse("UNKNOWN_REGION", "regionCode", "code", in.RegionCode)
	}
	if err := a.checkYear(in.Year); err != nil {
		return nil, err
	}
	edition, _, err := simulatedEditions(Simulate{RegionCode: in.RegionCode, Edition: in.Edition})
	if err != nil {
		return nil, err
	}
	c, err := a.County(ctx, in.RegionCode, in.Year)
	if err != nil {
		return nil, err
	}
	if err := in.check(c); err != nil {
		return nil, err
	}
	done, err := a.planning.Take(ctx, v.AccountID)
	if err != nil {
		return nil, err
	}
	defer done()
	begun := time.Now()
	in.Terms.IsOver = func() bool { return ctx.Err() != nil || time.Since(begun) > repairTime }
	r := &Repaired{RegionCode: in.RegionCode, Year: in.Year, Costs: in.Terms.Costs, Before: edition.Evaluate(c), Plan: edition.Repair(c, in.Terms)}
	r.After = indicator.Evaluation{CountyAssessment: r.Plan.After}
	return r, ctx.Err()
}

// isOutOfBounds tells costs from 0 to 100,000 (10,000 yuan), with which sums stay exact, from others.
func isOutOfBounds(cost indicator.Decimal) bool {
	return cost < 0 || cost > 100_000*indicator.DecimalScale
}

// check takes the costs over, and refuses terms that make no sense and limits of schools that the county does not have.
func (in *Repair) check(c *indicator.County) error {
	var wrong problems
	t := &in.Terms
	if len(t.Limits) > maxRepairLimits {
		return refuse("TOO_MANY_LIMITS", "limits", "most", strconv.Itoa(maxRepairLimits))
	}
	given := map[int]bool{}
	for n, cost := range in.Costs {
		i, field := indicator.ResourceIndex(cost.Indicator), "costs."+strconv.Itoa(n)
		switch {
		case i < 0:
			wrong.add("NOT_A_RESOURCE", field+".indicator", "code", cost.Indicator)
		case given[i]:
			wrong.add("COST_TWICE", field+".indicator", "code", cost.Indicator)
		case isOutOfBounds(cost.Cost):
			wrong.add("COST_OUT_OF_BOUNDS", field+".cost")
		default:
			t.Costs[i] = cost.Cost
		}
		given[i] = true
	}
	if isOutOfBounds(t.MoveCost) {
		wrong.add("COST_OUT_OF_BOUNDS", "moveCost")
	}
	if t.MoveShare < 0 || t.MoveShare > indicator.DecimalScale {
		wrong.add("NOT_A_SHARE", "moveShare")
	}
	if t.Budget != nil && *t.Budget < 0 {
		wrong.add("NEGATIVE", "budget")
	}
	known := map[string]bool{}
	for i := range c.Schools {
		known[c.Schools[i].School.Code] = true
	}
	for i, l := range t.Limits {
		field := "limits." + strconv.Itoa(i)
		switch {
		case !known[l.School]:
			wrong.add("UNKNOWN_SCHOOL", field+".schoolCode", "code", l.School)
		case indicator.ResourceIndex(l.Indicator) < 0:
			wrong.add("NOT_A_RESOURCE", field+".indicator", "code", l.Indicator)
		case l.Most < 0:
			wrong.add("NEGATIVE", field+".most")
		}
	}
	return wrong.err()
}
