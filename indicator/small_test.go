package indicator_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/indicator"
)

func TestASmallCountHidesWhatTellsIt(t *testing.T) {
	n := func(n int) *int { return &n }
	money := indicator.Decimal(9_1600)
	f := indicator.CountyFigures{
		SpecialEdStudents: n(4), SpecialEdOperating: &money,
		MigrantEligible: n(5893), MigrantPublic: n(5890), MigrantPurchased: n(3),
		DisabledChildren: n(120), DisabledEnrolled: n(118), Residents: n(90_000),
	}
	f.HideSmallCounts()
	want := indicator.CountyFigures{DisabledChildren: n(120), DisabledEnrolled: n(118), Residents: n(90_000)}
	if diff := cmp.Diff(want, f); diff != "" {
		t.Errorf("want what has no small count, and nothing beside one (-want +got):\n%s", diff)
	}
}
