package workbook

import (
	"slices"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

func itoa(n int) string { return strconv.Itoa(n) }

// check looks at what single cells cannot tell: rows that repeat or refer to nothing, and odd figures.
func (in *intake) check() {
	schools := in.checkSchools()
	in.checkYears()
	in.checkSchoolYears(schools)
	in.checkTeachers(schools)
	in.checkCounties(schools)
	in.checkAttestations(schools)
	in.checkFigures(schools)
	in.checkCountyFigures()
}

func (in *intake) fail(o origin, sheet, key string, value any, code string, pairs ...string) {
	in.report.fail(o.issue(FieldByKey(sheet, key), value, code, params(pairs...)))
}

func (in *intake) warn(o origin, sheet, key string, value any, code string, pairs ...string) {
	in.report.warn(o.issue(FieldByKey(sheet, key), value, code, params(pairs...)))
}

// firsts tells where a key was seen first.
type firsts[K comparable] map[K]origin

// repeats tells whether the key was seen before, and in which row.
func (f firsts[K]) repeats(key K, o origin) (string, bool) {
	first, ok := f[key]
	if !ok {
		f[key] = o
	}
	return itoa(first.row), ok
}

// checkSchools returns the schools that rows may refer to, by code.
func (in *intake) checkSchools() map[string]indicator.School {
	known := map[string]indicator.School{}
	for _, s := range in.Known {
		known[s.Code] = s
	}
	seen := firsts[string]{}
	for i, s := range in.book.Schools {
		o := in.book.origin(originSchool, i)
		if s.Code == "" {
			continue
		}
		if first, ok := seen.repeats(s.Code, o); ok {
			in.fail(o, SheetSchools, "code", s.Code, "DUPLICATE_SCHOOL", "first", first)
			continue
		}
		known[s.Code] = s
	}
	if len(known) == 0 && !in.seen[SheetSchools] && (in.seen[SheetSchoolYears] || in.seen[SheetTeachers]) {
		in.report.fail(Issue{Sheet: SheetSchools, Code: "MISSING_SHEET"})
		return nil
	}
	return known
}

// checkYears finds years that have not come yet.
func (in *intake) checkYears() {
	if in.CurrentYear == 0 {
		return
	}
	late := func(o origin, sheet, key string, year int) {
		if year > in.CurrentYear {
			in.fail(o, sheet, key, year, "YEAR_IN_FUTURE", "current", itoa(in.CurrentYear))
		}
	}
	b := in.book
	for i, s := range b.Schools {
		if s.BuiltYear != nil {
			late(b.origin(originSchool, i), SheetSchools, "builtYear", *s.BuiltYear)
		}
	}
	for i, y := range b.SchoolYears {
		late(b.origin(originSchoolYear, i), SheetSchoolYears, "year", y.Year)
	}
	for i, y := range b.CountyYears {
		late(b.origin(originCountyYear, i), SheetCountyYears, "year", y.Year)
	}
	for i, y := range b.FundingYears {
		late(b.origin(originFundingYear, i), SheetFundingYears, "fiscalYear", y.FiscalYear)
	}
	for i, t := range b.Teachers {
		late(b.origin(originTeacher, i), SheetTeachers, "year", t.Year)
	}
	for i, a := range b.Attestations {
		late(b.origin(originAttestation, i), SheetAttestations, "year", a.Year)
	}
}

// knows finds references to schools that the file does not list. Without any list of schools nothing can be told.
func (in *intake) knows(schools map[string]indicator.School, o origin, sheet, key, code string) bool {
	if _, ok := schools[code]; ok || schools == nil || code == "" {
		return ok
	}
	in.fail(o, sheet, key, code, "UNKNOWN_SCHOOL")
	return false
}

type schoolYearKey struct {
	code string
	year int
}

func (in *intake) checkSchoolYears(schools map[string]indicator.School) {
	seen := firsts[schoolYearKey]{}
	for i, y := range in.book.SchoolYears {
		o := in.book.origin(originSchoolYear, i)
		in.knows(schools, o, SheetSchoolYears, "code", y.Code)
		if y.Code == "" || y.Year == 0 {
			continue
		}
		if first, ok := seen.repeats(schoolYearKey{y.Code, y.Year}, o); ok {
			in.fail(o, SheetSchoolYears, "code", y.Code, "DUPLICATE_YEAR", "first", first, "year", itoa(y.Year))
		}
	}
}

type teacherKey struct {
	region, code string
	year         int
}

type teacherSeen struct {
	row    int
	school string
}

// checkTeachers holds a teacher's number to one row a year in its county.
func (in *intake) checkTeachers(schools map[string]indicator.School) {
	seen := make(map[teacherKey]teacherSeen, len(in.book.Teachers))
	for i, t := range in.book.Teachers {
		o := in.book.origin(originTeacher, i)
		if in.knows(schools, o, SheetTeachers, "code", t.SchoolCode) {
			in.checkTeacherStage(o, t, schools[t.SchoolCode])
		}
		if t.Code == "" || t.Year == 0 {
			continue
		}
		key := teacherKey{schools[t.SchoolCode].RegionCode, t.Code, t.Year}
		first, ok := seen[key]
		switch {
		case !ok:
			seen[key] = teacherSeen{o.row, t.SchoolCode}
		case first.school == t.SchoolCode:
			in.fail(o, SheetTeachers, "teacherCode", t.Code, "DUPLICATE_TEACHER", "first", itoa(first.row), "year", itoa(t.Year))
		default:
			in.fail(o, SheetTeachers, "teacherCode", t.Code, "TEACHER_IN_TWO_SCHOOLS", "first", itoa(first.row), "year", itoa(t.Year),
				"school", first.school, "other", t.SchoolCode)
		}
	}
}

func (in *intake) checkTeacherStage(o origin, t Teacher, school indicator.School) {
	stages := school.Kind.Stages()
	if len(stages) == 0 || t.Stage == "" || t.Stage == indicator.Senior && school.Kind.HasSenior() {
		return
	}
	if slices.Contains(stages, t.Stage) {
		return
	}
	in.warn(o, SheetTeachers, "stage", choiceName(SheetTeachers, "stage", string(t.Stage)), "TEACHER_STAGE_NOT_TAUGHT",
		"kind", string(school.Kind), "stage", string(t.Stage))
}

func choiceName(sheet, key, code string) string {
	for _, c := range FieldByKey(sheet, key).Choices {
		if c.Code == code {
			return c.Text
		}
	}
	return code
}

type regionYear struct {
	region string
	year   int
}

// checkCounties finds repeated years of a county, and counties without any school.
func (in *intake) checkCounties(schools map[string]indicator.School) {
	regions := map[string]bool{}
	for _, s := range schools {
		regions[s.RegionCode] = true
	}
	seen := firsts[regionYear]{}
	for i, y := range in.book.CountyYears {
		o := in.book.origin(originCountyYear, i)
		in.knowsRegion(regions, o, SheetCountyYears, y.RegionCode)
		if first, ok := seen.repeats(regionYear{y.RegionCode, y.Year}, o); ok && y.RegionCode != "" && y.Year != 0 {
			in.fail(o, SheetCountyYears, "year", y.Year, "DUPLICATE_COUNTY_YEAR", "first", first, "region", y.RegionCode)
		}
	}
	seen = firsts[regionYear]{}
	for i, y := range in.book.FundingYears {
		o := in.book.origin(originFundingYear, i)
		in.knowsRegion(regions, o, SheetFundingYears, y.RegionCode)
		if first, ok := seen.repeats(regionYear{y.RegionCode, y.FiscalYear}, o); ok && y.RegionCode != "" && y.FiscalYear != 0 {
			in.fail(o, SheetFundingYears, "fiscalYear", y.FiscalYear, "DUPLICATE_COUNTY_YEAR", "first", first, "region", y.RegionCode)
		}
	}
}

func (in *intake) knowsRegion(regions map[string]bool, o origin, sheet, code string) {
	if len(regions) > 0 && code != "" && !regions[code] {
		in.warn(o, sheet, "regionCode", code, "REGION_WITHOUT_SCHOOLS")
	}
}
