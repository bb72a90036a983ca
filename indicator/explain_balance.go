package indicator

import (
	"fmt"
	"math/big"
	"slices"
)

// ExplainBalance traces one coefficient of variation: every unit's amount and pupils are inputs (keys amount and pupils of
// the unit's school), so that it can be computed again from the trace alone.
// ok is false for an indicator that is not of area R.
func (e *Edition) ExplainBalance(c *County, stage Stage, code string) (trace Trace, ok bool) {
	i := ResourceIndex(code)
	if i < 0 {
		return Trace{}, false
	}
	ev := e.Evaluate(c)
	b := ev.Balances[2*i+stage.index()]
	t := e.trace(code, "", c.Year)
	t.Formula = "CV = S / mean, mean = Σx / ΣP, S = √( Σ P/ΣP · (x/P − mean)² )"
	t.Status = b.Status
	for k := range ev.Schools {
		u := ev.Schools[k].unit(stage)
		if u == nil || u.Results[i].Status == NotComputable {
			continue
		}
		amount := new(big.Rat).Mul(u.Results[i].Value.Rat(), big.NewRat(int64(u.Students), 1))
		t.school = ev.Schools[k].School
		t.input("amount", exactText(amount), e.Indicators[e.position[code]].Unit)
		t.input("pupils", itoa(u.Students), "person")
	}
	t.school = ""
	t.rule("limit", b.Limit.String(), "")
	if b.MissingCount > 0 {
		t.rule("missingUnits", itoa(b.MissingCount), "")
	}
	t.step(StepUnits, fmt.Sprintf("%d units in the sums, %d missing", b.UnitCount, b.MissingCount), itoa(b.Students)+" pupils")
	if b.Coefficient == nil {
		t.step(StepRatio, "not computable: no unit, or the mean is 0", "")
		return t.Trace, true
	}
	t.step(StepMean, "Σx / ΣP", number(*b.Mean))
	t.step(StepDeviation, "√( Σ P/ΣP · (x/P − mean)² )", number(*b.StandardDeviation))
	t.step(StepRatio, number(*b.StandardDeviation)+" / "+number(*b.Mean), number(*b.Coefficient))
	t.step(StepLimit, number(*b.Coefficient)+" ≤ "+b.Limit.String(), holds(b.Status != Unmet))
	t.step(StepRounding, "round half up to 3 decimals", b.Display)
	t.Result, t.Display = b.Coefficient, b.Display
	return t.Trace, true
}

func number(f float64) string { return new(big.Float).SetPrec(53).SetFloat64(f).Text('g', 17) }

// Contribution is one unit's part of the variance of a balance.
type Contribution struct {
	School string  // code
	Value  float64 // the unit's per-pupil value
	Share  float64 // of the variance, 0 to 1; all shares of a balance add up to 1
}

// Contributions of the units to a balance's variance, P·(x/P − mean)² / Σ, the largest first, ties by code.
func (e *Edition) Contributions(schools []SchoolAssessment, i int, stage Stage) []Contribution {
	var out []Contribution
	var parts []float64
	var students, amount float64
	for k := range schools {
		if u := schools[k].unit(stage); u != nil && u.Results[i].Status != NotComputable {
			v, p := u.Results[i].Value.Float(), float64(u.Students)
			out = append(out, Contribution{School: schools[k].School, Value: v})
			parts = append(parts, p)
			students, amount = students+p, amount+v*p
		}
	}
	mean, total := amount/students, 0.0
	for k := range out {
		d := out[k].Value - mean
		out[k].Share = parts[k] * d * d
		total += out[k].Share
	}
	for k := range out {
		if total > 0 {
			out[k].Share /= total
		}
	}
	slices.SortStableFunc(out, func(a, b Contribution) int {
		switch {
		case a.Share > b.Share:
			return -1
		case a.Share < b.Share:
			return 1
		case a.School < b.School:
			return -1
		}
		return 1
	})
	return out
}
