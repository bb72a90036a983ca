package indicator

import (
	"cmp"
	"slices"
)

// todo is a step before it is made.
type todo struct {
	school, from int // places in the county; from -1 for gains
	indicator    int
	stage        Stage
	steps        int
}

// todos are the gains as steps: school by school, those first that let a failing school pass for the least money.
func (s *repairSearch) todos() (list []todo) {
	costs := make([]int64, len(s.c.Schools))
	for n := range s.pots {
		p := &s.pots[n]
		stage := Stage("")
		if p.isPeople() && len(p.accounts) > 0 {
			stage = Stages[p.accounts[0].parts[0].stage]
		}
		left := slices.Clone(s.found[n].steps)
		for giver := range left {
			for taker := 0; taker < len(left) && left[giver] < 0; taker++ {
				if moved := min(-left[giver], left[taker]); moved > 0 {
					left[giver] += moved
					left[taker] -= moved
					list = append(list, todo{p.accounts[taker].school, p.accounts[giver].school, p.indicator, stage, moved})
					costs[p.accounts[taker].school] += int64(moved) * p.move
				}
			}
		}
		for k, steps := range left {
			if steps > 0 {
				list = append(list, todo{p.accounts[k].school, -1, p.indicator, stage, steps})
				costs[p.accounts[k].school] += int64(steps) * p.price
			}
		}
	}
	fails := func(school int) int {
		for _, u := range s.before.Schools[school].Units {
			if u.Verdict != Pass {
				return 0
			}
		}
		return 1
	}
	slices.SortStableFunc(list, func(a, b todo) int {
		return cmp.Or(fails(a.school)-fails(b.school), cmp.Compare(costs[a.school], costs[b.school]), a.school-b.school)
	})
	return list
}
