package report

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/docx"
)

// ErrNoSchool is returned for a code that the county has no school of.
var ErrNoSchool = errors.New("the county has no such school")

// WriteSchool writes a school's sheet: its seven values by stage against their thresholds, and its school items.
func WriteSchool(w io.Writer, p Papers, code string) ([]Gap, error) {
	for k := range p.County.Schools {
		if p.County.Schools[k].School.Code != code {
			continue
		}
		title := p.County.Schools[k].School.Name + "自评情况表"
		d := &paper{Document: docx.New(title, p.head()), papers: &p}
		d.Paragraph(docx.Title, docx.Plain(title))
		d.school(&p.County.Schools[k], &p.Evaluation.Schools[k])
		return written(w, d.Write, &d.gaps)
	}
	return nil, fmt.Errorf("%w: %s", ErrNoSchool, code)
}

func (d *paper) school(r *indicator.SchoolRecord, a *indicator.SchoolAssessment) {
	s := r.School
	d.Paragraph(docx.Subtitle, docx.Plain(fmt.Sprintf("学校标识码 %s　%s　%s　%d—%d 学年度", s.Code, kindName(s.Kind), organizer(s), d.papers.Evaluation.Year, d.papers.Evaluation.Year+1)))
	if a.Excluded != "" {
		d.Paragraph(docx.Body, docx.Plain("本校不参评："+reasonWords[a.Excluded]+"。"))
	}
	for i := range a.Units {
		d.unit(s.Name, &a.Units[i])
	}
	var rows [][]docx.Cell
	for i, item := range a.Items {
		if item.Status == "" {
			continue
		}
		code := indicator.ItemCodes[i]
		word := statusWords[item.Status]
		if item.Relaxed {
			word += "（放宽）"
		}
		if item.Status == indicator.Pending {
			d.gaps.add("学校情况表", d.papers.name(code), notReported)
		}
		rows = append(rows, []docx.Cell{docx.Text(code), docx.Text(d.papers.name(code)), docx.Text(word)})
	}
	if len(rows) == 0 {
		return
	}
	d.table("学校层面其他指标", []docx.Column{
		{Title: "序号", Width: 18, Align: docx.Center},
		{Title: "指标", Width: 104, Align: docx.Left},
		{Title: "结果", Width: 34, Align: docx.Center},
	}, rows)
}

func (d *paper) unit(school string, u *indicator.Unit) {
	d.Heading(2, fmt.Sprintf("%s学段：%s", stageWords[u.Stage], verdictWords[u.Verdict]))
	said := fmt.Sprintf("学生 %d 人，七项指标达标 %d 项。", u.Students, u.MetCount)
	if len(u.Relaxations) > 0 {
		said += "按放宽条款达标：" + strings.Join(u.Relaxations, "、") + "。"
	}
	d.Paragraph(docx.Body, docx.Plain(said))
	rows := make([][]docx.Cell, len(u.Results))
	for i, r := range u.Results {
		if r.Value.Den == 0 {
			d.gaps.add("学校情况表", school+"（"+stageWords[u.Stage]+"）"+circled[i], reasonWords[r.Reason])
		}
		lack := ""
		if r.Shortfall > 0 {
			lack = r.Shortfall.String() + shortfallUnits[i]
		}
		code := indicator.ResourceCodes[i]
		rows[i] = []docx.Cell{
			{docx.Noted(resourceTitles[i], d.papers.source(code)+"。")},
			text(r.Value.Display(2)), docx.Text(r.Threshold.String()), docx.Text(statusWords[r.Status]), text(lack),
		}
	}
	d.table("七项资源配置指标", []docx.Column{
		{Title: "指标", Width: 74, Align: docx.Left},
		{Title: "本校值", Width: 20, Align: docx.Right},
		{Title: "标准", Width: 18, Align: docx.Right},
		{Title: "结果", Width: 22, Align: docx.Center},
		{Title: "尚缺", Width: 26, Align: docx.Right},
	}, rows)
}

// shortfallUnits are the units of the amounts that a unit lacks.
var shortfallUnits = [indicator.ResourceCount]string{" 人", " 人", " 人", " 平方米", " 平方米", " 元", " 间"}
