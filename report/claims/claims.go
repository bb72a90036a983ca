// Package claims checks what a report says: every number of a text is tied to a figure or result of the county by the words
// near it and by its unit, and compared with it at the precision that the text writes. It is pure: paragraphs in, claims out.
//
// It would rather say that it does not know than accuse: a number is said to differ only where the words that tie it stand
// close, name one thing, and nothing between them changes what is meant. Thresholds, dates and labels are no claims.
package claims

import (
	"context"
	"errors"
	"math/big"
	"unicode"

	"github.com/junheng/junheng/report/docx"
)

// Verdict is what a claim comes to.
type Verdict string

// The verdicts.
const (
	Agrees  Verdict = "AGREES"  // the data say the same, at the precision of the text
	Differs Verdict = "DIFFERS" // the data say something else
	NoData  Verdict = "NO_DATA" // the data hold no such number, or the words do not say which
)

// Claim is one number of a text.
type Claim struct {
	Paragraph  int    // index of the paragraph
	Start, End int    // of the number with its unit in the paragraph, in characters
	Text       string // as written
	Sentence   string
	Number     string // the number read, without separators, in its unit: "12.57"
	Unit       string // as written or as the head of its table names it; empty for none
	Verdict    Verdict
	Fact       *Fact // what it is tied to; nil for NO_DATA
}

// Result is what a text comes to.
type Result struct {
	Paragraphs             []docx.Paragraph
	Claims                 []Claim // in the order of the text
	Agree, Differ, Unknown int     // how many claims of each verdict
	Omitted                int     // claims beyond MaxClaims: counted by verdict, not listed
}

// MaxClaims is how many claims are listed; a long report has a thousand numbers.
const MaxClaims = 5_000

// MaxNumbers is how many numbers a report may have to be read.
const MaxNumbers = 20_000

// ErrNumbers refuses a report of more numbers than MaxNumbers.
var ErrNumbers = errors.New("too many numbers")

// Check finds the claims of a text and compares them with the facts; ErrNumbers where they are too many. It ends with ctx.
func Check(ctx context.Context, paragraphs []docx.Paragraph, facts *Facts) (Result, error) {
	if countNumbers(paragraphs) > MaxNumbers {
		return Result{}, ErrNumbers
	}
	r := Result{Paragraphs: paragraphs, Claims: []Claim{}}
	t := newTables(paragraphs)
	var heading []mark
	for i, p := range paragraphs {
		d := reader{ctx: ctx, facts: facts, text: []rune(p.Text), marks: facts.marker.marks(p.Text), heading: heading}
		if p.Table > 0 {
			d.cell = t.heads(facts.marker, p)
		} else if p.Level > 0 || isHeading(d.text) {
			heading = d.marks
		}
		list := d.claims()
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		for _, c := range list {
			c.Paragraph = i
			switch c.Verdict {
			case Agrees:
				r.Agree++
			case Differs:
				r.Differ++
			default:
				r.Unknown++
			}
			if len(r.Claims) == MaxClaims {
				r.Omitted++
				continue
			}
			r.Claims = append(r.Claims, c)
		}
	}
	return r, nil
}

// countNumbers is how many runs of digits the paragraphs have.
func countNumbers(paragraphs []docx.Paragraph) (n int) {
	for _, p := range paragraphs {
		inside := false
		for _, r := range p.Text {
			is := unicode.IsDigit(r)
			if is && !inside {
				n++
			}
			inside = is
		}
	}
	return n
}

// isHeading takes a short line without an end for a heading, as plain texts have them.
func isHeading(s []rune) bool {
	if len(s) == 0 || len(s) > 40 {
		return false
	}
	for _, r := range s {
		if r == '。' || r == '；' || r == '，' || r == '\t' {
			return false
		}
	}
	return true
}

// agrees tells whether a number and a fact are the same at the precision of the text. Either the exact number or the one that
// forms print may be rounded: 7.02 agrees with 7.0249, and 0.25 with 0.2449 where forms print 0.245.
func agrees(n *number, x *Fact, isFall bool) bool {
	value := n.value
	if isFall {
		value = new(big.Rat).Neg(value)
	}
	if x.class == percent && value.Cmp(hundred) == 0 { // all is all, to the decimal that forms print
		return x.rounded.Cmp(hundred) == 0
	}
	return within(n, value, x.value) || within(n, value, x.rounded)
}

func within(n *number, value, fact *big.Rat) bool {
	off := difference(fact, value)
	switch n.near {
	case about: // within a twentieth
		return new(big.Rat).Mul(off.Abs(off), big.NewRat(20, 1)).Cmp(new(big.Rat).Abs(fact)) <= 0
	case andMore: // up to a tenth above
		return off.Sign() >= 0 && new(big.Rat).Mul(off, big.NewRat(10, 1)).Cmp(new(big.Rat).Abs(fact)) <= 0
	}
	return off.Abs(off).Cmp(new(big.Rat).Quo(n.step, big.NewRat(2, 1))) <= 0
}
