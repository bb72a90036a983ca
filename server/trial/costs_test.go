package trial_test

import (
	"archive/zip"
	"bytes"
	"flag"
	"fmt"
	"net/http"
	"os"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/workbook"
)

var costs = flag.Bool("costs", false, "measure what refusals cost")

// TestWhatRefusalsCost prints a table: go test ./server/trial -run WhatRefusalsCost -costs -v
//
// The time is the median of five, at the client on this machine; the memory is by how much the process's peak grew at most.
// Of files it is the time from sending one to the end of its import, which is looked for every tenth of a second.
func TestWhatRefusalsCost(t *testing.T) {
	if !*costs || runtime.GOOS != "linux" {
		t.Skip("measures, with -costs, on Linux")
	}
	w := newWorld(t, "sqlite", 46)
	post := func(body string) func() {
		return func() {
			w.raw(http.MethodPost, "/graphql", w.token("bureau"), plainJSON, strings.NewReader(body))
		}
	}
	requests := map[string]func(){
		"100,000 aliases (1.8 MB)":       post(operation("{ " + numberedText(100_000, "a%d: __typename ") + "}")),
		"100,000 directives (1.7 MB)":    post(operation("{ __typename " + strings.Repeat("@skip(if: false) ", 100_000) + "}")),
		"one field 20,000 times":         post(operation("{ " + strings.Repeat("__typename ", 20_000) + "}")),
		"a chain of 4,000 fragments":     post(operation("{ ...F0 }" + numberedText(4_000, " fragment F%d on Query { __typename }"))),
		"fragments that double 28 times": post(operation("{ ...F0 }" + doubling(28))),
		"100 kB of variables":            post(`{"query":"{ __typename }","variables":{"x":"` + strings.Repeat("x", 100<<10-60) + `","y":1}}`),
		"6 MB that is no JSON":           post("{" + strings.Repeat("x", 6<<20)),
		"100 kB that is no JSON":         post("{" + strings.Repeat("x", 100<<10-10)),
	}
	for _, a := range abuses() {
		requests[a.name] = post(a.body)
	}
	for name, content := range map[string][]byte{"a zip bomb of 300 MB": bomb(t), "a workbook with macros": macros(t), "a workbook with 100,000 errors": errors100k(t)} {
		requests[fmt.Sprintf("%s (%d kB)", name, len(content)>>10)] = func() { w.finished(w.token("bureau"), w.queue(w.token("bureau"), content, true)) }
	}
	var table []string
	for name, send := range requests {
		var took []time.Duration
		grown := 0
		for range 5 {
			before := w.resident("VmRSS")
			began := time.Now()
			send()
			took = append(took, time.Since(began))
			grown = max(grown, w.resident("VmHWM")-before)
		}
		slices.Sort(took)
		table = append(table, fmt.Sprintf("%9.2f ms | %6.1f MB | %s", took[2].Seconds()*1000, float64(grown)/1024, name))
	}
	slices.Sort(table)
	slices.Reverse(table)
	t.Log("\n" + strings.Join(table, "\n"))
	w.lives()
}

func numberedText(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

func doubling(levels int) string {
	var b strings.Builder
	for i := range levels {
		fmt.Fprintf(&b, " fragment F%d on Query { ...F%d ...F%[2]d }", i, i+1)
	}
	return b.String() + fmt.Sprintf(" fragment F%d on Query { __typename }", levels)
}

// resident reads a line of the process's memory in kB. Reading VmRSS begins a new peak.
func (p *process) resident(line string) int {
	p.t.Helper()
	dir := fmt.Sprintf("/proc/%d/", p.cmd.Process.Pid)
	if line == "VmRSS" {
		if err := os.WriteFile(dir+"clear_refs", []byte("5"), 0o600); err != nil {
			p.t.Fatal(err)
		}
	}
	text, err := os.ReadFile(dir + "status")
	if err != nil {
		p.t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), line+":")
	var kB int
	if _, err := fmt.Sscan(rest, &kB); err != nil {
		p.t.Fatal(err)
	}
	return kB
}

// packed is a sound workbook with one part replaced.
func packed(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	sound := file(t, twoCounties(4))
	in, err := zip.NewReader(bytes.NewReader(sound), int64(len(sound)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, f := range in.File {
		if f.Name != name {
			if err := out.Copy(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	part, err := out.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(content)
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func bomb(t *testing.T) []byte {
	return packed(t, "xl/worksheets/sheet1.xml", bytes.Repeat([]byte(" "), 300<<20))
}

func macros(t *testing.T) []byte { return packed(t, "xl/vbaProject.bin", []byte("x")) }

func errors100k(t *testing.T) []byte {
	b := &workbook.Book{}
	addSchool(b, here, 0)
	one := b.Teachers[0]
	b.Teachers = nil
	for i := range 100_000 {
		one.Code, one.SchoolCode = fmt.Sprint("T", i), "0000000000"
		b.Teachers = append(b.Teachers, one)
	}
	return file(t, b)
}
