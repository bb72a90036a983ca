package report

import (
	"fmt"
	"slices"

	"github.com/junheng/junheng/indicator"
)

// tableBasics names table Ⅰ among the gaps.
const tableBasics = "Ⅰ"

// basics writes table Ⅰ: the county, its money, schools, classes, pupils and teachers.
func (f *formFile) basics() {
	p := f.papers
	t := f.tab(sheetBasics, "表Ⅰ　县域义务教育基本情况", false, 42, 9, 20, 34)
	t.head(22, "项目", "单位", "数据", "说明")
	t.line("县（市、区）", "", words(p.Evaluation.Region.Name), p.Evaluation.Region.Code)
	t.line("学年度", "", words(fmt.Sprintf("%d—%d", p.Evaluation.Year, p.Evaluation.Year+1)), "9 月 1 日在册；经费按财政年度")
	t.line("评估标准", "", words(p.Edition.Code), p.Edition.Name.Zh)
	t.line("常住人口", "人", t.count(tableBasics, "常住人口", p.figures().Residents), "")
	f.money(t)
	f.schools(t)
	f.classesAndPupils(t)
	t.line("教职工总数", "人", t.missing(tableBasics, "教职工总数", notCollected), "")
}

func (t *tab) line(item, unit string, value cell, note string) {
	t.put(words(item), centered(unit), value, words(note))
}

// money writes the fiscal years known, the school year's own and the two before it.
func (f *formFile) money(t *tab) {
	for _, m := range f.papers.fundingYears() {
		year := fmt.Sprintf("%d 年", m.year)
		for _, x := range [...]struct {
			item, unit string
			value      *indicator.Decimal
		}{
			{year + "财政经常性收入", "万元", m.of(func(y *indicator.FundingYear) *indicator.Decimal { return y.RecurrentRevenue })},
			{year + "一般公共预算教育经费", "万元", m.of(func(y *indicator.FundingYear) *indicator.Decimal { return &y.GeneralBudgetSpend })},
			{year + "生均公用经费基准定额（小学）", "元", m.of(func(y *indicator.FundingYear) *indicator.Decimal { return &y.OperatingQuotaPrimary })},
			{year + "生均公用经费基准定额（初中）", "元", m.of(func(y *indicator.FundingYear) *indicator.Decimal { return &y.OperatingQuotaJunior })},
		} {
			t.line(x.item, x.unit, t.amount(tableBasics, x.item, x.value), "")
		}
	}
}

// amount is a reported decimal as it was reported; empty and listed where it is not known.
func (t *tab) amount(table, item string, d *indicator.Decimal) cell {
	if d == nil {
		return t.missing(table, item, notReported)
	}
	return cell{d.Float(), lookPlaces}
}

// schools writes the numbers of schools by kind, and those that are not assessed.
func (f *formFile) schools(t *tab) {
	p := f.papers
	t.line("学校总数", "所", counted(p.Evaluation.SchoolCount), "含不参评学校")
	for _, k := range kinds {
		all := p.schoolsOf(k.code)
		t.line("　"+k.name, "所", counted(len(all)), "")
		if k.code == indicator.KindTeachingPoint {
			assessed := slices.DeleteFunc(slices.Clone(all), func(i int) bool { return len(p.Evaluation.Schools[i].Units) == 0 })
			t.line(fmt.Sprintf("　　其中：%d 人及以上教学点", p.Edition.MinimumTeachingPoint), "所", counted(len(assessed)), "")
		}
	}
	t.line("不参评学校", "所", counted(p.Evaluation.ExcludedCount), fmt.Sprintf("不足 %d 人的教学点、特殊教育和职业学校", p.Edition.MinimumTeachingPoint))
	for i, stage := range indicator.Stages {
		t.line("参评学校（"+stageWords[stage]+"学段）", "所", counted(p.Evaluation.StageCounts[i].Units), "一贯制学校两个学段分别参评")
	}
}

// schoolsOf are the positions of the schools of a kind that are open in the year.
func (p *Papers) schoolsOf(code indicator.SchoolKind) []int {
	var found []int
	for i := range p.County.Schools {
		if s := p.County.Schools[i].School; s.Kind == code && s.IsOpenIn(p.County.Year) {
			found = append(found, i)
		}
	}
	return found
}

// stageFigure is a figure that every stage has.
type stageFigure struct {
	item, unit string
	of         [2]func(*indicator.Figures) *int
}

var stageFigures = [...]stageFigure{
	{"班级数", "个", [2]func(*indicator.Figures) *int{
		func(f *indicator.Figures) *int { return f.ClassesPrimary }, func(f *indicator.Figures) *int { return f.ClassesJunior },
	}},
	{"在校学生数", "人", [2]func(*indicator.Figures) *int{
		func(f *indicator.Figures) *int { return f.StudentsPrimary }, func(f *indicator.Figures) *int { return f.StudentsJunior },
	}},
	{"专任教师数", "人", [2]func(*indicator.Figures) *int{
		func(f *indicator.Figures) *int { return f.TeachersPrimary }, func(f *indicator.Figures) *int { return f.TeachersJunior },
	}},
}

func (f *formFile) classesAndPupils(t *tab) {
	for _, x := range stageFigures {
		total, known := 0, true
		for i, stage := range indicator.Stages {
			item := stageWords[stage] + x.item
			n, ok := f.papers.sumUnits(stage, x.of[i])
			total, known = total+n, known && ok
			t.line(item, x.unit, t.known(item, n, ok), "参评学校")
		}
		t.line(x.item+"合计", x.unit, t.known(x.item+"合计", total, known), "参评学校")
	}
}

func (t *tab) known(item string, n int, ok bool) cell {
	if !ok {
		return t.missing(tableBasics, item, notByAll)
	}
	return counted(n)
}
