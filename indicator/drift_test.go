package indicator_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

func sumsUp(t *testing.T, d indicator.Drift) float64 {
	t.Helper()
	var total, enrolment, resources float64
	for _, c := range d.Contributions {
		if math.Abs(c.Enrolment+c.Resources-c.Total) > 1e-15 {
			t.Fatalf("%s: %v + %v is not %v", c.School, c.Enrolment, c.Resources, c.Total)
		}
		total, enrolment, resources = total+c.Total, enrolment+c.Enrolment, resources+c.Resources
	}
	off := max(math.Abs(total-d.Change), math.Abs(enrolment+resources-d.Change), math.Abs(d.Enrolment+d.Resources-d.Change))
	if off > 1e-9 || math.Abs(d.After-d.Before-d.Change) > 1e-15 {
		t.Fatalf("%s %s: the parts miss the change %v by %g", d.Indicator, d.Stage, d.Change, off)
	}
	return off
}

func TestContributionsAddUpToTheChange(t *testing.T) {
	worst, drifts := 0.0, 0
	check := func(e *indicator.Edition, a, b *indicator.County) {
		for _, code := range indicator.ResourceCodes {
			for _, stage := range indicator.Stages {
				d, err := e.Drift(a, b, code, stage)
				if errors.Is(err, indicator.ErrDrift) {
					continue
				}
				drifts++
				worst = max(worst, sumsUp(t, d))
			}
		}
	}
	book := demo.Book()
	for _, years := range [][2]int{{2021, 2022}, {2022, 2023}, {2021, 2023}, {2023, 2021}} {
		a, _ := book.County(demo.Region.Code, years[0])
		b, _ := book.County(demo.Region.Code, years[1])
		check(edition(t, "cn-hb-33"), &a, &b)
	}
	for seed := range uint64(100) { // schools that share nothing but their codes; some open, some close
		r := rand.New(rand.NewPCG(seed, 7))
		check(edition(t, "cn-2017"), randomCounty(r, 2+r.IntN(20), 0.05), randomCounty(r, 2+r.IntN(20), 0.05))
	}
	t.Logf("%d drifts, at worst %g off", drifts, worst)
}

func TestCausesAreToldApart(t *testing.T) {
	e, before := edition(t, "cn-2017"), roomsCounty([]int{100, 200}, []int{4, 6})
	for name, c := range map[string]struct {
		after              *indicator.County
		enrolled, equipped bool
	}{
		"only rooms were added":       {after: roomsCounty([]int{100, 200}, []int{4, 8}), equipped: true},
		"only pupils came":            {after: roomsCounty([]int{100, 250}, []int{4, 6}), enrolled: true},
		"nothing changed":             {after: roomsCounty([]int{100, 200}, []int{4, 6})},
		"an even county becomes even": {after: roomsCounty([]int{100, 300}, []int{4, 12}), enrolled: true, equipped: true},
	} {
		d, err := e.Drift(before, c.after, "R7", indicator.Primary)
		if err != nil {
			t.Fatal(err)
		}
		sumsUp(t, d)
		for _, s := range d.Contributions {
			if (!c.enrolled && s.Enrolment != 0) || (!c.equipped && s.Resources != 0) {
				t.Errorf("%s: %+v", name, s)
			}
		}
	}
	if _, err := e.Drift(before, before, "G3", indicator.Primary); !errors.Is(err, indicator.ErrDrift) {
		t.Errorf("an indicator without a coefficient: %v", err)
	}
	if _, err := e.Drift(before, before, "R7", indicator.Junior); !errors.Is(err, indicator.ErrDrift) {
		t.Errorf("a stage without units: %v", err)
	}
}
