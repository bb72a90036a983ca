package workbook

import (
	"reflect"

	"github.com/junheng/junheng/indicator"
)

// checkFigures looks at each school's year beside the year before it, its roster, and the other schools of its county.
func (in *intake) checkFigures(schools map[string]indicator.School) {
	b := in.book
	before := map[schoolYearKey]*indicator.Figures{}
	rosters := map[int]map[string][]indicator.Teacher{}
	for i, y := range b.SchoolYears {
		before[schoolYearKey{y.Code, y.Year + 1}] = &b.SchoolYears[i].Figures
		if rosters[y.Year] == nil {
			rosters[y.Year] = b.rosters(y.Year)
		}
	}
	peers := map[regionYear][]int{}
	for i, y := range b.SchoolYears {
		school, ok := schools[y.Code]
		if !ok || y.Year == 0 {
			continue
		}
		o := b.origin(originSchoolYear, i)
		in.findings(o, SheetSchoolYears, &b.SchoolYears[i], indicator.CheckFigures(school, y.Year, y.Figures, before[schoolYearKey{y.Code, y.Year}]))
		filled := y
		for _, issue := range b.reconcile(i, &filled.Figures, indicator.RosterFigures(rosters[y.Year][y.Code], school)) {
			in.report.warn(issue)
		}
		in.unreported(o, SheetSchoolYears, &filled, school.Kind)
		key := regionYear{school.RegionCode, y.Year}
		peers[key] = append(peers[key], i)
	}
	in.checkPeers(schools, peers)
}

func (in *intake) checkPeers(schools map[string]indicator.School, peers map[regionYear][]int) {
	found := map[int][]indicator.Finding{}
	for _, group := range peers {
		records := make([]indicator.SchoolRecord, len(group))
		for n, i := range group {
			y := &in.book.SchoolYears[i]
			records[n] = indicator.SchoolRecord{School: schools[y.Code], Figures: &y.Figures}
		}
		for n, findings := range indicator.CheckPeers(records) {
			found[group[n]] = findings
		}
	}
	for i := range in.book.SchoolYears {
		in.findings(in.book.origin(originSchoolYear, i), SheetSchoolYears, &in.book.SchoolYears[i], found[i])
	}
}

// findings reports what the figures of a row that v points to showed, at the first of the cells concerned.
func (in *intake) findings(o origin, sheet string, v any, findings []indicator.Finding) {
	for _, finding := range findings {
		f := FieldByKey(sheet, finding.Keys[0])
		if f == nil {
			f = FieldByKey(SheetSchools, finding.Keys[0]) // the year built stands with the school
			in.report.add(finding.Severity == indicator.SeverityError, Issue{Sheet: sheet, Row: o.row, Header: f.Header, Code: finding.Code, Params: finding.Params})
			continue
		}
		in.report.add(finding.Severity == indicator.SeverityError,
			o.issue(f, value(reflect.ValueOf(v).Elem(), f), finding.Code, finding.Params))
	}
}

// unreported warns of empty cells that an indicator needs. Columns that are missing have been reported as a whole, and
// cells that could not be read one by one.
func (in *intake) unreported(o origin, sheet string, v any, kind indicator.SchoolKind) {
	row := reflect.ValueOf(v).Elem()
	for _, f := range dictionary[sheet] {
		if isNullable(f) && f.Required.Asks(kind) && o.has(f) && !o.isMisread(f) && row.FieldByIndex(bindings[f]).IsNil() {
			in.report.warn(o.issue(f, nil, "NOT_REPORTED", nil))
		}
	}
}

func (in *intake) checkCountyFigures() {
	b := in.book
	before := map[regionYear]*indicator.CountyFigures{}
	for i, y := range b.CountyYears {
		before[regionYear{y.RegionCode, y.Year + 1}] = &b.CountyYears[i].CountyFigures
	}
	for i, y := range b.CountyYears {
		o := b.origin(originCountyYear, i)
		in.findings(o, SheetCountyYears, &b.CountyYears[i], indicator.CheckCountyFigures(y.CountyFigures, before[regionYear{y.RegionCode, y.Year}]))
		in.unreported(o, SheetCountyYears, &b.CountyYears[i], "")
	}
	earlier := map[regionYear]*indicator.FundingYear{}
	for i, y := range b.FundingYears {
		earlier[regionYear{y.RegionCode, y.FiscalYear + 1}] = &b.FundingYears[i].FundingYear
	}
	for i, y := range b.FundingYears {
		in.findings(b.origin(originFundingYear, i), SheetFundingYears, &b.FundingYears[i],
			indicator.CheckFunding(y.FundingYear, earlier[regionYear{y.RegionCode, y.FiscalYear}]))
	}
	for i := range b.Teachers {
		in.unreported(b.origin(originTeacher, i), SheetTeachers, &b.Teachers[i], "")
	}
}
