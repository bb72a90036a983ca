package app

import (
	"context"
	"strconv"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// money is one amount of a funding year; nil where it is not given.
type money struct {
	key   string
	value *indicator.Decimal
}

func amounts(f *indicator.FundingYear) []money {
	return []money{
		{"generalBudgetSpend", &f.GeneralBudgetSpend},
		{"recurrentRevenue", f.RecurrentRevenue},
		{"operatingQuotaPrimary", &f.OperatingQuotaPrimary},
		{"operatingQuotaJunior", &f.OperatingQuotaJunior},
		{"boardingSupplement", f.BoardingSupplement},
		{"specialFunds", f.SpecialFunds},
	}
}

func checkMoney(f indicator.FundingYear) error {
	var errs []error
	for _, m := range amounts(&f) {
		errs = append(errs, entry{m.key, workbook.SheetFundingYears, m.key}.decimal(m.value))
	}
	return checks(errs...)
}

// checkFiscalYear refuses fiscal years that nobody reports: the budget of the coming one may be there.
func (a *App) checkFiscalYear(year int) error {
	return entry{"fiscalYear", workbook.SheetFundingYears, "fiscalYear"}.year(year, a.Latest().Fiscal)
}

// fallen warns of money that does not keep 两个只增不减 against the year before.
func fallen(ctx context.Context, tx *store.Tx, region string, now, before indicator.FundingYear) (warnings []Problem, err error) {
	key := store.CountyYearKey{RegionCode: region, Year: now.FiscalYear}
	last := store.CountyYearKey{RegionCode: region, Year: now.FiscalYear - 1}
	pupils, err := tx.Facts().Students(ctx, []store.CountyYearKey{key, last})
	if err != nil {
		return nil, err
	}
	row, old := models.FundingYearOf(region, now), models.FundingYearOf(region, before)
	params := map[string]string{
		"before": before.GeneralBudgetSpend.String(), "now": now.GeneralBudgetSpend.String(),
		"studentsBefore": strconv.Itoa(int(pupils[last])), "students": strconv.Itoa(int(pupils[key])),
	}
	for _, code := range trend(&row, &old, int64(pupils[key]), int64(pupils[last])).Warnings {
		warnings = append(warnings, FindingProblem(workbook.SheetFundingYears, indicator.Finding{Code: code, Keys: []string{"generalBudgetSpend"}, Params: params}))
	}
	return warnings, nil
}

// changedMoney is what differs between a funding year as it was and as it is now, old and new.
func changedMoney(before, now indicator.FundingYear) map[string]string {
	changed := map[string]string{}
	old := amounts(&before)
	for i, m := range amounts(&now) {
		if was, is := moneyText(old[i]), moneyText(m); was != is {
			changed[m.key] = was + " -> " + is
		}
	}
	return changed
}

func moneyText(m money) string {
	if m.value == nil {
		return ""
	}
	return m.value.String()
}
