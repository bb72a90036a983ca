package app

import (
	"context"
	"slices"

	"github.com/junheng/junheng/indicator"
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

// edition is the edition of that code, or the region's default for none.
func edition(code *string, region string) (*indicator.Edition, error) {
	name := indicator.DefaultEdition(region)
	if code != nil {
		name = *code
	}
	e, ok := indicator.LookupEdition(name)
	if !ok {
		return nil, store.ErrNotFound
	}
	return e, nil
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
	var judged []store.Judged
	for _, e := range editionsIn(c.year) {
		assessed := assess(e, schools, c.record)
		t := &indicator.Tally{}
		for i := range assessed {
			t.Add(&assessed[i])
			judged = append(judged, store.Judged{Edition: e.Code, School: schools[i].School, Assessment: &assessed[i]})
		}
		if err := c.judge(ctx, e, t); err != nil {
			return err
		}
	}
	return c.facts.KeepSchools(ctx, c.year, judged)
}

func assess(e *indicator.Edition, schools []store.SchoolFacts, record *indicator.CountyRecord) []indicator.SchoolAssessment {
	list := make([]indicator.SchoolAssessment, len(schools))
	for i := range schools {
		list[i] = e.AssessSchool(&schools[i].Record, record)
	}
	return list
}

// judge judges the county from a tally and keeps both.
func (c *countyYear) judge(ctx context.Context, e *indicator.Edition, t *indicator.Tally) error {
	var failed error
	result := e.Judge(t, c.record, func() []indicator.SchoolAssessment {
		schools, err := c.facts.Schools(ctx, c.region, c.year)
		failed = err
		return assess(e, schools, c.record)
	})
	if failed != nil {
		return failed
	}
	return c.facts.KeepCounty(ctx, t, &result, c.app.now())
}

// rejudge judges the county anew after a change that is not a school's. A year without results stays so.
func (a *App) rejudge(ctx context.Context, f *store.Facts, region string, year int) error {
	c := countyYear{app: a, facts: f, region: region, year: year}
	known, err := c.open(ctx)
	if err != nil || !known {
		return err
	}
	for _, e := range editionsIn(year) {
		if err := c.judge(ctx, e, c.tallies[e.Code]); err != nil {
			return err
		}
	}
	return nil
}

// open reads what the county's results are made from; false when the year has none yet.
func (c *countyYear) open(ctx context.Context) (bool, error) {
	var err error
	if c.tallies, err = c.facts.Tallies(ctx, c.region, c.year); err != nil {
		return false, err
	}
	for _, e := range editionsIn(c.year) {
		if c.tallies[e.Code] == nil {
			return false, nil
		}
	}
	c.record, err = c.facts.CountyRecord(ctx, c.region, c.year)
	return true, err
}

// rejudgeNext judges the following year anew: its money a pupil is compared with this year's.
func (c *countyYear) rejudgeNext(ctx context.Context) error {
	return c.app.rejudge(ctx, c.facts, c.region, c.year+1)
}

// change makes a change to schools and brings the results of the years up to date with it: the schools' old assessments are
// taken out of the county's sums and the new ones put in. A year that has no results yet gets them when it is in begin.
func (a *App) change(ctx context.Context, f *store.Facts, region string, years, begin []int, schools []string, make func() error) error {
	var open []*countyYear
	for _, year := range years {
		c := &countyYear{app: a, facts: f, region: region, year: year}
		known, err := c.open(ctx)
		if err != nil {
			return err
		}
		if !known {
			continue
		}
		if c.before, err = f.Schools(ctx, region, year, schools...); err != nil {
			return err
		}
		open = append(open, c)
	}
	if err := make(); err != nil {
		return err
	}
	for _, c := range open {
		if len(open) > 1 { // what changed may be the kind, which decides whose pupils count
			var err error
			if c.record.PreviousStudents, err = f.PreviousStudents(ctx, region, c.year); err != nil {
				return err
			}
		}
		if err := c.update(ctx, schools); err != nil {
			return err
		}
		begin = slices.DeleteFunc(slices.Clone(begin), func(y int) bool { return y == c.year })
	}
	for _, year := range begin {
		if err := a.Recompute(ctx, f, region, year); err != nil {
			return err
		}
	}
	return nil
}

func (c *countyYear) update(ctx context.Context, schools []string) error {
	after, err := c.facts.Schools(ctx, c.region, c.year, schools...)
	if err != nil {
		return err
	}
	var judged []store.Judged
	for _, e := range editionsIn(c.year) {
		t := c.tallies[e.Code]
		old, now := assess(e, c.before, c.record), assess(e, after, c.record)
		for i := range old {
			t.Remove(&old[i])
		}
		for i := range now {
			t.Add(&now[i])
			judged = append(judged, store.Judged{Edition: e.Code, School: after[i].School, Assessment: &now[i]})
		}
		if err := c.judge(ctx, e, t); err != nil {
			return err
		}
	}
	if err := c.facts.KeepSchools(ctx, c.year, judged); err != nil {
		return err
	}
	return c.rejudgeNext(ctx)
}
