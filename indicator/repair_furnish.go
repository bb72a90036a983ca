package indicator

import (
	"container/heap"
	"math"
)

// furnish finds the cheapest gains of things. Where reaching the thresholds leaves a coefficient above its limit, steps go one
// by one to the account that brings the excess down most, first in large strides, which are taken back and halved, so
// that a city needs no more strides than a county has schools.
func (p *pot) furnish(exempt []int) gains {
	g := gains{steps: make([]int, len(p.accounts))}
	least := make([]int, len(p.accounts))
	for i := range p.accounts {
		a := &p.accounts[i]
		need := max(a.least(p.indicator, exempt), 0)
		if need > a.most {
			g.short += need - a.most
		}
		least[i] = min(need, a.most)
		g.steps[i] = least[i]
	}
	if p.excess(p.spreads(g.steps)) > 0 {
		g.unbalanced = !p.level(g.steps, least)
	}
	for _, n := range g.steps {
		g.cost += int64(n) * p.price
	}
	return g
}

// level raises steps until no coefficient is above its limit; false where that cannot be.
func (p *pot) level(steps, least []int) bool {
	for stride := p.stride(); ; stride = max(1, stride/4) {
		raised, ok := p.raise(steps, stride)
		if !ok && stride == 1 {
			return false
		}
		if stride == 1 {
			break
		}
		for i := range raised { // one stride back, to be taken in smaller ones
			if raised[i] {
				steps[i] = max(least[i], steps[i]-stride)
			}
		}
	}
	p.trim(steps, least)
	return true
}

// stride is a first stride with which an account comes from nothing to the mean in some sixteen.
func (p *pot) stride() int {
	longest := 1.0
	s := p.spreads(make([]int, len(p.accounts)))
	for i := range p.accounts {
		for _, u := range p.accounts[i].parts {
			longest = max(longest, s.x[u.stage]/p.over[u.stage]*u.pupils/u.slope)
		}
	}
	return max(1, int(math.Min(longest/16, 1<<40)))
}

// raise takes strides until nothing is in excess, and tells which accounts it raised. Of the schools of one stage whose steps
// count whole, the one whose stride adds least to Σx²/p is always the best of its stage, so that only the first of each
// stage, and the schools that share steps between stages, are compared.
func (p *pot) raise(steps []int, stride int) (raised []bool, ok bool) {
	raised = make([]bool, len(steps))
	whole, shared := p.raisable(steps, stride)
	s := p.spreads(steps)
	for excess := p.excess(s); excess > 0; {
		best, least, next := -1, excess, s
		try := func(i int) {
			if t := p.after(s, i, steps[i], stride); p.excess(t) < least {
				best, least, next = i, p.excess(t), t
			}
		}
		for _, q := range whole {
			if len(*q) > 0 {
				try((*q)[0].account)
			}
		}
		for _, i := range shared {
			if steps[i]+stride <= p.accounts[i].most {
				try(i)
			}
		}
		if best < 0 {
			return raised, false
		}
		steps[best] += stride
		raised[best] = true
		s, excess = next, least
		for _, q := range whole {
			if len(*q) > 0 && (*q)[0].account == best {
				(*q)[0].x += (*q)[0].stride
				if (*q)[0].left--; (*q)[0].left == 0 {
					heap.Pop(q)
				} else {
					heap.Fix(q, 0)
				}
			}
		}
	}
	return raised, true
}

// raisable are the accounts that can take strides: by stage those whose steps count whole, and those that share them.
func (p *pot) raisable(steps []int, stride int) (whole [2]*queue, shared []int) {
	whole = [2]*queue{{}, {}}
	longest := 0.0
	for i := range p.accounts {
		longest = max(longest, p.accounts[i].parts[0].slope)
	}
	for i := range p.accounts {
		a := &p.accounts[i]
		left := (a.most - steps[i]) / stride
		if left <= 0 {
			continue
		}
		u := &a.parts[0]
		if len(a.parts) > 1 || u.slope != longest {
			shared = append(shared, i)
			continue
		}
		q := whole[u.stage]
		*q = append(*q, offer{i, left, u.amount + u.slope*float64(steps[i]), u.pupils, u.slope * float64(stride)})
	}
	for _, q := range whole {
		heap.Init(q)
	}
	return whole, shared
}

// after is what the sums are when an account takes n more steps.
func (p *pot) after(s spreads, i, steps, n int) spreads {
	for _, u := range p.accounts[i].parts {
		x, d := u.amount+u.slope*float64(steps), u.slope*float64(n)
		s.x[u.stage] += d
		s.q[u.stage] += d * (2*x + d) / u.pupils
	}
	return s
}

// trim takes single steps back where the coefficients allow it.
func (p *pot) trim(steps, least []int) {
	for again := true; again; {
		again = false
		s := p.spreads(steps)
		for i := range steps {
			if steps[i] > least[i] && p.excess(p.after(s, i, steps[i], -1)) == 0 {
				steps[i]--
				again = true
				break
			}
		}
	}
}
