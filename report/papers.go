// Package report makes the papers a county hands in, from an evaluation: the application form with its six tables (.xlsx),
// the self-evaluation report (.docx) and a school's sheet (.docx). It is pure. Every number in a paper is the evaluation's own
// display or a figure as it was reported; what is not known stays empty and is listed as a gap, never made up.
package report

import (
	"fmt"
	"io"

	"github.com/junheng/junheng/indicator"
)

// Papers are what all papers are made from.
type Papers struct {
	Edition    *indicator.Edition
	County     *indicator.County
	Evaluation *indicator.Evaluation        // of County by Edition
	Earlier    []indicator.CountyAssessment // of the years before by the same edition, oldest first; those known, at most Span - 1
	Funding    []indicator.FundingYear      // every fiscal year known, in any order
	Note       string                       // stands at the head of every page, for example that the schools are made up; may be empty
	Kept       map[string][]string          // what the bureau wrote in an earlier report, by slot
}

// Gap is a place of a paper that stays empty, and why.
type Gap struct {
	Table  string // Ⅰ to Ⅵ, or a part of the report
	Item   string
	Reason string
}

// Reasons of gaps.
const (
	notCollected  = "系统不采集该项数据，请手工填写"
	notReported   = "尚未填报"
	notByAll      = "有学校尚未填报"
	notConcluded  = "请填写结论"
	notDecided    = "待核，尚不能下结论"
	writtenByHand = "由教育局撰写"
)

// reasonsInEnglish are the reasons of gaps for readers of English; the papers themselves are Chinese.
var reasonsInEnglish = map[string]string{
	notCollected: "Not collected here: fill it in by hand", notReported: "Not reported yet", notByAll: "A school has not reported yet",
	notConcluded: "Write the conclusion", notDecided: "Pending: nothing can be said yet", writtenByHand: "Written by the bureau",
	statusWords[indicator.NotComputable]: "Cannot be computed", statusWords[indicator.Pending]: "Pending",
	reasonWords[indicator.ReasonNotReported]: "Not reported yet", reasonWords[indicator.ReasonNoStudents]: "No pupils",
	reasonWords[indicator.ReasonContradiction]: "The figures contradict each other",
}

// ReasonIn is why the place stays empty, in "en" or, for every other language, Chinese.
func (g Gap) ReasonIn(lang string) string {
	if reason, ok := reasonsInEnglish[g.Reason]; ok && lang == "en" {
		return reason
	}
	return g.Reason
}

// gaps collects gaps, each once.
type gaps struct {
	list []Gap
	seen map[Gap]bool
}

func (g *gaps) add(table, item, reason string) {
	gap := Gap{table, item, reason}
	if g.seen[gap] {
		return
	}
	if g.seen == nil {
		g.seen = map[Gap]bool{}
	}
	g.seen[gap] = true
	g.list = append(g.list, gap)
}

// head is the line at the head of every page.
func (p *Papers) head() string {
	line := fmt.Sprintf("%s　%d 学年度　%s", p.Evaluation.Region.Name, p.Evaluation.Year, p.Edition.Name.Zh)
	if p.Note != "" {
		line = p.Note + "　" + line
	}
	return line
}

// name is the indicator's Chinese name.
func (p *Papers) name(code string) string {
	ind, ok := p.Edition.Indicator(code)
	if !ok {
		return code
	}
	return ind.Name.Zh
}

// result is the county's result of an indicator; false where the edition lacks it.
func (p *Papers) result(code string) (indicator.CountyResult, bool) {
	for _, r := range p.Evaluation.Results {
		if r.Code == code {
			return r, true
		}
	}
	return indicator.CountyResult{}, false
}

// results are those of an area in the edition's order.
func (p *Papers) results(area indicator.Area) []indicator.CountyResult {
	var list []indicator.CountyResult
	for i, r := range p.Evaluation.Results {
		if p.Edition.Indicators[i].Area == area {
			list = append(list, r)
		}
	}
	return list
}

// balance of an R indicator in a stage.
func (p *Papers) balance(i, stage int) *indicator.Balance { return &p.Evaluation.Balances[2*i+stage] }

// figures the county reported; never nil.
func (p *Papers) figures() *indicator.CountyFigures {
	if p.County.Figures == nil {
		return &indicator.CountyFigures{}
	}
	return p.County.Figures
}

// unitRow is a unit with its school.
type unitRow struct {
	school *indicator.SchoolRecord
	unit   *indicator.Unit
}

// units of a stage in the order of the schools.
func (p *Papers) units(stage indicator.Stage) []unitRow {
	var rows []unitRow
	for k := range p.Evaluation.Schools {
		for i := range p.Evaluation.Schools[k].Units {
			if u := &p.Evaluation.Schools[k].Units[i]; u.Stage == stage {
				rows = append(rows, unitRow{&p.County.Schools[k], u})
			}
		}
	}
	return rows
}

// sumUnits adds a figure over the units of a stage; false while one school has not reported it.
func (p *Papers) sumUnits(stage indicator.Stage, figure func(*indicator.Figures) *int) (int, bool) {
	sum := 0
	for _, r := range p.units(stage) {
		n := readFigure(r.school, figure)
		if n == nil {
			return 0, false
		}
		sum += *n
	}
	return sum, true
}

func readFigure(r *indicator.SchoolRecord, figure func(*indicator.Figures) *int) *int {
	if r.Figures == nil {
		return nil
	}
	return figure(r.Figures)
}

// share is part of whole in per cent to one decimal, rounded half up; empty for an empty whole.
func share(part, whole int) string {
	if whole == 0 {
		return ""
	}
	return indicator.Ratio{Num: int64(part) * 100, Den: int64(whole)}.Display(1) + "%"
}

// percent is a share of the edition's, such as 0.85, in whole per cent.
func percent(d indicator.Decimal) string {
	return indicator.Ratio{Num: int64(d) * 100, Den: indicator.DecimalScale}.Display(0) + "%"
}

// written is what all writers of a paper return at the end.
func written(w io.Writer, write func(io.Writer) error, g *gaps) ([]Gap, error) {
	if err := write(w); err != nil {
		return nil, err
	}
	return g.list, nil
}
