package indicator_test

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/indicator"
)

// rational computes a coefficient of variation straight from the definition, in rationals, knowing nothing of the engine
// but its values: mean = Σx/ΣP, S² = Σ P/ΣP·(x/P − mean)².
func rational(values []*big.Rat, students []int64) (mean, squared *big.Rat) {
	x, p := new(big.Rat), new(big.Rat)
	for i, v := range values {
		weight := big.NewRat(students[i], 1)
		x.Add(x, new(big.Rat).Mul(v, weight))
		p.Add(p, weight)
	}
	mean = new(big.Rat).Quo(x, p)
	if mean.Sign() == 0 {
		return mean, nil
	}
	variance := new(big.Rat)
	for i, v := range values {
		d := new(big.Rat).Sub(v, mean)
		variance.Add(variance, d.Mul(d, d).Mul(d, new(big.Rat).Quo(big.NewRat(students[i], 1), p)))
	}
	return mean, variance.Quo(variance, new(big.Rat).Mul(mean, mean))
}

// amountOf is the R-formula of a unit, written anew from the figures.
func amountOf(i int, s indicator.Stage, k indicator.SchoolKind, f *indicator.Figures) *big.Rat {
	sum := func(ps ...*int) *big.Rat {
		total := int64(0)
		for _, p := range ps {
			total += int64(*p)
		}
		return big.NewRat(total*100, 1)
	}
	primary := s == indicator.Primary
	switch i {
	case indicator.R1:
		if primary {
			return sum(f.JuniorCollegeTeachersPrimary, f.BachelorTeachersPrimary, f.MasterTeachersPrimary, f.DoctorTeachersPrimary)
		}
		return sum(f.BachelorTeachersJunior, f.MasterTeachersJunior, f.DoctorTeachersJunior)
	case indicator.R2:
		if primary {
			return sum(f.BackbonePrimary)
		}
		return sum(f.BackboneJunior)
	case indicator.R3:
		if primary {
			return sum(f.PeTeachersPrimary, f.MusicTeachersPrimary, f.ArtTeachersPrimary, f.ArtsTeachersPrimary)
		}
		return sum(f.PeTeachersJunior, f.MusicTeachersJunior, f.ArtTeachersJunior, f.ArtsTeachersJunior)
	}
	var total *big.Rat
	switch i {
	case indicator.R4:
		total = new(big.Rat).Sub(f.TeachingArea.Rat(), f.IndoorSportsArea.Rat())
	case indicator.R5:
		total = new(big.Rat).Add(f.SportsGroundArea.Rat(), f.IndoorSportsArea.Rat())
	case indicator.R6:
		total = new(big.Rat).Mul(f.EquipmentValue.Rat(), big.NewRat(10000, 1))
	case indicator.R7:
		total = big.NewRat(int64(*f.MultimediaRooms)*100, 1)
	}
	a, b, c := int64(0), int64(0), int64(0)
	if f.StudentsPrimary != nil {
		a = int64(*f.StudentsPrimary)
	}
	if f.StudentsJunior != nil {
		b = int64(*f.StudentsJunior)
	}
	if f.StudentsSenior != nil {
		c = int64(*f.StudentsSenior)
	}
	share := big.NewRat(1, 1)
	switch k {
	case indicator.KindNineYear:
		share = big.NewRat(10*a, 10*a+11*b)
		if !primary {
			share = big.NewRat(11*b, 10*a+11*b)
		}
	case indicator.KindTwelveYear:
		share = big.NewRat(100*a, 100*a+110*b+132*c)
		if !primary {
			share = big.NewRat(110*b, 100*a+110*b+132*c)
		}
	case indicator.KindCompleteSecondary:
		share = big.NewRat(10*b, 10*b+12*c)
	}
	return total.Mul(total, share)
}

func TestCoefficientsEqualAnIndependentRationalComputation(t *testing.T) {
	e, worst := edition(t, "cn-2017"), 0.0
	for seed := range uint64(1000) {
		r := rand.New(rand.NewPCG(seed, 17))
		c := randomCounty(r, 2+r.IntN(40), 0)
		ev := e.Evaluate(c)
		for _, b := range ev.Balances {
			var values []*big.Rat
			var students []int64
			for k := range c.Schools {
				for _, u := range ev.Schools[k].Units {
					if u.Stage != b.Stage || u.Students == 0 || u.Results[b.Indicator].Status == indicator.NotComputable {
						continue
					}
					amount := amountOf(b.Indicator, b.Stage, c.Schools[k].School.Kind, c.Schools[k].Figures)
					values = append(values, amount.Quo(amount, big.NewRat(int64(u.Students), 1)))
					students = append(students, int64(u.Students))
				}
			}
			if len(values) == 0 {
				continue
			}
			mean, squared := rational(values, students)
			if mean.Sign() == 0 {
				if b.Coefficient != nil {
					t.Fatalf("seed %d: a mean of 0 has a coefficient", seed)
				}
				continue
			}
			root, _ := new(big.Float).Sqrt(new(big.Float).SetPrec(200).SetRat(squared)).Float64()
			if off := math.Abs(*b.Coefficient - root); off > 1e-12 {
				t.Fatalf("seed %d, %s %s: got %.17g, want %.17g", seed, indicator.ResourceCodes[b.Indicator], b.Stage, *b.Coefficient, root)
			} else {
				worst = max(worst, off)
			}
			limit := b.Limit.Rat()
			if within := squared.Cmp(limit.Mul(limit, limit)) <= 0; within == (b.Status == indicator.Unmet) {
				t.Fatalf("seed %d: verdict %s at %v", seed, b.Status, *b.Coefficient)
			}
			near(t, "mean", b.Mean, func() float64 { f, _ := mean.Float64(); return f }(), 1e-9)
		}
	}
	t.Logf("largest difference %g", worst)
}

func TestIncrementalEqualsFull(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 3))
	c := randomCounty(r, 60, 0.02)
	e := edition(t, "cn-hb-33")
	var tally indicator.Tally
	kept := make([]indicator.SchoolAssessment, len(c.Schools))
	for i := range c.Schools {
		kept[i] = e.AssessSchool(&c.Schools[i], &c.CountyRecord)
		tally.Add(&kept[i])
	}
	all := func() []indicator.SchoolAssessment { return kept }
	for edit := range 10_000 {
		i := r.IntN(len(c.Schools))
		c.Schools[i] = randomRecord(r, c.Schools[i].School.Code, 0.02)
		tally.Remove(&kept[i])
		kept[i] = e.AssessSchool(&c.Schools[i], &c.CountyRecord)
		tally.Add(&kept[i])
		if edit%7 != 0 && edit != 9_999 { // judging all would only cost time: the tally carries every edit on
			continue
		}
		got, full := e.Judge(&tally, &c.CountyRecord, all), e.Evaluate(c)
		if diff := cmp.Diff(full.CountyAssessment, got); diff != "" {
			t.Fatalf("after edit %d:\n%s", edit, diff)
		}
	}
	text, err := tally.MarshalText()
	if err != nil {
		t.Fatal(err)
	}
	var read indicator.Tally
	if err := read.UnmarshalText(text); err != nil {
		t.Fatal(err)
	}
	again, _ := read.MarshalText()
	if string(again) != string(text) {
		t.Error("a tally read again differs")
	}
	var fresh indicator.Tally
	for i := range kept {
		fresh.Add(&kept[i])
	}
	if full, _ := fresh.MarshalText(); string(full) != string(text) {
		t.Error("the tally after 10,000 edits differs from a fresh one")
	}
}

func TestTalliesMerge(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	c := randomCounty(r, 50, 0.05)
	e := edition(t, "cn-2017")
	var left, right, whole indicator.Tally
	for i := range c.Schools {
		a := e.AssessSchool(&c.Schools[i], &c.CountyRecord)
		whole.Add(&a)
		if i%3 == 0 {
			left.Add(&a)
		} else {
			right.Add(&a)
		}
	}
	left.Merge(&right)
	a, _ := left.MarshalText()
	b, _ := whole.MarshalText()
	if string(a) != string(b) {
		t.Error("two halves merged differ from the whole")
	}
}

func TestProperties(t *testing.T) {
	e := edition(t, "cn-2017")
	cv := func(c *indicator.County) float64 {
		ev := e.Evaluate(c)
		return *balance(t, &ev.CountyAssessment, indicator.R7, indicator.Primary).Coefficient
	}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		var students, rooms, scaled, equal []int
		for range 2 + r.IntN(30) {
			p := 1 + r.IntN(3000)
			x := 1 + r.IntN(200)
			students, rooms, scaled, equal = append(students, p), append(rooms, x), append(scaled, 7*x), append(equal, 3*p)
		}
		base := cv(roomsCounty(students, rooms))
		if got := cv(roomsCounty(students, scaled)); math.Abs(got-base) > 1e-15*max(1, base) {
			t.Fatalf("scaling every amount moves the coefficient from %v to %v", base, got)
		}
		if got := cv(roomsCounty(students, equal)); got != 0 {
			t.Fatalf("equal ratios give %v", got)
		}
		shuffled := roomsCounty(students, rooms)
		r.Shuffle(len(shuffled.Schools), func(i, k int) {
			shuffled.Schools[i], shuffled.Schools[k] = shuffled.Schools[k], shuffled.Schools[i]
		})
		if got := cv(shuffled); got != base {
			t.Fatalf("order moves the coefficient from %v to %v", base, got)
		}
		var doubled, doubledRooms []int
		for i := range students {
			doubled, doubledRooms = append(doubled, 2*students[i]), append(doubledRooms, 2*rooms[i])
		}
		whole := cv(roomsCounty(doubled, doubledRooms))
		halves := cv(roomsCounty(append(slices.Clone(doubled[1:]), students[0], students[0]), append(slices.Clone(doubledRooms[1:]), rooms[0], rooms[0])))
		if math.Abs(whole-halves) > 1e-15*max(1, whole) {
			t.Fatalf("two halves of equal ratio move the coefficient from %v to %v", whole, halves)
		}
		a, b := 1+r.IntN(3000), 1+r.IntN(3000)
		f := complete(indicator.KindNineYear, 1)
		f.StudentsPrimary, f.StudentsJunior = n(a), n(b)
		s := e.AssessSchool(&indicator.SchoolRecord{School: school("1", indicator.KindNineYear), Figures: f}, &county)
		p, j := s.Units[0].Results[indicator.R4].Value.Rat(), s.Units[1].Results[indicator.R4].Value.Rat()
		if ratio := new(big.Rat).Quo(j, p); ratio.Cmp(big.NewRat(11, 10)) != 0 {
			t.Fatalf("the junior value is %s times the primary one", ratio.FloatString(6))
		}
		parts := p.Mul(p, big.NewRat(int64(a), 1))
		parts.Add(parts, j.Mul(j, big.NewRat(int64(b), 1)))
		if parts.Cmp(f.TeachingArea.Rat()) != 0 {
			t.Fatal("the shares of all stages do not sum to 1")
		}
	}
}

func TestContributionsAddUp(t *testing.T) {
	e := edition(t, "cn-2017")
	ev := e.Evaluate(randomCounty(rand.New(rand.NewPCG(9, 9)), 40, 0))
	sum := 0.0
	list := e.Contributions(ev.Schools, indicator.R5, indicator.Junior)
	for i, c := range list {
		sum += c.Share
		if i > 0 && c.Share > list[i-1].Share {
			t.Error("the largest does not come first")
		}
	}
	near(t, "sum of shares", &sum, 1, 1e-12)
}

func FuzzEvaluate(f *testing.F) {
	f.Add(uint64(1), 5, 0.1)
	f.Add(uint64(2), 0, 1.0)
	f.Fuzz(func(t *testing.T, seed uint64, schools int, missing float64) {
		r := rand.New(rand.NewPCG(seed, 4))
		c := randomCounty(r, max(0, schools%20), missing)
		for _, e := range indicator.Editions() {
			ev := e.Evaluate(c)
			for _, ind := range e.Indicators {
				if _, ok := e.ExplainCounty(c, ind.Code); !ok {
					t.Errorf("%s has no trace", ind.Code)
				}
			}
			for i := range c.Schools {
				for _, u := range ev.Schools[i].Units {
					for _, code := range indicator.ResourceCodes {
						if _, ok := e.ExplainUnit(&c.Schools[i], &c.CountyRecord, u.Stage, code); !ok {
							t.Errorf("%s has no trace", code)
						}
					}
				}
				for _, code := range indicator.ItemCodes {
					e.ExplainItem(&c.Schools[i], &c.CountyRecord, code)
				}
			}
		}
	})
}

func BenchmarkEvaluateThousandSchools(b *testing.B) {
	e := edition(b, "cn-hb-33")
	c := randomCounty(rand.New(rand.NewPCG(1, 1)), 1000, 0)
	b.ReportAllocs()
	for b.Loop() {
		e.Evaluate(c)
	}
}

func BenchmarkOneSchoolChanges(b *testing.B) {
	for _, size := range []int{46, 1000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			e := edition(b, "cn-hb-33")
			c := randomCounty(rand.New(rand.NewPCG(1, 1)), size, 0)
			var tally indicator.Tally
			for i := range c.Schools {
				a := e.AssessSchool(&c.Schools[i], &c.CountyRecord)
				tally.Add(&a)
			}
			old := e.AssessSchool(&c.Schools[0], &c.CountyRecord)
			for b.Loop() {
				tally.Remove(&old)
				old = e.AssessSchool(&c.Schools[0], &c.CountyRecord)
				tally.Add(&old)
				e.Judge(&tally, &c.CountyRecord, nil)
			}
		})
	}
}
