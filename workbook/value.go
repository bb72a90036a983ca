package workbook

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/junheng/junheng/indicator"
)

// Text is a text as a cell of the field is kept, whatever way it comes in: without space around it and what cannot be shown.
// In texts that are compared with others, such as a teacher's number, full-width letters become plain ones and all space
// single blanks, so that one thing cannot go under two names.
func (f *Field) Text(s string) string {
	if identifying[f.Key] {
		s = strings.Join(strings.Fields(fold(s)), " ")
	}
	if f.Key == "indicator" {
		s = strings.ToUpper(s)
	}
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Noncharacter_Code_Point, r) {
			return -1
		}
		return r
	}, s)
	return Trim(s)
}

// Trim takes space off both ends of a text, also space without width. A text in which nothing is seen is empty.
func Trim(s string) string {
	if !strings.ContainsFunc(s, isSeen) {
		return ""
	}
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("\u200b\u2060\ufeff", r) })
}

// isSeen is false for space, and for marks that only join, part, turn or vary what stands beside them.
func isSeen(r rune) bool {
	return r != '\u2800' && !unicode.IsSpace(r) && !unicode.In(r, unicode.Cf, unicode.Other_Default_Ignorable_Code_Point, unicode.Variation_Selector)
}

// Takes tells whether a number is one that a cell of the field may hold.
func (f *Field) Takes(n indicator.Decimal) bool { return outOfBounds(f, n) == nil }

// Offers tells whether one of the field's choices has the code.
func (f *Field) Offers(code string) bool {
	return slices.ContainsFunc(f.Choices, func(c Choice) bool { return c.Code == code })
}

// Latest are the last years that may be reported. The zero value bounds nothing.
type Latest struct {
	School int // school year by its 1 September
	Fiscal int
	Built  int // year that a school was built in
}

// Of is the last year that may be reported in a field; 0 where the dictionary alone bounds it.
func (l Latest) Of(key string) int {
	switch key {
	case "year":
		return l.School
	case "fiscalYear":
		return l.Fiscal
	case "builtYear":
		return l.Built
	}
	return 0
}

// beijing is where a school year begins; China has one time zone and no summer time.
var beijing = time.FixedZone("Beijing", 8*60*60)

// LatestAt are the last years that may be reported at a time: the school year that has begun, the budget of the coming
// year, and the current year for what is built.
func LatestAt(now time.Time) Latest {
	now = now.In(beijing)
	l := Latest{School: now.Year(), Fiscal: now.Year() + 1, Built: now.Year()}
	if now.Month() < time.September {
		l.School--
	}
	return l
}
