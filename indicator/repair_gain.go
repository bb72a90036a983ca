package indicator

import (
	"cmp"
	"slices"
)

// gainKeys are the figures in which things that a school gains are reported.
var gainKeys = [ResourceCount]string{
	R4: "teachingArea", R5: "sportsGroundArea", R6: "equipmentValue", R7: "multimediaRooms",
}

// gainChanges are the figures of a school that gains. Degrees are won by teachers who have none, as far as there are any, and
// backbone teachers come from the teachers there. Who else comes is new: certified, counted as trained, and for R3 teaching
// what the school has fewest of.
func gainChanges(r *SchoolRecord, i int, stage Stage, amount Decimal) (changes []Change) {
	has := reportedFigures(r.Figures)
	add := func(key string, n Decimal) {
		if value := has[key] + n; n != 0 {
			changes = append(changes, Change{Kind: ChangeFigure, School: r.School.Code, Key: key, Value: &value})
		}
	}
	recruited := Decimal(0)
	switch i {
	case R1:
		graduates, _ := measures[R1].amount(r.Figures, stage)
		plain := max(0, has[stageKey("teachers", stage)]-Decimal(graduates)*DecimalScale)
		recruited = max(0, amount-plain)
		add(stageKey("bachelorTeachers", stage), amount)
		if lower := stageKey("juniorCollegeTeachers", stage); stage == Junior {
			add(lower, -min(amount-recruited, has[lower]))
		}
	case R2:
		add(stageKey("backbone", stage), amount)
	case R3:
		recruited = amount
		add(stageKey(slices.MinFunc(moveKeys["R3"][:3], func(a, b string) int {
			return cmp.Compare(has[stageKey(a, stage)], has[stageKey(b, stage)])
		}), stage), amount)
	default:
		add(gainKeys[i], amount)
	}
	for _, key := range [...]string{stageKey("teachers", stage), "certifiedTeachers", "trainedTeachers"} {
		if _, isReported := has[key]; isReported {
			add(key, recruited)
		}
	}
	return changes
}
