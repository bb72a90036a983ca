package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

// paperAnswers are what the API says of all that stands in the papers of a year.
type paperAnswers struct {
	year    int
	edition string
	raw     []json.RawMessage // all of it
	county  struct {
		Region  struct{ Code, Name string }
		Edition struct{ Code, Name string }
		Verdict string
		Areas   []areaJSON
		Vetoes  []struct {
			Code, Text string
			Answer     *bool
		}
		Indicators        []paperItem
		Balances          []paperBalance
		Primary, Junior   *float64 // composites
		Schools, Teachers int
		UnitsP, UnitsJ    int
		PassP, PassJ      int
		StudentsP         int
		StudentsJ         int
		TeachersP         int
		TeachersJ         int
		Excluded          []struct{ School struct{ Code string } }
	}
	met     map[string]int // units by indicator and stage
	figures map[string]any
	funding map[int]map[string]any // by fiscal year
	schools []paperSchool
	units   []paperUnit // by stage, then code
	earlier [][]paperBalance
}

type paperItem struct {
	Indicator  struct{ Code, Area, Text, Name string }
	Status     string
	Display    *string
	Conclusion *string
}

type paperBalance struct {
	Indicator struct{ Code string }
	Stage     string
	UnitCount int
	Students  int
	Mean      *float64
	Display   *string
	Limit     float64
	Status    string
}

type paperSchool struct {
	Code, Name, Kind, Ownership string
	Year                        *struct{ ClassesPrimary, ClassesJunior, StudentsPrimary, StudentsJunior, TeachersPrimary, TeachersJunior *int }
}

type paperUnit struct {
	School      struct{ Code, Name, Kind, Ownership string }
	Stage       string
	Students    int
	Verdict     string
	MetCount    int
	Relaxations []string
	Results     []struct {
		Indicator struct{ Code string }
		Display   *string
		Status    string
		Threshold float64
	}
}

// askPapers asks the API, as an inspector would, for what stands in the papers.
func askPapers(t *testing.T, handler http.Handler, token string, year int, edition string) *paperAnswers {
	t.Helper()
	a := &paperAnswers{year: year, edition: edition, met: map[string]int{}, funding: map[int]map[string]any{}}
	get := func(query string, into any) {
		t.Helper()
		var raw json.RawMessage
		ask(t, handler, token, query, &raw)
		a.raw = append(a.raw, raw)
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatal(err)
		}
	}
	county := fmt.Sprintf(`countyAssessment(regionCode: %q, year: %d, edition: %q)`, demo.Region.Code, year, edition)
	var answer struct{ CountyAssessment any }
	answer.CountyAssessment = &a.county
	get(`{`+county+` { region { code name } edition { code name } verdict areas { area total met unmet pending } vetoes { code text answer }
		indicators { indicator { code area text name } status display conclusion }
		balances { indicator { code } stage unitCount students mean display limit status }
		primary: composite(stage: PRIMARY) junior: composite(stage: JUNIOR) schools: schoolCount teachers: teacherCount
		unitsP: unitCount(stage: PRIMARY) unitsJ: unitCount(stage: JUNIOR) passP: passingUnitCount(stage: PRIMARY) passJ: passingUnitCount(stage: JUNIOR)
		studentsP: studentCount(stage: PRIMARY) studentsJ: studentCount(stage: JUNIOR) teachersP: teacherCount(stage: PRIMARY) teachersJ: teacherCount(stage: JUNIOR)
		excluded { school { code } } } }`, &answer)
	for _, stage := range indicator.Stages {
		fields := ""
		for _, code := range indicator.ResourceCodes {
			fields += fmt.Sprintf(` %s: metUnitCount(indicator: %q, stage: %s)`, code, code, stage)
		}
		var counts struct{ CountyAssessment map[string]int }
		get(`{`+county+` {`+fields+` } }`, &counts)
		for code, n := range counts.CountyAssessment {
			a.met[code+string(stage)] = n
		}
	}
	var own struct {
		CountyYear   map[string]any
		FundingYears struct{ Nodes []map[string]any }
		Attestations any
	}
	get(fmt.Sprintf(`{ countyYear(regionCode: %[1]q, year: %[2]d) { residents surveyIssued surveyValid surveySatisfied visited visitedSatisfied }
		fundingYears(where: {region: %[1]q}) { nodes { fiscalYear generalBudgetSpend recurrentRevenue operatingQuotaPrimary operatingQuotaJunior } }
		attestations(where: {region: %[1]q, year: %[2]d, indicator: {eq: "Q9"}}) { nodes { subject level differenceRate } } }`, demo.Region.Code, year), &own)
	a.figures = own.CountyYear
	for _, y := range own.FundingYears.Nodes {
		a.funding[int(y["fiscalYear"].(float64))] = y
	}
	a.askSchools(get)
	for y := year - 2; y < year; y++ {
		var before struct {
			CountyAssessment *struct{ Balances []paperBalance }
		}
		get(fmt.Sprintf(`{ countyAssessment(regionCode: %q, year: %d, edition: %q) { balances { indicator { code } stage display } } }`, demo.Region.Code, y, edition), &before)
		if before.CountyAssessment != nil {
			a.earlier = append(a.earlier, before.CountyAssessment.Balances)
		}
	}
	for _, item := range a.county.Indicators { // the figures of the footnotes
		var trace any
		get(fmt.Sprintf(`{`+county+` { indicator(code: %q) { trace { inputs { value year } } } } }`, item.Indicator.Code), &trace)
	}
	return a
}

// askSchools asks for schools and units, page by page.
func (a *paperAnswers) askSchools(get func(string, any)) {
	for after := ""; ; {
		var page struct {
			Schools struct {
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
				Nodes []paperSchool
			}
		}
		get(fmt.Sprintf(`{ schools(where: {region: %q}, first: 50%s) { pageInfo { hasNextPage endCursor } nodes { code name kind ownership
			year(year: %d) { classesPrimary classesJunior studentsPrimary studentsJunior teachersPrimary teachersJunior } } } }`, demo.Region.Code, after, a.year), &page)
		a.schools = append(a.schools, page.Schools.Nodes...)
		if !page.Schools.PageInfo.HasNextPage {
			break
		}
		after = fmt.Sprintf(", after: %q", page.Schools.PageInfo.EndCursor)
	}
	for after := ""; ; {
		var page struct {
			SchoolAssessments struct {
				PageInfo struct {
					HasNextPage bool
					EndCursor   string
				}
				Nodes []paperUnit
			}
		}
		get(fmt.Sprintf(`{ schoolAssessments(where: {year: %d, edition: %q, school: {region: %q}}, first: 50%s) { pageInfo { hasNextPage endCursor }
			nodes { school { code name kind ownership } stage students verdict metCount relaxations results { indicator { code } display status threshold } } } }`,
			a.year, a.edition, demo.Region.Code, after), &page)
		a.units = append(a.units, page.SchoolAssessments.Nodes...)
		if !page.SchoolAssessments.PageInfo.HasNextPage {
			break
		}
		after = fmt.Sprintf(", after: %q", page.SchoolAssessments.PageInfo.EndCursor)
	}
	slices.SortFunc(a.units, func(x, y paperUnit) int {
		return cmp.Or(-cmp.Compare(x.Stage, y.Stage), cmp.Compare(x.School.Code, y.School.Code)) // PRIMARY before JUNIOR
	})
}

// askPaper asks for a paper: the link to it, or the codes of what is wrong.
func askPaper(t *testing.T, handler http.Handler, token, input string) (link string, wrong []string) {
	t.Helper()
	var answer struct {
		MakePaper struct {
			URL        *string
			Gaps       []struct{ Table, Item, Reason string }
			UserErrors []struct{ Code, Message string }
		}
	}
	ask(t, handler, token, `mutation { makePaper(input: `+input+`) { url gaps { table item reason } userErrors { code message } } }`, &answer)
	for _, e := range answer.MakePaper.UserErrors {
		wrong = append(wrong, e.Code)
	}
	if answer.MakePaper.URL != nil {
		link = *answer.MakePaper.URL
	}
	return link, wrong
}

// fetchPaper follows a link.
func fetchPaper(t *testing.T, handler http.Handler, token, link string) *httptest.ResponseRecorder {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, link, http.NoBody)
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	return w
}
