package indicator

import "math/big"

// Share is one unit in a balance: its per-pupil value before the quantum (see measure) and its pupils.
type Share struct {
	Value    Ratio
	Students int64
}

// Sums are the mergeable sums behind a coefficient of variation: how many units, their pupils P, their amounts x = value·P,
// and x²/P. Amounts and squares are kept as integers at 2^-128, each unit's share rounded down once; so sums of the same
// units are equal to the last bit in whatever order they were made, and lie within Units·2^-128 of the exact ones.
type Sums struct {
	Units    int64
	Students int64
	amount   big.Int // Σ ⌊x · 2^128⌋
	square   big.Int // Σ ⌊x²/P · 2^128⌋
}

// fixedBits are the binary places of amount and square.
const fixedBits = 128

// scratch is working memory of Sums.add, so that a county of a thousand units allocates a handful of times.
type scratch struct{ num, den, square big.Int }

func (s *Sums) add(x Share, sign int64, w *scratch) {
	s.Units += sign
	s.Students += sign * x.Students
	w.num.SetInt64(x.Value.Num)
	w.square.Mul(&w.num, &w.num)
	w.den.SetInt64(x.Value.Den)
	if x.Value.Den == x.Students { // a school of one stage: x is the numerator, x²/P = num²/P
		w.num.Lsh(&w.num, fixedBits)
		w.square.Lsh(&w.square, fixedBits)
		w.square.Quo(&w.square, &w.den)
	} else {
		var p big.Int
		p.SetInt64(x.Students)
		w.num.Mul(&w.num, &p).Lsh(&w.num, fixedBits)
		w.num.Quo(&w.num, &w.den)
		w.square.Mul(&w.square, &p).Lsh(&w.square, fixedBits)
		w.den.Mul(&w.den, &w.den)
		w.square.Quo(&w.square, &w.den)
	}
	if sign < 0 {
		s.amount.Sub(&s.amount, &w.num)
		s.square.Sub(&s.square, &w.square)
		return
	}
	s.amount.Add(&s.amount, &w.num)
	s.square.Add(&s.square, &w.square)
}
