package main

import (
	"fmt"
	"maps"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/store/storetest"
)

// Every figure of the papers that the server makes is what its API answers.
func TestPapersSayWhatTheAPISays(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			site, _ := demoSite(t, kind)
			handler := site.routes()
			token := signIn(t, handler, "inspector")
			for _, year := range []int{2021, 2023} {
				for _, edition := range []string{"cn-2017", "cn-hb-33"} {
					a := askPapers(t, handler, token, year, edition)
					t.Run(fmt.Sprintf("%d %s %s", year, edition, a.county.Verdict), func(t *testing.T) {
						fetch := func(kind string) []byte {
							link, wrong := askPaper(t, handler, token, fmt.Sprintf(`{kind: %s, regionCode: %q, year: %d, edition: %q, format: OFFICE}`, kind, demo.Region.Code, year, edition))
							w := fetchPaper(t, handler, token, link)
							if w.Code != http.StatusOK {
								t.Fatalf("%s: %v, %d %s", kind, wrong, w.Code, w.Body)
							}
							return w.Body.Bytes()
						}
						a.checkForm(t, readForm(t, fetch("FORM")))
						a.checkReport(t, readText(t, fetch("REPORT")))
					})
				}
			}
		})
	}
}

var (
	paperKinds = []struct{ code, name string }{
		{"PRIMARY", "小学"},
		{"TEACHING_POINT", "教学点"},
		{"JUNIOR", "初级中学"},
		{"NINE_YEAR", "九年一贯制学校"},
		{"TWELVE_YEAR", "十二年一贯制学校"},
		{"COMPLETE_SECONDARY", "完全中学"},
		{"SPECIAL", "特殊教育学校"},
		{"VOCATIONAL", "职业学校"},
	}
	paperStages   = map[string]string{"PRIMARY": "小学", "JUNIOR": "初中"}
	paperVerdicts = map[string]string{"PASS": "达标", "FAIL": "未达标", "INCOMPLETE": "数据不全"}
	paperStatuses = map[string]string{"MET": "达标", "NEAR": "接近标准", "UNMET": "未达标", "PENDING": "待核", "NOT_APPLICABLE": "不适用", "NOT_COMPUTABLE": "无法计算"}
	paperCircles  = strings.Split("①②③④⑤⑥⑦", "")
)

func (a *paperAnswers) checkForm(t *testing.T, form formFile) {
	t.Helper()
	same := func(table string, want, got [][]string) {
		t.Helper()
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("table %s (-API +paper):\n%s", table, diff)
		}
	}
	got := map[string]string{}
	for _, row := range form.part("Ⅰ", 2, len(form["Ⅰ"]), 0, 3) {
		got[strings.Trim(row[0], "　")] = row[2]
	}
	if diff := cmp.Diff(a.basics(), got); diff != "" {
		t.Errorf("table Ⅰ (-API +paper):\n%s", diff)
	}
	same("Ⅱ-1", a.counts(), form.part("Ⅱ-1", 3, len(form["Ⅱ-1"])-1, 1, 5))
	if got, want := form["Ⅱ-1"][len(form["Ⅱ-1"])-1][0], fmt.Sprintf("小学 %d 所，初中 %d 所", a.county.UnitsP, a.county.UnitsJ); !strings.Contains(got, want) {
		t.Errorf("table Ⅱ-1: got %q, want %q", got, want)
	}
	same("Ⅱ-2", a.unitRows(), form.part("Ⅱ-2", 2, len(form["Ⅱ-2"])-1, 0, 18))
	same("Ⅲ", a.balances(), form.part("Ⅲ", 3, len(form["Ⅲ"]), 1, 9))
	for table, area := range map[string]string{"Ⅳ": "GOVERNMENT", "Ⅴ": "QUALITY"} {
		rows := form.part(table, 2, len(form[table]), 1, 4)
		for i, item := range a.items(area) {
			met := map[string]string{"MET": "是", "UNMET": "否", "NOT_APPLICABLE": "是（不适用）"}[item.Status]
			if i >= len(rows) || rows[i][0] != item.Indicator.Text || rows[i][2] != met {
				t.Fatalf("table %s row %d: want %s %s", table, i, item.Indicator.Code, met)
			}
			a.checkSaid(t, item, rows[i][1])
		}
	}
	rate := func(part, whole string) string {
		p, isPart := a.figures[part].(float64)
		w, isWhole := a.figures[whole].(float64)
		if !isPart || !isWhole {
			return ""
		}
		return shareOf(int(p), int(w))
	}
	same("Ⅵ", [][]string{{
		figure(a.figures["surveyIssued"]), figure(a.figures["surveyValid"]), figure(a.figures["surveySatisfied"]), rate("surveySatisfied", "surveyValid"),
		figure(a.figures["visited"]), figure(a.figures["visitedSatisfied"]), rate("visitedSatisfied", "visited"),
	}, make([]string, 7)}, form.part("Ⅵ", 3, 5, 1, 8))
}

// basics is table Ⅰ as the API has it.
func (a *paperAnswers) basics() map[string]string {
	c := &a.county
	want := map[string]string{
		"县（市、区）": c.Region.Name, "学年度": fmt.Sprintf("%d—%d", a.year, a.year+1), "评估标准": c.Edition.Code, "常住人口": figure(a.figures["residents"]),
		"学校总数": strconv.Itoa(c.Schools), "不参评学校": strconv.Itoa(len(c.Excluded)), "教职工总数": "",
		"参评学校（小学学段）": strconv.Itoa(c.UnitsP), "参评学校（初中学段）": strconv.Itoa(c.UnitsJ),
		"小学在校学生数": strconv.Itoa(c.StudentsP), "初中在校学生数": strconv.Itoa(c.StudentsJ), "在校学生数合计": strconv.Itoa(c.StudentsP + c.StudentsJ),
		"小学专任教师数": strconv.Itoa(c.TeachersP), "初中专任教师数": strconv.Itoa(c.TeachersJ), "专任教师数合计": strconv.Itoa(c.Teachers),
	}
	for y := a.year - 2; y <= a.year; y++ {
		for item, key := range map[string]string{
			"财政经常性收入": "recurrentRevenue", "一般公共预算教育经费": "generalBudgetSpend", "生均公用经费基准定额（小学）": "operatingQuotaPrimary", "生均公用经费基准定额（初中）": "operatingQuotaJunior",
		} {
			want[fmt.Sprintf("%d 年%s", y, item)] = money(a.funding[y][key])
		}
	}
	excluded := map[string]bool{}
	for _, e := range c.Excluded {
		excluded[e.School.Code] = true
	}
	points := 0
	for _, k := range paperKinds {
		n := 0
		for _, s := range a.schools {
			if s.Kind == k.code {
				n++
			}
			if s.Kind == k.code && k.code == "TEACHING_POINT" && !excluded[s.Code] {
				points++
			}
		}
		want[k.name] = strconv.Itoa(n)
	}
	want["其中：50 人及以上教学点"] = strconv.Itoa(points)
	classes := a.classes()
	want["小学班级数"], want["初中班级数"], want["班级数合计"] = strconv.Itoa(classes[0]), strconv.Itoa(classes[1]), strconv.Itoa(classes[0]+classes[1])
	return want
}

// classes of the units by stage.
func (a *paperAnswers) classes() (n [2]int) {
	for _, u := range a.units {
		if u.Stage == "PRIMARY" {
			n[0] += *a.school(u.School.Code).Year.ClassesPrimary
		} else {
			n[1] += *a.school(u.School.Code).Year.ClassesJunior
		}
	}
	return n
}

func (a *paperAnswers) school(code string) *paperSchool {
	return &a.schools[slices.IndexFunc(a.schools, func(s paperSchool) bool { return s.Code == code })]
}

// counts is table Ⅱ-1 as the API has it.
func (a *paperAnswers) counts() (rows [][]string) {
	c := &a.county
	row := func(p, j int) {
		rows = append(rows, []string{strconv.Itoa(p), shareOf(p, c.UnitsP), strconv.Itoa(j), shareOf(j, c.UnitsJ)})
	}
	for _, code := range indicator.ResourceCodes {
		row(a.met[code+"PRIMARY"], a.met[code+"JUNIOR"])
	}
	row(c.PassP, c.PassJ)
	return rows
}

// unitRows is table Ⅱ-2 as the API has it.
func (a *paperAnswers) unitRows() (rows [][]string) {
	for i, u := range a.units {
		kind := ""
		for _, k := range paperKinds {
			if k.code == u.School.Kind {
				kind = k.name
			}
		}
		year := a.school(u.School.Code).Year
		classes := year.ClassesPrimary
		if u.Stage == "JUNIOR" {
			classes = year.ClassesJunior
		}
		row := []string{
			strconv.Itoa(i + 1), u.School.Code, u.School.Name, map[string]string{"PUBLIC": "公办", "PRIVATE": "民办"}[u.School.Ownership], kind, paperStages[u.Stage],
			strconv.Itoa(u.Students), "", strconv.Itoa(*classes),
		}
		said := map[string]string{}
		for k, r := range u.Results {
			row = append(row, *r.Display)
			said[r.Status] += paperCircles[k]
		}
		var remark []string
		for _, s := range [][2]string{{"MET", "达标"}, {"NEAR", "达85%"}, {"UNMET", "未达标"}} {
			if said[s[0]] != "" {
				remark = append(remark, said[s[0]]+s[1])
			}
		}
		if len(u.Relaxations) > 0 {
			remark = append(remark, "放宽："+strings.Join(u.Relaxations, "、"))
		}
		rows = append(rows, append(row, paperVerdicts[u.Verdict], strings.Join(remark, "；")))
	}
	return rows
}

// balances is table Ⅲ as the API has it.
func (a *paperAnswers) balances() (rows [][]string) {
	for i := range indicator.ResourceCount {
		var row []string
		for _, b := range a.county.Balances[2*i : 2*i+2] {
			row = append(row, mean(b), *b.Display, strconv.FormatFloat(b.Limit, 'f', 2, 64), map[string]string{"MET": "是", "UNMET": "否"}[b.Status])
		}
		rows = append(rows, row)
	}
	return append(rows, []string{"", ratio(a.county.Primary), "", "", "", ratio(a.county.Junior), "", ""})
}

func (a *paperAnswers) items(area string) (list []paperItem) {
	for _, i := range a.county.Indicators {
		if i.Indicator.Area == area {
			list = append(list, i)
		}
	}
	return list
}

// checkSaid holds a sentence to what the API answers of its item: all of that is in it, and no number that is not.
func (a *paperAnswers) checkSaid(t *testing.T, item paperItem, said string) {
	t.Helper()
	known := map[string]bool{"100": true, "100%": true, "5": true, "5%": true, "360": true} // the item's own words
	for _, text := range []*string{item.Display, item.Conclusion} {
		if text == nil {
			continue
		}
		for _, n := range numbers(*text) {
			if known[n] = true; !strings.Contains(said, n) {
				t.Errorf("%s: %q lacks %s", item.Indicator.Code, said, n)
			}
		}
	}
	for _, n := range numbers(said) {
		if isMonitoring := item.Indicator.Code == "Q9" && a.numbers()[n]; !known[n] && !isMonitoring {
			t.Errorf("%s: %q says %s, which the API does not", item.Indicator.Code, said, n)
		}
	}
	if item.Conclusion != nil && !strings.Contains(said, strings.TrimRight(*item.Conclusion, "。；")) {
		t.Errorf("%s: %q lacks the conclusion", item.Indicator.Code, said)
	}
}

func (a *paperAnswers) checkReport(t *testing.T, x *textFile) {
	t.Helper()
	for caption, want := range a.reportTables() {
		got := [][]string{}
		for _, row := range x.tables[caption][1:] {
			got = append(got, row[len(row)-len(want[0]):])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-API +paper):\n%s", caption, diff)
		}
	}
	items := 0
	for caption, area := range map[string]string{"政府保障程度自评结果": "GOVERNMENT", "教育质量自评结果": "QUALITY", "社会认可度自评结果": "RECOGNITION"} {
		for i, item := range a.items(area) {
			row := x.tables[caption][1+i]
			if items++; row[0] != item.Indicator.Code || row[1] != item.Indicator.Name || row[3] != paperStatuses[item.Status] {
				t.Errorf("%s: got %v, want %s", item.Indicator.Code, row, item.Status)
			}
			a.checkSaid(t, item, row[2])
		}
	}
	if (len(a.earlier) > 0) != (a.year > demo.Years[0]) {
		t.Errorf("%d earlier years are known", len(a.earlier))
	}
	if tables := len(x.tables); tables != len(a.reportTables())+3 {
		t.Errorf("%d tables, but %d were compared: %v", tables, len(a.reportTables())+3, slices.Sorted(maps.Keys(x.tables)))
	}
	known := a.numbers()
	for _, text := range append(slices.Clone(x.paragraphs), x.notes...) {
		for _, n := range numbers(text) {
			if !known[n] {
				t.Errorf("the report says %s, which the API does not: %s", n, text)
			}
		}
	}
}

// reportTables are the report's tables without their first columns, as the API has them.
func (a *paperAnswers) reportTables() map[string][][]string {
	c := &a.county
	total := func(p, j int) []string { return []string{strconv.Itoa(p), strconv.Itoa(j), strconv.Itoa(p + j)} }
	classes := a.classes()
	tables := map[string][][]string{
		"学校、学生与教师": {total(c.UnitsP, c.UnitsJ), total(classes[0], classes[1]), total(c.StudentsP, c.StudentsJ), total(c.TeachersP, c.TeachersJ)},
		"各项指标达标校数": a.counts()[:indicator.ResourceCount],
	}
	for _, area := range c.Areas {
		tables["四个方面自评结果"] = append(tables["四个方面自评结果"], []string{
			strconv.Itoa(area.Total), strconv.Itoa(area.Met), strconv.Itoa(area.Unmet), strconv.Itoa(area.Pending), areaVerdict(area),
		})
	}
	for i := range indicator.ResourceCount {
		var row []string
		for _, b := range c.Balances[2*i : 2*i+2] {
			row = append(row, mean(b), *b.Display, paperStatuses[b.Status])
		}
		tables["校际差异系数"] = append(tables["校际差异系数"], row)
	}
	if len(a.earlier) > 0 {
		tables["历年差异系数"] = make([][]string, indicator.ResourceCount)
		for i := range c.Balances {
			row := &tables["历年差异系数"][i/2]
			for _, before := range a.earlier {
				*row = append(*row, *before[i].Display)
			}
			*row = append(*row, *c.Balances[i].Display)
		}
	}
	for _, v := range c.Vetoes {
		answer := "待核"
		if v.Answer != nil {
			answer = map[bool]string{true: "是", false: "否"}[*v.Answer]
		}
		tables["一票否决事项"] = append(tables["一票否决事项"], []string{v.Code, v.Text, answer})
	}
	for y := a.year - 2; y <= a.year; y++ {
		row := []string{strconv.Itoa(y)}
		for _, key := range []string{"recurrentRevenue", "generalBudgetSpend", "operatingQuotaPrimary", "operatingQuotaJunior"} {
			row = append(row, orDash(a.funding[y][key]))
		}
		tables["近三年教育经费"] = append(tables["近三年教育经费"], row)
	}
	for _, u := range a.units {
		if u.Verdict == "PASS" {
			continue
		}
		var lacks []string
		for i, r := range u.Results {
			if r.Status != "MET" {
				lacks = append(lacks, fmt.Sprintf("%s %s／%v", paperCircles[i], *r.Display, r.Threshold))
			}
		}
		tables["尚未综合达标的学校"] = append(tables["尚未综合达标的学校"], []string{u.School.Name, paperStages[u.Stage], strconv.Itoa(u.MetCount), strings.Join(lacks, "，"), paperVerdicts[u.Verdict]})
	}
	return tables
}

func areaVerdict(a areaJSON) string {
	switch {
	case a.Unmet > 0:
		return "未达标"
	case a.Pending > 0:
		return "待定"
	}
	return "达标"
}

// numbers are those that the API answers anywhere, the sums and shares of a stage made from them, the edition's thresholds, and
// numbers of the papers' own words: their dates and the marks of their tables.
func (a *paperAnswers) numbers() map[string]bool {
	known := map[string]bool{"9": true, "1": true, "50": true, "100": true, "5": true, "360": true, "0": true, "5%": true, "100%": true}
	for i := range 40 { // tables, figures and items
		known[strconv.Itoa(i)] = true
	}
	for y := a.year - 2; y <= a.year+4; y++ {
		known[strconv.Itoa(y)] = true
	}
	add := func(list ...string) {
		for _, text := range list {
			for _, n := range numbers(text) {
				known[n] = true
			}
		}
	}
	for _, raw := range a.raw {
		add(string(raw))
	}
	for _, row := range slices.Concat(a.counts(), a.balances()) {
		add(row...)
	}
	c := &a.county
	total, met, unmet, pending := 0, 0, 0, 0
	for _, area := range c.Areas {
		total, met, unmet, pending = total+area.Total, met+area.Met, unmet+area.Unmet, pending+area.Pending
	}
	add(fmt.Sprint(total, met, unmet, pending, len(c.Excluded)))
	for _, k := range paperKinds {
		add(a.basics()[k.name])
	}
	return known
}

var aNumber = regexp.MustCompile(`\d+(\.\d+)?%?`)

func numbers(text string) []string { return aNumber.FindAllString(text, -1) }

func shareOf(part, whole int) string {
	return strconv.FormatFloat(math.Floor(float64(part)*1000/float64(whole)+0.5)/10, 'f', 1, 64) + "%"
}

func figure(v any) string {
	if n, ok := v.(float64); ok {
		return strconv.Itoa(int(n))
	}
	return ""
}

// money is a decimal of the API with two places, as the form has it.
func money(v any) string {
	text, ok := v.(string)
	if !ok {
		return ""
	}
	n, err := strconv.ParseFloat(text, 64)
	if err != nil {
		return err.Error()
	}
	return strconv.FormatFloat(n, 'f', 2, 64)
}

func orDash(v any) string {
	if text, ok := v.(string); ok {
		return text
	}
	return "—"
}

func ratio(v *float64) string {
	if v == nil {
		return ""
	}
	return strconv.FormatFloat(*v, 'f', 3, 64)
}

func mean(b paperBalance) string {
	if b.Mean == nil {
		return ""
	}
	return strconv.FormatFloat(*b.Mean, 'f', 2, 64)
}
