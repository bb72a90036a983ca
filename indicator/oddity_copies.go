package indicator

import (
	"math"
	"slices"
	"strings"
)

// How often a whole row is a copy, and how much of a coincidence is believed: schools of one plan and of one year of
// building have figures in common, so that equal figures are not independent of each other.
const (
	chanceCopiedRow  = 1e-3
	chanceCopiedYear = 2e-3
	believed         = 0.5
)

// digits is how many digits of a number count: 4650 has 3, 46.52 has 4.
func digits(x Decimal) int {
	if x == 0 {
		return 0
	}
	for x%10 == 0 {
		x /= 10
	}
	n := 0
	for ; x > 0; x /= 10 {
		n++
	}
	return n
}

// copiedRow finds a school that shares with another the figures that hardly two schools share. Of the two it is the one
// that has moved farther from its own last year.
func (s *oddityScan) copiedRow(i int) (found []Oddity) {
	for _, k := range s.sharing(i) {
		keys, evidence := s.shared(i, k)
		if len(keys) < 4 || !s.isCopier(i, k, keys) {
			continue
		}
		odds := chanceCopiedRow / float64(len(s.schools)) * math.Exp(believed*evidence)
		found = append(found, Oddity{
			Kind: OddityCopiedRow, Keys: keys, Other: s.schools[k].record.School.Code, Confidence: odds / (1 + odds),
		})
	}
	return found
}

// holding is a figure of at least three digits.
type holding struct {
	key   string
	value Decimal
}

func (s *oddityScan) holdings(i int) (all []holding) {
	for n := range oddFigures {
		if x, ok := s.schools[i].now[oddFigures[n].key]; ok && digits(x) >= 3 {
			all = append(all, holding{oddFigures[n].key, x})
		}
	}
	return all
}

func (s *oddityScan) learnHolders() {
	s.holders = map[holding][]int{}
	for i := range s.schools {
		for _, h := range s.holdings(i) {
			s.holders[h] = append(s.holders[h], i)
		}
	}
}

// sharing are the other schools that have at least four long figures in common with this one.
func (s *oddityScan) sharing(i int) (others []int) {
	count := map[int]int{}
	for _, h := range s.holdings(i) {
		for _, k := range s.holders[h] {
			if count[k]++; k != i && count[k] == 4 {
				others = append(others, k)
			}
		}
	}
	slices.Sort(others)
	return others
}

// shared are the figures of at least three digits that two schools have in common, and how surprising that is, in natural
// logarithms: a number of n digits is one of 10ⁿ, in practice one of a thousandth of it that a figure takes more often.
func (s *oddityScan) shared(i, k int) (keys []string, evidence float64) {
	var elsewhere float64 // of figures that a common plan of the buildings does not explain
	for _, h := range s.holdings(i) {
		if y, ok := s.schools[k].now[h.key]; !ok || h.value != y {
			continue
		}
		keys = append(keys, h.key)
		surprise := float64(min(digits(h.value), 5)-1) * math.Ln10
		if f := figureOf[h.key]; !f.isStock || f.isMoney {
			elsewhere += surprise
		}
		evidence += surprise
	}
	if elsewhere < 3*math.Ln10 {
		return nil, 0
	}
	return keys, evidence
}

// isCopier tells whether school i rather than school k copied: the shared figures are less likely as its own. Where that
// does not tell, it is the one further down the list.
func (s *oddityScan) isCopier(i, k int, keys []string) bool {
	likely := func(n int) (sum float64) {
		for _, key := range keys {
			x := s.schools[n].now[key]
			if p := s.viewOf(n, figureOf[key]).chance(x.Float(), step(x)); p > 0 {
				sum += math.Log(p)
			}
		}
		return sum
	}
	of, with := likely(i), likely(k)
	if of == with {
		return i > k
	}
	return of < with
}

// copiedYear finds a school that reported last year's figures again: those that usually move did not.
func (s *oddityScan) copiedYear(i int) []Oddity {
	school := &s.schools[i]
	var keys []string
	var evidence float64
	for n := range oddFigures {
		f := &oddFigures[n]
		is, was, ok := school.both(f.key)
		if !ok || was < 5*DecimalScale || f.isStock && !f.isMoney {
			continue
		}
		year := s.lastYear(i, f)
		natural := min(year.chance(was.Float(), step(was)), 0.95)
		if is == was {
			keys = append(keys, f.key)
			evidence -= math.Log(natural)
		} else {
			evidence += math.Log(f.typedAnew() / (1 - natural))
		}
	}
	if len(keys) < 5 {
		return nil
	}
	odds := chanceCopiedYear * math.Exp(believed*evidence)
	return []Oddity{{Kind: OddityCopiedYear, Keys: keys, Confidence: odds / (1 + odds), restsOnPast: true}}
}

// typedAnew is how often a figure is typed when the rest of the form is last year's: who counts the pupils afresh is not
// always who knows the money.
func (f *oddFigure) typedAnew() float64 {
	if strings.Contains(f.key, "tudents") || strings.HasPrefix(f.key, "classes") {
		return 0.4
	}
	return 0.08
}
