package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// junheng runs a command and returns what it printed and its exit status.
func junheng(t *testing.T, args ...string) (out, errs string, status int) {
	t.Helper()
	var o, e bytes.Buffer
	err := run(context.Background(), args, &console{Out: &o, Err: &e, lang: "en"})
	return o.String(), e.String(), exitStatus(err)
}

func count(n int) *int { return &n }

// smallBook is a county of two primary schools of which nothing but schools and figures is known.
func smallBook() *workbook.Book {
	b := &workbook.Book{}
	for i, code := range []string{"0107000001", "0107000002"} {
		f := indicator.Figures{StudentsPrimary: count(100), BackbonePrimary: count(1 + i)}
		b.Schools = append(b.Schools, indicator.School{Code: code, Name: "试验小学" + code[9:], RegionCode: "420107", Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Urban})
		b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: code, Year: 2023, Figures: f})
	}
	return b
}

func bookFile(t *testing.T, b *workbook.Book) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "county.xlsx")
	if err := writeFile(path, func(w io.Writer) error { return workbook.WriteCounty(w, b) }); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEvaluateAsJSON(t *testing.T) {
	out, errs, status := junheng(t, "evaluate", bookFile(t, smallBook()), "--json")
	if status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	var got evaluationJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Edition != "cn-hb-33" || got.Year != 2023 || got.Region.Code != "420107" || got.Verdict != "INCOMPLETE" {
		t.Errorf("got %s %d %s %s", got.Edition, got.Year, got.Region.Code, got.Verdict)
	}
	if len(got.Areas) != 4 || len(got.Indicators) != 33 || len(got.Balances) != 14 || len(got.Units) != 2 {
		t.Errorf("got %d areas, %d indicators, %d balances, %d units", len(got.Areas), len(got.Indicators), len(got.Balances), len(got.Units))
	}
	r2 := got.Balances[2]
	if r2.Indicator != "R2" || *r2.Mean != 1.5 || *r2.Coefficient != 1.0/3 || r2.Status != "MET" {
		t.Errorf("R2 primary: %+v", r2)
	}
	if r1 := got.Units[0].Results[0]; r1.Value != nil || r1.Status != "NOT_COMPUTABLE" {
		t.Errorf("R1 without figures: %+v", r1)
	}
	if out, _, status := junheng(t, "evaluate", bookFile(t, smallBook()), "--json", "--edition", "cn-2017"); status != 0 || strings.Contains(out, `"S2"`) {
		t.Errorf("cn-2017 has S2, or status %d", status)
	}
}

func TestEvaluateForPeople(t *testing.T) {
	for lang, want := range map[string][]string{
		"en": {"Verdict: incomplete", "33 indicators", "Weakest units", "R2 Backbone teachers", "0.333"},
		"zh": {"结论：待定", "33 项指标", "最薄弱的学校", "R2 县级以上骨干教师"},
	} {
		out, errs, status := junheng(t, "evaluate", bookFile(t, smallBook()), "--lang", lang)
		for _, w := range want {
			if status != 0 || !strings.Contains(out, w) {
				t.Errorf("%s: status %d %s, %q is not in:\n%s", lang, status, errs, w, out)
			}
		}
	}
}

func TestInputThatCannotBeUsed(t *testing.T) {
	broken := smallBook()
	broken.SchoolYears[1].Code = "9999999999"
	text := filepath.Join(t.TempDir(), "notes.xlsx")
	if err := os.WriteFile(text, []byte("not a workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"a file that is not there": {"evaluate", filepath.Join(t.TempDir(), "none.xlsx")},
		"a file of another kind":   {"evaluate", text},
		"a directory":              {"evaluate", t.TempDir()},
		"an unknown school code":   {"evaluate", bookFile(t, broken)},
		"an unknown edition":       {"evaluate", bookFile(t, smallBook()), "--edition", "cn-1999"},
		"a year that is not there": {"evaluate", bookFile(t, smallBook()), "--year", "1999"},
		"another county":           {"evaluate", bookFile(t, smallBook()), "--region", "110101"},
		"an unknown flag":          {"evaluate", bookFile(t, smallBook()), "--nonsense"},
		"an unknown indicator":     {"explain", bookFile(t, smallBook()), "0107000001", "X9"},
		"an unknown school":        {"explain", bookFile(t, smallBook()), "0107000009", "R1"},
	} {
		out, errs, status := junheng(t, args...)
		if status != 2 || errs == "" || out != "" {
			t.Errorf("%s: status %d, standard error %q, output %q", name, status, errs, out)
		}
	}
	_, errs, _ := junheng(t, "evaluate", bookFile(t, broken), "--json")
	for line := range strings.Lines(errs) {
		var i issueLine
		if err := json.Unmarshal([]byte(line), &i); err != nil || i.Sheet == "" || i.Row == 0 || i.Code == "" || i.Message == "" {
			t.Errorf("not an issue: %s", line)
		}
	}
}

func TestExplain(t *testing.T) {
	path := bookFile(t, smallBook())
	for _, args := range [][]string{{"0107000002", "R2"}, {"420107", "R2"}, {"420107", "G3"}, {"0107000001", "G4"}, {"420107", "R2", "--stage", "PRIMARY"}} {
		out, errs, status := junheng(t, append([]string{"explain", path}, args...)...)
		if status != 0 || !strings.Contains(out, "Formula") {
			t.Errorf("%v: status %d %s\n%s", args, status, errs, out)
		}
	}
	out, _, _ := junheng(t, "explain", path, "0107000002", "R2")
	for _, want := range []string{"backbonePrimary", "2 × 100 / 100", "2.00"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in:\n%s", want, out)
		}
	}
}

func TestFilesThatCommandsWrite(t *testing.T) {
	dir := t.TempDir()
	for _, args := range [][]string{{"template", "county", filepath.Join(dir, "c.xlsx")}, {"template", "school", filepath.Join(dir, "s.xlsx")}, {"demo-workbook", filepath.Join(dir, "d.xlsx")}} {
		if _, errs, status := junheng(t, args...); status != 0 {
			t.Errorf("%v: %s", args, errs)
		}
	}
	broken := smallBook()
	broken.SchoolYears[1].Code = "9999999999"
	marked := filepath.Join(dir, "marked.xlsx")
	if out, _, status := junheng(t, "check", bookFile(t, broken), "--marked", marked); status != 2 || !strings.Contains(out, "1 errors") {
		t.Errorf("status %d: %s", status, out)
	}
	if _, err := os.Stat(marked); err != nil {
		t.Error(err)
	}
	if out, _, status := junheng(t, "editions"); status != 0 || !strings.Contains(out, "cn-hb-33") {
		t.Errorf("editions: %s", out)
	}
	if out, _, status := junheng(t, "editions", "cn-hb-33", "--lang", "zh"); status != 0 || !strings.Contains(out, "实地走访") {
		t.Errorf("editions cn-hb-33: %s", out)
	}
}
