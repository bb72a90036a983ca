package indicator_test

import (
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/junheng/junheng/indicator"
)

func assess(t testing.TB, s indicator.School, f *indicator.Figures, in indicator.CountyRecord) indicator.SchoolAssessment {
	t.Helper()
	return edition(t, "cn-2017").AssessSchool(&indicator.SchoolRecord{School: s, Figures: f}, &in)
}

func TestWhichSchoolsHaveUnits(t *testing.T) {
	for _, c := range []struct {
		name     string
		kind     indicator.SchoolKind
		students int
		units    []indicator.Stage
		excluded indicator.Reason
	}{
		{"a teaching point of 49 has none", indicator.KindTeachingPoint, 49, nil, indicator.ReasonTooSmall},
		{"a teaching point of 50 has one", indicator.KindTeachingPoint, 50, []indicator.Stage{indicator.Primary}, ""},
		{"a special school has none", indicator.KindSpecial, 300, nil, indicator.ReasonSpecial},
		{"a vocational school has none", indicator.KindVocational, 300, nil, indicator.ReasonVocational},
		{"a nine-year school has both", indicator.KindNineYear, 300, indicator.Stages[:], ""},
		{"a complete secondary school has its junior stage", indicator.KindCompleteSecondary, 300, []indicator.Stage{indicator.Junior}, ""},
		{"a private school counts like any other", indicator.KindPrimary, 300, []indicator.Stage{indicator.Primary}, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := complete(c.kind, c.students)
			f.StudentsPrimary = n(c.students)
			s := school("1", c.kind)
			s.Organizer = indicator.OrganizerPrivate
			a := assess(t, s, f, county)
			var got []indicator.Stage
			for _, u := range a.Units {
				got = append(got, u.Stage)
			}
			if !slices.Equal(got, c.units) || a.Excluded != c.excluded {
				t.Errorf("got %v %q, want %v %q", got, a.Excluded, c.units, c.excluded)
			}
		})
	}
	t.Run("an excluded teaching point is not in the sums", func(t *testing.T) {
		c := roomsCounty([]int{100, 100}, []int{5, 5})
		f := complete(indicator.KindTeachingPoint, 49)
		c.Schools = append(c.Schools, indicator.SchoolRecord{School: school("9", indicator.KindTeachingPoint), Figures: f})
		ev := edition(t, "cn-2017").Evaluate(c)
		if b := balance(t, &ev.CountyAssessment, indicator.R7, indicator.Primary); b.UnitCount != 2 || *b.Coefficient != 0 || ev.ExcludedCount != 1 {
			t.Errorf("got %d units, coefficient %v, %d excluded", b.UnitCount, *b.Coefficient, ev.ExcludedCount)
		}
	})
}

func TestWhatIsMissingIsNeverZero(t *testing.T) {
	f := complete(indicator.KindPrimary, 500)
	f.ArtsTeachersPrimary = nil
	u := assess(t, school("1", indicator.KindPrimary), f, county).Units[0]
	r := u.Results[indicator.R3]
	if r.Status != indicator.NotComputable || !slices.Equal(r.Missing, []string{"artsTeachersPrimary"}) || u.Verdict != indicator.Incomplete {
		t.Errorf("got %s %v %s", r.Status, r.Missing, u.Verdict)
	}
	f.BackbonePrimary = n(4) // below 85 %: fails whatever is missing
	if got := assess(t, school("1", indicator.KindPrimary), f, county).Units[0].Verdict; got != indicator.Fail {
		t.Errorf("one below 85 %% and one missing: got %s, want FAIL", got)
	}
	f.BackbonePrimary = nil
	f.IndoorSportsArea = dec("99999")
	f.TeachingArea = dec("1")
	if got := assess(t, school("1", indicator.KindPrimary), f, county).Units[0].Results[indicator.R4]; got.Reason != indicator.ReasonContradiction {
		t.Errorf("a part above its whole: got %s", got.Reason)
	}
	c := roomsCounty([]int{100, 100}, []int{5, 5})
	c.Schools[1].Figures.MultimediaRooms = nil
	ev := edition(t, "cn-2017").Evaluate(c)
	if b := balance(t, &ev.CountyAssessment, indicator.R7, indicator.Primary); b.Status != indicator.Pending || b.UnitCount != 1 {
		t.Errorf("a balance with a unit missing: got %s of %d", b.Status, b.UnitCount)
	}
	if b := balance(t, &ev.CountyAssessment, indicator.R7, indicator.Junior); b.Status != indicator.NotComputable || b.Coefficient != nil {
		t.Errorf("a balance without units: got %s", b.Status)
	}
	zero := edition(t, "cn-2017").Evaluate(roomsCounty([]int{100, 100}, []int{0, 0}))
	if b := balance(t, &zero.CountyAssessment, indicator.R7, indicator.Primary); b.Status != indicator.NotComputable {
		t.Errorf("a mean of 0: got %s", b.Status)
	}
}

func TestShortfallReachesTheThreshold(t *testing.T) {
	e := edition(t, "cn-2017")
	r := rand.New(rand.NewPCG(7, 7))
	seen := 0
	for range 400 {
		rec := randomRecord(r, "1", 0)
		rec.School.InDenseCore = false
		a := e.AssessSchool(&rec, &county)
		for _, u := range a.Units {
			for i, res := range u.Results {
				if res.Status == indicator.Met || res.Status == indicator.NotComputable {
					continue
				}
				seen++
				factor := big.NewRat(100, int64(u.Students))
				if i == indicator.R4 || i == indicator.R5 || i == indicator.R6 {
					factor = big.NewRat(1, int64(u.Students))
				} else if res.Shortfall%indicator.DecimalScale != 0 {
					t.Fatalf("%s lacks %s, which is not whole", indicator.ResourceCodes[i], res.Shortfall)
				}
				reached := new(big.Rat).Mul(res.Shortfall.Rat(), factor)
				if reached.Add(reached, res.Value.Rat()).Cmp(res.Threshold.Rat()) < 0 {
					t.Fatalf("%s: the shortfall %s is too small", indicator.ResourceCodes[i], res.Shortfall)
				}
				step := big.NewRat(1, indicator.DecimalScale)
				if i < indicator.R4 || i == indicator.R7 {
					step = big.NewRat(1, 1)
				}
				if reached.Sub(reached, step.Mul(step, factor)).Cmp(res.Threshold.Rat()) >= 0 {
					t.Fatalf("%s: the shortfall %s is too large", indicator.ResourceCodes[i], res.Shortfall)
				}
			}
		}
	}
	if seen < 100 {
		t.Fatalf("only %d shortfalls seen", seen)
	}
}

func TestRelaxations(t *testing.T) {
	rural := school("1", indicator.KindPrimary)
	rural.Locale = indicator.Rural
	small := complete(indicator.KindPrimary, 99)
	small.PeTeachersPrimary, small.VisitingPeArtsTeachersPrimary = n(0), n(1)
	core := school("1", indicator.KindPrimary)
	core.InDenseCore = true
	narrow := complete(indicator.KindPrimary, 1000)
	narrow.SportsGroundArea, narrow.OtherSportsArea, narrow.LeasedSportsArea = dec("7000"), dec("300"), dec("200")
	for _, c := range []struct {
		name  string
		s     indicator.School
		f     *indicator.Figures
		year  int
		i     int
		want  indicator.Status
		marks []string
	}{
		{"visiting teachers count in a rural school of 99", rural, small, 2021, indicator.R3, indicator.Met, []string{"R3"}},
		{"not in a town", school("1", indicator.KindPrimary), small, 2021, indicator.R3, indicator.Unmet, nil},
		{"not after the relaxation ended", rural, small, 2023, indicator.R3, indicator.Unmet, nil},
		{"leased venues count in a dense core", core, narrow, 2022, indicator.R5, indicator.Met, []string{"R5"}},
		{"not elsewhere", school("1", indicator.KindPrimary), narrow, 2022, indicator.R5, indicator.Near, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := county
			in.Year = c.year
			u := assess(t, c.s, c.f, in).Units[0]
			if u.Results[c.i].Status != c.want || !slices.Equal(u.Relaxations, c.marks) {
				t.Errorf("got %s %v, want %s %v", u.Results[c.i].Status, u.Relaxations, c.want, c.marks)
			}
			if v := u.Results[c.i].Value; c.marks != nil && v.Float() >= u.Results[c.i].Threshold.Float() {
				t.Errorf("the value %s is embellished by the relaxation", v.Display(2))
			}
		})
	}
}

func TestSchoolItems(t *testing.T) {
	base := func() *indicator.Figures { return complete(indicator.KindPrimary, 1000) }
	plain := school("1", indicator.KindPrimary)
	for _, c := range []struct {
		name   string
		s      indicator.School
		item   int
		change func(*indicator.Figures)
		want   indicator.Status
	}{
		{"G4: 2,000 pupils are met", plain, indicator.ItemG4, func(f *indicator.Figures) { f.StudentsPrimary = n(2000) }, indicator.Met},
		{"G4: 2,001 are not", plain, indicator.ItemG4, func(f *indicator.Figures) { f.StudentsPrimary = n(2001) }, indicator.Unmet},
		{"G4: 2,400 of them migrants above half are met", plain, indicator.ItemG4, func(f *indicator.Figures) { f.StudentsPrimary, f.MigrantStudents = n(2400), n(1201) }, indicator.Met},
		{"G4: half is not above half", plain, indicator.ItemG4, func(f *indicator.Figures) { f.StudentsPrimary, f.MigrantStudents = n(2400), n(1200) }, indicator.Unmet},
		{"G5: a class of 46-50 is too large for a primary stage", plain, indicator.ItemG5, func(f *indicator.Figures) { f.ClassesPrimary, f.Classes46To50Primary = n(1), n(1) }, indicator.Unmet},
		{"G5: bands account for every class", plain, indicator.ItemG5, func(f *indicator.Figures) { f.ClassesPrimary, f.Classes41To45Primary = n(20), n(20) }, indicator.Met},
		{"G5: bands that do not are pending", plain, indicator.ItemG5, func(f *indicator.Figures) { f.ClassesPrimary, f.Classes41To45Primary = n(20), n(19) }, indicator.Pending},
		{"G6: 1,000 pupils are out of it", plain, indicator.ItemG6, func(*indicator.Figures) {}, indicator.NotApplicable},
		{"G6: 99 pupils with 6.5 are met", plain, indicator.ItemG6, func(f *indicator.Figures) { f.StudentsPrimary, f.OperatingBudget = n(99), dec("6.5") }, indicator.Met},
		{"G6: 99 pupils with 6.4999 are not", plain, indicator.ItemG6, func(f *indicator.Figures) { f.StudentsPrimary, f.OperatingBudget = n(99), dec("6.4999") }, indicator.Unmet},
		{"G9: 999 of 1,000 are not all", plain, indicator.ItemG9, func(f *indicator.Figures) { f.TrainedTeachers = n(999) }, indicator.Unmet},
		{"G9: not reported is pending", plain, indicator.ItemG9, func(*indicator.Figures) {}, indicator.Pending},
		{"G12: all are met", plain, indicator.ItemG12, func(f *indicator.Figures) { f.CertifiedTeachers = n(1000) }, indicator.Met},
		{"Q4: exactly 5 % is met", plain, indicator.ItemQ4, func(f *indicator.Figures) { f.TrainingBudget, f.OperatingBudget = dec("5"), dec("100") }, indicator.Met},
		{"Q4: 4.9999 % is not", plain, indicator.ItemQ4, func(f *indicator.Figures) { f.TrainingBudget, f.OperatingBudget = dec("4.9999"), dec("100") }, indicator.Unmet},
		{"G13: one pupil from outside is too many in a primary stage", plain, indicator.ItemG13, func(f *indicator.Figures) { f.CatchmentStudentsPrimary = n(999) }, indicator.Unmet},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := base()
			c.change(f)
			in := county
			in.Funding = &indicator.FundingYear{FiscalYear: 2021, OperatingQuotaPrimary: *dec("650"), OperatingQuotaJunior: *dec("850")}
			if got := assess(t, c.s, f, in).Items[c.item].Status; got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
	t.Run("G6 protects a teaching point of 30 and weighs the quotas of a combined school", func(t *testing.T) {
		in := county
		in.Funding = &indicator.FundingYear{OperatingQuotaPrimary: *dec("700"), OperatingQuotaJunior: *dec("900")}
		point := complete(indicator.KindTeachingPoint, 30)
		point.OperatingBudget = dec("6.9999")
		if got := assess(t, school("1", indicator.KindTeachingPoint), point, in).Items[indicator.ItemG6].Status; got != indicator.Unmet {
			t.Errorf("teaching point: got %s", got)
		}
		nine := complete(indicator.KindNineYear, 40) // 40 + 40 pupils: quota 800
		nine.OperatingBudget = dec("8")
		if got := assess(t, school("1", indicator.KindNineYear), nine, in).Items[indicator.ItemG6].Status; got != indicator.Met {
			t.Errorf("nine-year school: got %s", got)
		}
	})
}

func TestCountyItems(t *testing.T) {
	funding := func(primary, junior string) *indicator.FundingYear {
		return &indicator.FundingYear{OperatingQuotaPrimary: *dec(primary), OperatingQuotaJunior: *dec(junior)}
	}
	claim := func(code string, met bool) indicator.Attestation {
		return indicator.Attestation{Indicator: code, Met: met}
	}
	subject := func(name string, level int, rate string) indicator.Attestation {
		return indicator.Attestation{Indicator: "Q9", Subject: name, StandardLevel: n(level), DifferenceRate: dec(rate)}
	}
	for _, c := range []struct {
		name, code string
		change     func(*indicator.CountyRecord, *indicator.CountyFigures)
		want       indicator.Status
	}{
		{"nothing known is pending", "G1", func(*indicator.CountyRecord, *indicator.CountyFigures) {}, indicator.Pending},
		{"a claim decides an attested item", "G1", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Attestations = append(c.Attestations, claim("G1", true))
		}, indicator.Met},
		{"a claim of not met", "Q7", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Attestations = append(c.Attestations, claim("Q7", false))
		}, indicator.Unmet},
		{"G2 at the national quota, attested", "G2", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Funding, c.PreviousFunding = funding("650", "850"), funding("650", "850")
			c.Attestations = append(c.Attestations, claim("G2", true))
		}, indicator.Met},
		{"G2 without its attestation", "G2", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Funding, c.PreviousFunding = funding("650", "850"), funding("650", "850")
		}, indicator.Pending},
		{"G2 below the national quota is unmet, attested or not", "G2", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Funding = funding("649", "850")
		}, indicator.Unmet},
		{"G2 fell", "G2", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Funding, c.PreviousFunding = funding("650", "850"), funding("651", "850")
			c.Attestations = append(c.Attestations, claim("G2", true))
		}, indicator.Unmet},
		{"G7 without special pupils does not apply", "G7", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) { f.SpecialEdStudents = n(0) }, indicator.NotApplicable},
		{"G7 at 8,000 yuan", "G7", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.SpecialEdStudents, f.SpecialEdOperating = n(100), dec("80")
		}, indicator.Met},
		{"G7 below", "G7", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.SpecialEdStudents, f.SpecialEdOperating = n(100), dec("79.9999")
		}, indicator.Unmet},
		{"G11 with too few backbone teachers", "G11", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.RotationEligible, f.Rotated, f.RotatedBackbone = n(100), n(10), n(1)
		}, indicator.Unmet},
		{"G11 at both lines", "G11", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.RotationEligible, f.Rotated, f.RotatedBackbone = n(100), n(10), n(2)
		}, indicator.Met},
		{"Q2 at 95 %", "Q2", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.DisabledChildren, f.DisabledEnrolled = n(100), n(95)
		}, indicator.Met},
		{"Q9 with every subject at level 3 and below 0.15", "Q9", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Attestations = append(c.Attestations, subject("语文", 3, "0.1499"), subject("数学", 4, "0.1"))
		}, indicator.Met},
		{"Q9 at exactly 0.15 is not below", "Q9", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Attestations = append(c.Attestations, subject("语文", 3, "0.15"))
		}, indicator.Unmet},
		{"S1 at 85 %", "S1", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.SurveyValid, f.SurveySatisfied = n(20), n(17)
		}, indicator.Met},
		{"S2 below", "S2", func(_ *indicator.CountyRecord, f *indicator.CountyFigures) {
			f.Visited, f.VisitedSatisfied = n(100), n(84)
		}, indicator.Unmet},
		{"Q3 by the county's claim for all schools", "Q3", func(c *indicator.CountyRecord, _ *indicator.CountyFigures) {
			c.Attestations = append(c.Attestations, claim("Q3", true))
		}, indicator.Met},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := roomsCounty([]int{100, 100}, []int{5, 5})
			in.Figures = &indicator.CountyFigures{}
			c.change(&in.CountyRecord, in.Figures)
			ev := edition(t, "cn-hb-33").Evaluate(in)
			if got := result(t, &ev.CountyAssessment, c.code); got.Status != c.want {
				t.Errorf("got %s %q, want %s", got.Status, got.Display, c.want)
			}
		})
	}
	t.Run("a school's own claim stands against the county's", func(t *testing.T) {
		in := roomsCounty([]int{100, 100}, []int{5, 5})
		in.Attestations = []indicator.Attestation{claim("Q6", true)}
		in.Schools[1].Attestations = []indicator.Attestation{{SchoolCode: "0000000001", Indicator: "Q6"}}
		ev := edition(t, "cn-2017").Evaluate(in)
		if got := result(t, &ev.CountyAssessment, "Q6"); got.Status != indicator.Unmet || got.Display != "1/2" {
			t.Errorf("got %s %s", got.Status, got.Display)
		}
	})
	t.Run("one veto fails the county, an unanswered one leaves it open", func(t *testing.T) {
		in := roomsCounty([]int{100}, []int{5})
		in.Attestations = []indicator.Attestation{claim("V1", false), claim("V2", true)}
		ev := edition(t, "cn-2017").Evaluate(in)
		if v := ev.Vetoes; v[0].Answer == nil || !*v[0].Answer || *v[1].Answer || v[2].Answer != nil || ev.Verdict != indicator.Fail {
			t.Errorf("got %+v %s", v, ev.Verdict)
		}
	})
}

func TestEditions(t *testing.T) {
	for code, want := range map[string][4]int{"cn-2017": {7, 15, 9, 1}, "cn-hb-33": {7, 15, 9, 2}} {
		ev := edition(t, code).Evaluate(roomsCounty([]int{100}, []int{5}))
		for i, a := range ev.Areas {
			if a.Total != want[i] || a.MetCount+a.UnmetCount+a.PendingCount != a.Total {
				t.Errorf("%s %s: got %+v, want %d", code, a.Area, a, want[i])
			}
		}
	}
	for name, broken := range map[string]string{
		"an unknown base":    "code: x\nextends: nowhere",
		"an unknown field":   "code: x\nextends: cn-2017\nname: {zh: 甲, en: x}\nformula: a+b",
		"an unknown setting": "code: x\nextends: cn-2017\nname: {zh: 甲, en: x}\nvalidFrom: \"2020-01-01\"\nsettings: {judge: maybe, g3: each, retention: A}",
		"an item twice":      "code: x\nextends: cn-2017\nname: {zh: 甲, en: x}\nvalidFrom: \"2020-01-01\"\nindicators: [{code: R1, area: RESOURCES}]",
	} {
		if _, err := indicator.ParseEdition([]byte(broken), map[string]*indicator.Edition{"cn-2017": edition(t, "cn-2017")}); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}

func TestTracesReachTheirResult(t *testing.T) {
	e := edition(t, "cn-hb-33")
	c := randomCounty(rand.New(rand.NewPCG(3, 3)), 30, 0)
	ev := e.Evaluate(c)
	for i, rec := range c.Schools {
		for _, u := range ev.Schools[i].Units {
			for k, code := range indicator.ResourceCodes {
				trace, ok := e.ExplainUnit(&rec, &c.CountyRecord, u.Stage, code)
				if r := u.Results[k]; !ok || trace.Status != r.Status || (trace.Result == nil) != (r.Value.Den == 0) || (trace.Result != nil && *trace.Result != r.Value.Float()) {
					t.Fatalf("%s %s: the trace says %v %s, the result %v %s", code, u.Stage, trace.Result, trace.Status, r.Value, r.Status)
				}
			}
		}
	}
	for k, b := range ev.Balances {
		trace, ok := e.ExplainBalance(c, b.Stage, indicator.ResourceCodes[k/2])
		inputs := 2*b.UnitCount + 1
		if b.MissingCount > 0 {
			inputs++
		}
		if !ok || trace.Status != b.Status || trace.Display != b.Display || len(trace.Inputs) != inputs {
			t.Fatalf("balance %d: trace %s %s, result %s %s", k, trace.Status, trace.Display, b.Status, b.Display)
		}
	}
}
