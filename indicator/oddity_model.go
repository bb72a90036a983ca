package indicator

import (
	"cmp"
	"math"
	"slices"
)

// yearModel is how a figure moved in the county from last year to this one.
type yearModel struct {
	middle  float64 // of the logarithms of the ratios
	scatter float64 // mean deviation from the middle
	same    float64 // share of schools where it did not move
	growth  float64 // middle of how the schools as a whole grew, for figures that follow the pupils
}

// learn looks at how each figure moved in the county.
func (s *oddityScan) learn() {
	s.years = map[string]yearModel{}
	var growths []float64
	for i := range s.schools {
		if g, ok := s.schools[i].growth(""); ok {
			growths = append(growths, g)
		}
	}
	growth, _ := middle(growths)
	for k := range oddFigures {
		f := &oddFigures[k]
		var moves []float64
		same := 0
		for i := range s.schools {
			if is, was, ok := s.schools[i].both(f.key); ok && is > 0 && was > 0 {
				if is == was {
					same++
				} else {
					moves = append(moves, math.Log(is.Float()/was.Float()))
				}
			}
		}
		m := yearModel{growth: growth, same: (float64(same) + 10*f.same) / (float64(same+len(moves)) + 10)}
		var deviation float64
		m.middle, deviation = middle(moves)
		if len(moves) < minPeers {
			m.middle = 0
		}
		if f.isStock {
			m.middle = min(max(m.middle, -0.1), 0.1)
		}
		m.scatter = min(max(deviation/math.Ln2, f.year), 3*f.year)
		s.years[f.key] = m
	}
}

// middle is the median and the median deviation from it; zeros for nothing.
func middle(values []float64) (median, deviation float64) {
	if len(values) == 0 {
		return 0, 0
	}
	sorted := slices.Sorted(slices.Values(values))
	median = sorted[len(sorted)/2]
	for i, v := range sorted {
		sorted[i] = math.Abs(v - median)
	}
	slices.Sort(sorted)
	return median, sorted[len(sorted)/2]
}

// both are a figure of this year and last; ok is false where one is not known.
func (s *oddSchool) both(key string) (is, was Decimal, ok bool) {
	is, now := s.now[key]
	was, before := s.before[key]
	return is, was, now && before
}

// growthStems are figures that follow the pupils closely. Certified teachers stand beside the teachers to outvote a slip.
var growthStems = []string{"students", "classes", "teachers"}

// growth is by how much the school as a whole grew, as its other figures tell: the median of those that follow the pupils.
func (s *oddSchool) growth(except string) (float64, bool) {
	var moves []float64
	add := func(key string) {
		if is, was, ok := s.both(key); ok && key != except && is > 0 && was > 0 {
			moves = append(moves, math.Log(is.Float()/was.Float()))
		}
	}
	for _, stage := range s.record.School.Kind.Stages() {
		for _, stem := range growthStems {
			add(stageKey(stem, stage))
		}
	}
	add("certifiedTeachers")
	add("operatingBudget")
	if len(moves) < 2 {
		return 0, false
	}
	slices.Sort(moves)
	return (moves[(len(moves)-1)/2] + moves[len(moves)/2]) / 2, true
}

// yearView is what last year says about one figure of a school.
type yearView struct {
	figure    *oddFigure
	model     yearModel
	was       float64 // 0: not known
	growth    float64 // of the school as a whole against the county's
	hasGrowth bool
}

func (s *oddityScan) lastYear(i int, f *oddFigure) yearView {
	v := yearView{figure: f, model: s.years[f.key], was: s.schools[i].before[f.key].Float()}
	if v.was > 0 {
		v.growth, v.hasGrowth = s.schools[i].growth(f.key)
		v.growth -= v.model.growth
	}
	return v
}

// scatter is how far a figure x usually moves; counts move by chance, the more the smaller they are.
func (v *yearView) scatter(x float64) float64 {
	if v.figure.isDecimal() {
		return v.model.scatter
	}
	return math.Hypot(v.model.scatter, 0.7/math.Sqrt(min(x, v.was)))
}

// chance is how likely the very number x is after last year's, place being its last place.
func (v *yearView) chance(x, place float64) float64 {
	scatter := v.scatter(x)
	move := math.Log(x/v.was) - v.model.middle
	core := laplace(move, scatter)
	if v.hasGrowth {
		with := 0.5
		if v.figure.isStock {
			with = 0.1
		}
		core = (1-with)*core + with*laplace(move-v.growth, scatter)
	}
	const anything = 1e-5 // never impossible
	density := (1-v.figure.unusual)*core + v.figure.unusual*laplace(move, v.figure.large) + anything
	p := (1 - v.model.same) * density * place / x
	if math.Abs(x-v.was) < place/2 {
		p += v.model.same
	}
	return p
}

func laplace(x, scale float64) float64 { return math.Exp(-math.Abs(x)/scale) / (2 * scale) }

// peerView is where schools of a size lie with a figure a pupil (or a class).
type peerView struct {
	per             float64 // pupils of the school
	middle, scatter float64 // of the logarithms of the figure a pupil
	large           float64
}

// Of the schools nearest in pupils, as many as nearestPeers are compared with, taken from nearBySize so that those of the
// school's own locale come first.
const (
	nearestPeers = 15
	nearBySize   = 3 * nearestPeers
)

// peer is how a school lies with a figure.
type peer struct {
	school int
	size   float64 // logarithm of its pupils
	at     float64 // logarithm of the figure a pupil
}

// peersOf looks at the schools most like this one: those of the same stages, nearest in pupils, preferably of its locale.
func (s *oddityScan) peersOf(i int, f *oddFigure) (peerView, bool) {
	own := &s.schools[i]
	v := peerView{per: s.per(own, f)}
	if v.per <= 0 {
		return v, false
	}
	size := math.Log(own.pupils[f.stage])
	distance := func(p peer) float64 {
		d := math.Abs(p.size - size)
		if s.schools[p.school].record.School.Locale != own.record.School.Locale {
			d += 0.3
		}
		return d
	}
	near := around(s.bySize(own, f), size, i)
	if len(near) < minPeers {
		return v, false
	}
	slices.SortStableFunc(near, func(a, b peer) int { return cmp.Compare(distance(a), distance(b)) })
	var at []float64
	for _, p := range near[:min(len(near), nearestPeers)] {
		at = append(at, p.at)
	}
	v.middle, v.scatter = middle(at)
	v.scatter = max(v.scatter/math.Ln2, f.peers)
	v.large = max(0.35, 1.8*v.scatter)
	return v, true
}

// bySize are the schools of the same stages as own that have the figure, smallest first. A figure of one stage is compared
// among all that teach it.
func (s *oddityScan) bySize(own *oddSchool, f *oddFigure) []peer {
	kind := own.record.School.Kind
	name := f.key
	if stages := kind.Stages(); f.stage == "" && len(stages) > 0 {
		name += string(stages[0]) + string(stages[len(stages)-1])
	}
	if list, ok := s.peers[name]; ok {
		return list
	}
	var list []peer
	for k := range s.schools {
		p := &s.schools[k]
		x, per := p.now[f.key].Float(), s.per(p, f)
		if x > 0 && per > 0 && (f.stage != "" || slices.Equal(p.record.School.Kind.Stages(), kind.Stages())) {
			list = append(list, peer{k, math.Log(p.pupils[f.stage]), math.Log(x / per)})
		}
	}
	slices.SortFunc(list, func(a, b peer) int {
		return cmp.Or(cmp.Compare(a.size, b.size), cmp.Compare(s.schools[a.school].record.School.Code, s.schools[b.school].record.School.Code))
	})
	s.peers[name] = list
	return list
}

// around are the peers nearest to a size, without the school itself.
func around(list []peer, size float64, self int) (near []peer) {
	high, _ := slices.BinarySearchFunc(list, size, func(p peer, size float64) int { return cmp.Compare(p.size, size) })
	for low := high - 1; len(near) < nearBySize && (low >= 0 || high < len(list)); {
		var p peer
		if high == len(list) || low >= 0 && size-list[low].size < list[high].size-size {
			p = list[low]
			low--
		} else {
			p = list[high]
			high++
		}
		if p.school != self {
			near = append(near, p)
		}
	}
	return near
}

// per is what a figure is measured by: pupils, and pupils by what the school has for them.
func (s *oddityScan) per(school *oddSchool, f *oddFigure) float64 {
	if !f.isSize {
		return school.pupils[f.stage]
	}
	var sizes []float64
	for _, stem := range sizeStems {
		key := stageKey(stem, f.stage)
		if x := school.now[key].Float() * s.ratios[key]; x > 0 {
			sizes = append(sizes, x)
		}
	}
	if len(sizes) < 2 {
		return 0 // one figure against another does not tell which is wrong
	}
	slices.Sort(sizes)
	return math.Sqrt(sizes[(len(sizes)-1)/2] * sizes[len(sizes)/2])
}

// sizeStems are figures that tell how many pupils a stage has.
var sizeStems = []string{"classes", "teachers", "catchmentStudents"}

// learnSizes looks how many pupils go with a class, a teacher and a pupil from the catchment.
func (s *oddityScan) learnSizes() {
	s.ratios = map[string]float64{}
	for _, stage := range Stages {
		for _, stem := range sizeStems {
			key := stageKey(stem, stage)
			var ratios []float64
			for i := range s.schools {
				if x, p := s.schools[i].now[key], s.schools[i].now[stageKey("students", stage)]; x > 0 && p > 0 {
					ratios = append(ratios, p.Float()/x.Float())
				}
			}
			s.ratios[key], _ = middle(ratios)
		}
	}
}

// scatterOf is the usual scatter of a figure of about x.
func (v *peerView) scatterOf(f *oddFigure, x float64) float64 {
	if f.isDecimal() {
		return v.scatter
	}
	return math.Hypot(v.scatter, 0.7/math.Sqrt(max(x, 1)))
}

// density is how likely a figure is among its peers.
func (v *peerView) density(f *oddFigure, x float64) float64 {
	q := math.Log(x/v.per) - v.middle
	const outlying, anything = 0.06, 2e-6
	return (1-outlying)*laplace(q, v.scatterOf(f, x)) + outlying*laplace(q, v.large) + anything
}
