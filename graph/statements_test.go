package graph_test

import (
	"fmt"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// The statements of an operation do not grow with the rows it answers.
func TestStatementsDoNotGrowWithRows(t *testing.T) {
	small, large := one(t, 9), one(t, 40)
	small.mistype(0)
	large.mistype(0, 3, 6, 9, 12)
	for _, c := range []struct {
		name, query string
		most        int
	}{
		{"counties with their years", `{regions{nodes{assessedYears}}}`, 3},
		{"counties with what was reported", `{countyAssessments(first:100){nodes{reportCounts{complete partial none}}}}`, 4},
		{"schools with what belongs to them", `{schools(first:100){totalCount nodes{name region{name} years(last:1){year studentsPrimary} assessments(year:2023){stage results{value}} teachers(first:5){nodes{code}}}}}`, 9},
		{"units with their schools' regions", `{schoolAssessments(where:{year:2023},first:100){totalCount nodes{school{name region{name parent{name}}}}}}`, 7},
		{"lists within lists", `{schools(first:100){nodes{assessments(year:2023){school{name region{name}}} years{school{region{name}} missing}}}}`, 8},
		{"counts of each of many", `{schools(first:100){nodes{teachers(first:1){totalCount nodes{code}}}}}`, 4},
		{"teachers with their schools", `{teachers(first:100){nodes{code school{name assessments(year:2023){verdict}}}}}`, 5},
		{"what changed since the year before", `{countyAssessment(regionCode:"420107",year:2023){balances{drift{change contributions{school{name} total}}}}}`, 5},
		{"a simulation", `{simulate(input:{regionCode:"420107",year:2023,changes:[{figure:{schoolCode:"4201070001",key:"teachersPrimary"}}]}){simulation{region{name} units(changedOnly:false){school{name region{name}} after{values}} items{school{name}}}}}`, 13},
		{"oddities", `{oddities(regionCode:"420107",year:2023,first:100){totalCount openCount nodes{reason school{name region{name}} other{name} review{reason school{name}}} expiredReviews{school{name}}}}`, 14},
		{"a repair", `{repair(input:{regionCode:"420107",year:2023}){repair{region{name} steps{school{name region{name}} from{name}} blockers{school{name}}}}}`, 13},
		{"funding with its trend", `{fundingYears{nodes{growth spendPerPupil warnings region{name}}}}`, 10},
	} {
		t.Run(c.name, func(t *testing.T) {
			few, many := statements(t, small, c.query), statements(t, large, c.query)
			if many > few || many > c.most {
				t.Errorf("%d statements for few rows, %d for many, want at most %d", few, many, c.most)
			}
		})
	}
}

// Nor with the counties.
func TestStatementsDoNotGrowWithCounties(t *testing.T) {
	w := one(t, 4)
	w.inspector("nation", "000000")
	count := func() [2]int {
		return [2]int{
			statementsOf(t, w, "nation", `{regions(first:100){totalCount nodes{assessedYears}}}`),
			statementsOf(t, w, "nation", `{countyAssessments(first:100){nodes{reportCounts{complete partial none}}}}`),
		}
	}
	few := count()
	more := &workbook.Book{}
	for i := range 30 {
		more.CountyYears = append(more.CountyYears, workbook.CountyYear{RegionCode: fmt.Sprint(420201 + i), RegionName: "县", Year: theYear})
	}
	if _, issues, err := w.app.ImportBook(t.Context(), auth.Operator(), more, false); err != nil || len(issues) > 0 {
		t.Fatal(err, issues)
	}
	if many := count(); many[0] > few[0] || many[1] > few[1] {
		t.Errorf("%v statements for many counties, %v for few", many, few)
	}
}

func statements(t *testing.T, w *world, query string) int {
	t.Helper()
	return statementsOf(t, w, "bureau", query)
}

func statementsOf(t *testing.T, w *world, who, query string) int {
	t.Helper()
	ctx, count := store.CountStatements(t.Context())
	if a := w.askIn(ctx, who, query, nil); len(a.Errors) > 0 {
		t.Fatalf("%.300s", a.Body)
	}
	return count.Count()
}
