package indicator

import (
	"math/big"
	"slices"
)

// recheckItems are the school-level items of one school.
var recheckItems = map[string]func(*recheck) Rechecked{
	"G3": (*recheck).rooms, "G4": (*recheck).size, "G5": (*recheck).classes, "G6": (*recheck).funds,
	"G9":  func(k *recheck) Rechecked { return k.teachers("trainedTeachers") },
	"G12": func(k *recheck) Rechecked { return k.teachers("certifiedTeachers") },
	"G13": (*recheck).catchment, "Q3": (*recheck).claim, "Q6": (*recheck).claim,
	"Q4": func(k *recheck) Rechecked {
		return recheckShare(k.figure("trainingBudget"), k.figure("operatingBudget"), k.rule("minimum"))
	},
}

// recheckRooms are the size bands of a kind of room: key and least area, m².
type recheckRooms []struct {
	key  string
	from int64
}

var (
	musicRooms = recheckRooms{{"musicRoomsFrom96", 96}, {"musicRoomsFrom73", 73}, {"musicRoomsFrom61", 61}, {"musicRoomsFrom54", 54}}
	artRooms   = recheckRooms{{"artRoomsFrom90", 90}, {"artRoomsFrom67", 67}, {"artRoomsFrom61", 61}, {"artRoomsFrom54", 54}}
)

func (b recheckRooms) count(k *recheck, least *big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, band := range b {
		if n := k.figure(band.key); n != nil && big.NewRat(band.from, 1).Cmp(least) >= 0 {
			sum.Add(sum, n)
		}
	}
	return sum
}

// rooms is G3: need × rooms a class reaches the classes, which is need ≥ ⌈classes / rooms a class⌉ for whole rooms.
func (k *recheck) rooms() Rechecked {
	classes, known := k.sum(k.stageKeys("classes")...)
	if !known || k.figure("musicRoomsFrom96") == nil || k.figure("artRoomsFrom90") == nil {
		return Rechecked{Status: Pending}
	}
	serves := func(rooms *big.Rat) bool {
		return new(big.Rat).Mul(rooms, k.rule("classesPerRoom")).Cmp(classes) >= 0
	}
	enough := func(leastMusic, leastArt *big.Rat) bool {
		music, art := musicRooms.count(k, leastMusic), artRooms.count(k, leastArt)
		if k.text("g3") == "sum" {
			return serves(music.Add(music, art))
		}
		return serves(music) && serves(art)
	}
	met := enough(k.rule("music"), k.rule("art"))
	music, art := k.all("relaxation.music"), k.all("relaxation.art")
	for i := range min(len(music), len(art)) {
		met = met || enough(k.number(music[i]), k.number(art[i]))
	}
	return Rechecked{Status: recheckJudged(met)}
}

// size is G4.
func (k *recheck) size() Rechecked {
	students, known := k.sum(k.stageKeys("students")...)
	within := students.Cmp(k.rule("limit")) <= 0
	switch {
	case within && !known:
		return Rechecked{Status: Pending}
	case known:
		for _, relaxed := range k.all("relaxation.limit") {
			within = within || students.Cmp(k.number(relaxed)) <= 0
		}
	}
	return Rechecked{Status: recheckJudged(within)}
}

// leastInBand are the least pupils of the classes counted under each key.
var leastInBand = map[string]int64{
	"classesUpTo25": 0, "classes26To30": 26, "classes31To35": 31, "classes36To40": 36, "classes41To45": 41,
	"classes46To50": 46, "classes51To55": 51, "classes56To60": 56, "classes61To65": 61, "classesFrom66": 66,
}

// classes is G5.
func (k *recheck) classes() Rechecked {
	parts := []Status{Met}
	for _, stage := range [...]string{"Primary", "Junior"} {
		if !k.has("limit" + stage) {
			continue
		}
		limit, sum := k.rule("limit"+stage), new(big.Rat)
		for key, from := range leastInBand {
			n := k.figure(key + stage)
			if n == nil {
				continue
			}
			if n.Sign() > 0 && big.NewRat(from, 1).Cmp(limit) > 0 {
				parts = append(parts, Unmet)
			}
			sum.Add(sum, n)
		}
		if all := k.figure("classes" + stage); all == nil || sum.Cmp(all) < 0 {
			parts = append(parts, Pending)
		}
	}
	return Rechecked{Status: recheckAll(parts...)}
}

// funds is G6: budget × 10,000 ≥ funded pupils × the quota, weighted by pupils in schools of two stages.
func (k *recheck) funds() Rechecked {
	stages := k.stageKeys("students")
	students, known := k.sum(stages...)
	least := k.rule("fundedStudents")
	if k.text("kind") != string(KindTeachingPoint) {
		if students.Cmp(least) >= 0 {
			return Rechecked{Status: NotApplicable}
		}
		if !known {
			return Rechecked{Status: Pending}
		}
	}
	budget := k.figure("operatingBudget")
	if budget == nil || (len(stages) > 1 && students.Sign() == 0) {
		return Rechecked{Status: Pending}
	}
	quota := new(big.Rat)
	for _, stage := range stages {
		part := k.rule("operatingQuota" + stage[len("students"):])
		if len(stages) > 1 {
			weight := new(big.Rat).Quo(k.rule(stage), students)
			part = weight.Mul(weight, part)
		}
		quota.Add(quota, part)
	}
	enough := budget.Mul(budget, big.NewRat(10_000, 1)).Cmp(quota.Mul(quota, least)) >= 0
	if enough && k.has("ownQuota") {
		return Rechecked{Status: Pending}
	}
	return Rechecked{Status: recheckJudged(enough)}
}

// teachers is G9 and G12.
func (k *recheck) teachers(part string) Rechecked {
	teachers, known := k.sum(k.stageKeys("teachers")...)
	if !known {
		teachers = nil
	}
	return recheckShare(k.figure(part), teachers, k.rule("minimum"))
}

// catchment is G13 of one school; of a school of two stages the last one that is reported is shown.
func (k *recheck) catchment() Rechecked {
	if k.text("organizer") == itoa(OrganizerPrivate) || k.text("isBoarding") == "true" || k.text("locale") == string(Rural) {
		return Rechecked{Status: NotApplicable}
	}
	var shown Rechecked
	parts := []Status{Met}
	for _, key := range k.stageKeys("minimum") {
		stage := key[len("minimum"):]
		pupils, near := k.figure("students"+stage), k.figure("catchmentStudents"+stage)
		r := recheckShare(near, pupils, k.rule(key))
		if r.Result != nil {
			shown = r
		} else if pupils != nil && near != nil { // nobody to admit
			r.Status = Met
		}
		parts = append(parts, r.Status)
	}
	shown.Status = recheckAll(parts...)
	return shown
}

// claim is Q3 and Q6: the school's own claim, else the county's.
func (k *recheck) claim() Rechecked {
	for _, key := range [...]string{"attestation", "countyAttestation"} {
		if s := Status(k.text(key)); slices.Contains([]Status{Met, Unmet}, s) {
			return Rechecked{Status: s}
		}
	}
	return Rechecked{Status: Pending}
}
