package demo

import (
	"math"

	"github.com/junheng/junheng/indicator"
)

func num(n int) *int { return &n }

// amount is a decimal rounded up to the given places.
func amount(v float64, places int) *indicator.Decimal {
	scale := math.Pow10(places)
	d := indicator.Decimal(math.Ceil(v*scale-1e-9) * indicator.DecimalScale / scale)
	return &d
}

// figures makes up what a school reports, but for the teacher figures that its roster gives.
func (m *maker) figures(s *school, y, k int, t staff) *indicator.Figures {
	p := s.students[y]
	students := float64(p)
	at := func(i int) float64 { return level(s, i, y, k) * thresholds[i][k] * students }
	indoor := math.Ceil(0.55 * students)
	f := &indicator.Figures{
		MigrantStudents:  num(p * (8 + int(s.facts.Code[9]-'0')) / 100),
		TeachingArea:     amount(at(indicator.R4)+indoor, 1),
		IndoorSportsArea: amount(indoor, 0),
		SportsGroundArea: amount(at(indicator.R5)-indoor, 1),
		EquipmentValue:   amount(at(indicator.R6)/10_000, 2),
		MultimediaRooms:  num(people(level(s, indicator.R7, y, k)*thresholds[indicator.R7][k], p)),
		OperatingBudget:  amount(math.Max(students, 104)*[2]float64{0.0735, 0.0955}[k], 1),
		Boarders:         num(0),
	}
	f.OperatingFinal = amount(f.OperatingBudget.Float()*0.98, 1)
	f.TrainingBudget = amount(f.OperatingBudget.Float()*0.053, 2)
	if s.facts.InDenseCore && y < 2 { // passes by the relaxation for dense cores
		f.SportsGroundArea = amount(0.88*thresholds[indicator.R5][k]*students-indoor, 1)
		f.LeasedSportsArea = amount(0.16*thresholds[indicator.R5][k]*students, 0)
	}
	if s.facts.IsBoarding {
		f.Boarders = num(p / 4)
	}
	classes := m.classes(f, s, y, k)
	rooms(f, s, y, (classes+11)/12)
	if k == 1 {
		f.StudentsJunior, f.CatchmentStudentsJunior = num(p), num(p*98/100)
		flow(f, p, y)
	} else {
		f.StudentsPrimary, f.CatchmentStudentsPrimary = num(p), num(p)
	}
	t.report(f, k)
	return f
}

// classes divides the pupils evenly into classes and reports them by size band.
func (m *maker) classes(f *indicator.Figures, s *school, y, k int) int {
	p, size := s.students[y], [2]int{43, 47}[k]
	n := (p + size - 1) / size
	if p < 100 {
		n = 4 // a small school keeps small classes
	}
	if s == m.schools[4] && y == 0 {
		n = p / 47 // before it was divided
	}
	bands := map[int]int{}
	for i := range n {
		bands[p/n+b2i(i < p%n)]++
	}
	fields := [2][]**int{
		{&f.ClassesUpTo25Primary, &f.Classes26To30Primary, &f.Classes31To35Primary, &f.Classes36To40Primary, &f.Classes41To45Primary, &f.Classes46To50Primary},
		{&f.ClassesUpTo25Junior, &f.Classes26To30Junior, &f.Classes31To35Junior, &f.Classes36To40Junior, &f.Classes41To45Junior, &f.Classes46To50Junior},
	}[k]
	for _, field := range fields {
		*field = num(0)
	}
	for size, classes := range bands {
		band := fields[max(0, (size-21)/5)]
		**band += classes
	}
	if k == 1 {
		f.ClassesJunior = num(n)
	} else {
		f.ClassesPrimary = num(n)
	}
	return n
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// rooms reports music and art rooms: as many as needed, one more here and there; one old school has a smaller one until
// 2022, and one school lacks an art room in 2021.
func rooms(f *indicator.Figures, s *school, y, need int) {
	extra := b2i(s.scores[6] > 1.2)
	f.MusicRoomsFrom96, f.ArtRoomsFrom90 = num(need+extra), num(need)
	f.MusicRoomsFrom73, f.ArtRoomsFrom67 = num(0), num(0)
	switch {
	case s.facts.Code == "4201079910" && y < 2:
		f.MusicRoomsFrom96, f.MusicRoomsFrom73 = num(need-1), num(1)
	case s.facts.Code == "4201079933" && y == 0:
		f.ArtRoomsFrom90 = num(need - 1)
	}
}

// flow reports three years of a junior cohort. In 2023 nobody is lost.
func flow(f *indicator.Figures, p, y int) {
	entrants, in, out := p/3, p/150, p/120
	lost := []int{p / 100, p / 250, 0}[y]
	f.Entrants, f.TransferredIn, f.TransferredOut, f.Deaths = num(entrants), num(in), num(out), num(0)
	f.Graduates = num(entrants + in - out - lost)
}
