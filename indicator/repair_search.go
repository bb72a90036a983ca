package indicator

import "slices"

// repairUnit is one unit with what the search decides of it.
type repairUnit struct {
	school int // place in the county
	unit   *Unit
	record *SchoolRecord
}

// repairSearch chooses for every unit the one indicator that it may leave below its threshold, so that the gains of all pots
// together cost least.
type repairSearch struct {
	e         *Edition
	c         *County
	before    *Evaluation
	terms     *RepairTerms
	units     []repairUnit
	pots      []pot
	potsOf    [][ResourceCount]int // by unit and indicator: the pot
	accountOf [][ResourceCount]int // and the account in it
	options   [][]int              // by unit: indicators that it may leave to some use
	exempt    []int                // by unit: indicator, or -1
	costs     []int64              // by pot, penalised
	weighed   map[potState]int64
	found     []gains // by pot, at the end
}

// searchBudget bounds how many solutions of pots are weighed for pairs of units; single units are always weighed.
const searchBudget = 40_000

func (e *Edition) newRepairSearch(c *County, before *Evaluation, terms *RepairTerms) *repairSearch {
	s := &repairSearch{e: e, c: c, before: before, terms: terms}
	for i := range before.Schools {
		for k := range before.Schools[i].Units {
			s.units = append(s.units, repairUnit{i, &before.Schools[i].Units[k], &c.Schools[i]})
		}
	}
	s.potsOf, s.accountOf = make([][ResourceCount]int, len(s.units)), make([][ResourceCount]int, len(s.units))
	for i := range ResourceCount {
		if i <= R3 {
			s.addPot(i, Primary)
			s.addPot(i, Junior)
			continue
		}
		s.addPot(i, Primary, Junior)
	}
	return s
}

// run finds exemptions: first each unit's dearest indicator, then whatever change of one unit, and of two, costs less. It is
// false when it was ended before.
func (s *repairSearch) run() bool {
	s.exempt = make([]int, len(s.units))
	s.options = make([][]int, len(s.units))
	for n := range s.units {
		s.exempt[n], s.options[n] = s.choices(n)
	}
	s.costs = make([]int64, len(s.pots))
	s.weighed = map[potState]int64{}
	for p := range s.pots {
		s.costs[p] = s.weigh(p)
	}
	var concerned []int
	for n := range s.units {
		if len(s.options[n]) > 0 {
			concerned = append(concerned, n)
		}
	}
	for improved := true; improved && !s.isOver(); {
		improved = s.improveOne(concerned) || s.improveTwo(concerned)
	}
	s.found = make([]gains, len(s.pots))
	for p := range s.pots {
		s.found[p] = s.pots[p].solve(s.exempt)
	}
	return !s.isOver()
}

func (s *repairSearch) isOver() bool { return s.terms.IsOver != nil && s.terms.IsOver() }

// choices are the indicators that a unit could leave to some use: where it lacks something, or could give teachers away. The
// one that saves most by itself is the first choice; -1 where there is none, or the edition lets none go.
func (s *repairSearch) choices(n int) (first int, options []int) {
	first = -1
	if s.e.UnitRule.MinimumMet >= ResourceCount {
		return first, nil
	}
	most := int64(-1)
	for i := range ResourceCount {
		p := &s.pots[s.potsOf[n][i]]
		a := &p.accounts[s.accountOf[n][i]]
		u := a.parts[slices.IndexFunc(a.parts, func(u part) bool { return u.unit == n })]
		if u.full <= 0 && a.spare <= -u.full {
			continue
		}
		options = append(options, i)
		if saved := int64(max(u.full, 0)-max(u.near, 0)) * p.price; saved > most {
			first, most = i, saved
		}
	}
	return first, options
}

// potState is a pot under the exemptions of its units, told apart by a hash of them.
type potState struct {
	pot  int
	hash uint64
}

// weigh is the penalised cost of a pot under the exemptions as they are; each is computed once.
func (s *repairSearch) weigh(p int) int64 {
	state := potState{pot: p}
	for i := range s.pots[p].accounts {
		for _, u := range s.pots[p].accounts[i].parts {
			if s.exempt[u.unit] == s.pots[p].indicator {
				state.hash ^= spreadBits(uint64(u.unit) + 1)
			}
		}
	}
	cost, isKnown := s.weighed[state]
	if !isKnown {
		g := s.pots[p].solve(s.exempt)
		cost = g.penalised()
		s.weighed[state] = cost
	}
	return cost
}

// spreadBits makes numbers so different that the sums of few of them do not meet (the finaliser of SplitMix64).
func spreadBits(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// choice is an exemption that is tried.
type choice struct{ unit, to int }

// try changes exemptions, weighs the pots concerned anew, and keeps what costs less.
func (s *repairSearch) try(choices ...choice) bool {
	var touched [4]int
	changed := touched[:0]
	var old [2]int
	for k, c := range choices {
		old[k] = s.exempt[c.unit]
		changed = s.touch(changed, c.unit, old[k])
		changed = s.touch(changed, c.unit, c.to)
		s.exempt[c.unit] = c.to
	}
	var saved int64
	var costs [4]int64
	for k, p := range changed {
		costs[k] = s.weigh(p)
		saved += s.costs[p] - costs[k]
	}
	if saved <= 0 {
		for k, c := range choices {
			s.exempt[c.unit] = old[k]
		}
		return false
	}
	for k, p := range changed {
		s.costs[p] = costs[k]
	}
	return true
}

// touch adds the pot that a unit's exemption concerns.
func (s *repairSearch) touch(pots []int, unit, indicator int) []int {
	if indicator >= 0 && !slices.Contains(pots, s.potsOf[unit][indicator]) {
		pots = append(pots, s.potsOf[unit][indicator])
	}
	return pots
}

func (s *repairSearch) improveOne(units []int) (improved bool) {
	for _, n := range units {
		if s.isOver() {
			break
		}
		for _, i := range s.options[n] {
			if i != s.exempt[n] && s.try(choice{n, i}) {
				improved = true
			}
		}
	}
	return improved
}

// improveTwo weighs pairs of units whose changes meet in a pot; others add up, and each alone was weighed already. It goes
// as far as the budget does.
func (s *repairSearch) improveTwo(units []int) (improved bool) {
	left := searchBudget / max(1, len(s.units)/50)
	for a, n := range units {
		for _, m := range units[a+1:] {
			for _, i := range s.options[n] {
				for _, k := range s.options[m] {
					if i == s.exempt[n] || k == s.exempt[m] || !s.meet(n, i, m, k) {
						continue
					}
					if left--; left < 0 || (left%64 == 0 && s.isOver()) {
						return improved
					}
					if s.try(choice{n, i}, choice{m, k}) {
						improved = true
					}
				}
			}
		}
	}
	return improved
}

// meet tells whether exempting n from i and m from k concerns a pot of both.
func (s *repairSearch) meet(n, i, m, k int) bool {
	mine := s.touch(s.touch(make([]int, 0, 2), n, i), n, s.exempt[n])
	theirs := s.touch(s.touch(make([]int, 0, 2), m, k), m, s.exempt[m])
	return slices.ContainsFunc(mine, func(p int) bool { return slices.Contains(theirs, p) })
}
