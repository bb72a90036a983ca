package indicator

import (
	"math/big"
	"strings"
)

// recheckCounty are the county's results.
var recheckCounty = map[string]func(*recheck) Rechecked{
	"G1": (*recheck).claim, "G2": (*recheck).quotas, "G3": (*recheck).schools, "G4": (*recheck).schools, "G5": (*recheck).schools,
	"G6": (*recheck).schools, "G7": (*recheck).specialFunds, "G8": (*recheck).pay, "G9": (*recheck).schools, "G10": (*recheck).claim,
	"G11": (*recheck).rotation, "G12": (*recheck).schools, "G13": (*recheck).catchments,
	"G14": func(k *recheck) Rechecked { return k.mixed(k.portion("seniorAllocated", "seniorQuota")) },
	"G15": (*recheck).migrants, "Q1": (*recheck).retention,
	"Q2": func(k *recheck) Rechecked {
		if n := k.figure("disabledChildren"); n != nil && n.Sign() == 0 {
			return Rechecked{Status: NotApplicable}
		}
		return k.portion("disabledEnrolled", "disabledChildren")
	},
	"Q3": (*recheck).schools, "Q4": (*recheck).schools, "Q5": (*recheck).claim, "Q6": (*recheck).schools, "Q7": (*recheck).claim,
	"Q8": (*recheck).claim, "Q9": (*recheck).monitoring,
	"S1": func(k *recheck) Rechecked { return k.portion("surveySatisfied", "surveyValid") },
	"S2": func(k *recheck) Rechecked { return k.portion("visitedSatisfied", "visited") },
}

// resource is an R indicator of the county: its two coefficients, and the units that miss the threshold.
func (k *recheck) resource() Rechecked {
	var shown []string
	parts := []Status{Met}
	for _, stage := range [...]string{"Primary", "Junior"} {
		cv := k.figure("coefficient" + stage)
		if cv == nil {
			shown, parts = append(shown, "—"), append(parts, Pending)
			continue
		}
		text := cv.FloatString(3)
		shown = append(shown, text)
		if k.text("judge") == "displayed" {
			cv, _ = new(big.Rat).SetString(text)
		}
		parts = append(parts, recheckJudged(cv.Cmp(k.rule("limit"+stage)) <= 0))
		if k.has("missingUnits" + stage) {
			parts = append(parts, Pending)
		}
	}
	for _, in := range k.t.Inputs {
		if in.School == "" || in.Value == nil {
			continue
		}
		status, unit, _ := strings.Cut(*in.Value, ", unit ")
		switch {
		case status == string(NotComputable) || unit == string(Incomplete):
			parts = append(parts, Pending)
		case unit == string(Fail):
			parts = append(parts, Unmet)
		}
	}
	return Rechecked{Status: recheckAll(parts...), Display: strings.Join(shown, " / ")}
}

// schools counts the schools that meet an item; of Q3 and Q6 the county's claim speaks for those without one.
func (k *recheck) schools() Rechecked {
	count := map[Status]int{}
	for _, in := range k.all(k.t.Indicator) {
		if in.Value == nil {
			k.fail("school %s lacks its status", in.School)
			return Rechecked{}
		}
		count[Status(*in.Value)]++
	}
	if code := k.t.Indicator; (code == "Q3" || code == "Q6") && k.has("attestation") {
		count[Status(k.text("attestation"))] += count[Pending]
		count[Pending] = 0
	}
	all := count[Met] + count[Unmet] + count[Pending]
	switch {
	case all == 0 && count[NotApplicable] > 0:
		return Rechecked{Status: NotApplicable}
	case all == 0:
		return Rechecked{Status: Pending}
	}
	r := Rechecked{Status: Met, Display: itoa(count[Met]) + "/" + itoa(all)}
	if count[Unmet] > 0 {
		r.Status = Unmet
	} else if count[Pending] > 0 {
		r.Status = Pending
	}
	return r
}

// mixed joins the computed part with the claim.
func (k *recheck) mixed(r Rechecked) Rechecked {
	r.Status = recheckAll(r.Status, k.claim().Status)
	return r
}

func (k *recheck) portion(part, whole string) Rechecked {
	return recheckShare(k.figure(part), k.figure(whole), k.rule("minimum"))
}

// quotas is G2.
func (k *recheck) quotas() Rechecked {
	var shown []string
	parts := []Status{Met}
	for _, key := range [...]string{"operatingQuotaPrimary", "operatingQuotaJunior"} {
		var now, before *big.Rat
		for _, in := range k.all(key) {
			if in.Year == k.t.Inputs[0].Year {
				now = k.number(in)
			} else {
				before = k.number(in)
			}
		}
		if now == nil {
			return k.mixed(Rechecked{Status: Pending})
		}
		shown = append(shown, now.FloatString(0))
		for _, least := range [...]*big.Rat{k.rule("national." + key), before} {
			if least == nil || (least != before && least.Sign() == 0) {
				parts = append(parts, Pending)
				continue
			}
			parts = append(parts, recheckJudged(now.Cmp(least) >= 0))
		}
	}
	return k.mixed(Rechecked{Status: recheckAll(parts...), Display: strings.Join(shown, " / ")})
}

// specialFunds is G7.
func (k *recheck) specialFunds() Rechecked {
	funds, students := k.figure("specialEdOperating"), k.figure("specialEdStudents")
	switch {
	case students != nil && students.Sign() == 0:
		return Rechecked{Status: NotApplicable}
	case students == nil || funds == nil:
		return Rechecked{Status: Pending}
	}
	value := funds.Mul(funds, big.NewRat(10_000, 1)).Quo(funds, students)
	return Rechecked{recheckJudged(value.Cmp(k.rule("minimum")) >= 0), value.FloatString(0), float(value)}
}

// pay is G8.
func (k *recheck) pay() Rechecked {
	teachers, servants := k.figure("teacherPay"), k.figure("civilServantPay")
	if teachers == nil || servants == nil {
		return k.mixed(Rechecked{Status: Pending})
	}
	return k.mixed(Rechecked{Status: recheckJudged(teachers.Cmp(servants) >= 0), Display: teachers.FloatString(0) + " / " + servants.FloatString(0)})
}

// rotation is G11.
func (k *recheck) rotation() Rechecked {
	r := k.portion("rotated", "rotationEligible")
	if r.Result == nil {
		return r
	}
	rotated, backbone := k.rule("rotated"), k.figure("rotatedBackbone")
	switch {
	case rotated.Sign() == 0:
		r.Status = Unmet
		r.Display += " / —"
	case backbone == nil:
		r.Status = recheckAll(r.Status, Pending)
	default:
		part := recheckShare(backbone, rotated, k.rule("minimumBackbone"))
		r.Status = recheckAll(r.Status, part.Status)
		r.Display += " / " + part.Display
	}
	return r
}

// catchments is G13 of the county.
func (k *recheck) catchments() Rechecked {
	var shown []string
	parts := []Status{Met}
	for _, key := range k.stageKeys("minimum") {
		stage := key[len("minimum"):]
		r := recheckShare(k.rule("catchmentStudents"+stage), k.rule("students"+stage), k.rule(key))
		if r.Result != nil {
			shown = append(shown, r.Display)
		}
		if k.has("missingSchools" + stage) {
			r.Status = Pending
		}
		parts = append(parts, r.Status)
	}
	switch looked := len(parts) > 1; {
	case !looked && k.has("G13"):
		return Rechecked{Status: NotApplicable}
	case !looked:
		return Rechecked{Status: Pending}
	}
	return Rechecked{Status: recheckAll(parts...), Display: strings.Join(shown, " / ")}
}

// migrants is G15.
func (k *recheck) migrants() Rechecked {
	eligible := k.figure("migrantEligible")
	if eligible != nil && eligible.Sign() == 0 {
		return k.mixed(Rechecked{Status: NotApplicable})
	}
	placed, known := k.sum("migrantPublic", "migrantPurchased")
	if !known {
		placed = nil
	}
	return k.mixed(recheckShare(placed, eligible, k.rule("minimum")))
}

// retention is Q1, by formula A unless the trace asks for B.
func (k *recheck) retention() Rechecked {
	if k.has("juniorSchools") {
		return Rechecked{Status: NotApplicable}
	}
	sum := map[string]*big.Rat{}
	for _, key := range [...]string{"graduates", "transferredIn", "transferredOut", "entrants", "deaths"} {
		sum[key] = new(big.Rat)
		for _, in := range k.all(key) {
			n := k.number(in)
			if n == nil {
				return Rechecked{Status: Pending}
			}
			sum[key].Add(sum[key], n)
		}
	}
	net := new(big.Rat).Sub(sum["transferredIn"], sum["transferredOut"])
	num, den := sum["graduates"], new(big.Rat).Sub(sum["entrants"], sum["deaths"])
	if k.text("retention") == "B" {
		if den.Add(den, net); num.Cmp(den) > 0 {
			num = den
		}
	} else {
		num.Sub(num, net)
	}
	if den.Sign() <= 0 || num.Sign() < 0 {
		return Rechecked{Status: Pending}
	}
	return recheckShare(num, den, k.rule("minimum"))
}

// monitoring is Q9: by subject a level and a difference rate.
func (k *recheck) monitoring() Rechecked {
	subjects, reached := 0, 0
	parts := []Status{Met}
	for _, in := range k.t.Inputs {
		subject, ok := strings.CutPrefix(in.Key, "level ")
		if !ok {
			continue
		}
		subjects++
		level, rate := k.number(&in), k.figure("differenceRate "+subject)
		low := level != nil && level.Cmp(k.rule("level")) < 0
		wide := rate != nil && rate.Cmp(k.rule("differenceBelow")) >= 0
		switch {
		case low || wide:
			parts = append(parts, Unmet)
		case level == nil || rate == nil:
			parts = append(parts, Pending)
		default:
			reached++
		}
	}
	if subjects == 0 {
		return Rechecked{Status: Pending}
	}
	return Rechecked{Status: recheckAll(parts...), Display: itoa(reached) + "/" + itoa(subjects)}
}
