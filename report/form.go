package report

import (
	"io"

	"github.com/junheng/junheng/indicator"
)

// Sheets of the form, one a table.
const (
	sheetBasics   = "Ⅰ 基本情况"
	sheetCounts   = "Ⅱ-1 达标校数"
	sheetUnits    = "Ⅱ-2 各校情况"
	sheetBalances = "Ⅲ 校际均衡"
	sheetSupport  = "Ⅳ 政府保障"
	sheetQuality  = "Ⅴ 教育质量"
	sheetSurvey   = "Ⅵ 社会认可度"
	sheetGaps     = "待填事项"
)

// WriteForm writes the application form: tables Ⅰ to Ⅵ, one a sheet, and a last sheet that lists what stays empty.
// It returns that list.
func WriteForm(w io.Writer, p Papers) ([]Gap, error) {
	f := newFormFile(&p)
	defer f.file.Close()
	f.basics()
	f.unitCounts()
	f.unitList()
	f.balances()
	f.items(sheetSupport, "表Ⅳ　政府保障程度", "Ⅳ", indicator.Government)
	f.items(sheetQuality, "表Ⅴ　教育质量", "Ⅴ", indicator.Quality)
	f.survey()
	f.gapList()
	f.do(f.file.DeleteSheet("Sheet1"))
	f.file.SetActiveSheet(0)
	if f.err != nil {
		return nil, f.err
	}
	return written(w, func(w io.Writer) error { return f.file.Write(w) }, &f.gaps)
}

// items writes table Ⅳ or Ⅴ: each item with its sentence and whether it is met.
func (f *formFile) items(sheet, title, table string, area indicator.Area) {
	t := f.tab(sheet, title, false, 6, 44, 44, 10)
	first := t.row
	t.head(24, "序号", "评估内容", "达标情况说明", "是否达标")
	t.repeat(first)
	for i, r := range f.papers.results(area) {
		ind, _ := f.papers.Edition.Indicator(r.Code)
		said := words(f.papers.sentence(r))
		if said.value == "" {
			reason := notConcluded
			if r.Status == indicator.Pending {
				reason = notReported
			}
			said = t.missing(table, ind.Name.Zh, reason)
		}
		t.put(cell{i + 1, lookCenter}, words(ind.Text), said, t.met(table, ind.Name.Zh, r.Status))
		t.do(t.file.SetRowHeight(sheet, t.row-1, lines(ind.Text, f.papers.sentence(r), 44)))
	}
}

// met says whether an item is met; one that is pending stays empty.
func (t *tab) met(table, item string, s indicator.Status) cell {
	switch s {
	case indicator.Met:
		return centered("是")
	case indicator.NotApplicable:
		return centered("是（不适用）")
	case indicator.Unmet:
		return centered("否")
	}
	return t.missing(table, item+"：是否达标", notDecided)
}

// lines is the height in points that the longer of two texts takes in a column of a width in Latin characters.
func lines(a, b string, width int) float64 {
	longest := max(len([]rune(a)), len([]rune(b)))
	return float64(14*((2*longest+width-3)/(width-2)) + 8)
}

// survey writes table Ⅵ: all answers; the answers of parents are not collected apart.
func (f *formFile) survey() {
	const table = "Ⅵ"
	t := f.tab(sheetSurvey, "表Ⅵ　社会认可度", true, 14, 14, 14, 14, 14, 14, 14, 14)
	t.head(24, "", "问卷调查", "", "", "", "实地走访", "", "")
	t.join(t.row-1, 2, 5)
	t.join(t.row-1, 6, 8)
	t.head(36, "对象", "发放问卷（份）", "有效问卷（份）", "满意问卷（份）", "满意率", "走访人数（人）", "满意人数（人）", "满意率")
	n := f.papers.figures()
	row := []cell{centered("合计")}
	for _, x := range [...]struct {
		name  string
		value *int
		part  *int // of a rate that stands behind the value
	}{
		{"发放问卷", n.SurveyIssued, nil},
		{"有效问卷", n.SurveyValid, nil},
		{"满意问卷", n.SurveySatisfied, n.SurveyValid},
		{"走访人数", n.Visited, nil},
		{"走访满意人数", n.VisitedSatisfied, n.Visited},
	} {
		row = append(row, t.count(table, x.name, x.value))
		if x.name != "满意问卷" && x.name != "走访满意人数" {
			continue
		}
		if x.value == nil || x.part == nil || *x.part == 0 {
			row = append(row, t.missing(table, x.name+"：满意率", notReported))
		} else {
			row = append(row, centered(share(*x.value, *x.part)))
		}
	}
	t.put(row...)
	parents := []cell{centered("其中：家长")}
	for range row[1:] {
		parents = append(parents, t.missing(table, "其中：家长", notCollected))
	}
	t.put(parents...)
	for _, code := range [...]string{"S1", "S2"} {
		r, known := f.papers.result(code)
		if !known {
			continue
		}
		note := f.papers.name(code) + "：" + statusWords[r.Status]
		if ind, _ := f.papers.Edition.Indicator(code); ind.IsUnofficial {
			note += "（该项的正式文本待核）"
		}
		t.span(note, lookNote, 18)
	}
}

// count is a reported number; empty and listed where it is not known.
func (t *tab) count(table, item string, n *int) cell {
	if n == nil {
		return t.missing(table, item, notReported)
	}
	return counted(*n)
}

// gapList writes the sheet of what stays empty.
func (f *formFile) gapList() {
	t := f.tab(sheetGaps, "待填事项", false, 10, 50, 40)
	t.span("下列各处因数据未知而留空（黄色底），系统不作推算。", lookNote, 18)
	first := t.row
	t.head(22, "表", "事项", "原因")
	t.repeat(first)
	for _, g := range f.gaps.list {
		t.put(centered(g.Table), words(g.Item), words(g.Reason))
	}
	if len(f.gaps.list) == 0 {
		t.put(centered("—"), words("无"), words(""))
	}
}
