package workbook

import (
	"maps"
	"slices"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

func itoa(n int) string { return strconv.Itoa(n) }

// check looks at what single cells cannot tell: rows that repeat or refer to nothing, and odd figures.
// The error is that of looking up known schools.
func (in *intake) check() error {
	schools, err := in.checkSchools()
	if err != nil {
		return err
	}
	in.checkYears()
	in.checkSchoolYears(schools)
	in.checkTeachers(schools)
	in.checkCounties(schools)
	in.checkAttestations(schools)
	for _, issue := range in.book.NotOpen(schools) {
		in.report.fail(issue)
	}
	in.checkFigures(schools)
	in.checkCountyFigures()
	return nil
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
func (in *intake) checkSchools() (map[string]indicator.School, error) {
	known, err := in.known()
	if err != nil {
		return nil, err
	}
	in.book.KeepYears(known)
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
	if in.Known == nil && len(known) == 0 && !in.seen[SheetSchools] && (in.seen[SheetSchoolYears] || in.seen[SheetTeachers]) {
		in.report.fail(Issue{Sheet: SheetSchools, Code: "MISSING_SHEET"})
		return nil, nil
	}
	return known, nil
}

// known are the schools that the file speaks of without listing them, or without saying when they are open, as far as they are
// known.
func (in *intake) known() (map[string]indicator.School, error) {
	known := map[string]indicator.School{}
	if in.Known == nil {
		return known, nil
	}
	codes, regions := in.book.unlisted()
	list, err := in.Known(codes, regions)
	for _, s := range list {
		known[s.Code] = s
	}
	return known, err
}

// unlisted are the codes of schools and counties that the book speaks of beside its list of schools, in order. Schools of whose
// years the list says nothing are among them.
func (b *Book) unlisted() (schools, regions []string) {
	codes, counties := map[string]bool{}, map[string]bool{}
	for _, y := range b.SchoolYears {
		codes[y.Code] = true
	}
	for _, t := range b.Teachers {
		codes[t.SchoolCode] = true
	}
	for _, a := range b.Attestations {
		codes[a.SchoolCode] = true
	}
	for _, y := range b.CountyYears {
		counties[y.RegionCode] = true
	}
	for _, y := range b.FundingYears {
		counties[y.RegionCode] = true
	}
	for i, s := range b.Schools {
		codes[s.Code] = true
		if b.saysYears(i) {
			delete(codes, s.Code)
		}
		delete(counties, s.RegionCode)
	}
	delete(codes, "")
	delete(counties, "")
	return slices.Sorted(maps.Keys(codes)), slices.Sorted(maps.Keys(counties))
}

// checkYears finds years that have not come yet.
func (in *intake) checkYears() {
	late := func(o origin, sheet, key string, year, latest int) {
		if latest > 0 && year > latest {
			in.fail(o, sheet, key, year, "YEAR_IN_FUTURE", "latest", itoa(latest))
		}
	}
	b := in.book
	for i, s := range b.Schools {
		if s.BuiltYear != nil {
			late(b.origin(originSchool, i), SheetSchools, "builtYear", *s.BuiltYear, in.Latest.Built)
		}
	}
	for i, y := range b.SchoolYears {
		late(b.origin(originSchoolYear, i), SheetSchoolYears, "year", y.Year, in.Latest.School)
	}
	for i, y := range b.CountyYears {
		late(b.origin(originCountyYear, i), SheetCountyYears, "year", y.Year, in.Latest.School)
	}
	for i, y := range b.FundingYears {
		late(b.origin(originFundingYear, i), SheetFundingYears, "fiscalYear", y.FiscalYear, in.Latest.Fiscal)
	}
	for i, t := range b.Teachers {
		late(b.origin(originTeacher, i), SheetTeachers, "year", t.Year, in.Latest.School)
	}
	for i, a := range b.Attestations {
		late(b.origin(originAttestation, i), SheetAttestations, "year", a.Year, in.Latest.School)
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
			in.findings(o, SheetTeachers, &t, indicator.CheckTeacher(schools[t.SchoolCode], t.Teacher))
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
