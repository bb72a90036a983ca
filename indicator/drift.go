package indicator

import (
	"cmp"
	"errors"
	"math"
	"slices"
)

// Drift is how a coefficient changed between two years and which schools made it change.
type Drift struct {
	Indicator     string        `json:"indicator"`
	Stage         Stage         `json:"stage"`
	From          int           `json:"from"`
	To            int           `json:"to"`
	Before        float64       `json:"before"`
	After         float64       `json:"after"`
	Change        float64       `json:"change"`    // after − before: negative narrows, positive widens
	Enrolment     float64       `json:"enrolment"` // part of the change that moved with pupils
	Resources     float64       `json:"resources"` // part that moved with amounts
	Contributions []SchoolDrift `json:"contributions"`
}

// SchoolDrift is one school's part of a Drift; Enrolment and Resources add up to Total, all Totals to the change.
type SchoolDrift struct {
	School      string   `json:"school"` // code
	ValueBefore *float64 `json:"valueBefore"`
	ValueAfter  *float64 `json:"valueAfter"` // nil: no unit in the sums of that year
	Enrolment   float64  `json:"enrolment"`
	Resources   float64  `json:"resources"`
	Total       float64  `json:"total"`
}

// ErrDrift says that one of the two years has no coefficient to compare.
var ErrDrift = errors.New("a coefficient is not computable in both years")

// Drift splits the change of a coefficient between two years of a county. The square of the coefficient,
//
//	CV² = P·Q / X² − 1      P = Σp, X = Σx, Q = Σx²/p
//
// is followed from the first year to the second while pupils p and amounts x of all schools change evenly, and each p and
// x is credited with its partial derivative times its step, summed along the way (the value of Aumann and Shapley). No
// order of schools or of causes has to be chosen, the parts add up to the change of CV², and divided by the sum of both
// coefficients to the change of CV itself, since a² − b² = (a − b)(a + b). A school that opens or closes comes from, or
// goes to, nothing at a constant value per pupil. The sums along the way are refined until they add up to 1e-12.
func (e *Edition) Drift(from, to *County, code string, stage Stage) (Drift, error) {
	i := ResourceIndex(code)
	if i < 0 {
		return Drift{}, ErrDrift
	}
	before, after := e.Evaluate(from), e.Evaluate(to)
	k := 2*i + stage.index()
	return DriftBetween([2]YearBalance{
		{from.Year, &before.Balances[k], amountsOf(&before, i, stage)},
		{to.Year, &after.Balances[k], amountsOf(&after, i, stage)},
	})
}

// YearBalance is a coefficient of one year and the units that entered its sums.
type YearBalance struct {
	Year    int
	Balance *Balance
	Units   []UnitAmount
}

// UnitAmount is a unit that entered the sums of a coefficient.
type UnitAmount struct {
	School   string  // code
	Students int     // above 0
	Value    float64 // per pupil, in the indicator's unit
}

// DriftBetween is Drift for who has the results of both years, earlier first.
func DriftBetween(years [2]YearBalance) (Drift, error) {
	from, to := years[0].Balance, years[1].Balance
	a, b := from.Coefficient, to.Coefficient
	if a == nil || b == nil {
		return Drift{}, ErrDrift
	}
	d := Drift{
		Indicator: ResourceCodes[to.Indicator], Stage: to.Stage, From: years[0].Year, To: years[1].Year,
		Before: *a, After: *b, Change: *b - *a, Contributions: []SchoolDrift{},
	}
	paths := pathsOf(years)
	parts := splitChange(paths, *b**b-*a**a)
	for k, p := range paths {
		s := SchoolDrift{School: p.school, ValueBefore: p.value(0), ValueAfter: p.value(1)}
		if sum := *a + *b; sum > 0 {
			s.Enrolment, s.Resources = parts[k][0]/sum, parts[k][1]/sum
		}
		s.Total = s.Enrolment + s.Resources
		d.Enrolment += s.Enrolment
		d.Resources += s.Resources
		d.Contributions = append(d.Contributions, s)
	}
	slices.SortFunc(d.Contributions, func(x, y SchoolDrift) int {
		return cmp.Or(cmp.Compare(math.Abs(y.Total), math.Abs(x.Total)), cmp.Compare(x.School, y.School))
	})
	return d, nil
}

// path is a unit on its way: pupils and amount in both years, 0 in a year in which it does not enter the sums.
type path struct {
	school         string
	pupils, amount [2]float64
}

func (p *path) value(year int) *float64 {
	if p.pupils[year] == 0 {
		return nil
	}
	v := p.amount[year] / p.pupils[year]
	return &v
}

func amountsOf(ev *Evaluation, i int, stage Stage) (list []UnitAmount) {
	for k := range ev.Schools {
		u := ev.Schools[k].unit(stage)
		if u != nil && u.Results[i].Status != NotComputable {
			list = append(list, UnitAmount{ev.Schools[k].School, u.Students, u.Results[i].Value.Float()})
		}
	}
	return list
}

func pathsOf(years [2]YearBalance) (paths []path) {
	at := map[string]int{}
	for year := range years {
		for _, u := range years[year].Units {
			n, ok := at[u.School]
			if !ok {
				n = len(paths)
				at[u.School] = n
				paths = append(paths, path{school: u.School})
			}
			paths[n].pupils[year] = float64(u.Students)
			paths[n].amount[year] = u.Value * float64(u.Students)
		}
	}
	return paths
}

// splitChange integrates both derivatives of CV² along the straight way, in twice as many pieces until the parts add up.
func splitChange(paths []path, change float64) [][2]float64 {
	const precision, most = 1e-12, 1 << 14
	for pieces := 8; ; pieces *= 2 {
		parts, sum := integrate(paths, pieces)
		if math.Abs(sum-change) <= precision || pieces >= most {
			return parts
		}
	}
}

// gauss are nodes and weights of the five-point rule on 0..1.
var gauss = [5][2]float64{
	{0.046910077030668, 0.118463442528094538},
	{0.230765344947158454, 0.239314335249683234},
	{0.5, 0.284444444444444444},
	{0.769234655052841546, 0.239314335249683234},
	{0.953089922969332, 0.118463442528094538},
}

func integrate(paths []path, pieces int) (parts [][2]float64, sum float64) {
	parts = make([][2]float64, len(paths))
	values := make([]float64, len(paths))
	for piece := range pieces {
		for _, g := range gauss {
			t, weight := (float64(piece)+g[0])/float64(pieces), g[1]/float64(pieces)
			var p, x, q float64
			for k := range paths {
				pupils := paths[k].pupils[0] + t*(paths[k].pupils[1]-paths[k].pupils[0])
				amount := paths[k].amount[0] + t*(paths[k].amount[1]-paths[k].amount[0])
				values[k] = amount / pupils
				p, x, q = p+pupils, x+amount, q+amount*values[k]
			}
			for k := range paths {
				v, x2 := values[k], x*x
				parts[k][0] += weight * (q - p*v*v) / x2 * (paths[k].pupils[1] - paths[k].pupils[0])
				parts[k][1] += weight * 2 * p * (v - q/x) / x2 * (paths[k].amount[1] - paths[k].amount[0])
			}
		}
	}
	for _, part := range parts {
		sum += part[0] + part[1]
	}
	return parts, sum
}
