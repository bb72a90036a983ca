package graph

import (
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/graph/scalar"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/store"
)

// weight is what a field costs by itself, and how many times what is selected below it is written.
type weight struct{ own, size int }

// lists say how long each list of objects is expected to be. Pages are as long as they are asked to be; their nodes and
// edges repeat nothing further. A list that is not here fails a test.
var lists = map[string]weight{
	"Account.regions":                      {1, 3},
	"Balance.contributions":                {20, 100}, // or first
	"BalanceDriftResult.contributions":     {1, 100},  // or first
	"CountyAssessment.areas":               {1, 4},
	"CountyAssessment.balances":            {1, 14},
	"CountyAssessment.excluded":            {5, 5},
	"CountyAssessment.indicators":          {1, 33},
	"CountyAssessment.vetoes":              {1, 6},
	"CountyAssessment.warnings":            {1, 3},
	"ClaimsResult.claims":                  {20, 300},
	"ClaimsResult.paragraphs":              {1, 500},
	"CountyResult.blockers":                {10, 20},
	"Edition.indicators":                   {1, 33},
	"Facet.values":                         {1, 10},
	"ImportError.params":                   {1, 2},
	"OddityConnection.expiredReviews":      {1, 10},
	"Query.dictionary":                     {1, 150},
	"Query.editions":                       {1, 2},
	"PaperResult.gaps":                     {1, 50},
	"Query.nodes":                          {1, 100}, // or ids
	"Region.children":                      {5, 30},
	"Region.countyYears":                   {5, 5},
	"School.assessments":                   {5, 2},
	"School.itemResults":                   {5, 10},
	"School.years":                         {5, 10}, // or last
	"SchoolAssessment.results":             {1, 7},
	"SchoolAssessmentConnection.facets":    {50, 7},
	"SchoolAssessmentConnection.histogram": {50, 40}, // or bins
	"SchoolYear.warnings":                  {10, 3},
	"RepairResult.blockers":                {5, 5},
	"RepairResult.costs":                   {1, 7},
	"RepairResult.remaining":               {1, 5},
	"RepairResult.steps":                   {20, 50},
	"RepairStepResult.changes":             {1, 3},
	"RepairStepResult.effects":             {1, 3},
	"SimulatedCountyResult.areas":          {1, 4},
	"SimulatedCountyResult.balances":       {1, 14},
	"SimulatedCountyResult.indicators":     {1, 33},
	"SimulatedCountyResult.stages":         {1, 2},
	"SimulationResult.items":               {20, 100},
	"SimulationResult.units":               {20, 100},
	"Query.papers":                         {200, 2},
	"Trace.inputs":                         {1, 20},
	"Trace.steps":                          {1, 8},
	"UserError.params":                     {1, 2},
	"Viewer.regions":                       {1, 3},

	"__Schema.types":       {1, 50}, // a fourth of them, since they are in memory and tools ask for all at once
	"__Schema.directives":  {1, 6},
	"__Type.fields":        {1, 4}, // these are means over all types
	"__Type.inputFields":   {1, 2},
	"__Type.enumValues":    {1, 1},
	"__Type.interfaces":    {1, 1},
	"__Type.possibleTypes": {1, 1},
	"__Field.args":         {1, 1},
	"__Directive.args":     {1, 1},

	"AnswerVetoPayload.vetoes":                     {1, 6},
	"AnswerVetoPayload.countyAssessments":          {5, 2},
	"AttestIndicatorPayload.countyAssessments":     {5, 2},
	"MakePaperPayload.gaps":                        {1, 50},
	"RecordCountyYearPayload.countyAssessments":    {5, 2},
	"RecordFundingYearPayload.countyAssessments":   {5, 2},
	"RecordSchoolYearPayload.assessments":          {5, 4},
	"WithdrawAttestationPayload.countyAssessments": {5, 2},
}

// dear are single fields that cost more than being written.
var dear = map[string]int{
	"Balance.drift": 500, // sums along the way between two years
	"Balance.trace": 50, "CountyResult.trace": 50, "SchoolItemResult.trace": 20, "UnitResult.trace": 20,
	"Query.oddities": 2000, "Mutation.reviewOddity": 2000, // two years of a county
	"Query.repair":    20_000, // thousands of small solutions
	"Query.simulate":  5000,   // two evaluations of a county
	"Query.claims":    20_000, // up to three, and thousands of numbers to be tied to them
	"Mutation.signIn": 100, "Mutation.changePassword": 100, "Mutation.prepareSecondFactor": 100, "Mutation.removeSecondFactor": 100, "Mutation.importWorkbook": 100, "Mutation.makePaper": 200, "Query.schoolSheet": 200,
	"FundingYear.growth": 2, "FundingYear.spendPerPupil": 2, "FundingYear.warnings": 2, "SchoolYear.missing": 2,
	"CountyAssessment.reportCounts": 20, // its school years

	"__Type.description": 4, "__Field.description": 4, "__InputValue.description": 4, "__EnumValue.description": 4, // long
}

// weigh is the weight of a field with its arguments.
func weigh(f *ast.Field, variables map[string]any) weight {
	if f.ObjectDefinition == nil || f.Definition == nil {
		return weight{1, 1}
	}
	name := f.ObjectDefinition.Name + "." + f.Name
	if f.Name == "totalCount" {
		return weight{10, 1}
	}
	args := f.Definition.Arguments
	isPage := args.ForName("first") != nil && args.ForName("after") != nil
	own, isDear := dear[name]
	w, ok := lists[name]
	if !ok {
		w = weight{1, 1}
	}
	switch {
	case isPage && isDear:
		return weight{own, given(f, variables, store.DefaultPage, "first", "last")}
	case isPage:
		return weight{2, given(f, variables, store.DefaultPage, "first", "last")}
	case isDear:
		return weight{own, 1}
	case args.ForName("ids") != nil:
		if ids, ok := f.ArgumentMap(variables)["ids"].([]any); ok {
			w.size = len(ids)
			w.own += oddityCost(ids...)
		}
	case name == "Query.node":
		w.own += oddityCost(f.ArgumentMap(variables)["id"])
	case ok:
		w.size = given(f, variables, w.size, "first", "last", "bins")
	}
	return w
}

// oddityCost is what oddities among ids cost: each is found by computing its county's of its year.
func oddityCost(ids ...any) int {
	n := 0
	for _, id := range ids {
		if s, ok := id.(string); ok {
			if kind, _, ok := view.ParseID(s); ok && kind == "Oddity" {
				n++
			}
		}
	}
	return min(n, maxOddityNodes) * dear["Query.oddities"]
}

// given is the size that one of the arguments asks for. Sizes out of bounds are refused later, by who reads the page.
func given(f *ast.Field, variables map[string]any, size int, names ...string) int {
	args := f.ArgumentMap(variables)
	for _, name := range names {
		if n, err := scalar.UnmarshalInt(args[name]); args[name] != nil && err == nil {
			return max(1, min(n, 2*store.MaxPage))
		}
	}
	return size
}
