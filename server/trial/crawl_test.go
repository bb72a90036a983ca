package trial_test

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
)

// everything is what a caller can see of each kind, in a few documents; the fixture is small enough for one page of each.
func everything() []string {
	trace := `trace { inputs { key label value school { id code name } } steps { expression value } }`
	return []string{
		`{ viewer { id username regions { id code } region { id } school { id code } } }`,
		`{ regions(first: 100) { totalCount edges { cursor } nodes { id code name workbookUrl parent { id code } children { id code } countyYears { id residents region { id } } } } }`,
		`{ schools(first: 100) { totalCount pageInfo { endCursor } nodes { id code name group address region { id code }
			years { id school { id } } assessments { id } teachers(first: 10) { totalCount nodes { id code name rotatedFrom { id code } } } } } }`,
		fmt.Sprintf(`{ schools(first: 5) { nodes { code itemResults(year: %d) { indicator { code } status %s } } } }`, theYear, trace),
		fmt.Sprintf(`{ schoolAssessments(where: {year: %d}, first: 100) { totalCount pageInfo { endCursor } nodes { id values school { id code name } }
			facets(fields: [GROUP, REGION, KIND, LOCALE, VERDICT]) { values { value label count } } histogram(indicator: "R4", bins: 5) { from to count } } }`, theYear),
		fmt.Sprintf(`{ schoolAssessments(where: {year: %d}, first: 5) { nodes { results { indicator { code } %s } } } }`, theYear, trace),
		`{ teachers(first: 100) { totalCount edges { cursor node { id code name school { id code } rotatedFrom { id code } } } } }`,
		`{ attestations(first: 100) { totalCount edges { cursor } nodes { id indicator conclusion school { id code } region { id code } } } }`,
		`{ fundingYears(first: 100) { totalCount edges { cursor } nodes { id generalBudgetSpend spendPerPupil region { id } } } }`,
		`{ countyAssessments(first: 100) { totalCount edges { cursor } nodes { id region { id code } excluded { school { id code name } } warnings { message } } } }`,
		fmt.Sprintf(`{ countyAssessments(where: {year: {gte: %d}}, first: 2) { nodes { balances { mean contributions { value share school { id code name } } } } } }`, theYear),
		fmt.Sprintf(`{ countyAssessments(where: {year: {gte: %d}}, first: 1) { nodes { balances { %s } } } }`, theYear, trace),
		fmt.Sprintf(`{ countyAssessments(where: {year: {gte: %d}}, first: 1) { nodes { indicators { display conclusion blockers { id code name } } } } }`, theYear),
		fmt.Sprintf(`{ countyAssessments(where: {year: {gte: %d}}, first: 1) { nodes { indicators { indicator { code } %s } } } }`, theYear, trace),
		`{ accounts(first: 100) { totalCount edges { cursor } nodes { id username name regions { code } school { id code } } } }`,
		`{ imports(first: 20) { totalCount edges { cursor } nodes { id uploadId markedWorkbookUrl errors { nodes { id value message } } warnings { nodes { id } } } } }`,
	}
}

// seen is what a caller was shown.
type seen struct {
	text string              // all answers
	ids  map[string]bool     // of nodes
	of   map[string][]string // other keys by their field: code, cursor, uploadId, username, workbookUrl ...
}

// crawl reads everything that a caller can see. What the role may not ask for at all is left out.
func (w *world) crawl(who string) seen {
	w.t.Helper()
	s := seen{ids: map[string]bool{}, of: map[string][]string{}}
	for _, query := range everything() {
		a := w.ask(w.token(who), query, nil)
		if code := a.code(); code != "" && code != "FORBIDDEN" {
			w.t.Fatalf("%s asks %s: %.400s", who, query, a.Body)
		}
		s.text += string(a.Data) + "\n"
		var data any
		if err := json.Unmarshal(a.Data, &data); err == nil {
			s.read("", data)
		}
	}
	return s
}

func (s *seen) read(key string, value any) {
	switch v := value.(type) {
	case map[string]any:
		for k, inner := range v {
			s.read(k, inner)
		}
	case []any:
		for _, inner := range v {
			s.read(key, inner)
		}
	case string:
		if key == "id" {
			s.ids[v] = true
			s.ids[ownAccount(v)] = true
		} else {
			s.of[key] = append(s.of[key], v)
		}
	}
}

// ownAccount is the id of a viewer's account, which everybody sees of themselves.
func ownAccount(id string) string {
	text, _ := base64.RawURLEncoding.DecodeString(id)
	if key, ok := strings.CutPrefix(string(text), "Viewer:"); ok {
		return base64.RawURLEncoding.EncodeToString([]byte("Account:" + key))
	}
	return id
}

// missing is an id of the same type and shape that nothing has: every digit and capital of its keys is another one.
func missing(id string) string {
	text, err := base64.RawURLEncoding.DecodeString(id)
	if err != nil {
		return id
	}
	kind, keys, _ := strings.Cut(string(text), ":")
	parts := strings.Split(keys, "/")
	for i, key := range parts {
		if n := len(key); n >= 6 && strings.Trim(key, "0123456789") == "" || n == 26 {
			parts[i] = strings.Repeat("9", n)
		}
	}
	return base64.RawURLEncoding.EncodeToString([]byte(kind + ":" + strings.Join(parts, "/")))
}
