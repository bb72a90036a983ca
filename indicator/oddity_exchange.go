package indicator

// exchangeable are figures that stand beside each other in the form and hold numbers of the same kind.
var exchangeable = [][2]string{
	{"teachingArea", "indoorSportsArea"},
	{"teachingArea", "sportsGroundArea"},
	{"indoorSportsArea", "sportsGroundArea"},
	{"equipmentValue", "operatingBudget"},
	{"operatingBudget", "trainingBudget"},
	{"operatingFinal", "trainingBudget"},
	{"studentsPrimary", "studentsJunior"},
	{"classesPrimary", "classesJunior"},
	{"teachersPrimary", "teachersJunior"},
	{"studentsPrimary", "classesPrimary"},
	{"studentsJunior", "classesJunior"},
	{"juniorCollegeTeachersPrimary", "bachelorTeachersPrimary"},
	{"juniorCollegeTeachersJunior", "bachelorTeachersJunior"},
	{"bachelorTeachersPrimary", "backbonePrimary"},
	{"bachelorTeachersJunior", "backboneJunior"},
}

// exchanges finds two figures of a school that would both be likely in each other's place.
func (s *oddityScan) exchanges(i int) (found []Oddity) {
	for _, pair := range exchangeable {
		a, b := figureOf[pair[0]], figureOf[pair[1]]
		x, y := s.schools[i].now[a.key], s.schools[i].now[b.key]
		if x <= 0 || y <= 0 || x == y {
			continue
		}
		of, with := s.viewOf(i, a), s.viewOf(i, b)
		right := of.chance(x.Float(), step(x)) * with.chance(y.Float(), step(y))
		swapped := chanceExchanged * of.chance(y.Float(), step(y)) * with.chance(x.Float(), step(x))
		if right == 0 {
			continue
		}
		o := Oddity{
			Kind: OddityExchanged, Keys: []string{a.key, b.key}, Likely: &y,
			Confidence: swapped / (swapped + right), restsOnPast: of.year.was > 0 || with.year.was > 0,
		}
		o.Low, o.High = of.usual()
		found = append(found, o)
	}
	return found
}
