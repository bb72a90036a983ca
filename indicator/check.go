package indicator

import (
	"maps"
	"math/big"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// Severity tells whether a finding forbids storing a figure or only asks somebody to look.
type Severity string

// The severities.
const (
	SeverityError   Severity = "ERROR"   // no such figure can exist: below zero or beyond what a figure can be
	SeverityWarning Severity = "WARNING" // odd, or contradicting another figure: stored, shown, looked at
)

// Finding is something odd about reported figures.
type Finding struct {
	Code            string   // SCREAMING_SNAKE
	Keys            []string // of the figures concerned, the one to look at first in front
	Severity        Severity
	IsContradiction bool              // the figures cannot be true together: what needs them is not computable
	Params          map[string]string // numbers for the message; names ending in Key hold keys joined by commas
}

// CheckFigures looks for what cannot be or is unlikely in a school's figures of one year. previous are the figures of the
// year before, nil when they are not known. Figures that are not reported are never a finding. Nothing that it finds but
// an ERROR stops an evaluation: the engine itself refuses to compute with contradicting figures.
func CheckFigures(school School, year int, f Figures, previous *Figures) []Finding {
	c := figureCheck{school: school, year: year, now: reportedFigures(&f)}
	c.bounds()
	c.stages()
	c.parts()
	c.bands()
	c.classSizes()
	c.nothing()
	c.money()
	if previous != nil {
		c.changes(reportedFigures(previous))
	}
	if school.BuiltYear != nil && *school.BuiltYear > year {
		c.warn("BUILT_AFTER_YEAR", []string{"builtYear"}, "built", strconv.Itoa(*school.BuiltYear), "year", strconv.Itoa(year))
	}
	return c.findings
}

// reported are figures by their keys; a key that is not there was not reported.
type reported map[string]Decimal

// Figure is one figure by its key of the data dictionary; nil when not reported, or no figure of a school.
func (f *Figures) Figure(key string) *Decimal {
	if d, ok := reportedFigures(f)[key]; ok {
		return &d
	}
	return nil
}

func reportedFigures(f *Figures) reported { return reportedFields(reflect.ValueOf(f).Elem()) }

func reportedFields(v reflect.Value) reported {
	r := make(reported, v.NumField())
	for i := range v.NumField() {
		if v.Field(i).Kind() != reflect.Pointer || v.Field(i).IsNil() {
			continue
		}
		name := v.Type().Field(i).Name
		key := strings.ToLower(name[:1]) + name[1:]
		switch p := v.Field(i).Interface().(type) {
		case *int:
			r[key] = Decimal(*p) * DecimalScale
		case *Decimal:
			r[key] = *p
		}
	}
	return r
}

// sum adds the reported figures of the keys; complete tells whether all are.
func (r reported) sum(keys ...string) (total Decimal, complete bool) {
	complete = true
	for _, key := range keys {
		n, ok := r[key]
		total, complete = total+n, complete && ok
	}
	return total, complete
}

// largest puts the key with the largest figure in front: the one to look at first.
func (r reported) largest(keys []string) []string {
	first := 0
	for i, key := range keys {
		if r[key] > r[keys[first]] {
			first = i
		}
	}
	return append([]string{keys[first]}, slices.Delete(slices.Clone(keys), first, first+1)...)
}

type figureCheck struct {
	school   School
	year     int
	now      reported
	findings []Finding
}

func (c *figureCheck) add(code string, severity Severity, contradiction bool, keys []string, params ...string) {
	p := make(map[string]string, len(params)/2)
	for i := 0; i+1 < len(params); i += 2 {
		p[params[i]] = params[i+1]
	}
	c.findings = append(c.findings, Finding{code, keys, severity, contradiction, p})
}

func (c *figureCheck) warn(code string, keys []string, params ...string) {
	c.add(code, SeverityWarning, false, keys, params...)
}

func (c *figureCheck) contradict(code string, keys []string, params ...string) {
	c.add(code, SeverityWarning, true, keys, params...)
}

// bounds holds for every way in; a workbook's reader has refused such cells before.
func (c *figureCheck) bounds() {
	for _, key := range slices.Sorted(maps.Keys(c.now)) {
		n := c.now[key]
		limit := MaxDecimal
		if !decimalFigures[key] {
			limit = MaxCount * DecimalScale
		}
		if n < 0 {
			c.add("NEGATIVE", SeverityError, false, []string{key}, "value", n.String())
		} else if n > limit {
			c.add("OUT_OF_RANGE", SeverityError, false, []string{key}, "min", "0", "max", limit.String())
		}
	}
}

var decimalFigures = func() map[string]bool {
	keys := map[string]bool{}
	for _, t := range []reflect.Type{reflect.TypeFor[Figures](), reflect.TypeFor[CountyFigures](), reflect.TypeFor[FundingYear]()} {
		for field := range t.Fields() {
			if field.Type == reflect.TypeFor[*Decimal]() || field.Type == reflect.TypeFor[Decimal]() {
				keys[strings.ToLower(field.Name[:1])+field.Name[1:]] = true
			}
		}
	}
	return keys
}()

func suffix(s Stage) string {
	switch s {
	case Primary:
		return "Primary"
	case Junior:
		return "Junior"
	}
	return "Senior"
}

// withStage completes the keys with the stage: students, classes -> studentsJunior, classesJunior.
func withStage(s Stage, stems ...string) []string {
	keys := make([]string, len(stems))
	for i, stem := range stems {
		keys[i] = stem + suffix(s)
	}
	return keys
}

// studentKeys are the keys of the pupils of grades 1-9 at a school.
func (c *figureCheck) studentKeys() (keys []string) {
	for _, s := range c.school.Kind.Stages() {
		keys = append(keys, "students"+suffix(s))
	}
	return keys
}

// changePercent is the change from one figure to another, rounded to whole percents.
func changePercent(from, to Decimal) string {
	x := big.NewRat(int64(to-from), int64(from))
	return x.Mul(x, big.NewRat(100, 1)).FloatString(0)
}
