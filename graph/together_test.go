package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
)

// TestCallersAtOnceGetTheirOwnAnswers asks as everybody in turn, and then as all at the same time of one process: nothing that is
// kept, read in advance or shared among requests makes an answer another one.
func TestCallersAtOnceGetTheirOwnAnswers(t *testing.T) {
	w := one(t, 9)
	callers := []string{"", "bureau", "school", "inspector", "elsewhere", "far"}
	var bodies [][]byte
	for _, query := range []string{
		`{viewer{id username role regions{code}}}`,
		`{schools(first:20){totalCount nodes{code name region{name} group locale}}}`,
		`{schools(first:20){totalCount nodes{id code name}}}`,
		`{schoolAssessments(where:{year:2023},first:20){totalCount facets(fields:[STAGE,VERDICT]){field values{value count}} nodes{school{code name} stage verdict metCount}}}`,
		`{teachers(where:{year:2023},first:20){totalCount nodes{code name school{code}}}}`,
		fmt.Sprintf(`{a:school(code:%q){name region{code}} b:school(code:%q){name region{code}} c:school(code:%q){name}}`, code(here, 0), code(there, 0), code(here, 3)),
		fmt.Sprintf(`{a:countyAssessment(regionCode:%q,year:2023){verdict schoolCount} b:countyAssessment(regionCode:%q,year:2023){verdict schoolCount}}`, here, there),
		`{accounts(first:20){totalCount nodes{username}}}`,
	} {
		body, err := json.Marshal(map[string]any{"query": query})
		if err != nil {
			t.Fatal(err)
		}
		bodies = append(bodies, body)
	}
	ask := func(who string, body []byte) string {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Accept", "application/graphql-response+json")
		if who != "" {
			r.Header.Set("Authorization", "Bearer "+w.tokens[who])
		}
		rec := httptest.NewRecorder()
		w.handler.ServeHTTP(rec, r)
		return fmt.Sprint(rec.Code, rec.Body.String())
	}
	alone := map[string]string{}
	distinct := map[string]bool{}
	for _, who := range callers {
		for n, body := range bodies {
			answer := ask(who, body)
			alone[fmt.Sprint(who, n)] = answer
			distinct[answer] = true
			if strings.Contains(answer, `"INVALID"`) {
				t.Fatalf("%s: %s", body, answer)
			}
		}
	}
	if len(distinct) < 3*len(bodies) {
		t.Fatalf("only %d answers differ: the callers are too alike to be mistaken for each other: %v", len(distinct), alone)
	}
	var all sync.WaitGroup
	for n := range 12 {
		all.Go(func() {
			r := rand.New(rand.NewPCG(uint64(n), 20))
			for range 40 {
				who, i := callers[r.IntN(len(callers))], r.IntN(len(bodies))
				if got, want := ask(who, bodies[i]), alone[fmt.Sprint(who, i)]; got != want {
					t.Errorf("%q asks %s\ngot  %.400s\nwant %.400s", who, bodies[i], got, want)
					return
				}
			}
		})
	}
	all.Wait()
}
