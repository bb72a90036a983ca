// Package models holds the nouns that are kept: one struct a table, keyed by what people call the thing, no queries. Where a row
// belongs, whose it is and since when is tagged <-:create where it never changes: it is written with the row, and no update or upsert
// touches it.
package models

// RegionLevel is the level of an administrative region.
type RegionLevel string

// The region levels from the top.
const (
	Nation   RegionLevel = "NATION"
	Province RegionLevel = "PROVINCE"
	City     RegionLevel = "CITY"
	County   RegionLevel = "COUNTY"
)

// NationCode is the region above all others.
const NationCode = "000000"

// Region is an administrative region 行政区划 by its GB/T 2260 code. A county's row is also the lock that its writers take.
type Region struct {
	Code       string      `gorm:"primaryKey"`
	Name       string      // as people call it, "青山区"
	Level      RegionLevel // follows from the code's trailing zeros
	ParentCode *string     // nil for the nation
}

// LevelOf is the level that a region code stands for.
func LevelOf(code string) RegionLevel {
	switch {
	case code == NationCode:
		return Nation
	case len(code) == 6 && code[2:] == "0000":
		return Province
	case len(code) == 6 && code[4:] == "00":
		return City
	}
	return County
}

// ParentOf is the code of the region above; empty for the nation.
func ParentOf(code string) string {
	switch LevelOf(code) {
	case Nation:
		return ""
	case Province:
		return NationCode
	case City:
		return code[:2] + "0000"
	}
	return code[:4] + "00"
}

// Within tells whether region code lies in the subtree of region root (a region lies within itself).
func Within(code, root string) bool {
	low, high := Range(root)
	return low != "" && low <= code && code <= high
}

// Range is the first and last region code of a subtree; both are empty for what is no region code.
func Range(root string) (low, high string) {
	if !IsRegionCode(root) {
		return "", ""
	}
	switch LevelOf(root) {
	case Nation:
		return NationCode, "999999"
	case Province:
		return root, root[:2] + "9999"
	case City:
		return root, root[:4] + "99"
	}
	return root, root
}

// IsRegionCode tells whether s has the shape of a region code: six digits.
func IsRegionCode(s string) bool { return len(s) == 6 && isDigits(s) }

// IsSchoolCode tells whether s has the shape of a school code 学校标识码: ten digits.
func IsSchoolCode(s string) bool { return len(s) == 10 && isDigits(s) }

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}
