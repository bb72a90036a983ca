package indicator

import "math"

// A pot is one indicator in the units whose gains are decided together: of R1-R3 one stage, of R4-R7, which schools of two
// stages share, both. What an account may gain comes in whole steps.
type pot struct {
	indicator int
	accounts  []account
	price     int64      // of one step, yuan
	move      int64      // of a teacher who moves, yuan
	ceiling   [2]float64 // by stage: 1 + limit², which P·Q / X² must not exceed
	over      [2]float64 // by stage: Σ pupils P
}

// account is who gains: one unit's teachers, or what a school has as a whole.
type account struct {
	school int
	most   int // steps it may gain
	spare  int // people who may leave at most
	parts  []part
}

// part is an account in one unit.
type part struct {
	unit       int // place among the county's units
	stage      int
	pupils     float64
	amount     float64 // the unit's x before any step, in the stage's own measure
	slope      float64 // what one step adds to x
	full, near int     // least steps with which the threshold, or 85 % of it, is reached; below 0 what could go
}

// least is the number of steps that an account needs; exempt tells which indicator each unit may leave below its threshold.
func (a *account) least(indicator int, exempt []int) int {
	need := math.MinInt
	for _, p := range a.parts {
		if exempt[p.unit] == indicator {
			need = max(need, p.near)
		} else {
			need = max(need, p.full)
		}
	}
	return need
}

// gains are what the accounts of a pot gain, negative where teachers leave.
type gains struct {
	cost       int64 // yuan
	steps      []int
	short      int  // steps that accounts lack because they may not gain them
	unbalanced bool // a coefficient stays above its limit
}

// penalised orders gains that cannot be had behind all that can, and those that come nearer before others.
func (g *gains) penalised() int64 {
	cost := g.cost + int64(g.short)*1_000_000_000_000
	if g.unbalanced {
		cost += 100_000_000_000_000
	}
	return cost
}

// spreads are the sums of both stages: X = Σx and Q = Σx²/p.
type spreads struct{ x, q [2]float64 }

func (p *pot) spreads(steps []int) (s spreads) {
	for i := range p.accounts {
		for _, u := range p.accounts[i].parts {
			x := u.amount + u.slope*float64(steps[i])
			s.x[u.stage] += x
			s.q[u.stage] += x * x / u.pupils
		}
	}
	return s
}

// tolerance keeps a coefficient that rounding may move across its limit on the safe side.
const tolerance = 1e-12

// excess is by how much the coefficients are above their limits, as a share of what is allowed; 0 within.
func (p *pot) excess(s spreads) (sum float64) {
	for k := range s.x {
		if s.x[k] <= 0 {
			if p.over[k] > 0 {
				sum++ // nobody has any: no coefficient, and no pass
			}
			continue
		}
		sum += max(0, p.over[k]*s.q[k]/(p.ceiling[k]*s.x[k]*s.x[k])-1+tolerance)
	}
	return sum
}

// isPeople tells teachers, who can move, from things.
func (p *pot) isPeople() bool { return p.indicator <= R3 }

func (p *pot) solve(exempt []int) gains {
	if p.isPeople() {
		return p.staff(exempt)
	}
	return p.furnish(exempt)
}
