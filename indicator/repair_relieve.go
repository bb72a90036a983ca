package indicator

import (
	"cmp"
	"math"
	"slices"
)

// relieve lets schools that are too big for G4 send whole classes, one by one, to the school of the stage that bears it best.
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
				Changes: w.classChanges(&w.c.Schools[i], &w.c.Schools[to], stage, sent[to], class),
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

// roomiest is the school that stays best equipped when it takes a class more, among those that do not grow too big; -1 where
// there is none. How well equipped is the lowest of the seven attainments, which fall as pupils come.
func (w *repairWalk) roomiest(from int, stage Stage, class int, sent map[int]int) int {
	best, most := -1, 0.0
	for k := range w.c.Schools {
		r := &w.c.Schools[k]
		if k == from || r.Figures == nil {
			continue
		}
		students, missing := r.Figures.Students(r.School.Kind)
		coming := (sent[k] + 1) * class
		if len(missing) > 0 || students+coming > w.e.sizeLimit(r.School.Kind) {
			continue
		}
		for i := range w.assessed[k].Units {
			u := &w.assessed[k].Units[i]
			if lowest := u.lowestAttainment() * float64(u.Students) / float64(u.Students+coming); u.Stage == stage && lowest > most {
				best, most = k, lowest
			}
		}
	}
	return best
}

// lowestAttainment of the seven; 0 where one cannot be computed.
func (u *Unit) lowestAttainment() float64 {
	lowest := math.Inf(1)
	for i := range u.Results {
		a, _ := u.Results[i].Attainment()
		lowest = min(lowest, a)
	}
	return lowest
}

// classChanges move classes with their pupils. They leave the size band that the sender has most of, and are made up anew
// where they come to, none too big.
func (w *repairWalk) classChanges(from, to *SchoolRecord, stage Stage, classes, class int) (changes []Change) {
	has, there := reportedFigures(from.Figures), reportedFigures(to.Figures)
	move := func(left, n Decimal, leaves, comes string) {
		x, isKnown := has[leaves]
		y, isKnownToo := there[comes]
		if isKnown && isKnownToo {
			changes = append(changes, figure(from, leaves, max(0, x-left)), figure(to, comes, y+n))
		}
	}
	pupils := classes * class
	limit := int(w.e.Indicators[w.e.position["G5"]].Thresholds[stage] / DecimalScale)
	made := (pupils + limit - 1) / limit
	whole := func(n int) Decimal { return Decimal(n) * DecimalScale }
	for _, key := range [...]string{stageKey("students", stage), stageKey("catchmentStudents", stage)} {
		move(whole(pupils), whole(pupils), key, key)
	}
	move(whole(classes), whole(made), stageKey("classes", stage), stageKey("classes", stage))
	band := slices.MaxFunc(bandKeys[:], func(a, b string) int { return cmp.Compare(has[stageKey(a, stage)], has[stageKey(b, stage)]) })
	move(whole(classes), whole(made), stageKey(band, stage), stageKey(bandKeys[bandOf((pupils+made-1)/made)], stage))
	return changes
}

// bandOf is the size band of a class.
func bandOf(size int) int {
	return slices.IndexFunc(bandEnds[:], func(end int) bool { return size <= end })
}
