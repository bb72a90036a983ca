package indicator

// Shares are the units of a balance, taken from assessments in their order.
func Shares(schools []SchoolAssessment, i int, stage Stage) []Share {
	var shares []Share
	for k := range schools {
		for n := range schools[k].Units {
			if u := &schools[k].Units[n]; u.Stage == stage && u.Results[i].Status != NotComputable {
				shares = append(shares, Share{Ratio{u.Results[i].Value.Num, u.Results[i].Value.Den / measures[i].quantum}, int64(u.Students)})
			}
		}
	}
	return shares
}

// Judge finds a county's results from the sum of its schools' assessments and what the county reported itself, in constant
// time. exact returns all the assessments that were added; it is called only when a coefficient equals its limit to 2^-100,
// and may be nil.
func (e *Edition) Judge(t *Tally, c *CountyRecord, exact func() []SchoolAssessment) CountyAssessment {
	j := &judgement{e: e, t: t, c: c}
	a := CountyAssessment{
		Edition: e.Code, Region: c.Region, Year: c.Year,
		SchoolCount: int(t.schools), ExcludedCount: int(t.excluded), TeacherCount: int(t.extra.teachers[0] + t.extra.teachers[1]),
	}
	for i := range ResourceCount {
		for _, stage := range Stages {
			var shares func() []Share
			if exact != nil {
				shares = func() []Share { return Shares(exact(), i, stage) }
			}
			j.balances[2*i+stage.index()] = e.balance(i, stage, &t.stages[stage.index()], shares)
		}
	}
	a.Balances = j.balances
	for _, ind := range e.Indicators {
		r := countyMeasures[ind.Code](j, &ind)
		r.Code = ind.Code
		if claim := j.claim(ind.Code); claim != nil {
			r.Conclusion = claim.Conclusion
		}
		a.Results = append(a.Results, r)
	}
	a.Vetoes = j.vetoes()
	a.Areas = areas(e, a.Results)
	a.Verdict = verdict(&a)
	a.Composite = composite(&a.Balances)
	a.Warnings = j.warnings()
	for s := range Stages {
		k := &t.stages[s]
		a.StageCounts[s] = StageCount{Units: int(k.units), Passing: int(k.passing), Failing: int(k.failing), Students: int(k.students), Teachers: int(t.extra.teachers[s])}
		for i := range k.resources {
			a.StageCounts[s].MetCounts[i] = int(k.resources[i].met)
		}
	}
	return a
}

// Evaluate computes a county from all of its facts.
func (e *Edition) Evaluate(c *County) Evaluation {
	var t Tally
	ev := Evaluation{Schools: make([]SchoolAssessment, len(c.Schools))}
	for i := range c.Schools {
		ev.Schools[i] = e.AssessSchool(&c.Schools[i], &c.CountyRecord)
		t.Add(&ev.Schools[i])
	}
	ev.CountyAssessment = e.Judge(&t, &c.CountyRecord, func() []SchoolAssessment { return ev.Schools })
	return ev
}

// judgement is one county on its way through Judge.
type judgement struct {
	e        *Edition
	t        *Tally
	c        *CountyRecord
	balances [2 * ResourceCount]Balance
}

func (j *judgement) claim(code string) *Attestation { return j.c.claim(code) }

// claim is the county's own attestation of an item; nil where there is none.
func (c *CountyRecord) claim(code string) *Attestation {
	for i := range c.Attestations {
		if a := &c.Attestations[i]; a.Indicator == code && a.SchoolCode == "" && a.Subject == "" {
			return a
		}
	}
	return nil
}

func (j *judgement) vetoes() []VetoAnswer {
	answers := make([]VetoAnswer, len(j.e.Vetoes))
	for i, v := range j.e.Vetoes {
		answers[i].Code = v.Code
		if claim := j.claim(v.Code); claim != nil {
			happened := !claim.Met
			answers[i].Answer = &happened
		}
	}
	return answers
}

func areas(e *Edition, results []CountyResult) [4]AreaResult {
	var out [4]AreaResult
	for i, area := range Areas {
		a := &out[i]
		a.Area, a.Verdict = area, Pass
		for k, r := range results {
			if e.Indicators[k].Area != area {
				continue
			}
			a.Total++
			switch r.Status {
			case Met, NotApplicable:
				a.MetCount++
			case Unmet:
				a.UnmetCount++
			default:
				a.PendingCount++
			}
		}
		a.Verdict = verdictOf(a.UnmetCount > 0, a.PendingCount > 0)
	}
	return out
}

func verdictOf(failed, pending bool) Verdict {
	switch {
	case failed:
		return Fail
	case pending:
		return Incomplete
	}
	return Pass
}

// verdict of the county: FAIL if anything is unmet or vetoed, INCOMPLETE if anything is pending or unanswered, else PASS.
func verdict(a *CountyAssessment) Verdict {
	var failed, pending bool
	for _, area := range a.Areas {
		failed = failed || area.Verdict == Fail
		pending = pending || area.Verdict == Incomplete
	}
	for _, v := range a.Vetoes {
		failed = failed || (v.Answer != nil && *v.Answer)
		pending = pending || v.Answer == nil
	}
	return verdictOf(failed, pending)
}

// composite is the plain mean of a stage's seven unrounded coefficients; nil while one of them is not computable.
func composite(balances *[2 * ResourceCount]Balance) [2]*float64 {
	var means [2]*float64
	for s := range Stages {
		sum, complete := 0.0, true
		for i := range ResourceCount {
			if cv := balances[2*i+s].Coefficient; cv != nil {
				sum += *cv
			} else {
				complete = false
			}
		}
		if complete {
			mean := sum / ResourceCount
			means[s] = &mean
		}
	}
	return means
}

// warnings that do not stop the computation.
func (j *judgement) warnings() []Warning {
	var w []Warning
	for i := range j.balances {
		b := &j.balances[i]
		at := map[string]string{"indicator": ResourceCodes[b.Indicator], "stage": string(b.Stage)}
		if b.IsBorderline {
			w = append(w, Warning{"BORDERLINE", at})
		}
		if b.UnitCount == 1 {
			w = append(w, Warning{"SINGLE_UNIT", at})
		}
	}
	return append(w, j.fundingWarnings()...)
}

// fundingWarnings are 两个只增不减: spending on education does not fall, in total and per pupil.
func (j *judgement) fundingWarnings() []Warning {
	now, before := j.c.Funding, j.c.PreviousFunding
	if now == nil || before == nil {
		return nil
	}
	var w []Warning
	if now.GeneralBudgetSpend < before.GeneralBudgetSpend {
		w = append(w, Warning{"TOTAL_FELL", map[string]string{"before": before.GeneralBudgetSpend.String(), "now": now.GeneralBudgetSpend.String()}})
	}
	students := j.t.extra.students[0] + j.t.extra.students[1]
	if previous := int64(j.c.PreviousStudents); previous > 0 && students > 0 {
		perPupil := Ratio{int64(now.GeneralBudgetSpend), students}
		if !perPupil.atLeast(int64(before.GeneralBudgetSpend), previous) {
			w = append(w, Warning{"PER_PUPIL_FELL", map[string]string{"studentsBefore": itoa(int(previous)), "students": itoa(int(students))}})
		}
	}
	return w
}
