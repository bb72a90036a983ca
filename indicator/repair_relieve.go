package indicator

import "slices"

// relieve lets schools that are too big for G4 send whole classes, one by one, to the school of the stage with the most room.
// Where none has room the school stays as it is, and G4 among what remains.
func (w *repairWalk) relieve() {
	for i := range w.c.Schools {
		sent := map[int]int{} // classes by receiver
		var order []int
		stage, class := w.classToSend(i)
		for left := w.surplus(i); left > 0 && class > 0; left -= class {
			to := w.roomiest(i, stage, class, sent)
			if to < 0 {
				break
			}
			if sent[to] == 0 {
				order = append(order, to)
			}
			sent[to]++
		}
		for _, to := range order {
			w.take(RepairStep{
				School: w.c.Schools[to].School.Code, From: w.c.Schools[i].School.Code, Indicator: "G4", Stage: stage,
				Amount: Decimal(sent[to]*class) * DecimalScale, Cost: Decimal(sent[to]*class) * w.terms.PupilCost,
				Changes: classChanges(&w.c.Schools[i], &w.c.Schools[to], stage, sent[to], class),
			}, to, i)
		}
	}
}

// surplus is how many pupils a school has above the size of G4; 0 where the item is met or cannot be judged.
func (w *repairWalk) surplus(i int) int {
	r := &w.c.Schools[i]
	if w.assessed[i].Items[ItemG4].Status != Unmet {
		return 0
	}
	students, _ := r.Figures.Students(r.School.Kind)
	return students - w.e.sizeLimit(r.School.Kind)
}

// classToSend is the stage with the most pupils of a school, and how many pupils a class of it has.
func (w *repairWalk) classToSend(i int) (stage Stage, class int) {
	r := &w.c.Schools[i]
	most := 0
	if r.Figures == nil {
		return "", 0
	}
	for _, s := range r.School.Kind.Stages() {
		f := r.Figures.stage(s)
		if f.students != nil && f.classes != nil && *f.classes > 1 && *f.students > most {
			stage, most, class = s, *f.students, *f.students / *f.classes
		}
	}
	return stage, class
}

// roomiest is the school that can take a class more without growing too big, and has the most room; -1 where there is none.
func (w *repairWalk) roomiest(from int, stage Stage, class int, sent map[int]int) int {
	best, most := -1, class-1
	for k := range w.c.Schools {
		r := &w.c.Schools[k]
		if k == from || len(w.assessed[k].Units) == 0 || !slices.Contains(r.School.Kind.Stages(), stage) || r.Figures == nil {
			continue
		}
		students, missing := r.Figures.Students(r.School.Kind)
		if room := w.e.sizeLimit(r.School.Kind) - students - sent[k]*class; len(missing) == 0 && room > most {
			best, most = k, room
		}
	}
	return best
}

// classChanges move classes with their pupils, of the size band that the sender has most of.
func classChanges(from, to *SchoolRecord, stage Stage, classes, class int) (changes []Change) {
	has, there := reportedFigures(from.Figures), reportedFigures(to.Figures)
	move := func(key string, n Decimal) {
		x, isKnown := has[key]
		y, isKnownToo := there[key]
		if rest, sum := max(0, x-n), y+n; isKnown && isKnownToo {
			changes = append(changes,
				Change{Kind: ChangeFigure, School: from.School.Code, Key: key, Value: &rest},
				Change{Kind: ChangeFigure, School: to.School.Code, Key: key, Value: &sum})
		}
	}
	pupils := Decimal(classes*class) * DecimalScale
	move(stageKey("students", stage), pupils)
	move(stageKey("catchmentStudents", stage), pupils)
	move(stageKey("classes", stage), Decimal(classes)*DecimalScale)
	band := slices.MaxFunc(bandKeys[:], func(a, b string) int { return int(has[stageKey(a, stage)] - has[stageKey(b, stage)]) })
	move(stageKey(band, stage), Decimal(classes)*DecimalScale)
	return changes
}
