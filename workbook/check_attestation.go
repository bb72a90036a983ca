package workbook

import (
	"regexp"

	"github.com/junheng/junheng/indicator"
)

// knownIndicator matches the codes of all indicators and vetoes of the editions.
var knownIndicator = regexp.MustCompile(`^(R[1-7]|G[1-9]|G1[0-5]|Q[1-9]|S[12]|V[1-6])$`)

// attested are the indicators with an attested part, and the vetoes; claims about others have no effect.
var attested = regexp.MustCompile(`^(G1|G2|G8|G10|G14|G15|Q3|Q5|Q6|Q7|Q8|Q9|V[1-6])$`)

const (
	monitoring = "Q9" // 国家义务教育质量监测: a row a subject
)

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
	switch {
	case !knownIndicator.MatchString(a.Indicator):
		in.fail(o, SheetAttestations, "indicator", a.Indicator, "UNKNOWN_INDICATOR")
	case !attested.MatchString(a.Indicator):
		in.warn(o, SheetAttestations, "indicator", a.Indicator, "NOT_ATTESTED")
	case a.Indicator == monitoring:
		in.checkMonitoring(o, a)
	case a.SchoolCode != "" && a.Indicator != "Q3" && a.Indicator != "Q6":
		in.warn(o, SheetAttestations, "code", a.SchoolCode, "NOT_BY_SCHOOL", "indicator", a.Indicator)
	}
	if s, ok := schools[a.SchoolCode]; ok && s.RegionCode != a.RegionCode {
		in.fail(o, SheetAttestations, "regionCode", a.RegionCode, "SCHOOL_OF_OTHER_REGION", "school", a.SchoolCode, "region", s.RegionCode)
	}
}

// checkMonitoring asks a subject, a level and a difference rate of a row of the national monitoring.
func (in *intake) checkMonitoring(o origin, a Attestation) {
	if a.Subject == "" {
		in.fail(o, SheetAttestations, "subject", nil, "MONITORING_INCOMPLETE")
	}
	if a.StandardLevel == nil {
		in.warn(o, SheetAttestations, "level", nil, "MONITORING_INCOMPLETE")
	}
	if a.DifferenceRate == nil {
		in.warn(o, SheetAttestations, "differenceRate", nil, "MONITORING_INCOMPLETE")
	}
}
