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
// count whole, the one whose stride adds least to Σx²/p is always the best of its stage. Schools that share steps between
// stages have no such order; they are weighed anew only while they stand first, since what a stride is worth falls.
func (p *pot) raise(steps []int, stride int) (raised []bool, ok bool) {
	raised = make([]bool, len(steps))
	s := p.spreads(steps)
	excess := p.excess(s)
	weigh := func(i int) (spreads, float64) {
		t := p.after(s, i, steps[i], stride)
		return t, p.excess(t)
	}
	whole, shared := p.raisable(steps, stride)
	for i := range *shared {
		_, e := weigh((*shared)[i].account)
		(*shared)[i].worth = excess - e
	}
	heap.Init(shared)
	for excess > 0 {
		best, least, next := -1, excess, s
		for _, q := range whole {
			if len(*q) == 0 {
				continue
			}
			if t, e := weigh((*q)[0].account); e < least {
				best, least, next = (*q)[0].account, e, t
			}
		}
		if t, e, found := shared.first(excess, weigh); found && e < least {
			best, least, next = (*shared)[0].account, e, t
		}
		if best < 0 {
			return raised, false
		}
		steps[best] += stride
		raised[best] = true
		s, excess = next, least
		if len(*shared) > 0 && (*shared)[0].account == best {
			if (*shared)[0].left--; (*shared)[0].left == 0 {
				heap.Pop(shared)
			}
			continue
		}
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

// hope is an account that shares steps, with what its next stride took from the excess when it was last weighed.
type hope struct {
	account, left int // left: strides
	worth         float64
}

type hopes []hope

// first brings the account to the front that is worth most now, up to a thousandth: plateaus of equals are left alone.
func (h *hopes) first(excess float64, weigh func(account int) (spreads, float64)) (s spreads, least float64, found bool) {
	for len(*h) > 0 {
		at := (*h)[0].account
		s, least = weigh(at)
		(*h)[0].worth = excess - least
		second := math.Inf(-1)
		for _, k := range [...]int{1, 2} {
			if k < len(*h) {
				second = max(second, (*h)[k].worth)
			}
		}
		if worth := (*h)[0].worth; worth >= second || worth >= second*0.999 {
			return s, least, true
		}
		heap.Fix(h, 0)
	}
	return s, least, false
}

func (h hopes) Len() int           { return len(h) }
func (h hopes) Less(i, j int) bool { return h[i].worth > h[j].worth }
func (h hopes) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *hopes) Push(x any)        { *h = append(*h, x.(hope)) }
func (h *hopes) Pop() any          { o := (*h)[len(*h)-1]; *h = (*h)[:len(*h)-1]; return o }

// raisable are the accounts that can take strides: by stage those whose steps count whole, and those that share them.
func (p *pot) raisable(steps []int, stride int) (whole [2]*queue, shared *hopes) {
	whole, shared = [2]*queue{{}, {}}, &hopes{}
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
			*shared = append(*shared, hope{account: i, left: left})
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
