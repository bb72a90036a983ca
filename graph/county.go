package graph

import (
	"context"
	"slices"
	"sync"

	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// contributions are the units' shares in each difference, read once a county.
func (r *Resolver) contributions(ctx context.Context, objs []*view.Balance, first int) ([][]*view.BalanceContribution, error) {
	lists := make([][]*view.BalanceContribution, len(objs))
	for county, places := range byCounty(objs, func(b *view.Balance) *models.CountyAssessment { return b.County }) {
		balances := make([]*indicator.Balance, len(places))
		for i, place := range places {
			balances[i] = objs[place].Balance
		}
		shares, err := r.rows(ctx).AllContributions(ctx, county, balances, first)
		if err != nil {
			return nil, err
		}
		for i, place := range places {
			lists[place] = make([]*view.BalanceContribution, len(shares[i]))
			for j, s := range shares[i] {
				lists[place][j] = &view.BalanceContribution{SchoolCode: s.SchoolCode, Value: s.Value, Share: s.Share}
			}
		}
	}
	return lists, nil
}

// drifts are how differences came from their values of another year, read once a county.
func (r *Resolver) drifts(ctx context.Context, objs []*view.Balance, from *int) ([]*view.BalanceDrift, error) {
	list := make([]*view.BalanceDrift, len(objs))
	for county, places := range byCounty(objs, func(b *view.Balance) *models.CountyAssessment { return b.County }) {
		balances := make([]*indicator.Balance, len(places))
		for i, place := range places {
			balances[i] = objs[place].Balance
		}
		found, err := r.App.Drifts(ctx, ViewerOf(ctx), county, or(from, county.Year-1), balances)
		if err != nil {
			return nil, err
		}
		for i, place := range places {
			if found[i] != nil {
				list[place] = &view.BalanceDrift{Drift: found[i]}
			}
		}
	}
	return list, nil
}

// driftParts are the largest parts of a drift.
func driftParts(d *view.BalanceDrift, first int) ([]*view.SchoolDrift, error) {
	if first < 1 || first > store.MaxPage {
		return nil, store.OutOfRange("first", first, 1, store.MaxPage)
	}
	parts := make([]*view.SchoolDrift, min(first, len(d.Contributions)))
	for i := range parts {
		parts[i] = &view.SchoolDrift{SchoolDrift: &d.Contributions[i]}
	}
	return parts, nil
}

// metUnitCount is how many units of a stage meet an R indicator.
func metUnitCount(a *models.CountyAssessment, code string, stage indicator.Stage) (int, error) {
	if !slices.Contains(indicator.ResourceCodes[:], code) {
		return 0, store.OnlyResource("indicator")
	}
	return view.MetUnitCount(a, code, stage), nil
}

// blockers are the schools that keep each item from being met, read once a county.
func (r *Resolver) blockers(ctx context.Context, objs []*view.CountyResult) ([][]*models.School, error) {
	lists := make([][]*models.School, len(objs))
	for county, places := range byCounty(objs, func(o *view.CountyResult) *models.CountyAssessment { return o.County }) {
		statuses := map[string]indicator.Status{}
		for _, place := range places {
			statuses[objs[place].Code] = objs[place].Status
		}
		found, err := r.rows(ctx).AllBlockers(ctx, county, statuses)
		if err != nil {
			return nil, err
		}
		var codes []string
		for code, list := range found {
			found[code] = list[:min(len(list), store.MaxPage)]
			codes = append(codes, found[code]...)
		}
		schools, err := schoolsOf(ctx, r, pointers(unique(codes)), func(code *string) string { return *code })
		if err != nil {
			return nil, err
		}
		byCode := map[string]*models.School{}
		for _, s := range schools {
			if s != nil {
				byCode[s.Code] = s
			}
		}
		for _, place := range places {
			lists[place] = []*models.School{}
			for _, code := range found[objs[place].Code] {
				if s := byCode[code]; s != nil {
					lists[place] = append(lists[place], s)
				}
			}
		}
	}
	return lists, nil
}

// byCounty sorts the places of objects by the county that they are part of.
func byCounty[T any](objs []*T, of func(*T) *models.CountyAssessment) map[*models.CountyAssessment][]int {
	places := map[*models.CountyAssessment][]int{}
	for i, o := range objs {
		places[of(o)] = append(places[of(o)], i)
	}
	return places
}

// excluded are the counties' schools that are not assessed.
func (r *Resolver) excluded(ctx context.Context, objs []*models.CountyAssessment) ([][]*view.ExcludedSchool, error) {
	rows := r.rows(ctx)
	lists := make([][]*view.ExcludedSchool, len(objs))
	for i, a := range objs {
		standings, err := rows.ExcludedSchools(ctx, a.RegionCode, a.Year, a.Edition)
		if err != nil {
			return nil, err
		}
		lists[i] = make([]*view.ExcludedSchool, len(standings))
		for j, s := range standings {
			lists[i][j] = &view.ExcludedSchool{SchoolCode: s.SchoolCode, Reason: s.Excluded}
		}
	}
	return lists, nil
}

// countyYears are what counties reported, newest first.
func (r *Resolver) countyYears(ctx context.Context, objs []*models.Region) ([][]*models.CountyYear, error) {
	fetch := func(ctx context.Context, codes []string) ([]*models.CountyYear, error) {
		return r.rows(ctx).CountyYears(ctx, codes, 0)
	}
	return look(ctx, "countyYears", objs, regionCode, many(fetch, func(y *models.CountyYear) string { return y.RegionCode }))
}

// assessedYears are the years for which counties have results, newest first.
func (r *Resolver) assessedYears(ctx context.Context, objs []*models.Region) ([][]int, error) {
	lists, err := look(ctx, "assessedYears", objs, regionCode, r.rows(ctx).AssessedYears)
	for i, years := range lists {
		if years == nil {
			lists[i] = []int{}
		}
	}
	return lists, err
}

// reportCounts are how far the counties' schools have reported the years, counted for all at once.
func (r *Resolver) reportCounts(ctx context.Context, objs []*models.CountyAssessment) ([]*store.ReportCounts, error) {
	wanted := make([]store.CountyYearKey, len(objs))
	for i, a := range objs {
		wanted[i] = store.CountyYearKey{RegionCode: a.RegionCode, Year: a.Year}
	}
	found, err := r.rows(ctx).ReportCounts(ctx, unique(wanted), askedColumns())
	list := make([]*store.ReportCounts, len(objs))
	for i, key := range wanted {
		counts := found[key]
		list[i] = &counts
	}
	return list, err
}

// askedColumns are the columns of the figures that a school of each kind is asked for.
var askedColumns = sync.OnceValue(func() map[indicator.SchoolKind][]string {
	columns := map[indicator.SchoolKind][]string{}
	for _, kind := range models.SchoolKinds {
		for _, key := range view.AskedFigures(kind) {
			columns[kind] = append(columns[kind], snake(key))
		}
	}
	return columns
})

// fundingOf is the counties' money of the fiscal years of the same numbers.
func (r *Resolver) fundingOf(ctx context.Context, objs []*models.CountyAssessment) ([]*models.FundingYear, error) {
	wanted := make([]store.CountyYearKey, len(objs))
	for i, a := range objs {
		wanted[i] = store.CountyYearKey{RegionCode: a.RegionCode, Year: a.Year}
	}
	found, err := r.rows(ctx).FundingYearsOf(ctx, unique(wanted))
	list := make([]*models.FundingYear, len(objs))
	for i, key := range wanted {
		list[i] = found[key]
	}
	return list, err
}

// countyWarnings are findings about a county that decide nothing.
func countyWarnings(ctx context.Context, a *models.CountyAssessment) []*view.UserError {
	list := make([]*view.UserError, len(a.Result.Warnings))
	for i, w := range a.Result.Warnings {
		message := workbook.Issue{Code: w.Code, Params: w.Params}.Message(view.Language(ctx))
		list[i] = &view.UserError{Code: w.Code, Message: message, Params: view.Params(w.Params)}
	}
	return list
}
