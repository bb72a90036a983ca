package indicator

import (
	"reflect"
	"slices"
)

// countyParts are the parts of a county's figures that cannot be more than their whole.
var countyParts = []struct {
	parts []string
	whole string
}{
	{[]string{"rotated"}, "rotationEligible"},
	{[]string{"rotatedBackbone"}, "rotated"},
	{[]string{"seniorAllocated"}, "seniorQuota"},
	{[]string{"seniorAllocatedRural"}, "seniorAllocated"},
	{[]string{"migrantPublic", "migrantPurchased"}, "migrantEligible"},
	{[]string{"disabledEnrolled"}, "disabledChildren"},
	{[]string{"surveyValid"}, "surveyIssued"},
	{[]string{"surveySatisfied"}, "surveyValid"},
	{[]string{"visitedSatisfied"}, "visited"},
}

// lowestPay is a yearly pay in yuan below which 10,000 yuan was typed.
const lowestPay = 1000 * DecimalScale

// CheckCountyFigures looks for what cannot be or is unlikely in a county's figures of one year; previous is nil when the
// year before is not known.
func CheckCountyFigures(f CountyFigures, previous *CountyFigures) []Finding {
	c := figureCheck{now: reportedFields(reflect.ValueOf(f))}
	c.bounds()
	for _, p := range countyParts {
		c.part(p.parts, []string{p.whole})
	}
	for _, key := range []string{"teacherPay", "civilServantPay"} {
		if n, ok := c.now[key]; ok && n > 0 && n < lowestPay {
			c.warn("WAN_FOR_YUAN", []string{key}, "value", n.String())
		}
	}
	if previous != nil {
		before := reportedFields(reflect.ValueOf(*previous))
		for _, key := range []string{"teacherPay", "civilServantPay", "specialEdOperating", "residents"} {
			was, known := before[key]
			if now, isReported := c.now[key]; known && isReported && !c.has("WAN_FOR_YUAN", key) {
				c.change(key, was, now)
			}
		}
	}
	return c.findings
}

// CheckFunding looks for what is unlikely in a county's money of one fiscal year; previous is nil when the year before is
// not known. That money falls is not a finding but a result: the engine warns of it.
func CheckFunding(f FundingYear, previous *FundingYear) []Finding {
	c := figureCheck{now: fundingFigures(f)}
	c.bounds()
	for _, key := range []string{"operatingQuotaPrimary", "operatingQuotaJunior"} {
		if n := c.now[key]; n > 0 && n < 10*DecimalScale {
			c.warn("WAN_FOR_YUAN", []string{key}, "value", n.String())
		}
	}
	if previous != nil {
		before := fundingFigures(*previous)
		for _, key := range []string{"generalBudgetSpend", "recurrentRevenue", "operatingQuotaPrimary", "operatingQuotaJunior"} {
			was, known := before[key]
			if now, isReported := c.now[key]; known && isReported && !c.has("WAN_FOR_YUAN", key) {
				c.change(key, was, now)
			}
		}
	}
	return c.findings
}

func fundingFigures(f FundingYear) reported {
	r := reportedFields(reflect.ValueOf(f))
	r["generalBudgetSpend"] = f.GeneralBudgetSpend
	r["operatingQuotaPrimary"] = f.OperatingQuotaPrimary
	r["operatingQuotaJunior"] = f.OperatingQuotaJunior
	return r
}

func (c *figureCheck) has(code, key string) bool {
	return slices.ContainsFunc(c.findings, func(f Finding) bool { return f.Code == code && f.Keys[0] == key })
}
