package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/report/docx"
	"github.com/junheng/junheng/workbook"
)

// sendUpload sends a file and answers its id.
func sendUpload(t *testing.T, handler http.Handler, token string, content []byte) string {
	t.Helper()
	r := httptest.NewRequest(http.MethodPost, "/uploads?name=old.docx", bytes.NewReader(content))
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	var answer struct{ ID string }
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.ID == "" {
		t.Fatalf("%v %s", err, w.Body)
	}
	return answer.ID
}

func bookBytes(t *testing.T, b *workbook.Book) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := workbook.WriteCounty(&out, b); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// written is a report in which the bureau has written one paragraph.
func written(t *testing.T, tag, text string) []byte {
	t.Helper()
	d := docx.New("", "")
	d.Slot(tag, "", "", []string{text})
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPapersByTheAPI(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // no LibreOffice
	site, _ := demoSite(t, "sqlite")
	handler := site.routes()
	tokens := map[string]string{}
	for _, who := range []string{"bureau", "inspector", "school"} {
		tokens[who] = signIn(t, handler, who)
	}
	own, other := demo.Book().Schools[0].Code, demo.Book().Schools[5].Code
	boast := sendUpload(t, handler, tokens["bureau"], written(t, "next", "全区各校全部达标。"))
	honest := sendUpload(t, handler, tokens["bureau"], written(t, "next", "继续努力 <&>。"))
	noReport := sendUpload(t, handler, tokens["bureau"], bookBytes(t, demo.Book()))
	for _, c := range []struct{ name, who, input, wrong string }{
		{"a form", "inspector", `{kind: FORM, regionCode: "420107", year: 2021, format: OFFICE}`, ""},
		{"a report", "bureau", `{kind: REPORT, regionCode: "420107", year: 2021, format: OFFICE}`, ""},
		{"one's own sheet", "school", `{kind: SCHOOL_SHEET, schoolCode: "` + own + `", year: 2023, format: OFFICE}`, ""},
		{"the sheet of another school", "school", `{kind: SCHOOL_SHEET, schoolCode: "` + other + `", year: 2023, format: OFFICE}`, "UNKNOWN_SCHOOL"},
		{"a year without results", "bureau", `{kind: FORM, regionCode: "420107", year: 2010, format: OFFICE}`, "NO_RESULTS"},
		{"an unknown edition", "bureau", `{kind: FORM, regionCode: "420107", year: 2023, edition: "xx", format: OFFICE}`, "UNKNOWN_EDITION"},
		{"another county", "bureau", `{kind: FORM, regionCode: "420111", year: 2023, format: OFFICE}`, "NO_RESULTS"},
		{"PDF where nothing makes it", "bureau", `{kind: FORM, regionCode: "420107", year: 2023, format: PDF}`, "PDF_UNAVAILABLE"},
		{"paragraphs that claim too much", "bureau", `{kind: REPORT, regionCode: "420107", year: 2021, format: OFFICE, keptUploadId: "` + boast + `"}`, "REPORT_CLAIMS_ALL"},
		{"the same where it is true", "bureau", `{kind: REPORT, regionCode: "420107", year: 2023, format: OFFICE, keptUploadId: "` + boast + `"}`, ""},
		{"a workbook as an earlier report", "bureau", `{kind: REPORT, regionCode: "420107", year: 2023, format: OFFICE, keptUploadId: "` + noReport + `"}`, "UPLOAD_NOT_REPORT"},
		{"somebody else's upload", "inspector", `{kind: REPORT, regionCode: "420107", year: 2023, format: OFFICE, keptUploadId: "` + honest + `"}`, "UNKNOWN_UPLOAD"},
	} {
		t.Run(c.name, func(t *testing.T) {
			link, wrong := askPaper(t, handler, tokens[c.who], c.input)
			if c.wrong != "" {
				if link != "" || !slices.Equal(wrong, []string{c.wrong}) {
					t.Errorf("got %q, %v, want %s", link, wrong, c.wrong)
				}
				return
			}
			w := fetchPaper(t, handler, tokens[c.who], link)
			if w.Code != http.StatusOK || !bytes.HasPrefix(w.Body.Bytes(), []byte("PK")) || !strings.Contains(w.Header().Get("Content-Disposition"), "2") {
				t.Errorf("got %d %v %.100s", w.Code, wrong, w.Body)
			}
			for who, token := range tokens {
				if who != c.who {
					if got := fetchPaper(t, handler, token, link).Code; got != http.StatusNotFound {
						t.Errorf("the link serves %s: %d", who, got)
					}
				}
			}
			if got := fetchPaper(t, handler, tokens[c.who], strings.Replace(link, "until=", "until=9", 1)).Code; got != http.StatusNotFound {
				t.Errorf("a link that was changed: got %d", got)
			}
		})
	}
	t.Run("what the bureau wrote is kept", func(t *testing.T) {
		link, _ := askPaper(t, handler, tokens["bureau"], `{kind: REPORT, regionCode: "420107", year: 2021, format: OFFICE, keptUploadId: "`+honest+`"}`)
		content := fetchPaper(t, handler, tokens["bureau"], link).Body.Bytes()
		if x := readText(t, content); !slices.Contains(x.paragraphs, "继续努力 <&>。") {
			t.Error("the paragraph is lost")
		}
	})
	t.Run("the formats say that there is no PDF", func(t *testing.T) {
		var answer struct {
			Papers []struct {
				Kind    string
				Formats []string
				Gaps    []struct{ Table, Item, Reason string }
			}
			SchoolSheet *struct{ Kind string }
			Nothing     *[]struct{ Kind string }
		}
		ask(t, handler, tokens["bureau"], `{ papers(regionCode: "420107", year: 2023) { kind formats gaps { table item reason } }
			schoolSheet(schoolCode: "`+own+`", year: 2023) { kind } nothing: papers(regionCode: "420107", year: 2010) { kind } }`, &answer)
		if len(answer.Papers) != 2 || !slices.Equal(answer.Papers[0].Formats, []string{"OFFICE"}) || answer.SchoolSheet == nil || answer.Nothing != nil {
			t.Fatalf("got %+v", answer)
		}
		if gap := answer.Papers[0].Gaps[0]; gap.Table != "Ⅰ" || gap.Item != "教职工总数" || !strings.Contains(gap.Reason, "不采集") {
			t.Errorf("got %+v", gap)
		}
	})
}
