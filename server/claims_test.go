package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/junheng/junheng/demo"
)

func TestClaimsOfTheDemoCounty(t *testing.T) {
	book := bookFile(t, demo.Book())
	dir := t.TempDir()
	own := filepath.Join(dir, "own.docx")
	if _, errs, status := junheng(t, "papers", "report", book, own); status != 0 {
		t.Fatal(errs)
	}
	wrong := filepath.Join(dir, "wrong.txt")
	if err := os.WriteFile(wrong, []byte("全区有小学31所、初中16所。\n2021年初中三年巩固率97.2%，今年100%，课后服务覆盖率99%。"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name   string
		args   []string
		status int
		want   []string
	}{
		{"the own report agrees", []string{own}, 0, []string{"238 numbers: 238 agree, 0 differ, 0 without data"}},
		{"the own report of another year does not", []string{own, "--year", "2022"}, 1, []string{"The text says 48297; the data say 48027 (Pupils, total, 2022)."}},
		{"a text with an error", []string{wrong}, 1, []string{"5 numbers: 3 agree, 1 differ, 1 without data", "全区有小学31所、初中16所。", "The text says 31所; the data say 30 (Primary schools, 2023)."}},
		{"in Chinese, every number", []string{wrong, "--lang", "zh", "--all"}, 1, []string{"数字 5 个：一致 3，不一致 1，无数据 1", "文中为 31所，数据为 30 所（小学校数（2023 年））。", "第 2 段  无数据  99%"}},
		{"a report that is none", []string{"claims_test.go.none"}, 2, nil},
		{"a workbook for a report", []string{book}, 2, nil},
		{"a year that is not there", []string{own, "--year", "1999"}, 2, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			out, errs, status := junheng(t, append(append([]string{"claims"}, c.args...), "--data", book)...)
			if status != c.status {
				t.Fatalf("status %d: %s %s", status, out, errs)
			}
			for _, want := range c.want {
				if !strings.Contains(out, want) {
					t.Errorf("lacks %q:\n%s", want, out)
				}
			}
		})
	}
	out, _, status := junheng(t, "claims", wrong, "--data", book, "--json")
	var form claimsJSON
	if err := json.NewDecoder(bytes.NewReader([]byte(out))).Decode(&form); err != nil || status != 1 {
		t.Fatal(status, err)
	}
	if form.DifferCount != 1 || len(form.Claims) != 5 || form.Claims[0].Verdict != "DIFFERS" || form.Claims[0].Start != 5 || form.Claims[0].Fact.Key != "schoolsOfKind" || *form.Claims[0].Fact.Stage != "PRIMARY" {
		t.Errorf("got %+v", form)
	}
}
