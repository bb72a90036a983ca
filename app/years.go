package app

import (
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// years refuses rows of a book for years in which their school is not open, and years of a school that leave out one of which
// something is recorded, given what is there. Schools get the years that the book has no columns for.
func (t *taking) years(before *store.CountyRows) []workbook.Issue {
	schools := map[string]indicator.School{}
	for _, s := range before.Schools {
		schools[s.Code] = s.Facts()
	}
	t.book.KeepYears(schools)
	for _, s := range t.book.Schools {
		schools[s.Code] = s
	}
	issues := t.book.NotOpen(schools)
	recorded := recordedYears(before)
	for i, s := range t.book.Schools {
		years := recorded[s.Code]
		slices.Sort(years)
		if early, late := outside(s, slices.Compact(years)); len(early)+len(late) > 0 {
			issues = append(issues, t.book.Narrowed(i, yearsText(slices.Concat(early, late))))
		}
	}
	return issues
}

// recordedYears are the years of which the schools have figures, teachers or attestations.
func recordedYears(rows *store.CountyRows) map[string][]int {
	years := map[string][]int{}
	for _, y := range rows.SchoolYears {
		years[y.SchoolCode] = append(years[y.SchoolCode], y.Year)
	}
	for _, t := range rows.Teachers {
		years[t.SchoolCode] = append(years[t.SchoolCode], t.Year)
	}
	for _, c := range rows.Attestations {
		years[c.SchoolCode] = append(years[c.SchoolCode], c.Year)
	}
	return years
}
