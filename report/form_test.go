package report_test

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report"
)

// readForm writes the form and reads its sheets back, as an office program shows them.
func readForm(t *testing.T, p report.Papers) (map[string][][]string, []report.Gap) {
	t.Helper()
	var b bytes.Buffer
	gaps, err := report.WriteForm(&b, p)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sheets := map[string][][]string{}
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			t.Fatal(err)
		}
		table, _, _ := strings.Cut(name, " ")
		sheets[table] = rows
	}
	return sheets, gaps
}

func at(rows [][]string, row, column int) string {
	if row >= len(rows) || column >= len(rows[row]) {
		return ""
	}
	return rows[row][column]
}

// find is the row whose cell in a column is text.
func find(t *testing.T, rows [][]string, column int, text string) []string {
	t.Helper()
	for _, r := range rows {
		if len(r) > column && strings.TrimSpace(strings.Trim(r[column], "　")) == text {
			return r
		}
	}
	t.Fatalf("no row %q", text)
	return nil
}

func TestFormEqualsTheEvaluation(t *testing.T) {
	everyDemo(t, func(t *testing.T, p report.Papers) {
		sheets, _ := readForm(t, p)
		checkBasics(t, p, sheets["Ⅰ"])
		checkCounts(t, p, sheets["Ⅱ-1"])
		checkUnits(t, p, sheets["Ⅱ-2"])
		checkBalances(t, p, sheets["Ⅲ"])
		checkItems(t, p, sheets["Ⅳ"], indicator.Government)
		checkItems(t, p, sheets["Ⅴ"], indicator.Quality)
		checkSurvey(t, p, sheets["Ⅵ"])
	})
}

func checkBasics(t *testing.T, p report.Papers, rows [][]string) {
	t.Helper()
	ev := p.Evaluation
	for item, want := range map[string]int{
		"学校总数": ev.SchoolCount, "不参评学校": ev.ExcludedCount, "参评学校（小学学段）": ev.StageCounts[0].Units, "参评学校（初中学段）": ev.StageCounts[1].Units,
		"小学在校学生数": ev.StageCounts[0].Students, "初中在校学生数": ev.StageCounts[1].Students, "在校学生数合计": ev.StageCounts[0].Students + ev.StageCounts[1].Students,
		"小学专任教师数": ev.StageCounts[0].Teachers, "初中专任教师数": ev.StageCounts[1].Teachers, "专任教师数合计": ev.TeacherCount, "常住人口": *p.County.Figures.Residents,
	} {
		if got := at([][]string{find(t, rows, 0, item)}, 0, 2); got != strconv.Itoa(want) {
			t.Errorf("Ⅰ %s: got %q, want %d", item, got, want)
		}
	}
	year := strconv.Itoa(p.County.Year) + " 年一般公共预算教育经费"
	if got := find(t, rows, 0, year)[2]; got != p.County.Funding.GeneralBudgetSpend.String()+".00" {
		t.Errorf("Ⅰ %s: got %q", year, got)
	}
}

func checkCounts(t *testing.T, p report.Papers, rows [][]string) {
	t.Helper()
	for i := range indicator.ResourceCount + 1 {
		for s, k := range p.Evaluation.StageCounts {
			want := k.Passing
			if i < indicator.ResourceCount {
				want = k.MetCounts[i]
			}
			share := indicator.Ratio{Num: int64(want) * 100, Den: int64(k.Units)}.Display(1) + "%"
			if got := at(rows, 3+i, 1+2*s); got != strconv.Itoa(want) || at(rows, 3+i, 2+2*s) != share {
				t.Errorf("Ⅱ-1 row %d stage %d: got %q %q, want %d %s", i, s, got, at(rows, 3+i, 2+2*s), want, share)
			}
		}
	}
}

func checkUnits(t *testing.T, p report.Papers, rows [][]string) {
	t.Helper()
	row := 2
	for _, stage := range indicator.Stages {
		for k, s := range p.Evaluation.Schools {
			for _, u := range s.Units {
				if u.Stage != stage {
					continue
				}
				if at(rows, row, 1) != s.School || at(rows, row, 2) != p.County.Schools[k].School.Name || at(rows, row, 6) != strconv.Itoa(u.Students) {
					t.Errorf("Ⅱ-2 row %d: got %v, want school %s of %d pupils", row, rows[row], s.School, u.Students)
				}
				for i, r := range u.Results {
					if got := at(rows, row, 9+i); got != r.Value.Display(2) {
						t.Errorf("Ⅱ-2 %s %s R%d: got %q, want %s", s.School, stage, i+1, got, r.Value.Display(2))
					}
				}
				if want := map[indicator.Verdict]string{indicator.Pass: "达标", indicator.Fail: "未达标"}[u.Verdict]; at(rows, row, 16) != want {
					t.Errorf("Ⅱ-2 %s: got %q, want %q", s.School, at(rows, row, 16), want)
				}
				row++
			}
		}
	}
}

func checkBalances(t *testing.T, p report.Papers, rows [][]string) {
	t.Helper()
	yes := map[indicator.Status]string{indicator.Met: "是", indicator.Unmet: "否"}
	for k, b := range p.Evaluation.Balances {
		got := rows[3+k/2][1+4*(k%2):][:4]
		want := []string{b.MeanDisplay, b.Display, []string{"0.50", "0.45"}[k%2], yes[b.Status]}
		if !slices.Equal(got, want) {
			t.Errorf("Ⅲ R%d %s: got %v, want %v", k/2+1, b.Stage, got, want)
		}
	}
	for s, c := range p.Evaluation.Composite {
		if got := at(rows, 10, 2+4*s); got != strconv.FormatFloat(*c, 'f', 3, 64) {
			t.Errorf("Ⅲ composite: got %q, want %f", got, *c)
		}
	}
}

func checkItems(t *testing.T, p report.Papers, rows [][]string, area indicator.Area) {
	t.Helper()
	row := 2
	for i, r := range p.Evaluation.Results {
		ind := p.Edition.Indicators[i]
		if ind.Area != area {
			continue
		}
		if at(rows, row, 1) != ind.Text {
			t.Errorf("row %d: got %q, want %s", row, at(rows, row, 1), r.Code)
		}
		checkSaid(t, r, at(rows, row, 2))
		if want := map[indicator.Status]string{indicator.Met: "是", indicator.Unmet: "否", indicator.NotApplicable: "是（不适用）"}[r.Status]; at(rows, row, 3) != want {
			t.Errorf("%s: got %q, want %q", r.Code, at(rows, row, 3), want)
		}
		row++
	}
	if len(rows) != row {
		t.Errorf("%s: %d rows, want %d", area, len(rows), row)
	}
}

// checkSaid holds a sentence to the numbers of its result.
func checkSaid(t *testing.T, r indicator.CountyResult, said string) {
	t.Helper()
	separator := " / "
	if !strings.Contains(r.Display, separator) {
		separator = "/"
	}
	for part := range strings.SplitSeq(r.Display, separator) {
		if !strings.Contains(said, part) || strings.Contains(said, "%!") {
			t.Errorf("%s: %q lacks %q", r.Code, said, part)
		}
	}
	if !strings.Contains(said, strings.TrimSuffix(r.Conclusion, "。")) {
		t.Errorf("%s: %q lacks the conclusion", r.Code, said)
	}
}

func checkSurvey(t *testing.T, p report.Papers, rows [][]string) {
	t.Helper()
	for _, r := range p.Evaluation.Results {
		column, is := map[string]int{"S1": 4, "S2": 7}[r.Code]
		if is && at(rows, 3, column) != r.Display {
			t.Errorf("Ⅵ %s: got %q, want %q", r.Code, at(rows, 3, column), r.Display)
		}
	}
	if got := at(rows, 3, 1); got != strconv.Itoa(*p.County.Figures.SurveyIssued) {
		t.Errorf("Ⅵ issued: got %q", got)
	}
	if len(rows[4]) > 1 {
		t.Errorf("Ⅵ parents: got %v, want nothing", rows[4])
	}
}

// bareCounty is a county of one school of which nothing is reported.
func bareCounty() report.Papers {
	county := indicator.County{
		CountyRecord: indicator.CountyRecord{Region: indicator.Region{Code: "330106", Name: "某县"}, Year: 2023},
		Schools:      []indicator.SchoolRecord{{School: indicator.School{Code: "3301060001", Name: "某小学", RegionCode: "330106", Kind: indicator.KindPrimary, Organizer: 1}}},
	}
	edition, _ := indicator.LookupEdition("cn-2017")
	ev := edition.Evaluate(&county)
	return report.Papers{Edition: edition, County: &county, Evaluation: &ev}
}

func TestFormLeavesEmptyWhatIsNotKnown(t *testing.T) {
	sheets, gaps := readForm(t, bareCounty())
	for _, c := range []struct{ name, table, item string }{
		{"residents", "Ⅰ", "常住人口"},
		{"pupils of a stage", "Ⅰ", "小学在校学生数"},
		{"pupils in all", "Ⅰ", "在校学生数合计"},
		{"staff, which is never collected", "Ⅰ", "教职工总数"},
	} {
		t.Run(c.name+" stay empty and are listed", func(t *testing.T) {
			if row := find(t, sheets[c.table], 0, c.item); len(row) > 2 && row[2] != "" {
				t.Errorf("got %q", row[2])
			}
			if !slices.ContainsFunc(gaps, func(g report.Gap) bool { return g.Table == c.table && g.Item == c.item }) {
				t.Error("is not listed")
			}
		})
	}
	unit := sheets["Ⅱ-2"][2]
	for i := 6; i < 16; i++ {
		if unit[i] != "" {
			t.Errorf("Ⅱ-2 column %d: got %q", i, unit[i])
		}
	}
	if unit[16] != "数据不全" {
		t.Errorf("Ⅱ-2 verdict: got %q", unit[16])
	}
	if got := at(sheets["Ⅲ"], 3, 2); got != "" {
		t.Errorf("Ⅲ: got %q", got)
	}
	if len(sheets["待填事项"]) != len(gaps)+3 {
		t.Errorf("the last sheet has %d rows for %d gaps", len(sheets["待填事项"]), len(gaps))
	}
}
