package indicator_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	. "github.com/junheng/junheng/indicator"
)

// oddAt is the oddity of a school that names the key, or nil.
func oddAt(found []Oddity, school, key string) *Oddity {
	for i, o := range found {
		if o.School == school && slices.Contains(o.Keys, key) {
			return &found[i]
		}
	}
	return nil
}

// TestFingerprints holds that a remembered judgement ends when the data that it was about change, and only then.
func TestFingerprints(t *testing.T) {
	t.Parallel()
	slipped := func(change func(c *trueCounty, school int)) string {
		c := makeTrueCounty(7)
		i := slices.IndexFunc(c.now.Schools, func(s SchoolRecord) bool { return s.School.Kind == KindPrimary && past(c, 0) != nil })
		set(c.now.Schools[i].Figures, "equipmentValue", 1e4*number(read(c.now.Schools[i].Figures, "equipmentValue")))
		code := c.now.Schools[i].School.Code
		change(c, i)
		o := oddAt(Oddities(c.now, c.before), code, "equipmentValue")
		if o == nil {
			t.Fatal("a value of equipment in yuan is not found")
		}
		if o.Kind != OddityUnit {
			t.Fatalf("kind %s, want %s", o.Kind, OddityUnit)
		}
		return o.Fingerprint
	}
	first := slipped(func(*trueCounty, int) {})
	for _, c := range []struct {
		name   string
		change func(c *trueCounty, i int)
		stays  bool
	}{
		{"nothing changes", func(*trueCounty, int) {}, true},
		{"other schools report other figures", func(c *trueCounty, i int) {
			for k := range c.now.Schools {
				if k != i {
					set(c.now.Schools[k].Figures, "equipmentValue", 1.2*number(read(c.now.Schools[k].Figures, "equipmentValue")))
				}
			}
		}, true},
		{"another figure of the school changes", func(c *trueCounty, i int) { set(c.now.Schools[i].Figures, "multimediaRooms", 9) }, true},
		{"the schools are listed in another order", func(c *trueCounty, _ int) { slices.Reverse(c.now.Schools) }, true},
		{"the figure changes", func(c *trueCounty, i int) {
			set(c.now.Schools[i].Figures, "equipmentValue", 1+number(read(c.now.Schools[i].Figures, "equipmentValue")))
		}, false},
		{"last year's figure changes", func(c *trueCounty, i int) {
			set(past(c, i), "equipmentValue", 1+number(read(past(c, i), "equipmentValue")))
		}, false},
	} {
		now := slipped(c.change)
		if (now == first) != c.stays {
			t.Errorf("%s: the fingerprint stays: %t, want %t", c.name, now == first, c.stays)
		}
	}
}

// TestOdditiesOfNothing holds that missing, zero and huge figures do no harm.
func TestOdditiesOfNothing(t *testing.T) {
	t.Parallel()
	if found := Oddities(&County{}, nil); len(found) > 0 {
		t.Errorf("an empty county has %v", found)
	}
	r := rand.New(rand.NewPCG(1, 2))
	extreme := []float64{0, 1, -3, 9, 10, 1e6, MaxCount}
	for seed := range uint64(20) {
		c := makeTrueCounty(3000 + seed)
		for _, county := range []*County{c.now, c.before} {
			for i := range county.Schools {
				f := county.Schools[i].Figures
				for _, key := range keysOf(f) {
					switch x := r.Float64(); {
					case x < 0.1:
						clearFigure(f, key)
					case x < 0.4:
						set(f, key, extreme[r.IntN(len(extreme))])
					}
				}
				if r.IntN(9) == 0 {
					county.Schools[i].Figures = nil
				}
			}
		}
		for _, o := range Oddities(c.now, c.before) {
			if len(o.Keys) == 0 || o.Confidence < 0.6 || o.Confidence > 1 || len(o.Fingerprint) != 32 {
				t.Fatalf("seed %d: %+v", seed, o)
			}
		}
	}
}

// TestEveryClerkIsUnderstood holds that the kinds of oddities are called what they are.
func TestEveryClerkIsUnderstood(t *testing.T) {
	t.Parallel()
	for _, want := range []struct {
		kind  OddityKind
		key   string
		clerk func(c *trueCounty, i int, f, was *Figures)
	}{
		{OddityUnit, "operatingBudget", func(_ *trueCounty, _ int, f, _ *Figures) {
			set(f, "operatingBudget", 1e4*number(read(f, "operatingBudget")))
		}},
		{OddityPoint, "equipmentValue", func(_ *trueCounty, _ int, f, _ *Figures) {
			set(f, "equipmentValue", 10*number(read(f, "equipmentValue")))
		}},
		{OddityTransposed, "teachingArea", func(_ *trueCounty, _ int, f, was *Figures) {
			set(was, "teachingArea", 4731)
			set(f, "teachingArea", 7431)
		}},
		{OddityMissing, "sportsGroundArea", func(_ *trueCounty, _ int, f, was *Figures) {
			set(was, "sportsGroundArea", 6482)
			set(f, "sportsGroundArea", 682)
		}},
		{OddityDoubled, "teachersPrimary", func(_ *trueCounty, _ int, f, was *Figures) {
			set(was, "teachersPrimary", 47)
			set(f, "teachersPrimary", 447)
		}},
		{OddityExchanged, "teachingArea", func(_ *trueCounty, _ int, f, _ *Figures) {
			a, b := number(read(f, "teachingArea")), number(read(f, "sportsGroundArea"))
			set(f, "teachingArea", b)
			set(f, "sportsGroundArea", a)
		}},
		{OddityJump, "sportsGroundArea", func(_ *trueCounty, _ int, f, was *Figures) {
			set(was, "sportsGroundArea", 6482)
			set(f, "sportsGroundArea", 173.9)
		}},
		{OddityParts, "backbonePrimary", func(_ *trueCounty, _ int, f, _ *Figures) {
			set(f, "backbonePrimary", 1+number(read(f, "teachersPrimary")))
		}},
	} {
		c := makeTrueCounty(11)
		i := slices.IndexFunc(c.now.Schools, func(s SchoolRecord) bool {
			return s.School.Kind == KindPrimary && number(read(s.Figures, "studentsPrimary")) > 500
		})
		want.clerk(c, i, c.now.Schools[i].Figures, past(c, i))
		o := oddAt(Oddities(c.now, c.before), c.now.Schools[i].School.Code, want.key)
		if o == nil {
			t.Errorf("%s at %s is not found", want.kind, want.key)
		} else if o.Kind != want.kind {
			t.Errorf("%s at %s is taken for %s", want.kind, want.key, o.Kind)
		}
	}
}
