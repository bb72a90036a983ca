package graph_test

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// TestWhatIsOthersTakesAsManyStatementsAsWhatIsNot compares the work, and so the time, of asking for what is another one's and
// for what there is not: time itself would tell of the machine.
func TestWhatIsOthersTakesAsManyStatementsAsWhatIsNot(t *testing.T) {
	w := one(t, 2)
	school := func(code string) string { return view.SchoolID(&models.School{Code: code}) }
	for _, c := range []struct{ query, others, none string }{
		{`query($k:ID!){node(id:$k){id}}`, school(code(here, 0)), school("4201079999")},
		{`query($k:ID!){nodes(ids:[$k,$k]){id}}`, school(code(here, 1)), school("4201079999")},
		{`query($k:String!){school(code:$k){name years{id} teachers{totalCount}}}`, code(here, 0), "4201079999"},
		{`query($k:String!){region(code:$k){name children{name}}}`, here, "530102"},
		{`query($k:String!){countyAssessment(regionCode:$k,year:2023){verdict balances{contributions{share}}}}`, here, "530102"},
		{`query($k:String!){countyYear(regionCode:$k,year:2023){residents}}`, here, "530102"},
		{`query($k:String!){schools(where:{region:$k}){totalCount nodes{name teachers{totalCount}}}}`, here, "530102"},
		{`mutation($k:String!){recordSchoolYear(input:{schoolCode:$k,year:2023,values:{boarders:1}}){userErrors{code}}}`, code(here, 0), "4201079999"},
		{`mutation($k:String!){updateSchool(input:{code:$k,address:"x"}){userErrors{code}}}`, code(here, 0), "4201079999"},
		{`mutation($k:String!){resetPassword(input:{username:$k}){userErrors{code}}}`, "school", "nobody-17"},
		{`mutation($k:String!){updateAccount(input:{username:$k,isDisabled:true}){userErrors{code}}}`, "school", "nobody-17"},
	} {
		took := map[string]int{}
		for _, key := range []string{c.others, c.none} {
			ctx, statements := store.CountStatements(context.WithoutCancel(t.Context()))
			if a := w.askIn(ctx, "elsewhere", c.query, map[string]any{"k": key}); a.Status != http.StatusOK || a.code() != "" && a.code() != "NOT_FOUND" {
				t.Errorf("%s: %.300s", c.query, a.Body)
			}
			took[key] = statements.Count()
		}
		if took[c.others] != took[c.none] || took[c.none] == 0 {
			t.Errorf("%s: %v statements", c.query, took)
		}
	}
}

// TestAnAccountHasItsStreams opens as many streams as an account may have, over sockets and events, and one more.
func TestAnAccountHasItsStreams(t *testing.T) {
	w := one(t, 1)
	for range 2 { // sockets with all that one may carry
		c := w.dial(t)
		say(t, c, `{"type":"connection_init","payload":{"Authorization":"Bearer `+w.tokens["bureau"]+`"}}`)
		hear(t, c)
		for i := range 9 {
			say(t, c, `{"id":"`+string(rune('a'+i))+`","type":"subscribe","payload":{"query":`+string(quote(watchCounty))+`}}`)
			if text, code := hear(t, c); !strings.Contains(text, `"verdict"`) {
				t.Fatalf("%q %d", text, code)
			}
		}
	}
	for range 2 {
		if lines := w.events(t, "bureau", watchCounty); !until(lines, "data: ") {
			t.Fatal("a stream within the bound is refused")
		}
	}
	lines := w.events(t, "bureau", watchCounty)
	if lines.Scan(); !strings.HasPrefix(lines.Text(), `{"errors":[{"message":"too many streams of this account"`) { // a stream would go on
		t.Errorf("an account has streams without end: %s", lines.Text())
	}
	if lines := w.events(t, "inspector", watchCounty); !until(lines, "data: ") {
		t.Error("another account has none")
	}
}
