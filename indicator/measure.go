package indicator

// term is one figure of a formula: its key, its sign and how it is read; ok is false when it is not reported.
type term struct {
	key  string
	sign int64
	read func(*Figures) (n int64, ok bool)
}

func count(key string, field func(*Figures) *int) term {
	return term{key, 1, func(f *Figures) (int64, bool) {
		if p := field(f); p != nil {
			return int64(*p), true
		}
		return 0, false
	}}
}

func decimal(key string, field func(*Figures) *Decimal) term {
	return term{key, 1, func(f *Figures) (int64, bool) {
		if p := field(f); p != nil {
			return int64(*p), true
		}
		return 0, false
	}}
}

func minus(t term) term { t.sign = -1; return t }

// measure is the formula of one R indicator: (Σ terms) · factor / quantum, split by weighted pupils where isSplit, divided
// by the pupils of the stage. Quantum turns ten-thousandths into the indicator's unit: 10,000 for m²; 1 where the figure is
// in 10,000 yuan, whose ten-thousandth is one yuan, the indicator's unit.
type measure struct {
	terms   [2][]term // by stage
	extra   [2][]term // counted only under a relaxation
	factor  int64
	quantum int64
	isSplit bool
	isWhole bool // people and rooms
	formula string
}

var measures = [ResourceCount]measure{
	R1: {factor: 100, quantum: 1, isWhole: true, formula: "teachers above the required degree × 100 / pupils", terms: [2][]term{{
		count("juniorCollegeTeachersPrimary", func(f *Figures) *int { return f.JuniorCollegeTeachersPrimary }),
		count("bachelorTeachersPrimary", func(f *Figures) *int { return f.BachelorTeachersPrimary }),
		count("masterTeachersPrimary", func(f *Figures) *int { return f.MasterTeachersPrimary }),
		count("doctorTeachersPrimary", func(f *Figures) *int { return f.DoctorTeachersPrimary }),
	}, {
		count("bachelorTeachersJunior", func(f *Figures) *int { return f.BachelorTeachersJunior }),
		count("masterTeachersJunior", func(f *Figures) *int { return f.MasterTeachersJunior }),
		count("doctorTeachersJunior", func(f *Figures) *int { return f.DoctorTeachersJunior }),
	}}},
	R2: {factor: 100, quantum: 1, isWhole: true, formula: "backbone teachers × 100 / pupils", terms: [2][]term{
		{count("backbonePrimary", func(f *Figures) *int { return f.BackbonePrimary })},
		{count("backboneJunior", func(f *Figures) *int { return f.BackboneJunior })},
	}},
	R3: {factor: 100, quantum: 1, isWhole: true, formula: "(PE + music + fine art + arts teachers) × 100 / pupils", terms: [2][]term{{
		count("peTeachersPrimary", func(f *Figures) *int { return f.PeTeachersPrimary }),
		count("musicTeachersPrimary", func(f *Figures) *int { return f.MusicTeachersPrimary }),
		count("artTeachersPrimary", func(f *Figures) *int { return f.ArtTeachersPrimary }),
		count("artsTeachersPrimary", func(f *Figures) *int { return f.ArtsTeachersPrimary }),
	}, {
		count("peTeachersJunior", func(f *Figures) *int { return f.PeTeachersJunior }),
		count("musicTeachersJunior", func(f *Figures) *int { return f.MusicTeachersJunior }),
		count("artTeachersJunior", func(f *Figures) *int { return f.ArtTeachersJunior }),
		count("artsTeachersJunior", func(f *Figures) *int { return f.ArtsTeachersJunior }),
	}}, extra: [2][]term{
		{count("visitingPeArtsTeachersPrimary", func(f *Figures) *int { return f.VisitingPeArtsTeachersPrimary })},
		{count("visitingPeArtsTeachersJunior", func(f *Figures) *int { return f.VisitingPeArtsTeachersJunior })},
	}},
	R4: split(DecimalScale, 1, "(teaching area − indoor sports area) × share / pupils",
		decimal("teachingArea", func(f *Figures) *Decimal { return f.TeachingArea }),
		minus(decimal("indoorSportsArea", func(f *Figures) *Decimal { return f.IndoorSportsArea }))),
	R5: withExtra(split(DecimalScale, 1, "(sports ground + indoor sports area) × share / pupils",
		decimal("sportsGroundArea", func(f *Figures) *Decimal { return f.SportsGroundArea }),
		decimal("indoorSportsArea", func(f *Figures) *Decimal { return f.IndoorSportsArea })),
		decimal("otherSportsArea", func(f *Figures) *Decimal { return f.OtherSportsArea }),
		decimal("leasedSportsArea", func(f *Figures) *Decimal { return f.LeasedSportsArea })),
	R6: split(1, 1, "equipment value × 10,000 × share / pupils",
		decimal("equipmentValue", func(f *Figures) *Decimal { return f.EquipmentValue })),
	R7: whole(split(1, 100, "multimedia classrooms × share × 100 / pupils",
		count("multimediaRooms", func(f *Figures) *int { return f.MultimediaRooms }))),
}

func split(quantum, factor int64, formula string, terms ...term) measure {
	return measure{terms: [2][]term{terms, terms}, factor: factor, quantum: quantum, isSplit: true, formula: formula}
}

func withExtra(m measure, terms ...term) measure { m.extra = [2][]term{terms, terms}; return m }

func whole(m measure) measure { m.isWhole = true; return m }

// amount sums the measure's terms for a stage; missing lists the keys that are not reported.
func (m *measure) amount(f *Figures, stage Stage) (sum int64, missing []string) {
	for i := range m.terms[stage.index()] {
		t := &m.terms[stage.index()][i]
		n, ok := t.read(f)
		if !ok {
			missing = append(missing, t.key)
		}
		sum += t.sign * n
	}
	return sum, missing
}

// extraAmount sums what only a relaxation counts; a figure that is not reported is not claimed.
func (m *measure) extraAmount(f *Figures, stage Stage) (sum int64) {
	for i := range m.extra[stage.index()] {
		n, _ := m.extra[stage.index()][i].read(f)
		sum += n
	}
	return sum
}
