package report

import (
	"fmt"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/docx"
)

// basics is part one: schools, pupils, teachers.
func (d *paper) basics() {
	p, ev := d.papers, d.papers.Evaluation
	d.Heading(1, "一、基本情况")
	d.slot("basics")
	if n := p.figures().Residents; n != nil {
		d.Paragraph(docx.Body, docx.Noted(fmt.Sprintf("全县（市、区）常住人口 %d 人。", *n), fmt.Sprintf("县级填报数据（%d），项目：常住人口。", ev.Year)))
	} else {
		d.gaps.add("自评报告", "常住人口", notReported)
	}
	d.Paragraph(docx.Body, docx.Plain(p.schoolsSentence()))
	note := fmt.Sprintf("由学校填报数据汇总（%d 年 9 月 1 日），版本 %s；一贯制学校按学段分别计为评估单元。", ev.Year, p.Edition.Code)
	rows := make([][]docx.Cell, 0, len(stageFigures)+1)
	units := []docx.Cell{{docx.Noted("评估单元（所）", note)}}
	for i := range indicator.Stages {
		units = append(units, whole(ev.StageCounts[i].Units))
	}
	rows = append(rows, append(units, whole(ev.StageCounts[0].Units+ev.StageCounts[1].Units)))
	for _, x := range stageFigures {
		rows = append(rows, d.stageRow(x))
	}
	d.table("学校、学生与教师", []docx.Column{
		{Title: "项目", Width: 54, Align: docx.Left},
		{Title: "小学", Width: 34, Align: docx.Right},
		{Title: "初中", Width: 34, Align: docx.Right},
		{Title: "合计", Width: 34, Align: docx.Right},
	}, rows)
}

// stageRow is a figure by stage and its total; a stage that is not fully reported has a dash.
func (d *paper) stageRow(x stageFigure) []docx.Cell {
	row := []docx.Cell{docx.Text(x.item + "（" + x.unit + "）")}
	total, known := 0, true
	for i, stage := range indicator.Stages {
		n, ok := d.papers.sumUnits(stage, x.of[i])
		total, known = total+n, known && ok
		row = append(row, d.sum(stageWords[stage]+x.item, n, ok))
	}
	return append(row, d.sum(x.item+"合计", total, known))
}

func (d *paper) sum(item string, n int, known bool) docx.Cell {
	if !known {
		d.gaps.add("自评报告", item, notByAll)
		return text("")
	}
	return whole(n)
}

// schoolsSentence counts the schools by kind, and those that are not assessed with their reasons.
func (p *Papers) schoolsSentence() string {
	var parts []string
	for _, k := range kinds {
		if n := len(p.schoolsOf(k.code)); n > 0 {
			parts = append(parts, fmt.Sprintf("%s %d 所", k.name, n))
		}
	}
	said := fmt.Sprintf("共有学校 %d 所", p.Evaluation.SchoolCount)
	if len(parts) > 0 {
		said += "，其中" + strings.Join(parts, "、")
	}
	var excluded []string
	for i := range p.Evaluation.Schools {
		if reason := p.Evaluation.Schools[i].Excluded; reason != "" && reason != indicator.ReasonNotOpen {
			excluded = append(excluded, p.County.Schools[i].School.Name+"（"+reasonWords[reason]+"）")
		}
	}
	if len(excluded) > 0 {
		said += fmt.Sprintf("；不参评 %d 所：%s", len(excluded), strings.Join(excluded, "、"))
	}
	return said + "。"
}
