package indicator

import "math"

// measuredKeys are figures that are measured or booked, so that they come with all their digits.
var measuredKeys = []string{
	"teachingArea", "indoorSportsArea", "sportsGroundArea", "equipmentValue", "operatingBudget", "operatingFinal", "trainingBudget",
}

const chanceRounded = 3e-3

// isRough tells whether a figure of at least three places has no more than two digits that count, and whether it could.
func isRough(x Decimal) (rough, could bool) {
	return digits(x) <= 2, x >= 10*DecimalScale
}

// learnDigits looks how often each measured figure is rough in the county: where all round, it is a habit, no estimate.
func (s *oddityScan) learnDigits() {
	s.rough = map[string]float64{}
	for _, key := range measuredKeys {
		rough, all := 0.7, 10.0
		for i := range s.schools {
			r, could := isRough(s.schools[i].now[key])
			if could {
				all++
			}
			if r && could {
				rough++
			}
		}
		s.rough[key] = rough / all
	}
}

// rounded finds a school whose measured figures are all rough: estimates instead of measurements. A rough figure that
// stands since last year says nothing new.
func (s *oddityScan) rounded(i int) []Oddity {
	var keys []string
	var evidence float64
	for _, key := range measuredKeys {
		natural := s.rough[key]
		if rough, could := isRough(s.schools[i].before[key]); rough && could && figureOf[key].isStock {
			natural = max(natural, s.years[key].same)
		}
		switch rough, could := isRough(s.schools[i].now[key]); {
		case !could:
		case rough:
			keys = append(keys, key)
			evidence -= math.Log(natural)
		default:
			evidence += math.Log(0.08 / (1 - natural))
		}
	}
	if len(keys) < 3 {
		return nil
	}
	odds := chanceRounded * math.Exp(0.8*evidence)
	return []Oddity{{Kind: OddityRounded, Keys: keys, Confidence: odds / (1 + odds)}}
}
