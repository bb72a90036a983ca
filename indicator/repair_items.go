package indicator

// mendItems mends, school by school, the items that figures decide. Classes come before the rooms that are needed for them, and
// operating money before the share of it that goes to training.
func (w *repairWalk) mendItems() {
	for i := range w.c.Schools {
		for _, mend := range [...]func(*SchoolRecord) mending{
			w.splitClasses, w.addRooms, w.raiseBudget, w.trainTeachers, w.certifyTeachers, w.raiseTraining,
		} {
			r := &w.c.Schools[i]
			if r.Figures == nil {
				continue
			}
			if m := mend(r); len(m.changes) > 0 && w.assessed[i].Items[m.item].Status == Unmet {
				w.take(RepairStep{School: r.School.Code, Indicator: ItemCodes[m.item], Amount: m.amount, Cost: m.cost, Changes: m.changes}, i)
			}
		}
	}
}

// mending is what mends one item of one school; without changes where nothing can.
type mending struct {
	item         int
	amount, cost Decimal
	changes      []Change
}

// figure is one figure of a school as it should be.
func figure(r *SchoolRecord, key string, value Decimal) Change {
	return Change{Kind: ChangeFigure, School: r.School.Code, Key: key, Value: &value}
}

// halves are the size bands in which the two halves of a class of each band are.
var halves = [10]int{0, 0, 0, 0, 0, 0, 1, 1, 2, 2}

// splitClasses halves every class that is too big.
func (w *repairWalk) splitClasses(r *SchoolRecord) mending {
	has, m := reportedFigures(r.Figures), mending{item: ItemG5}
	for _, s := range r.School.Kind.Stages() {
		above := bandAbove(int(w.e.Indicators[w.e.position["G5"]].Thresholds[s] / DecimalScale))
		now, more := map[string]Decimal{}, Decimal(0)
		for i, band := range bandKeys {
			if n := has[stageKey(band, s)]; i >= above && n > 0 {
				half := stageKey(bandKeys[halves[i]], s)
				now[stageKey(band, s)] = 0
				now[half] = max(now[half], has[half]) + 2*n
				more += n
			}
		}
		if more == 0 {
			continue
		}
		now[stageKey("classes", s)] = has[stageKey("classes", s)] + more
		for _, key := range append([]string{"classes"}, bandKeys[:]...) {
			if value, isChanged := now[stageKey(key, s)]; isChanged {
				m.changes = append(m.changes, figure(r, stageKey(key, s), value))
			}
		}
		m.amount += more
	}
	m.cost = m.amount / DecimalScale * w.terms.ClassCost
	return m
}

// addRooms builds the music and art rooms that are missing, of full size.
func (w *repairWalk) addRooms(r *SchoolRecord) mending {
	classes, missing := r.Figures.Classes(r.School.Kind)
	if len(missing) > 0 || r.Figures.MusicRoomsFrom96 == nil || r.Figures.ArtRoomsFrom90 == nil {
		return mending{item: ItemG3}
	}
	m, need := mending{item: ItemG3}, w.e.roomNeed(classes)
	for _, room := range [...]struct {
		key string
		has int
	}{{"musicRoomsFrom96", *r.Figures.MusicRoomsFrom96}, {"artRoomsFrom90", *r.Figures.ArtRoomsFrom90}} {
		if room.has < need {
			m.changes = append(m.changes, figure(r, room.key, Decimal(need)*DecimalScale))
			m.amount += Decimal(need-room.has) * DecimalScale
		}
	}
	m.cost = m.amount / DecimalScale * w.terms.RoomCost
	return m
}

// raiseBudget lifts the operating budget of a small school to what G6 asks.
func (w *repairWalk) raiseBudget(r *SchoolRecord) mending {
	quota, _ := w.e.quota(&w.c.CountyRecord)
	weight, divisor := quotaWeights(r.School.Kind, r.Figures)
	if divisor == 0 || r.Figures.OperatingBudget == nil {
		return mending{item: ItemG6}
	}
	demand := (int64(quota[0])*weight[0] + int64(quota[1])*weight[1]) * int64(w.e.parameter("G6", "students"))
	need := Decimal((demand + divisor*DecimalScale - 1) / (divisor * DecimalScale)) // whole yuan
	return raised(ItemG6, r, "operatingBudget", *r.Figures.OperatingBudget, need)
}

// raiseTraining lifts the training budget to its share of the operating budget, in whole yuan.
func (w *repairWalk) raiseTraining(r *SchoolRecord) mending {
	if r.Figures.TrainingBudget == nil || r.Figures.OperatingBudget == nil {
		return mending{item: ItemQ4}
	}
	need := (*r.Figures.OperatingBudget*w.e.minimum("Q4") + DecimalScale - 1) / DecimalScale
	return raised(ItemQ4, r, "trainingBudget", *r.Figures.TrainingBudget, need)
}

func raised(item int, r *SchoolRecord, key string, has, need Decimal) mending {
	return mending{item, need - has, need - has, []Change{figure(r, key, need)}}
}

func (w *repairWalk) trainTeachers(r *SchoolRecord) mending {
	return w.allTeachers(ItemG9, r, "trainedTeachers", r.Figures.TrainedTeachers)
}

func (w *repairWalk) certifyTeachers(r *SchoolRecord) mending {
	return w.allTeachers(ItemG12, r, "certifiedTeachers", r.Figures.CertifiedTeachers)
}

// allTeachers brings a part of the full-time teachers up to all of them.
func (w *repairWalk) allTeachers(item int, r *SchoolRecord, key string, part *int) mending {
	teachers, missing := r.Figures.Teachers(r.School.Kind)
	if part == nil || len(missing) > 0 {
		return mending{item: item}
	}
	lack := Decimal(teachers - *part)
	return mending{item, lack * DecimalScale, lack * w.terms.TrainingCost, []Change{figure(r, key, Decimal(teachers)*DecimalScale)}}
}
