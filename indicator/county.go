package indicator

import "slices"

// countyMeasures hold the formula of each indicator's county result, chosen by its code.
var countyMeasures = map[string]func(*judgement, *Indicator) CountyResult{
	"R1": resource(R1), "R2": resource(R2), "R3": resource(R3), "R4": resource(R4), "R5": resource(R5), "R6": resource(R6), "R7": resource(R7),
	"G1": attested, "G2": quotas, "G3": schools(ItemG3), "G4": schools(ItemG4), "G5": schools(ItemG5), "G6": schools(ItemG6),
	"G7": specialFunds, "G8": pay, "G9": schools(ItemG9), "G10": attested, "G11": rotation, "G12": schools(ItemG12),
	"G13": catchments, "G14": places, "G15": migrants,
	"Q1": retention, "Q2": disabled, "Q3": claims(ItemQ3), "Q4": schools(ItemQ4), "Q5": attested, "Q6": claims(ItemQ6),
	"Q7": attested, "Q8": attested, "Q9": monitoring,
	"S1": survey, "S2": visits,
}

// requiredParameters are the numbers that a formula takes from the edition.
var requiredParameters = map[string][]string{
	"G3": {"classesPerRoom", "music", "art"}, "G4": {"maximum", "maximumCombined"}, "G6": {"students"}, "G7": {"minimum"},
	"G9": {"minimum"}, "G11": {"minimum", "minimumBackbone"}, "G12": {"minimum"}, "G14": {"minimum"}, "G15": {"minimum"},
	"Q1": {"minimum"}, "Q2": {"minimum"}, "Q4": {"minimum"}, "Q9": {"level", "differenceBelow"}, "S1": {"minimum"}, "S2": {"minimum"},
}

// resource: MET when both coefficients are within their limits and every unit that misses the threshold passes all the same.
func resource(i int) func(*judgement, *Indicator) CountyResult {
	return func(j *judgement, _ *Indicator) CountyResult {
		r := CountyResult{Status: Met}
		var unmet, pending bool
		for s := range Stages {
			b, k := &j.balances[2*i+s], &j.t.stages[s].resources[i]
			unmet = unmet || b.Status == Unmet || k.missFailing > 0
			pending = pending || b.Status == Pending || b.Status == NotComputable || k.missIncomplete > 0 || k.notComputable > 0
			if s > 0 {
				r.Display += " / "
			}
			if r.Display += b.Display; b.Display == "" {
				r.Display += "—"
			}
			if b.IsBorderline {
				r.Warnings = append(r.Warnings, "BORDERLINE")
			}
			if b.UnitCount == 1 {
				r.Warnings = append(r.Warnings, "SINGLE_UNIT")
			}
			if k.relaxed > 0 {
				r.Warnings = append(r.Warnings, "RELAXED")
			}
		}
		r.Warnings = slices.Compact(r.Warnings)
		r.Status = statusOf(unmet, pending)
		return r
	}
}

func statusOf(unmet, pending bool) Status {
	switch {
	case unmet:
		return Unmet
	case pending:
		return Pending
	}
	return Met
}

func attested(j *judgement, ind *Indicator) CountyResult {
	return CountyResult{Status: j.attestation(ind.Code)}
}

func (j *judgement) attestation(code string) Status {
	claim := j.claim(code)
	if claim == nil {
		return Pending
	}
	return judged(claim.Met).Status
}

// mixed: MET when the computed part and the attestation both are, UNMET when either is, else PENDING.
func (j *judgement) mixed(code string, computed Status) Status {
	claimed := j.attestation(code)
	met := func(s Status) bool { return s == Met || s == NotApplicable }
	return statusOf(computed == Unmet || claimed == Unmet, !met(computed) || !met(claimed))
}

// schools: every school that is looked at meets the item.
func schools(item int) func(*judgement, *Indicator) CountyResult {
	return func(j *judgement, _ *Indicator) CountyResult { return schoolsResult(&j.t.items[item]) }
}

func schoolsResult(k *itemTally) CountyResult {
	all := k.met + k.unmet + k.pending
	r := CountyResult{Status: statusOf(k.unmet > 0, k.pending > 0)}
	switch {
	case all > 0:
		r.Display = itoa(int(k.met)) + "/" + itoa(int(all))
	case k.notApplicable > 0:
		r.Status = NotApplicable
	default:
		r.Status = Pending
	}
	if k.relaxed > 0 {
		r.Warnings = []string{"RELAXED"}
	}
	return r
}

// claims: attested by school; the county's own claim speaks for the schools that have none. Assessments say so themselves; sums
// that were made before they did count such schools as pending.
func claims(item int) func(*judgement, *Indicator) CountyResult {
	return func(j *judgement, ind *Indicator) CountyResult {
		k := j.t.items[item]
		if claim := j.claim(ind.Code); claim != nil && k.pending > 0 {
			if claim.Met {
				k.met += k.pending
			} else {
				k.unmet += k.pending
			}
			k.pending = 0
		}
		return schoolsResult(&k)
	}
}

// quotas is G2: the county's operating quota of each stage reaches the national one and does not fall; the rest attested.
func quotas(j *judgement, ind *Indicator) CountyResult {
	now, before := j.c.Funding, j.c.PreviousFunding
	if now == nil {
		return CountyResult{Status: j.mixed(ind.Code, Pending)}
	}
	national, known := j.e.nationalQuota(j.c.Region.Code, j.c.Year)
	low := known && (now.OperatingQuotaPrimary < national[0] || now.OperatingQuotaJunior < national[1])
	fell := before != nil && (now.OperatingQuotaPrimary < before.OperatingQuotaPrimary || now.OperatingQuotaJunior < before.OperatingQuotaJunior)
	return CountyResult{
		Status:  j.mixed(ind.Code, statusOf(low || fell, before == nil || !known)),
		Display: displayRat(now.OperatingQuotaPrimary.Rat(), 0) + " / " + displayRat(now.OperatingQuotaJunior.Rat(), 0),
	}
}

// figures of the county; never nil.
func (j *judgement) figures() *CountyFigures {
	if j.c.Figures == nil {
		return &CountyFigures{}
	}
	return j.c.Figures
}

// percent displays a share in per cent, to one decimal.
func percent(num, den int64) string { return Ratio{num * 100, den}.Display(1) + "%" }

// portion judges part / whole against the indicator's minimum. A missing figure or an empty whole is PENDING.
func (j *judgement) portion(ind *Indicator, part, whole *int) CountyResult {
	if part == nil || whole == nil || *whole == 0 {
		return CountyResult{Status: Pending}
	}
	reached := Ratio{int64(*part), int64(*whole)}.atLeast(int64(ind.Parameters["minimum"]), DecimalScale)
	return CountyResult{Status: judged(reached).Status, Display: percent(int64(*part), int64(*whole))}
}

// specialFunds is G7: not applicable where there are no special pupils.
func specialFunds(j *judgement, ind *Indicator) CountyResult {
	f := j.figures()
	if f.SpecialEdStudents != nil && *f.SpecialEdStudents == 0 {
		return CountyResult{Status: NotApplicable}
	}
	if f.SpecialEdStudents == nil || f.SpecialEdOperating == nil {
		return CountyResult{Status: Pending}
	}
	perPupil := Ratio{int64(*f.SpecialEdOperating), int64(*f.SpecialEdStudents)} // yuan: a ten-thousandth of 10,000 yuan
	return CountyResult{Status: judged(perPupil.atLeast(int64(ind.Parameters["minimum"]), DecimalScale)).Status, Display: perPupil.Display(0)}
}

// pay is G8.
func pay(j *judgement, ind *Indicator) CountyResult {
	f := j.figures()
	if f.TeacherPay == nil || f.CivilServantPay == nil {
		return CountyResult{Status: j.mixed(ind.Code, Pending)}
	}
	return CountyResult{
		Status:  j.mixed(ind.Code, judged(*f.TeacherPay >= *f.CivilServantPay).Status),
		Display: displayRat(f.TeacherPay.Rat(), 0) + " / " + displayRat(f.CivilServantPay.Rat(), 0),
	}
}

// rotation is G11: rotated / eligible and backbone / rotated.
func rotation(j *judgement, ind *Indicator) CountyResult {
	f := j.figures()
	r := j.portion(ind, f.Rotated, f.RotationEligible)
	if r.Status == Pending {
		return r
	}
	backbone := Pending
	switch {
	case *f.Rotated == 0:
		backbone = Unmet
		r.Display += " / —"
	case f.RotatedBackbone != nil:
		backbone = judged(Ratio{int64(*f.RotatedBackbone), int64(*f.Rotated)}.atLeast(int64(ind.Parameters["minimumBackbone"]), DecimalScale)).Status
		r.Display += " / " + percent(int64(*f.RotatedBackbone), int64(*f.Rotated))
	}
	r.Status = statusOf(r.Status == Unmet || backbone == Unmet, backbone == Pending)
	return r
}

// catchments is G13: catchment pupils / pupils, summed over town and urban public day schools by stage.
func catchments(j *judgement, _ *Indicator) CountyResult {
	var r CountyResult
	var unmet, pending, looked bool
	for s, stage := range Stages {
		k := &j.t.extra.catchment[s]
		if k.schools == 0 {
			continue
		}
		looked = true
		pending = pending || k.missing > 0 || k.all == 0
		if k.all > 0 {
			unmet = unmet || (k.missing == 0 && !j.e.catchmentReached(k.near, k.all, stage))
			if r.Display != "" {
				r.Display += " / "
			}
			r.Display += percent(k.near, k.all)
		}
	}
	r.Status = statusOf(unmet, pending)
	if !looked {
		r.Status = NotApplicable
		if j.t.schools == j.t.excluded {
			r.Status = Pending
		}
	}
	return r
}

// places is G14.
func places(j *judgement, ind *Indicator) CountyResult {
	r := j.portion(ind, j.figures().SeniorAllocated, j.figures().SeniorQuota)
	r.Status = j.mixed(ind.Code, r.Status)
	return r
}

// migrants is G15: not applicable in its computed part where no migrant child is eligible.
func migrants(j *judgement, ind *Indicator) CountyResult {
	f := j.figures()
	if f.MigrantEligible != nil && *f.MigrantEligible == 0 {
		return CountyResult{Status: j.mixed(ind.Code, NotApplicable)}
	}
	var placed *int
	if f.MigrantPublic != nil && f.MigrantPurchased != nil {
		n := *f.MigrantPublic + *f.MigrantPurchased
		placed = &n
	}
	r := j.portion(ind, placed, f.MigrantEligible)
	r.Status = j.mixed(ind.Code, r.Status)
	return r
}

// retention is Q1, by one of two formulas: A (graduates − in + out) / (entrants − deaths);
// B graduates / (entrants + in − out − deaths), at most 100 %.
func retention(j *judgement, ind *Indicator) CountyResult {
	k := &j.t.extra.retention
	num, den := k.graduates-k.in+k.out, k.entrants-k.deaths
	if j.e.Settings.Retention == "B" {
		den = k.entrants + k.in - k.out - k.deaths
		num = min(k.graduates, den)
	}
	switch {
	case k.schools == 0 && j.t.schools > j.t.excluded:
		return CountyResult{Status: NotApplicable}
	case k.missing > 0 || k.schools == 0 || den <= 0 || num < 0:
		return CountyResult{Status: Pending}
	}
	return CountyResult{Status: judged(Ratio{num, den}.atLeast(int64(ind.Parameters["minimum"]), DecimalScale)).Status, Display: percent(num, den)}
}

// disabled is Q2: not applicable where no disabled child is of school age.
func disabled(j *judgement, ind *Indicator) CountyResult {
	f := j.figures()
	if f.DisabledChildren != nil && *f.DisabledChildren == 0 {
		return CountyResult{Status: NotApplicable}
	}
	return j.portion(ind, f.DisabledEnrolled, f.DisabledChildren)
}

// monitoring is Q9: every subject handed in reaches the level, with a difference rate below the limit.
func monitoring(j *judgement, ind *Indicator) CountyResult {
	var r CountyResult
	var unmet, pending bool
	subjects, reached := 0, 0
	for i := range j.c.Attestations {
		a := &j.c.Attestations[i]
		if a.Indicator != "Q9" || a.Subject == "" {
			continue
		}
		subjects++
		low := a.StandardLevel != nil && Decimal(*a.StandardLevel)*DecimalScale < ind.Parameters["level"]
		wide := a.DifferenceRate != nil && *a.DifferenceRate >= ind.Parameters["differenceBelow"]
		known := a.StandardLevel != nil && a.DifferenceRate != nil
		switch {
		case low || wide:
			unmet = true
		case !known:
			pending = true
		default:
			reached++
		}
	}
	if subjects > 0 {
		r.Display = itoa(reached) + "/" + itoa(subjects)
	}
	r.Status = statusOf(unmet, pending || subjects == 0)
	return r
}

// survey is S1, visits is S2.
func survey(j *judgement, ind *Indicator) CountyResult {
	return j.portion(ind, j.figures().SurveySatisfied, j.figures().SurveyValid)
}

func visits(j *judgement, ind *Indicator) CountyResult {
	return j.portion(ind, j.figures().VisitedSatisfied, j.figures().Visited)
}
