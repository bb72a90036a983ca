package indicator

// blockers tell what even the best choice cannot hold.
func (s *repairSearch) blockers() (list []RepairBlocker) {
	for n := range s.pots {
		p, g := &s.pots[n], &s.found[n]
		step := s.terms.Steps[p.indicator]
		for k := range p.accounts {
			a := &p.accounts[k]
			need := a.least(p.indicator, s.exempt)
			if need <= a.most {
				continue
			}
			kind := BlockedByPeople
			if _, isLimited := s.terms.limit(s.c.Schools[a.school].School.Code, p.indicator); isLimited || !p.isPeople() {
				kind = BlockedByLimit
			}
			list = append(list, RepairBlocker{
				Kind: kind, School: s.c.Schools[a.school].School.Code, Stage: Stages[a.parts[0].stage], Indicator: ResourceCodes[p.indicator],
				Need: Decimal(need) * step, Most: Decimal(a.most) * step,
			})
		}
		if !g.unbalanced {
			continue
		}
		sums := p.spreads(g.steps)
		for _, stage := range Stages {
			only := spreads{}
			only.x[stage.index()], only.q[stage.index()] = sums.x[stage.index()], sums.q[stage.index()]
			if one := (&pot{ceiling: p.ceiling}); p.over[stage.index()] > 0 {
				one.over[stage.index()] = p.over[stage.index()]
				if one.excess(only) > 0 {
					list = append(list, RepairBlocker{Kind: BlockedByBalance, Stage: stage, Indicator: ResourceCodes[p.indicator], Most: s.e.BalanceLimits[stage]})
				}
			}
		}
	}
	return list
}
