package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/report"
	"github.com/junheng/junheng/report/docx"
)

func TestPapersOfTheDemoCounty(t *testing.T) {
	book := bookFile(t, demo.Book())
	dir := t.TempDir()
	for _, c := range []struct {
		name string
		args []string
		out  string
	}{
		{"the form", []string{"form", book, "form.xlsx", "--year", "2021"}, "form.xlsx"},
		{"the report", []string{"report", book, "report.docx", "--edition", "cn-2017"}, "report.docx"},
		{"the report again, keeping what was written", []string{"report", book, "again.docx", "--keep", filepath.Join(dir, "report.docx")}, "again.docx"},
		{"the sheet of a school", []string{"school", book, demo.Book().Schools[0].Code, "school.docx"}, "school.docx"},
	} {
		args := append([]string{"papers"}, c.args...)
		for i := range args {
			if args[i] == c.out {
				args[i] = filepath.Join(dir, c.out)
			}
		}
		_, errs, status := junheng(t, args...)
		if status != 0 {
			t.Fatalf("%s: status %d: %s", c.name, status, errs)
		}
		if info, err := os.Stat(filepath.Join(dir, c.out)); err != nil || info.Size() == 0 {
			t.Errorf("%s: not written: %v", c.name, err)
		}
		if c.out == "form.xlsx" && !strings.Contains(errs, "left empty: Ⅰ 教职工总数") {
			t.Errorf("%s: gaps are not listed: %s", c.name, errs)
		}
	}
	f, err := excelize.OpenFile(filepath.Join(dir, "form.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head, err := f.GetHeaderFooter("Ⅲ 校际均衡")
	if err != nil || !strings.Contains(head.OddHeader, demoNote) {
		t.Errorf("pages do not say that the schools are made up: %+v, %v", head, err)
	}
}

func TestPapersThatCannotBeWritten(t *testing.T) {
	book := bookFile(t, demo.Book())
	dir := t.TempDir()
	boast := filepath.Join(dir, "boast.docx")
	d := docx.New("", "")
	d.Slot("next", "", "", []string{"全区各校全部达标。"})
	if err := writeFile(boast, func(w io.Writer) error { return d.Write(w) }); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "out.docx")
	for _, c := range []struct {
		name, want string
		args       []string
	}{
		{"a school that is not there", report.ErrNoSchool.Error(), []string{"school", book, "4201079999", out}},
		{"a report that claims too much", report.ErrClaimsAll.Error(), []string{"report", book, out, "--year", "2021", "--keep", boast}},
		{"an earlier report that is none", docx.ErrNotDocx.Error(), []string{"report", book, out, "--keep", "papers_test.go"}},
		{"a year that is not there", "no year 1999", []string{"form", book, out, "--year", "1999"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, errs, status := junheng(t, append([]string{"papers"}, c.args...)...)
			if status == 0 || !strings.Contains(errs, c.want) {
				t.Errorf("got status %d, %q", status, errs)
			}
			if _, err := os.Stat(out); err == nil {
				t.Error("a file was written")
			}
		})
	}
}
