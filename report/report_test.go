package report_test

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report"
	"github.com/junheng/junheng/report/docx"
)

func writeReport(t *testing.T, p report.Papers) []byte {
	t.Helper()
	var b bytes.Buffer
	if _, err := report.WriteReport(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestReportEqualsTheEvaluation(t *testing.T) {
	everyDemo(t, func(t *testing.T, p report.Papers) {
		x := readDocx(t, writeReport(t, p))
		for i, a := range p.Evaluation.Areas {
			want := []string{strconv.Itoa(a.Total), strconv.Itoa(a.MetCount), strconv.Itoa(a.UnmetCount), strconv.Itoa(a.PendingCount)}
			if got := x.tables["四个方面自评结果"][1+i][1:5]; !slices.Equal(got, want) {
				t.Errorf("area %s: got %v, want %v", a.Area, got, want)
			}
		}
		for k, b := range p.Evaluation.Balances {
			if got := x.tables["校际差异系数"][1+k/2][1+3*(k%2):]; got[0] != b.MeanDisplay || got[1] != b.Display || (got[2] == "达标") != (b.Status == indicator.Met) {
				t.Errorf("R%d %s: got %v, want %s %s %s", k/2+1, b.Stage, got, b.MeanDisplay, b.Display, b.Status)
			}
		}
		for s, k := range p.Evaluation.StageCounts {
			for i, met := range k.MetCounts {
				if got := x.tables["各项指标达标校数"][1+i][1+2*s]; got != strconv.Itoa(met) {
					t.Errorf("R%d: got %q, want %d", i+1, got, met)
				}
			}
			basics := x.tables["学校、学生与教师"]
			if basics[1][1+s] != strconv.Itoa(k.Units) || basics[3][1+s] != strconv.Itoa(k.Students) || basics[4][1+s] != strconv.Itoa(k.Teachers) {
				t.Errorf("basics: got %v, want %+v", basics, k)
			}
		}
		checkReportItems(t, p, x)
		if got, want := len(x.tables["尚未综合达标的学校"]), p.Evaluation.StageCounts[0].Failing+p.Evaluation.StageCounts[1].Failing; got != want && got != want+1 {
			t.Errorf("%d rows for %d failing units", got, want)
		}
	})
}

func checkReportItems(t *testing.T, p report.Papers, x *text) {
	t.Helper()
	items := map[string][]string{}
	for _, caption := range []string{"政府保障程度自评结果", "教育质量自评结果", "社会认可度自评结果"} {
		for _, row := range x.tables[caption] {
			items[row[0]] = row
		}
	}
	for i, r := range p.Evaluation.Results {
		if p.Edition.Indicators[i].Area == indicator.Resources {
			continue
		}
		row := items[r.Code]
		if len(row) != 4 {
			t.Errorf("%s has no row", r.Code)
			continue
		}
		checkSaid(t, r, row[2])
		if (row[3] == "达标") != (r.Status == indicator.Met) {
			t.Errorf("%s: got %q, want %s", r.Code, row[3], r.Status)
		}
	}
}

func TestReportSaysAllIsReachedOnlyWhenItIs(t *testing.T) {
	everyDemo(t, func(t *testing.T, p report.Papers) {
		x := readDocx(t, writeReport(t, p))
		passes := p.Evaluation.Verdict == indicator.Pass
		if got := strings.Contains(x.all(), "自评结论为达标"); got != passes {
			t.Errorf("says that the county passes: %v", got)
		}
		if got := strings.Contains(x.all(), "未达标指标："); got == passes {
			t.Errorf("lists unmet indicators: %v", got)
		}
		p.Kept = map[string][]string{"next": {"经过努力，各校 均已达标。"}}
		if _, err := report.WriteReport(&bytes.Buffer{}, p); errors.Is(err, report.ErrClaimsAll) == passes {
			t.Errorf("a paragraph that claims all: got %v", err)
		}
	})
	bare := bareCounty()
	if x := readDocx(t, writeReport(t, bare)); strings.Contains(x.all(), "结论为达标") || !strings.Contains(x.all(), "暂不能作出达标结论") {
		t.Error("a county that is not known has a conclusion")
	}
}

func TestFootnotesNameTheirTrace(t *testing.T) {
	camel := regexp.MustCompile(`[a-z][A-Z]`)
	everyDemo(t, func(t *testing.T, p report.Papers) {
		notes := readDocx(t, writeReport(t, p)).notes
		for _, ind := range p.Edition.Indicators {
			start := ind.Code + " " + ind.Name.Zh + "，版本 " + p.Edition.Code
			if !slices.ContainsFunc(notes, func(n string) bool { return strings.HasPrefix(n, start) }) {
				t.Errorf("no note begins with %q", start)
			}
		}
		for _, n := range notes {
			if camel.MatchString(n) {
				t.Errorf("a note shows a key: %q", n)
			}
		}
		n := p.County.Figures
		for _, want := range []string{
			fmt.Sprintf("交流教师数 %d人（%d），符合交流条件教师数 %d人", *n.Rotated, p.County.Year, *n.RotationEligible),
			fmt.Sprintf("分配名额 %d人（%d），优质高中招生计划 %d人", *n.SeniorAllocated, p.County.Year, *n.SeniorQuota),
			fmt.Sprintf("教师年平均工资 %s元", n.TeacherPay),
			fmt.Sprintf("小学 %d 个评估单元、学生 %d 人", p.Evaluation.Balances[0].UnitCount, p.Evaluation.Balances[0].Students),
		} {
			if !slices.ContainsFunc(notes, func(note string) bool { return strings.Contains(note, want) }) {
				t.Errorf("no note says %q", want)
			}
		}
	})
}

func TestWhatTheBureauWroteIsKept(t *testing.T) {
	p := demoPapers(t, 2023, "cn-hb-33")
	p.Kept = map[string][]string{"funding": {"第一段。", "第二段 <&>。"}}
	first := writeReport(t, p)
	kept, err := docx.Slots(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	p.Kept = kept
	if second := writeReport(t, p); !bytes.Equal(first, second) {
		t.Error("a report made from its own paragraphs differs")
	}
	if x := readDocx(t, first); !slices.Contains(x.paragraphs, "第二段 <&>。") {
		t.Error("the paragraph is lost")
	}
}

func TestSchoolSheet(t *testing.T) {
	everyDemo(t, func(t *testing.T, p report.Papers) {
		for k, s := range p.Evaluation.Schools {
			var b bytes.Buffer
			if _, err := report.WriteSchool(&b, p, s.School); err != nil {
				t.Fatal(err)
			}
			x := readDocx(t, b.Bytes())
			if !strings.Contains(x.all(), p.County.Schools[k].School.Name) {
				t.Errorf("%s: the sheet lacks the name", s.School)
			}
			for _, u := range s.Units {
				for i, r := range u.Results {
					if got := x.tables["七项资源配置指标"][1+i]; got[1] != r.Value.Display(2) || got[2] != r.Threshold.String() || (got[3] == "达标") != (r.Status == indicator.Met) {
						t.Errorf("%s R%d: got %v, want %s %s", s.School, i+1, got, r.Value.Display(2), r.Status)
					}
				}
			}
		}
	})
	if _, err := report.WriteSchool(&bytes.Buffer{}, demoPapers(t, 2023, "cn-2017"), "0000000000"); !errors.Is(err, report.ErrNoSchool) {
		t.Errorf("unknown school: got %v", err)
	}
}
