package indicator_test

import (
	"math"
	"math/rand/v2"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	. "github.com/junheng/junheng/indicator"
)

// planted is a mistake that a clerk makes.
type planted struct {
	kind, school string
	keys         []string
}

// clerks are the mistakes, by what the clerk does. Each changes what one school (i) reports and tells which figures are
// wrong; none where the mistake has no place there.
var clerks = []struct {
	kind string
	slip func(r *rand.Rand, c *trueCounty, i int) []string
}{
	{"types yuan for 10,000 yuan", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, money), func(x string) string { return times(x, 10_000) })
	}},
	{"types 10,000 yuan twice over", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, money), func(x string) string { return times(x, 0.0001) })
	}},
	{"forgets the decimal point", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, slices.Concat(money, areas)), func(x string) string {
			if !strings.Contains(x, ".") {
				return x
			}
			return strings.ReplaceAll(x, ".", "")
		})
	}},
	{"types a zero too many", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, anyFigure), func(x string) string { return times(x, 10) })
	}},
	{"changes two digits", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, anyFigure), func(x string) string {
			at := r.IntN(max(1, len(x)-1))
			if len(x) < 3 || x[at] == '.' || x[at+1] == '.' || at == 0 && x[1] == '0' {
				return x
			}
			return x[:at] + x[at+1:at+2] + x[at:at+1] + x[at+2:]
		})
	}},
	{"leaves out the last digit", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, anyFigure), func(x string) string {
			whole, fraction, has := strings.Cut(x, ".")
			if len(whole) < 2 {
				return x
			}
			if has {
				return whole[:len(whole)-1] + "." + fraction
			}
			return whole[:len(whole)-1]
		})
	}},
	{"types a digit twice", func(r *rand.Rand, c *trueCounty, i int) []string {
		return retype(c, i, pick(r, anyFigure), func(x string) string {
			whole, _, _ := strings.Cut(x, ".")
			at := r.IntN(len(whole))
			return x[:at] + x[at:at+1] + x[at:]
		})
	}},
	{"exchanges two columns", func(r *rand.Rand, c *trueCounty, i int) []string {
		pair := [][]string{{"teachingArea", "sportsGroundArea"}, {"teachingArea", "indoorSportsArea"}, {"operatingBudget", "trainingBudget"}, {"equipmentValue", "operatingBudget"}, {"studentsPrimary", "studentsJunior"}}[r.IntN(5)]
		f := c.now.Schools[i].Figures
		a, b := read(f, pair[0]), read(f, pair[1])
		if a == "" || b == "" || a == "0" || b == "0" || a == b {
			return nil
		}
		set(f, pair[0], number(b))
		set(f, pair[1], number(a))
		return pair
	}},
	{"copies another school's row", func(r *rand.Rand, c *trueCounty, i int) []string {
		from := &c.now.Schools[r.IntN(len(c.now.Schools))]
		if from.School.Code == c.now.Schools[i].School.Code || from.School.Kind != c.now.Schools[i].School.Kind {
			return nil
		}
		keys := keysOf(from.Figures)
		if r.IntN(2) == 0 { // only the part about premises, equipment and money
			keys = slices.Concat(areas, money, []string{"multimediaRooms"})
		}
		for _, key := range keys {
			field(c.now.Schools[i].Figures, key).Set(field(from.Figures, key))
		}
		return keys
	}},
	{"hands in last year's figures", func(r *rand.Rand, c *trueCounty, i int) []string {
		was := past(c, i)
		if was == nil {
			return nil
		}
		keys := keysOf(was)
		keepPupils := r.IntN(2) == 0
		keys = slices.DeleteFunc(keys, func(k string) bool {
			return keepPupils && (strings.Contains(k, "tudents") || strings.HasPrefix(k, "classes"))
		})
		for _, key := range keys {
			field(c.now.Schools[i].Figures, key).Set(field(was, key))
		}
		return keys
	}},
	{"estimates", func(_ *rand.Rand, c *trueCounty, i int) []string {
		keys := slices.Concat(areas, money)
		for _, key := range keys {
			if x := read(c.now.Schools[i].Figures, key); x != "" {
				n := number(x)
				scale := math.Pow10(max(0, int(math.Floor(math.Log10(math.Max(n, 1))))-1))
				set(c.now.Schools[i].Figures, key, math.Round(n/scale)*scale)
			}
		}
		return keys
	}},
	{"reads the line of another school", func(r *rand.Rand, c *trueCounty, i int) []string {
		key := pick(r, anyFigure)
		other := read(c.now.Schools[r.IntN(len(c.now.Schools))].Figures, key)
		return retype(c, i, key, func(x string) string {
			if other == "" || other == "0" {
				return x
			}
			return other
		})
	}},
	{"counts a class twice", func(r *rand.Rand, c *trueCounty, i int) []string {
		stage := []string{"Primary", "Junior"}[r.IntN(2)]
		key := []string{"classes31To35", "classes36To40", "classes41To45"}[r.IntN(3)] + stage
		keys := retype(c, i, key, func(x string) string { return strconv.Itoa(int(number(x)) + 1) })
		if keys != nil {
			keys = append(keys, "classes"+stage)
		}
		return keys
	}},
	{"enters a part above its whole", func(r *rand.Rand, c *trueCounty, i int) []string {
		stage := []string{"Primary", "Junior"}[r.IntN(2)]
		key := []string{"backbone", "bachelorTeachers"}[r.IntN(2)] + stage
		return retype(c, i, key, func(string) string {
			return strconv.Itoa(int(number("0"+read(c.now.Schools[i].Figures, "teachers"+stage))) + 1 + r.IntN(5))
		})
	}},
}

var (
	money     = []string{"equipmentValue", "operatingBudget", "operatingFinal", "trainingBudget"}
	areas     = []string{"teachingArea", "indoorSportsArea", "sportsGroundArea"}
	anyFigure = slices.Concat(money, areas, []string{
		"studentsPrimary", "studentsJunior", "teachersPrimary", "teachersJunior", "classesPrimary", "classesJunior", "certifiedTeachers",
		"multimediaRooms", "entrants", "graduates",
	})
)

func pick(r *rand.Rand, list []string) string { return list[r.IntN(len(list))] }

// retype lets the clerk type a figure anew; nothing happens where it is not there or would be the same.
func retype(c *trueCounty, i int, key string, as func(string) string) []string {
	f := c.now.Schools[i].Figures
	was := read(f, key)
	if was == "" || was == "0" {
		return nil
	}
	is := as(was)
	if is == was || number(is) > 2e9 || number(is) == number(was) {
		return nil
	}
	set(f, key, number(is))
	return []string{key}
}

func number(x string) float64 {
	n, _ := strconv.ParseFloat(x, 64)
	return n
}

func times(x string, by float64) string {
	return strconv.FormatFloat(places(number(x)*by, 4), 'f', -1, 64)
}

func keysOf(f *Figures) (keys []string) {
	for field := range reflect.TypeFor[Figures]().Fields() {
		key := strings.ToLower(field.Name[:1]) + field.Name[1:]
		if read(f, key) != "" {
			keys = append(keys, key)
		}
	}
	return keys
}

func past(c *trueCounty, i int) *Figures {
	for _, s := range c.before.Schools {
		if s.School.Code == c.now.Schools[i].School.Code {
			return s.Figures
		}
	}
	return nil
}

// plant makes one mistake in about every tenth school, each at a school of its own.
func plant(c *trueCounty) (all []planted) {
	for i := range c.now.Schools {
		if c.r.Float64() > 0.1 {
			continue
		}
		clerk := clerks[c.r.IntN(len(clerks))]
		for range 40 { // until the mistake finds a place
			if keys := clerk.slip(c.r, c, i); keys != nil {
				all = append(all, planted{clerk.kind, c.now.Schools[i].School.Code, keys})
				break
			}
		}
	}
	return all
}

var show = os.Getenv("ODD_SHOW") != ""

// oddTally counts what was found.
type oddTally struct{ planted, found, right, reported int }

// TestOddities plants mistakes in 200 made-up counties, every eighth without a year before. A finding is right when it names
// the school and one of the figures where a mistake was made; every other is a false alarm.
func TestOddities(t *testing.T) {
	t.Parallel()
	all, byClerk, byKind := look(t, 1, 200)
	precision, recall := float64(all.right)/float64(all.reported), float64(all.found)/float64(all.planted)
	t.Logf("%d planted, %d found; %d reported, %d right: precision %.3f, recall %.3f", all.planted, all.found, all.reported, all.right, precision, recall)
	for _, clerk := range clerks {
		k := byClerk[clerk.kind]
		t.Logf("recall    %-34s %.3f (%d of %d)", clerk.kind, float64(k.found)/float64(k.planted), k.found, k.planted)
	}
	for _, kind := range OddityKinds {
		if k := byKind[kind]; k != nil {
			t.Logf("precision %-34s %.3f (%d of %d)", kind, float64(k.right)/float64(k.reported), k.right, k.reported)
		}
	}
	if precision < 0.90 {
		t.Errorf("precision %.3f, want 0.90", precision)
	}
	if recall < 0.80 {
		t.Errorf("recall %.3f, want 0.80", recall)
	}
}

func look(t *testing.T, first, last uint64) (all oddTally, byClerk map[string]*oddTally, byKind map[OddityKind]*oddTally) {
	t.Helper()
	byClerk, byKind = map[string]*oddTally{}, map[OddityKind]*oddTally{}
	for seed := first; seed <= last; seed++ {
		c := makeTrueCounty(seed)
		mistakes := plant(c)
		before := c.before
		if seed%8 == 0 {
			before = nil
		}
		found := Oddities(c.now, before)
		for _, m := range mistakes {
			k := byClerk[m.kind]
			if k == nil {
				k = &oddTally{}
				byClerk[m.kind] = k
			}
			all.planted++
			k.planted++
			if slices.ContainsFunc(found, m.isNamed) {
				all.found++
				k.found++
			}
		}
		for _, o := range found {
			k := byKind[o.Kind]
			if k == nil {
				k = &oddTally{}
				byKind[o.Kind] = k
			}
			all.reported++
			k.reported++
			if slices.ContainsFunc(mistakes, func(m planted) bool { return m.isNamed(o) }) {
				all.right++
				k.right++
			} else if show {
				t.Logf("seed %d: %+v previous %v likely %v", seed, o, o.Previous, o.Likely)
			}
		}
	}
	return all, byClerk, byKind
}

func (p planted) isNamed(o Oddity) bool {
	return o.School == p.school && slices.ContainsFunc(o.Keys, func(k string) bool { return slices.Contains(p.keys, k) })
}
