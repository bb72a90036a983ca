package app

import (
	"github.com/junheng/junheng/indicator"
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
	return entry{"fiscalYear", workbook.SheetFundingYears, "fiscalYear"}.year(year, workbook.LatestAt(a.now()).Fiscal)
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
