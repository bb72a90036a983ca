package indicator

import (
	"math/big"
	"math/bits"
)

// minimumStudents of a teaching point stand in the edition; the other kinds are assessed at any size, in the years in which the
// school is open.
func (e *Edition) exclusion(s School, f *Figures, year int) Reason {
	if !s.IsOpenIn(year) {
		return ReasonNotOpen
	}
	switch s.Kind {
	case KindSpecial:
		return ReasonSpecial
	case KindVocational:
		return ReasonVocational
	case KindTeachingPoint:
		if f.StudentsPrimary != nil && *f.StudentsPrimary < e.MinimumTeachingPoint {
			return ReasonTooSmall
		}
	}
	return ""
}

// AssessSchool finds everything the edition says of one school in one year: its units with their seven results and
// verdicts, and its school items. The county lends its region, year and funding (G6 needs the quota).
// A school without figures gets units of which nothing can be computed; a kind that is not assessed gets none, and so does a
// school that is not open in the year, which enters its county's sums with nothing at all.
func (e *Edition) AssessSchool(r *SchoolRecord, c *CountyRecord) SchoolAssessment {
	f := r.Figures
	if f == nil {
		f = &Figures{}
	}
	a := SchoolAssessment{School: r.School.Code, Excluded: e.exclusion(r.School, f, c.Year)}
	if a.Excluded == ReasonNotOpen {
		return a
	}
	if a.Excluded == "" {
		shares := e.shares(r.School.Kind, f)
		stages := r.School.Kind.Stages()
		a.Units = make([]Unit, len(stages))
		for i, stage := range stages {
			e.assessUnit(&a.Units[i], r.School, f, stage, c.Year, shares)
		}
	}
	e.assessItems(&a, r, f, c)
	for i := range a.Units {
		for _, item := range [...]int{ItemG3, ItemG4} {
			if a.Items[item].Relaxed {
				a.Units[i].Relaxations = append(a.Units[i].Relaxations, ItemCodes[item])
			}
		}
	}
	a.extra = contributionOf(r.School, f, &a)
	return a
}

// share is how R4-R7 of a school are divided among its stages: a stage's per-pupil value is total · weight / divisor, and
// its amount total · weight · pupils / divisor. For a school of one stage weight is 1 and divisor its pupils.
type share struct {
	weight  [2]int64
	divisor int64
	missing []string
}

func (e *Edition) shares(kind SchoolKind, f *Figures) share {
	weights, isSplit := e.Splits[kind]
	if !isSplit {
		s := share{weight: [2]int64{1, 1}}
		for _, stage := range kind.Stages() {
			if n := f.stage(stage).students; n != nil {
				s.divisor = int64(*n)
			} else {
				s.missing = append(s.missing, stageKey("students", stage))
			}
		}
		return s
	}
	var s share
	for _, stage := range [...]Stage{Primary, Junior, Senior} {
		w, taught := weights[stage]
		if !taught {
			continue
		}
		students := f.StudentsSenior
		if stage != Senior {
			students = f.stage(stage).students
			s.weight[stage.index()] = int64(w) / (DecimalScale / 100)
		}
		if students == nil {
			s.missing = append(s.missing, stageKey("students", stage))
			continue
		}
		s.divisor += int64(w) / (DecimalScale / 100) * int64(*students)
	}
	return s
}

func (e *Edition) assessUnit(u *Unit, s School, f *Figures, stage Stage, year int, sh share) {
	u.Stage = stage
	students := f.stage(stage).students
	if students != nil {
		u.Students = *students
	}
	for i := range u.Results {
		r := &u.Results[i]
		r.Threshold = e.thresholds[i][stage.index()]
		switch {
		case students == nil:
			r.Status, r.Reason, r.Missing = NotComputable, ReasonNotReported, []string{stageKey("students", stage)}
		case *students <= 0:
			r.Status, r.Reason = NotComputable, ReasonNoStudents
		default:
			e.measureUnit(r, i, s, f, u, year, sh)
		}
		if r.Status == Met {
			u.MetCount++
		}
		if r.Relaxed {
			u.Relaxations = append(u.Relaxations, ResourceCodes[i])
		}
	}
	u.Verdict = e.unitVerdict(u)
}

func (e *Edition) measureUnit(r *UnitResult, i int, s School, f *Figures, u *Unit, year int, sh share) {
	m := &measures[i]
	sum, missing := m.amount(f, u.Stage)
	weight, divisor := int64(1), int64(u.Students)
	if m.isSplit {
		weight, divisor = sh.weight[u.Stage.index()], sh.divisor
		missing = append(missing, sh.missing...)
	}
	if len(missing) > 0 {
		r.Status, r.Reason, r.Missing = NotComputable, ReasonNotReported, missing
		return
	}
	if sum < 0 {
		r.Status, r.Reason = NotComputable, ReasonContradiction
		return
	}
	r.Value = Ratio{sum * m.factor * weight, divisor * m.quantum}
	r.Status = e.grade(r.Value, r.Threshold)
	if r.Status == Met {
		return
	}
	if m.extra[u.Stage.index()] != nil && e.mayRelax(i, s, f, year) {
		relaxed := Ratio{(sum + m.extraAmount(f, u.Stage)) * m.factor * weight, divisor * m.quantum}
		if g := e.grade(relaxed, r.Threshold); g != r.Status {
			r.Status, r.Relaxed = g, true
		}
	}
	if r.Status != Met {
		r.Shortfall = shortfall(r.Value, r.Threshold, u.Students, m)
	}
}

// grade compares exactly, or the rounded value where the edition judges what the forms print.
func (e *Edition) grade(v Ratio, threshold Decimal) Status {
	if e.Settings.Judge == "displayed" {
		v = rounded(v, 2)
	}
	switch {
	case v.atLeast(int64(threshold), DecimalScale):
		return Met
	case v.atLeast(int64(threshold)*int64(e.UnitRule.Near), DecimalScale*DecimalScale):
		return Near
	}
	return Unmet
}

// mayRelax tells whether the school is one that a relaxation of R3 or R5 is written for, in that year.
func (e *Edition) mayRelax(i int, s School, f *Figures, year int) bool {
	for _, r := range e.relaxations(ResourceCodes[i], year) {
		if r.appliesTo(s, f) {
			return true
		}
	}
	return false
}

// shortfall is what the unit's amount lacks to reach the threshold: (threshold − value) · pupils / factor, rounded up to
// whole people and rooms, else to four decimals.
func shortfall(v Ratio, threshold Decimal, students int, m *measure) Decimal {
	// (threshold·den − num·10⁴) · pupils·places / (10⁴·den·factor), in ten-thousandths where places is 10⁴
	places, back := int64(DecimalScale), Decimal(1)
	if m.isWhole {
		places, back = 1, DecimalScale
	}
	th, tl := bits.Mul64(uint64(threshold), uint64(v.Den))
	nh, nl := bits.Mul64(uint64(v.Num), DecimalScale)
	dh, dl := bits.Mul64(uint64(v.Den), uint64(DecimalScale*m.factor))
	if th == 0 && nh == 0 && dh == 0 {
		if h, l := bits.Mul64(tl-nl, uint64(int64(students)*places)); h < dl {
			q, rest := bits.Div64(h, l, dl)
			if rest > 0 {
				q++
			}
			return Decimal(q) * back
		}
	}
	lack := new(big.Rat).Sub(threshold.Rat(), v.Rat())
	lack.Mul(lack, big.NewRat(int64(students)*places, m.factor))
	q, rest := new(big.Int).QuoRem(lack.Num(), lack.Denom(), new(big.Int))
	if rest.Sign() > 0 {
		q.Add(q, big.NewInt(1))
	}
	return Decimal(q.Int64()) * back
}

// unitVerdict: PASS with at least six thresholds reached and the rest at 85 % or more; FAIL with two unmet or one below 85 %,
// whatever cannot be computed; INCOMPLETE otherwise.
func (e *Edition) unitVerdict(u *Unit) Verdict {
	var missed, unknown int
	for i := range u.Results {
		switch u.Results[i].Status {
		case Unmet:
			return Fail
		case Near:
			missed++
		case NotComputable:
			unknown++
		}
	}
	switch {
	case missed > ResourceCount-e.UnitRule.MinimumMet:
		return Fail
	case unknown > 0:
		return Incomplete
	}
	return Pass
}
