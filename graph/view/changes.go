package view

import (
	"cmp"
	"slices"

	"github.com/junheng/junheng/indicator"
)

// changes are the schools' rows of two evaluations side by side.
type changes struct {
	all, units []*SimulatedUnit // all units, and those that differ
	items      []*SimulatedItem
}

func changesBetween(before, after *indicator.Evaluation) *changes {
	c := &changes{all: []*SimulatedUnit{}, units: []*SimulatedUnit{}, items: []*SimulatedItem{}}
	now := map[string]*indicator.SchoolAssessment{}
	for i := range after.Schools {
		now[after.Schools[i].School] = &after.Schools[i]
	}
	for i := range before.Schools {
		a := &before.Schools[i]
		c.add(before, after, a, now[a.School])
		delete(now, a.School)
	}
	for i := range after.Schools {
		if b := &after.Schools[i]; now[b.School] == b {
			c.add(before, after, nil, b)
		}
	}
	order := func(a, b *SimulatedUnit) int {
		return cmp.Or(cmp.Compare(a.SchoolCode, b.SchoolCode), -cmp.Compare(a.Stage, b.Stage))
	}
	slices.SortStableFunc(c.all, order)
	slices.SortStableFunc(c.units, order)
	return c
}

// add puts a school's two assessments side by side; nil where the school is not there.
func (c *changes) add(before, after *indicator.Evaluation, a, b *indicator.SchoolAssessment) {
	school := cmp.Or(a, b).School
	for _, stage := range indicator.Stages {
		x, y := unitIn(a, stage), unitIn(b, stage)
		if x == nil && y == nil {
			continue
		}
		u := &SimulatedUnit{SchoolCode: school, Stage: stage, Before: sideOf(x, before), After: sideOf(y, after)}
		c.all = append(c.all, u)
		if x == nil || y == nil || !sameUnit(x, y) {
			c.units = append(c.units, u)
		}
	}
	for i := range indicator.ItemCount {
		x, y := itemIn(a, i), itemIn(b, i)
		if x != y {
			c.items = append(c.items, &SimulatedItem{SchoolCode: school, Before: statusOrNone(x), After: statusOrNone(y), item: i, edition: after.Edition})
		}
	}
}

func unitIn(s *indicator.SchoolAssessment, stage indicator.Stage) *indicator.Unit {
	if s == nil {
		return nil
	}
	for i := range s.Units {
		if s.Units[i].Stage == stage {
			return &s.Units[i]
		}
	}
	return nil
}

func sideOf(u *indicator.Unit, e *indicator.Evaluation) *SimulatedUnitSide {
	if u == nil {
		return nil
	}
	return &SimulatedUnitSide{u, e.Edition}
}

func itemIn(s *indicator.SchoolAssessment, i int) indicator.Status {
	if s == nil {
		return ""
	}
	return s.Items[i].Status
}

func statusOrNone(s indicator.Status) *indicator.Status {
	if s == "" {
		return nil
	}
	return &s
}
