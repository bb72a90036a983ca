package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
)

func TestRecheckReadsWhatExplainPrints(t *testing.T) {
	path := bookFile(t, smallBook())
	traces, errs, status := junheng(t, "explain", path, "420107", "R2", "--json")
	if status != 0 {
		t.Fatal(errs)
	}
	file := filepath.Join(t.TempDir(), "traces.jsonl")
	for name, c := range map[string]struct {
		text   string
		status int
		want   string
	}{
		"equal":           {traces, 0, "equal"},
		"another display": {strings.Replace(traces, `"Display":"0.333"`, `"Display":"0.233"`, 1), 1, `"0.233", recomputed "0.333"`},
		"no trace":        {"{}", 2, ""},
		"no JSON":         {"R2", 2, ""},
		"nothing":         {"", 2, ""},
	} {
		if err := os.WriteFile(file, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		out, errs, status := junheng(t, "recheck", file)
		if status != c.status || !strings.Contains(out, c.want) || (status != 0 && errs == "") {
			t.Errorf("%s: status %d %q\n%s", name, status, errs, out)
		}
	}
}

func TestSimulateShowsWhatChangesAndWritesNothing(t *testing.T) {
	path := bookFile(t, smallBook())
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	out, errs, status := junheng(t, "simulate", path, "--move", "R2:0107000002,0107000001,1", "--set", "0107000001.studentsPrimary=200", "--json")
	var got simulationJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil || status != 0 {
		t.Fatalf("status %d: %s %v", status, errs, err)
	}
	want := indicator.Difference{Of: "BALANCE", Stage: indicator.Primary, Indicator: "R2", Before: "MET", After: "MET", DisplayBefore: "0.333", DisplayAfter: "0.000"}
	found := false
	for _, d := range got.Differences {
		found = found || d == want
	}
	if !found || len(got.Changes) != 2 {
		t.Errorf("got %+v", got)
	}
	if out, errs, status := junheng(t, "simulate", path, "--close", "0107000001,0107000002"); status != 0 || !strings.Contains(out, "试验小学1") {
		t.Errorf("status %d %s\n%s", status, errs, out)
	}
	for _, flags := range [][]string{{}, {"--set", "0107000001=3"}, {"--set", "0107000001.backbonePrimary=x"}, {"--move", "R2:1,2"}, {"--merge", "0107000001"}, {"--close", "1"}, {"--under", "cn-1999"}} {
		if out, errs, status := junheng(t, append([]string{"simulate", path}, flags...)...); status != 2 || errs == "" || out != "" {
			t.Errorf("%v: status %d %q %q", flags, status, errs, out)
		}
	}
	if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
		t.Errorf("the workbook changed: %v", err)
	}
}

func TestDriftTellsSchoolsAndCauses(t *testing.T) {
	b := smallBook()
	for _, y := range b.SchoolYears {
		y.Year, y.Figures.BackbonePrimary = 2022, count(1)
		b.SchoolYears = append(b.SchoolYears, y)
	}
	path := bookFile(t, b)
	out, errs, status := junheng(t, "drift", path, "R2", "PRIMARY", "--from", "2022", "--to", "2023")
	for _, want := range []string{"widening", "+0.333333", "0107000002"} {
		if status != 0 || !strings.Contains(out, want) {
			t.Errorf("status %d %s: %q is not in\n%s", status, errs, want, out)
		}
	}
	out, _, _ = junheng(t, "drift", path, "R2", "PRIMARY", "--from", "2022", "--to", "2023", "--json")
	var d indicator.Drift
	if err := json.Unmarshal([]byte(out), &d); err != nil || len(d.Contributions) != 2 || d.Contributions[0].School != "0107000002" {
		t.Errorf("%v %s", err, out)
	}
	if _, errs, status := junheng(t, "drift", path, "R1", "PRIMARY", "--from", "2022", "--to", "2023"); status != 2 || errs == "" {
		t.Errorf("a coefficient that is not computable: status %d", status)
	}
}

func TestRepairPlansOrSaysWhyNot(t *testing.T) {
	b := smallBook()
	path := bookFile(t, b)
	out, errs, status := junheng(t, "repair", path, "--json", "--cost", "R2=3", "--leave", "0")
	var got repairJSON
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatalf("status %d: %s %v", status, errs, err)
	}
	if blocked := len(got.Blockers) > 0; blocked != (status == 1) || (!blocked && status != 0) {
		t.Errorf("status %d with %d blockers", status, len(got.Blockers))
	}
	if out, _, status := junheng(t, "repair", path); status > 1 || out == "" {
		t.Errorf("status %d\n%s", status, out)
	}
	for _, flags := range [][]string{{"--cost", "R8=1"}, {"--cost", "R1"}, {"--limit", "R5=0"}, {"--budget", "x"}, {"--leave", "-1"}, {"--move", "a"}} {
		if out, errs, status := junheng(t, append([]string{"repair", path}, flags...)...); status != 2 || errs == "" || out != "" {
			t.Errorf("%v: status %d %q %q", flags, status, errs, out)
		}
	}
}
