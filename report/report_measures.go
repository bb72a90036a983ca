package report

import (
	"fmt"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/docx"
)

// measures is part three: money of three years, teachers, admission, quality.
func (d *paper) measures() {
	d.Heading(1, "三、主要做法与成效")
	d.Heading(2, "（一）经费投入")
	d.funding()
	d.slot("funding")
	d.Heading(2, "（二）教师队伍")
	d.said("G8", "G9", "G11", "G12", "Q4")
	d.slot("teachers")
	d.Heading(2, "（三）招生入学与控辍保学")
	d.said("G13", "G14", "G15", "Q1", "Q2")
	d.slot("admission")
	d.Heading(2, "（四）教育质量与特色")
	d.said("Q9")
	d.slot("quality")
}

// said repeats what items came to as a paragraph, each sentence with its footnote.
func (d *paper) said(codes ...string) {
	var spans []docx.Span
	for _, code := range codes {
		r, known := d.papers.result(code)
		if said := d.papers.sentence(r); known && said != "" {
			spans = append(spans, docx.Noted(said, "见"+code+" "+d.papers.name(code)+"，版本 "+d.papers.Edition.Code+"。"))
		}
	}
	if len(spans) > 0 {
		d.Paragraph(docx.Body, spans...)
	}
}

func (d *paper) funding() {
	var rows [][]docx.Cell
	for _, m := range d.papers.fundingYears() {
		row := []docx.Cell{docx.Text(fmt.Sprint(m.year))}
		for _, field := range [...]func(*indicator.FundingYear) *indicator.Decimal{
			func(y *indicator.FundingYear) *indicator.Decimal { return y.RecurrentRevenue },
			func(y *indicator.FundingYear) *indicator.Decimal { return &y.GeneralBudgetSpend },
			func(y *indicator.FundingYear) *indicator.Decimal { return &y.OperatingQuotaPrimary },
			func(y *indicator.FundingYear) *indicator.Decimal { return &y.OperatingQuotaJunior },
		} {
			value := ""
			if v := m.of(field); v != nil {
				value = v.String()
			}
			row = append(row, text(value))
		}
		if m.known == nil {
			d.gaps.add("自评报告", fmt.Sprintf("%d 年经费", m.year), notReported)
		} else {
			row[0][0].Note = fmt.Sprintf("县级填报的 %d 财政年度经费数据。", m.year)
		}
		rows = append(rows, row)
	}
	d.table("近三年教育经费", []docx.Column{
		{Title: "财政年度", Width: 22, Align: docx.Center},
		{Title: "财政经常性收入（万元）", Width: 36, Align: docx.Right},
		{Title: "一般公共预算教育经费（万元）", Width: 40, Align: docx.Right},
		{Title: "小学定额（元）", Width: 29, Align: docx.Right},
		{Title: "初中定额（元）", Width: 29, Align: docx.Right},
	}, rows)
	for _, w := range d.papers.Evaluation.Warnings {
		switch w.Code {
		case "TOTAL_FELL":
			d.Paragraph(docx.Body, docx.Strong("需要说明：一般公共预算教育经费总额较上年下降，不符合只增不减要求。"))
		case "PER_PUPIL_FELL":
			d.Paragraph(docx.Body, docx.Strong("需要说明：按在校学生人数平均的一般公共预算教育经费较上年下降，不符合只增不减要求。"))
		}
	}
}

// next is part four: what is not met or not known, what is owed for relaxations, and what the bureau will do.
func (d *paper) next() {
	p := d.papers
	d.Heading(1, "四、存在问题与下一步工作")
	if p.Evaluation.Verdict == indicator.Pass {
		d.Paragraph(docx.Body, docx.Plain("本次自评没有未达标和待核的指标。"))
	}
	for _, group := range [...]struct {
		is   func(indicator.Status) bool
		lead string
	}{
		{func(s indicator.Status) bool { return s == indicator.Unmet }, "未达标指标："},
		{func(s indicator.Status) bool { return s == indicator.Pending || s == indicator.NotComputable }, "待核指标："},
	} {
		var names []string
		for _, r := range p.Evaluation.Results {
			if group.is(r.Status) {
				names = append(names, r.Code+" "+p.name(r.Code))
			}
		}
		if len(names) > 0 {
			d.Paragraph(docx.Body, docx.Strong(group.lead), docx.Plain(strings.Join(names, "、")+"。"))
		}
	}
	if list := p.overLimit(); len(list) > 0 {
		d.Paragraph(docx.Body, docx.Strong("差异系数超过限值："), docx.Plain(strings.Join(list, "、")+"。"))
	}
	if list := p.relaxed(); len(list) > 0 {
		d.Paragraph(docx.Body, docx.Strong("按放宽条款达标、须制定整改计划："),
			docx.Plain(fmt.Sprintf("%s。整改期限为 %d 年 9 月 1 日前。", strings.Join(list, "、"), p.Evaluation.Year+p.Edition.PlanYears)))
	}
	d.slot("next")
}

// overLimit are the coefficients above their limits.
func (p *Papers) overLimit() []string {
	var list []string
	for s, stage := range indicator.Stages {
		for i, code := range indicator.ResourceCodes {
			if b := p.balance(i, s); b.Status == indicator.Unmet {
				list = append(list, fmt.Sprintf("%s%s %s（限值 %s）", stageWords[stage], p.name(code), b.Display, limit(b)))
			}
		}
	}
	return list
}

// relaxed are the schools that meet something only by a relaxation.
func (p *Papers) relaxed() []string {
	var list []string
	for k := range p.Evaluation.Schools {
		seen := map[string]bool{}
		var codes []string
		for _, u := range p.Evaluation.Schools[k].Units {
			for _, code := range u.Relaxations {
				if !seen[code] {
					seen[code] = true
					codes = append(codes, code)
				}
			}
		}
		if len(codes) > 0 {
			list = append(list, p.County.Schools[k].School.Name+"（"+strings.Join(codes, "、")+"）")
		}
	}
	return list
}
