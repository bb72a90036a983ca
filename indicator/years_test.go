package indicator_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

func TestASchoolIsOpenFromItsFirstYearToItsLast(t *testing.T) {
	for _, c := range []struct {
		name        string
		first, last *int
		year        int
		want        bool
	}{
		{"no years: always", nil, nil, 1999, true},
		{"before the first", n(2026), nil, 2025, false},
		{"in the first", n(2026), nil, 2026, true},
		{"in the last", nil, n(2023), 2023, true},
		{"behind the last", nil, n(2023), 2024, false},
		{"one year only", n(2023), n(2023), 2023, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := school("1", indicator.KindNineYear)
			s.FirstYear, s.LastYear = c.first, c.last
			in := county
			in.Year = c.year
			a := assess(t, s, complete(indicator.KindNineYear, 300), in)
			if got := a.Excluded != indicator.ReasonNotOpen; got != c.want || s.IsOpenIn(c.year) != c.want || (len(a.Units) > 0) != c.want {
				t.Errorf("got %v with %d units, want %v", got, len(a.Units), c.want)
			}
		})
	}
}

// A county is judged with schools that are not open in the year as it is without them: whatever they are and whatever they say.
func TestSchoolsNotOpenChangeNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for _, e := range indicator.Editions() {
		for range 30 {
			c := randomCounty(r, 1+r.IntN(8), 0.05)
			want := e.Evaluate(c)
			more := *c
			for i := range 4 {
				gone := randomCounty(r, 1, 0.3).Schools[0]
				gone.School.Code = "99" + string(rune('a'+i))
				gone.School.FirstYear, gone.School.LastYear = n(c.Year+1), nil
				if i%2 == 0 {
					gone.School.FirstYear, gone.School.LastYear = nil, n(c.Year-1)
				}
				more.Schools = append([]indicator.SchoolRecord{gone}, more.Schools...)
			}
			got := e.Evaluate(&more)
			if diff := cmp.Diff(want.CountyAssessment, got.CountyAssessment); diff != "" {
				t.Fatalf("%s (-without +with):\n%s", e.Code, diff)
			}
			for _, ind := range e.Indicators {
				before, _ := e.ExplainCounty(c, ind.Code)
				after, _ := e.ExplainCounty(&more, ind.Code)
				if diff := cmp.Diff(before, after); diff != "" {
					t.Fatalf("trace of %s (-without +with):\n%s", ind.Code, diff)
				}
			}
		}
	}
}

func TestASchoolNotOpenHasNoTraceAndNoChanges(t *testing.T) {
	e, s := edition(t, "cn-hb-33"), school("1", indicator.KindPrimary)
	s.LastYear = n(county.Year - 1)
	r := indicator.SchoolRecord{School: s, Figures: complete(indicator.KindPrimary, 300)}
	for _, code := range indicator.ItemCodes {
		if _, ok := e.ExplainItem(&r, &county, code); ok {
			t.Errorf("%s has a trace", code)
		}
	}
	if _, ok := e.ExplainUnit(&r, &county, indicator.Primary, "R1"); ok {
		t.Error("R1 has a trace")
	}
	c := indicator.County{CountyRecord: county, Schools: []indicator.SchoolRecord{r}}
	_, err := indicator.Apply(&c, []indicator.Change{{Kind: indicator.ChangeClose, School: "1"}})
	if want := "the change cannot be made: school 1 is not open in the year"; err == nil || err.Error() != want {
		t.Errorf("closing it: %v, want %s", err, want)
	}
}

// The plan, the oddities and what split a coefficient's change do not see a school that has closed.
func TestAClosedSchoolIsNoPartOfThePlan(t *testing.T) {
	c := demoCounty(demo.Years[len(demo.Years)-1])
	more := *c
	more.Schools = append(slices.Clip(more.Schools), indicator.SchoolRecord{School: indicator.School{
		Code: "4201079999", Name: "已撤并小学", RegionCode: c.Region.Code, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Urban, LastYear: n(c.Year - 1),
	}})
	e := edition(t, "cn-hb-33")
	terms := indicator.DefaultRepairTerms()
	if diff := cmp.Diff(e.Repair(c, terms), e.Repair(&more, terms)); diff != "" {
		t.Errorf("plan (-without +with):\n%s", diff)
	}
	if diff := cmp.Diff(indicator.Oddities(c, nil), indicator.Oddities(&more, nil)); diff != "" {
		t.Errorf("oddities (-without +with):\n%s", diff)
	}
}
