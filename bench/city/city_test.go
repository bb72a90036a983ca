package city

import (
	"reflect"
	"testing"

	"github.com/junheng/junheng/indicator"
)

func TestTheCityIsAlwaysTheSame(t *testing.T) {
	for _, n := range []int{0, 1, 2, 3, 999} {
		if a, b := figures(n, LatestYear), figures(n, LatestYear); !reflect.DeepEqual(a, b) {
			t.Errorf("figures of school %d differ between two calls", n)
		}
		if a, b := teachers(n), teachers(n); !reflect.DeepEqual(a, b) {
			t.Errorf("teachers of school %d differ between two calls", n)
		}
	}
}

func TestTheCityHasEveryStatus(t *testing.T) {
	edition, ok := indicator.LookupEdition(Edition)
	if !ok {
		t.Fatal(Edition + " is not an edition")
	}
	seen := map[indicator.Status]int{}
	units := 0
	for n := range Counties * PerCounty {
		f := figures(n, LatestYear)
		s := school(n)
		for _, finding := range indicator.CheckFigures(s, LatestYear, f, nil) {
			if finding.Severity == indicator.SeverityError {
				t.Errorf("school %d: %s %v", n, finding.Code, finding.Keys)
			}
		}
		record := indicator.CountyRecord{Region: indicator.Region{Code: s.RegionCode}, Year: LatestYear}
		a := edition.AssessSchool(&indicator.SchoolRecord{School: s, Figures: &f}, &record)
		for _, u := range a.Units {
			units++
			for _, r := range u.Results {
				seen[r.Status]++
			}
		}
	}
	if units != 1250 {
		t.Errorf("%d units, want 1250", units)
	}
	for _, status := range []indicator.Status{indicator.Met, indicator.Near, indicator.Unmet} {
		if seen[status] < 100 {
			t.Errorf("only %d results are %s: %v", seen[status], status, seen)
		}
	}
	if seen[indicator.NotComputable] > 0 {
		t.Errorf("%d results cannot be computed", seen[indicator.NotComputable])
	}
}
