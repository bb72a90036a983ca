package indicator_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/junheng/junheng/indicator"
)

// verdicts are all that readers see of an evaluation.
var verdicts = cmpopts.IgnoreUnexported(indicator.SchoolAssessment{})

func clone(c *indicator.County) *indicator.County {
	own := *c
	own.Schools = slices.Clone(c.Schools)
	for i := range own.Schools {
		if f := own.Schools[i].Figures; f != nil {
			copied := *f
			own.Schools[i].Figures = &copied
		}
	}
	return &own
}

// byHand makes a random change and tells how it would be written into the facts themselves.
func byHand(r *rand.Rand, c *indicator.County) (indicator.Change, func(*indicator.County)) {
	i := r.IntN(len(c.Schools))
	j := (i + 1 + r.IntN(len(c.Schools)-1)) % len(c.Schools)
	a, b := c.Schools[i], c.Schools[j]
	whole := func(n int) *indicator.Decimal { d := indicator.Decimal(n) * indicator.DecimalScale; return &d }
	count := r.IntN(900)
	figure := indicator.Change{Kind: indicator.ChangeFigure, School: a.School.Code}
	switch r.IntN(6) {
	case 0:
		figure.Key, figure.Value = "multimediaRooms", whole(count)
		return figure, func(c *indicator.County) { c.Schools[i].Figures.MultimediaRooms = n(count) }
	case 1:
		figure.Key, figure.Value = "teachingArea", dec(fmt.Sprintf("%d.25", count))
		return figure, func(c *indicator.County) { c.Schools[i].Figures.TeachingArea = dec(fmt.Sprintf("%d.25", count)) }
	case 2:
		figure.Key, figure.Value = "studentsPrimary", whole(count)
		return figure, func(c *indicator.County) { c.Schools[i].Figures.StudentsPrimary = n(count) }
	case 3:
		figure.Key = "equipmentValue"
		return figure, func(c *indicator.County) { c.Schools[i].Figures.EquipmentValue = nil }
	case 4:
		return indicator.Change{Kind: indicator.ChangeClose, School: a.School.Code}, func(c *indicator.County) { c.Schools = slices.Delete(c.Schools, i, i+1) }
	}
	moved := 1 + r.IntN(3)
	change := indicator.Change{Kind: indicator.ChangeMove, School: a.School.Code, Into: b.School.Code, Indicator: "R2", Stage: indicator.Primary, Count: moved}
	return change, func(c *indicator.County) {
		from, to := c.Schools[i].Figures, c.Schools[j].Figures
		shift := func(x, y **int) {
			k := min(**x, moved)
			*x, *y = n(**x-k), n(**y+k)
		}
		shift(&from.BackbonePrimary, &to.BackbonePrimary)
		shift(&from.TeachersPrimary, &to.TeachersPrimary)
		shift(&from.CertifiedTeachers, &to.CertifiedTeachers)
		shift(&from.TrainedTeachers, &to.TrainedTeachers)
	}
}

func TestSimulationEqualsReallyMakingTheChange(t *testing.T) {
	made := 0
	for seed := uint64(0); made < 1000; seed++ {
		r := rand.New(rand.NewPCG(seed, 11))
		e := indicator.Editions()[seed%2]
		c := randomCounty(r, 3+r.IntN(5), 0)
		untouched := clone(c)
		change, write := byHand(r, c)
		got, err := e.Simulate(c, []indicator.Change{change}, nil)
		if err != nil {
			if change.Kind != indicator.ChangeMove || !errors.Is(err, indicator.ErrChange) {
				t.Fatalf("seed %d: %v", seed, err)
			}
			continue // no such stage, or too few teachers
		}
		made++
		if diff := cmp.Diff(untouched, c); diff != "" {
			t.Fatalf("seed %d: the county itself changed:\n%s", seed, diff)
		}
		write(untouched)
		want := e.Evaluate(untouched)
		if diff := cmp.Diff(want, got.After, verdicts); diff != "" {
			t.Fatalf("seed %d, %+v (-made +simulated):\n%s", seed, change, diff)
		}
		if before := e.Evaluate(c); cmp.Diff(before, got.Before, verdicts) != "" {
			t.Fatalf("seed %d: before is another", seed)
		}
		if len(got.Differences) == 0 != (len(indicator.Differences(&got.Before, &want)) == 0) {
			t.Fatalf("seed %d: differences %v", seed, got.Differences)
		}
	}
}

func TestMergedSchoolsHaveWhatBothHad(t *testing.T) {
	c := roomsCounty([]int{100, 200, 300}, []int{5, 6, 7})
	a, b := c.Schools[0].School.Code, c.Schools[1].School.Code
	s, err := edition(t, "cn-2017").Simulate(c, []indicator.Change{{Kind: indicator.ChangeMerge, School: a, Into: b}}, edition(t, "cn-hb-33"))
	if err != nil {
		t.Fatal(err)
	}
	u := s.After.Schools[0].Units[0]
	if len(s.After.Schools) != 2 || u.Students != 300 || u.Results[indicator.R7].Value.Float() != 11.0*100/300 {
		t.Errorf("got %d schools, %d pupils, R7 %v", len(s.After.Schools), u.Students, u.Results[indicator.R7].Value)
	}
	if s.Before.Edition != "cn-2017" || s.After.Edition != "cn-hb-33" {
		t.Errorf("editions %s and %s", s.Before.Edition, s.After.Edition)
	}
	gone := slices.ContainsFunc(s.Differences, func(d indicator.Difference) bool {
		return d.Of == "UNIT" && d.School == b && d.Before != "" && d.After == ""
	})
	added := slices.ContainsFunc(s.Differences, func(d indicator.Difference) bool {
		return d.Indicator == "S2" && d.Before == "" && d.After == "PENDING"
	})
	if !gone || !added {
		t.Errorf("the unit that goes: %v, the indicator that comes: %v", gone, added)
	}
}

func TestClosingSendsPupilsOn(t *testing.T) {
	c := roomsCounty([]int{100, 200}, []int{5, 6})
	s, err := edition(t, "cn-2017").Simulate(c, []indicator.Change{{Kind: indicator.ChangeClose, School: c.Schools[0].School.Code, Into: c.Schools[1].School.Code}}, nil)
	if err != nil || len(s.After.Schools) != 1 || s.After.Schools[0].Units[0].Students != 300 {
		t.Errorf("got %v, %+v", err, s.After.Schools)
	}
}

func TestChangesThatCannotBeMade(t *testing.T) {
	c := roomsCounty([]int{100, 200}, []int{5, 6})
	a, b := c.Schools[0].School.Code, c.Schools[1].School.Code
	for name, change := range map[string]indicator.Change{
		"an unknown school":           {Kind: indicator.ChangeClose, School: "9999999999"},
		"an unknown figure":           {Kind: indicator.ChangeFigure, School: a, Key: "rooms", Value: dec("3")},
		"a key with a capital":        {Kind: indicator.ChangeFigure, School: a, Key: "MultimediaRooms", Value: dec("3")},
		"half a room":                 {Kind: indicator.ChangeFigure, School: a, Key: "multimediaRooms", Value: dec("0.5")},
		"fewer than none":             {Kind: indicator.ChangeFigure, School: a, Key: "multimediaRooms", Value: dec("-1")},
		"a school merged with itself": {Kind: indicator.ChangeMerge, School: a, Into: a},
		"a merger of one":             {Kind: indicator.ChangeMerge, School: a},
		"more teachers than there":    {Kind: indicator.ChangeMove, School: a, Into: b, Indicator: "R2", Count: 100_000},
		"an indicator of things":      {Kind: indicator.ChangeMove, School: a, Into: b, Indicator: "R7", Count: 1},
		"a stage that is not taught":  {Kind: indicator.ChangeMove, School: a, Into: b, Indicator: "R2", Stage: indicator.Junior, Count: 1},
		"no kind":                     {School: a},
	} {
		if _, err := indicator.Apply(c, []indicator.Change{change}); !errors.Is(err, indicator.ErrChange) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
