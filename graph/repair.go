package graph

import (
	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/indicator"
)

func repair(in model.RepairInput) app.Repair {
	terms := indicator.DefaultRepairTerms()
	set(&terms.MoveCost, in.MoveCost)
	set(&terms.MoveShare, in.MoveShare)
	terms.Budget = in.Budget.Value()
	for _, l := range in.Limits.Value() {
		terms.Limits = append(terms.Limits, indicator.RepairLimit{School: l.SchoolCode, Indicator: l.Indicator, Most: l.Most})
	}
	out := app.Repair{RegionCode: in.RegionCode, Year: in.Year, Edition: text(in.Edition.Value()), Terms: terms}
	for _, c := range in.Costs.Value() {
		out.Costs = append(out.Costs, app.RepairCost{Indicator: c.Indicator, Cost: c.Cost})
	}
	return out
}
