package report

import "github.com/junheng/junheng/indicator"

// Span is how many years the papers look back on, their own with them.
const Span = 3

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
func (p *Papers) fundingYears() [Span]fundingYear {
	var years [Span]fundingYear
	for i := range years {
		y := &years[i]
		y.year = p.County.Year - Span + 1 + i
		for k := range p.Funding {
			if p.Funding[k].FiscalYear == y.year {
				y.known = &p.Funding[k]
			}
		}
	}
	now, before := &years[Span-1], &years[Span-2]
	if now.known == nil {
		now.known = p.County.Funding
	}
	if before.known == nil {
		before.known = p.County.PreviousFunding
	}
	return years
}
