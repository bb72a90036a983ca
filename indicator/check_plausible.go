package indicator

import (
	"reflect"
	"strconv"
	"strings"
)

// figureKeys are the keys of all figures in the order of the dictionary.
var figureKeys = func() (keys []string) {
	for field := range reflect.TypeFor[Figures]().Fields() {
		keys = append(keys, strings.ToLower(field.Name[:1])+field.Name[1:])
	}
	return keys
}()

// classCaps are the largest classes that the rules allow; they only serve to tell plausible figures from odd ones.
var classCaps = map[Stage]int64{Primary: 45, Junior: 50}

// classSizes finds classes that the pupils cannot fill or do not fit in: on average above six fifths of the cap, or,
// in schools of 100 pupils and more, below a fifth of it.
func (c *figureCheck) classSizes() {
	for _, s := range c.school.Kind.Stages() {
		students, ok := c.now["students"+suffix(s)]
		classes, hasClasses := c.now["classes"+suffix(s)]
		if !ok || !hasClasses || students == 0 {
			continue
		}
		room := classes * Decimal(classCaps[s])
		if 5*students > 6*room || students >= 100*DecimalScale && 5*students < room {
			c.warn("CLASSES_NOT_STUDENTS", withStage(s, "classes", "students"), "classes", classes.String(),
				"students", students.String(), "cap", strconv.FormatInt(classCaps[s], 10))
		}
	}
}

// nothing finds zeros in schools with pupils.
func (c *figureCheck) nothing() {
	students, _ := c.now.sum(c.studentKeys()...)
	if students == 0 {
		return
	}
	if n, ok := c.now["equipmentValue"]; ok && n == 0 {
		c.warn("ZERO_EQUIPMENT", []string{"equipmentValue"}, "students", students.String())
	}
	for _, s := range c.school.Kind.Stages() {
		if n, ok := c.now["teachers"+suffix(s)]; ok && n == 0 && c.now["students"+suffix(s)] > 0 {
			c.warn("ZERO_TEACHERS", withStage(s, "teachers", "students"), "students", c.now["students"+suffix(s)].String())
		}
	}
}

// wanFigures are figures in 10,000 yuan with the most that one pupil can plausibly stand for, in 10,000 yuan:
// beyond it, yuan was typed.
var wanFigures = []struct {
	key  string
	most int64
}{{"equipmentValue", 50}, {"operatingBudget", 20}, {"operatingFinal", 20}, {"trainingBudget", 5}}

// money finds training above operating money, and yuan where 10,000 yuan is asked.
func (c *figureCheck) money() {
	training, ok := c.now["trainingBudget"]
	operating, hasOperating := c.now["operatingBudget"]
	if ok && hasOperating && training > operating {
		c.warn("TRAINING_ABOVE_OPERATING", []string{"trainingBudget", "operatingBudget"}, "training", training.String(), "operating", operating.String())
	}
	students, complete := c.now.sum(c.studentKeys()...)
	if !complete || students <= 0 {
		return
	}
	students += c.now["studentsSenior"]
	for _, w := range wanFigures {
		if n := c.now[w.key]; n/Decimal(w.most) > students {
			c.warn("YUAN_FOR_WAN", []string{w.key}, "value", n.String(), "students", students.String())
		}
	}
}

// steadyKeys are figures that rarely change by more than a fifth from one year to the next.
var steadyKeys = []string{
	"studentsPrimary", "studentsJunior", "studentsSenior", "classesPrimary", "classesJunior", "teachersPrimary", "teachersJunior",
	"teachingArea", "indoorSportsArea", "sportsGroundArea", "equipmentValue", "multimediaRooms", "operatingBudget",
	"operatingFinal", "trainingBudget", "graduates", "entrants",
}

// changes compares with the year before.
func (c *figureCheck) changes(before reported) {
	for _, key := range steadyKeys {
		was, known := before[key]
		is, ok := c.now[key]
		if known && ok {
			c.change(key, was, is)
		}
	}
}

func (c *figureCheck) change(key string, was, is Decimal) {
	if was <= 0 || is < 0 {
		return
	}
	values := []string{"previous", was.String(), "value", is.String(), "percent", changePercent(was, is)}
	switch {
	case decimalFigures[key] && (is/1000 > was || is > 0 && was/1000 > is):
		c.dropCode("YUAN_FOR_WAN", key) // this says it better
		c.warn("FACTOR_10000", []string{key}, values...)
	case 5*is > 6*was || 5*is < 4*was:
		c.warn("CHANGED_OVER_20_PERCENT", []string{key}, values...)
	}
}

func (c *figureCheck) dropCode(code, key string) {
	for i, f := range c.findings {
		if f.Code == code && f.Keys[0] == key {
			c.findings = append(c.findings[:i], c.findings[i+1:]...)
			return
		}
	}
}
