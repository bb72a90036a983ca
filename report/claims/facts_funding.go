package claims

import (
	"math/big"
	"slices"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// shown reads a percentage that the engine displays; nil for anything else.
func shown(display string) *big.Rat {
	v, ok := new(big.Rat).SetString(strings.TrimSuffix(display, "%"))
	if !ok {
		return nil
	}
	return v
}

func splitDisplay(display string) []string { return strings.Split(display, " / ") }

// fundingSpan is how many years reports look back on.
const fundingSpan = 3

// funding lists the money of every fiscal year, its growth, and the sums of three years.
func (f *Facts) funding(years []indicator.FundingYear, counties []*indicator.County) {
	known := map[int]*indicator.FundingYear{}
	for _, c := range counties { // what a county year carries, where the list lacks it
		for _, y := range [...]*indicator.FundingYear{c.PreviousFunding, c.Funding} {
			if y != nil {
				known[y.FiscalYear] = y
			}
		}
	}
	for i := range years {
		known[years[i].FiscalYear] = &years[i]
	}
	spends := map[int]*big.Rat{}
	for year, y := range known {
		spends[year] = yuan(y.GeneralBudgetSpend)
	}
	for _, year := range sortedYears(known) {
		y := known[year]
		f.fundingYear(year, y, known[year-1])
		f.perPupil(year, spends)
		f.span(year, spends)
	}
}

func sortedYears(known map[int]*indicator.FundingYear) []int {
	years := make([]int, 0, len(known))
	for year := range known {
		years = append(years, year)
	}
	slices.Sort(years)
	return years
}

func (f *Facts) fundingYear(year int, y, before *indicator.FundingYear) {
	spend := Fact{Key: "generalBudgetSpend", topic: "spend", class: money, Year: year, not: []string{"perPupil", "span"}, Name: indicator.Text{Zh: "一般公共预算教育经费", En: "General public budget spent on education"}}
	f.add(spend, yuan(y.GeneralBudgetSpend), 0, "元")
	if before != nil {
		f.grown(f.list[len(f.list)-1], yuan(before.GeneralBudgetSpend))
	}
	if y.RecurrentRevenue != nil {
		f.add(Fact{Key: "recurrentRevenue", topic: "revenue", class: money, Year: year, Name: indicator.Text{Zh: "财政经常性收入", En: "Recurrent revenue"}}, yuan(*y.RecurrentRevenue), 0, "元")
		if before != nil && before.RecurrentRevenue != nil {
			f.grown(f.list[len(f.list)-1], yuan(*before.RecurrentRevenue))
		}
	}
	for i, quota := range [...]indicator.Decimal{y.OperatingQuotaPrimary, y.OperatingQuotaJunior} {
		stage := indicator.Stages[i]
		x := Fact{Key: "operatingQuota", Indicator: "G2", Stage: stage, isPart: true, topic: "quota", class: money, Year: year, not: []string{"special"}, Name: stagedName(stage, "生均公用经费定额", "operating quota a pupil")}
		f.add(x, quota.Rat(), 0, "元")
	}
}

// perPupil is the general public budget spent a pupil, with the pupils of the same school year.
func (f *Facts) perPupil(year int, spends map[int]*big.Rat) {
	of := func(year int) *big.Rat {
		if students := f.find("students", "", year); students != nil {
			return quotient(spends[year], students.value)
		}
		return nil
	}
	x := Fact{Key: "spendPerPupil", topic: "spend", need: []string{"perPupil"}, class: money, Year: year, Name: indicator.Text{Zh: "按在校学生人数平均的一般公共预算教育经费", En: "General public budget spent a pupil"}}
	if v := of(year); v != nil {
		f.add(x, v, 0, "元")
		if before := of(year - 1); before != nil {
			f.grown(f.list[len(f.list)-1], before)
		}
	}
}

func (f *Facts) span(year int, spends map[int]*big.Rat) {
	sum := new(big.Rat)
	for i := range fundingSpan {
		v := spends[year-i]
		if v == nil {
			return
		}
		sum.Add(sum, v)
	}
	x := Fact{Key: "spendOfThreeYears", topic: "spend", need: []string{"span"}, isSpan: true, class: money, Year: year, Name: indicator.Text{Zh: "三年一般公共预算教育经费合计", En: "General public budget spent on education in three years"}}
	f.add(x, sum, 0, "元")
}
