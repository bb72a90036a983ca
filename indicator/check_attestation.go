package indicator

import "slices"

// AttestationRule is what an attestation 佐证 may say of an item or a veto question.
type AttestationRule struct {
	IsAttested bool // claims about others have no effect: their figures decide
	IsSupplied bool // a row a subject with level and difference rate, instead of met or not
	IsBySchool bool // a school can have a claim of its own
	IsVeto     bool // met says that it did not happen
}

// AttestationRuleOf finds what may be attested of a code in any edition; false for one that no edition has.
func AttestationRuleOf(code string) (AttestationRule, bool) {
	for _, e := range Editions() {
		if ind, ok := e.Indicator(code); ok {
			isAttested := ind.Kind != Computed
			return AttestationRule{IsAttested: isAttested, IsSupplied: ind.Kind == Supplied, IsBySchool: isAttested && ind.Level == LevelSchool}, true
		}
		for _, v := range e.Vetoes {
			if v.Code == code {
				return AttestationRule{IsAttested: true, IsVeto: true}, true
			}
		}
	}
	return AttestationRule{}, false
}

// CheckMonitoring looks for what a row of the national monitoring lacks: without a subject it is no row, without level or
// difference rate the item stays pending.
func CheckMonitoring(a Attestation) []Finding {
	var c figureCheck
	if a.Subject == "" {
		c.add("MONITORING_INCOMPLETE", SeverityError, false, []string{"subject"})
	}
	if a.StandardLevel == nil {
		c.warn("MONITORING_INCOMPLETE", []string{"level"})
	}
	if a.DifferenceRate == nil {
		c.warn("MONITORING_INCOMPLETE", []string{"differenceRate"})
	}
	return c.findings
}

// CheckTeacher finds a teacher of a stage that the school does not teach, or rotated from the very school.
func CheckTeacher(school School, t Teacher) []Finding {
	var c figureCheck
	stages := school.Kind.Stages()
	isTaught := slices.Contains(stages, t.Stage) || t.Stage == Senior && school.Kind.HasSenior()
	if len(stages) > 0 && t.Stage != "" && !isTaught {
		c.warn("TEACHER_STAGE_NOT_TAUGHT", []string{"stage"}, "kind", string(school.Kind), "stage", string(t.Stage))
	}
	if t.RotatedFrom != "" && t.RotatedFrom == school.Code {
		c.warn("ROTATED_FROM_OWN_SCHOOL", []string{"rotatedFrom"}, "code", school.Code)
	}
	return c.findings
}
