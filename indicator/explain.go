package indicator

import (
	"fmt"
	"math/big"
	"strings"
)

// Steps of a trace.
const (
	StepAmount     = "AMOUNT"     // the sum of the figures
	StepSplit      = "SPLIT"      // the stage's share of a combined school
	StepQuotient   = "QUOTIENT"   // the value
	StepThreshold  = "THRESHOLD"  // comparison with the threshold
	StepNear       = "NEAR"       // comparison with 85 % of it
	StepRelaxation = "RELAXATION" // a relaxation and whether it applies
	StepShortfall  = "SHORTFALL"  // what is missing
	StepNeed       = "NEED"       // what a rule demands of this school
	StepSum        = "SUM"        // a sum over schools
	StepMean       = "MEAN"
	StepDeviation  = "STANDARD_DEVIATION"
	StepRatio      = "COEFFICIENT"
	StepLimit      = "LIMIT"
	StepClaim      = "ATTESTATION"
	StepBalance    = "BALANCE"
	StepUnits      = "UNITS"
	StepRounding   = "ROUNDING"
)

// tracer collects a trace.
type tracer struct {
	Trace
	school string
	year   int
}

func (e *Edition) trace(code, school string, year int) *tracer {
	t := &tracer{school: school, year: year}
	t.Indicator, t.Edition, t.Inputs, t.Steps = code, e.Code, []TraceInput{}, []TraceStep{}
	if ind, ok := e.Indicator(code); ok {
		t.Clause = ind.Clause
	}
	if e.Settings.Judge == "displayed" && ResourceIndex(code) >= 0 {
		t.rule("judge", e.Settings.Judge, "")
	}
	return t
}

func (t *tracer) input(key, value, unit string) {
	in := TraceInput{Key: key, School: t.school, Year: t.year, Unit: unit}
	if value != "" {
		in.Value = &value
	}
	t.Inputs = append(t.Inputs, in)
}

func (t *tracer) count(key string, n *int, unit string) {
	if n == nil {
		t.input(key, "", unit)
		return
	}
	t.input(key, itoa(*n), unit)
}

func (t *tracer) decimal(key string, d *Decimal, unit string) {
	if d == nil {
		t.input(key, "", unit)
		return
	}
	t.input(key, d.String(), unit)
}

// rule adds a number of the edition.
func (t *tracer) rule(key, value, unit string) {
	t.Inputs = append(t.Inputs, TraceInput{Key: key, Year: t.year, Value: &value, Unit: unit})
}

func (t *tracer) step(name, expression, value string) {
	t.Steps = append(t.Steps, TraceStep{name, expression, value})
}

func (t *tracer) result(v Ratio, places int) {
	if v.Den == 0 {
		return
	}
	f := v.Float()
	t.Result, t.Display = &f, v.Display(places)
	t.step(StepRounding, fmt.Sprintf("round half up to %d decimals", places), t.Display)
}

// exactText writes a ratio as a terminating decimal where it is one, else as a fraction in lowest terms.
func exactText(r *big.Rat) string {
	d := new(big.Int).Set(r.Denom())
	places := 0
	for _, p := range [...]int64{2, 5} {
		n := 0
		for q, m := new(big.Int), new(big.Int); ; n++ {
			if q.QuoRem(d, big.NewInt(p), m); m.Sign() != 0 {
				break
			}
			d.Set(q)
		}
		places = max(places, n)
	}
	if d.Cmp(big.NewInt(1)) == 0 && places <= 12 {
		return r.FloatString(places)
	}
	return r.RatString()
}

// shownText is exactText, but six decimals and an ellipsis for a fraction that does not end.
func shownText(r *big.Rat) string {
	if s := exactText(r); !strings.Contains(s, "/") {
		return s
	}
	return r.FloatString(6) + "…"
}

// valueText is exactText, with the decimals of a fraction beside it.
func valueText(r *big.Rat) string {
	if s := exactText(r); !strings.Contains(s, "/") {
		return s
	}
	return exactText(r) + " ≈ " + r.FloatString(6)
}

func holds(ok bool) string {
	if ok {
		return "holds"
	}
	return "does not hold"
}

// termUnit is the unit a figure is reported in.
func termUnit(i int) string {
	switch i {
	case R4, R5:
		return "m²"
	case R6:
		return "10,000 yuan"
	case R7:
		return "room"
	}
	return "person"
}

// ExplainUnit traces an R indicator of one unit. ok is false for an unknown indicator or a stage that the school lacks.
func (e *Edition) ExplainUnit(r *SchoolRecord, c *CountyRecord, stage Stage, code string) (trace Trace, ok bool) {
	i := ResourceIndex(code)
	a := e.AssessSchool(r, c)
	u := a.unit(stage)
	if i < 0 || u == nil {
		return Trace{}, false
	}
	f := r.Figures
	if f == nil {
		f = &Figures{}
	}
	m, res := &measures[i], &u.Results[i]
	t := e.trace(code, r.School.Code, c.Year)
	t.Formula = m.formula
	t.Status = res.Status
	e.unitInputs(t, i, r.School, f, stage)
	t.rule("threshold", res.Threshold.String(), e.Indicators[e.position[code]].Unit)
	if res.Status != Met || res.Relaxed {
		t.rule("near", e.UnitRule.Near.String(), "")
	}
	t.relaxations(e, i, r.School, f, stage)
	if res.Status == NotComputable {
		t.step(StepQuotient, "not computable: "+string(res.Reason), strings.Join(res.Missing, ", "))
		return t.Trace, true
	}
	e.unitSteps(t, i, r.School, f, u, c.Year)
	t.result(res.Value, 2)
	return t.Trace, true
}

func (a *SchoolAssessment) unit(stage Stage) *Unit {
	for i := range a.Units {
		if a.Units[i].Stage == stage {
			return &a.Units[i]
		}
	}
	return nil
}

// ResourceIndex is the place of R1 to R7 in ResourceCodes; -1 for other codes.
func ResourceIndex(code string) int {
	for i, c := range ResourceCodes {
		if c == code {
			return i
		}
	}
	return -1
}

// relaxations adds those in force that the school is one of; their figures stand among the inputs all the time.
func (t *tracer) relaxations(e *Edition, i int, s School, f *Figures, stage Stage) {
	if measures[i].extra[stage.index()] == nil {
		return
	}
	for _, r := range e.relaxations(ResourceCodes[i], t.year) {
		if r.appliesTo(s, f) {
			t.input("relaxation", r.Condition, "")
		}
	}
}

func (e *Edition) unitInputs(t *tracer, i int, s School, f *Figures, stage Stage) {
	m := &measures[i]
	terms := append(append([]term{}, m.terms[stage.index()]...), m.extra[stage.index()]...)
	for k := range terms {
		n, ok := terms[k].read(f)
		text := ""
		if ok && (i == R4 || i == R5 || i == R6) {
			text = Decimal(n).String()
		} else if ok {
			text = itoa(int(n))
		}
		t.input(terms[k].key, text, termUnit(i))
	}
	weights, combined := e.Splits[s.Kind]
	if !m.isSplit || !combined {
		t.count(stageKey("students", stage), f.stage(stage).students, "person")
		return
	}
	t.input("stage", string(stage), "")
	for _, st := range [...]Stage{Primary, Junior, Senior} {
		w, taught := weights[st]
		if !taught {
			continue
		}
		students := f.StudentsSenior
		if st != Senior {
			students = f.stage(st).students
		}
		t.count(stageKey("students", st), students, "person")
		t.rule(stageKey("splitWeight", st), w.String(), "")
	}
}

func (e *Edition) unitSteps(t *tracer, i int, s School, f *Figures, u *Unit, year int) {
	m, res := &measures[i], &u.Results[i]
	sum, _ := m.amount(f, u.Stage)
	total := big.NewRat(sum, m.quantum)
	var parts []string
	for k := range m.terms[u.Stage.index()] {
		term := &m.terms[u.Stage.index()][k]
		n, _ := term.read(f)
		sign := "+ "
		if term.sign < 0 {
			sign = "− "
		} else if k == 0 {
			sign = ""
		}
		parts = append(parts, sign+exactText(big.NewRat(n, m.quantum)))
	}
	t.step(StepAmount, strings.Join(parts, " "), exactText(total))
	students := big.NewRat(int64(u.Students), 1)
	amount := total
	if weights, combined := e.Splits[s.Kind]; m.isSplit && combined {
		share := new(big.Rat).Mul(weights[u.Stage].Rat(), students)
		all := new(big.Rat)
		var sums []string
		for _, st := range [...]Stage{Primary, Junior, Senior} {
			w, taught := weights[st]
			if !taught {
				continue
			}
			n := f.StudentsSenior
			if st != Senior {
				n = f.stage(st).students
			}
			all.Add(all, new(big.Rat).Mul(w.Rat(), big.NewRat(int64(*n), 1)))
			sums = append(sums, w.String()+" × "+itoa(*n))
		}
		share.Quo(share, all)
		t.step(StepSplit, fmt.Sprintf("%s × %d / (%s)", weights[u.Stage], u.Students, strings.Join(sums, " + ")), valueText(share))
		amount = new(big.Rat).Mul(total, share)
		t.step(StepAmount, exactText(total)+" × "+shownText(share), valueText(amount))
	}
	factor := ""
	if m.factor != 1 {
		factor = fmt.Sprintf(" × %d", m.factor)
	}
	t.step(StepQuotient, fmt.Sprintf("%s%s / %d", shownText(amount), factor, u.Students), valueText(res.Value.Rat()))
	e.gradeSteps(t, i, s, f, u, year)
}

func (e *Edition) gradeSteps(t *tracer, i int, s School, f *Figures, u *Unit, year int) {
	res, value := &u.Results[i], u.Results[i].Value
	shown := shownText(value.Rat())
	if e.Settings.Judge == "displayed" {
		shown = value.Display(2)
	}
	reached := e.grade(value, res.Threshold)
	t.step(StepThreshold, shown+" ≥ "+res.Threshold.String(), holds(reached == Met))
	if reached == Met {
		return
	}
	near := new(big.Rat).Mul(res.Threshold.Rat(), e.UnitRule.Near.Rat())
	t.step(StepNear, fmt.Sprintf("%s ≥ %s × %s = %s", shown, e.UnitRule.Near, res.Threshold, exactText(near)), holds(reached == Near))
	m := &measures[i]
	for _, r := range e.relaxations(ResourceCodes[i], year) {
		if m.extra[u.Stage.index()] == nil {
			break
		}
		state := "does not apply"
		if r.appliesTo(s, f) {
			state = "applies: also counts " + exactText(big.NewRat(m.extraAmount(f, u.Stage), m.quantum))
		}
		t.step(StepRelaxation, r.Condition+", "+r.ValidFrom+" to "+r.ValidTo, state)
	}
	if res.Status != Met {
		t.step(StepShortfall, fmt.Sprintf("(%s − %s) × %d / %d, rounded up", res.Threshold, shown, u.Students, m.factor), res.Shortfall.String())
	}
}
