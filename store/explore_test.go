package store_test

import (
	"cmp"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// city has n units with random results, many of them equal, some without.
func city(t *testing.T, s *store.Store, n int) []models.SchoolAssessment {
	t.Helper()
	r := rand.New(rand.NewPCG(3, 4))
	names := []string{"安宁小学", "北湖小学", "闫家小学", "覃塘小学", "邹城小学", "重庆路小学"}
	var units []models.SchoolAssessment
	for i := range n {
		region := []string{county, neighbor, abroad}[r.IntN(3)]
		name := names[r.IntN(len(names))]
		u := models.SchoolAssessment{
			Year: theYear, Edition: edition, RegionCode: region, Stage: indicator.Stages[r.IntN(2)], SchoolCode: code(region, i/2),
			Name: name, NameSort: store.SortKey(name), Kind: schoolKind(r), Ownership: indicator.Public, Locale: indicator.Rural, Students: r.IntN(5),
			Verdict: []indicator.Verdict{indicator.Pass, indicator.Fail}[r.IntN(2)], MetCount: r.IntN(8), IsBoarding: r.IntN(2) == 0,
		}
		if r.IntN(3) > 0 {
			u.Group = ptr([]string{"东", "西", "100%_'"}[r.IntN(3)])
		}
		for k := range indicator.ResourceCount {
			result := u.Result(k)
			result.Status = []indicator.Status{indicator.Met, indicator.Near, indicator.Unmet, indicator.NotComputable}[r.IntN(4)]
			if result.Status != indicator.NotComputable {
				v := float64(r.IntN(7)) / 3
				a, short := v/1.7, indicator.Decimal(r.IntN(5))
				result.Value, result.Attainment, result.Shortfall = &v, &a, &short
			}
		}
		if !slices.ContainsFunc(units, func(o models.SchoolAssessment) bool { return o.SchoolCode == u.SchoolCode && o.Stage == u.Stage }) {
			units = append(units, u)
		}
	}
	put(t, s, units...)
	return units
}

func schoolKind(r *rand.Rand) indicator.SchoolKind {
	return []indicator.SchoolKind{indicator.KindPrimary, indicator.KindJunior, indicator.KindNineYear}[r.IntN(3)]
}

func unitKey(u *models.SchoolAssessment) string { return u.SchoolCode + string(u.Stage) }

func inYear() *store.SchoolAssessmentWhere {
	return &store.SchoolAssessmentWhere{Year: theYear, Edition: ptr(edition)}
}

func TestPagesWalkBothWaysInEveryOrder(t *testing.T) {
	orders := map[string]*store.SchoolAssessmentOrder{"none": nil}
	for _, field := range []store.SchoolAssessmentOrderField{store.UnitByName, store.UnitByStudents, store.UnitByMetCount, store.UnitByValue, store.UnitByAttainment, store.UnitByShortfall} {
		for _, d := range []store.OrderDirection{store.Ascending, store.Descending} {
			o := &store.SchoolAssessmentOrder{Field: field, Direction: d}
			if field == store.UnitByValue || field == store.UnitByAttainment || field == store.UnitByShortfall {
				o.Indicator = ptr("R3")
			}
			orders[string(field)+string(d)] = o
		}
	}
	each(t, func(t *testing.T, s *store.Store) {
		units := city(t, s, 90)
		scope := s.For(auth.Operator())
		for name, by := range orders {
			whole, err := scope.SchoolAssessments(t.Context(), inYear(), by, store.Page{First: ptr(100)})
			if err != nil {
				t.Fatal(name, err)
			}
			want := keysOf(whole.Items)
			if len(want) != len(units) {
				t.Fatalf("%s: got %d units, want %d", name, len(want), len(units))
			}
			if by != nil {
				checkOrder(t, name, by, whole.Items)
			}
			var forward, backward []string
			for after := (*string)(nil); ; {
				l, err := scope.SchoolAssessments(t.Context(), inYear(), by, store.Page{First: ptr(7), After: after})
				if err != nil {
					t.Fatal(name, err)
				}
				if l.HasPreviousPage != (after != nil) {
					t.Fatalf("%s: hasPreviousPage %v on the way forward", name, l.HasPreviousPage)
				}
				forward = append(forward, keysOf(l.Items)...)
				if !l.HasNextPage {
					break
				}
				after = ptr(l.Cursor(len(l.Items) - 1))
			}
			for before := (*string)(nil); ; {
				l, err := scope.SchoolAssessments(t.Context(), inYear(), by, store.Page{Last: ptr(7), Before: before})
				if err != nil {
					t.Fatal(name, err)
				}
				backward = append(keysOf(l.Items), backward...)
				if !l.HasPreviousPage {
					break
				}
				before = ptr(l.Cursor(0))
			}
			if !slices.Equal(forward, want) {
				t.Errorf("%s forward:\ngot  %v\nwant %v", name, forward, want)
			}
			if !slices.Equal(backward, want) {
				t.Errorf("%s backward:\ngot  %v\nwant %v", name, backward, want)
			}
		}
	})
}

func keysOf(units []*models.SchoolAssessment) []string {
	keys := make([]string, len(units))
	for i, u := range units {
		keys[i] = unitKey(u)
	}
	return keys
}

// checkOrder holds the rows to the order asked for, rows without a value last.
func checkOrder(t *testing.T, name string, by *store.SchoolAssessmentOrder, units []*models.SchoolAssessment) {
	t.Helper()
	value := func(u *models.SchoolAssessment) (string, float64, bool) {
		switch by.Field {
		case store.UnitByName:
			return string(u.NameSort), 0, true
		case store.UnitByStudents:
			return "", float64(u.Students), true
		case store.UnitByMetCount:
			return "", float64(u.MetCount), true
		}
		r := u.R3
		if r.Value == nil {
			return "", 0, false
		}
		switch by.Field {
		case store.UnitByValue:
			return "", *r.Value, true
		case store.UnitByAttainment:
			return "", *r.Attainment, true
		}
		return "", float64(*r.Shortfall), true
	}
	if !slices.IsSortedFunc(units, func(a, b *models.SchoolAssessment) int {
		at, an, ok := value(a)
		bt, bn, other := value(b)
		if ok != other {
			if ok {
				return -1
			}
			return 1
		}
		c := cmp.Or(cmp.Compare(at, bt), cmp.Compare(an, bn))
		if by.Direction == store.Descending {
			c = -c
		}
		return c
	}) {
		t.Errorf("%s: not in order: %v", name, keysOf(units))
	}
}

func TestPagesAndCursorsThatCannotBe(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		city(t, s, 20)
		scope := s.For(auth.Operator())
		byName := &store.SchoolAssessmentOrder{Field: store.UnitByName, Direction: store.Ascending}
		list := func(by *store.SchoolAssessmentOrder, p store.Page) error {
			_, err := scope.SchoolAssessments(t.Context(), inYear(), by, p)
			return err
		}
		l, err := scope.SchoolAssessments(t.Context(), inYear(), byName, store.Page{First: ptr(3)})
		if err != nil {
			t.Fatal(err)
		}
		good := l.Cursor(1)
		foreign, err := scope.Schools(t.Context(), nil, nil, store.Page{})
		if err != nil || len(foreign.Items) != 0 {
			t.Fatal(foreign, err)
		}
		tests := []struct {
			name string
			by   *store.SchoolAssessmentOrder
			page store.Page
			want error
		}{
			{"a good cursor", byName, store.Page{First: ptr(3), After: &good}, nil},
			{"none asked for", byName, store.Page{First: ptr(0)}, nil},
			{"first and last", byName, store.Page{First: ptr(1), Last: ptr(1)}, store.ErrPage},
			{"less than none", byName, store.Page{First: ptr(-1)}, store.ErrPage},
			{"less than none from the end", byName, store.Page{Last: ptr(-1)}, store.ErrPage},
			{"too many", byName, store.Page{First: ptr(101)}, store.ErrPage},
			{"a cursor of another order", &store.SchoolAssessmentOrder{Field: store.UnitByStudents, Direction: store.Ascending}, store.Page{After: &good}, store.ErrCursor},
			{"a cursor of the other direction", &store.SchoolAssessmentOrder{Field: store.UnitByName, Direction: store.Descending}, store.Page{After: &good}, store.ErrCursor},
			{"a changed cursor", byName, store.Page{After: ptr(good[:len(good)-2] + "AA")}, store.ErrCursor},
			{"an empty cursor", byName, store.Page{After: ptr("")}, store.ErrCursor},
			{"no cursor at all", byName, store.Page{Before: ptr("1 OR 1=1")}, store.ErrCursor},
			{"a long cursor", byName, store.Page{Before: ptr(strings.Repeat("A", 100_000))}, store.ErrCursor},
			{"an order without its indicator", &store.SchoolAssessmentOrder{Field: store.UnitByValue}, store.Page{}, store.ErrFilter},
			{"an order with an indicator too many", &store.SchoolAssessmentOrder{Field: store.UnitByName, Indicator: ptr("R1")}, store.Page{}, store.ErrFilter},
			{"an order by no such indicator", &store.SchoolAssessmentOrder{Field: store.UnitByValue, Indicator: ptr("G1")}, store.Page{}, store.ErrFilter},
		}
		for _, test := range tests {
			if err := list(test.by, test.page); !errors.Is(err, test.want) {
				t.Errorf("%s: got %v, want %v", test.name, err, test.want)
			}
		}
		none, err := scope.SchoolAssessments(t.Context(), inYear(), byName, store.Page{First: ptr(0)})
		if err != nil || len(none.Items) != 0 || !none.HasNextPage {
			t.Errorf("first 0: got %+v, %v, want no row and a next page", none, err)
		}
	})
}

// TestFiltersAgreeWithPlainGo holds random filters, and counts and facets under them, to a reading of them in plain Go.
func TestFiltersAgreeWithPlainGo(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		units := city(t, s, 80)
		scope := s.For(auth.Operator())
		r := rand.New(rand.NewPCG(5, 6))
		for range 400 {
			w := randomWhere(r, 3)
			var want []string
			verdicts := map[string]int{}
			for i := range units {
				if holds(w, &units[i]) {
					want = append(want, unitKey(&units[i]))
					verdicts[string(units[i].Verdict)]++
				}
			}
			l, err := scope.SchoolAssessments(t.Context(), w, nil, store.Page{First: ptr(100)})
			if err != nil {
				t.Fatal(err)
			}
			if got := keysOf(l.Items); !slices.Equal(sorted(got), sorted(want)) {
				t.Fatalf("%+v:\ngot  %v\nwant %v", w, got, want)
			}
			if n, err := scope.SchoolAssessmentCount(t.Context(), w); err != nil || n != len(want) {
				t.Fatalf("count: got %d, %v, want %d", n, err, len(want))
			}
			facets, total, err := scope.Facets(t.Context(), w, []store.FacetField{store.FacetVerdict})
			if err != nil || total != len(want) {
				t.Fatalf("facets: got a total of %d, %v, want %d", total, err, len(want))
			}
			for _, f := range facets[0].Values {
				if verdicts[f.Value] != f.Count {
					t.Fatalf("facet %s: got %d, want %d", f.Value, f.Count, verdicts[f.Value])
				}
			}
		}
	})
}

func randomWhere(r *rand.Rand, depth int) *store.SchoolAssessmentWhere {
	w := inYear()
	maybe := func(n int) bool { return r.IntN(n) == 0 }
	if maybe(4) {
		w.Stage = ptr(indicator.Stages[r.IntN(2)])
	}
	if maybe(4) {
		w.Verdict = []indicator.Verdict{indicator.Pass}[:r.IntN(2)]
	}
	if maybe(4) {
		w.MetCount = &store.IntFilter{Gte: ptr(r.IntN(5)), Lt: ptr(3 + r.IntN(5))}
	}
	if maybe(3) {
		c := &store.IndicatorCondition{Indicator: indicator.ResourceCodes[r.IntN(7)]}
		switch r.IntN(3) {
		case 0:
			c.Status = []indicator.Status{indicator.Met, indicator.NotComputable}
		case 1:
			c.Value = &store.FloatFilter{Gt: ptr(1.0 / 3)}
		default:
			c.Attainment = &store.FloatFilter{Lte: ptr(float64(r.IntN(7)) / 3 / 1.7)}
		}
		w.Indicators = append(w.Indicators, c)
	}
	if maybe(3) {
		w.School = &store.SchoolWhere{}
		switch r.IntN(6) {
		case 0:
			w.School.Region = ptr("420100")
		case 1:
			w.School.Group = &store.StringFilter{Contains: ptr("%_'")}
		case 2:
			w.School.Group = &store.StringFilter{Eq: ptr("东")}
		case 3:
			w.School.Search = ptr("湖")
		case 4:
			w.School.Not = &store.SchoolWhere{Group: &store.StringFilter{In: []string{"西", "东"}}}
		default:
			w.School.Kind = []indicator.SchoolKind{indicator.KindJunior, indicator.KindNineYear}
		}
	}
	if depth > 0 {
		if maybe(3) {
			w.And = append(w.And, randomWhere(r, depth-1), randomWhere(r, depth-1))
		}
		if maybe(3) {
			w.Or = append([]*store.SchoolAssessmentWhere{}, randomWhere(r, depth-1), randomWhere(r, depth-1))[:r.IntN(3)]
		}
		if maybe(3) {
			w.Not = randomWhere(r, depth-1)
		}
	}
	return w
}

func holds(w *store.SchoolAssessmentWhere, u *models.SchoolAssessment) bool {
	ok := u.Year == w.Year && u.Edition == *w.Edition
	ok = ok && (w.Stage == nil || *w.Stage == u.Stage)
	ok = ok && (w.Verdict == nil || slices.Contains(w.Verdict, u.Verdict))
	ok = ok && (w.MetCount == nil || (u.MetCount >= *w.MetCount.Gte && u.MetCount < *w.MetCount.Lt))
	for _, c := range w.Indicators {
		r := u.Result(slices.Index(indicator.ResourceCodes[:], c.Indicator))
		ok = ok && (c.Status == nil || slices.Contains(c.Status, r.Status))
		ok = ok && (c.Value == nil || (r.Value != nil && *r.Value > *c.Value.Gt))
		ok = ok && (c.Attainment == nil || (r.Attainment != nil && *r.Attainment <= *c.Attainment.Lte))
	}
	ok = ok && (w.School == nil || schoolHolds(w.School, u))
	for _, sub := range w.And {
		ok = ok && holds(sub, u)
	}
	if w.Or != nil {
		ok = ok && slices.ContainsFunc(w.Or, func(sub *store.SchoolAssessmentWhere) bool { return holds(sub, u) })
	}
	return ok && (w.Not == nil || !holds(w.Not, u))
}

func schoolHolds(w *store.SchoolWhere, u *models.SchoolAssessment) bool {
	group := func(f *store.StringFilter) bool {
		own := "" // none
		if u.Group != nil {
			own = *u.Group
		}
		return (f.Eq == nil || *f.Eq == own) && (f.In == nil || slices.Contains(f.In, own)) && (f.Contains == nil || strings.Contains(own, *f.Contains))
	}
	ok := w.Region == nil || models.Within(u.RegionCode, *w.Region)
	ok = ok && (w.Group == nil || group(w.Group))
	ok = ok && (w.Search == nil || strings.Contains(u.Name, *w.Search))
	ok = ok && (w.Kind == nil || slices.Contains(w.Kind, u.Kind))
	return ok && (w.Not == nil || !schoolHolds(w.Not, u))
}

func TestFiltersOutOfBoundsAreRefused(t *testing.T) {
	s := open(t)
	scope := s.For(auth.Operator())
	deep := inYear()
	for range 10 {
		deep = &store.SchoolAssessmentWhere{Year: theYear, Edition: ptr(edition), Not: deep}
	}
	wide := inYear()
	for range 300 {
		wide.Or = append(wide.Or, inYear())
	}
	long := inYear()
	long.School = &store.SchoolWhere{Search: ptr(strings.Repeat("长", 101))}
	unknown := inYear()
	unknown.Indicators = []*store.IndicatorCondition{{Indicator: "G1"}}
	for name, w := range map[string]*store.SchoolAssessmentWhere{
		"too deep": deep, "too wide": wide, "too long a text": long, "no such indicator": unknown, "no edition": {Year: theYear}, "nothing": nil,
	} {
		if _, err := scope.SchoolAssessments(t.Context(), w, nil, store.Page{}); !errors.Is(err, store.ErrFilter) {
			t.Errorf("%s: got %v, want ErrFilter", name, err)
		}
	}
	if _, err := scope.Histogram(t.Context(), inYear(), "R1", 0); !errors.Is(err, store.ErrFilter) {
		t.Errorf("no bins: got %v", err)
	}
}

func TestHistogramHoldsEveryAttainment(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		units := city(t, s, 80)
		scope := s.For(auth.Operator())
		bins, err := scope.Histogram(t.Context(), inYear(), "R2", 40)
		if err != nil || len(bins) != 40 {
			t.Fatal(len(bins), err)
		}
		total, want := 0, 0
		for i, b := range bins {
			total += b.Count
			if i > 0 && b.From != bins[i-1].To {
				t.Errorf("bin %d begins at %v, the one before ends at %v", i, b.From, bins[i-1].To)
			}
		}
		for i := range units {
			if units[i].R2.Attainment != nil {
				want++
			}
		}
		if total != want {
			t.Errorf("got %d, want %d", total, want)
		}
		empty := inYear()
		empty.Year = 1999
		if bins, err := scope.Histogram(t.Context(), empty, "R2", 40); err != nil || len(bins) != 0 {
			t.Errorf("no units: got %v, %v", bins, err)
		}
	})
}

func TestNamesSortByPinyin(t *testing.T) {
	names := []string{"邹城小学", "闫家小学", "安宁小学", "重庆路小学", "覃塘小学", "北湖小学"}
	slices.SortFunc(names, func(a, b string) int { return strings.Compare(string(store.SortKey(a)), string(store.SortKey(b))) })
	if got := fmt.Sprint(names); got != "[安宁小学 北湖小学 覃塘小学 闫家小学 重庆路小学 邹城小学]" {
		t.Errorf("got %s", got)
	}
}
