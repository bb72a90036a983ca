package workbook

import "github.com/junheng/junheng/indicator"

type attestationKey struct {
	region, school, indicator, subject string
	year                               int
}

func (in *intake) checkAttestations(schools map[string]indicator.School) {
	seen := firsts[attestationKey]{}
	for i, a := range in.book.Attestations {
		o := in.book.origin(originAttestation, i)
		if a.SchoolCode != "" {
			in.knows(schools, o, SheetAttestations, "code", a.SchoolCode)
		}
		if a.Indicator == "" || a.RegionCode == "" || a.Year == 0 {
			continue
		}
		in.checkAttestation(o, a, schools)
		key := attestationKey{a.RegionCode, a.SchoolCode, a.Indicator, a.Subject, a.Year}
		if first, ok := seen.repeats(key, o); ok {
			in.fail(o, SheetAttestations, "indicator", a.Indicator, "DUPLICATE_ATTESTATION", "first", first)
		}
	}
}

func (in *intake) checkAttestation(o origin, a Attestation, schools map[string]indicator.School) {
	rule, known := indicator.AttestationRuleOf(a.Indicator)
	switch {
	case !known:
		in.fail(o, SheetAttestations, "indicator", a.Indicator, "UNKNOWN_INDICATOR")
	case !rule.IsAttested:
		in.warn(o, SheetAttestations, "indicator", a.Indicator, "NOT_ATTESTED")
	case a.SchoolCode != "" && !rule.IsBySchool:
		in.warn(o, SheetAttestations, "code", a.SchoolCode, "NOT_BY_SCHOOL", "indicator", a.Indicator)
	}
	if rule.IsSupplied {
		in.findings(o, SheetAttestations, &a, indicator.CheckMonitoring(a.Attestation))
	}
	if s, ok := schools[a.SchoolCode]; ok && s.RegionCode != a.RegionCode {
		in.fail(o, SheetAttestations, "regionCode", a.RegionCode, "SCHOOL_OF_OTHER_REGION", "school", a.SchoolCode, "region", s.RegionCode)
	}
}
