package view

import (
	"context"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
)

// ClaimVerdict is what a number of a report comes to, under its API name.
type ClaimVerdict string

// Claims are what the numbers of a report come to.
type Claims struct{ of *app.Claims }

// ClaimsOf shows a check.
func ClaimsOf(c *app.Claims) *Claims { return &Claims{c} }

// RegionCode of the county.
func (c *Claims) RegionCode() string { return c.of.RegionCode }

// Year of the report.
func (c *Claims) Year() int { return c.of.Year }

// Edition of the results.
func (c *Claims) Edition() *Edition { return EditionOf(c.of.Edition) }

// AgreeCount is how many agree.
func (c *Claims) AgreeCount() int { return c.of.Agree }

// DifferCount is how many differ.
func (c *Claims) DifferCount() int { return c.of.Differ }

// NoDataCount is how many the data cannot answer.
func (c *Claims) NoDataCount() int { return c.of.Unknown }

// OmittedCount is how many are not listed.
func (c *Claims) OmittedCount() int { return c.of.Omitted }

// Paragraphs are the text.
func (c *Claims) Paragraphs() []*ReportParagraph {
	return pointers(c.of.Paragraphs, func(p *app.ReportParagraph) *ReportParagraph { return &ReportParagraph{p} })
}

// Claims are the numbers, or those of one verdict.
func (c *Claims) Claims(verdict *ClaimVerdict) []*Claim {
	list := []*Claim{}
	for i := range c.of.Claims {
		if k := &c.of.Claims[i]; verdict == nil || string(*verdict) == string(k.Verdict) {
			list = append(list, &Claim{k, c.of.Edition})
		}
	}
	return list
}

// ReportParagraph is a paragraph of a report.
type ReportParagraph struct{ *app.ReportParagraph }

// Claim is one number of a report.
type Claim struct {
	*app.Claim
	edition string
}

// Verdict of the number.
func (c *Claim) Verdict() ClaimVerdict { return ClaimVerdict(c.Claim.Verdict) }

// Unit is nil for none.
func (c *Claim) Unit() *string { return given(c.Claim.Unit) }

// Fact that it was tied to; nil for none.
func (c *Claim) Fact() *ClaimFact {
	if c.Claim.Fact == nil {
		return nil
	}
	return &ClaimFact{c.Claim.Fact, c.edition}
}

// ClaimMessage is the sentence of a number in the language of the request.
func ClaimMessage(ctx context.Context, c *Claim) string { return c.Message(Language(ctx)) }

// ClaimFact is what a number was tied to.
type ClaimFact struct {
	*app.ClaimFact
	edition string
}

// NameZh is its Chinese name.
func (f *ClaimFact) NameZh() string { return f.Name.Zh }

// NameEn is its English name.
func (f *ClaimFact) NameEn() string { return f.Name.En }

// Indicator that it belongs to; nil for none.
func (f *ClaimFact) Indicator() *Indicator {
	if f.ClaimFact.Indicator == "" {
		return nil
	}
	return EditionOf(f.edition).Indicator(f.ClaimFact.Indicator)
}

// Stage is nil for both or none.
func (f *ClaimFact) Stage() *indicator.Stage {
	if f.ClaimFact.Stage == "" {
		return nil
	}
	return &f.ClaimFact.Stage
}

// ClaimFactDisplay is what the data say in the language of the request.
func ClaimFactDisplay(ctx context.Context, f *ClaimFact) string { return f.Shown(Language(ctx)) }
