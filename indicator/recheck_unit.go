package indicator

import "math/big"

// recheckResource is the formula of an R indicator in the keys of its figures; staged keys end in the stage's name.
type recheckResource struct {
	plus, minus, relaxed []string
	factor               int64
	isStaged             bool
}

var recheckResources = map[string]recheckResource{
	"R1": {plus: []string{"bachelorTeachers", "masterTeachers", "doctorTeachers"}, factor: 100, isStaged: true}, // 专科 counts in primary
	"R2": {plus: []string{"backbone"}, factor: 100, isStaged: true},
	"R3": {
		plus: []string{"peTeachers", "musicTeachers", "artTeachers", "artsTeachers"}, relaxed: []string{"visitingPeArtsTeachers"},
		factor: 100, isStaged: true,
	},
	"R4": {plus: []string{"teachingArea"}, minus: []string{"indoorSportsArea"}, factor: 1},
	"R5": {plus: []string{"sportsGroundArea", "indoorSportsArea"}, relaxed: []string{"otherSportsArea", "leasedSportsArea"}, factor: 1},
	"R6": {plus: []string{"equipmentValue"}, factor: 10_000},
	"R7": {plus: []string{"multimediaRooms"}, factor: 100},
}

// unit: (Σ figures) × factor × the stage's share / its pupils, against the threshold and the near line.
func (k *recheck) unit(m recheckResource) Rechecked {
	stage := "Primary"
	if k.text("stage") == string(Junior) || (!k.has("stage") && k.has("studentsJunior")) {
		stage = "Junior"
	}
	suffix := ""
	if m.isStaged {
		suffix = stage
	}
	plus := m.plus
	if k.t.Indicator == "R1" && stage == "Primary" {
		plus = append([]string{"juniorCollegeTeachers"}, plus...)
	}
	total, known := k.sum(suffixed(plus, suffix)...)
	less, knownLess := k.sum(suffixed(m.minus, suffix)...)
	scale, knownPupils := k.perPupil(stage)
	if total.Sub(total, less); !known || !knownLess || !knownPupils || total.Sign() < 0 {
		return Rechecked{Status: NotComputable}
	}
	scale.Mul(scale, big.NewRat(m.factor, 1))
	value := new(big.Rat).Mul(total, scale)
	r := Rechecked{Status: k.grade(value), Display: value.FloatString(2), Result: float(value)}
	if r.Status != Met && k.has("relaxation") {
		also, _ := k.sum(suffixed(m.relaxed, suffix)...)
		r.Status = k.grade(also.Add(also, total).Mul(also, scale))
	}
	return r
}

func suffixed(keys []string, suffix string) (out []string) {
	for _, key := range keys {
		out = append(out, key+suffix)
	}
	return out
}

// perPupil turns a school's amount into the stage's per-pupil value: 1 / pupils, or for a school that is split its weight
// over the weighted pupils of all its stages. ok is false while pupils are not reported, or there are none.
func (k *recheck) perPupil(stage string) (*big.Rat, bool) {
	pupils := k.figure("students" + stage)
	if pupils == nil || pupils.Sign() <= 0 {
		return nil, false
	}
	if !k.has("splitWeight" + stage) {
		return new(big.Rat).Inv(pupils), true
	}
	weighted := new(big.Rat)
	for _, s := range [...]string{"Primary", "Junior", "Senior"} {
		if !k.has("splitWeight" + s) {
			continue
		}
		n := k.figure("students" + s)
		if n == nil {
			return nil, false
		}
		weighted.Add(weighted, new(big.Rat).Mul(n, k.rule("splitWeight"+s)))
	}
	return weighted.Quo(k.rule("splitWeight"+stage), weighted), true
}

func (k *recheck) grade(value *big.Rat) Status {
	if k.text("judge") == "displayed" {
		value, _ = new(big.Rat).SetString(value.FloatString(2))
	}
	threshold := k.rule("threshold")
	if value.Cmp(threshold) >= 0 {
		return Met
	}
	if value.Cmp(new(big.Rat).Mul(threshold, k.rule("near"))) >= 0 {
		return Near
	}
	return Unmet
}

// balance: CV² = ΣP · Σ(x²/P) / (Σx)² − 1 over the units, against the squared limit.
func (k *recheck) balance() Rechecked {
	amounts, pupils := k.all("amount"), k.all("pupils")
	if len(amounts) != len(pupils) {
		k.fail("it has %d amounts and %d numbers of pupils", len(amounts), len(pupils))
		return Rechecked{}
	}
	x, p, squares := new(big.Rat), new(big.Rat), new(big.Rat)
	for i := range amounts {
		a, n := k.number(amounts[i]), k.number(pupils[i])
		if a == nil || n == nil || n.Sign() <= 0 || amounts[i].School != pupils[i].School {
			k.fail("the unit of school %s lacks its amount or pupils", amounts[i].School)
			return Rechecked{}
		}
		x.Add(x, a)
		p.Add(p, n)
		squares.Add(squares, new(big.Rat).Quo(new(big.Rat).Mul(a, a), n))
	}
	if x.Sign() == 0 {
		return Rechecked{Status: NotComputable}
	}
	square := squares.Mul(squares, p)
	square.Quo(square, new(big.Rat).Mul(x, x)).Sub(square, big.NewRat(1, 1))
	r := Rechecked{Result: rootOf(square), Display: rootText(square)}
	limit := k.rule("limit")
	over := square.Cmp(new(big.Rat).Mul(limit, limit)) > 0
	if k.text("judge") == "displayed" {
		shown, _ := new(big.Rat).SetString(r.Display)
		over = shown.Cmp(limit) > 0
	}
	switch {
	case over:
		r.Status = Unmet
	case k.has("missingUnits"):
		r.Status = Pending
	default:
		r.Status = Met
	}
	return r
}

// rootOf is the double nearest to √q.
func rootOf(q *big.Rat) *float64 {
	f, _ := new(big.Float).Sqrt(new(big.Float).SetPrec(256).SetRat(q)).Float64()
	return &f
}

// rootText is √q to three decimals, half up: ⌊(⌊2000·√q⌋ + 1) / 2⌋ thousandths, without a rounding on the way.
func rootText(q *big.Rat) string {
	n := new(big.Int).Mul(q.Num(), big.NewInt(4_000_000))
	n.Sqrt(n.Quo(n, q.Denom()))
	n.Add(n, big.NewInt(1)).Rsh(n, 1)
	return new(big.Rat).SetFrac(n, big.NewInt(1000)).FloatString(3)
}
