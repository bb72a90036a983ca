package indicator

import (
	"math"
	"slices"
	"sort"
)

// addPot gathers the accounts of an indicator in some stages.
func (s *repairSearch) addPot(i int, stages ...Stage) {
	step := s.terms.Steps[i]
	p := pot{indicator: i, price: int64(s.terms.price(i)), move: int64(s.terms.MoveCost)}
	for _, stage := range stages {
		k := stage.index()
		limit := s.e.BalanceLimits[stage]
		if s.e.Settings.Judge == "displayed" {
			limit += 5 // what rounds to the limit
		}
		p.ceiling[k] = 1 + limit.Float()*limit.Float()
	}
	accountOf := map[int]int{}
	for n := range s.units {
		u := &s.units[n]
		if !slices.Contains(stages, u.unit.Stage) {
			continue
		}
		at, isThere := accountOf[u.school]
		if !isThere {
			at = len(p.accounts)
			accountOf[u.school] = at
			p.accounts = append(p.accounts, account{school: u.school, most: math.MaxInt32})
		}
		a := &p.accounts[at]
		a.parts = append(a.parts, s.part(n, i, step))
		p.over[u.unit.Stage.index()] += float64(u.unit.Students)
		s.potsOf[n][i], s.accountOf[n][i] = len(s.pots), at
		if p.isPeople() {
			s.people(a, u, i)
		}
		if most, isLimited := s.terms.limit(u.record.School.Code, i); isLimited {
			a.most = min(a.most, int(most/step))
		}
	}
	if len(p.accounts) > 0 {
		s.pots = append(s.pots, p)
	}
}

// part is what an account is in a unit: how many steps lead to the threshold and to 85 % of it, and x as it stands.
func (s *repairSearch) part(n, i int, step Decimal) part {
	u := &s.units[n]
	r, m := &u.unit.Results[i], &measures[i]
	native := int64(step) // of the measure's sum: ten-thousandths of areas and money, whole people and rooms
	if m.isWhole {
		native = int64(step / DecimalScale)
	}
	weight, divisor := int64(1), int64(u.unit.Students)
	if m.isSplit {
		sh := s.e.shares(u.record.School.Kind, u.record.Figures)
		weight, divisor = sh.weight[u.unit.Stage.index()], sh.divisor
	}
	sum, _ := m.amount(u.record.Figures, u.unit.Stage)
	status := func(steps int) Status {
		v := Ratio{(sum + int64(steps)*native) * m.factor * weight, divisor * m.quantum}
		if v.Num < 0 {
			return Unmet
		}
		g := s.e.grade(v, r.Threshold)
		if g != Met && r.Relaxed {
			extra := m.extraAmount(u.record.Figures, u.unit.Stage)
			g = s.e.grade(Ratio{(sum + extra + int64(steps)*native) * m.factor * weight, divisor * m.quantum}, r.Threshold)
		}
		return g
	}
	floor := -int(sum / native)
	perStep := float64(native) * float64(weight) / float64(divisor) * float64(u.unit.Students)
	return part{
		unit: n, stage: u.unit.Stage.index(), pupils: float64(u.unit.Students),
		amount: float64(sum) * float64(weight) / float64(divisor) * float64(u.unit.Students), slope: perStep,
		full: firstStep(floor, func(k int) bool { return status(k) == Met }),
		near: firstStep(floor, func(k int) bool { return status(k) != Unmet }),
	}
}

// firstStep is the least number of steps from floor on with which ok holds, which goes on holding.
func firstStep(floor int, ok func(int) bool) int {
	width := 1
	for !ok(floor + width) {
		width *= 2
	}
	return floor + sort.Search(width, func(k int) bool { return ok(floor + k) })
}

// people bounds how many of a unit's teachers can become backbone teachers, and how many of its teachers may leave. Who leaves for R2 or R3 takes no degree
// along (see Change), so no more may leave than there are teachers without one, and none where degrees are short.
func (s *repairSearch) people(a *account, u *repairUnit, i int) {
	teachers := u.record.Figures.stage(u.unit.Stage).teachers
	if teachers == nil {
		return
	}
	graduates, _ := measures[R1].amount(u.record.Figures, u.unit.Stage)
	has, _ := measures[i].amount(u.record.Figures, u.unit.Stage)
	plain := max(0, *teachers-int(graduates))
	share := int(int64(*teachers) * int64(s.terms.MoveShare) / DecimalScale)
	switch i {
	case R1:
		a.spare = share
	case R2:
		a.most, a.spare = max(0, *teachers-int(has)), min(share, plain/2)
	case R3:
		a.spare = min(share, plain-plain/2)
	}
	if i != R1 && u.unit.Results[R1].Status != Met {
		a.spare = 0
	}
	if u.unit.Results[i].Relaxed {
		a.spare = 0
	}
}
