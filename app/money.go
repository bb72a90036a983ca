package app

import "github.com/junheng/junheng/indicator"

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
	var p problems
	for _, m := range amounts(&f) {
		if m.value != nil && (*m.value < 0 || *m.value > indicator.MaxDecimal) {
			p.add("NOT_A_DECIMAL", m.key, "key", m.key)
		}
	}
	return p.err()
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
