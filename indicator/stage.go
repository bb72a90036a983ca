package indicator

// stageFigures are the figures of one stage, which the dictionary keeps under keys ending in Primary or Junior.
type stageFigures struct {
	students, catchment, classes, teachers *int
	bands                                  [10]*int // classes by size band
}

// bandEnds are the upper ends of the size bands; the last band is open.
var bandEnds = [10]int{25, 30, 35, 40, 45, 50, 55, 60, 65, MaxCount}

// bandAbove is the index of the first band whose classes are all larger than limit; -1 where limit is no band's end.
func bandAbove(limit int) int {
	for i, end := range bandEnds[:9] {
		if end == limit {
			return i + 1
		}
	}
	return -1
}

func (f *Figures) stage(s Stage) stageFigures {
	if s == Junior {
		return stageFigures{f.StudentsJunior, f.CatchmentStudentsJunior, f.ClassesJunior, f.TeachersJunior, [10]*int{
			f.ClassesUpTo25Junior, f.Classes26To30Junior, f.Classes31To35Junior, f.Classes36To40Junior, f.Classes41To45Junior,
			f.Classes46To50Junior, f.Classes51To55Junior, f.Classes56To60Junior, f.Classes61To65Junior, f.ClassesFrom66Junior,
		}}
	}
	return stageFigures{f.StudentsPrimary, f.CatchmentStudentsPrimary, f.ClassesPrimary, f.TeachersPrimary, [10]*int{
		f.ClassesUpTo25Primary, f.Classes26To30Primary, f.Classes31To35Primary, f.Classes36To40Primary, f.Classes41To45Primary,
		f.Classes46To50Primary, f.Classes51To55Primary, f.Classes56To60Primary, f.Classes61To65Primary, f.ClassesFrom66Primary,
	}}
}

// stageKeys are the dictionary keys of the size bands, without the stage.
var bandKeys = [10]string{
	"classesUpTo25", "classes26To30", "classes31To35", "classes36To40", "classes41To45",
	"classes46To50", "classes51To55", "classes56To60", "classes61To65", "classesFrom66",
}

// stageKey is the dictionary key of a stage's figure: students + Junior.
func stageKey(base string, s Stage) string {
	switch s {
	case Junior:
		return base + "Junior"
	case Senior:
		return base + "Senior"
	}
	return base + "Primary"
}

// sumOver adds a figure over the compulsory stages of a kind of school; missing lists keys that are not reported.
func (f *Figures) sumOver(kind SchoolKind, base string, field func(stageFigures) *int) (sum int, missing []string) {
	for _, s := range kind.Stages() {
		if n := field(f.stage(s)); n != nil {
			sum += *n
		} else {
			missing = append(missing, stageKey(base, s))
		}
	}
	return sum, missing
}

// Students are the pupils of grades 1-9 of a school; missing lists the keys that are not reported.
func (f *Figures) Students(kind SchoolKind) (sum int, missing []string) {
	return f.sumOver(kind, "students", func(s stageFigures) *int { return s.students })
}

// Teachers are the full-time teachers of the compulsory stages of a school; missing lists the keys that are not reported.
func (f *Figures) Teachers(kind SchoolKind) (sum int, missing []string) {
	return f.sumOver(kind, "teachers", func(s stageFigures) *int { return s.teachers })
}

// Classes are the classes of grades 1-9 of a school; missing lists the keys that are not reported.
func (f *Figures) Classes(kind SchoolKind) (sum int, missing []string) {
	return f.sumOver(kind, "classes", func(s stageFigures) *int { return s.classes })
}
