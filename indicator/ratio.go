package indicator

import (
	"math/big"
	"math/bits"
	"strconv"
)

// Ratio is an exact quotient of two integers. A zero denominator means "no value".
type Ratio struct{ Num, Den int64 }

// Rat is the exact value; nil for no value.
func (r Ratio) Rat() *big.Rat {
	if r.Den == 0 {
		return nil
	}
	return big.NewRat(r.Num, r.Den)
}

// Float is the double nearest to the exact quotient, 0 for no value.
func (r Ratio) Float() float64 {
	const exact = 1 << 53
	if r.Den == 0 {
		return 0
	}
	if r.Num < exact && r.Num > -exact && r.Den < exact {
		return float64(r.Num) / float64(r.Den) // one correctly rounded division of two exact doubles
	}
	f, _ := big.NewRat(r.Num, r.Den).Float64()
	return f
}

// atLeast tells exactly whether r >= num/den, for non-negative ratios.
func (r Ratio) atLeast(num, den int64) bool {
	ah, al := bits.Mul64(uint64(r.Num), uint64(den))
	bh, bl := bits.Mul64(uint64(num), uint64(r.Den))
	return ah > bh || (ah == bh && al >= bl)
}

// Display rounds half up to the given number of decimals.
func (r Ratio) Display(places int) string {
	if r.Den == 0 {
		return ""
	}
	return displayRat(r.Rat(), places)
}

// displayRat rounds x >= 0 half up to the given number of decimals.
func displayRat(x *big.Rat, places int) string {
	scale := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	n := new(big.Int).Mul(x.Num(), scale)
	n.Lsh(n, 1).Add(n, x.Denom())
	n.Quo(n, new(big.Int).Lsh(x.Denom(), 1)) // floor(x·10^places + 1/2)
	s := n.String()
	if places == 0 {
		return s
	}
	for len(s) <= places {
		s = "0" + s
	}
	return s[:len(s)-places] + "." + s[len(s)-places:]
}

func itoa(n int) string { return strconv.Itoa(n) }
