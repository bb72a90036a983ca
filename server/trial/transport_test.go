package trial_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// abuse is a request that must be refused, cheaply.
type abuse struct {
	name, body string
	status     int
	code       string
}

func operation(query string) string {
	b, _ := json.Marshal(map[string]string{"query": query})
	return string(b)
}

// abuses are what security asks to be refused, a name each. Statuses are those of application/json.
func abuses() []abuse {
	repeat := strings.Repeat
	fragments := func(n int, spread string) string {
		var b strings.Builder
		b.WriteString("{ ...F0 }")
		for i := range n {
			fmt.Fprintf(&b, " fragment F%d on Query { %s }", i, strings.ReplaceAll(spread, "F", fmt.Sprintf("...F%d", i+1)))
		}
		fmt.Fprintf(&b, " fragment F%d on Query { __typename }", n)
		return b.String()
	}
	numbered := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
	deep := func(n int) string {
		return "{ regions { nodes { " + repeat("children { ", n) + "id" + repeat(" }", n) + " } } }"
	}
	const refused = http.StatusOK
	return []abuse{
		{"10,000 aliases", operation("{ " + numbered(10_000, "a%d: __typename ") + "}"), http.StatusRequestEntityTooLarge, "INVALID"},
		{"copies of the schema", operation("{ " + numbered(7, "s%d: __schema { ...S } ") + "} fragment S on __Schema { types { " + numbered(10, "a%d: fields { type { name ...F } } ") + "} } fragment F on __Type { " + numbered(10, "b%d: fields { description } ") + "}"), refused, "COST_LIMIT"},
		{"4,000 aliases", operation("{ " + numbered(4_000, "a%d: __typename ") + "}"), refused, "COST_LIMIT"},
		{"1,200 aliases", operation("{ " + numbered(1_200, "a%d:__typename ") + "}"), refused, "COST_LIMIT"},
		{"11 aliases of one field", operation("{ " + numbered(11, "a%d: viewer { id } ") + "}"), refused, "COST_LIMIT"},
		{"21 root fields", operation("{ " + numbered(7, "a%d: viewer { id } b%[1]d: editions { code } c%[1]d: schools { totalCount } ") + "}"), refused, "COST_LIMIT"},
		{"one field 2,000 times", operation("{ " + repeat("__typename ", 2_000) + "}"), refused, "COST_LIMIT"},
		{"one field 8,000 times", operation("{ " + repeat("__typename ", 8_000) + "}"), refused, "COST_LIMIT"},
		{"100,000 tokens", operation("{ " + repeat("a ", 45_000) + "}"), refused, "COST_LIMIT"},
		{"100,000 tokens of punctuation", operation(repeat("{", 95_000)), refused, "INVALID"},
		{"2,000 directives", operation("{ __typename " + repeat("@skip(if: false) ", 2_000) + "}"), refused, "COST_LIMIT"},
		{"200 directives", operation("{ " + repeat("__typename @include(if: true) ", 200) + "}"), refused, "COST_LIMIT"},
		{"depth 13", operation(deep(11)), refused, "COST_LIMIT"},
		{"depth 1,000", operation(deep(1_000)), refused, "COST_LIMIT"},
		{"depth 10,000 of braces", operation(repeat("{a", 10_000)), refused, "COST_LIMIT"},
		{"lists 20,000 deep in an argument", operation("{ nodes(ids: " + repeat("[", 20_000) + repeat("]", 20_000) + ") { id } }"), refused, "INVALID"},
		{"filters nested 100 deep", operation("{ schools(where: " + repeat("{not: ", 100) + "{}" + repeat("}", 100) + ") { totalCount } }"), refused, "INVALID"},
		{"fragments that double 26 times", operation(fragments(26, "F F")), refused, "COST_LIMIT"},
		{"fragments that triple 16 times", operation(fragments(16, "F F F")), refused, "COST_LIMIT"},
		{"51 fragments", operation(fragments(51, "F")), refused, "COST_LIMIT"},
		{"a chain of 400 fragments", operation(fragments(400, "F")), refused, ""},
		{"a circle of fragments", operation("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }"), refused, "INVALID"},
		{"inline fragments 500 deep", operation("{ " + repeat("... { ", 500) + "__typename" + repeat(" }", 500) + " }"), refused, ""},
		{"11 operations", `{"operationName":"q0","query":"` + numbered(11, "query q%d { __typename } ") + `"}`, refused, "COST_LIMIT"},
		{"pages of pages", operation("{ schools(first: 100) { nodes { teachers(first: 100) { nodes { school { teachers(first: 100) { nodes { id } } } } } } } }"), refused, "COST_LIMIT"},
		{"pages beyond the largest", operation("{ schools(first: 101) { nodes { id } } }"), refused, "INVALID"},
		{"a page of minus one", operation("{ schools(first: -1) { nodes { id } } }"), refused, "INVALID"},
		{"a page of two billion", operation("{ schools(first: 2147483647) { nodes { id } } }"), refused, ""},
		{"a page too large for 32 bits", operation("{ schools(first: 99999999999999999999) { nodes { id } } }"), refused, ""},
		{"a name that begins where a number ends", operation(`{ schools(first: 4where: {}) { nodes { id } } }`), refused, "INVALID"},
		{"both ends of a page", operation("{ schools(first: 1, last: 1) { nodes { id } } }"), refused, "INVALID"},
		{"101 ids", operation("{ nodes(ids: [" + repeat(`"x",`, 101) + "]) { id } }"), refused, ""},
		{"a search of 101 characters", operation(`{ schools(where: {search: "` + repeat("a", 101) + `"}) { totalCount } }`), refused, "INVALID"},
		{"a list of 101 texts", operation(`{ schools(where: {code: {in: [` + numbered(101, `"x%d",`) + `]}}) { totalCount } }`), refused, "INVALID"},
		{"a cursor of nobody", operation(`{ schools(after: "AAAA") { totalCount nodes { id } } }`), refused, "INVALID"},
		{"@defer", operation("{ ... @defer { viewer { id } } }"), refused, "INVALID"},
		{"an array of operations", "[" + operation("{ __typename }") + "]", http.StatusBadRequest, "INVALID"},
		{"an array of 1,000 operations", "[" + repeat(operation("{ __typename }")+",", 1_000) + "1]", http.StatusBadRequest, "INVALID"},
		{"JSON cut short", `{"query": "{ __typename }", "variables": {"password": "geheim-17"`, http.StatusBadRequest, "INVALID"},
		{"JSON 60,000 deep", `{"query": "{ __typename }", "variables": ` + repeat("[", 60_000) + repeat("]", 60_000), http.StatusRequestEntityTooLarge, "INVALID"},
		{"JSON 40,000 deep", `{"query": "{ __typename }", "variables": ` + repeat(`[`, 40_000) + repeat("]", 40_000) + "}", http.StatusBadRequest, "INVALID"},
		{"variables that are a text", `{"query": "{ __typename }", "variables": "geheim-17"}`, http.StatusBadRequest, "INVALID"},
		{"a query that is a number", `{"query": 17}`, http.StatusBadRequest, "INVALID"},
		{"two values", operation("{ __typename }") + operation("{ __typename }"), http.StatusBadRequest, "INVALID"},
		{"no UTF-8", "{\"query\": \"{ __typename }\xff\"}", http.StatusBadRequest, "INVALID"},
		{"nothing", "", http.StatusBadRequest, "INVALID"},
		{"null", "null", http.StatusBadRequest, "INVALID"},
		{"no query", `{"variables": {}}`, http.StatusBadRequest, "INVALID"},
		{"101 KB", operation("{ __typename } #" + repeat("x", 101<<10)), http.StatusRequestEntityTooLarge, "INVALID"},
		{"6 MB", operation("{ __typename } #" + repeat("x", 6<<20)), http.StatusRequestEntityTooLarge, "INVALID"},
		{"a subscription by plain POST", operation("subscription { importProgress(id: \"x\") { id } }"), http.StatusBadRequest, "INVALID"},
	}
}

var plainJSON = map[string]string{"Content-Type": "application/json"}

// TestAbusesAreRefused sends each abuse as the bureau. A refusal has a code of ours, repeats nothing of what was sent, and
// leaves the server as it was.
func TestAbusesAreRefused(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	before := w.gauge("go_goroutines")
	for _, a := range abuses() {
		t.Run(a.name, func(t *testing.T) {
			var got answer
			took := patience
			for try := 0; took > refusedWithin && try < 3; try++ { // see there why more than one
				began := time.Now()
				got = w.raw(http.MethodPost, "/graphql", w.token("bureau"), plainJSON, strings.NewReader(a.body))
				took = time.Since(began)
			}
			if len(got.Errors) == 0 || (got.Status != a.status && a.code != "") || (a.code != "" && got.code() != a.code) {
				if a.code != "" || got.code() == "INTERNAL" {
					t.Errorf("%d %.300s, want %d %s", got.Status, got.Body, a.status, a.code)
				}
			}
			if bytes.Contains(got.Body, []byte("geheim-17")) || len(got.Body) > 4<<10 {
				t.Errorf("the answer repeats what was sent: %.300s", got.Body)
			}
			if took > refusedWithin {
				t.Errorf("it took %s, three times", took)
			}
		})
	}
	w.lives()
	if strings.Contains(w.said(), "geheim-17") {
		t.Error("the log repeats what was sent")
	}
	if resident := w.gauge("process_resident_memory_bytes"); resident > 256<<20 {
		t.Errorf("%.0f MB are resident", resident/(1<<20))
	}
	eventually(t, "goroutines are back", func() bool { return w.gauge("go_goroutines") <= before+10 })
}

// TestTransportKeepsToHTTP tries methods, media types, origins and what else stands around an operation.
func TestTransportKeepsToHTTP(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	get := func(query string) string { return "/graphql?query=" + url.QueryEscape(query) }
	post := func(more ...string) map[string]string {
		h := map[string]string{"Content-Type": "application/json"}
		for i := 0; i < len(more); i += 2 {
			h[more[i]] = more[i+1]
		}
		return h
	}
	body := operation("{ __typename }")
	for _, c := range []struct {
		name, method, path string
		header             map[string]string
		body               string
		status             int
		allow              string
	}{
		{"a query by GET", "GET", get("{ __typename }"), nil, "", 200, ""},
		{"a mutation by GET", "GET", get("mutation { signOut(input: {}) { userErrors { code } } }"), nil, "", 405, "POST"},
		{"a mutation by GET as events", "GET", get("mutation { signOut(input: {}) { userErrors { code } } }"), map[string]string{"Accept": "text/event-stream"}, "", 400, ""},
		{"PUT", "PUT", "/graphql", post(), body, 405, "GET, POST"},
		{"DELETE", "DELETE", "/graphql", nil, "", 405, "GET, POST"},
		{"a form", "POST", "/graphql", post("Content-Type", "application/x-www-form-urlencoded"), "query={__typename}", 415, ""},
		{"multipart", "POST", "/graphql", post("Content-Type", "multipart/form-data; boundary=x"), "--x--", 415, ""},
		{"text", "POST", "/graphql", post("Content-Type", "text/plain"), body, 415, ""},
		{"another charset", "POST", "/graphql", post("Content-Type", "application/json; charset=utf-16"), body, 415, ""},
		{"compressed", "POST", "/graphql", post("Content-Encoding", "gzip"), body, 415, ""},
		{"compressed by nothing", "POST", "/graphql", post("Content-Encoding", "identity"), body, 200, ""},
		{"no media type", "POST", "/graphql", map[string]string{"Content-Type": ""}, body, 415, ""},
		{"an answer that nobody makes", "POST", "/graphql", post("Accept", "image/png"), body, 406, ""},
		{"a page of another origin", "POST", "/graphql", post("Origin", "https://evil.example"), body, 403, ""},
		{"a page of a look-alike origin", "POST", "/graphql", post("Origin", w.url+".evil.example"), body, 403, ""},
		{"a page without an origin", "POST", "/graphql", post("Origin", "null"), body, 403, ""},
		{"another site's fetch", "POST", "/graphql", post("Sec-Fetch-Site", "cross-site"), body, 403, ""},
		{"an upload of another origin", "POST", "/uploads?name=a.xlsx", post("Origin", "https://evil.example"), body, 403, ""},
		{"our own origin", "POST", "/graphql", post("Origin", w.url), body, 200, ""},
		{"an upload by GET", "GET", "/uploads", nil, "", 405, "POST"},
		{"an upload by PUT", "PUT", "/uploads?name=a.xlsx", nil, "PK", 405, "POST"},
		{"an upload that is no workbook", "POST", "/uploads?name=a.exe", nil, "MZ", 400, ""},
		{"an upload named as a program", "POST", "/uploads?name=a.xlsx.exe", nil, "PK\x03\x04", 400, ""},
		{"an upload named as a workbook with macros", "POST", "/uploads?name=a.XLSM", nil, "PK\x03\x04", 400, ""},
		{"an upload that is no workbook, but named as one", "POST", "/uploads?name=a.xlsx", nil, "MZ\x03\x04", 400, ""},
		{"a question before a request of another origin", "OPTIONS", "/graphql", map[string]string{"Origin": "https://evil.example", "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "content-type"}, "", 403, ""},
		{"an upload beyond the limit", "POST", "/uploads?name=a.xlsx", nil, strings.Repeat("x", 21<<20), 413, ""},
		{"a way out of the folder", "GET", "/downloads/county/..%2f..%2fetc%2fpasswd", nil, "", 404, ""},
		{"a kind of download that is none", "GET", "/downloads/secrets/x?for=a&until=99999999999&signature=x", nil, "", 404, ""},
		{"no metrics beside the pages", "GET", "/metrics", map[string]string{"Accept": "text/plain"}, "", 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := w.raw(c.method, c.path, w.token("bureau"), c.header, strings.NewReader(c.body))
			if c.status != 0 && a.Status != c.status || c.allow != "" && a.Header.Get("Allow") != c.allow {
				t.Errorf("%d Allow %q %.200s, want %d", a.Status, a.Header.Get("Allow"), a.Body, c.status)
			}
			if bytes.Contains(a.Body, []byte("go_goroutines")) {
				t.Error("metrics are shown to everybody")
			}
			for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY"} {
				if got := a.Header.Get(name); got != want {
					t.Errorf("%s is %q", name, got)
				}
			}
			for name := range a.Header {
				if strings.HasPrefix(name, "Access-Control-") {
					t.Errorf("other origins are let in: %s", name)
				}
			}
		})
	}
	w.lives()
}

// TestNobodyLearnsTheSchema tries introspection and guessed names without signing in.
func TestNobodyLearnsTheSchema(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	for _, query := range []string{`{ __schema { types { name } } }`, `{ __type(name: "School") { name } }`, `{ ...F } fragment F on Query { __schema { queryType { name } } }`} {
		for _, who := range []string{"anonymous", "disabled", "expired"} {
			for name, a := range map[string]answer{
				"POST": w.ask(w.token(who), query, nil), "GET": w.raw(http.MethodGet, "/graphql?query="+url.QueryEscape(query), w.token(who), nil, nil),
				"events": w.raw(http.MethodPost, "/graphql", w.token(who), map[string]string{"Content-Type": "application/json", "Accept": "text/event-stream"}, strings.NewReader(operation(query))),
			} {
				if a.code() != "UNAUTHENTICATED" {
					t.Errorf("%s asks %s by %s: %.200s", who, query, name, a.Body)
				}
			}
		}
	}
	for _, query := range []string{`{ scools { id } }`, `{ viewer { user } }`, `mutation { signIn(input: {usernam: "a"}) { accessToken } }`, `{ schools(were: {}) { totalCount } }`, `{ schoolAssessments(where: {year: 2023, stage: PRIMARI}) { totalCount } }`} {
		for _, who := range []string{"anonymous", "bureau"} {
			if a := w.ask(w.token(who), query, nil); a.code() == "" || strings.Contains(string(a.Body), "Did you mean") {
				t.Errorf("%s: %s", query, a.Body)
			}
		}
	}
}

// TestAnAddressHasItsShare asks faster than one address may.
func TestAnAddressHasItsShare(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	w.kill()
	w.serve("JUNHENG_RATE_PER_ADDRESS=60")
	for range 100 {
		if a := w.ask("", "{ __typename }", nil); a.Status == http.StatusTooManyRequests {
			if a.code() != "RATE_LIMITED" || a.Header.Get("Retry-After") == "" {
				t.Errorf("%s %v", a.Body, a.Header)
			}
			return
		}
	}
	t.Error("an address may ask without end")
}
