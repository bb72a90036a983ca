package indicator_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

// tracesOf are the traces of every result of a county.
func tracesOf(e *indicator.Edition, c *indicator.County) (traces []indicator.Trace) {
	keep := func(t indicator.Trace, ok bool) {
		if ok {
			traces = append(traces, t)
		}
	}
	for i := range c.Schools {
		r := &c.Schools[i]
		for _, stage := range r.School.Kind.Stages() {
			for _, code := range indicator.ResourceCodes {
				keep(e.ExplainUnit(r, &c.CountyRecord, stage, code))
			}
		}
		for _, code := range indicator.ItemCodes {
			keep(e.ExplainItem(r, &c.CountyRecord, code))
		}
	}
	for _, ind := range e.Indicators {
		keep(e.ExplainCounty(c, ind.Code))
		for _, stage := range indicator.Stages {
			keep(e.ExplainBalance(c, stage, ind.Code))
		}
	}
	return traces
}

// forget empties what a recheck must not look at.
func forget(t indicator.Trace) indicator.Trace {
	t.Formula, t.Steps, t.Result, t.Display, t.Status = "", nil, nil, "", ""
	return t
}

func recheckAll(t *testing.T, traces []indicator.Trace) {
	t.Helper()
	for _, trace := range traces {
		r, err := indicator.Recheck(forget(trace))
		if diff := r.Differences(trace); err != nil || len(diff) > 0 {
			t.Fatalf("%s: %v %v\n%+v", trace.Indicator, err, diff, trace)
		}
	}
}

func TestEveryResultOfTheDemoCountyFollowsFromItsTraceAlone(t *testing.T) {
	book, total := demo.Book(), 0
	for _, year := range demo.Years {
		c, _ := book.County(demo.Region.Code, year)
		for _, e := range indicator.Editions() {
			traces := tracesOf(e, &c)
			recheckAll(t, traces)
			total += len(traces)
		}
	}
	t.Logf("%d traces, all equal", total)
}

func TestTracesOfAnyCountyFollowFromThemselves(t *testing.T) {
	settings := []func(*indicator.Settings){
		func(*indicator.Settings) {},
		func(s *indicator.Settings) { s.Judge = "displayed" },
		func(s *indicator.Settings) { s.G3, s.Retention = "sum", "B" },
	}
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 5))
		c := randomCounty(r, r.IntN(8), []float64{0, 0.02, 0.3}[seed%3])
		if seed%2 == 0 {
			c.Funding = &indicator.FundingYear{FiscalYear: 2021, OperatingQuotaPrimary: *dec("700"), OperatingQuotaJunior: *dec("840")}
			c.PreviousFunding = &indicator.FundingYear{FiscalYear: 2020, OperatingQuotaPrimary: *dec("650"), OperatingQuotaJunior: *dec("850")}
			c.Attestations = []indicator.Attestation{{Indicator: "Q3", Met: seed%4 == 0}, {Indicator: "G2", Met: true}, {Indicator: "Q9", Subject: "数学", StandardLevel: n(3)}}
			c.Figures = &indicator.CountyFigures{
				SpecialEdOperating: dec("12.5"), SpecialEdStudents: n(r.IntN(20)), MigrantEligible: n(r.IntN(2) * 90), MigrantPublic: n(70), MigrantPurchased: n(9),
				RotationEligible: n(100), Rotated: n(r.IntN(20)), RotatedBackbone: n(3), DisabledChildren: n(r.IntN(3)), DisabledEnrolled: n(1), TeacherPay: dec("90000.5"), CivilServantPay: dec("90000.5"),
			}
		}
		recheckAll(t, tracesOf(with(edition(t, "cn-hb-33"), settings[seed%uint64(len(settings))]), c))
	}
}

func TestAChangedTraceIsFoundOut(t *testing.T) {
	c := roomsCounty([]int{100, 200}, []int{5, 5})
	trace, _ := edition(t, "cn-2017").ExplainBalance(c, indicator.Primary, "R7")
	other := "7"
	trace.Inputs[0].Value = &other
	r, err := indicator.Recheck(trace)
	if err != nil || len(r.Differences(trace)) == 0 {
		t.Errorf("a changed amount gives %v %v", r.Differences(trace), err)
	}
	other = "7 rooms"
	if _, err := indicator.Recheck(trace); !errors.Is(err, indicator.ErrTrace) {
		t.Errorf("an amount in words gives %v", err)
	}
	if _, err := indicator.Recheck(indicator.Trace{Indicator: "X1"}); !errors.Is(err, indicator.ErrTrace) {
		t.Errorf("an unknown indicator gives %v", err)
	}
}
