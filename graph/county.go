package graph

import (
	"context"

	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// contributions are the units' shares in each difference.
func (r *Resolver) contributions(ctx context.Context, objs []*view.Balance, first int) ([][]*view.BalanceContribution, error) {
	rows := r.rows(ctx)
	lists := make([][]*view.BalanceContribution, len(objs))
	for i, b := range objs {
		shares, err := rows.Contributions(ctx, b.County, b.Balance, first)
		if err != nil {
			return nil, err
		}
		lists[i] = make([]*view.BalanceContribution, len(shares))
		for j, s := range shares {
			lists[i][j] = &view.BalanceContribution{SchoolCode: s.SchoolCode, Value: s.Value, Share: s.Share}
		}
	}
	return lists, nil
}

// blockers are the schools that keep each item from being met.
func (r *Resolver) blockers(ctx context.Context, objs []*view.CountyResult) ([][]*models.School, error) {
	rows := r.rows(ctx)
	lists := make([][]*models.School, len(objs))
	for i, o := range objs {
		codes, err := rows.Blockers(ctx, o.County, o.Code, o.Status)
		if err != nil {
			return nil, err
		}
		if len(codes) > store.MaxPage {
			codes = codes[:store.MaxPage]
		}
		schools, err := schoolsOf(ctx, r, pointers(codes), func(code *string) string { return *code })
		if err != nil {
			return nil, err
		}
		lists[i] = []*models.School{}
		for _, s := range schools {
			if s != nil {
				lists[i] = append(lists[i], s)
			}
		}
	}
	return lists, nil
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
