package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/demo"
)

// fakeOffice puts a program on the path that is called as soffice is.
func fakeOffice(t *testing.T, script string) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the fake program is a shell script")
	}
	path := filepath.Join(t.TempDir(), "soffice")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	t.Setenv("PATH", filepath.Dir(path)+string(os.PathListSeparator)+os.Getenv("PATH"))
}

func TestPapersAsPDF(t *testing.T) {
	fakeOffice(t, `[ -f paper.docx ] || exit 7; echo "%PDF-fake" > paper.pdf`)
	site, _ := demoSite(t, "sqlite")
	handler := site.routes()
	token := signIn(t, handler, "bureau")
	var answer struct{ Papers []struct{ Formats []string } }
	ask(t, handler, token, `{ papers(regionCode: "420107", year: 2023) { formats } }`, &answer)
	if !slices.Equal(answer.Papers[0].Formats, []string{"OFFICE", "PDF"}) {
		t.Errorf("formats: got %v", answer.Papers[0].Formats)
	}
	for _, c := range []struct {
		kind, begin string
		status      int
	}{
		{"REPORT", "%PDF-fake", http.StatusOK},
		{"FORM", `{"errors"`, http.StatusInternalServerError}, // the fake knows no workbooks
	} {
		link, wrong := askPaper(t, handler, token, `{kind: `+c.kind+`, regionCode: "420107", year: 2023, format: PDF}`)
		w := fetchPaper(t, handler, token, link)
		if w.Code != c.status || !strings.HasPrefix(w.Body.String(), c.begin) {
			t.Errorf("%s: got %d %v %.100s", c.kind, w.Code, wrong, w.Body)
		}
		if c.status == http.StatusOK && (w.Header().Get("Content-Type") != "application/pdf" || !strings.HasSuffix(w.Header().Get("Content-Disposition"), ".pdf")) {
			t.Errorf("%s: got %v", c.kind, w.Header())
		}
	}
}

func TestPapersAsPDFOnTheCommandLine(t *testing.T) {
	book, out := bookFile(t, demo.Book()), filepath.Join(t.TempDir(), "report.PDF")
	t.Run("where nothing makes it", func(t *testing.T) {
		t.Setenv("PATH", t.TempDir())
		if _, errs, status := junheng(t, "papers", "report", book, out); status == 0 || !strings.Contains(errs, "JUNHENG_OFFICE") {
			t.Errorf("got status %d, %q", status, errs)
		}
	})
	t.Run("where something does", func(t *testing.T) {
		fakeOffice(t, `echo "%PDF-fake" > paper.pdf`)
		if _, errs, status := junheng(t, "papers", "report", book, out); status != 0 {
			t.Fatal(errs)
		}
		if got, err := os.ReadFile(out); err != nil || !bytes.HasPrefix(got, []byte("%PDF-")) {
			t.Errorf("got %.20q, %v", got, err)
		}
	})
}
