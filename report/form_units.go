package report

import (
	"fmt"
	"math/big"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// unitCounts writes table Ⅱ-1: by stage how many units reach each of the seven, and how many pass.
func (f *formFile) unitCounts() {
	p := f.papers
	t := f.tab(sheetCounts, "表Ⅱ-1　资源配置指标达标校数", false, 50, 12, 12, 12, 12)
	t.head(22, "指标", "小学", "", "初中", "")
	t.join(t.row-1, 2, 3)
	t.join(t.row-1, 4, 5)
	t.head(22, "", "达标校数", "占比", "达标校数", "占比")
	t.do(t.file.MergeCell(t.name, "A2", "A3"))
	row := func(title string, of func(*indicator.StageCount) int) {
		cells := []cell{words(title)}
		for i := range indicator.Stages {
			k := &p.Evaluation.StageCounts[i]
			cells = append(cells, counted(of(k)), centered(share(of(k), k.Units)))
		}
		t.put(cells...)
	}
	for i, title := range resourceTitles {
		row(circled[i]+" "+title, func(k *indicator.StageCount) int { return k.MetCounts[i] })
	}
	rule := p.Edition.UnitRule
	row(fmt.Sprintf("综合达标（至少 %d 项达标，其余不低于标准的 %s）", rule.MinimumMet, percent(rule.Near)), func(k *indicator.StageCount) int { return k.Passing })
	t.span(fmt.Sprintf("参评校数：小学 %d 所，初中 %d 所。", p.Evaluation.StageCounts[0].Units, p.Evaluation.StageCounts[1].Units), lookNote, 18)
}

// unitList writes table Ⅱ-2: every unit with its seven values.
func (f *formFile) unitList() {
	t := f.tab(sheetUnits, "表Ⅱ-2　各校资源配置情况", true, 6, 13, 26, 8, 15, 7, 8, 8, 8, 9, 9, 9, 9, 9, 10, 9, 10, 32)
	titles := []string{"序号", "学校标识码", "学校名称", "举办者", "办学类型", "学段", "学生数", "年级数", "班级数"}
	for i, title := range resourceTitles {
		titles = append(titles, circled[i]+title)
	}
	first := t.row
	t.head(98, append(titles, "是否达标", "备注")...)
	t.repeat(first)
	n := 0
	for i, stage := range indicator.Stages {
		for _, r := range f.papers.units(stage) {
			n++
			t.unit(n, stageFigures[0].of[i], r)
		}
	}
	near := percent(t.papers.Edition.UnitRule.Near)
	t.span("备注列：①—⑦ 为各项指标序号；“达"+near+"”指未达标但不低于标准的 "+near+"；“放宽”指按放宽条款达标。", lookNote, 18)
}

func (t *tab) unit(n int, classes func(*indicator.Figures) *int, r unitRow) {
	const table = "Ⅱ-2"
	s := r.school.School
	label := s.Name + "（" + stageWords[r.unit.Stage] + "）"
	students := counted(r.unit.Students)
	if r.unit.Students == 0 && !hasStudents(r) {
		students = t.missing(table, label+"：学生数", notReported)
	}
	cells := []cell{
		counted(n), centered(s.Code), words(s.Name), centered(organizer(s)), centered(kindName(s.Kind)), centered(stageWords[r.unit.Stage]),
		students, t.missing(table, "年级数（全部学校）", notCollected), t.count(table, label+"：班级数", readFigure(r.school, classes)),
	}
	for i, res := range r.unit.Results {
		c := number(res.Value.Display(2), lookPlaces)
		if c.value == nil {
			c = t.missing(table, label+"："+circled[i], reasonWords[res.Reason])
		}
		cells = append(cells, c)
	}
	t.put(append(cells, centered(verdictWords[r.unit.Verdict]), words(t.papers.remark(r.unit)))...)
}

// hasStudents tells whether the unit's pupils are reported, even as none.
func hasStudents(r unitRow) bool {
	for i, stage := range indicator.Stages {
		if stage == r.unit.Stage {
			return readFigure(r.school, stageFigures[1].of[i]) != nil
		}
	}
	return false
}

// remark says which of the seven a unit meets, which reach 85 %, which do not, and what it meets only by a relaxation.
func (p *Papers) remark(u *indicator.Unit) string {
	groups := [...]struct {
		status indicator.Status
		word   string
	}{{indicator.Met, "达标"}, {indicator.Near, "达" + percent(p.Edition.UnitRule.Near)}, {indicator.Unmet, "未达标"}, {indicator.NotComputable, "无法计算"}}
	var said []string
	for _, g := range groups {
		var marks strings.Builder
		for i, r := range u.Results {
			if r.Status == g.status {
				marks.WriteString(circled[i])
			}
		}
		if marks.Len() > 0 {
			said = append(said, marks.String()+g.word)
		}
	}
	if len(u.Relaxations) > 0 {
		said = append(said, "放宽："+strings.Join(u.Relaxations, "、"))
	}
	return strings.Join(said, "；")
}

// balances writes table Ⅲ: by stage mean and coefficient of the seven, and the plain mean of the coefficients.
func (f *formFile) balances() {
	p := f.papers
	t := f.tab(sheetBalances, "表Ⅲ　资源配置校际均衡情况", true, 46, 11, 11, 9, 9, 11, 11, 9, 9)
	t.head(22, "指标", "小学", "", "", "", "初中", "", "", "")
	t.join(t.row-1, 2, 5)
	t.join(t.row-1, 6, 9)
	t.head(22, "", "县均值", "差异系数", "限值", "是否达标", "县均值", "差异系数", "限值", "是否达标")
	t.do(t.file.MergeCell(t.name, "A2", "A3"))
	for i, title := range resourceTitles {
		cells := []cell{words(circled[i] + " " + title)}
		for s, stage := range indicator.Stages {
			b := p.balance(i, s)
			item := stageWords[stage] + "　" + p.name(indicator.ResourceCodes[i])
			mean, ratio := number(b.MeanDisplay, lookPlaces), number(b.Display, lookRatio)
			if ratio.value == nil {
				ratio = t.missing("Ⅲ", item+"：差异系数", statusWords[b.Status])
			}
			cells = append(cells, mean, ratio, cell{b.Limit.Float(), lookPlaces}, t.met("Ⅲ", item, b.Status))
		}
		t.put(cells...)
	}
	composite := []cell{words("综合差异系数（不作为判定依据）")}
	for s, stage := range indicator.Stages {
		c := number(p.composite(s), lookRatio)
		if c.value == nil {
			c = t.missing("Ⅲ", stageWords[stage]+"　综合差异系数", statusWords[indicator.NotComputable])
		}
		composite = append(composite, centered(""), c, centered(""), centered(""))
	}
	t.put(composite...)
}

// composite is a stage's composite coefficient to 3 decimals; empty where it cannot be computed.
func (p *Papers) composite(stage int) string {
	c := p.Evaluation.Composite[stage]
	if c == nil {
		return ""
	}
	exact, ok := new(big.Rat).SetString(strconv.FormatFloat(*c, 'g', -1, 64))
	if !ok {
		return ""
	}
	return exact.FloatString(3) // half away from zero
}
