package graph_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/junheng/junheng/graph/scalar"
)

// TestEveryScalarRefusesBadValues gives each scalar that is taken values of every other kind and values beyond it, as a literal and
// as a variable, for an answer and for events: it is the caller's fault each time, and the place is told.
func TestEveryScalarRefusesBadValues(t *testing.T) {
	w := one(t, 1)
	kinds := map[string]string{ // literal = JSON, of every kind there is
		"a text": `"x"`, "an empty text": `""`, "a number": "7", "a fraction": "1.5", "a huge number": "1e999", "a long number": "99999999999999999999",
		"a truth": "true", "a list of two": "[1,2]", "a list in a list": "[[1]]", "an object": `{"a":1}`, "an empty object": `{}`, "an empty list": `[]`, "nothing": "null", "a number of 32 bits and one": "2147483648",
		"no number": `"NaN"`, "infinity": `"Infinity"`, "hexadecimal": `"0x10"`, "a number with a blank": `" 1"`, "five places": `"1.00001"`,
	}
	const ofStage = `{countyAssessment(regionCode:"420107",year:2023){composite(stage:%s)}}`
	w.data("bureau", fmt.Sprintf(ofStage, "PRIMARY"), nil)
	for _, c := range []struct{ name, document, kind, taken string }{
		{"Int", `{schools(first:%s){totalCount}}`, "Int", "a number,nothing"},
		{"Float", `{schoolAssessments(where:{year:2023,indicators:[{indicator:"R1",value:{gte:%s}}]}){totalCount}}`, "Float", "nothing,a number,a fraction,a long number,a number of 32 bits and one"},
		{"String", `{school(code:%s){name}}`, "String!", "a text,an empty text,no number,infinity,hexadecimal,a number with a blank,five places"},
		{"ID", `{node(id:%s){id}}`, "ID!", "a text,an empty text,a number,a number of 32 bits and one,no number,infinity,hexadecimal,a number with a blank,five places"},
		{"Boolean", `{viewer{id @skip(if:%s)}}`, "Boolean!", "a truth"},
		{"Decimal", `{repair(input:{regionCode:"420107",year:2023,budget:%s}){__typename}}`, "Decimal", "a number,a fraction,a number of 32 bits and one,nothing"},
		{"an enumeration", ofStage, "Stage!", ""},
	} {
		for kind, value := range kinds {
			if c.name == "Float" && kind == "a long number" {
				continue // the validator takes it as a variable and not as a literal, and neither hurts
			}
			isTaken := strings.Contains(","+c.taken+",", ","+kind+",")
			asked := map[string]string{
				"as a variable": fmt.Sprintf(`{"query":%s,"variables":{"v":%s}}`, quote("query($v:"+c.kind+")"+fmt.Sprintf(c.document, "$v")), value),
				"as a literal":  fmt.Sprintf(`{"query":%s}`, quote(fmt.Sprintf(c.document, strings.ReplaceAll(value, `"a":`, "a:")))),
			}
			for how, body := range asked {
				for _, accept := range []string{"application/graphql-response+json", "application/json", "text/event-stream"} {
					name := strings.Join([]string{c.name, kind, how, accept}, ", ")
					said := w.said(body, accept)
					if isTaken {
						if strings.Contains(said, `"INVALID"`) {
							t.Errorf("%s: is refused: %.300s", name, said)
						}
						continue
					}
					if !strings.Contains(said, `"code":"INVALID"`) || !strings.Contains(said, `"locations":[{`) && !strings.Contains(said, `"path":[`) {
						t.Errorf("%s: got %.300s, want INVALID and a place", name, said)
					}
				}
			}
		}
	}
}

func TestAVariableOfAnotherTypeIsNotCalledWhatItIsNot(t *testing.T) {
	w := one(t, 1)
	for value, want := range map[string]string{"1.5": "this is no Int", `"x"`: "Int", "true": "this is no Int", "[1]": "this is no Int", "{}": "this is no Int"} {
		said := w.said(`{"query":"query($v:Int){schools(first:$v){totalCount}}","variables":{"v":`+value+`}}`, "application/json")
		if !strings.Contains(said, want) || strings.Contains(said, "cannot use") {
			t.Errorf("%s: got %s, want %s", value, said, want)
		}
	}
}

// said is what comes back for a body, as it is written.
func (w *world) said(body, accept string) string {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), http.MethodPost, "/graphql", bytes.NewReader([]byte(body)))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", accept)
	r.Header.Set("Authorization", "Bearer "+w.tokens["bureau"])
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	return rec.Body.String()
}

// TestScalarsThatNoArgumentHasAreAsStrict is about those that are only written today, and so cannot be asked for.
func TestScalarsThatNoArgumentHasAreAsStrict(t *testing.T) {
	bad := []any{nil, "", "x", true, 1.5, []any{1}, map[string]any{}, json.Number("1e3"), json.Number("99999999999999999999")}
	for name, c := range map[string]struct {
		take func(any) error
		bad  []any
	}{
		"BigInt":   {func(v any) error { _, err := scalar.UnmarshalBigInt(v); return err }, append(bad, "1.0", " 1", "0x1")},
		"Date":     {func(v any) error { _, err := scalar.UnmarshalDate(v); return err }, append(bad, 7, "2026-13-01", "2026-02-30", "2026-1-1", "2026-01-01T00:00:00Z")},
		"DateTime": {func(v any) error { _, err := scalar.UnmarshalDateTime(v); return err }, append(bad, 7, "2026-09-01", "2026-09-01T25:00:00Z", "2026-09-01 08:00:00")},
	} {
		for _, v := range c.bad {
			if err := c.take(v); err == nil {
				t.Errorf("%s takes %T %v", name, v, v)
			} else if got := err.Error(); !strings.HasPrefix(got, "a "+name) {
				t.Errorf("%s of %v says %q", name, v, got)
			}
		}
	}
}

// TestHalfACharacterIsRefused sends what programs send that cut a text between the halves of a rare character, such as 𠮷.
func TestHalfACharacterIsRefused(t *testing.T) {
	w := one(t, 1)
	for name, c := range map[string]struct {
		body    string
		isTaken bool
	}{
		"the first half, as a variable":  {`{"query":"query($v:ID!){node(id:$v){id}}","variables":{"v":"a\ud842"}}`, false},
		"the second half, as a variable": {`{"query":"query($v:ID!){node(id:$v){id}}","variables":{"v":"\uDFB7b"}}`, false},
		"the halves the wrong way round": {`{"query":"query($v:ID!){node(id:$v){id}}","variables":{"v":"\udfb7\ud842"}}`, false},
		"half of one and another":        {`{"query":"query($v:ID!){node(id:$v){id}}","variables":{"v":"\ud842\u5409"}}`, false},
		"half, as a literal":             {`{"query":"{node(id:\"\\ud842\"){id}}"}`, false},
		"half, beside another literal":   {`{"query":"{node(id:\"\\ud842\"){id} schools(where:{search:\"\\ufffd\"}){totalCount}}"}`, false},
		"the unreadable, in braces":      {`{"query":"{node(id:\"\\u{FFFD}\"){id}}"}`, true},
		"both halves, as a variable":     {`{"query":"query($v:ID!){node(id:$v){id}}","variables":{"v":"\ud842\udfb7"}}`, true},
		"the character itself":           {`{"query":"{node(id:\"𠮷\"){id}}"}`, true},
		"a backslash and letters":        {`{"query":"query($v:ID!){node(id:$v){id}}","variables":{"v":"\\ud842"}}`, true},
		"what stands for the unreadable": {`{"query":"{node(id:\"\ufffd\"){id}}"}`, true},
	} {
		said := w.said(c.body, "application/json")
		if isTaken := strings.Contains(said, `{"node":null}`); isTaken != c.isTaken || !isTaken && !strings.Contains(said, `"code":"INVALID"`) {
			t.Errorf("%s: got %s", name, said)
		}
	}
}
