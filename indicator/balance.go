package indicator

import "math/big"

// balance computes the coefficient of variation CV = S / mean from sums, where
//
//	mean = Σx / P      S² = Σx²/P_i / P − mean²      so CV² = D / X² with D = (Σx²/P_i)·P − X²
//
// over the units of a stage, weighted by pupils, in population form. The verdict compares CV² with the squared limit in
// integers. Sums are exact to Units·2^-128; should the limit lie within that, exact is asked for the units themselves and
// decides in rationals. exact may be nil where the caller has no units: then the sums decide.
// Source: 教督〔2017〕6号, 校际差异系数.
func (e *Edition) balance(i int, stage Stage, t *stageTally, exact func() []Share) Balance {
	sums := &t.resources[i].sums
	b := Balance{
		Indicator: i, Stage: stage, UnitCount: int(sums.Units), MissingCount: int(t.resources[i].notComputable),
		Students: int(sums.Students), Limit: e.BalanceLimits[stage], Status: NotComputable,
	}
	if sums.Units == 0 {
		return b
	}
	one := new(big.Int).Lsh(big.NewInt(1), fixedBits)
	mean := new(big.Rat).SetFrac(&sums.amount, new(big.Int).Mul(one, big.NewInt(sums.Students*measures[i].quantum)))
	b.Mean, b.MeanDisplay = float(mean), displayRat(mean, 2)
	x2 := new(big.Int).Mul(&sums.amount, &sums.amount)
	d := new(big.Int).Mul(&sums.square, big.NewInt(sums.Students))
	d.Mul(d, one).Sub(d, x2)
	slack := sums.slack(one)
	if d.CmpAbs(slack) <= 0 {
		d.SetInt64(0) // equal ratios: what is left is the rounding of the sums
	}
	b.StandardDeviation = sqrtRat(d, new(big.Int).Exp(new(big.Int).Mul(one, big.NewInt(sums.Students*measures[i].quantum)), big.NewInt(2), nil))
	if x2.Sign() == 0 {
		return b
	}
	b.Coefficient = sqrtRat(d, x2)
	square := spread{d, x2, slack}
	b.Display = square.display()
	order := square.compare(int64(b.Limit), DecimalScale)
	if order == undecided {
		order = 0
		if exact != nil {
			order = exactSpread(exact()).compare(int64(b.Limit), DecimalScale)
		}
	}
	over := order > 0
	if e.Settings.Judge == "displayed" {
		shown, err := ParseDecimal(b.Display)
		over = err != nil || shown > b.Limit
	}
	b.IsBorderline = square.compare(int64(b.Limit-e.Borderline), DecimalScale) >= 0 && square.compare(int64(b.Limit+e.Borderline), DecimalScale) <= 0
	switch {
	case over:
		b.Status = Unmet
	case b.MissingCount > 0:
		b.Status = Pending
	default:
		b.Status = Met
	}
	return b
}

// slack bounds how far D, computed from the sums, may lie from the exact one.
func (s *Sums) slack(one *big.Int) *big.Int {
	e := new(big.Int).Mul(one, big.NewInt(s.Students))
	e.Add(e, new(big.Int).Lsh(new(big.Int).Abs(&s.amount), 2))
	return e.Mul(e, big.NewInt(s.Units+1))
}

// spread is a squared coefficient of variation d/x2, with d known to ±slack.
type spread struct{ d, x2, slack *big.Int }

const undecided = 2

// compare orders the coefficient against num/den: -1 below, 0 equal, 1 above, or undecided within the slack.
func (s spread) compare(num, den int64) int {
	n, m := big.NewInt(num), big.NewInt(den)
	left := new(big.Int).Mul(s.d, m.Mul(m, m))
	right := new(big.Int).Mul(s.x2, n.Mul(n, n))
	gap := left.Sub(left, right)
	if s.slack.Sign() > 0 && gap.CmpAbs(new(big.Int).Mul(s.slack, new(big.Int).Add(m, new(big.Int).Mul(n, big.NewInt(4))))) <= 0 {
		return undecided
	}
	return gap.Sign()
}

// display rounds the coefficient half up to 3 decimals, by comparing squares.
func (s spread) display() string {
	f, _ := sqrtBig(s.d, s.x2).Float64()
	n := int64(f*1000 + 0.5)
	if s.compare(2*n-1, 2000) < 0 {
		n--
	} else if c := s.compare(2*n+1, 2000); c >= 0 {
		n++
	}
	return displayRat(big.NewRat(n, 1000), 3)
}

// exactSpread is the squared coefficient of variation of shares in rationals.
func exactSpread(shares []Share) spread {
	x, q, p := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, s := range shares {
		students := big.NewRat(s.Students, 1)
		amount := new(big.Rat).Mul(s.Value.Rat(), students)
		x.Add(x, amount)
		q.Add(q, amount.Mul(amount, s.Value.Rat()))
		p.Add(p, students)
	}
	x2 := new(big.Rat).Mul(x, x)
	d := q.Sub(q.Mul(q, p), x2)
	// to a common denominator, so that d and x2 are integers
	return spread{new(big.Int).Mul(d.Num(), x2.Denom()), new(big.Int).Mul(x2.Num(), d.Denom()), new(big.Int)}
}

func sqrtBig(num, den *big.Int) *big.Float {
	if num.Sign() <= 0 {
		return new(big.Float)
	}
	const precision = 200
	q := new(big.Float).SetPrec(precision).SetInt(num)
	q.Quo(q, new(big.Float).SetPrec(precision).SetInt(den))
	return q.Sqrt(q)
}

func sqrtRat(num, den *big.Int) *float64 { f, _ := sqrtBig(num, den).Float64(); return &f }

func float(r *big.Rat) *float64 { f, _ := r.Float64(); return &f }
