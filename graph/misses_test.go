package graph_test

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// logTo keeps what is logged. Tests that use it do not run beside others.
func logTo(t *testing.T) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewJSONHandler(&b, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return &b
}

// TestWhoAsksForWhatIsNotShownRaisesAnAlarm asks for other counties' things by each kind of look-up.
func TestWhoAsksForWhatIsNotShownRaisesAnAlarm(t *testing.T) {
	w := one(t, 2)
	log := logTo(t)
	var mine []string
	data := w.data("bureau", `{schools{nodes{id}}}`, nil)
	_, id, _ := strings.Cut(data, `"id":"`)
	id, _, _ = strings.Cut(id, `"`)
	for range 30 { // one's own, and years of one's own county that are not there, are not counted
		w.data("bureau", `query($i:ID!){node(id:$i){id} nodes(ids:[$i,$i]){id} school(code:"4201070001"){id} region(code:"420107"){id} countyAssessment(regionCode:"420107",year:1999){id} countyYear(regionCode:"420107",year:1999){id}}`, map[string]any{"i": id})
	}
	if n := w.graph.Alarms(); n != 0 {
		t.Errorf("own things raise %d alarms", n)
	}
	for i := range graph.MostMisses {
		mine = append(mine, id+fmt.Sprint(i))
	}
	for who, query := range map[string]string{
		"elsewhere": `query($l:[ID!]!){nodes(ids:$l){id}}`,
		"far":       `{node(id:"x"){id} school(code:"4201070001"){id} region(code:"420107"){id} countyAssessment(regionCode:"420107",year:2023){id} countyYear(regionCode:"420107",year:2023){id}}`,
	} {
		before := w.graph.Alarms()
		for range graph.MostMisses / len(mine) {
			w.data(who, query, map[string]any{"l": mine})
		}
		if who == "far" { // five a request
			for range 3 {
				w.data(who, query, nil)
			}
		}
		if n := w.graph.Alarms(); n != before {
			t.Errorf("%s: an alarm at the bound", who)
		}
		w.data(who, query, map[string]any{"l": mine})
		if n := w.graph.Alarms(); n != before+1 {
			t.Errorf("%s: no alarm beyond the bound", who)
		}
		for range 5 {
			w.data(who, query, map[string]any{"l": mine})
		}
		if n := w.graph.Alarms(); n != before+1 {
			t.Errorf("%s: %d alarms, want one a minute", who, n-before)
		}
	}
	if n := strings.Count(log.String(), "that it is not shown"); n != 2 || strings.Contains(log.String(), "elsewhere") || strings.Contains(log.String(), "4201070001") {
		t.Errorf("%d warnings: %s", n, log)
	}
}

// TestOperationsAreLoggedByNameAndCost holds the log to names, cost and outcome, and to nothing of what was sent or answered.
func TestOperationsAreLoggedByNameAndCost(t *testing.T) {
	w := one(t, 2)
	log := logTo(t)
	w.data("bureau", `query Einsicht($c:String!){school(code:$c){name address} schools(where:{search:"geheim-literal"}){totalCount}}`, map[string]any{"c": "4201070001"})
	w.ask("", `mutation Anmelden($p:String!){signIn(input:{username:"geheim-name",password:$p}){accessToken}}`, map[string]any{"p": "geheim-17"})
	w.data("bureau", `query Liste{schools(first:2){nodes{code}}}`, nil)
	var seen []string
	for line := range strings.Lines(log.String()) {
		var l struct {
			Msg, Name, Kind      string
			RequestID            string `json:"request_id"`
			Cost, Bytes, Objects int
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		if l.Msg == "operation" && l.Cost > 0 && l.Bytes > 0 && l.RequestID != "" {
			seen = append(seen, fmt.Sprint(l.Kind, " ", l.Name, " ", l.Objects))
		}
	}
	if got := strings.Join(seen, ", "); got != "query Einsicht 2, mutation Anmelden 1, query Liste 3" {
		t.Errorf("logged: %s\n%s", got, log)
	}
	for _, secret := range []string{"geheim", "4201070001", "试验学校"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log holds %s: %s", secret, log)
		}
	}
}

// TestOnlyAnIDIsAnID changes ids in ways that decoding or a database may pass over.
func TestOnlyAnIDIsAnID(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 1)
		encode := func(text string) string { return base64.RawURLEncoding.EncodeToString([]byte(text)) }
		for _, text := range []string{"School:4201070001", "SchoolYear:4201070001/2023", "Attestation:420107/2023//G1/"} {
			if got := w.data("bureau", `query($i:ID!){node(id:$i){id}}`, map[string]any{"i": encode(text)}); !strings.Contains(got, encode(text)) {
				t.Errorf("%s: got %s", text, got)
			}
		}
		good := encode("School:4201070001")
		for _, id := range []string{
			good + "\n", "\r\n" + good, good[:4] + "\n" + good[4:], good + "=", good + " ", encode("School:4201070001 "), encode("school:4201070001"),
			encode("School:4201070001/"), encode("SchoolYear:4201070001/02023"), encode("SchoolYear:4201070001/+2023"), encode("SchoolYear:4201070001/2023\n"),
			encode("SchoolYear:4201070001 /2023"), encode("SchoolYear:4201070001/2023/"),
			encode("Attestation:420107/02023//G1/"), encode("Attestation:420107/+2023//G1/"),
		} {
			if got := w.data("bureau", `query($i:ID!){node(id:$i){id}}`, map[string]any{"i": id}); got != `{"node":null}` {
				t.Errorf("%q: got %s", id, got)
			}
		}
		before := w.rows()
		w.data("bureau", `mutation($i:ID!){withdrawAttestation(input:{attestationId:$i}){withdrawnAttestationId userErrors{code}}}`, map[string]any{"i": encode("Attestation:420107/02023//G1/")})
		w.data("bureau", `mutation($i:ID!){removeTeacher(input:{teacherId:$i}){removedTeacherId userErrors{code}}}`, map[string]any{"i": encode("Teacher:420107/02023/T0-0")})
		if gone := differences(before, w.rows()); len(gone) > 0 {
			t.Errorf("taken for ids: %q", gone)
		}
	})
}
