package indicator_test

import (
	"fmt"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/indicator"
)

func near(t *testing.T, what string, got *float64, want, tolerance float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > tolerance {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}

func TestPublishedFiveSchoolExample(t *testing.T) {
	e := edition(t, "cn-2017")
	// books are counted here as rooms: the formula is the same, R7 multiplies by 100
	ev := e.Evaluate(roomsCounty([]int{45, 37, 89, 76, 55}, []int{279, 137, 935, 160, 402}))
	b := balance(t, &ev.CountyAssessment, indicator.R7, indicator.Primary)
	near(t, "mean", b.Mean, 633.44370861, 5e-9)
	near(t, "S", b.StandardDeviation, 326.38607052, 5e-9)
	near(t, "CV", b.Coefficient, 0.5152566299, 5e-11)
	if b.Display != "0.515" || b.Status != indicator.Unmet {
		t.Errorf("got %s %s, want 0.515 UNMET", b.Display, b.Status)
	}
	for name, wrong := range map[string]float64{"unweighted, population": 0.4888, "unweighted, sample": 0.5465, "weighted S over the simple mean": 0.5472} {
		if math.Abs(*b.Coefficient-wrong) < 1e-3 {
			t.Errorf("the coefficient is %v, which is the wrong answer of %s", *b.Coefficient, name)
		}
	}
}

// Published means and deviations of a county's primary schools; two units of equal size at mean ± S reproduce them.
func TestPublishedMeansAndDeviations(t *testing.T) {
	means := []float64{5.515273, 0.887611, 0.879277, 4.563288, 7.925946, 2496.674864, 2.784743}
	deviations := []float64{1.643162, 0.445392, 0.353427, 1.316139, 2.975795, 780.914372, 1.097759}
	want := []float64{0.297929, 0.501787, 0.401952, 0.288419, 0.375450, 0.312782, 0.394205}
	e, composite := edition(t, "cn-2017"), 0.0
	for i := range means {
		const scale = 1_000_000
		a, b := int(math.Round((means[i]-deviations[i])*scale)), int(math.Round((means[i]+deviations[i])*scale))
		ev := e.Evaluate(roomsCounty([]int{100, 100}, []int{a, b}))
		got := balance(t, &ev.CountyAssessment, indicator.R7, indicator.Primary)
		near(t, indicator.ResourceCodes[i], got.Coefficient, want[i], 1e-6)
		composite += *got.Coefficient / 7
		if wantStatus := map[bool]indicator.Status{true: indicator.Unmet, false: indicator.Met}[i == indicator.R2]; got.Status != wantStatus {
			t.Errorf("%s: got %s, want %s", indicator.ResourceCodes[i], got.Status, wantStatus)
		}
	}
	near(t, "composite", &composite, 0.367503, 1e-6)
}

func TestPublishedCoefficientsAgainstTheirLimits(t *testing.T) {
	published := map[indicator.Stage][]float64{
		indicator.Primary: {.677, .674, .618, .519, .597, .167, .759},
		indicator.Junior:  {.542, 1.055, .507, .587, .686, .254, .496},
	}
	kind := map[indicator.Stage]indicator.SchoolKind{indicator.Primary: indicator.KindPrimary, indicator.Junior: indicator.KindJunior}
	e := edition(t, "cn-2017")
	for stage, coefficients := range published {
		for i, cv := range coefficients {
			// 4 units of 100 pupils: one with a, three with b; CV = √3·|a−b| / (a+3b)
			c := &indicator.County{CountyRecord: county}
			b := 1000.0
			a := b * (math.Sqrt(3) + 3*cv) / (math.Sqrt(3) - cv)
			for k := range 4 {
				f := complete(kind[stage], 100)
				f.MultimediaRooms = n(int(b))
				if k == 0 {
					f.MultimediaRooms = n(int(math.Round(a)))
				}
				c.Schools = append(c.Schools, indicator.SchoolRecord{School: school(fmt.Sprintf("%010d", k), kind[stage]), Figures: f})
			}
			ev := e.Evaluate(c)
			got := balance(t, &ev.CountyAssessment, indicator.R7, stage)
			near(t, fmt.Sprint(stage, indicator.ResourceCodes[i]), got.Coefficient, cv, 5e-4)
			if want := i == indicator.R6; (got.Status == indicator.Met) != want {
				t.Errorf("%s %s at %.3f: got %s", stage, indicator.ResourceCodes[i], cv, got.Status)
			}
		}
	}
}

func values(a *indicator.SchoolAssessment, i int) map[indicator.Stage]float64 {
	v := map[indicator.Stage]float64{}
	for _, u := range a.Units {
		v[u.Stage] = u.Results[i].Value.Float()
	}
	return v
}

func TestCombinedSchoolsAreSplitByWeightedPupils(t *testing.T) {
	e := edition(t, "cn-2017")
	nine := func(primary, junior int) *indicator.Figures {
		f := complete(indicator.KindNineYear, 1)
		f.StudentsPrimary, f.StudentsJunior = n(primary), n(junior)
		return f
	}
	t.Run("166 and 210 pupils share 23,226 pieces", func(t *testing.T) {
		f := nine(166, 210)
		f.SportsGroundArea, f.IndoorSportsArea = dec("23226"), dec("0")
		v := values(ref(e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindNineYear), Figures: f}, &county)), indicator.R5)
		near(t, "primary", ref(v[indicator.Primary]), 58.503778, 5e-7)
		near(t, "junior", ref(v[indicator.Junior]), 64.354156, 5e-7)
		near(t, "primary part", ref(v[indicator.Primary]*166), 9711.627, 5e-4)
		near(t, "junior part", ref(v[indicator.Junior]*210), 13514.373, 5e-4)
	})
	t.Run("600 and 300 pupils in 4650 m² have 5.0 and 5.5", func(t *testing.T) {
		f := nine(600, 300)
		f.TeachingArea, f.IndoorSportsArea = dec("4650"), dec("0")
		v := values(ref(e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindNineYear), Figures: f}, &county)), indicator.R4)
		if diff := cmp.Diff(map[indicator.Stage]float64{indicator.Primary: 5.0, indicator.Junior: 5.5}, v); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("a combined school with pupils in one stage is not split", func(t *testing.T) {
		f := nine(600, 0)
		f.TeachingArea = dec("3000")
		a := e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindNineYear), Figures: f}, &county)
		if got := a.Units[0].Results[indicator.R4].Value.Display(2); got != "5.00" {
			t.Errorf("got %s, want 5.00", got)
		}
		if u := a.Units[1]; u.Verdict != indicator.Incomplete || u.Results[0].Reason != indicator.ReasonNoStudents {
			t.Errorf("the stage without pupils: got %s %s", u.Verdict, u.Results[0].Reason)
		}
	})
	t.Run("teachers are never split", func(t *testing.T) {
		f := nine(600, 300)
		f.BackbonePrimary, f.BackboneJunior = n(6), n(9)
		v := values(ref(e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindNineYear), Figures: f}, &county)), indicator.R2)
		if diff := cmp.Diff(map[indicator.Stage]float64{indicator.Primary: 1, indicator.Junior: 3}, v); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("the senior share of a complete secondary school is discarded", func(t *testing.T) {
		f := complete(indicator.KindCompleteSecondary, 500)
		f.StudentsSenior, f.MultimediaRooms = n(500), n(44)
		v := values(ref(e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindCompleteSecondary), Figures: f}, &county)), indicator.R7)
		near(t, "junior", ref(v[indicator.Junior]), 44.0*100/(500+1.2*500), 1e-12)
	})
	t.Run("a twelve-year school weighs 1 : 1.1 : 1.32", func(t *testing.T) {
		f := complete(indicator.KindTwelveYear, 1)
		f.StudentsPrimary, f.StudentsJunior, f.StudentsSenior, f.EquipmentValue = n(600), n(300), n(200), dec("300")
		v := values(ref(e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindTwelveYear), Figures: f}, &county)), indicator.R6)
		all := 600 + 1.1*300 + 1.32*200
		near(t, "primary", ref(v[indicator.Primary]), 3e6/all, 1e-9)
		near(t, "junior", ref(v[indicator.Junior]), 3e6*1.1/all, 1e-9)
	})
}

func ref[T any](v T) *T { return &v }

func TestDisplayedQuotients(t *testing.T) {
	e := edition(t, "cn-2017")
	f := complete(indicator.KindPrimary, 1200)
	f.TeachingArea, f.EquipmentValue = dec("8421.05"), dec("303.16")
	u := e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindPrimary), Figures: f}, &county).Units[0]
	if got := u.Results[indicator.R4].Value.Display(2); got != "7.02" {
		t.Errorf("teaching area: got %s, want 7.02", got)
	}
	if got := u.Results[indicator.R6].Value.Display(2); got != "2526.33" {
		t.Errorf("equipment: got %s, want 2526.33", got)
	}
}

func TestUnitRule(t *testing.T) {
	// 10,000 pupils make 4.5 m² · 85 % = 38,250 m² exact to a thousandth of a per mille
	for _, c := range []struct {
		name             string
		teaching, sports string
		want             indicator.Verdict
		met              int
	}{
		{"six met and one at 84.99 % fails", "38245.5", "600000", indicator.Fail, 6},
		{"six met and one at exactly 85 % passes", "38250", "600000", indicator.Pass, 6},
		{"five met fails", "44000", "74000", indicator.Fail, 5},
		{"seven met passes", "45000", "75000", indicator.Pass, 7},
		{"a ten-thousandth of a square metre below 85 % fails", "38249.9999", "600000", indicator.Fail, 6},
		{"a ten-thousandth of a square metre below the threshold is not met", "44999.9999", "75000", indicator.Pass, 6},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := complete(indicator.KindPrimary, 10000)
			f.TeachingArea, f.IndoorSportsArea, f.SportsGroundArea = dec(c.teaching), dec("0"), dec(c.sports)
			u := edition(t, "cn-2017").AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindPrimary), Figures: f}, &county).Units[0]
			if u.Verdict != c.want || u.MetCount != c.met {
				t.Errorf("got %s with %d met, want %s with %d", u.Verdict, u.MetCount, c.want, c.met)
			}
		})
	}
}

func TestJudgingDisplayedValuesIsASetting(t *testing.T) {
	f := complete(indicator.KindPrimary, 10000)
	f.TeachingArea, f.IndoorSportsArea = dec("44960"), dec("0") // 4.496 shows as 4.50
	e := edition(t, "cn-2017")
	r := &indicator.SchoolRecord{School: school("1", indicator.KindPrimary), Figures: f}
	if got := e.AssessSchool(r, &county).Units[0].Results[indicator.R4].Status; got != indicator.Near {
		t.Errorf("exact: got %s, want NEAR", got)
	}
	shown := with(e, func(s *indicator.Settings) { s.Judge = "displayed" })
	if got := shown.AssessSchool(r, &county).Units[0].Results[indicator.R4].Status; got != indicator.Met {
		t.Errorf("displayed: got %s, want MET", got)
	}
}

func TestEightyFivePerCentLines(t *testing.T) {
	want := [indicator.ResourceCount][2]string{{"3.57", "4.505"}, {"0.85", "0.85"}, {"0.765", "0.765"}, {"3.825", "4.93"}, {"6.375", "8.67"}, {"1700", "2125"}, {"1.955", "2.04"}}
	e := edition(t, "cn-2017")
	for i, lines := range want {
		for s, stage := range indicator.Stages {
			ind, _ := e.Indicator(indicator.ResourceCodes[i])
			threshold, _ := ind.Threshold(stage)
			line := threshold.Rat().Mul(threshold.Rat(), e.UnitRule.Near.Rat())
			if line.Cmp(dec(lines[s]).Rat()) != 0 {
				t.Errorf("%s %s: got %s, want %s", ind.Code, stage, line.FloatString(4), lines[s])
			}
		}
	}
}

func TestOneCoefficientOverItsLimitFailsTheCounty(t *testing.T) {
	e := edition(t, "cn-2017")
	// sixteen units of each stage, all passing; one primary unit has so many rooms that R7 spreads to 0.51 or more
	c := &indicator.County{CountyRecord: county}
	for k := range 32 {
		kind := indicator.KindPrimary
		if k%2 == 1 {
			kind = indicator.KindJunior
		}
		f := complete(kind, 1000)
		if k == 0 {
			f.MultimediaRooms = n(3400)
		}
		c.Schools = append(c.Schools, indicator.SchoolRecord{School: school(fmt.Sprintf("%010d", k), kind), Figures: f})
	}
	ev := e.Evaluate(c)
	over := 0
	for _, b := range ev.Balances {
		if b.Status == indicator.Unmet {
			over++
			if *b.Coefficient < 0.505 || *b.Coefficient > 0.515 {
				t.Errorf("the one over its limit is %v, want about 0.51", *b.Coefficient)
			}
		}
	}
	if over != 1 || ev.Verdict != indicator.Fail || ev.Areas[0].Verdict != indicator.Fail || ev.StageCounts[0].Passing != 16 {
		t.Errorf("got %d over, county %s, resources %s, want 1 FAIL FAIL", over, ev.Verdict, ev.Areas[0].Verdict)
	}
}

func TestCoefficientEqualToItsLimitIsMet(t *testing.T) {
	e := edition(t, "cn-2017")
	for _, c := range []struct {
		name            string
		students, rooms []int
		want            indicator.Status
	}{
		{"1 : 3 in two equal schools is exactly 0.5", []int{100, 100}, []int{50, 150}, indicator.Met},
		{"the same with pupils that no binary fraction divides", []int{7, 7, 7}, []int{6, 6, 6}, indicator.Met},
		{"exactly 0.5 with thirds", []int{3, 3}, []int{1, 3}, indicator.Met},
		{"exactly 0.5 with sevenths", []int{21, 21}, []int{5, 15}, indicator.Met},
		{"one room more is over", []int{21_000_000, 21_000_000}, []int{5_000_000, 15_000_001}, indicator.Unmet},
	} {
		t.Run(c.name, func(t *testing.T) {
			ev := e.Evaluate(roomsCounty(c.students, c.rooms))
			if b := balance(t, &ev.CountyAssessment, indicator.R7, indicator.Primary); b.Status != c.want {
				t.Errorf("got %s at %v, want %s", b.Status, *b.Coefficient, c.want)
			}
		})
	}
}

func TestRetention(t *testing.T) {
	f := complete(indicator.KindJunior, 500)
	f.Graduates, f.Entrants, f.TransferredIn, f.TransferredOut, f.Deaths = n(480), n(500), n(12), n(20), n(1)
	c := &indicator.County{CountyRecord: county, Schools: []indicator.SchoolRecord{{School: school("1", indicator.KindJunior), Figures: f}}}
	e := edition(t, "cn-2017")
	for setting, want := range map[string]float64{"A": 0.9780, "B": 0.9776} {
		x := with(e, func(s *indicator.Settings) { s.Retention = setting })
		trace, ok := x.ExplainCounty(c, "Q1")
		if !ok || trace.Result == nil || math.Abs(*trace.Result-want) > 5e-5 || trace.Status != indicator.Met {
			t.Errorf("%s: got %v %s, want %v MET", setting, trace.Result, trace.Status, want)
		}
		if ev := x.Evaluate(c); result(t, &ev.CountyAssessment, "Q1").Display != "97.8%" {
			t.Errorf("%s: shown as %s", setting, result(t, &ev.CountyAssessment, "Q1").Display)
		}
	}
}

func TestArtRooms(t *testing.T) {
	for _, c := range []struct {
		name                               string
		classes, built                     int
		music96, music73, art90, art67, in int
		want                               indicator.Status
		relaxed                            bool
	}{
		{"24 classes built 2020 with music 100 and 98, art 95 and 92 are met", 24, 2020, 2, 0, 2, 0, 2021, indicator.Met, false},
		{"12 classes built 2010 with music 75 and art 70 are met by relaxation", 12, 2010, 0, 1, 0, 1, 2021, indicator.Met, true},
		{"the relaxation ends", 12, 2010, 0, 1, 0, 1, 2023, indicator.Unmet, false},
		{"24 classes built 2020 with one music of 80 and one art of 85 are unmet", 24, 2020, 0, 1, 0, 1, 2021, indicator.Unmet, false},
		{"25 classes need three", 25, 2020, 2, 0, 3, 0, 2021, indicator.Unmet, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := complete(indicator.KindPrimary, 1000)
			f.ClassesPrimary, f.MusicRoomsFrom96, f.MusicRoomsFrom73, f.ArtRoomsFrom90, f.ArtRoomsFrom67 = n(c.classes), n(c.music96), n(c.music73), n(c.art90), n(c.art67)
			s := school("1", indicator.KindPrimary)
			s.BuiltYear = n(c.built)
			in := county
			in.Year = c.in
			a := edition(t, "cn-2017").AssessSchool(&indicator.SchoolRecord{School: s, Figures: f}, &in)
			if got := a.Items[indicator.ItemG3]; got.Status != c.want || got.Relaxed != c.relaxed {
				t.Errorf("got %s relaxed %v, want %s %v", got.Status, got.Relaxed, c.want, c.relaxed)
			}
			if c.relaxed != (len(a.Units[0].Relaxations) == 1) {
				t.Errorf("the unit is marked %v", a.Units[0].Relaxations)
			}
		})
	}
}
