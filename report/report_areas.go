package report

import (
	"fmt"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/docx"
)

// evaluation is part two: the verdict and the four areas.
func (d *paper) evaluation() {
	p := d.papers
	d.Heading(1, "二、自评情况")
	d.Paragraph(docx.Body, docx.Strong(p.conclusion()))
	rows := make([][]docx.Cell, 0, len(p.Evaluation.Areas))
	for _, a := range p.Evaluation.Areas {
		rows = append(rows, []docx.Cell{
			docx.Text(areaWords[a.Area]), whole(a.Total), whole(a.MetCount), whole(a.UnmetCount), whole(a.PendingCount), docx.Text(areaVerdictWords[a.Verdict]),
		})
	}
	d.table("四个方面自评结果", []docx.Column{
		{Title: "方面", Width: 42, Align: docx.Left},
		{Title: "指标数", Width: 22, Align: docx.Right},
		{Title: "达标", Width: 22, Align: docx.Right},
		{Title: "未达标", Width: 22, Align: docx.Right},
		{Title: "待核", Width: 22, Align: docx.Right},
		{Title: "结论", Width: 26, Align: docx.Center},
	}, rows)
	d.resources()
	d.items("（二）政府保障程度", "政府保障程度自评结果", indicator.Government)
	d.items("（三）教育质量", "教育质量自评结果", indicator.Quality)
	d.items("（四）社会认可度", "社会认可度自评结果", indicator.Recognition)
	d.vetoes()
}

// areaSentence says how many of an area's indicators are met.
func (p *Papers) areaSentence(area indicator.Area) string {
	for _, a := range p.Evaluation.Areas {
		if a.Area != area {
			continue
		}
		said := fmt.Sprintf("%s共 %d 项指标，达标 %d 项", areaWords[area], a.Total, a.MetCount)
		if a.UnmetCount > 0 {
			said += fmt.Sprintf("，未达标 %d 项", a.UnmetCount)
		}
		if a.PendingCount > 0 {
			said += fmt.Sprintf("，待核 %d 项", a.PendingCount)
		}
		return said + "。"
	}
	return ""
}

func (d *paper) resources() {
	p := d.papers
	d.Heading(2, "（一）资源配置")
	said := []docx.Span{docx.Plain(p.areaSentence(indicator.Resources))}
	for i, stage := range indicator.Stages {
		k := &p.Evaluation.StageCounts[i]
		if k.Units > 0 {
			said = append(said, docx.Plain(fmt.Sprintf("%s %d 所，综合达标 %d 所，占 %s。", stageWords[stage], k.Units, k.Passing, share(k.Passing, k.Units))))
		}
	}
	d.Paragraph(docx.Body, said...)
	rows := make([][]docx.Cell, indicator.ResourceCount)
	for i := range rows {
		rows[i] = []docx.Cell{{docx.Noted(circled[i]+" "+resourceTitles[i], p.thresholdNote(i))}}
		for s := range indicator.Stages {
			k := &p.Evaluation.StageCounts[s]
			rows[i] = append(rows[i], whole(k.MetCounts[i]), text(share(k.MetCounts[i], k.Units)))
		}
	}
	d.table("各项指标达标校数", []docx.Column{
		{Title: "指标", Width: 76, Align: docx.Left},
		{Title: "小学校数", Width: 21, Align: docx.Right},
		{Title: "占比", Width: 19, Align: docx.Right},
		{Title: "初中校数", Width: 21, Align: docx.Right},
		{Title: "占比", Width: 19, Align: docx.Right},
	}, rows)
	d.shareChart()
	d.balances()
	d.limitCharts()
	d.trend()
	d.unmetUnits()
}

// thresholdNote is the footnote of an R indicator's counts.
func (p *Papers) thresholdNote(i int) string {
	code := indicator.ResourceCodes[i]
	ind, _ := p.Edition.Indicator(code)
	return fmt.Sprintf("%s；标准：小学 %s，初中 %s；输入：各评估单元的填报数据。", p.source(code), ind.Thresholds[indicator.Primary], ind.Thresholds[indicator.Junior])
}

func (d *paper) balances() {
	p := d.papers
	rows := make([][]docx.Cell, indicator.ResourceCount)
	for i := range rows {
		rows[i] = []docx.Cell{{docx.Noted(circled[i]+" "+p.name(indicator.ResourceCodes[i]), p.balanceNote(i))}}
		for s := range indicator.Stages {
			b := p.balance(i, s)
			rows[i] = append(rows[i], text(b.MeanDisplay), text(b.Display), docx.Text(balanceWord(b)))
		}
	}
	remark := fmt.Sprintf("差异系数限值（含）：小学 %s，初中 %s。", limit(p.balance(0, 0)), limit(p.balance(0, 1)))
	d.table("校际差异系数", []docx.Column{
		{Title: "指标", Width: 44, Align: docx.Left},
		{Title: "小学均值", Width: 19, Align: docx.Right},
		{Title: "差异系数", Width: 18, Align: docx.Right},
		{Title: "结果", Width: 19, Align: docx.Center},
		{Title: "初中均值", Width: 19, Align: docx.Right},
		{Title: "差异系数", Width: 18, Align: docx.Right},
		{Title: "结果", Width: 19, Align: docx.Center},
	}, rows)
	var composites []string
	for s, stage := range indicator.Stages {
		if c := p.composite(s); c != "" {
			composites = append(composites, stageWords[stage]+" "+c)
		}
	}
	if len(composites) > 0 {
		remark += "综合差异系数（不作为判定依据）：" + strings.Join(composites, "，") + "。"
	}
	d.Paragraph(docx.Remark, docx.Plain(remark))
}

// limit of a balance as the form prints it.
func limit(b *indicator.Balance) string {
	return indicator.Ratio{Num: int64(b.Limit), Den: indicator.DecimalScale}.Display(2)
}

func balanceWord(b *indicator.Balance) string {
	if b.IsBorderline {
		return statusWords[b.Status] + "（临界）"
	}
	return statusWords[b.Status]
}

// unmetUnits lists the units that do not pass, with what they lack.
func (d *paper) unmetUnits() {
	var rows [][]docx.Cell
	for _, stage := range indicator.Stages {
		for _, r := range d.papers.units(stage) {
			if r.unit.Verdict != indicator.Pass {
				rows = append(rows, []docx.Cell{
					docx.Text(r.school.School.Name), docx.Text(stageWords[stage]), whole(r.unit.MetCount), docx.Text(lacks(r.unit)), docx.Text(verdictWords[r.unit.Verdict]),
				})
			}
		}
	}
	if len(rows) == 0 {
		return
	}
	d.table("尚未综合达标的学校", []docx.Column{
		{Title: "学校", Width: 46, Align: docx.Left},
		{Title: "学段", Width: 14, Align: docx.Center},
		{Title: "达标项数", Width: 19, Align: docx.Right},
		{Title: "未达标的指标（实际值／标准）", Width: 57, Align: docx.Left},
		{Title: "结论", Width: 20, Align: docx.Center},
	}, rows)
}

// lacks says by how much a unit misses which of the seven.
func lacks(u *indicator.Unit) string {
	var said []string
	for i, r := range u.Results {
		switch r.Status {
		case indicator.Met:
		case indicator.NotComputable:
			said = append(said, circled[i]+" "+statusWords[r.Status])
		default:
			said = append(said, fmt.Sprintf("%s %s／%s", circled[i], r.Value.Display(2), r.Threshold))
		}
	}
	return strings.Join(said, "，")
}

// items is an area of which each indicator has a sentence.
func (d *paper) items(heading, caption string, area indicator.Area) {
	p := d.papers
	d.Heading(2, heading)
	d.Paragraph(docx.Body, docx.Plain(p.areaSentence(area)))
	var rows [][]docx.Cell
	for _, r := range p.results(area) {
		said := text(p.sentence(r))
		said[0].Note = p.itemNote(r.Code)
		rows = append(rows, []docx.Cell{docx.Text(r.Code), docx.Text(p.name(r.Code)), said, docx.Text(statusWords[r.Status])})
	}
	d.table(caption, []docx.Column{
		{Title: "序号", Width: 13, Align: docx.Center},
		{Title: "指标", Width: 42, Align: docx.Left},
		{Title: "情况", Width: 83, Align: docx.Left},
		{Title: "结果", Width: 18, Align: docx.Center},
	}, rows)
}

// vetoes answers the questions whose yes fails the county.
func (d *paper) vetoes() {
	d.Heading(2, "（五）一票否决事项")
	var rows [][]docx.Cell
	for i, v := range d.papers.Evaluation.Vetoes {
		answer := "否"
		switch {
		case v.Answer == nil:
			answer = "待核"
			d.gaps.add("自评报告", d.papers.Edition.Vetoes[i].Text.Zh, notReported)
		case *v.Answer:
			answer = "是"
		}
		rows = append(rows, []docx.Cell{docx.Text(v.Code), docx.Text(d.papers.Edition.Vetoes[i].Text.Zh), docx.Text(answer)})
	}
	d.table("一票否决事项", []docx.Column{
		{Title: "序号", Width: 16, Align: docx.Center},
		{Title: "事项", Width: 116, Align: docx.Left},
		{Title: "是否存在", Width: 24, Align: docx.Center},
	}, rows)
}
