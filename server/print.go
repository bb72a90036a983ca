package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	gotext "github.com/jedib0t/go-pretty/v6/text"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

var words = map[string][2]string{
	"PASS": {"通过", "pass"}, "FAIL": {"未通过", "FAIL"}, "INCOMPLETE": {"待定", "incomplete"},
	"MET": {"● 达标", "● met"}, "NEAR": {"◇ 接近", "◇ near"}, "UNMET": {"◆ 未达标", "◆ UNMET"}, "PENDING": {"… 待核", "… pending"},
	"NOT_COMPUTABLE": {"？无法计算", "? not computable"}, "NOT_APPLICABLE": {"○ 不适用", "○ not applicable"},
	"RESOURCES": {"资源配置", "Resources"}, "GOVERNMENT": {"政府保障程度", "Government support"},
	"QUALITY": {"教育质量", "Quality"}, "RECOGNITION": {"社会认可度", "Recognition"},
	"PRIMARY": {"小学", "primary"}, "JUNIOR": {"初中", "junior"},
	"NOT_REPORTED": {"数据未填报", "not reported"}, "NO_STUDENTS": {"无在校生", "no pupils"}, "CONTRADICTION": {"数据矛盾", "figures contradict"},
	"TEACHING_POINT_UNDER_50": {"不足 50 人的教学点", "teaching point under 50"}, "SPECIAL_SCHOOL": {"特殊教育学校", "special school"},
	"VOCATIONAL_SCHOOL": {"职业学校", "vocational school"}, "NOT_OPEN": {"当年未开办或已停办", "not open in the year"},
	"BORDERLINE": {"差异系数临近限值", "coefficient close to its limit"}, "SINGLE_UNIT": {"只有一所学校", "only one unit"},
	"RELAXED": {"含按放宽条款达标", "met by a relaxation"}, "TOTAL_FELL": {"一般公共预算教育经费下降", "education spending fell"},
	"PER_PUPIL_FELL": {"生均一般公共预算教育经费下降", "education spending per pupil fell"},
}

func word[T ~string](lang string, code T) string {
	if w, ok := words[string(code)]; ok {
		return text(lang, w)
	}
	return string(code)
}

func newTable(w io.Writer, header ...any) table.Writer {
	t := table.NewWriter()
	t.SetOutputMirror(w)
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateColumns, t.Style().Options.DrawBorder = false, false
	t.Style().Format.Header = gotext.FormatDefault
	t.AppendHeader(header)
	return t
}

func right(columns ...int) []table.ColumnConfig {
	configs := make([]table.ColumnConfig, len(columns))
	for i, c := range columns {
		configs[i] = table.ColumnConfig{Number: c, Align: gotext.AlignRight, AlignHeader: gotext.AlignRight}
	}
	return configs
}

// printEvaluation prints what a bureau wants to read first: the verdict, the areas, the items, the coefficients, the units
// that are weakest, and what was left out.
func printEvaluation(w io.Writer, e *indicator.Edition, c *indicator.County, ev *indicator.Evaluation, report workbook.Report, lang string) {
	var met, unmet, pending int
	for _, a := range ev.Areas {
		met, unmet, pending = met+a.MetCount, unmet+a.UnmetCount, pending+a.PendingCount
	}
	fmt.Fprintf(w, text(lang, [2]string{"%s（%s） %d 年度  %s\n", "%s (%s), school year %d, %s\n"}), ev.Region.Name, ev.Region.Code, ev.Year, text(lang, [2]string{e.Name.Zh, e.Name.En}))
	fmt.Fprintf(w, text(lang, [2]string{"结论：%s    %d 项指标：%d 项达标，%d 项未达标，%d 项待核\n", "Verdict: %s    %d indicators: %d met, %d unmet, %d pending\n"}),
		word(lang, ev.Verdict), len(ev.Results), met, unmet, pending)
	fmt.Fprintf(w, text(lang, [2]string{"学校 %d 所，学生 %d 人，专任教师 %d 人\n\n", "%d schools, %d pupils, %d full-time teachers\n\n"}),
		ev.SchoolCount, ev.StageCounts[0].Students+ev.StageCounts[1].Students, ev.TeacherCount)
	printAreas(w, ev, lang)
	printItems(w, e, ev, lang)
	printBalances(w, e, ev, lang)
	printWeakest(w, e, c, ev, lang)
	printNotes(w, c, ev, report, lang)
}

func printAreas(w io.Writer, ev *indicator.Evaluation, lang string) {
	t := newTable(w, text(lang, [2]string{"方面", "Area"}), text(lang, [2]string{"项数", "Items"}), text(lang, [2]string{"达标", "Met"}),
		text(lang, [2]string{"未达标", "Unmet"}), text(lang, [2]string{"待核", "Pending"}), text(lang, [2]string{"结论", "Verdict"}))
	t.SetColumnConfigs(right(2, 3, 4, 5))
	for _, a := range ev.Areas {
		t.AppendRow(table.Row{word(lang, a.Area), a.Total, a.MetCount, a.UnmetCount, a.PendingCount, word(lang, a.Verdict)})
	}
	t.Render()
	fmt.Fprintln(w)
}

func printItems(w io.Writer, e *indicator.Edition, ev *indicator.Evaluation, lang string) {
	t := newTable(w, "", text(lang, [2]string{"指标", "Indicator"}), text(lang, [2]string{"结果", "Result"}), text(lang, [2]string{"数值", "Value"}), text(lang, [2]string{"说明", "Note"}))
	for i, r := range ev.Results {
		var notes []string
		for _, code := range r.Warnings {
			notes = append(notes, word(lang, code))
		}
		t.AppendRow(table.Row{r.Code, text(lang, [2]string{e.Indicators[i].Name.Zh, e.Indicators[i].Name.En}), word(lang, r.Status), r.Display, strings.Join(notes, ", ")})
	}
	t.Render()
	for i, v := range ev.Vetoes {
		if v.Answer == nil || *v.Answer {
			state := text(lang, [2]string{"未作答", "not answered"})
			if v.Answer != nil {
				state = text(lang, [2]string{"◆ 存在，一票否决", "◆ YES: fails the county"})
			}
			fmt.Fprintf(w, "%s  %s  %s\n", v.Code, text(lang, [2]string{e.Vetoes[i].Text.Zh, e.Vetoes[i].Text.En}), state)
		}
	}
	fmt.Fprintln(w)
}

func printBalances(w io.Writer, e *indicator.Edition, ev *indicator.Evaluation, lang string) {
	t := newTable(w, text(lang, [2]string{"校际差异系数", "Between-school difference"}), text(lang, [2]string{"学段", "Stage"}), text(lang, [2]string{"校数", "Units"}),
		text(lang, [2]string{"均值", "Mean"}), text(lang, [2]string{"差异系数", "Coefficient"}), text(lang, [2]string{"限值", "Limit"}), text(lang, [2]string{"结果", "Result"}))
	t.SetColumnConfigs(right(3, 4, 5, 6))
	for _, b := range ev.Balances {
		ind, _ := e.Indicator(indicator.ResourceCodes[b.Indicator])
		t.AppendRow(table.Row{ind.Code + " " + text(lang, [2]string{ind.Name.Zh, ind.Name.En}), word(lang, b.Stage), b.UnitCount, b.MeanDisplay, b.Display, b.Limit, word(lang, b.Status)})
	}
	t.Render()
	fmt.Fprintln(w)
}

// weakUnits is how many of the weakest units are printed.
const weakUnits = 10

type weakUnit struct {
	name string
	unit *indicator.Unit
	low  float64 // smallest attainment
}

func printWeakest(w io.Writer, e *indicator.Edition, c *indicator.County, ev *indicator.Evaluation, lang string) {
	var units []weakUnit
	for k := range ev.Schools {
		for i := range ev.Schools[k].Units {
			u := weakUnit{c.Schools[k].School.Name, &ev.Schools[k].Units[i], 1e9}
			for _, r := range u.unit.Results {
				if a, ok := r.Attainment(); ok {
					u.low = min(u.low, a)
				}
			}
			units = append(units, u)
		}
	}
	rank := map[indicator.Verdict]int{indicator.Fail: 0, indicator.Incomplete: 1, indicator.Pass: 2}
	slices.SortStableFunc(units, func(a, b weakUnit) int {
		return cmp.Or(rank[a.unit.Verdict]-rank[b.unit.Verdict], a.unit.MetCount-b.unit.MetCount, cmp.Compare(a.low, b.low))
	})
	header := []any{text(lang, [2]string{"最薄弱的学校", "Weakest units"}), text(lang, [2]string{"学段", "Stage"}), text(lang, [2]string{"学生", "Pupils"}), text(lang, [2]string{"达标", "Met"}), text(lang, [2]string{"结论", "Verdict"})}
	for _, code := range indicator.ResourceCodes {
		header = append(header, code)
	}
	t := newTable(w, header...)
	t.SetColumnConfigs(right(3, 4, 6, 7, 8, 9, 10, 11, 12))
	for _, u := range units[:min(weakUnits, len(units))] {
		row := table.Row{u.name, word(lang, u.unit.Stage), u.unit.Students, fmt.Sprintf("%d/7", u.unit.MetCount), word(lang, u.unit.Verdict)}
		for _, r := range u.unit.Results {
			row = append(row, marks[r.Status]+r.Value.Display(2))
		}
		t.AppendRow(row)
	}
	t.Render()
	thresholds := make([]string, indicator.ResourceCount)
	for i, code := range indicator.ResourceCodes {
		ind, _ := e.Indicator(code)
		thresholds[i] = fmt.Sprintf("%s %s/%s", code, ind.Thresholds[indicator.Primary], ind.Thresholds[indicator.Junior])
	}
	fmt.Fprintf(w, text(lang, [2]string{"标准（小学/初中）：%s；◆ 未达标，◇ 达到 85%%\n\n", "Thresholds (primary/junior): %s; ◆ unmet, ◇ at 85 %% or more\n\n"}), strings.Join(thresholds, "  "))
}

var marks = map[indicator.Status]string{indicator.Unmet: "◆ ", indicator.Near: "◇ ", indicator.NotComputable: "?"}

func printNotes(w io.Writer, c *indicator.County, ev *indicator.Evaluation, report workbook.Report, lang string) {
	for k, s := range ev.Schools {
		if s.Excluded != "" {
			fmt.Fprintf(w, "%s %s: %s\n", text(lang, [2]string{"不参评", "Excluded"}), c.Schools[k].School.Name, word(lang, s.Excluded))
		}
	}
	for _, n := range ev.Warnings {
		at := ""
		if n.Params["indicator"] != "" {
			at = " " + n.Params["indicator"] + " " + word(lang, n.Params["stage"])
		}
		fmt.Fprintf(w, "%s%s: %s\n", text(lang, [2]string{"提示", "Note"}), at, word(lang, n.Code))
	}
	if n := len(report.Warnings) + report.OmittedWarnings; n > 0 {
		fmt.Fprintf(w, text(lang, [2]string{"数据核查另有 %d 条提示，用 junheng check 查看\n", "%d findings about the data; see junheng check\n"}), n)
	}
}
