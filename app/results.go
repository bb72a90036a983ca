package app

import (
	"context"
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// editionsIn are the editions in force for a school year.
func editionsIn(year int) (list []*indicator.Edition) {
	for _, e := range indicator.Editions() {
		if e.ValidIn(year) {
			list = append(list, e)
		}
	}
	return list
}

// countyYear is a county's results of one year on their way through a change.
type countyYear struct {
	app     *App
	facts   *store.Facts
	region  string
	year    int
	record  *indicator.CountyRecord
	tallies map[string]*indicator.Tally
	before  []store.SchoolFacts
}

// Recompute computes a county's year from its facts alone, as if nothing had been there before.
func (a *App) Recompute(ctx context.Context, f *store.Facts, region string, year int) error {
	c := countyYear{app: a, facts: f, region: region, year: year}
	if err := c.recompute(ctx); err != nil {
		return err
	}
	return c.rejudgeNext(ctx)
}

func (c *countyYear) recompute(ctx context.Context) error {
	var err error
	if c.record, err = c.facts.CountyRecord(ctx, c.region, c.year); err != nil {
		return err
	}
	schools, err := c.facts.Schools(ctx, c.region, c.year)
	if err != nil {
		return err
	}
	if err := c.facts.Forget(ctx, c.region, c.year); err != nil {
		return err
	}
	var judged []store.JudgedSchool
	c.tallies = map[string]*indicator.Tally{}
	for _, e := range editionsIn(c.year) {
		assessed := assess(e, schools, c.record)
		t := &indicator.Tally{}
		for i := range assessed {
			t.Add(&assessed[i])
			judged = append(judged, store.JudgedSchool{Edition: e.Code, School: schools[i].School, Assessment: &assessed[i]})
		}
		c.tallies[e.Code] = t
	}
	if err := c.judge(ctx); err != nil {
		return err
	}
	_, err = c.facts.KeepSchools(ctx, c.year, judged, nil)
	return err
}

func assess(e *indicator.Edition, schools []store.SchoolFacts, record *indicator.CountyRecord) []indicator.SchoolAssessment {
	list := make([]indicator.SchoolAssessment, len(schools))
	for i := range schools {
		list[i] = e.AssessSchool(&schools[i].Record, record)
	}
	return list
}

// judge judges the county from its tallies, keeps both, and wakes whoever watches once that is committed.
func (c *countyYear) judge(ctx context.Context) error {
	var judged []store.JudgedCounty
	for _, e := range editionsIn(c.year) {
		var failed error
		t := c.tallies[e.Code]
		result := e.Judge(t, c.record, func() []indicator.SchoolAssessment {
			schools, err := c.facts.Schools(ctx, c.region, c.year)
			failed = err
			return assess(e, schools, c.record)
		})
		if failed != nil {
			return failed
		}
		judged = append(judged, store.JudgedCounty{Tally: t, Assessment: result})
	}
	c.facts.AfterCommit(func() { c.app.broker.publish(countyTopic(c.region, c.year)) })
	return c.facts.KeepCounty(ctx, judged, c.app.now())
}

// rejudge judges the county anew after a change that is not a school's. A year without results stays so.
func (a *App) rejudge(ctx context.Context, f *store.Facts, region string, year int) error {
	c := countyYear{app: a, facts: f, region: region, year: year}
	found, err := c.open(ctx)
	switch {
	case err != nil || found == noEdition:
		return err
	case found == someEditions:
		return c.recompute(ctx)
	}
	return c.judge(ctx)
}

// extent is of how many of the editions in force a county's year has results.
type extent int

const (
	noEdition    extent = iota
	someEditions        // an edition came with a newer program: the year has to be computed anew
	allEditions
)

// open finds of which editions the year has results, and reads what they are made from when it has all.
func (c *countyYear) open(ctx context.Context) (extent, error) {
	var err error
	if c.tallies, err = c.facts.Tallies(ctx, c.region, c.year); err != nil || len(c.tallies) == 0 {
		return noEdition, err
	}
	for _, e := range editionsIn(c.year) {
		if c.tallies[e.Code] == nil {
			return someEditions, nil
		}
	}
	c.record, err = c.facts.CountyRecord(ctx, c.region, c.year)
	return allEditions, err
}

// rejudgeNext judges the following year anew: its money a pupil is compared with this year's.
func (c *countyYear) rejudgeNext(ctx context.Context) error {
	return c.app.rejudge(ctx, c.facts, c.region, c.year+1)
}

// edit is a change to schools of a county.
type edit struct {
	region  string
	years   []int    // whose results it bears on, where they have any
	begin   []int    // that get results if they have none yet
	schools []string // codes
	apply   func() error

	// after tells the facts after the change from those before; nil: they are read.
	after func(before []store.SchoolFacts) ([]store.SchoolFacts, error)
	// keep gets the units of each year that were stored; may be nil.
	keep func(units []models.SchoolAssessment)
}

// change applies an edit and brings the results up to date with it: the schools' old assessments are taken out of the
// county's sums and the new ones put in.
func (a *App) change(ctx context.Context, f *store.Facts, e edit) error {
	var open []*countyYear
	anew := slices.Clone(e.begin)
	for _, year := range e.years {
		c := &countyYear{app: a, facts: f, region: e.region, year: year}
		found, err := c.open(ctx)
		if err != nil {
			return err
		}
		if found == someEditions {
			anew = append(anew, year)
		}
		if found != allEditions {
			continue
		}
		if c.before, err = f.Schools(ctx, e.region, year, e.schools...); err != nil {
			return err
		}
		open = append(open, c)
	}
	if err := e.apply(); err != nil {
		return err
	}
	for _, c := range open {
		if len(e.years) > 1 { // what changed may be the kind, which decides whose pupils count
			var err error
			if c.record.PreviousStudents, err = f.PreviousStudents(ctx, e.region, c.year); err != nil {
				return err
			}
		}
		if err := c.update(ctx, e); err != nil {
			return err
		}
	}
	slices.Sort(anew)
	for _, year := range slices.Backward(slices.Compact(anew)) { // each judges the following year, which is complete by then
		if slices.ContainsFunc(open, func(c *countyYear) bool { return c.year == year }) {
			continue
		}
		if err := a.Recompute(ctx, f, e.region, year); err != nil {
			return err
		}
	}
	return nil
}

func (c *countyYear) update(ctx context.Context, ed edit) error {
	var after []store.SchoolFacts
	var err error
	if ed.after != nil {
		after, err = ed.after(c.before)
	} else {
		after, err = c.facts.Schools(ctx, c.region, c.year, ed.schools...)
	}
	if err != nil {
		return err
	}
	var judged []store.JudgedSchool
	var stale []string
	for _, e := range editionsIn(c.year) {
		t := c.tallies[e.Code]
		old, now := assess(e, c.before, c.record), assess(e, after, c.record)
		for i := range old {
			t.Remove(&old[i])
		}
		for i := range now {
			t.Add(&now[i])
			judged = append(judged, store.JudgedSchool{Edition: e.Code, School: after[i].School, Assessment: &now[i]})
			if i >= len(old) || !sameUnits(&old[i], &now[i]) {
				stale = append(stale, now[i].School)
			}
		}
	}
	if err := c.judge(ctx); err != nil {
		return err
	}
	units, err := c.facts.KeepSchools(ctx, c.year, judged, stale)
	if err != nil {
		return err
	}
	if ed.keep != nil {
		ed.keep(units)
	}
	return c.rejudgeNext(ctx)
}

// sameUnits tells whether two assessments are of one school and the same stages.
func sameUnits(a, b *indicator.SchoolAssessment) bool {
	return a.School == b.School && slices.EqualFunc(a.Units, b.Units, func(x, y indicator.Unit) bool { return x.Stage == y.Stage })
}
