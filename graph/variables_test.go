package graph_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// TestBadVariablesAreRefusedBeforeExecution sends each over every transport: none answers with data.
func TestBadVariablesAreRefusedBeforeExecution(t *testing.T) {
	w := one(t, 1)
	const (
		first  = `query($v:Int){schools(first:$v){totalCount}}`
		repair = `query($v:RepairInput!){repair(input:$v){__typename}}`
		budget = `query($v:Decimal=%s){repair(input:{regionCode:"420107",year:2023,budget:$v}){__typename}}`
		units  = `query($v:SchoolAssessmentWhere!){schoolAssessments(where:$v){totalCount}}`
	)
	for _, c := range []struct{ name, query, value, path, says string }{
		{"a text for a number", first, `"12"`, `["variable","v"]`, "an Int is a whole number of 32 bits"},
		{"a number beyond 32 bits", first, `2147483648`, `["variable","v"]`, "an Int is a whole number of 32 bits"},
		{"no decimal", fmt.Sprintf(budget, "null"), `"much"`, `["variable","v"]`, "a Decimal is digits"},
		{"a decimal that is too large", fmt.Sprintf(budget, "null"), `"10000000000"`, `["variable","v"]`, "a Decimal lies within"},
		{"no decimal, by default", fmt.Sprintf(budget, `"much"`), ``, `["variable","v"]`, "a Decimal is digits"},
		{"a decimal in an object", repair, `{"regionCode":"420107","year":2023,"budget":"much"}`, `["variable","v","budget"]`, "a Decimal is digits"},
		{"a number in an object", repair, `{"regionCode":"420107","year":"2023"}`, `["variable","v","year"]`, "an Int"},
		{"a number deep in lists and objects", units, `{"year":2023,"and":[{"year":2023},{"year":2023,"or":{"year":"2023"}}]}`, `["variable","v","and",1,"or",0,"year"]`, "an Int"},
		{"a value of an enumeration in small letters", units, `{"year":2023,"verdict":["PASS","fail"]}`, `["variable","v","verdict",1]`, "this is no Verdict"},
	} {
		variables := `{}`
		if c.value != "" {
			variables = `{"v":` + c.value + `}`
		}
		body := fmt.Sprintf(`{"query":%s,"variables":%s}`, quote(c.query), variables)
		get := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/graphql?"+url.Values{"query": {c.query}, "variables": {variables}}.Encode(), http.NoBody)
		get.Header.Set("Accept", "application/graphql-response+json")
		get.Header.Set("Authorization", "Bearer "+w.tokens["bureau"])
		var parsed map[string]any
		read(t, variables, &parsed)
		posted, got := w.ask("bureau", c.query, parsed), w.send(get)
		for how, a := range map[string]answer{"POST": posted, "GET": got} {
			if a.Status != http.StatusBadRequest {
				t.Errorf("%s by %s: got status %d, want 400", c.name, how, a.Status)
			}
		}
		for how, said := range map[string]string{
			"POST": string(posted.Body), "GET": string(got.Body), "events": w.said(body, "text/event-stream"),
			"JSON": w.said(body, "application/json"), "a socket": w.whisper(t, body),
		} {
			if strings.Contains(said, `"data"`) || !strings.Contains(said, c.says) || !strings.Contains(said, `"path":`+c.path) || !strings.Contains(said, `"code":"INVALID"`) {
				t.Errorf("%s by %s: got %s, want %s at %s", c.name, how, said, c.says, c.path)
			}
		}
	}
}

// whisper is the first answer to an operation over a socket.
func (w *world) whisper(t *testing.T, body string) string {
	t.Helper()
	c := w.dial(t)
	say(t, c, `{"type":"connection_init","payload":{"Authorization":"Bearer `+w.tokens["bureau"]+`"}}`)
	hear(t, c)
	say(t, c, `{"id":"a","type":"subscribe","payload":`+body+`}`)
	text, _ := hear(t, c)
	return text
}

// TestGoodVariablesAreTaken: one for a list, nulls, what is left out, and defaults.
func TestGoodVariablesAreTaken(t *testing.T) {
	w := one(t, 1)
	for _, c := range []struct{ name, query, variables string }{
		{"one for a list", `query($v:SchoolAssessmentWhere!){schoolAssessments(where:$v){totalCount}}`, `{"v":{"year":2023,"verdict":"PASS","and":{"year":2023}}}`},
		{"one for a list of ids", `query($v:[ID!]!){nodes(ids:$v){id}}`, `{"v":7}`},
		{"nulls", `query($v:SchoolAssessmentWhere!,$n:Int){schoolAssessments(where:$v,first:$n){totalCount}}`, `{"v":{"year":2023,"stage":null,"school":null,"verdict":null},"n":null}`},
		{"nothing", `query($n:Int){schools(first:$n){totalCount}}`, `{}`},
		{"a default", `query($n:Int=5,$v:[SchoolKind!]=PRIMARY){schools(first:$n,where:{kind:$v}){totalCount}}`, `{}`},
		{"a decimal as a text and as a number", `query($a:Decimal,$b:RepairInput!){a:repair(input:{regionCode:"420107",year:2023,budget:$a}){__typename}b:repair(input:$b){__typename}}`, `{"a":"12.5","b":{"regionCode":"420107","year":2023,"budget":12}}`},
	} {
		said := w.said(fmt.Sprintf(`{"query":%s,"variables":%s}`, quote(c.query), c.variables), "application/json")
		if strings.Contains(said, `"errors"`) {
			t.Errorf("%s: got %s", c.name, said)
		}
	}
}
