package workbook

import (
	"maps"
	"reflect"
	"slices"

	"github.com/junheng/junheng/indicator"
)

// Regions are the counties that the book has facts of, by code. A county that only schools name has its code as name.
func (b *Book) Regions() []indicator.Region {
	names := map[string]string{}
	for _, s := range b.Schools {
		if s.RegionCode != "" {
			names[s.RegionCode] = s.RegionCode
		}
	}
	for _, c := range b.CountyYears {
		if c.RegionCode != "" && c.RegionName != "" {
			names[c.RegionCode] = c.RegionName
		}
	}
	var regions []indicator.Region
	for _, code := range slices.Sorted(maps.Keys(names)) {
		regions = append(regions, indicator.Region{Code: code, Name: names[code]})
	}
	return regions
}

// Years are the school years in which a county or its schools reported figures, oldest first.
func (b *Book) Years(regionCode string) []int {
	years := map[int]bool{}
	region := b.schoolRegions()
	for _, y := range b.SchoolYears {
		if region[y.Code] == regionCode {
			years[y.Year] = true
		}
	}
	for _, c := range b.CountyYears {
		if c.RegionCode == regionCode {
			years[c.Year] = true
		}
	}
	return slices.Sorted(maps.Keys(years))
}

func (b *Book) schoolRegions() map[string]string {
	region := make(map[string]string, len(b.Schools))
	for _, s := range b.Schools {
		region[s.Code] = s.RegionCode
	}
	return region
}

// County is the engine's input for one county and year. A school's teacher figures that are not reported are counted from
// its roster where it has one; a warning names each that is reported and differs from the roster (the Report of Read
// holds the same warnings, for all years).
func (b *Book) County(regionCode string, year int) (indicator.County, []Issue) {
	c := indicator.County{CountyRecord: b.countyRecord(regionCode, year)}
	years, teachers := b.yearRows(year), b.rosters(year)
	own, before := b.attestationsBySchool(regionCode, year), b.yearRows(year-1)
	var issues []Issue
	for _, s := range b.Schools {
		if s.RegionCode != regionCode {
			continue
		}
		if i, ok := before[s.Code]; ok {
			students, _ := b.SchoolYears[i].Figures.Students(s.Kind)
			c.PreviousStudents += students
		}
		record := indicator.SchoolRecord{School: s, Attestations: own[s.Code]}
		i, reported := years[s.Code]
		roster := indicator.RosterFigures(teachers[s.Code], s)
		switch {
		case reported:
			f := b.SchoolYears[i].Figures
			issues = append(issues, b.reconcile(i, &f, roster)...)
			record.Figures = &f
		case len(teachers[s.Code]) > 0:
			record.Figures = &roster
		}
		c.Schools = append(c.Schools, record)
	}
	return c, issues
}

func (b *Book) countyRecord(regionCode string, year int) indicator.CountyRecord {
	r := indicator.CountyRecord{Region: indicator.Region{Code: regionCode, Name: regionCode}, Year: year}
	for _, region := range b.Regions() {
		if region.Code == regionCode {
			r.Region = region
		}
	}
	for i, c := range b.CountyYears {
		if c.RegionCode == regionCode && c.Year == year {
			r.Figures = &b.CountyYears[i].CountyFigures
		}
	}
	for i, f := range b.FundingYears {
		switch {
		case f.RegionCode != regionCode:
		case f.FiscalYear == year:
			r.Funding = &b.FundingYears[i].FundingYear
		case f.FiscalYear == year-1:
			r.PreviousFunding = &b.FundingYears[i].FundingYear
		}
	}
	r.Attestations = b.attestationsBySchool(regionCode, year)[""]
	return r
}

func (b *Book) attestationsBySchool(regionCode string, year int) map[string][]indicator.Attestation {
	by := map[string][]indicator.Attestation{}
	for _, a := range b.Attestations {
		if a.RegionCode == regionCode && a.Year == year {
			by[a.SchoolCode] = append(by[a.SchoolCode], a.Attestation)
		}
	}
	return by
}

// yearRows finds the row of each school in a year.
func (b *Book) yearRows(year int) map[string]int {
	rows := map[string]int{}
	for i, y := range b.SchoolYears {
		if y.Year == year {
			rows[y.Code] = i
		}
	}
	return rows
}

// rosters are the teachers of a year by school.
func (b *Book) rosters(year int) map[string][]indicator.Teacher {
	by := map[string][]indicator.Teacher{}
	for _, t := range b.Teachers {
		if t.Year == year {
			by[t.SchoolCode] = append(by[t.SchoolCode], t.Teacher)
		}
	}
	return by
}

// rosterFields are the dictionary's fields that a roster can tell.
var rosterFields = func() (fields []*Field) {
	for _, key := range indicator.RosterKeys {
		fields = append(fields, FieldByKey(SheetSchoolYears, key))
	}
	return fields
}()

// reconcile fills teacher figures that are not reported from the roster's, and warns of those that differ.
func (b *Book) reconcile(index int, f *indicator.Figures, roster indicator.Figures) (issues []Issue) {
	filled, counted := reflect.ValueOf(f).Elem(), reflect.ValueOf(&roster).Elem()
	for _, field := range rosterFields {
		path := bindings[field][1:] // within Figures
		from, to := counted.FieldByIndex(path), filled.FieldByIndex(path)
		switch {
		case from.IsNil():
		case to.IsNil():
			to.Set(from)
		case from.Elem().Int() != to.Elem().Int():
			reported, listed := int(to.Elem().Int()), int(from.Elem().Int())
			issues = append(issues, b.origin(originSchoolYear, index).issue(field, reported, "ROSTER_DIFFERS",
				params("reported", itoa(reported), "roster", itoa(listed), "school", b.SchoolYears[index].Code, "year", itoa(b.SchoolYears[index].Year))))
		}
	}
	return issues
}
