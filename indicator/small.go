package indicator

import "slices"

// SmallCount is the count of children below which it may point to a child: then only the owning school, the bureau and
// inspectors see it, and nobody else what was computed from it.
const SmallCount = 5

// smallCounts are the county's counts of children, by indicator, under their keys in traces.
var smallCounts = []struct {
	indicator, key string
	of             func(*CountyFigures) **int
}{
	{"G7", "specialEdStudents", func(f *CountyFigures) **int { return &f.SpecialEdStudents }},
	{"G15", "migrantEligible", func(f *CountyFigures) **int { return &f.MigrantEligible }},
	{"G15", "migrantPublic", func(f *CountyFigures) **int { return &f.MigrantPublic }},
	{"G15", "migrantPurchased", func(f *CountyFigures) **int { return &f.MigrantPurchased }},
	{"Q2", "disabledChildren", func(f *CountyFigures) **int { return &f.DisabledChildren }},
	{"Q2", "disabledEnrolled", func(f *CountyFigures) **int { return &f.DisabledEnrolled }},
}

// HideSmallCounts takes the county's counts of children out that are below SmallCount.
func (f *CountyFigures) HideSmallCounts() {
	for _, c := range smallCounts {
		if n := c.of(f); *n != nil && **n < SmallCount {
			*n = nil
		}
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
		small := r.Code == "Q1" && hasFewDeaths
		for _, c := range smallCounts {
			if f != nil && c.indicator == r.Code {
				n := *c.of(f)
				small = small || (n != nil && *n < SmallCount)
			}
		}
		if small {
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
