package indicator_test

import (
	"math"
	"math/big"
	"testing"

	"github.com/junheng/junheng/indicator"
)

// bruteForce tries all gains, moves and choices of a small county, knowing nothing of how Repair plans: only the rules of
// domain and terms, computed in its own way.
func bruteForce(t *testing.T, e *indicator.Edition, c *indicator.County, terms *indicator.RepairTerms) (indicator.Decimal, bool) {
	t.Helper()
	type unit struct {
		school int
		stage  indicator.Stage
		pupils int64
	}
	var units []unit
	for i, s := range c.Schools {
		for _, stage := range s.School.Kind.Stages() {
			pupils := s.Figures.StudentsPrimary
			if stage == indicator.Junior {
				pupils = s.Figures.StudentsJunior
			}
			units = append(units, unit{i, stage, int64(*pupils)})
		}
	}
	all := 1<<len(units) - 1
	bound := func(school string, k int) int { // steps that a limit allows, and one
		for _, l := range terms.Limits {
			if l.School == school && l.Indicator == indicator.ResourceCodes[k] {
				return int(l.Most/terms.Steps[k]) + 1
			}
		}
		return math.MaxInt
	}
	// least[k][mask]: the least cost of indicator k when exactly the units of mask may stay between 85 % and 100 %
	var least [indicator.ResourceCount][]int64
	for k := range indicator.ResourceCount {
		least[k] = make([]int64, all+1)
		for m := range least[k] {
			least[k][m] = math.MaxInt64
		}
		record := func(met int, cost int64) {
			for m := range least[k] {
				if (all&^met)&^m == 0 && cost < least[k][m] {
					least[k][m] = cost
				}
			}
		}
		threshold := func(u unit) float64 {
			for _, ind := range e.Indicators {
				if ind.Code == indicator.ResourceCodes[k] {
					return ind.Thresholds[u.stage].Float()
				}
			}
			return 0
		}
		// verdict of amounts x: which units are met; -1 where one is below 85 % or a coefficient too high
		verdict := func(x []float64) int {
			met := 0
			for _, stage := range indicator.Stages {
				var sumX, sumP, sumQ float64
				for i, u := range units {
					if u.stage != stage {
						continue
					}
					p := float64(u.pupils)
					per := x[i] / p
					if per >= threshold(u)-1e-9 {
						met |= 1 << i
					} else if per < 0.85*threshold(u)-1e-9 {
						return -1
					}
					sumX, sumP, sumQ = sumX+x[i], sumP+p, sumQ+x[i]*x[i]/p
				}
				limit := e.BalanceLimits[stage].Float()
				if sumP > 0 && (sumX == 0 || sumP*sumQ > (1+limit*limit)*sumX*sumX) {
					return -1
				}
			}
			return met
		}
		if k <= indicator.R3 {
			x, change := make([]float64, len(units)), make([]int, len(units))
			var walk func(i int)
			walk = func(i int) {
				if i == len(units) {
					met := verdict(x)
					if met < 0 {
						return
					}
					cost := int64(0)
					for _, stage := range indicator.Stages {
						gained, left := 0, 0
						for n, u := range units {
							if u.stage == stage {
								gained, left = gained+max(change[n], 0), left+max(-change[n], 0)
							}
						}
						if left > gained {
							return
						}
						cost += int64(gained-left)*int64(terms.Costs[k]) + int64(left)*int64(terms.MoveCost)
					}
					record(met, cost)
					return
				}
				u := units[i]
				f := c.Schools[u.school].Figures
				amount, _ := new(big.Rat).Quo(amountOf(k, u.stage, c.Schools[u.school].School.Kind, f), big.NewRat(100, 1)).Float64()
				degree, _ := new(big.Rat).Quo(amountOf(indicator.R1, u.stage, c.Schools[u.school].School.Kind, f), big.NewRat(100, 1)).Float64()
				teachers := f.TeachersPrimary
				if u.stage == indicator.Junior {
					teachers = f.TeachersJunior
				}
				plain := *teachers - int(degree)
				share := int(float64(*teachers) * terms.MoveShare.Float())
				most, spare := 6, 0
				switch k {
				case indicator.R1:
					spare = share
				case indicator.R2:
					most, spare = min(most, *teachers-int(amount)), min(share, plain/2)
				case indicator.R3:
					spare = min(share, plain-plain/2)
				}
				if degree*100/float64(u.pupils) < map[indicator.Stage]float64{indicator.Primary: 4.2, indicator.Junior: 5.3}[u.stage]-1e-9 && k != indicator.R1 {
					spare = 0
				}
				most = min(most, bound(c.Schools[u.school].School.Code, k)-1)
				for d := -min(spare, int(amount)); d <= most; d++ {
					x[i], change[i] = (amount+float64(d))*100, d
					if x[i] >= 0.85*threshold(u)*float64(u.pupils)-1e-6 { // else no rest can mend it
						walk(i + 1)
					}
				}
			}
			walk(0)
			continue
		}
		x := make([]float64, len(units))
		price := int64(terms.Costs[k].Float() * terms.Steps[k].Float() * 10_000)
		var walk func(s int, cost int64)
		grown := grownAmounts(c, k, terms.Steps[k])
		walk = func(s int, cost int64) {
			if s == len(c.Schools) {
				if met := verdict(x); met >= 0 {
					record(met, cost)
				}
				return
			}
			for d := range min(mostThings, bound(c.Schools[s].School.Code, k)) {
				possible := true
				for i, u := range units {
					if u.school == s {
						x[i] = grown[s][u.stage][d]
						possible = possible && x[i] >= 0.85*threshold(u)*float64(u.pupils)-1e-6
					}
				}
				if possible {
					walk(s+1, cost+int64(d)*price)
				}
			}
		}
		walk(0, 0)
	}
	best := int64(math.MaxInt64)
	var choose func(u int, masks [indicator.ResourceCount]int)
	choose = func(u int, masks [indicator.ResourceCount]int) {
		if u == len(units) {
			sum := int64(0)
			for k, m := range masks {
				if least[k][m] == math.MaxInt64 {
					return
				}
				sum += least[k][m]
			}
			best = min(best, sum)
			return
		}
		for k := range masks {
			next := masks
			next[k] |= 1 << u
			choose(u+1, next)
		}
	}
	choose(0, [indicator.ResourceCount]int{})
	return indicator.Decimal(best), best != math.MaxInt64
}

// mostThings is how many steps are tried.
const mostThings = 14

// grownAmounts are the amounts of a thing by school, stage and steps gained.
func grownAmounts(c *indicator.County, k int, step indicator.Decimal) []map[indicator.Stage][mostThings]float64 {
	grown := make([]map[indicator.Stage][mostThings]float64, len(c.Schools))
	for s := range c.Schools {
		grown[s] = map[indicator.Stage][mostThings]float64{}
		for _, stage := range c.Schools[s].School.Kind.Stages() {
			var x [mostThings]float64
			for d := range x {
				f := *c.Schools[s].Figures
				grow(&f, k, d, step)
				x[d], _ = amountOf(k, stage, c.Schools[s].School.Kind, &f).Float64()
			}
			grown[s][stage] = x
		}
	}
	return grown
}

// grow adds d steps of things to what a school reported.
func grow(f *indicator.Figures, k, d int, step indicator.Decimal) {
	plus := func(p *indicator.Decimal) *indicator.Decimal { v := *p + indicator.Decimal(d)*step; return &v }
	switch k {
	case indicator.R4:
		f.TeachingArea = plus(f.TeachingArea)
	case indicator.R5:
		f.SportsGroundArea = plus(f.SportsGroundArea)
	case indicator.R6:
		f.EquipmentValue = plus(f.EquipmentValue)
	case indicator.R7:
		f.MultimediaRooms = n(*f.MultimediaRooms + d)
	}
}
