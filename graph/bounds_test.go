package graph_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/models"
)

// numbered writes a text n times, each with its number.
func numbered(n int, format string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// TestEveryBoundIsReachedAndHeld asks for as much as each bound lets through, and for one more: the refusal names the bound, so
// that no other one can stand in for it.
func TestEveryBoundIsReachedAndHeld(t *testing.T) {
	w := one(t, 2)
	repeat := strings.Repeat
	deep := func(n int) string { // to a selection set of depth n
		return "{schools(first:1){nodes{region{" + repeat("parent{", n-4) + "code" + repeat("}", n-4) + "}}}}"
	}
	lists := func(n int) string {
		return "{schools(first:1){nodes{" + repeat("assessments{school{", n-1) + "code" + repeat("}}", n-1) + "}}}"
	}
	fragments := func(n int) string {
		return "{" + numbered(n, "...G%d ") + "}" + numbered(n, " fragment G%d on Query{viewer{id}}")
	}
	for _, c := range []struct {
		name, most, more, says string
	}{
		{"tokens", "{viewer{id}} #" + repeat("x ", 4_000), "{viewer{id " + numbered(2_500, "a%d ") + "}}", "token limit"},
		{"levels", deep(12), deep(13), "too deep: at most 12"},
		{"lists in lists", lists(4), lists(5), "lists within lists: at most 4"},
		{"lists in lists of the schema", "{__schema{types{fields{args{name}}}}}", "{__schema{types{fields{type{fields{args{name}}}}}}}", "lists within lists: at most 3"},
		{"aliases", "{viewer{" + numbered(10, "a%d:id ") + "}}", "{viewer{" + numbered(11, "a%d:id ") + "}}", "aliases of one field: at most 10"},
		{"aliases by fragments", "{viewer{...A ...B}} fragment A on Viewer{" + numbered(5, "a%d:id ") + "} fragment B on Viewer{" + numbered(5, "b%d:id ") + "}", "{viewer{...A ...B}} fragment A on Viewer{" + numbered(6, "a%d:id ") + "} fragment B on Viewer{" + numbered(5, "b%d:id ") + "}", "aliases of one field: at most 10"},
		{"aliases in two places", "{viewer{" + numbered(5, "a%d:id ") + "} viewer{" + numbered(5, "b%d:id ") + "}}", "{viewer{" + numbered(6, "a%d:id ") + "} viewer{" + numbered(5, "b%d:id ") + "}}", "aliases of one field: at most 10"},
		{"root fields", "{" + numbered(10, "a%d:viewer{id} b%[1]d:__typename ") + "}", "{" + numbered(10, "a%d:viewer{id} b%[1]d:__typename ") + "editions{code}}", "root fields: at most 20"},
		{"fragments", fragments(20), fragments(51), "fragments: at most 50"},
		{"directives", "{viewer{" + repeat("id @include(if:true) ", 100) + "}}", "{viewer{" + repeat("id @include(if:true) ", 101) + "}}", "directives: at most 100"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := w.ask("bureau", c.most, nil); len(a.Errors) > 0 {
				t.Errorf("the most: %.300s", a.Body)
			}
			if a := w.ask("bureau", c.more, nil); len(a.Errors) == 0 || !strings.Contains(a.Errors[0].Message, c.says) {
				t.Errorf("one more: %.300s, want %q", a.Body, c.says)
			}
		})
	}
}

// TestRefusalsTakeLittleMemory counts what is allocated on the way to a refusal: what grows is at most that, whatever is
// collected meanwhile.
func TestRefusalsTakeLittleMemory(t *testing.T) {
	w := one(t, 1)
	const most = 20 << 20
	for name, document := range map[string]string{
		"100,000 directives":             "{__typename " + strings.Repeat("@a ", 100_000) + "}",
		"100,000 aliases":                "{" + numbered(100_000, "a%d:__typename ") + "}",
		"directives to the last byte":    "{__typename " + strings.Repeat("@a", 51_000) + "}",
		"aliases to the last byte":       "{" + numbered(9_000, "a%d:id ") + "}",
		"braces to the last byte":        strings.Repeat("{", 102_000),
		"fragments that double 28 times": "{...F0}" + numbered(28, " fragment F%[1]d on Query{...G%[1]d ...G%[1]d} fragment G%[1]d on Query{...F%[1]d}"),
		"a chain of 4,000 fragments":     "{...F0}" + numbered(4_000, " fragment F%d on Query{viewer{id}}"),
		"20,000 times one field":         "{" + strings.Repeat("__typename ", 20_000) + "}",
	} {
		body := []byte(`{"query":` + string(quote(document)) + `}`)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+w.tokens["bureau"])
		rec := httptest.NewRecorder()
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		w.handler.ServeHTTP(rec, r)
		runtime.ReadMemStats(&after)
		if taken := after.TotalAlloc - before.TotalAlloc; taken > most || !strings.Contains(rec.Body.String(), `"errors"`) {
			t.Errorf("%s: %d bytes were taken: %.200s", name, taken, rec.Body)
		} else {
			t.Logf("%s: %d kB", name, taken>>10)
		}
	}
}

func TestWhatARequestMayCostIsTheRoles(t *testing.T) {
	w := one(t, 2)
	dear := "{schools(first:100){nodes{teachers(first:100){nodes{school{teachers(first:100){nodes{id}}}}}}}}"
	for who, limit := range map[string]float64{"bureau": 100_000, "inspector": 100_000, "school": 50_000} {
		if a := w.ask(who, dear, nil); a.code() != "COST_LIMIT" || a.Errors[0].Extensions["limit"] != limit {
			t.Errorf("%s: %.300s", who, a.Body)
		}
	}
	if a := w.ask("", "{"+numbered(10, "a%d:editions{indicators{code name area level}} ")+"}", nil); a.code() != "COST_LIMIT" || a.Errors[0].Extensions["limit"] != 2000.0 {
		t.Errorf("nobody: %.300s", a.Body)
	}
}

// TestRefusalsHaveTheirStatus holds refusals of each kind to the rules of both media types, and to have no data.
func TestRefusalsHaveTheirStatus(t *testing.T) {
	w := one(t, 1)
	for _, c := range []struct {
		name, who, query string
		graph, json      int
	}{
		{"does not parse", "bureau", "{", 400, 200},
		{"is not valid", "bureau", "{nope}", 400, 200},
		{"has too many aliases", "bureau", "{viewer{" + numbered(11, "a%d:id ") + "}}", 400, 200},
		{"costs too much", "bureau", "{schools(first:100){nodes{teachers(first:100){nodes{school{teachers(first:100){nodes{id}}}}}}}}", 400, 200},
		{"is nobody's", "", "{schools{totalCount}}", 401, 200},
		{"is a subscription", "bureau", watchCounty, 400, 400},
	} {
		for media, want := range map[string]int{"application/graphql-response+json": c.graph, "application/json": c.json} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query":`+string(quote(c.query))+`}`))
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Accept", media)
			if c.who != "" {
				r.Header.Set("Authorization", "Bearer "+w.tokens[c.who])
			}
			a := w.send(r)
			if a.Status != want || a.code() == "" || bytes.Contains(a.Body, []byte(`"data"`)) || a.Header.Get("Content-Type") != media+"; charset=utf-8" {
				t.Errorf("%s, %s: %d %s %.200s, want %d", c.name, media, a.Status, a.Header.Get("Content-Type"), a.Body, want)
			}
		}
	}
}

// TestAStatementBrokenOffIsTooDear holds that who asks for too much is told so by whichever of the two limits is reached first, the
// request's or the database's.
func TestAStatementBrokenOffIsTooDear(t *testing.T) {
	for _, err := range []error{context.DeadlineExceeded, &mysql.MySQLError{Number: 1969}, &mysql.MySQLError{Number: 3024}} {
		somebody := graph.WithViewer(t.Context(), auth.Viewer{AccountID: "a", Role: models.Bureau})
		if got := graph.Present(somebody, fmt.Errorf("list: %w", err)); got.Extensions["code"] != "COST_LIMIT" {
			t.Errorf("%v: got %v, want COST_LIMIT", err, got)
		}
		if got := graph.Present(t.Context(), fmt.Errorf("sign in: %w", err)); got.Extensions["code"] != "INTERNAL" {
			t.Errorf("%v, of nobody, who asks for little: got %v, want INTERNAL", err, got)
		}
	}
}

func TestAPlainRequestHasItsTime(t *testing.T) {
	w := one(t, 1)
	w.graph.HavePatience(time.Nanosecond)
	if a := w.ask("bureau", `{school(code:"4201070001"){name}}`, nil); a.code() != "COST_LIMIT" || !strings.Contains(a.Errors[0].Message, "too long") {
		t.Errorf("%.300s", a.Body)
	}
}

// TestAnAccountHasItsShare spends what an account has; another one's is untouched.
func TestAnAccountHasItsShare(t *testing.T) {
	w := one(t, 2)
	dear := "{schoolAssessments(where:{year:2023},first:100){nodes{school{teachers(first:100){nodes{id code}}}}}}"
	for range 400 {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", strings.NewReader(`{"query":"`+dear+`"}`))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+w.tokens["inspector"])
		rec := httptest.NewRecorder()
		w.handler.ServeHTTP(rec, r)
		if rec.Header().Get("RateLimit-Limit") == "" || rec.Header().Get("RateLimit-Remaining") == "" || rec.Header().Get("X-Request-Cost") == "" {
			t.Fatalf("the answer does not tell what is left: %v", rec.Header())
		}
		if rec.Code != http.StatusTooManyRequests {
			continue
		}
		body, _ := io.ReadAll(rec.Body)
		if wait := rec.Header().Get("Retry-After"); wait == "" || !bytes.Contains(body, []byte("RATE_LIMITED")) || !bytes.Contains(body, []byte("wait "+wait+" s")) {
			t.Errorf("%s %v", body, rec.Header())
		}
		if a := w.ask("bureau", dear, nil); len(a.Errors) > 0 {
			t.Errorf("another account: %.300s", a.Body)
		}
		return
	}
	t.Error("an account may ask without end")
}
