package graph

import (
	"context"
	"maps"
	"slices"
	"strconv"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

func schoolYearRecorded(ctx context.Context, recorded *app.SchoolYearRecorded, errs []*view.UserError) *model.RecordSchoolYearPayload {
	if recorded == nil {
		return &model.RecordSchoolYearPayload{Warnings: []*view.UserError{}, UserErrors: errs}
	}
	return &model.RecordSchoolYearPayload{
		SchoolYear: recorded.SchoolYear, Assessments: recorded.Assessments, Warnings: shown(ctx, recorded.Warnings), UserErrors: errs,
	}
}

// judged are the county's results after a change that was not refused, one an edition.
func (r *Resolver) judged(ctx context.Context, region string, year int, errs []*view.UserError, err error) ([]*models.CountyAssessment, error) {
	if err != nil || len(errs) > 0 {
		return nil, err
	}
	first := store.MaxPage
	where := &store.CountyAssessmentWhere{Region: &region, Year: &store.IntFilter{Gte: &year, Lte: &year}}
	list, err := r.rows(ctx).CountyAssessments(ctx, where, store.Page{First: &first})
	if err != nil {
		return nil, err
	}
	return list.Items, nil
}

// recordFundingYear keeps what the input leaves out.
func (r *Resolver) recordFundingYear(ctx context.Context, in model.RecordFundingYearInput) (*models.FundingYear, []app.Problem, error) {
	before, err := maybe(r.rows(ctx).FundingYear(ctx, in.RegionCode, in.FiscalYear))
	if err != nil {
		return nil, nil, err
	}
	var f indicator.FundingYear
	if before != nil {
		f = before.Facts()
	}
	f.FiscalYear, f.GeneralBudgetSpend = in.FiscalYear, in.GeneralBudgetSpend
	f.OperatingQuotaPrimary, f.OperatingQuotaJunior = in.OperatingQuotaPrimary, in.OperatingQuotaJunior
	replace(&f.RecurrentRevenue, in.RecurrentRevenue)
	replace(&f.BoardingSupplement, in.BoardingSupplement)
	replace(&f.SpecialFunds, in.SpecialFunds)
	return r.App.RecordFundingYear(ctx, ViewerOf(ctx), app.RecordFundingYear{RegionCode: in.RegionCode, Funding: f, ExpectedVersion: in.ExpectedVersion.Value()})
}

// trends gives each funding year one part of its trend. The trends of a request are read once for all of their parts.
func trends[V any](ctx context.Context, r *fundingYearResolver, objs []*models.FundingYear, part func(app.FundingTrend) V) ([]V, error) {
	list, err := look(ctx, "trends", objs, view.FundingYearID, r.fundingTrends)
	parts := make([]V, len(list))
	for i, t := range list {
		parts[i] = part(t)
	}
	return parts, err
}

// fundingTrends are the trends of funding years by their ids.
func (r *Resolver) fundingTrends(ctx context.Context, ids []string) (map[string]app.FundingTrend, error) {
	var wanted []store.CountyYearKey
	for _, id := range ids {
		if _, keys, ok := view.ParseID(id); ok {
			year, _ := strconv.Atoi(keys[1])
			wanted = append(wanted, store.CountyYearKey{RegionCode: keys[0], Year: year})
		}
	}
	rows, err := r.rows(ctx).FundingYearsOf(ctx, wanted)
	if err != nil {
		return nil, err
	}
	list := slices.Collect(maps.Values(rows))
	trends, err := r.App.FundingTrends(ctx, ViewerOf(ctx), list)
	found := make(map[string]app.FundingTrend, len(trends))
	for i, t := range trends {
		found[view.FundingYearID(list[i])] = t
	}
	return found, err
}

// removeTeacher removes the row that an id names.
func (r *Resolver) removeTeacher(ctx context.Context, id string) (*string, error) {
	keys, err := keysOf(id, "Teacher")
	if err != nil {
		return nil, err
	}
	if _, err := r.App.RemoveTeacher(ctx, ViewerOf(ctx), keys[0], numberOf(keys[1]), keys[2]); err != nil {
		return nil, err
	}
	return &id, nil
}

// withdrawAttestation takes back the attestation that an id names, and tells the county and year that it was about.
func (r *Resolver) withdrawAttestation(ctx context.Context, id string) (models.Attestation, error) {
	keys, err := keysOf(id, "Attestation")
	if err != nil {
		return models.Attestation{}, err
	}
	key := attestationKey(keys)
	return key, r.App.WithdrawAttestation(ctx, ViewerOf(ctx), key)
}

// keysOf are the keys of what an id names, which has to be of this kind.
func keysOf(id, kind string) ([]string, error) {
	is, keys, ok := view.ParseID(id)
	if !ok || is != kind {
		return nil, store.ErrNotFound
	}
	return keys, nil
}

// schoolYearWarnings are what looks odd in reports, each against the school's year before.
func (r *Resolver) schoolYearWarnings(ctx context.Context, objs []*models.SchoolYear) ([][]*view.UserError, error) {
	schools, err := schoolsOf(ctx, r, objs, func(y *models.SchoolYear) string { return y.SchoolCode })
	if err != nil {
		return nil, err
	}
	all := func(ctx context.Context, codes []string) ([]*models.SchoolYear, error) {
		return r.rows(ctx).SchoolYears(ctx, codes)
	}
	years, err := look(ctx, "years", objs, schoolOfYear, many(all, schoolOfYear))
	if err != nil {
		return nil, err
	}
	lists := make([][]*view.UserError, len(objs))
	for i, y := range objs {
		lists[i] = []*view.UserError{}
		if schools[i] == nil {
			continue
		}
		for _, f := range indicator.CheckFigures(schools[i].Facts(), y.Year, y.Figures, figuresIn(years[i], y.Year-1)) {
			lists[i] = append(lists[i], shown(ctx, []app.Problem{app.FindingProblem(workbook.SheetSchoolYears, f)})...)
		}
	}
	return lists, nil
}

// figuresIn are the figures of one of the years; nil where it was not reported.
func figuresIn(years []*models.SchoolYear, year int) *indicator.Figures {
	for _, y := range years {
		if y.Year == year {
			return &y.Figures
		}
	}
	return nil
}

// traced shows a trace; nothing to trace is not found.
func traced(region string) func(*indicator.Trace, error) (*view.Trace, error) {
	return func(t *indicator.Trace, err error) (*view.Trace, error) {
		if err != nil {
			return nil, err
		}
		return view.TraceOf(t, region), nil
	}
}
