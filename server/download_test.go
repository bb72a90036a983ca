package main

import (
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
)

// TestEveryDownloadIsAFileToKeep goes through all kinds of downloads: none may be shown as a page of this origin.
func TestEveryDownloadIsAFileToKeep(t *testing.T) {
	site, _ := demoSite(t, "sqlite")
	handler := site.routes()
	token := signIn(t, handler, "bureau")
	names := map[string]string{}
	for kind, link := range linksOf(t, handler, site.links, token) {
		w := fetchPaper(t, handler, token, link)
		how, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
		name := params["filename"]
		if w.Code != http.StatusOK || err != nil || how != "attachment" || name == "" || name != app.PlainName(name) {
			t.Errorf("%s: %d %v %q %q", kind, w.Code, err, how, name)
		}
		if h := w.Header(); h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Content-Type") == "" || !strings.Contains(h.Get("Cache-Control"), "no-store") {
			t.Errorf("%s: %v", kind, h)
		}
		names[kind] = name
	}
	if name := names[countyPaper]; !strings.Contains(name, "申报表") || !strings.HasSuffix(name, ".xlsx") {
		t.Errorf("the Chinese name of a paper: %q", name)
	}
	for _, kind := range []string{countyWorkbook, markedWorkbook, unitList, countyPaper} {
		if names[kind] == "" {
			t.Errorf("no download of kind %s", kind)
		}
	}
	w := fetchPaper(t, handler, token, "/downloads/county/420107?for=x")
	if w.Code != http.StatusNotFound || w.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("a refused download: %d %v", w.Code, w.Header())
	}
}

// linksOf are links to one download of each kind and format.
func linksOf(t *testing.T, handler http.Handler, links *links, token string) map[string]string {
	t.Helper()
	upload := sendUpload(t, handler, token, bookBytes(t, smallBook()))
	var answer struct {
		Region            struct{ WorkbookURL string }
		SchoolAssessments struct{ XLSX, CSV string }
	}
	ask(t, handler, token, `{region(code:"420107"){workbookUrl} schoolAssessments(where:{year:2023}){xlsx:exportUrl(format:XLSX) csv:exportUrl(format:CSV)}}`, &answer)
	var imported struct {
		ImportWorkbook struct{ Import struct{ ID string } }
	}
	ask(t, handler, token, `mutation{importWorkbook(input:{uploadId:"`+upload+`"}){import{id}}}`, &imported)
	county, err := url.Parse(answer.Region.WorkbookURL)
	if err != nil {
		t.Fatal(err)
	}
	_, id, _ := view.ParseID(imported.ImportWorkbook.Import.ID)
	paper, _ := askPaper(t, handler, token, `{kind: FORM, regionCode: "420107", year: 2023, format: OFFICE}`)
	return map[string]string{
		countyWorkbook: county.String(), unitList: answer.SchoolAssessments.XLSX, "units as CSV": answer.SchoolAssessments.CSV, countyPaper: paper,
		markedWorkbook: links.MarkedWorkbook(auth.Viewer{AccountID: county.Query().Get("for")}, id[0]),
	}
}
