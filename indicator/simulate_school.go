package indicator

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// set writes one figure by its key; pointers are replaced, never written through. Counts are whole, none is negative.
func (f *Figures) set(key string, value *Decimal) error {
	if key == "" {
		return refused(ChangeUnknownFigure, "key", "a figure needs its key", "key", key)
	}
	field := reflect.ValueOf(f).Elem().FieldByName(strings.ToUpper(key[:1]) + key[1:])
	if !field.IsValid() || strings.ToUpper(key[:1]) == key[:1] {
		return refused(ChangeUnknownFigure, "key", fmt.Sprintf("%q is no figure of a school", key), "key", key)
	}
	if value == nil {
		field.SetZero()
		return nil
	}
	if *value < 0 || *value > MaxDecimal {
		return refused(ChangeOutOfRange, "value", fmt.Sprintf("%s: %s is out of range", key, value), "key", key)
	}
	if field.Type() == reflect.TypeFor[*Decimal]() {
		d := *value
		field.Set(reflect.ValueOf(&d))
		return nil
	}
	if *value%DecimalScale != 0 || *value/DecimalScale > MaxCount {
		return refused(ChangeNotACount, "value", fmt.Sprintf("%s: %s is no count", key, value), "key", key)
	}
	n := int(*value / DecimalScale)
	field.Set(reflect.ValueOf(&n))
	return nil
}

// moveKeys are the figures in which the teachers of an indicator are counted, in the order in which they go.
var moveKeys = map[string][]string{
	"R1": {"bachelorTeachers", "masterTeachers", "doctorTeachers", "juniorCollegeTeachers"},
	"R2": {"backbone"},
	"R3": {"peTeachers", "musicTeachers", "artTeachers", "artsTeachers"},
}

// moveTeachers takes people of an indicator from one school to another. Each leaves the full-time teachers too, and those
// with a certificate and with full training as far as there are any. A move counts in the one indicator it names: the
// degree of a music teacher who moves is another change.
func moveTeachers(from, to *SchoolRecord, change Change) error {
	stage, err := sharedStage(from.School.Kind, to.School.Kind, change.Stage)
	if err != nil {
		return err
	}
	keys, ok := moveKeys[change.Indicator]
	if !ok || change.Count <= 0 {
		part := "count"
		if !ok {
			part = "indicator"
		}
		return refused(ChangeNobodyMoves, part, fmt.Sprintf("one or more teachers of R1, R2 or R3 can move, not %d of %q", change.Count, change.Indicator))
	}
	if change.Indicator == "R1" && stage == Junior {
		keys = keys[:3] // 专科 is the degree required there, not above it
	}
	left := Decimal(change.Count) * DecimalScale
	for _, key := range keys {
		moved, err := transfer(from.Figures, to.Figures, stageKey(key, stage), left)
		if err != nil {
			return err
		}
		left -= moved
	}
	if left > 0 {
		has := (Decimal(change.Count)*DecimalScale - left).String()
		return refused(ChangeTooFewTeachers, "count", "school "+from.School.Code+" has only "+has+" such teachers", "code", from.School.Code, "count", has)
	}
	for _, key := range [...]string{stageKey("teachers", stage), "certifiedTeachers", "trainedTeachers"} {
		if _, err := transfer(from.Figures, to.Figures, key, Decimal(change.Count)*DecimalScale); err != nil {
			return err
		}
	}
	return nil
}

// transfer moves up to most of a count; one that either school has not reported stays unknown, and nothing moves.
func transfer(from, to *Figures, key string, most Decimal) (Decimal, error) {
	has, there := reportedFigures(from), reportedFigures(to)
	n, known := has[key]
	m, knownThere := there[key]
	if !known || !knownThere {
		return 0, nil
	}
	moved := min(n, most)
	rest, sum := n-moved, m+moved
	if err := from.set(key, &rest); err != nil {
		return 0, err
	}
	return moved, to.set(key, &sum)
}

func sharedStage(a, b SchoolKind, asked Stage) (Stage, error) {
	var shared []Stage
	for _, s := range a.Stages() {
		if slices.Contains(b.Stages(), s) && (asked == "" || asked == s) {
			shared = append(shared, s)
		}
	}
	if len(shared) != 1 {
		return "", refused(ChangeStageUnclear, "stage", "name one stage that both schools teach")
	}
	return shared[0], nil
}

// takePupils adds a closing school's pupils to another, stage by stage.
func takePupils(to, from *SchoolRecord) error {
	pupils, there := reportedFigures(from.Figures), reportedFigures(to.Figures)
	for _, stage := range from.School.Kind.Stages() {
		key := stageKey("students", stage)
		n := pupils[key]
		if n == 0 {
			continue
		}
		if !slices.Contains(to.School.Kind.Stages(), stage) {
			text := "school " + to.School.Code + " does not teach the stage of the pupils of " + from.School.Code
			return refused(ChangeStageNotTaught, "into", text, "code", to.School.Code, "from", from.School.Code)
		}
		m, known := there[key]
		if !known {
			continue // unknown and some more is unknown
		}
		if n += m; to.Figures.set(key, &n) != nil {
			return refused(ChangeTooManyPupils, "into", to.School.Code+": too many pupils", "code", to.School.Code)
		}
	}
	return nil
}
