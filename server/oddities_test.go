package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

func TestOdditiesSayWhy(t *testing.T) {
	book := demo.Book()
	for i := range book.SchoolYears {
		if y := &book.SchoolYears[i]; y.Code == "4201079903" && y.Year == 2023 {
			*y.Figures.EquipmentValue *= 10_000
			*y.Figures.TeachingArea, *y.Figures.SportsGroundArea = *y.Figures.SportsGroundArea, *y.Figures.TeachingArea
		}
	}
	path := bookFile(t, book)
	out, errs, status := junheng(t, "oddities", path)
	if status != 0 {
		t.Fatalf("status %d: %s", status, errs)
	}
	for _, want := range []string{"oddities 2", "4201079903", "Wrong unit", "yuan and 10,000 yuan may have been mixed up", "They may have been exchanged"} {
		if !strings.Contains(out, want) {
			t.Errorf("want %q in\n%s", want, out)
		}
	}
	out, _, _ = junheng(t, "oddities", path, "--lang", "zh")
	if !strings.Contains(out, "2 条可疑数据") || !strings.Contains(out, "可能元与万元混用") {
		t.Errorf("not Chinese:\n%s", out)
	}
	out, _, _ = junheng(t, "oddities", path, "--json")
	var list []oddityJSON
	if err := json.Unmarshal([]byte(out), &list); err != nil || len(list) != 2 || list[0].Kind != indicator.OddityUnit && list[1].Kind != indicator.OddityUnit {
		t.Errorf("JSON: %v, %s", err, out)
	}
	if out, _, _ := junheng(t, "oddities", path, "--year", "2021", "--json"); out != "[]\n" {
		t.Errorf("2021, of which nobody mistyped anything: %s", out)
	}
	if _, _, status := junheng(t, "oddities", path, "--year", "1999"); status != 2 {
		t.Errorf("a year that is not there: status %d", status)
	}
}
