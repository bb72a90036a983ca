package claims

import (
	"math/big"
	"slices"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// builder lists the facts of a county in one year.
type builder struct {
	f          *Facts
	edition    *indicator.Edition
	county     *indicator.County
	evaluation *indicator.Evaluation
	year       int
}

func (b *builder) all() {
	b.counts()
	b.kinds()
	b.resources()
	b.totals()
	b.areas()
	b.items()
	b.figures()
	b.subjects()
	b.flows()
	b.schools()
}

func (b *builder) add(x Fact, value *big.Rat, places int, unit string) {
	x.Year = b.year
	b.f.add(x, value, places, unit)
}

var stageText = map[indicator.Stage]indicator.Text{indicator.Primary: {Zh: "小学", En: "Primary: "}, indicator.Junior: {Zh: "初中", En: "Junior: "}}

func stagedName(s indicator.Stage, zh, en string) indicator.Text {
	return indicator.Text{Zh: stageText[s].Zh + zh, En: stageText[s].En + en}
}

// amounts are a sum over the county's units by stage; a stage that is not fully reported is nil.
type amounts [2]*big.Rat

func (a amounts) total() *big.Rat {
	if a[0] == nil || a[1] == nil {
		return nil
	}
	return new(big.Rat).Add(a[0], a[1])
}

// sum adds figures over the units of each stage.
func (b *builder) sum(of [2]func(*indicator.Figures) []*int) (a amounts) {
	for i, stage := range indicator.Stages {
		total, known := 0, true
		for k := range b.evaluation.Schools {
			for _, u := range b.evaluation.Schools[k].Units {
				if u.Stage != stage {
					continue
				}
				for _, n := range of[i](b.county.Schools[k].Figures) {
					if n == nil {
						known = false
						break
					}
					total += *n
				}
			}
		}
		if known {
			a[i] = rat(total)
		}
	}
	return a
}

// byStage adds a number of each stage and their total.
func (b *builder) byStage(x Fact, a amounts, zh, en, unit string) {
	for i, stage := range indicator.Stages {
		y := x
		y.Stage, y.isPart, y.Name = stage, true, stagedName(stage, zh, en)
		b.add(y, a[i], 0, unit)
	}
	x.Name = indicator.Text{Zh: zh + "合计", En: strings.ToUpper(en[:1]) + en[1:] + ", total"}
	b.add(x, a.total(), 0, unit)
}

func one(p, j func(*indicator.Figures) *int) [2]func(*indicator.Figures) []*int {
	list := func(of func(*indicator.Figures) *int) func(*indicator.Figures) []*int {
		return func(f *indicator.Figures) []*int {
			if f == nil {
				return []*int{nil}
			}
			return []*int{of(f)}
		}
	}
	return [2]func(*indicator.Figures) []*int{list(p), list(j)}
}

type figures = indicator.Figures

func (b *builder) counts() {
	students := b.sum(one(func(f *figures) *int { return f.StudentsPrimary }, func(f *figures) *int { return f.StudentsJunior }))
	teachers := b.sum(one(func(f *figures) *int { return f.TeachersPrimary }, func(f *figures) *int { return f.TeachersJunior }))
	classes := b.sum(one(func(f *figures) *int { return f.ClassesPrimary }, func(f *figures) *int { return f.ClassesJunior }))
	b.byStage(Fact{Key: "students", topic: "students", class: person}, students, "在校学生数", "pupils", "人")
	b.byStage(Fact{Key: "teachers", topic: "teachers", class: person}, teachers, "专任教师数", "full-time teachers", "人")
	b.byStage(Fact{Key: "classes", topic: "classes", class: group}, classes, "班级数", "classes", "个")
	b.ratios("pupilsPerTeacher", "ratio", bare, "师生比（每名教师对应学生数）", "pupils a teacher", students, teachers)
	b.ratios("classSize", "classSize", person, "平均班额", "pupils a class", students, classes)
	var units, passing, failing amounts
	for i := range indicator.Stages {
		k := b.evaluation.StageCounts[i]
		units[i], passing[i], failing[i] = rat(k.Units), rat(k.Passing), rat(k.Units-k.Passing)
	}
	b.byStage(Fact{Key: "units", topic: "units", class: school}, units, "评估单元", "units", "所")
	b.byStage(Fact{Key: "passing", topic: "passing", also: []string{"met"}, class: school}, passing, "综合达标学校数", "units that pass", "所")
	b.byStage(Fact{Key: "failing", topic: "failing", also: []string{"passing", "unmet", "schools"}, need: []string{"unmet|failing|diff"}, class: school}, failing, "未综合达标学校数", "units that do not pass", "所")
	for i, stage := range indicator.Stages {
		x := Fact{Key: "passingShare", Stage: stage, isPart: true, topic: "passing", also: []string{"met"}, class: percent, Name: stagedName(stage, "综合达标率", "share of units that pass")}
		b.add(x, shareOf(passing[i], units[i]), 1, "%")
	}
	b.add(Fact{Key: "passingShare", topic: "passing", class: percent, Name: indicator.Text{Zh: "综合达标率", En: "Share of units that pass"}}, shareOf(passing.total(), units.total()), 1, "%")
}

// ratios add one number divided by another, to one decimal; the ratio of pupils to teachers to two.
func (b *builder) ratios(key, topic string, c class, zh, en string, x, y amounts) {
	for i, stage := range indicator.Stages {
		b.add(Fact{Key: key, Stage: stage, isPart: true, topic: topic, class: c, Name: stagedName(stage, zh, en)}, quotient(x[i], y[i]), 2, "")
	}
	b.add(Fact{Key: key, topic: topic, class: c, Name: indicator.Text{Zh: zh, En: strings.ToUpper(en[:1]) + en[1:]}}, quotient(x.total(), y.total()), 2, "")
}

var kindFacts = []struct {
	kind   indicator.SchoolKind
	topic  string
	stage  indicator.Stage
	zh, en string
}{
	{indicator.KindPrimary, "schools", indicator.Primary, "小学校数", "Primary schools"},
	{indicator.KindJunior, "schools", indicator.Junior, "初级中学校数", "Junior schools"},
	{indicator.KindNineYear, "kindNineYear", "", "九年一贯制学校数", "Nine-year schools"},
	{indicator.KindTwelveYear, "kindTwelveYear", "", "十二年一贯制学校数", "Twelve-year schools"},
	{indicator.KindCompleteSecondary, "kindComplete", "", "完全中学校数", "Complete secondary schools"},
	{indicator.KindTeachingPoint, "kindPoint", "", "教学点数", "Teaching points"},
	{indicator.KindSpecial, "special", "", "特殊教育学校数", "Special schools"},
	{indicator.KindVocational, "kindVocational", "", "职业学校数", "Vocational schools"},
}

// kinds count the schools. The schools of a stage are those of its kind, or all that teach it: both are said.
func (b *builder) kinds() {
	b.add(Fact{Key: "schools", topic: "schools", class: school, Name: indicator.Text{Zh: "学校总数", En: "Schools"}}, rat(b.evaluation.SchoolCount), 0, "所")
	b.add(Fact{Key: "schoolsAssessed", topic: "schools", class: school, Name: indicator.Text{Zh: "参评学校数", En: "Schools assessed"}}, rat(b.evaluation.SchoolCount-b.evaluation.ExcludedCount), 0, "所")
	for _, k := range kindFacts {
		n := 0
		for i := range b.county.Schools {
			if s := b.county.Schools[i].School; s.Kind == k.kind && s.IsOpenIn(b.county.Year) {
				n++
			}
		}
		if k.stage == "" && n == 0 && k.topic == "special" {
			continue // special schools are often not kept here
		}
		b.add(Fact{Key: "schoolsOfKind", topic: k.topic, Stage: k.stage, isPart: k.stage != "", class: school, Name: indicator.Text{Zh: k.zh, En: k.en}}, rat(n), 0, "所")
	}
	for i, stage := range indicator.Stages {
		b.add(Fact{Key: "schoolsOfStage", topic: "schools", Stage: stage, isPart: true, class: school, Name: stagedName(stage, "学段学校数", "schools that teach the stage")}, rat(b.evaluation.StageCounts[i].Units), 0, "所")
	}
}

var areaText = map[indicator.Area]indicator.Text{
	indicator.Resources: {Zh: "资源配置", En: "Resources"}, indicator.Government: {Zh: "政府保障程度", En: "Government support"},
	indicator.Quality: {Zh: "教育质量", En: "Quality"}, indicator.Recognition: {Zh: "社会认可度", En: "Recognition"},
}

// areas count the indicators of each area and of all.
func (b *builder) areas() {
	var all indicator.AreaResult
	for _, a := range b.evaluation.Areas {
		b.area(a, a.Area, areaText[a.Area])
		all.Total, all.MetCount, all.UnmetCount, all.PendingCount = all.Total+a.Total, all.MetCount+a.MetCount, all.UnmetCount+a.UnmetCount, all.PendingCount+a.PendingCount
	}
	b.area(all, "", indicator.Text{Zh: "全部", En: "All"})
}

func (b *builder) area(a indicator.AreaResult, area indicator.Area, name indicator.Text) {
	for _, x := range []struct {
		key, topic, zh, en string
		n                  int
	}{
		{"indicatorCount", "indicators", "指标数", "indicators", a.Total},
		{"metCount", "met", "达标指标数", "indicators met", a.MetCount},
		{"unmetCount", "unmet", "未达标指标数", "indicators not met", a.UnmetCount},
		{"pendingCount", "pending", "待核指标数", "indicators pending", a.PendingCount},
	} {
		b.add(Fact{Key: x.key, topic: x.topic, area: area, class: item, Name: indicator.Text{Zh: name.Zh + x.zh, En: name.En + ": " + x.en}}, rat(x.n), 0, "项")
	}
}

// subjects are the results of the national monitoring.
func (b *builder) subjects() {
	n, reached := 0, 0
	for _, a := range b.county.Attestations {
		if a.Indicator != "Q9" || a.Subject == "" {
			continue
		}
		n++
		if a.Met {
			reached++
		}
		base := Fact{Indicator: "Q9", topic: "Q9", also: []string{"subject"}, subject: a.Subject}
		if a.DifferenceRate != nil {
			x := base
			x.Key, x.Name, x.class = "Q9.difference", indicator.Text{Zh: a.Subject + "校际差异率", En: "Difference rate, " + a.Subject}, bare
			b.add(x, a.DifferenceRate.Rat(), 4, "")
			last := &b.f.list[len(b.f.list)-1]
			last.Display = a.DifferenceRate.String()
			x.class = percent
			b.add(x, new(big.Rat).Mul(a.DifferenceRate.Rat(), hundred), 1, "%")
		}
		if a.StandardLevel != nil {
			x := base
			x.Key, x.Name, x.class = "Q9.level", indicator.Text{Zh: a.Subject + "学业水平等级", En: "Level, " + a.Subject}, level
			b.add(x, rat(*a.StandardLevel), 0, "级")
		}
	}
	if n > 0 {
		b.add(Fact{Key: "Q9.subjects", Indicator: "Q9", topic: "Q9", class: counted, Name: indicator.Text{Zh: "监测科目数", En: "Subjects monitored"}}, rat(n), 0, "个")
		b.add(Fact{Key: "Q9.reached", Indicator: "Q9", topic: "Q9", also: []string{"met"}, need: []string{"met|Q9"}, class: counted, Name: indicator.Text{Zh: "达标科目数", En: "Subjects that reach the level"}}, rat(reached), 0, "个")
	}
}

// schools are the figures and values of every school.
func (b *builder) schools() {
	for k := range b.evaluation.Schools {
		s, record := &b.evaluation.Schools[k], &b.county.Schools[k]
		if record.Figures == nil {
			continue
		}
		kind, name := record.School.Kind, record.School.Name
		for _, x := range []struct {
			key, zh, en, unit string
			class             class
			of                func(indicator.SchoolKind) (int, []string)
		}{
			{"students", "学生数", "pupils", "人", person, record.Figures.Students},
			{"teachers", "专任教师数", "full-time teachers", "人", person, record.Figures.Teachers},
			{"classes", "班级数", "classes", "个", group, record.Figures.Classes},
		} {
			if n, missing := x.of(kind); len(missing) == 0 {
				b.add(Fact{Key: x.key, School: s.School, topic: x.key, class: x.class, Name: indicator.Text{Zh: name + x.zh, En: name + ": " + x.en}}, rat(n), 0, x.unit)
			}
		}
		for i := range s.Units {
			b.unit(s.School, name, &s.Units[i], len(s.Units) > 1)
		}
	}
}

func (b *builder) unit(code, name string, u *indicator.Unit, isOneOfTwo bool) {
	for i, r := range u.Results {
		ind, ok := b.edition.Indicator(indicator.ResourceCodes[i])
		if !ok || r.Value.Den == 0 {
			continue
		}
		x := Fact{Key: ind.Code + ".value", Indicator: ind.Code, School: code, topic: ind.Code, class: resourceClasses[i]}
		x.Name = indicator.Text{Zh: name + ind.Name.Zh, En: name + ": " + ind.Name.En}
		if isOneOfTwo {
			x.Stage, x.isPart = u.Stage, true
		}
		b.add(x, r.Value.Rat(), 2, ind.Unit)
	}
	met := Fact{Key: "unitMetCount", School: code, Stage: u.Stage, isPart: isOneOfTwo, topic: "met", class: item, Name: indicator.Text{Zh: name + "达标项数", En: name + ": indicators met"}}
	b.add(met, rat(u.MetCount), 0, "项")
}

// itemCounts splits "45/46".
func itemCounts(display string) (met, all int, ok bool) {
	at := slices.Index([]byte(display), '/')
	if at < 0 {
		return 0, 0, false
	}
	met, err := strconv.Atoi(display[:at])
	if err != nil {
		return 0, 0, false
	}
	all, err = strconv.Atoi(display[at+1:])
	return met, all, err == nil
}
