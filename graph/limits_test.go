package graph_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"
)

func TestRequestsThatAskTooMuchAreRefusedQuickly(t *testing.T) {
	w := one(t, 1)
	doubling := func(levels int) string {
		var b strings.Builder
		b.WriteString("query{...F0}")
		for i := range levels {
			fmt.Fprintf(&b, " fragment F%d on Query{...F%d ...F%d}", i, i+1, i+1)
		}
		fmt.Fprintf(&b, " fragment F%d on Query{__typename}", levels)
		return b.String()
	}
	deep := "{regions{nodes{" + strings.Repeat("parent{children{", 6) + "id" + strings.Repeat("}}", 6) + "}}}"
	many := func(n int, f func(int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(f(i))
		}
		return b.String()
	}
	for _, c := range []struct{ name, query, code string }{
		{"fragments that double each time are cut off", doubling(28), "COST_LIMIT"},
		{"too many aliases of one field", "{" + many(11, func(i int) string { return fmt.Sprintf("a%d:editions{code} ", i) }) + "}", "COST_LIMIT"},
		{"too many root fields", "{" + many(7, func(i int) string { return fmt.Sprintf("a%d:editions{code} b%d:viewer{id} c%d:__typename ", i, i, i) }) + "}", "COST_LIMIT"},
		{"too deep", deep, "COST_LIMIT"},
		{"too many tokens", `{nodes(ids:[` + strings.Repeat(`"a" `, 3000) + `]){id}}`, "INVALID"},
		{"one name again and again", "{" + strings.Repeat("__typename ", 1500) + "}", "COST_LIMIT"},
		{"too many fragments", "{__typename " + many(51, func(i int) string { return fmt.Sprintf("...G%d ", i) }) + "}" + many(51, func(i int) string { return fmt.Sprintf(" fragment G%d on Query{__typename}", i) }), "COST_LIMIT"},
		{"pages of pages of pages", "{regions(first:100){nodes{children{children{children{id name}}}}} teachers(first:100){nodes{school{teachers(first:100){nodes{school{teachers(first:100){nodes{code}}}}}}}}}", "COST_LIMIT"},
		{"a page above the largest", "{schools(first:101){nodes{id}}}", "INVALID"},
		{"a negative page", "{schools(first:-1){nodes{id}}}", "INVALID"},
		{"both ends of a list", "{schools(first:1,last:1){nodes{id}}}", "INVALID"},
		{"a number that no machine holds", "{schools(first:99999999999999999999){nodes{id}}}", "INVALID"},
		{"defer", "{schools{...@defer{nodes{id}}}}", "INVALID"},
		{"two sign-ins in one request", `mutation{a:signIn(input:{username:"x",password:"y"}){viewer{id}} b:signIn(input:{username:"x",password:"y"}){viewer{id}}}`, "INVALID"},
		{"two sign-ins behind fragments", `mutation{...S signOut(input:{}){userErrors{code}}} fragment S on Mutation{signIn(input:{username:"x",password:"y"}){viewer{id}}}`, "INVALID"},
		{"two codes in one request", `mutation{a:confirmSecondFactor(input:{code:"1"}){viewer{id}} b:confirmSecondFactor(input:{code:"2"}){viewer{id}}}`, "INVALID"},
		{"more ids than a page", `{nodes(ids:[` + strings.Repeat(`"a",`, 101) + `]){id}}`, "INVALID"},
	} {
		t.Run(c.name, func(t *testing.T) {
			began := time.Now()
			a := w.ask("bureau", c.query, nil)
			if a.code() != c.code {
				t.Errorf("got %q (%d %.200s), want %q", a.code(), a.Status, a.Body, c.code)
			}
			if took := time.Since(began); took > 2*time.Second {
				t.Errorf("refused after %s", took)
			}
		})
	}
}

func TestCountsOverAConnectionCostTheSameForAnyPage(t *testing.T) {
	w := one(t, 1)
	cost := func(first int, rest string) int {
		t.Helper()
		a := w.ask("bureau", fmt.Sprintf("{schoolAssessments(where:{year:2023},first:%d){%s}}", first, rest), nil)
		n, err := strconv.Atoi(a.Header.Get("X-Request-Cost"))
		if err != nil || len(a.Errors) > 0 {
			t.Fatalf("%v %.200s", err, a.Body)
		}
		return n
	}
	counts := `totalCount ... on SchoolAssessmentConnection{facets(fields:[STAGE,KIND]){values{value count}}} ...H`
	histogram := `} } fragment H on SchoolAssessmentConnection { histogram(indicator:"R1"){from count`
	short, long := cost(1, counts+histogram), cost(100, counts+histogram)
	if short != long {
		t.Errorf("the counts cost %d with a row, %d with 100", short, long)
	}
	if one, hundred := cost(1, "nodes{id stage}"), cost(100, "nodes{id stage}"); hundred < 50*one {
		t.Errorf("a row costs %d, 100 rows %d", one, hundred)
	}
}

func TestARefusalForCostTellsCostAndLimit(t *testing.T) {
	w := one(t, 1)
	a := w.ask("school", "{schools(first:100){nodes{teachers(first:100){nodes{school{teachers(first:100){nodes{id}}}}}}}}", nil)
	cost, _ := a.Errors[0].Extensions["cost"].(float64)
	if a.code() != "COST_LIMIT" || a.Errors[0].Extensions["limit"] != float64(50_000) || cost <= 50_000 || a.Header.Get("X-Request-Cost") != fmt.Sprint(int(cost)) {
		t.Errorf("got %s %v", a.Body, a.Header)
	}
}

func TestTheLanguageLikedBestIsSpoken(t *testing.T) {
	w := one(t, 1)
	for accept, want := range map[string]string{
		"": "高于规定学历教师", "en": "Teachers", "en-GB,zh;q=0.5": "Teachers", "zh;q=0.1,en;q=0.9": "Teachers", "en;q=0": "高于规定学历教师", "en;q=0,zh;q=0.1": "高于规定学历教师",
		"fr,en;q=0.2": "Teachers", "fr": "高于规定学历教师", "*": "高于规定学历教师", "nonsense;;": "高于规定学历教师", "zh-CN,zh;q=0.9,en;q=0.8": "高于规定学历教师",
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query":"{edition(code:\"cn-2017\"){indicators{name}}}"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept-Language", accept)
		if a := w.send(r); !strings.Contains(string(a.Body), want) {
			t.Errorf("%q: want %s in %.200s", accept, want, a.Body)
		}
	}
}

func TestTheUsualIntrospectionQueryFits(t *testing.T) {
	w := one(t, 1)
	query := `query IntrospectionQuery { __schema { queryType { name } types { ...FullType } directives { name locations args { ...InputValue } } } }
fragment FullType on __Type { kind name description fields(includeDeprecated: true) { name args { ...InputValue } type { ...TypeRef } } inputFields { ...InputValue } interfaces { ...TypeRef } enumValues(includeDeprecated: true) { name } possibleTypes { ...TypeRef } }
fragment InputValue on __InputValue { name type { ...TypeRef } defaultValue }
fragment TypeRef on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } } } } }`
	if a := w.ask("school", query, nil); len(a.Errors) > 0 {
		t.Errorf("signed in: %.300s", a.Body)
	}
	if a := w.ask("", query, nil); a.code() != "UNAUTHENTICATED" || a.Status != 401 {
		t.Errorf("nobody: got %d %q, want 401 UNAUTHENTICATED", a.Status, a.code())
	}
}

func TestTheSchemaListsNoDirectiveThatIsRefused(t *testing.T) {
	a := one(t, 1).ask("school", "{__schema{directives{name}}}", nil)
	for _, name := range []string{"skip", "include", "deprecated"} {
		if !strings.Contains(string(a.Body), strconv.Quote(name)) {
			t.Errorf("%s is not among %s", name, a.Body)
		}
	}
	if strings.Contains(string(a.Body), "defer") {
		t.Errorf("a directive that is refused is offered: %s", a.Body)
	}
}

func TestWhoHasToSignInIsToldSoWhateverItAsksFor(t *testing.T) {
	w := one(t, 1)
	dear := `{schoolAssessments(where:{year:2023},first:100){histogram(indicator:"R1"){count} facets(fields:[KIND,LOCALE]){values{label}} nodes{results{trace{formula}}}}}`
	if a := w.ask("", dear, nil); a.code() != "UNAUTHENTICATED" {
		t.Errorf("got %q, want UNAUTHENTICATED", a.code())
	}
}

func TestNothingIsSuggested(t *testing.T) {
	w := one(t, 1)
	for _, query := range []string{"{school{id}}", "{schoolz{id}}", `{school(kode:"1"){id}}`, `{schools(where:{kin:PRIMARY}){nodes{id}}}`, `{schools(where:{kind:PRIMAR}){nodes{id}}}`} {
		if a := w.ask("", query, nil); strings.Contains(string(a.Body), "Did you mean") {
			t.Errorf("%s: %s", query, a.Body)
		}
	}
}
