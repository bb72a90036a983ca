package indicator

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
)

// OddityKind tells what is suspected of reported figures.
type OddityKind string

// The kinds of oddities.
const (
	OddityUnit       OddityKind = "UNIT_SLIP"          // yuan typed where 10,000 yuan is asked, or the other way
	OddityPoint      OddityKind = "POINT_SLIP"         // ten or a hundred times too large or too small
	OddityTransposed OddityKind = "DIGITS_TRANSPOSED"  // two neighbouring digits have changed places
	OddityMissing    OddityKind = "DIGIT_MISSING"      // a digit was not typed
	OddityDoubled    OddityKind = "DIGIT_DOUBLED"      // a digit was typed twice
	OddityExchanged  OddityKind = "FIGURES_EXCHANGED"  // two figures of the school stand in each other's place
	OddityCopiedRow  OddityKind = "COPIED_ROW"         // the figures of another school
	OddityCopiedYear OddityKind = "COPIED_YEAR"        // the figures of last year
	OddityRounded    OddityKind = "ROUNDED"            // estimates: hardly a figure has more than two digits that count
	OddityLine       OddityKind = "ANOTHER_LINE"       // the same figure of another school
	OddityJump       OddityKind = "JUMP"               // far from last year's, and no slip explains it
	OddityPeers      OddityKind = "FAR_FROM_PEERS"     // far from schools of its size, and no slip explains it
	OddityParts      OddityKind = "PARTS_NOT_MATCHING" // figures that contradict each other; Finding says how
)

// OddityKinds are all kinds, in the order of the constants.
var OddityKinds = []OddityKind{
	OddityUnit, OddityPoint, OddityTransposed, OddityMissing, OddityDoubled, OddityExchanged, OddityCopiedRow, OddityCopiedYear,
	OddityRounded, OddityLine, OddityJump, OddityPeers, OddityParts,
}

// Oddity is a reported figure, or several of one school, that somebody should look at.
type Oddity struct {
	Kind       OddityKind `json:"kind"`
	School     string     `json:"school"`             // code
	Stage      Stage      `json:"stage,omitempty"`    // of the figure; empty where it belongs to the whole school
	Keys       []string   `json:"keys"`               // of the figures concerned, the one to look at first in front
	Value      Decimal    `json:"value"`              // of the first key
	Previous   *Decimal   `json:"previous,omitempty"` // last year's; nil where it is not known
	Low        *Decimal   `json:"low,omitempty"`      // lower end of what would not have been odd; nil where nothing tells
	High       *Decimal   `json:"high,omitempty"`     // upper end
	Likely     *Decimal   `json:"likely,omitempty"`   // what was probably meant; nil where no slip explains the figure
	Other      string     `json:"other,omitempty"`    // code of the school whose figures these are, COPIED_ROW and ANOTHER_LINE only
	Finding    *Finding   `json:"finding,omitempty"`  // PARTS_NOT_MATCHING only
	Confidence float64    `json:"confidence"`         // 0 to 1: how likely it is that the figure is wrong

	// Fingerprint stands for the kind, the school, the keys and the values that the suspicion rests on: the school's own and,
	// where it rests on them, last year's. It changes when one of those does, never when another school's figures do.
	Fingerprint string `json:"fingerprint"`

	restsOnPast bool
}

// minConfidence is how likely an oddity must be to be worth somebody's time.
const minConfidence = 0.6

// Oddities are the figures of a county that look wrong, most likely first by school. before is the same county in the year
// before, nil where it is not known. They decide nothing: an odd figure may be right.
//
// Figures are judged by weighing explanations. How likely is the figure if it is right, seen from last year's figure, from
// how the figure moved in the county, and from schools of similar size? And how likely if it is one of the slips that
// clerks make, whose original would then be the likely figure? Confidence is the share of the slips in the sum.
func Oddities(county, before *County) []Oddity {
	s := newOddityScan(county, before)
	var all []Oddity
	for i := range s.schools {
		all = append(all, s.school(i)...)
	}
	slices.SortStableFunc(all, func(a, b Oddity) int {
		return cmp.Or(cmp.Compare(a.School, b.School), cmp.Compare(b.Confidence, a.Confidence), cmp.Compare(a.Keys[0], b.Keys[0]))
	})
	return all
}

// school finds what is odd in one school. What explains more figures at once goes first, and figures that are explained
// are not mentioned again.
func (s *oddityScan) school(i int) []Oddity {
	if s.schools[i].now == nil {
		return nil
	}
	var kept []Oddity
	explained := map[string]bool{}
	keep := func(found []Oddity) {
		slices.SortStableFunc(found, func(a, b Oddity) int { return cmp.Compare(b.Confidence, a.Confidence) })
		for _, o := range found {
			if o.Confidence < minConfidence || slices.ContainsFunc(o.Keys, func(k string) bool { return explained[k] }) {
				continue
			}
			for _, k := range o.Keys {
				explained[k] = true
			}
			kept = append(kept, s.complete(i, o))
		}
	}
	keep(s.copiedRow(i))
	keep(s.copiedYear(i))
	keep(append(s.slips(i), s.exchanges(i)...))
	keep(s.parts(i))
	keep(s.rounded(i))
	return kept
}

// complete fills in what follows from the kind and the keys.
func (s *oddityScan) complete(i int, o Oddity) Oddity {
	school := &s.schools[i]
	o.School, o.Value, o.Confidence = school.record.School.Code, school.now[o.Keys[0]], math.Round(o.Confidence*1000)/1000
	o.Stage = stageOfKeys(o.Keys)
	if was, ok := school.before[o.Keys[0]]; ok {
		o.Previous = &was
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s %s", o.Kind, o.School)
	for _, key := range o.Keys {
		fmt.Fprintf(h, "\n%s", key)
		if now, ok := school.now[key]; ok {
			fmt.Fprintf(h, " %d", now)
		}
		if was, ok := school.before[key]; ok && o.restsOnPast {
			fmt.Fprintf(h, " before %d", was)
		}
	}
	o.Fingerprint = hex.EncodeToString(h.Sum(nil)[:16])
	return o
}

// oddityScan is one look through a county.
type oddityScan struct {
	schools []oddSchool
	years   map[string]yearModel
	ratios  map[string]float64 // pupils to the classes, teachers and catchment pupils of a stage, by key
	rough   map[string]float64 // how often a figure has at most two digits that count, by key
	views   []map[string]*view // by school and key, when asked for
	peers   map[string][]peer  // by key and stages taught, when asked for
	holders map[holding][]int  // schools by the long figures that they have
}

// oddSchool is a school with its figures by key; nil maps where nothing was reported.
type oddSchool struct {
	record      *SchoolRecord
	now, before reported
	pupils      map[Stage]float64 // on which others are measured: as reported, or what was probably meant; "" for all stages
}

func newOddityScan(county, before *County) *oddityScan {
	s := &oddityScan{schools: make([]oddSchool, len(county.Schools)), views: make([]map[string]*view, len(county.Schools)), peers: map[string][]peer{}}
	past := map[string]*Figures{}
	if before != nil {
		for i := range before.Schools {
			past[before.Schools[i].School.Code] = before.Schools[i].Figures
		}
	}
	for i := range county.Schools {
		r := &county.Schools[i]
		s.schools[i].record = r
		if r.Figures != nil {
			s.schools[i].now = reportedFigures(r.Figures)
		}
		if f := past[r.School.Code]; f != nil {
			s.schools[i].before = reportedFigures(f)
		}
	}
	s.learn()
	s.learnDigits()
	s.learnSizes()
	s.countPupils()
	s.learnHolders()
	return s
}
