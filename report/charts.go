package report

import (
	"fmt"
	"slices"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/docx"
)

// Colours of charts: within and above a limit, the stages, the years from the earliest on, and the limit.
const (
	colorWithin = "3E7C8F"
	colorAbove  = "C2571A"
	colorLimit  = "8A1C1C"
)

var (
	stageColors = [2]string{"3E7C8F", "A9C4CD"}
	yearColors  = [Span]string{"C9DADF", "82AEBB", "2F6475"}
)

// shortTitles name the R indicators below bars.
var shortTitles = [indicator.ResourceCount]string{"学历", "骨干", "体艺", "教学用房", "运动场馆", "仪器设备", "多媒体"}

func resourceCategories() []string {
	names := make([]string, indicator.ResourceCount)
	for i := range names {
		names[i] = circled[i] + shortTitles[i]
	}
	return names
}

// chart adds a chart with its number and caption.
func (d *paper) chart(c docx.Chart, caption string) {
	d.charts++
	c.Alt = caption + "。" + c.Alt
	d.Chart(c, fmt.Sprintf("图 %d　%s", d.charts, caption))
}

// sayings reads a row of numbers out, as the alternative of a chart.
func sayings(names, values []string, unit string) string {
	var said []string
	for i, v := range values {
		if v == "" {
			v = "无"
		} else {
			v += unit
		}
		said = append(said, names[i]+" "+v)
	}
	return strings.Join(said, "，")
}

// shareChart shows which share of a stage's units reach each of the seven.
func (d *paper) shareChart() {
	c := docx.Chart{Categories: resourceCategories(), Format: "0.0", Labeled: true, Step: "20", Most: "100"}
	for s, stage := range indicator.Stages {
		k := &d.papers.Evaluation.StageCounts[s]
		if k.Units == 0 {
			continue
		}
		values := make([]string, indicator.ResourceCount)
		for i, met := range k.MetCounts {
			values[i] = strings.TrimSuffix(share(met, k.Units), "%")
		}
		c.Bars = append(c.Bars, docx.Series{Name: stageWords[stage], Values: values, Color: stageColors[s], Pale: s > 0})
		c.Alt += stageWords[stage] + "：" + sayings(c.Categories, values, "%") + "。"
	}
	if len(c.Bars) > 0 {
		d.chart(c, "各项指标达标学校占比（%）")
	}
}

// limitCharts show the coefficients of each stage against their limit.
func (d *paper) limitCharts() {
	for s, stage := range indicator.Stages {
		if d.papers.Evaluation.StageCounts[s].Units == 0 {
			continue
		}
		within, above := make([]string, indicator.ResourceCount), make([]string, indicator.ResourceCount)
		var all []string
		isAbove := false
		for i := range indicator.ResourceCodes {
			b := d.papers.balance(i, s)
			all = append(all, b.Display)
			if b.Status == indicator.Unmet {
				above[i], isAbove = b.Display, true
			} else {
				within[i] = b.Display
			}
		}
		c := docx.Chart{Categories: resourceCategories(), Format: "0.000", Step: "0.1", Labeled: true, Stacked: true, Line: d.limitLine(s)}
		c.Bars = []docx.Series{{Name: "限值以内", Values: within, Color: colorWithin}}
		if isAbove {
			c.Bars = append(c.Bars, docx.Series{Name: "超过限值", Values: above, Color: colorAbove, Hatch: true})
		}
		c.Alt = sayings(c.Categories, all, "") + "；" + c.Line.Name + "。"
		d.chart(c, stageWords[stage]+"差异系数与限值")
	}
}

func (d *paper) limitLine(stage int) docx.Series {
	at := limit(d.papers.balance(0, stage))
	values := make([]string, indicator.ResourceCount)
	for i := range values {
		values[i] = at
	}
	return docx.Series{Name: "限值 " + at, Values: values, Color: colorLimit}
}

// trend shows the coefficients of the years known, in a table and a chart for each stage; nothing where only one year is known.
func (d *paper) trend() {
	p := d.papers
	if len(p.Earlier) == 0 {
		return
	}
	years := slices.Concat(p.Earlier, []indicator.CountyAssessment{p.Evaluation.CountyAssessment})
	columns := []docx.Column{{Title: "指标", Width: 48, Align: docx.Left}}
	rows := make([][]docx.Cell, indicator.ResourceCount)
	for i, code := range indicator.ResourceCodes {
		rows[i] = []docx.Cell{docx.Text(circled[i] + " " + p.name(code))}
	}
	charts := make([]docx.Chart, len(indicator.Stages))
	for s, stage := range indicator.Stages {
		c := docx.Chart{Categories: resourceCategories(), Format: "0.000", Step: "0.1", Line: d.limitLine(s)}
		for y := range years {
			columns = append(columns, docx.Column{Title: fmt.Sprintf("%s %d", stageWords[stage], years[y].Year), Width: 108 / (2 * len(years)), Align: docx.Right})
			values := make([]string, indicator.ResourceCount)
			for i := range rows {
				values[i] = years[y].Balances[2*i+s].Display
				rows[i] = append(rows[i], text(values[i]))
			}
			name := fmt.Sprintf("%d 学年度", years[y].Year)
			c.Bars = append(c.Bars, docx.Series{Name: name, Values: values, Color: yearColors[Span-len(years)+y]})
			c.Alt += name + "：" + sayings(c.Categories, values, "") + "。"
		}
		c.Alt += c.Line.Name + "。"
		charts[s] = c
	}
	d.table("历年差异系数", columns, rows)
	for s, stage := range indicator.Stages {
		if p.Evaluation.StageCounts[s].Units > 0 {
			d.chart(charts[s], stageWords[stage]+"历年差异系数与限值")
		}
	}
}
