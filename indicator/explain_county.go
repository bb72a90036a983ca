package indicator

import (
	"fmt"
	"math/big"
	"slices"
	"strconv"
)

// ExplainCounty traces a county's result of one indicator. For items of level SCHOOL every school that the item looks at
// is an input (key: the item's code, value: its status); for R items both balances and the counts of units are steps.
// ok is false for a code that the edition lacks.
func (e *Edition) ExplainCounty(c *County, code string) (trace Trace, ok bool) {
	k, ok := e.position[code]
	if !ok {
		return Trace{}, false
	}
	ev := e.Evaluate(c)
	t := e.trace(code, "", c.Year)
	t.Status, t.Display = ev.Results[k].Status, ev.Results[k].Display
	switch i := ResourceIndex(code); {
	case i >= 0:
		e.traceResource(t, &ev, i)
	case slices.Contains(ItemCodes[:], code):
		e.traceItems(t, &ev, code)
	default:
		traceCounty(e, t, c, code)
	}
	if claim := (&judgement{e: e, c: &c.CountyRecord}).claim(code); claim != nil {
		t.claim("attestation", *claim)
	}
	return t.Trace, true
}

func (e *Edition) traceResource(t *tracer, ev *Evaluation, i int) {
	t.Formula = "both coefficients within their limits, and every unit below the threshold passes all the same"
	for s, stage := range Stages {
		b := &ev.Balances[2*i+s]
		t.rule(stageKey("limit", stage), b.Limit.String(), "")
		if b.Coefficient != nil {
			t.rule(stageKey("coefficient", stage), strconv.FormatFloat(*b.Coefficient, 'g', -1, 64), "")
		} else {
			t.input(stageKey("coefficient", stage), "", "")
		}
		if b.MissingCount > 0 {
			t.rule(stageKey("missingUnits", stage), itoa(b.MissingCount), "")
		}
		t.step(StepBalance, fmt.Sprintf("%s: coefficient %s, limit %s, %d units, %d missing", stage, b.Display, b.Limit, b.UnitCount, b.MissingCount), string(b.Status))
		t.step(StepUnits, fmt.Sprintf("%s: %d of %d units reach the threshold, %d pass as units", stage, ev.StageCounts[s].MetCounts[i], ev.StageCounts[s].Units, ev.StageCounts[s].Passing), "")
	}
	for k := range ev.Schools {
		for n := range ev.Schools[k].Units {
			if u := &ev.Schools[k].Units[n]; u.Results[i].Status != Met {
				t.school = ev.Schools[k].School
				t.input(string(u.Stage)+" "+ResourceCodes[i], string(u.Results[i].Status)+", unit "+string(u.Verdict), "")
			}
		}
	}
	t.school = ""
}

func (e *Edition) traceItems(t *tracer, ev *Evaluation, code string) {
	item := slices.Index(ItemCodes[:], code)
	t.Formula = "every school that the item looks at meets it"
	for k := range ev.Schools {
		if status := ev.Schools[k].Items[item].Status; status != "" {
			t.school = ev.Schools[k].School
			t.input(code, string(status), "")
		}
	}
	t.school = ""
	if code != "G13" {
		return
	}
	t.Formula = "Σ catchment pupils / Σ pupils by stage, over town and urban public day schools"
	var tally Tally
	for k := range ev.Schools {
		tally.Add(&ev.Schools[k])
	}
	for s, stage := range Stages {
		sum := &tally.extra.catchment[s]
		if sum.schools > 0 {
			t.rule(stageKey("catchmentStudents", stage), itoa(int(sum.near)), "person")
			t.rule(stageKey("students", stage), itoa(int(sum.all)), "person")
			t.rule(stageKey("minimum", stage), e.Indicators[e.position["G13"]].Thresholds[stage].String(), "")
		}
		if sum.missing > 0 {
			t.rule(stageKey("missingSchools", stage), itoa(int(sum.missing)), "")
		}
		if sum.all > 0 {
			t.step(StepSum, fmt.Sprintf("%s: %d schools, %d of them not reported", stage, sum.schools, sum.missing), fmt.Sprintf("%d / %d", sum.near, sum.all))
			t.step(StepThreshold, percent(sum.near, sum.all)+" ≥ "+e.Indicators[e.position["G13"]].Thresholds[stage].String(), holds(e.catchmentReached(sum.near, sum.all, stage)))
		}
	}
}

// traceCounty traces what comes from the county's own figures, funding and claims.
func traceCounty(e *Edition, t *tracer, c *County, code string) {
	f := c.Figures
	if f == nil {
		f = &CountyFigures{}
	}
	ind := &e.Indicators[e.position[code]]
	minimum := ind.Parameters["minimum"]
	part := func(formula, partKey string, part *int, wholeKey string, whole *int) {
		t.Formula = formula
		t.count(partKey, part, "person")
		t.count(wholeKey, whole, "person")
		t.rule("minimum", minimum.String(), "")
		if part != nil && whole != nil && *whole > 0 {
			display := t.Display
			t.share(int64(*part), int64(*whole), minimum)
			t.Display = display
		}
	}
	switch code {
	case "G2":
		traceQuota(e, t, c)
	case "G7":
		t.Formula = "operating funds of special schools × 10,000 / their pupils ≥ minimum"
		t.decimal("specialEdOperating", f.SpecialEdOperating, "10,000 yuan")
		t.count("specialEdStudents", f.SpecialEdStudents, "person")
		t.rule("minimum", minimum.String(), "yuan")
		if f.SpecialEdOperating != nil && f.SpecialEdStudents != nil && *f.SpecialEdStudents > 0 {
			v := Ratio{int64(*f.SpecialEdOperating), int64(*f.SpecialEdStudents)}
			t.step(StepQuotient, fmt.Sprintf("%s × 10,000 / %d", f.SpecialEdOperating, *f.SpecialEdStudents), valueText(v.Rat()))
			t.step(StepThreshold, shownText(v.Rat())+" ≥ "+minimum.String(), holds(v.atLeast(int64(minimum), DecimalScale)))
			t.result(v, 0)
		}
	case "G8":
		t.Formula = "average teacher pay ≥ average civil-servant pay; payment in full attested"
		t.decimal("teacherPay", f.TeacherPay, "yuan")
		t.decimal("civilServantPay", f.CivilServantPay, "yuan")
		if f.TeacherPay != nil && f.CivilServantPay != nil {
			t.step(StepThreshold, f.TeacherPay.String()+" ≥ "+f.CivilServantPay.String(), holds(*f.TeacherPay >= *f.CivilServantPay))
		}
	case "G11":
		part("rotated / eligible ≥ minimum, and backbone / rotated ≥ its minimum", "rotated", f.Rotated, "rotationEligible", f.RotationEligible)
		t.count("rotatedBackbone", f.RotatedBackbone, "person")
		t.rule("minimumBackbone", ind.Parameters["minimumBackbone"].String(), "")
		if f.Rotated != nil && *f.Rotated > 0 && f.RotatedBackbone != nil {
			v := Ratio{int64(*f.RotatedBackbone), int64(*f.Rotated)}
			t.step(StepThreshold, fmt.Sprintf("%d / %d ≥ %s", *f.RotatedBackbone, *f.Rotated, ind.Parameters["minimumBackbone"]),
				holds(v.atLeast(int64(ind.Parameters["minimumBackbone"]), DecimalScale)))
		}
	case "G14":
		part("allocated / planned places ≥ minimum; tilt to rural schools attested", "seniorAllocated", f.SeniorAllocated, "seniorQuota", f.SeniorQuota)
	case "G15":
		t.count("migrantPublic", f.MigrantPublic, "person")
		t.count("migrantPurchased", f.MigrantPurchased, "person")
		var placed *int
		if f.MigrantPublic != nil && f.MigrantPurchased != nil {
			n := *f.MigrantPublic + *f.MigrantPurchased
			placed = &n
		}
		part("(public + purchased places) / eligible children ≥ minimum; care attested", "migrantPlaced", placed, "migrantEligible", f.MigrantEligible)
	case "Q1":
		traceRetention(e, t, c, minimum)
	case "Q2":
		part("enrolled / of school age ≥ minimum", "disabledEnrolled", f.DisabledEnrolled, "disabledChildren", f.DisabledChildren)
	case "Q9":
		traceMonitoring(t, c, ind)
	case "S1":
		part("satisfied / valid questionnaires ≥ minimum", "surveySatisfied", f.SurveySatisfied, "surveyValid", f.SurveyValid)
	case "S2":
		part("satisfied / asked on site ≥ minimum", "visitedSatisfied", f.VisitedSatisfied, "visited", f.Visited)
	default:
		t.Formula = "claimed with documents"
	}
}

func traceQuota(e *Edition, t *tracer, c *County) {
	t.Formula = "quota of the year ≥ the national one, and not lower than the year before, in both stages; the rest attested"
	national, _ := e.nationalQuota(c.Region.Code, c.Year)
	for i, key := range [...]string{"operatingQuotaPrimary", "operatingQuotaJunior"} {
		of := func(f *FundingYear) *Decimal {
			if f == nil {
				return nil
			}
			return [...]*Decimal{&f.OperatingQuotaPrimary, &f.OperatingQuotaJunior}[i]
		}
		now, before := of(c.Funding), of(c.PreviousFunding)
		t.decimal(key, now, "yuan")
		t.year--
		t.decimal(key, before, "yuan")
		t.year++
		t.rule("national."+key, national[i].String(), "yuan")
		if now != nil {
			t.step(StepThreshold, now.String()+" ≥ "+national[i].String(), holds(*now >= national[i]))
		}
		if now != nil && before != nil {
			t.step(StepThreshold, now.String()+" ≥ "+before.String()+" (year before)", holds(*now >= *before))
		}
	}
}

func traceRetention(e *Edition, t *tracer, c *County, minimum Decimal) {
	t.Formula = "A: (graduates − in + out) / (entrants − deaths)"
	if e.Settings.Retention == "B" {
		t.Formula = "B: graduates / (entrants + in − out − deaths), at most 100 %"
	}
	t.rule("minimum", minimum.String(), "")
	var sum struct{ graduates, in, out, entrants, deaths int64 }
	for k := range c.Schools {
		r := &c.Schools[k]
		f := r.Figures
		if f == nil {
			f = &Figures{}
		}
		if e.exclusion(r.School, f, c.Year) != "" || !slices.Contains(r.School.Kind.Stages(), Junior) {
			continue
		}
		t.school = r.School.Code
		for _, x := range [...]struct {
			key string
			n   *int
			sum *int64
		}{
			{"graduates", f.Graduates, &sum.graduates},
			{"transferredIn", f.TransferredIn, &sum.in},
			{"transferredOut", f.TransferredOut, &sum.out},
			{"entrants", f.Entrants, &sum.entrants},
			{"deaths", f.Deaths, &sum.deaths},
		} {
			t.count(x.key, x.n, "person")
			if x.n != nil {
				*x.sum += int64(*x.n)
			}
		}
	}
	t.school = ""
	if e.Settings.Retention == "B" {
		t.rule("retention", e.Settings.Retention, "")
	}
	if t.Status == NotApplicable {
		t.rule("juniorSchools", "0", "")
	}
	t.step(StepSum, "graduates, in, out, entrants, deaths", fmt.Sprint(sum.graduates, sum.in, sum.out, sum.entrants, sum.deaths))
	num, den := sum.graduates-sum.in+sum.out, sum.entrants-sum.deaths
	if e.Settings.Retention == "B" {
		den = sum.entrants + sum.in - sum.out - sum.deaths
		num = min(sum.graduates, den)
	}
	if t.Status != Pending && den > 0 {
		t.share(num, den, minimum)
	}
}

func traceMonitoring(t *tracer, c *County, ind *Indicator) {
	t.Formula = "every subject handed in: level ≥ 3 and difference rate < 0.15"
	t.rule("level", ind.Parameters["level"].String(), "")
	t.rule("differenceBelow", ind.Parameters["differenceBelow"].String(), "")
	for _, a := range c.Attestations {
		if a.Indicator != "Q9" || a.Subject == "" {
			continue
		}
		t.count("level "+a.Subject, a.StandardLevel, "")
		t.decimal("differenceRate "+a.Subject, a.DifferenceRate, "")
		if a.StandardLevel != nil && a.DifferenceRate != nil {
			t.step(StepThreshold, fmt.Sprintf("%s: %d ≥ %s and %s < %s", a.Subject, *a.StandardLevel, ind.Parameters["level"], a.DifferenceRate, ind.Parameters["differenceBelow"]),
				holds(big.NewRat(int64(*a.StandardLevel), 1).Cmp(ind.Parameters["level"].Rat()) >= 0 && *a.DifferenceRate < ind.Parameters["differenceBelow"]))
		}
	}
}
