package indicator

import "slices"

// SmallCount is the count of children below which it may point to a child: then only the owning school, the bureau and
// inspectors see it, and nobody else what was computed from it.
const SmallCount = 5

type smallCount struct {
	indicator, key string
	of             func(*CountyFigures) **int
}

// smallCounts are the county's counts of children, by indicator, under their keys in traces.
var smallCounts = []smallCount{
	{"G7", "specialEdStudents", func(f *CountyFigures) **int { return &f.SpecialEdStudents }},
	{"G15", "migrantEligible", func(f *CountyFigures) **int { return &f.MigrantEligible }},
	{"G15", "migrantPublic", func(f *CountyFigures) **int { return &f.MigrantPublic }},
	{"G15", "migrantPurchased", func(f *CountyFigures) **int { return &f.MigrantPurchased }},
	{"Q2", "disabledChildren", func(f *CountyFigures) **int { return &f.DisabledChildren }},
	{"Q2", "disabledEnrolled", func(f *CountyFigures) **int { return &f.DisabledEnrolled }},
}

// hasSmallCount tells whether one of the counts of children that an indicator is computed from is below SmallCount.
func (f *CountyFigures) hasSmallCount(indicator string) bool {
	return f != nil && slices.ContainsFunc(smallCounts, func(c smallCount) bool {
		n := *c.of(f)
		return c.indicator == indicator && n != nil && *n < SmallCount
	})
}

// HideSmallCounts takes the county's counts of children out that are below SmallCount, and with each the other figures of its
// indicator, from which it could be told.
func (f *CountyFigures) HideSmallCounts() {
	whole := *f
	for _, c := range smallCounts {
		if whole.hasSmallCount(c.indicator) {
			*c.of(f) = nil
		}
	}
	if whole.hasSmallCount("G7") {
		f.SpecialEdOperating = nil
	}
}

// IsSmallCount tells whether a trace input of a county is a count of children below SmallCount.
func IsSmallCount(key string, n int) bool {
	isCount := key == "migrantPlaced" // the sum of two of them
	for _, c := range smallCounts {
		isCount = isCount || c.key == key
	}
	return isCount && n < SmallCount
}

// HideSmallDisplays takes out of results what would tell small counts of children: of the county, and deaths (Q1) that other
// schools than the reader's report, which are few.
func HideSmallDisplays(results []CountyResult, f *CountyFigures, hasFewDeaths bool) {
	for i := range results {
		r := &results[i]
		if r.Code == "Q1" && hasFewDeaths || f.hasSmallCount(r.Code) {
			r.Display = ""
		}
	}
}

// HasFewDeaths tells whether the schools of a county but one report deaths that are few together.
func (c *County) HasFewDeaths(but string) bool {
	sum, isThere := 0, false
	for _, s := range c.Schools {
		if f := s.Figures; f != nil && s.School.Code != but && slices.Contains(s.School.Kind.Stages(), Junior) {
			isThere = true
			if f.Deaths != nil {
				sum += *f.Deaths
			}
		}
	}
	return isThere && sum < SmallCount
}
