package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"strconv"

	"github.com/junheng/junheng/bench/city"
)

// workload is one question, in the words of both servers.
type workload struct {
	name  string
	about string
	role  string  // who asks
	limit float64 // of the ratio of CPU a request; 0: none
	cases int     // how many different questions there are
	// ask returns question n for either server.
	ask func(n int) (graphql, hand call)
}

var year = strconv.Itoa(city.LatestYear)

var workloads = []workload{
	{
		name: "point", about: "a school with its units' results", role: "inspector", limit: 1.8, cases: city.Counties * city.PerCounty,
		ask: func(n int) (call, call) {
			code := city.SchoolCode(n)
			return query(pointQuery, map[string]any{"code": code, "year": city.LatestYear, "edition": city.Edition}),
				get("/point", url.Values{"code": {code}, "year": {year}, "edition": {city.Edition}})
		},
	},
	{
		name: "explorer", about: "units that miss R3 by shortfall: 50 of them, the count, three facets", role: "inspector", limit: 1.5, cases: 6,
		ask: func(n int) (call, call) {
			stage := []string{"PRIMARY", "JUNIOR"}[n%2]
			locales := [][]string{{"URBAN", "TOWN"}, {"TOWN", "RURAL"}, {"URBAN", "RURAL"}}[n/2]
			return query(explorerQuery, map[string]any{"where": map[string]any{
					"year": city.LatestYear, "edition": city.Edition, "stage": stage, "school": map[string]any{"locale": locales},
					"indicators": []any{map[string]any{"indicator": "R3", "status": []string{"NEAR", "UNMET"}}},
				}}),
				get("/explorer", url.Values{"year": {year}, "edition": {city.Edition}, "stage": {stage}, "locale": locales})
		},
	},
	{
		name: "nested", about: "50 schools, 20 teachers of each, its latest year, seven results of each unit", role: "inspector", limit: 2, cases: city.Counties,
		ask: func(n int) (call, call) {
			region := city.CountyCode(n)
			return query(nestedQuery, map[string]any{"region": region, "year": city.LatestYear, "edition": city.Edition}),
				get("/nested", url.Values{"region": {region}, "year": {year}, "edition": {city.Edition}})
		},
	},
	{
		name: "write", about: "one figure of a school, with its county's results", role: "bureau", cases: 1000000,
		ask: func(n int) (call, call) {
			r := rand.New(rand.NewPCG(uint64(n), 7))
			code, rooms := city.SchoolCode(r.IntN(city.Counties*city.PerCounty)), 10+r.IntN(40)
			return query(writeMutation, map[string]any{"input": map[string]any{
				"schoolCode": code, "year": city.LatestYear, "values": map[string]any{"multimediaRooms": rooms},
			}}), call{"/record", encode(map[string]any{"schoolCode": code, "year": city.LatestYear, "multimediaRooms": rooms})}
		},
	},
}

const pointQuery = `query Point($code: String!, $year: Int!, $edition: String!) {
  school(code: $code) {
    code name kind locale
    assessments(year: $year, edition: $edition) {
      stage students verdict metCount
      results { indicator { code } status value display attainment shortfall }
    }
  }
}`

const explorerQuery = `query Explorer($where: SchoolAssessmentWhere!) {
  schoolAssessments(where: $where, orderBy: { field: SHORTFALL, indicator: "R3", direction: DESC }, first: 50) {
    totalCount
    pageInfo { hasNextPage }
    nodes { school { code name kind locale } stage students verdict metCount values attainments statuses shortfalls }
    facets(fields: [KIND, LOCALE, VERDICT]) { field values { value count } }
  }
}`

const nestedQuery = `query Nested($region: String!, $year: Int!, $edition: String!) {
  schools(where: { region: $region }, first: 50) {
    pageInfo { hasNextPage }
    nodes {
      code name kind
      years(last: 1) { year studentsPrimary studentsJunior teachingArea multimediaRooms }
      teachers(year: $year, first: 20) {
        pageInfo { hasNextPage }
        nodes { code subject degree backboneLevel isFullTime isCertified trainingHours }
      }
      assessments(year: $year, edition: $edition) { stage verdict results { indicator { code } status value display } }
    }
  }
}`

const writeMutation = `mutation Write($input: RecordSchoolYearInput!) {
  recordSchoolYear(input: $input) {
    schoolYear { year multimediaRooms }
    assessments { edition { code } stage verdict metCount results { indicator { code } status value display } }
    userErrors { code }
  }
}`

func operation(document string, variables map[string]any) []byte {
	return encode(map[string]any{"query": document, "variables": variables})
}

func query(document string, variables map[string]any) call {
	return call{"/graphql", operation(document, variables)}
}

func get(path string, parameters url.Values) call {
	return call{path: path + "?" + parameters.Encode()}
}

func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("a question is always JSON: %v", err))
	}
	return b
}
