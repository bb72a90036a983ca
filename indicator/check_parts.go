package indicator

import (
	"slices"
	"strings"
)

// stages finds figures of a stage that schools of this kind do not teach.
func (c *figureCheck) stages() {
	kind := c.school.Kind
	if len(kind.Stages()) == 0 {
		return // not assessed: it may report as it likes
	}
	for _, s := range []Stage{Primary, Junior, Senior} {
		if slices.Contains(kind.Stages(), s) || s == Senior && kind.HasSenior() {
			continue
		}
		for _, key := range figureKeys {
			ofStage := strings.HasSuffix(key, suffix(s)) || s == Junior && slices.Contains(retentionKeys, key)
			if n := c.now[key]; ofStage && n > 0 {
				c.contradict("STAGE_NOT_TAUGHT", []string{key}, "value", n.String(), "stage", string(s), "kind", string(kind))
			}
		}
	}
}

var retentionKeys = []string{"graduates", "entrants", "transferredIn", "transferredOut", "deaths"}

var (
	degreeStems = []string{"juniorCollegeTeachers", "bachelorTeachers", "masterTeachers", "doctorTeachers"}
	artsStems   = []string{"peTeachers", "musicTeachers", "artTeachers", "artsTeachers"}
)

// parts finds parts that are more than their whole.
func (c *figureCheck) parts() {
	var teachers []string
	for _, s := range c.school.Kind.Stages() {
		whole := withStage(s, "teachers")
		c.part(withStage(s, degreeStems...), whole)
		c.part(withStage(s, "backbone"), whole)
		c.part(withStage(s, artsStems...), whole)
		c.part(withStage(s, "catchmentStudents"), withStage(s, "students"))
		teachers = append(teachers, whole...)
	}
	if len(teachers) == 0 {
		return
	}
	students := c.studentKeys()
	c.part([]string{"migrantStudents"}, students)
	c.part([]string{"certifiedTeachers"}, teachers)
	c.part([]string{"trainedTeachers"}, teachers)
	c.part([]string{"indoorSportsArea"}, []string{"teachingArea"})
	c.part([]string{"graduates"}, []string{"entrants", "transferredIn"})
	c.part([]string{"deaths"}, []string{"entrants"})
	if c.school.Kind.HasSenior() {
		students = append(students, "studentsSenior")
	}
	c.part([]string{"boarders"}, students)
}

// part compares what is reported of the parts with the whole, if all of the whole is reported.
func (c *figureCheck) part(parts, wholes []string) {
	part, _ := c.now.sum(parts...)
	whole, complete := c.now.sum(wholes...)
	if !complete || part <= max(whole, 0) {
		return
	}
	parts = slices.DeleteFunc(slices.Clone(parts), func(key string) bool { return c.now[key] <= 0 })
	c.contradict("PART_ABOVE_WHOLE", append(c.now.largest(parts), wholes...), "part", part.String(), "partKey", strings.Join(parts, ","),
		"whole", whole.String(), "wholeKey", strings.Join(wholes, ","))
}

// classBands are the size bands of classes by their stems, with the pupils that a class of the band has.
var classBands = []struct {
	stem     string
	min, max Decimal
}{
	{"classesUpTo25", 1, 25},
	{"classes26To30", 26, 30},
	{"classes31To35", 31, 35},
	{"classes36To40", 36, 40},
	{"classes41To45", 41, 45},
	{"classes46To50", 46, 50},
	{"classes51To55", 51, 55},
	{"classes56To60", 56, 60},
	{"classes61To65", 61, 65},
	{"classesFrom66", 66, 120},
}

// bands finds size bands that do not sum to the classes, or cannot hold the pupils.
func (c *figureCheck) bands() {
	for _, s := range c.school.Kind.Stages() {
		var keys []string
		var low, high Decimal
		for _, b := range classBands {
			key := b.stem + suffix(s)
			keys = append(keys, key)
			low += c.now[key] * b.min
			high += c.now[key] * b.max
		}
		total, complete := c.now.sum(keys...)
		classes, hasClasses := c.now["classes"+suffix(s)]
		students, hasStudents := c.now["students"+suffix(s)]
		switch {
		case hasClasses && (total > classes || complete && total != classes):
			keys = append(withStage(s, "classes"), c.now.largest(keys)...)
			c.contradict("BANDS_NOT_CLASSES", keys, "bands", total.String(), "classes", classes.String(), "classesKey", keys[0])
		case hasStudents && hasClasses && total == classes && total > 0 && (students < low || students > high):
			c.warn("BANDS_NOT_STUDENTS", append(withStage(s, "students"), keys...), "students", students.String(),
				"low", low.String(), "high", high.String())
		}
	}
}
