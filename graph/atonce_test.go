package graph_test

import (
	"strings"
	"testing"
)

// What is read along with something else answers as it does alone, in fewer statements.
func TestWhatIsReadAtOnceIsTheSame(t *testing.T) {
	w := one(t, 12)
	school := code("420107", 0)
	units := `assessments(year:2023,edition:"cn-hb-33"){id stage verdict metCount results{status display} school{name}}`
	for _, c := range []struct {
		name, together, alone string
		statements            int // with the one that finds out who asks
	}{
		{
			"a school with its units", `{school(code:"` + school + `"){id code name kind stages ` + units + `}}`,
			`{school(code:"` + school + `"){id code name kind stages region{code} ` + units + `}}`, 2,
		},
		{
			"a school without units in that year", `{school(code:"` + school + `"){code assessments(year:2001,edition:"cn-hb-33"){id}}}`,
			`{school(code:"` + school + `"){code region{code} assessments(year:2001,edition:"cn-hb-33"){id}}}`, 3,
		},
		{"a school that is not there", `{school(code:"4201079999"){code ` + units + `}}`, `{school(code:"4201079999"){code}}`, 3},
		{
			"a total beside facets", `{schoolAssessments(where:{year:2023}){totalCount facets(fields:[STAGE,VERDICT,STAGE]){field values{value count}}}}`,
			`{schoolAssessments(where:{year:2023}){totalCount a:facets(fields:[STAGE,VERDICT]){field values{value count}} facets(fields:[REGION]){field}}}`, 3,
		},
		{
			"a total beside no facets", `{schoolAssessments(where:{year:2023}){totalCount facets(fields:[]){field}}}`,
			`{schoolAssessments(where:{year:2023}){totalCount}}`, 3,
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := statements(t, w, c.together); got > c.statements {
				t.Errorf("got %d statements, want at most %d", got, c.statements)
			}
			got, want := w.data("bureau", c.together, nil), w.data("bureau", c.alone, nil)
			for _, extra := range []string{`,"region":{"code":"420107"}`, `"region":{"code":"420107"},`, `,"facets":[{"field":"REGION"}]`, `,"facets":[]`} {
				got, want = strings.ReplaceAll(got, extra, ""), strings.ReplaceAll(want, extra, "")
			}
			if got, want = strings.ReplaceAll(got, `"a":`, `"facets":`), strings.ReplaceAll(want, `"a":`, `"facets":`); got != want {
				t.Errorf("got  %s\nwant %s", got, want)
			}
		})
	}
}
