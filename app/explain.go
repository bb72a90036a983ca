package app

import (
	"context"
	"math/big"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// UnitTrace tells how one R indicator of a unit came about.
func (a *App) UnitTrace(ctx context.Context, v auth.Viewer, school string, year int, code string, stage indicator.Stage, ind string) (*indicator.Trace, error) {
	e, record, facts, err := a.explainSchool(ctx, v, school, year, code)
	if err != nil {
		return nil, err
	}
	t, ok := e.ExplainUnit(record, facts, stage, ind)
	return traced(t, ok)
}

// ItemTrace tells how a school's result of an item of level SCHOOL came about.
func (a *App) ItemTrace(ctx context.Context, v auth.Viewer, school string, year int, code, ind string) (*indicator.Trace, error) {
	e, record, facts, err := a.explainSchool(ctx, v, school, year, code)
	if err != nil {
		return nil, err
	}
	t, ok := e.ExplainItem(record, facts, ind)
	return traced(t, ok)
}

// explainSchool reads a school's facts after asking whether the viewer sees the school.
func (a *App) explainSchool(ctx context.Context, v auth.Viewer, code string, year int, edition string) (
	*indicator.Edition, *indicator.SchoolRecord, *indicator.CountyRecord, error,
) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, nil, nil, err
	}
	e, ok := indicator.LookupEdition(edition)
	if !ok {
		return nil, nil, nil, store.ErrNotFound
	}
	school, err := a.store.For(v).School(ctx, code)
	if err != nil {
		return nil, nil, nil, err
	}
	record, err := a.store.Facts().CountyRecord(ctx, school.RegionCode, year)
	if err != nil {
		return nil, nil, nil, err
	}
	schools, err := a.store.Facts().Schools(ctx, school.RegionCode, year, code)
	if err != nil {
		return nil, nil, nil, err
	}
	if len(schools) == 0 {
		return nil, nil, nil, store.ErrNotFound
	}
	return e, &schools[0].Record, record, nil
}

// CountyTrace tells how a county's result of an indicator came about. A school account sees of other schools neither codes
// nor figures, and no small counts of children.
func (a *App) CountyTrace(ctx context.Context, v auth.Viewer, region string, year int, code, ind string) (*indicator.Trace, error) {
	e, c, err := a.explainCounty(ctx, v, region, year, code)
	if err != nil {
		return nil, err
	}
	t, ok := e.ExplainCounty(c, ind)
	hideOthers(v, &t)
	return traced(t, ok)
}

// BalanceTrace tells how a coefficient of variation came about, with the restrictions of CountyTrace.
func (a *App) BalanceTrace(ctx context.Context, v auth.Viewer, region string, year int, code string, stage indicator.Stage, ind string) (*indicator.Trace, error) {
	e, c, err := a.explainCounty(ctx, v, region, year, code)
	if err != nil {
		return nil, err
	}
	t, ok := e.ExplainBalance(c, stage, ind)
	hideOthers(v, &t)
	return traced(t, ok)
}

func (a *App) explainCounty(ctx context.Context, v auth.Viewer, region string, year int, edition string) (*indicator.Edition, *indicator.County, error) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, nil, err
	}
	e, ok := indicator.LookupEdition(edition)
	if !ok || !a.store.For(v).SeesRegion(region) {
		return nil, nil, store.ErrNotFound
	}
	c, err := a.County(ctx, region, year)
	return e, c, err
}

// County reads all that the engine takes of a county's year. Its user has asked the scope.
func (a *App) County(ctx context.Context, region string, year int) (*indicator.County, error) {
	return countyFrom(ctx, a.store.Facts(), region, year)
}

func countyFrom(ctx context.Context, f *store.Facts, region string, year int) (*indicator.County, error) {
	record, err := f.CountyRecord(ctx, region, year)
	if err != nil {
		return nil, err
	}
	schools, err := f.Schools(ctx, region, year)
	if err != nil {
		return nil, err
	}
	c := &indicator.County{CountyRecord: *record, Schools: make([]indicator.SchoolRecord, len(schools))}
	for i, s := range schools {
		c.Schools[i] = s.Record
	}
	return c, nil
}

func traced(t indicator.Trace, ok bool) (*indicator.Trace, error) {
	if !ok {
		return nil, store.ErrNotFound
	}
	return &t, nil
}

// FundingTrend compares a funding year with the one before.
type FundingTrend struct {
	Growth        *float64           // of the spending; nil for the first year
	SpendPerPupil *indicator.Decimal // yuan, rounded to 4 decimals; nil without pupils
	Warnings      []string           // TOTAL_FELL, PER_PUPIL_FELL
}

// FundingTrends are the trends of funding years that the viewer sees, in their order. Two statements, however many years.
func (a *App) FundingTrends(ctx context.Context, v auth.Viewer, list []*models.FundingYear) ([]FundingTrend, error) {
	var keys []store.CountyYearKey
	for _, f := range list {
		keys = append(keys, store.CountyYearKey{RegionCode: f.RegionCode, Year: f.FiscalYear}, store.CountyYearKey{RegionCode: f.RegionCode, Year: f.FiscalYear - 1})
	}
	years, err := a.store.For(v).FundingYearsOf(ctx, keys)
	if err != nil {
		return nil, err
	}
	pupils, err := a.store.Facts().Students(ctx, keys)
	if err != nil {
		return nil, err
	}
	trends := make([]FundingTrend, len(list))
	for i, f := range list {
		before := store.CountyYearKey{RegionCode: f.RegionCode, Year: f.FiscalYear - 1}
		now := store.CountyYearKey{RegionCode: f.RegionCode, Year: f.FiscalYear}
		trends[i] = trend(f, years[before], int64(pupils[now]), int64(pupils[before]))
	}
	return trends, nil
}

func trend(f, before *models.FundingYear, pupils, pupilsBefore int64) (t FundingTrend) {
	t.Warnings = []string{}
	if pupils > 0 { // 10,000 yuan to yuan, rounded half up
		perPupil := indicator.Decimal((int64(f.GeneralBudgetSpend)/pupils)*10_000 + ((int64(f.GeneralBudgetSpend)%pupils)*20_000+pupils)/(2*pupils))
		t.SpendPerPupil = &perPupil
	}
	if before == nil {
		return t
	}
	if before.GeneralBudgetSpend > 0 {
		growth := float64(f.GeneralBudgetSpend-before.GeneralBudgetSpend) / float64(before.GeneralBudgetSpend)
		t.Growth = &growth
	}
	if f.GeneralBudgetSpend < before.GeneralBudgetSpend {
		t.Warnings = append(t.Warnings, "TOTAL_FELL")
	}
	if pupils > 0 && pupilsBefore > 0 && isLess(f.GeneralBudgetSpend, pupils, before.GeneralBudgetSpend, pupilsBefore) {
		t.Warnings = append(t.Warnings, "PER_PUPIL_FELL")
	}
	return t
}

// isLess tells exactly whether a / n is less than b / m.
func isLess(a indicator.Decimal, n int64, b indicator.Decimal, m int64) bool {
	return big.NewRat(int64(a), n).Cmp(big.NewRat(int64(b), m)) < 0
}
