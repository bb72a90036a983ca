package workbook

import (
	"strconv"

	"github.com/junheng/junheng/indicator"
)

// The columns of ours that say from which school year to which a school is open.
var (
	firstYearField = FieldByKey(SheetSchools, "firstYear")
	lastYearField  = FieldByKey(SheetSchools, "lastYear")
)

// KeepYears gives the schools of the book the years that the file has no columns for, from the schools as they are kept, by
// code: a workbook that does not know these columns leaves them as they are.
func (b *Book) KeepYears(kept map[string]indicator.School) {
	for i := range b.Schools {
		s := &b.Schools[i]
		if o := b.origin(originSchool, i); !o.has(firstYearField) {
			s.FirstYear = kept[s.Code].FirstYear
		}
		if o := b.origin(originSchool, i); !o.has(lastYearField) {
			s.LastYear = kept[s.Code].LastYear
		}
	}
}

// saysYears tells whether the row of a school in the file has both years.
func (b *Book) saysYears(i int) bool {
	o := b.origin(originSchool, i)
	return o.has(firstYearField) && o.has(lastYearField)
}

// NotOpen finds the rows of school years, teachers and attestations that lie in a year in which their school, found by code, is
// not open, and schools that end before they begin.
func (b *Book) NotOpen(schools map[string]indicator.School) (issues []Issue) {
	for i, s := range b.Schools {
		if s.FirstYear == nil || s.LastYear == nil || *s.FirstYear <= *s.LastYear {
			continue
		}
		f := lastYearField
		o := b.origin(originSchool, i)
		if !o.has(f) {
			f = firstYearField
		}
		issues = append(issues, o.issue(f, *s.LastYear, "YEARS_REVERSED", params("first", strconv.Itoa(*s.FirstYear), "last", strconv.Itoa(*s.LastYear))))
	}
	find := func(kind, i int, sheet, code string, year int) {
		if s, ok := schools[code]; ok && year != 0 && !s.IsOpenIn(year) {
			issues = append(issues, b.origin(kind, i).issue(FieldByKey(sheet, "year"), year, "SCHOOL_NOT_OPEN", params("code", code, "year", strconv.Itoa(year), "years", s.YearsOpen())))
		}
	}
	for i, y := range b.SchoolYears {
		find(originSchoolYear, i, SheetSchoolYears, y.Code, y.Year)
	}
	for i, t := range b.Teachers {
		find(originTeacher, i, SheetTeachers, t.SchoolCode, t.Year)
	}
	for i, a := range b.Attestations {
		find(originAttestation, i, SheetAttestations, a.SchoolCode, a.Year)
	}
	return issues
}

// Narrowed is the issue of a school of the book whose years leave out years that have been recorded, given as text.
func (b *Book) Narrowed(i int, recorded string) Issue {
	s, f := b.Schools[i], lastYearField
	o := b.origin(originSchool, i)
	if s.LastYear == nil || !o.has(f) {
		f = firstYearField
	}
	value := s.LastYear
	if f == firstYearField {
		value = s.FirstYear
	}
	var shown any
	if value != nil {
		shown = *value
	}
	return o.issue(f, shown, "YEARS_RECORDED", params("code", s.Code, "years", recorded))
}
