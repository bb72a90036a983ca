package indicator

import (
	"container/heap"
	"math"
)

// staff finds the cheapest teachers of a pot of one stage. With H gained and M moved, the least Σx²/p is had by giving where
// one more person adds the least to it and taking where one less takes the most from it, since each term is convex; so
// all pairs H, M are weighed, exactly.
func (p *pot) staff(exempt []int) gains {
	g := gains{steps: make([]int, len(p.accounts))}
	give, take := &queue{}, &queue{}
	need, highest := 0, p.highest()
	for i := range p.accounts {
		a := &p.accounts[i]
		least := a.least(p.indicator, exempt)
		if least > a.most {
			g.short += least - a.most
		}
		g.steps[i] = min(max(least, 0), a.most)
		need += g.steps[i]
		level := int(math.Ceil(highest*a.parts[0].pupils - a.parts[0].amount)) // to rise above all others helps nobody
		give.offer(p, i, g.steps[i], min(a.most, level)-g.steps[i], 1)
		if least < 0 && p.move < p.price {
			take.offer(p, i, 0, min(-least, a.spare), -1)
		}
	}
	heap.Init(give)
	heap.Init(take)
	base := p.spreads(g.steps)
	stage := p.accounts[0].parts[0].stage
	isWithin := func(added, q float64) bool {
		s := base
		s.x[stage] += added
		s.q[stage] += q
		return p.excess(s) == 0
	}
	best, extra, moved := int64(math.MaxInt64), 0, 0
	given, taken := &ladder{queue: give, sum: []float64{0}}, &ladder{queue: take, sum: []float64{0}}
	for m, e := 0, 0; taken.reach(m); m++ {
		ok := func(e int) bool { return given.reach(e) && isWithin(float64(e-m), given.sum[e]+taken.sum[m]) }
		e = max(e, m-need)
		for given.reach(e) && !ok(e) {
			e++
		}
		if !ok(e) {
			e = 0
			continue
		}
		for e > max(0, m-need) && ok(e-1) {
			e--
		}
		if cost := int64(need+e-m)*p.price + int64(m)*p.move; cost < best {
			best, extra, moved = cost, e, m
		}
	}
	if best == math.MaxInt64 {
		g.cost, g.unbalanced = int64(need)*p.price, true
		return g
	}
	g.cost = best
	for _, i := range given.order[:extra] {
		g.steps[i]++
	}
	for _, i := range taken.order[:moved] {
		g.steps[i]--
	}
	return g
}

// highest is the highest ratio of a pot of one stage, at least one to all its pupils.
func (p *pot) highest() (ratio float64) {
	for i := range p.accounts {
		u := &p.accounts[i].parts[0]
		ratio = max(ratio, u.amount/u.pupils, (u.amount+float64(max(u.full, 1)))/u.pupils)
	}
	return ratio
}

// offer is an account that can gain or lose, a stride at a time.
type offer struct {
	account, left int // left: strides
	x, pupils     float64
	stride        float64 // what the next step adds to x; below 0 takes away
}

// marginal is what the next step changes of Σx²/p.
func (o *offer) marginal() float64 { return o.stride * (2*o.x + o.stride) / o.pupils }

type queue []offer

func (q *queue) offer(p *pot, i, steps, left int, stride float64) {
	if u := &p.accounts[i].parts[0]; left > 0 {
		*q = append(*q, offer{i, left, u.amount + float64(steps), u.pupils, stride})
	}
}

func (q queue) Len() int           { return len(q) }
func (q queue) Less(i, j int) bool { return q[i].marginal() < q[j].marginal() }
func (q queue) Swap(i, j int)      { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)        { *q = append(*q, x.(offer)) }
func (q *queue) Pop() any          { o := (*q)[len(*q)-1]; *q = (*q)[:len(*q)-1]; return o }

// ladder takes people from a queue, the best first, as far as somebody asks, and keeps the sums of what they change.
type ladder struct {
	*queue
	order []int // accounts
	sum   []float64
}

func (l *ladder) reach(n int) bool {
	for len(l.order) < n {
		if l.Len() == 0 {
			return false
		}
		o := &(*l.queue)[0]
		l.order = append(l.order, o.account)
		l.sum = append(l.sum, l.sum[len(l.sum)-1]+o.marginal())
		o.x += o.stride
		if o.left--; o.left == 0 {
			heap.Pop(l.queue)
		} else {
			heap.Fix(l.queue, 0)
		}
	}
	return true
}
