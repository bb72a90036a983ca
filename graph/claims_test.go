package graph_test

import (
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/report/docx"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

const claimsQuery = `query($in: ClaimsInput!) { claims(input: $in) {
  userErrors { code field message }
  result {
    region { name } year edition { code } agreeCount differCount noDataCount omittedCount
    paragraphs { text level table row column }
    differing: claims(verdict: DIFFERS) { paragraph start end text sentence number unit message fact { key nameEn indicator { code } stage school { code } year display } }
    claims { verdict fact { key } }
  }
} }`

// demoCounty takes the demo county in beside what the world has.
func (w *world) demoCounty() *world {
	w.t.Helper()
	if _, issues, err := w.app.ImportBook(w.t.Context(), auth.Operator(), demo.Book(), false); err != nil || len(issues) > 0 {
		w.t.Fatal(err, issues)
	}
	return w
}

// upload keeps a file that somebody sends.
func (w *world) upload(who string, content string) string {
	w.t.Helper()
	v, err := w.app.Authenticate(w.t.Context(), w.tokens[who])
	if err != nil {
		w.t.Fatal(err)
	}
	row, err := w.app.Upload(w.t.Context(), v, "report.docx", strings.NewReader(content))
	if err != nil {
		w.t.Fatal(err)
	}
	return row.ID
}

func TestClaimsOfAReport(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1).demoCounty() // a 47th school, primary, of 400 pupils
		var own strings.Builder
		d := docx.New("", "")
		d.Heading(1, "一、基本情况")
		d.Table([]docx.Column{{Title: "指标", Width: 9}, {Title: "小学差异系数", Width: 9}}, [][]docx.Cell{{docx.Text("教学及辅助用房面积"), docx.Text("0.381")}})
		if err := d.Write(&own); err != nil {
			t.Fatal(err)
		}
		document := w.upload("bureau", own.String())
		elsewhere := w.upload("elsewhere", own.String())
		workbook := w.upload("bureau", "PK\x03\x04 no document")
		text := func(s string) map[string]any { return map[string]any{"regionCode": here, "year": 2023, "text": s} }
		file := func(id string) map[string]any {
			return map[string]any{"regionCode": here, "year": 2023, "uploadId": id}
		}
		for _, c := range []struct {
			name, who string
			in        map[string]any
			want      []string
		}{
			{"a text", "inspector", text("概况\n小学33所，云杉小学学生1178人，在校学生48,697人。"), []string{
				`"agreeCount":1,"differCount":2,"noDataCount":0,"omittedCount":0`, `"edition":{"code":"cn-hb-33"}`, `{"text":"概况","level":0,"table":0,"row":0,"column":0}`,
				`"paragraph":1,"start":2,"end":5,"text":"33所"`, `"stage":"PRIMARY","school":null,"year":2023,"display":"31 所"`, `"school":{"code":"4201079901"},"year":2023,"display":"1179 人"`, `"message":"文中为 33所，数据为 31 所（小学校数（2023 年））。"`,
			}},
			{"an earlier year", "bureau", text("2021年社会认可度88.3%，一般公共预算教育经费12.57亿元。"), []string{`"agreeCount":2,"differCount":0`}},
			{"a document", "bureau", file(document), []string{`"differCount":1`, `"text":"0.381","sentence":"0.381","number":"0.381","unit":null`, `"key":"R4.coefficient","nameEn":"Primary: Teaching floor area, coefficient","indicator":{"code":"R4"}`}},
			{"a school", "school", text("小学31所。"), []string{`FORBIDDEN`}},
			{"nobody", "", text("小学31所。"), []string{`UNAUTHENTICATED`}},
			{"another county", "elsewhere", text("小学31所。"), []string{`"result":null`, `"code":"UNKNOWN_REGION"`}},
			{"somebody else's upload", "bureau", file(elsewhere), []string{`"result":null`, `"code":"UNKNOWN_UPLOAD","field":["uploadId"]`}},
			{"an upload that is no document", "bureau", file(workbook), []string{`"code":"REPORT_UNREADABLE","field":["uploadId"]`}},
			{"both", "bureau", map[string]any{"regionCode": here, "year": 2023, "text": "a", "uploadId": document}, []string{`"code":"REPORT_NOT_ONE"`}},
			{"neither", "bureau", map[string]any{"regionCode": here, "year": 2023}, []string{`"code":"REPORT_NOT_ONE"`}},
			{"nothing to read", "bureau", text(" \n "), []string{`"code":"REPORT_EMPTY"`}},
			{"a year without results", "bureau", map[string]any{"regionCode": here, "year": 2019, "text": "a"}, []string{`"code":"NO_RESULTS"`}},
			{"an edition that is not there", "bureau", map[string]any{"regionCode": here, "year": 2023, "edition": "x", "text": "a"}, []string{`"code":"UNKNOWN_EDITION"`}},
			{"another edition", "bureau", map[string]any{"regionCode": here, "year": 2023, "edition": "cn-2017", "text": "共33项指标。"}, []string{`"differCount":1`, `"display":"32 项"`}},
		} {
			got := string(w.ask(c.who, claimsQuery, map[string]any{"in": c.in}).Body)
			for _, want := range c.want {
				if !strings.Contains(got, want) {
					t.Errorf("%s: no %s in\n%.1500s", c.name, want, got)
				}
			}
		}
	})
}

func TestClaimsOfALongTextAreRefused(t *testing.T) {
	w := one(t, 3)
	long := strings.Repeat("字", 70_000)
	if _, err := w.app.Claims(t.Context(), auth.Viewer{AccountID: "a", Role: models.Bureau, RegionCodes: []string{here}}, app.ClaimsRequest{RegionCode: here, Year: theYear, Text: &long}); err == nil {
		t.Error("a text of 210 kB is read")
	}
}
