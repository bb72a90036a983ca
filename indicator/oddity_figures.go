package indicator

import (
	"slices"
	"strings"
)

// oddFigure is a figure that is judged by itself, with how it usually moves from one year to the next and lies among
// schools of a size, both as natural logarithms of ratios.
//
// The numbers are round ones for Chinese schools: rolls and staff change by a few per cent a year, floor areas only where
// something is built, money a little more, and small counts by chance. Where a county's own figures scatter more, its own
// scatter is taken (see learn).
type oddFigure struct {
	key   string
	stage Stage // empty: of the whole school

	year    float64 // usual change in a year
	unusual float64 // how often something happens that changes it much more: a new building, a merger
	large   float64 // ... and by how much then
	same    float64 // how often it does not change at all
	isStock bool    // does not follow the pupils
	isMoney bool    // 10,000 yuan
	peers   float64 // usual scatter a pupil among schools of a size, at least
	isSize  bool    // pupils, which the others are measured by
}

// oddFigures are the figures that are judged by themselves.
var oddFigures = func() (all []oddFigure) {
	for _, stage := range []Stage{Primary, Junior} {
		for _, f := range []oddFigure{
			{key: "students", year: 0.04, unusual: 0.01, large: 0.25, same: 0.005, peers: 0.15, isSize: true},
			{key: "classes", year: 0.04, unusual: 0.01, large: 0.25, same: 0.3, peers: 0.15},
			{key: "teachers", year: 0.04, unusual: 0.01, large: 0.25, same: 0.1, peers: 0.15},
			{key: "juniorCollegeTeachers", year: 0.12, unusual: 0.05, large: 0.5, same: 0.1, peers: 0.6},
			{key: "bachelorTeachers", year: 0.08, unusual: 0.02, large: 0.35, same: 0.1, peers: 0.25},
			{key: "backbone", year: 0.12, unusual: 0.03, large: 0.5, same: 0.15, peers: 0.4},
			{key: "catchmentStudents", year: 0.05, unusual: 0.02, large: 0.35, same: 0.01, peers: 0.1},
		} {
			f.key, f.stage = stageKey(f.key, stage), stage
			all = append(all, f)
		}
	}
	return append(
		all,
		oddFigure{key: "migrantStudents", year: 0.15, unusual: 0.08, large: 0.9, same: 0.02, peers: 0.6},
		oddFigure{key: "certifiedTeachers", year: 0.05, unusual: 0.02, large: 0.25, same: 0.1, peers: 0.15},
		oddFigure{key: "trainedTeachers", year: 0.06, unusual: 0.02, large: 0.3, same: 0.1, peers: 0.15},
		oddFigure{key: "teachingArea", year: 0.03, unusual: 0.05, large: 0.4, same: 0.7, isStock: true, peers: 0.3},
		oddFigure{key: "indoorSportsArea", year: 0.04, unusual: 0.05, large: 1, same: 0.7, isStock: true, peers: 0.5},
		oddFigure{key: "sportsGroundArea", year: 0.03, unusual: 0.05, large: 0.4, same: 0.7, isStock: true, peers: 0.35},
		oddFigure{key: "equipmentValue", year: 0.08, unusual: 0.06, large: 0.5, same: 0.03, isStock: true, isMoney: true, peers: 0.3},
		oddFigure{key: "multimediaRooms", year: 0.06, unusual: 0.05, large: 0.5, same: 0.5, isStock: true, peers: 0.25},
		oddFigure{key: "operatingBudget", year: 0.06, unusual: 0.03, large: 0.35, same: 0.01, isMoney: true, peers: 0.15},
		oddFigure{key: "operatingFinal", year: 0.07, unusual: 0.03, large: 0.35, same: 0.01, isMoney: true, peers: 0.15},
		oddFigure{key: "trainingBudget", year: 0.1, unusual: 0.05, large: 0.5, same: 0.03, isMoney: true, peers: 0.3},
		oddFigure{key: "graduates", stage: Junior, year: 0.1, unusual: 0.02, large: 0.35, same: 0.01, peers: 0.2},
		oddFigure{key: "entrants", stage: Junior, year: 0.1, unusual: 0.02, large: 0.35, same: 0.01, peers: 0.2},
	)
}()

// figureOf finds an oddFigure by its key.
var figureOf = func() map[string]*oddFigure {
	by := map[string]*oddFigure{}
	for i := range oddFigures {
		by[oddFigures[i].key] = &oddFigures[i]
	}
	return by
}()

// isDecimal tells whether the figure may have decimals.
func (f *oddFigure) isDecimal() bool { return decimalFigures[f.key] }

// stageOfKeys is the stage that all keys belong to; empty where they do not.
func stageOfKeys(keys []string) (stage Stage) {
	for i, key := range keys {
		of := Stage("")
		for _, s := range []Stage{Primary, Junior, Senior} {
			if strings.HasSuffix(key, suffix(s)) {
				of = s
			}
		}
		if slices.Contains(retentionKeys, key) {
			of = Junior
		}
		if i > 0 && of != stage {
			return ""
		}
		stage = of
	}
	return stage
}
