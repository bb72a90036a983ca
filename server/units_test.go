package main

import (
	"strings"
	"testing"
)

func TestNoCellOfAListIsTakenForAFormula(t *testing.T) {
	var out strings.Builder
	texts := []string{"=1+1", " =1+1", "\n=1+1", "＝1+1", "\tx", "+1", "-1", "@x", "城南小学", "a=b", ""}
	rows := make([][]any, len(texts))
	for i, s := range texts {
		rows[i] = []any{s}
	}
	if err := writeCSV(&out, rows); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(out.String(), "'"); n != 8 {
		t.Errorf("got %d of 8 texts in quotes: %q", n, out.String())
	}
}
