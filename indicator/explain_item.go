package indicator

import (
	"fmt"
	"slices"
	"strconv"
)

// ExplainItem traces a school-level indicator of one school.
// ok is false for a code that is not one, or a school that the indicator does not look at.
func (e *Edition) ExplainItem(r *SchoolRecord, c *CountyRecord, code string) (trace Trace, ok bool) {
	i := slices.Index(ItemCodes[:], code)
	if i < 0 {
		return Trace{}, false
	}
	a := e.AssessSchool(r, c)
	item := &a.Items[i]
	if item.Status == "" {
		return Trace{}, false
	}
	f := r.Figures
	if f == nil {
		f = &Figures{}
	}
	t := e.trace(code, r.School.Code, c.Year)
	t.Status = item.Status
	if item.Status == NotApplicable {
		t.Formula = "the indicator does not look at this school"
	}
	itemTraces[i](e, t, r, f, c)
	for _, key := range item.Missing {
		t.step(StepClaim, "not reported", key)
	}
	if item.Relaxed {
		t.step(StepRelaxation, "met only by a relaxation", fmt.Sprintf("a plan is due by %d-09-01", c.Year+e.PlanYears))
	}
	return t.Trace, true
}

type itemTrace func(e *Edition, t *tracer, r *SchoolRecord, f *Figures, c *CountyRecord)

var itemTraces = [ItemCount]itemTrace{
	ItemG3: traceRooms, ItemG4: traceSize, ItemG5: traceClasses, ItemG6: traceFunds, ItemG9: traceTrained, ItemG12: traceCertified,
	ItemG13: traceCatchment, ItemQ3: traceClaim, ItemQ4: traceTraining, ItemQ6: traceClaim,
}

func (t *tracer) stages(s School, f *Figures, base string, field func(stageFigures) *int, unit string) {
	for _, stage := range s.Kind.Stages() {
		t.count(stageKey(base, stage), field(f.stage(stage)), unit)
	}
}

func (t *tracer) students(s School, f *Figures) {
	t.stages(s, f, "students", func(sf stageFigures) *int { return sf.students }, "person")
}

func traceRooms(e *Edition, t *tracer, r *SchoolRecord, f *Figures, c *CountyRecord) {
	t.Formula = "music rooms ≥ ⌈classes / 12⌉ and art rooms ≥ ⌈classes / 12⌉, each of the least size"
	if e.Settings.G3 == "sum" {
		t.Formula = "music rooms + art rooms ≥ ⌈classes / 12⌉, each of the least size"
	}
	t.stages(r.School, f, "classes", func(sf stageFigures) *int { return sf.classes }, "class")
	t.count("musicRoomsFrom96", f.MusicRoomsFrom96, "room")
	t.count("musicRoomsFrom73", f.MusicRoomsFrom73, "room")
	t.count("musicRoomsFrom61", f.MusicRoomsFrom61, "room")
	t.count("musicRoomsFrom54", f.MusicRoomsFrom54, "room")
	t.count("artRoomsFrom90", f.ArtRoomsFrom90, "room")
	t.count("artRoomsFrom67", f.ArtRoomsFrom67, "room")
	t.count("artRoomsFrom61", f.ArtRoomsFrom61, "room")
	t.count("artRoomsFrom54", f.ArtRoomsFrom54, "room")
	t.rule("classesPerRoom", itoa(e.parameter("G3", "classesPerRoom")), "class")
	classes, _ := f.Classes(r.School.Kind)
	least := e.roomSizes()
	t.rule("music", itoa(least.Music), "m²")
	t.rule("art", itoa(least.Art), "m²")
	if e.Settings.G3 == "sum" {
		t.rule("g3", e.Settings.G3, "")
	}
	need := e.roomNeed(classes)
	t.step(StepNeed, fmt.Sprintf("⌈%d / %d⌉", classes, e.parameter("G3", "classesPerRoom")), itoa(need))
	rooms := func(name string, least RoomSizes) {
		music, art := f.roomsFrom(least)
		t.step(name, fmt.Sprintf("music rooms from %d m²: %d, art rooms from %d m²: %d, need %d", least.Music, music, least.Art, art, need),
			holds(e.enoughRooms(f, least, need)))
	}
	rooms(StepThreshold, least)
	for _, x := range e.relaxations("G3", c.Year) {
		if x.appliesTo(r.School, f) {
			relaxed := x.roomSizes(r.School.Kind)
			t.rule("relaxation.music", itoa(relaxed.Music), "m²")
			t.rule("relaxation.art", itoa(relaxed.Art), "m²")
			rooms(StepRelaxation, relaxed)
		}
	}
}

func traceSize(e *Edition, t *tracer, r *SchoolRecord, f *Figures, c *CountyRecord) {
	t.Formula = "pupils of grades 1-9 ≤ limit of the kind of school"
	t.students(r.School, f)
	limit := e.sizeLimit(r.School.Kind)
	t.rule("limit", itoa(limit), "person")
	students, _ := f.Students(r.School.Kind)
	t.step(StepLimit, fmt.Sprintf("%d ≤ %d", students, limit), holds(students <= limit))
	for _, x := range e.relaxations("G4", c.Year) {
		if x.appliesTo(r.School, f) {
			relaxed := x.Maximum
			if r.School.Kind.isCombined() {
				relaxed = x.MaximumCombined
			}
			t.rule("relaxation.limit", itoa(relaxed), "person")
			t.step(StepRelaxation, x.Condition, fmt.Sprintf("limit %d, combined schools %d", x.Maximum, x.MaximumCombined))
		}
	}
}

func traceClasses(e *Edition, t *tracer, r *SchoolRecord, f *Figures, _ *CountyRecord) {
	t.Formula = "no class above the limit of its stage; the size bands account for every class"
	for _, stage := range r.School.Kind.Stages() {
		sf := f.stage(stage)
		limit := int(e.Indicators[e.position["G5"]].Thresholds[stage] / DecimalScale)
		t.count(stageKey("classes", stage), sf.classes, "class")
		above, sum := 0, 0
		for i, n := range sf.bands {
			t.count(stageKey(bandKeys[i], stage), n, "class")
			if n != nil {
				sum += *n
				if i >= bandAbove(limit) {
					above += *n
				}
			}
		}
		t.rule(stageKey("limit", stage), itoa(limit), "person")
		t.step(StepLimit, fmt.Sprintf("classes above %d pupils: %d of %d in bands", limit, above, sum), holds(above == 0))
	}
}

func traceFunds(e *Edition, t *tracer, r *SchoolRecord, f *Figures, c *CountyRecord) {
	t.Formula = "operating budget × 10,000 ≥ 100 × quota a pupil, for schools under 100 pupils and teaching points"
	t.students(r.School, f)
	t.decimal("operatingBudget", f.OperatingBudget, "10,000 yuan")
	quota, known := e.quota(c)
	t.input("kind", string(r.School.Kind), "")
	t.rule("fundedStudents", itoa(e.parameter("G6", "students")), "person")
	if !known {
		t.input("ownQuota", "", "yuan")
	}
	t.rule("operatingQuotaPrimary", quota[0].String(), "yuan")
	t.rule("operatingQuotaJunior", quota[1].String(), "yuan")
	if !known {
		t.step(StepNeed, "the county's own quota of the year is not reported; the national one is taken", "")
	}
	if f.OperatingBudget == nil || t.Status == NotApplicable {
		return
	}
	weight, divisor := quotaWeights(r.School.Kind, f)
	if divisor == 0 {
		return
	}
	need := Ratio{(int64(quota[0])*weight[0] + int64(quota[1])*weight[1]) * int64(e.parameter("G6", "students")), divisor * DecimalScale}
	t.step(StepNeed, fmt.Sprintf("%d × quota, weighted by pupils", e.parameter("G6", "students")), exactText(need.Rat()))
	t.step(StepThreshold, fmt.Sprintf("%d ≥ %s", int64(*f.OperatingBudget), exactText(need.Rat())), holds(t.Status != Unmet))
}

func traceTrained(e *Edition, t *tracer, r *SchoolRecord, f *Figures, _ *CountyRecord) {
	e.traceTeachers(t, r.School, f, f.TrainedTeachers, "trainedTeachers")
}

func traceCertified(e *Edition, t *tracer, r *SchoolRecord, f *Figures, _ *CountyRecord) {
	e.traceTeachers(t, r.School, f, f.CertifiedTeachers, "certifiedTeachers")
}

func (e *Edition) traceTeachers(t *tracer, s School, f *Figures, part *int, key string) {
	t.Formula = key + " / full-time teachers of the compulsory stages"
	t.count(key, part, "person")
	t.stages(s, f, "teachers", func(sf stageFigures) *int { return sf.teachers }, "person")
	teachers, missing := f.Teachers(s.Kind)
	t.rule("minimum", e.minimum(t.Indicator).String(), "")
	if part != nil && len(missing) == 0 && teachers > 0 {
		t.share(int64(*part), int64(teachers), e.minimum(t.Indicator))
	}
}

// share adds the quotient of a part and its whole, the comparison and the rounded per cent.
func (t *tracer) share(part, whole int64, minimum Decimal) {
	v := Ratio{part, whole}
	t.step(StepQuotient, fmt.Sprintf("%d / %d", part, whole), valueText(v.Rat()))
	t.step(StepThreshold, shownText(v.Rat())+" ≥ "+minimum.String(), holds(v.atLeast(int64(minimum), DecimalScale)))
	f := v.Float()
	t.Result, t.Display = &f, percent(part, whole)
	t.step(StepRounding, "per cent, round half up to 1 decimal", t.Display)
}

func traceCatchment(e *Edition, t *tracer, r *SchoolRecord, f *Figures, _ *CountyRecord) {
	t.Formula = "catchment pupils / pupils, by stage; town and urban public day schools"
	t.input("organizer", itoa(r.School.Organizer), "")
	t.input("isBoarding", strconv.FormatBool(r.School.IsBoarding), "")
	t.input("locale", string(r.School.Locale), "")
	for _, stage := range r.School.Kind.Stages() {
		sf := f.stage(stage)
		t.rule(stageKey("minimum", stage), e.Indicators[e.position["G13"]].Thresholds[stage].String(), "")
		t.count(stageKey("catchmentStudents", stage), sf.catchment, "person")
		t.count(stageKey("students", stage), sf.students, "person")
		if t.Status != NotApplicable && sf.students != nil && *sf.students > 0 && sf.catchment != nil {
			t.share(int64(*sf.catchment), int64(*sf.students), e.Indicators[e.position["G13"]].Thresholds[stage])
		}
	}
}

func traceTraining(e *Edition, t *tracer, _ *SchoolRecord, f *Figures, _ *CountyRecord) {
	t.Formula = "training budget / operating budget"
	t.decimal("trainingBudget", f.TrainingBudget, "10,000 yuan")
	t.decimal("operatingBudget", f.OperatingBudget, "10,000 yuan")
	t.rule("minimum", e.minimum("Q4").String(), "")
	if f.TrainingBudget != nil && f.OperatingBudget != nil && *f.OperatingBudget > 0 {
		t.share(int64(*f.TrainingBudget), int64(*f.OperatingBudget), e.minimum("Q4"))
	}
}

func traceClaim(_ *Edition, t *tracer, r *SchoolRecord, _ *Figures, c *CountyRecord) {
	t.Formula = "claimed with documents; the county's claim speaks for schools without one of their own"
	for _, own := range r.Attestations {
		if own.Indicator == t.Indicator {
			t.claim("attestation", own)
			return
		}
	}
	if all := c.claim(t.Indicator); all != nil {
		t.school = ""
		t.claim("countyAttestation", *all)
	}
}

func (t *tracer) claim(key string, a Attestation) {
	value := "UNMET"
	if a.Met {
		value = "MET"
	}
	t.input(key, value, "")
	t.step(StepClaim, a.Conclusion, value)
}
