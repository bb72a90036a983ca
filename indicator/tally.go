package indicator

// contribution is what a school adds to its county beside units and items.
type contribution struct {
	students  [2]int64 // reported pupils by stage, of teaching points too small for a unit as well
	teachers  [2]int64 // reported full-time teachers by stage, of schools with a unit
	retention struct {
		graduates, in, out, entrants, deaths int64
		schools, missing                     int64 // schools with a junior unit; those of them that lack a figure
	}
	catchment [2]struct{ near, all, schools, missing int64 }
}

func contributionOf(s School, f *Figures, a *SchoolAssessment) contribution {
	var c contribution
	for _, stage := range s.Kind.Stages() {
		i, sf := stage.index(), f.stage(stage)
		if sf.students != nil {
			c.students[i] = int64(*sf.students)
		}
		if a.Excluded != "" {
			continue
		}
		if sf.teachers != nil {
			c.teachers[i] = int64(*sf.teachers)
		}
		if inCatchmentScope(s) {
			k := &c.catchment[i]
			k.schools = 1
			if sf.students == nil || sf.catchment == nil {
				k.missing = 1
			} else {
				k.near, k.all = int64(*sf.catchment), int64(*sf.students)
			}
		}
		if stage == Junior {
			r := &c.retention
			r.schools = 1
			if f.Graduates == nil || f.Entrants == nil || f.TransferredIn == nil || f.TransferredOut == nil || f.Deaths == nil {
				r.missing = 1
				continue
			}
			r.graduates, r.in, r.out = int64(*f.Graduates), int64(*f.TransferredIn), int64(*f.TransferredOut)
			r.entrants, r.deaths = int64(*f.Entrants), int64(*f.Deaths)
		}
	}
	return c
}

// Tally is a county's sum of school assessments. It is exact: Add and Remove cancel to the last digit, so a county updated
// one school at a time holds the very numbers that a full computation gives, in any order. The zero Tally is empty.
type Tally struct {
	schools, excluded int64
	items             [ItemCount]itemTally
	stages            [2]stageTally
	extra             contribution
	scratch           scratch
}

type itemTally struct{ met, unmet, pending, notApplicable, relaxed int64 }

type stageTally struct {
	units, passing, failing, incomplete, students int64
	resources                                     [ResourceCount]resourceTally
}

type resourceTally struct {
	met            int64
	missFailing    int64 // units that miss the threshold and fail
	missIncomplete int64 // units that miss it and are incomplete
	notComputable  int64
	relaxed        int64
	sums           Sums
}

// Add adds a school's assessment.
func (t *Tally) Add(a *SchoolAssessment) { t.apply(a, 1) }

// Remove takes back an assessment that was added before.
func (t *Tally) Remove(a *SchoolAssessment) { t.apply(a, -1) }

func (t *Tally) apply(a *SchoolAssessment, sign int64) {
	if a.Excluded == ReasonNotOpen {
		return
	}
	t.schools += sign
	if a.Excluded != "" {
		t.excluded += sign
	}
	for i := range a.Items {
		t.items[i].add(&a.Items[i], sign)
	}
	for i := range a.Units {
		t.stages[a.Units[i].Stage.index()].add(&a.Units[i], sign, &t.scratch)
	}
	t.extra.add(&a.extra, sign)
}

func (c *contribution) add(o *contribution, sign int64) {
	for i := range c.students {
		c.students[i] += sign * o.students[i]
		c.teachers[i] += sign * o.teachers[i]
		c.catchment[i].near += sign * o.catchment[i].near
		c.catchment[i].all += sign * o.catchment[i].all
		c.catchment[i].schools += sign * o.catchment[i].schools
		c.catchment[i].missing += sign * o.catchment[i].missing
	}
	c.retention.graduates += sign * o.retention.graduates
	c.retention.in += sign * o.retention.in
	c.retention.out += sign * o.retention.out
	c.retention.entrants += sign * o.retention.entrants
	c.retention.deaths += sign * o.retention.deaths
	c.retention.schools += sign * o.retention.schools
	c.retention.missing += sign * o.retention.missing
}

func (t *itemTally) add(item *SchoolItem, sign int64) {
	switch item.Status {
	case Met:
		t.met += sign
	case Unmet:
		t.unmet += sign
	case Pending:
		t.pending += sign
	case NotApplicable:
		t.notApplicable += sign
	}
	if item.Relaxed {
		t.relaxed += sign
	}
}

func (t *stageTally) add(u *Unit, sign int64, s *scratch) {
	t.units += sign
	t.students += sign * int64(u.Students)
	switch u.Verdict {
	case Pass:
		t.passing += sign
	case Fail:
		t.failing += sign
	case Incomplete:
		t.incomplete += sign
	}
	for i := range u.Results {
		r, k := &u.Results[i], &t.resources[i]
		if r.Relaxed {
			k.relaxed += sign
		}
		switch {
		case r.Status == NotComputable:
			k.notComputable += sign
			continue
		case r.Status == Met:
			k.met += sign
		case u.Verdict == Fail:
			k.missFailing += sign
		case u.Verdict == Incomplete:
			k.missIncomplete += sign
		}
		k.sums.add(Share{Ratio{r.Value.Num, r.Value.Den / measures[i].quantum}, int64(u.Students)}, sign, s)
	}
}
