package report

import "github.com/junheng/junheng/indicator"

// fundingSpan is how many fiscal years the papers look back on.
const fundingSpan = 3

// fundingYear is a fiscal year, and what is known of it: nil for nothing.
type fundingYear struct {
	year  int
	known *indicator.FundingYear
}

func (y fundingYear) of(field func(*indicator.FundingYear) *indicator.Decimal) *indicator.Decimal {
	if y.known == nil {
		return nil
	}
	return field(y.known)
}

// fundingYears are the fiscal year of the evaluation and those before it, the earliest first.
func (p *Papers) fundingYears() [fundingSpan]fundingYear {
	var years [fundingSpan]fundingYear
	for i := range years {
		y := &years[i]
		y.year = p.County.Year - fundingSpan + 1 + i
		for k := range p.Funding {
			if p.Funding[k].FiscalYear == y.year {
				y.known = &p.Funding[k]
			}
		}
	}
	now, before := &years[fundingSpan-1], &years[fundingSpan-2]
	if now.known == nil {
		now.known = p.County.Funding
	}
	if before.known == nil {
		before.known = p.County.PreviousFunding
	}
	return years
}
