package graph_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// TestAListOfSchoolsAnswersAsEachAlone asks for latest results of schools that have last reported in different years.
func TestAListOfSchoolsAnswersAsEachAlone(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 3)
		if _, err := w.app.RecordSchoolYear(t.Context(), auth.Operator(), app.RecordSchoolYear{
			SchoolCode: code(here, 0), Year: theYear + 1, Values: map[string]any{"multimediaRooms": 9},
		}); err != nil {
			t.Fatal(err)
		}
		const fields = `{ code itemResults { indicator { code } status } assessments { year stage verdict } }`
		var list struct {
			Schools struct{ Nodes []json.RawMessage }
		}
		if err := json.Unmarshal([]byte(w.data("bureau", `{ schools(first: 10, orderBy: {field: CODE, direction: ASC}) { nodes `+fields+` } }`, nil)), &list); err != nil {
			t.Fatal(err)
		}
		for i, got := range list.Schools.Nodes {
			want := w.data("bureau", fmt.Sprintf(`{ school(code: %q) %s }`, code(here, i), fields), nil)
			if alone := fmt.Sprintf(`{"school":%s}`, got); alone != want {
				t.Errorf("in the list: %s\nalone: %s", alone, want)
			}
		}
	})
}
