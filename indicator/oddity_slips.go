package indicator

import (
	"math"
	"strings"
)

// original is a number that, by a slip, would have become what was reported.
type original struct {
	kind   OddityKind
	value  Decimal
	chance float64 // of the slip, in one figure
}

// How often clerks slip, in one figure.
const (
	chanceUnit       = 1e-3 // yuan for 10,000 yuan
	chanceUnitBack   = 2e-4 // the other way
	chancePoint      = 8e-4 // for tens; a quarter of it for hundreds
	chanceTransposed = 8e-4 // spread over the pairs of digits
	chanceMissing    = 6e-4 // spread over the digits
	chanceDoubled    = 6e-4
	chanceExchanged  = 5e-4 // for a pair of figures
	chanceLine       = 6e-4 // the line of another school
	chanceOther      = 1e-3 // any other wrong number
)

// originals are the numbers that x may have been before a slip.
func originals(f *oddFigure, x Decimal) []original {
	var all []original
	add := func(kind OddityKind, value Decimal, chance float64) {
		if value > 0 && value <= MaxDecimal && value != x && (f.isDecimal() || value%DecimalScale == 0) {
			all = append(all, original{kind, value, chance})
		}
	}
	over := func(kind OddityKind, by Decimal, chance float64) {
		if x%by == 0 {
			add(kind, x/by, chance)
		} else if f.isDecimal() { // yuan and fen have more places than 10,000 yuan
			add(kind, (x+by/2)/by, chance)
		}
	}
	if f.isMoney {
		over(OddityUnit, 10_000, chanceUnit)
		add(OddityUnit, x*10_000, chanceUnitBack)
	}
	over(OddityPoint, 10, chancePoint)
	over(OddityPoint, 100, chancePoint/4)
	if f.isDecimal() {
		add(OddityPoint, x*10, chancePoint)
		add(OddityPoint, x*100, chancePoint/4)
	}
	typed := x.String()
	retype := func(kind OddityKind, text string, chance float64) {
		if len(strings.ReplaceAll(text, ".", "")) > 14 || text[0] == '0' && (len(text) == 1 || text[1] != '.') {
			return
		}
		if d, err := ParseDecimal(text); err == nil {
			add(kind, d, chance)
		}
	}
	n := float64(len(typed))
	for i := range len(typed) {
		if typed[i] == '.' {
			continue
		}
		if i+1 < len(typed) && typed[i+1] != '.' {
			if typed[i] != typed[i+1] {
				retype(OddityTransposed, typed[:i]+typed[i+1:i+2]+typed[i:i+1]+typed[i+2:], chanceTransposed/max(n-1, 1))
			} else if i == 0 || typed[i-1] != typed[i] {
				retype(OddityDoubled, typed[:i]+typed[i+1:], chanceDoubled/max(n-1, 1))
			}
		}
	}
	for at := 0; at <= len(typed); at++ {
		for d := byte('0'); d <= '9'; d++ {
			if at == len(typed) || typed[at] != d { // else the next place gives the same number
				retype(OddityMissing, typed[:at]+string(d)+typed[at:], chanceMissing/(n+1))
			}
		}
	}
	return all
}

// step is the last place that a number uses: 0.01 for 46.52. A count's is 1.
func step(x Decimal) float64 {
	for place := Decimal(DecimalScale); ; place /= 10 {
		if x%place == 0 {
			return float64(place) / DecimalScale
		}
	}
}

// view is what last year and the peers say about one figure.
type view struct {
	figure   *oddFigure
	year     yearView
	peers    peerView
	hasPeers bool
}

func (s *oddityScan) viewOf(i int, f *oddFigure) *view {
	if v := s.views[i][f.key]; v != nil {
		return v
	}
	v := &view{figure: f, year: s.lastYear(i, f)}
	v.peers, v.hasPeers = s.peersOf(i, f)
	if s.views[i] == nil {
		s.views[i] = map[string]*view{}
	}
	s.views[i][f.key] = v
	return v
}

// peak is about the highest chance that any number near x has.
func (v *view) peak(x Decimal) float64 {
	at := v.peers.per * math.Exp(v.peers.middle)
	if v.year.was > 0 {
		at = v.year.was
	}
	return v.chance(at, step(x)*at/x.Float())
}

// chance is how likely the very number x is as a true figure; 0 where nothing tells.
func (v *view) chance(x, place float64) float64 {
	switch {
	case v.year.was > 0 && v.hasPeers: // the peers say again in part what last year says
		return v.year.chance(x, place) * math.Sqrt(v.peers.density(v.figure, x))
	case v.year.was > 0:
		return v.year.chance(x, place)
	case v.hasPeers:
		return v.peers.density(v.figure, x) * place / x
	}
	return 0
}

// other is how likely x is as a number that has nothing to do with the figure: anything from a twentieth to twenty times.
func (v *view) other(x Decimal) float64 {
	p := step(x) / x.Float() / (2 * math.Log(20))
	if v.year.was > 0 && v.hasPeers {
		p *= math.Sqrt(1 / (2 * math.Log(20)))
	}
	return p
}

// slips judges every figure of a school by itself.
func (s *oddityScan) slips(i int) (found []Oddity) {
	for k := range oddFigures {
		f := &oddFigures[k]
		if x := s.schools[i].now[f.key]; x > 0 {
			if o := s.slip(i, f, x); o != nil {
				found = append(found, *o)
			}
		} else if o := s.vanished(i, f); o != nil {
			found = append(found, *o)
		}
	}
	return found
}

// slip weighs the explanations of one figure; nil where it is probably right.
func (s *oddityScan) slip(i int, f *oddFigure, x Decimal) *Oddity {
	v := s.viewOf(i, f)
	right := v.chance(x.Float(), step(x))
	if right == 0 {
		return nil
	}
	if right > 0.02*v.peak(x) {
		return nil
	}
	kind, best := OddityJump, chanceOther*v.other(x)
	if v.year.was == 0 {
		kind = OddityPeers
	}
	all := best
	kinds := map[OddityKind]float64{kind: best}
	likely := map[OddityKind]original{}
	weights := map[OddityKind]float64{}
	for _, o := range originals(f, x) {
		place := step(o.value)
		if o.kind == OddityPoint || o.kind == OddityUnit {
			place = step(x) * o.value.Float() / x.Float() // as many digits as before
		}
		w := o.chance * v.chance(o.value.Float(), place)
		all += w
		kinds[o.kind] += w
		if w > weights[o.kind] {
			weights[o.kind], likely[o.kind] = w, o
		}
	}
	other, lines := s.sameElsewhere(i, f, x, right)
	kinds[OddityLine] = chanceLine * lines
	all += kinds[OddityLine]
	if w, o := v.persisting(x); w > 0 {
		all += w
		kinds[OddityUnit] += w
		likely[OddityUnit] = o
	}
	for _, k := range OddityKinds {
		if kinds[k] > best {
			kind, best = k, kinds[k]
		}
	}
	o := &Oddity{Kind: kind, Keys: []string{f.key}, Confidence: all / (all + right), restsOnPast: v.year.was > 0}
	if l, ok := likely[kind]; ok {
		o.Likely = &l.value
	}
	if kind == OddityLine {
		o.Other = other
	}
	o.Low, o.High = v.usual()
	return o
}

// sameElsewhere is the share of schools that have the very figure, and one of them. It must be likelier there than here,
// where its chance is right: else the line was read the other way.
func (s *oddityScan) sameElsewhere(i int, f *oddFigure, x Decimal, right float64) (other string, share float64) {
	all, same := 0, 0
	for k := range s.schools {
		y, ok := s.schools[k].now[f.key]
		if !ok || k == i {
			continue
		}
		if all++; x == y && s.viewOf(k, f).chance(x.Float(), step(x)) > right {
			same++
			other = s.schools[k].record.School.Code
		}
	}
	return other, float64(same) / float64(max(all, 1))
}

// persisting weighs a unit slip of last year and of this: the peers alone can tell.
func (v *view) persisting(x Decimal) (weight float64, o original) {
	if !v.figure.isMoney || v.year.was == 0 || !v.hasPeers {
		return 0, o
	}
	before := v.year.chance(x.Float(), step(x))
	for _, l := range originals(v.figure, x) {
		if l.kind == OddityUnit {
			if w := chanceUnit / 2 * before * v.peers.density(v.figure, l.value.Float()); w > weight {
				weight, o = w, l
			}
		}
	}
	return weight, o
}

// usual is the range that nine of ten right figures lie in.
func (v *view) usual() (low, high *Decimal) {
	middle, scatter := v.year.was*math.Exp(v.year.model.middle), 0.0
	if v.year.was > 0 {
		scatter = v.year.scatter(v.year.was)
	} else {
		middle = v.peers.per * math.Exp(v.peers.middle)
		scatter = v.peers.scatterOf(v.figure, middle)
	}
	return v.figure.rounded(middle * math.Exp(-2.3*scatter)), v.figure.rounded(middle * math.Exp(2.3*scatter))
}

// rounded is a figure with as many places as a range needs.
func (f *oddFigure) rounded(x float64) *Decimal {
	places := 1.0
	if x < 100 && f.isDecimal() {
		places = 10
	}
	d := Decimal(math.Round(min(x, MaxDecimal.Float())*places) * DecimalScale / places)
	return &d
}

// vanished finds a zero where last year had a figure that does not go away.
func (s *oddityScan) vanished(i int, f *oddFigure) *Oddity {
	is, was, ok := s.schools[i].both(f.key)
	students := s.schools[i].pupils[f.stage]
	if !ok || is != 0 || was < 20*DecimalScale || students == 0 || f.unusual > 0.05 || f.peers > 0.3 && !f.isStock {
		return nil
	}
	v := s.viewOf(i, f)
	o := &Oddity{Kind: OddityJump, Keys: []string{f.key}, Confidence: 0.8, restsOnPast: true}
	o.Low, o.High = v.usual()
	return o
}

// countPupils sets what other figures are measured by: the pupils as reported, or what was probably meant where they are odd.
func (s *oddityScan) countPupils() {
	for i := range s.schools {
		school := &s.schools[i]
		school.pupils = map[Stage]float64{}
		for _, stage := range []Stage{Primary, Junior, Senior} {
			school.pupils[stage] = school.now[stageKey("students", stage)].Float()
		}
	}
	mended := make([]map[Stage]float64, len(s.schools))
	for i := range s.schools {
		mended[i] = map[Stage]float64{}
		for _, stage := range Stages {
			f := figureOf[stageKey("students", stage)]
			x := s.schools[i].now[f.key]
			mended[i][stage] = x.Float()
			if x <= 0 {
				continue
			}
			if o := s.slip(i, f, x); o != nil && o.Confidence >= minConfidence {
				switch was := s.schools[i].before[f.key]; {
				case o.Likely != nil:
					mended[i][stage] = o.Likely.Float()
				case was > 0:
					mended[i][stage] = was.Float()
				}
			}
		}
	}
	for i := range s.schools {
		p := s.schools[i].pupils
		p[Primary], p[Junior] = mended[i][Primary], mended[i][Junior]
		p[""] = p[Primary] + p[Junior] + p[Senior]
	}
	clear(s.views)
	clear(s.peers)
}
