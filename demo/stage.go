package demo

import (
	"math"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// thresholds of the national edition by indicator and stage; a made-up value is a threshold times a level.
var thresholds = nationalThresholds()

func nationalThresholds() (t [indicator.ResourceCount][2]float64) {
	national, ok := indicator.LookupEdition("cn-2017")
	if !ok {
		panic("the national edition is embedded")
	}
	for i, code := range indicator.ResourceCodes {
		ind, _ := national.Indicator(code)
		for k, stage := range indicator.Stages {
			t[i][k] = ind.Thresholds[stage].Float()
		}
	}
	return t
}

// floors are where the weakest school stands against the threshold, year by year; they rise for everybody.
var floors = [3]float64{0.93, 0.972, 1.06}

// spreads are how far the schools lie apart: level = floor + spread · score, scores being exponential with mean 1.
var spreads = [indicator.ResourceCount][2]float64{{0.20, 0.30}, {1.70, 0.98}, {0.80, 0.66}, {0.62, 0.54}, {1.48, 1.18}, {0.66, 0.56}, {0.58, 1.12}}

// narrowing is what is left of a spread in each year.
var narrowing = [3]float64{1, 0.955, 0.90}

// level is where a school stands against the threshold of an indicator in a year.
func level(s *school, i, y, k int) float64 {
	l := floors[y] + spreads[i][k]*narrowing[y]*s.scores[i]
	if i == indicator.R5 && k == 1 && y == 2 {
		l += 0.10 // the district's sports programme of 2023
	}
	return l
}

// makeStage makes up one stage in one year: figures of each school and the roster behind them.
func (m *maker) makeStage(y, k int, stage indicator.Stage) {
	var own []*school
	for _, s := range m.schools {
		if s.stage == stage {
			own = append(own, s)
		}
	}
	above := make([]int, len(own)) // teachers above the required degree
	sum := 0
	for i, s := range own {
		above[i] = people(level(s, indicator.R1, y, k)*thresholds[indicator.R1][k], s.students[y])
		sum += above[i]
	}
	weights := make([]float64, len(own))
	for i, s := range own {
		weights[i] = float64(s.students[y])
	}
	others := apportion(max(0, teacherTotals[k]-12*(2-y)-sum), weights)
	for i, s := range own {
		staff := staffOf(s, y, k, above[i], others[i])
		f := m.figures(s, y, k, staff)
		m.hire(s, y, staff)
		m.book.SchoolYears = append(m.book.SchoolYears, workbook.SchoolYear{Code: s.facts.Code, Year: Years[y], Figures: *f})
		if y == 0 {
			m.book.Schools = append(m.book.Schools, s.facts)
		}
	}
}

// people is the whole number that reaches a value per hundred pupils.
func people(value float64, students int) int {
	return int(math.Ceil(value*float64(students)/100 - 1e-9))
}

// staff is how many teachers of a school have which attribute.
type staff struct {
	full, above, backbone          int
	pe, music, art                 int
	untrained, visiting, partTimes int
}

func staffOf(s *school, y, k, above, others int) staff {
	t := staff{full: above + others, above: above}
	t.backbone = min(people(level(s, indicator.R2, y, k)*thresholds[indicator.R2][k], s.students[y]), t.full*7/10)
	sports := min(people(level(s, indicator.R3, y, k)*thresholds[indicator.R3][k], s.students[y]), t.full/2)
	if s.students[y] < 100 && y < 2 {
		sports, t.visiting = 0, 1
	}
	if k == 1 && y == 2 && s.facts.Code == "4201079942" {
		sports = people(0.87*thresholds[indicator.R3][k], s.students[y]) // one school just short of the threshold
	}
	t.music, t.art = sports/3, sports/4
	t.pe = sports - t.music - t.art
	if y == 0 && s.scores[0] < 0.2 {
		t.untrained = 2
	}
	if s.scores[1] > 1.5 {
		t.partTimes = 1
	}
	return t
}
