package indicator_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"strconv"
	"strings"

	. "github.com/junheng/junheng/indicator"
)

// A trueCounty is a made-up county as it is, in two years, before anybody types. It knows nothing of how oddities are found:
// it follows how schools grow, build and buy.
type trueCounty struct {
	r           *rand.Rand
	now, before *County
	habits      []int // how many decimals each school reports areas and money with
}

func makeTrueCounty(seed uint64) *trueCounty {
	r := rand.New(rand.NewPCG(seed, 20_26))
	c := &trueCounty{r: r, now: &County{}, before: &County{}}
	c.now.Year, c.before.Year = 2023, 2022
	size := math.Exp(5.2 + 1.6*r.Float64()) // 180 to 900 pupils a school
	place := placeOf{
		size: size, spread: 0.5 + 0.4*r.Float64(), growth: 0.03 * r.NormFloat64(), rural: r.Float64(),
		quota: 0.065 + 0.04*r.Float64(), quotaGrowth: []float64{0, 0, 0.1}[r.IntN(3)], rounding: r.IntN(3),
		wealth: math.Exp(0.3 * r.NormFloat64()), uneven: 0.25 + 0.25*r.Float64(),
	}
	n := 10 + r.IntN(71)
	var plan *trueSchool
	for i := range n {
		s := newTrueSchool(r, place)
		if plan != nil && s.kind == plan.kind && r.Float64() < 0.04 { // built from the same drawings
			s.teaching, s.indoor, s.ground = plan.teaching, plan.indoor, plan.ground
		}
		plan = s
		code := fmt.Sprintf("42%04d%04d", seed%10_000, i+1)
		facts := School{Code: code, Name: "学校" + strconv.Itoa(i+1), RegionCode: code[:6], Kind: s.kind, Organizer: 3, Locale: s.locale}
		was := s.report(r, place)
		s.passYear(r, place)
		is := s.report(r, place)
		c.now.Schools = append(c.now.Schools, SchoolRecord{School: facts, Figures: is})
		if r.Float64() > 0.02 { // else a new school
			c.before.Schools = append(c.before.Schools, SchoolRecord{School: facts, Figures: was})
		}
		c.habits = append(c.habits, s.decimals)
	}
	return c
}

// placeOf is what the schools of a county have in common.
type placeOf struct {
	size, spread, growth, rural, quota, quotaGrowth float64
	rounding                                        int
	wealth, uneven                                  float64
}

// trueSchool is a school as it is.
type trueSchool struct {
	kind                                  SchoolKind
	locale                                Locale
	pupils, classSize, staff, bone        [2]float64 // by stage; staff etc. a pupil
	classes, teachers, college, backbone  [2]int
	teaching, indoor, ground              float64
	equipment, budget, training, catching float64
	rooms, migrants                       float64
	uncertified, untrained                int
	decimals                              int // of areas; -1 rounds areas to tens
}

func newTrueSchool(r *rand.Rand, p placeOf) *trueSchool {
	s := &trueSchool{locale: Urban}
	size := p.size * math.Exp(p.spread*r.NormFloat64())
	switch x := r.Float64(); {
	case x < p.rural*0.7:
		s.locale = Rural
		size *= 0.5
	case x < p.rural:
		s.locale = Town
	}
	switch x := r.Float64(); {
	case x < 0.55:
		s.kind, s.pupils = KindPrimary, [2]float64{size, 0}
	case x < 0.78:
		s.kind, s.pupils = KindJunior, [2]float64{0, size * 1.1}
	case x < 0.9:
		s.kind, s.pupils = KindNineYear, [2]float64{size, size * 0.45}
	default:
		s.kind, s.pupils = KindTeachingPoint, [2]float64{20 + 100*r.Float64(), 0}
	}
	all := math.Max(s.pupils[0]+s.pupils[1], 1)
	small := math.Pow(600/math.Max(all, 40), 0.3) // small schools have more of everything a pupil
	for k := range 2 {
		s.classSize[k] = math.Min([2]float64{40, 45}[k]*math.Exp(0.12*r.NormFloat64()), [2]float64{45, 50}[k]+2) / math.Max(1, small*0.9)
		s.staff[k] = [2]float64{0.055, 0.075}[k] * small * math.Exp(0.12*r.NormFloat64())
		s.bone[k] = 0.2 * math.Exp(0.5*r.NormFloat64())
	}
	vary := func(by float64) float64 { return p.wealth * small * math.Exp(p.uneven*by*r.NormFloat64()) }
	s.teaching, s.ground = all*5.5*vary(1), all*7.5*vary(1.1)
	s.indoor = s.teaching * (0.03 + 0.15*r.Float64())
	if r.Float64() < 0.35 {
		s.indoor = 0
	}
	s.equipment, s.rooms = all*0.28*vary(1), math.Max(1, all/38*math.Exp(0.2*r.NormFloat64()))
	if r.Float64() < 0.03 { // a rich one, or a model school
		f := 2 + 2*r.Float64()
		s.teaching, s.ground, s.equipment = s.teaching*f, s.ground*f*0.8, s.equipment*f
	}
	s.budget, s.training = p.quota*math.Exp(0.08*r.NormFloat64()), 0.05+0.02*r.Float64()
	s.catching, s.migrants = 0.93+0.07*r.Float64(), 0.25*r.Float64()
	s.decimals = []int{2, 1, 0}[p.rounding]
	if x := r.Float64(); x < 0.25 {
		s.decimals = r.IntN(3)
	} else if x < 0.31 {
		s.decimals = -1
	}
	s.hire(r, 1)
	return s
}

// hire sets classes and staff for the pupils; pace is how much of the difference is made up in a year.
func (s *trueSchool) hire(r *rand.Rand, pace float64) {
	for k := range 2 {
		if s.pupils[k] == 0 {
			continue
		}
		s.classes[k] = int(math.Max(1, math.Ceil(s.pupils[k]/s.classSize[k])))
		want := math.Max(2, s.pupils[k]*s.staff[k])
		s.teachers[k] += int(math.Round(pace*(want-float64(s.teachers[k])) + pace*0.5*r.NormFloat64()))
		s.teachers[k] = max(2, s.teachers[k])
		s.college[k] = int(float64(s.teachers[k]) * (0.05 + 0.2*r.Float64()))
		if pace == 1 || r.Float64() < 0.5 {
			s.backbone[k] = int(s.bone[k] * float64(s.teachers[k]))
		}
		s.backbone[k] = min(s.backbone[k], s.teachers[k])
	}
	s.uncertified, s.untrained = 0, r.IntN(3)
	if r.Float64() < 0.2 {
		s.uncertified = 1
	}
}

// passYear lets a year pass: pupils come and go, now and then something is built, bought, measured again or merged.
func (s *trueSchool) passYear(r *rand.Rand, p placeOf) {
	grown := p.growth + 0.04*r.NormFloat64()
	switch x := r.Float64(); {
	case x < 0.012: // took in another school
		grown += 0.3 + 0.5*r.Float64()
		s.teaching *= 1 + 0.3*r.Float64()
	case x < 0.02: // a village empties
		grown -= 0.3 + 0.3*r.Float64()
	}
	for k := range 2 {
		s.pupils[k] *= math.Exp(grown + 0.01*r.NormFloat64())
	}
	s.hire(r, 0.6)
	switch x := r.Float64(); {
	case x < 0.04: // a new building
		s.teaching *= 1.1 + 0.8*r.Float64()
		if r.Float64() < 0.4 {
			s.indoor = s.indoor*(1+r.Float64()) + 200*r.Float64()
		}
	case x < 0.07: // measured again
		s.teaching *= 1 + 0.04*r.NormFloat64()
		s.ground *= 1 + 0.04*r.NormFloat64()
	case x < 0.085: // a part of the building given up
		s.teaching *= 0.6 + 0.3*r.Float64()
	case x < 0.1:
		s.ground *= 0.7 + 0.9*r.Float64()
	}
	s.equipment *= 1.02 + 0.05*math.Abs(r.NormFloat64())
	if r.Float64() < 0.06 {
		s.equipment *= 1.2 + 0.8*r.Float64()
	}
	if r.Float64() < 0.3 {
		s.rooms = math.Max(1, s.rooms+float64(r.IntN(4)-1))
	}
	s.budget *= math.Exp(p.quotaGrowth + 0.03*r.NormFloat64())
	s.training = math.Max(0.05, s.training+0.004*r.NormFloat64())
	s.catching = math.Min(1, s.catching+0.01*r.NormFloat64())
	s.migrants = math.Max(0, s.migrants+0.015*r.NormFloat64())
}

// report is what an honest clerk types.
func (s *trueSchool) report(r *rand.Rand, _ placeOf) *Figures {
	f := &Figures{}
	all, staff := 0, 0
	for k, suffix := range []string{"Primary", "Junior"} {
		if s.pupils[k] == 0 {
			continue
		}
		n := max(s.classes[k]*3, int(math.Round(s.pupils[k])))
		all, staff = all+n, staff+s.teachers[k]
		near := min(n, int(float64(n)*s.catching))
		pe := max(1, int(float64(s.teachers[k])*0.08))
		for stem, v := range map[string]int{
			"students": n, "classes": s.classes[k], "teachers": s.teachers[k], "juniorCollegeTeachers": s.college[k],
			"bachelorTeachers": s.teachers[k] - s.college[k] - s.teachers[k]/15, "masterTeachers": s.teachers[k] / 15, "doctorTeachers": 0,
			"backbone": s.backbone[k], "peTeachers": pe, "musicTeachers": pe / 2, "artTeachers": pe / 2, "artsTeachers": 0,
			"catchmentStudents": near, "visitingPeArtsTeachers": 0,
		} {
			set(f, stem+suffix, float64(v))
		}
		s.bands(f, suffix, n, s.classes[k])
	}
	set(f, "migrantStudents", float64(int(float64(all)*s.migrants)))
	set(f, "certifiedTeachers", float64(staff-s.uncertified))
	set(f, "trainedTeachers", float64(max(0, staff-s.untrained)))
	set(f, "teachingArea", s.area(s.teaching))
	set(f, "indoorSportsArea", s.area(s.indoor))
	set(f, "sportsGroundArea", s.area(s.ground))
	set(f, "equipmentValue", places(s.equipment, 2))
	set(f, "multimediaRooms", math.Round(s.rooms))
	money := places(math.Max(100, float64(all))*s.budget, 2)
	set(f, "operatingBudget", money)
	set(f, "operatingFinal", places(money*(0.95+0.05*r.Float64()), 2))
	set(f, "trainingBudget", places(money*s.training, 2))
	need := math.Ceil(float64(s.classes[0]+s.classes[1]) / 12)
	set(f, "musicRoomsFrom96", need)
	set(f, "artRoomsFrom90", need)
	set(f, "boarders", 0)
	if s.pupils[1] > 0 {
		entrants := s.pupils[1] / 3 * (1 + 0.04*r.NormFloat64())
		out, in := float64(r.IntN(4)), float64(r.IntN(4))
		set(f, "entrants", math.Round(entrants))
		set(f, "transferredIn", in)
		set(f, "transferredOut", out)
		set(f, "deaths", 0)
		set(f, "graduates", math.Round(entrants)+in-out)
	}
	for _, key := range []string{"migrantStudents", "backbonePrimary", "operatingFinal", "indoorSportsArea", "catchmentStudentsPrimary"} {
		if r.Float64() < 0.02 {
			clearFigure(f, key) // left empty
		}
	}
	return f
}

func (s *trueSchool) area(x float64) float64 {
	if s.decimals < 0 {
		return math.Round(x/10) * 10
	}
	return places(x, s.decimals)
}

// bands fills the size bands with classes of nearly equal size.
func (s *trueSchool) bands(f *Figures, suffix string, pupils, classes int) {
	stems := []string{"classesUpTo25", "classes26To30", "classes31To35", "classes36To40", "classes41To45", "classes46To50", "classes51To55"}
	counts := make([]int, len(stems))
	for i := range classes {
		size := pupils / classes
		if i < pupils%classes {
			size++
		}
		counts[min(max(0, (size-21)/5), len(stems)-1)]++
	}
	for i, stem := range stems {
		set(f, stem+suffix, float64(counts[i]))
	}
}

func places(x float64, n int) float64 { return math.Round(x*math.Pow10(n)) / math.Pow10(n) }

// field is the figure of a key.
func field(f *Figures, key string) reflect.Value {
	return reflect.ValueOf(f).Elem().FieldByName(strings.ToUpper(key[:1]) + key[1:])
}

func set(f *Figures, key string, x float64) {
	v := field(f, key)
	if v.Type().Elem().Kind() == reflect.Int {
		n := int(math.Round(x))
		v.Set(reflect.ValueOf(&n))
		return
	}
	d := Decimal(math.Round(x * DecimalScale))
	v.Set(reflect.ValueOf(&d))
}

func clearFigure(f *Figures, key string) { field(f, key).SetZero() }

// read is a figure as a clerk sees it on paper; empty where it is not there.
func read(f *Figures, key string) string {
	switch p := field(f, key).Interface().(type) {
	case *int:
		if p != nil {
			return strconv.Itoa(*p)
		}
	case *Decimal:
		if p != nil {
			return p.String()
		}
	}
	return ""
}
