package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
)

// patience is how long a test waits for what must come, however busy the machine is.
const patience = time.Minute

const watchCounty = `subscription{countyAssessmentChanged(regionCode:"420107",year:2023){verdict}}`

// dial opens a socket that speaks the protocol.
func (w *world) dial(t *testing.T) *websocket.Conn {
	t.Helper()
	c, _, err := websocket.Dial(t.Context(), w.server.URL, &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.CloseNow() })
	return c
}

func say(t *testing.T, c *websocket.Conn, text string) {
	t.Helper()
	if err := c.Write(t.Context(), websocket.MessageText, []byte(text)); err != nil {
		t.Fatal(err)
	}
}

// hear is the next message, or the code that the socket was closed with.
func hear(t *testing.T, c *websocket.Conn) (string, websocket.StatusCode) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	_, data, err := c.Read(ctx)
	if err != nil {
		return "", websocket.CloseStatus(err)
	}
	return string(data), 0
}

func TestSocketsKeepTheProtocol(t *testing.T) {
	w := one(t, 1)
	hello := `{"type":"connection_init","payload":{"Authorization":"Bearer ` + w.tokens["bureau"] + `"}}`
	subscribe := func(id string) string {
		b, _ := json.Marshal(map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": watchCounty}})
		return string(b)
	}
	for _, c := range []struct {
		name string
		says []string
		code websocket.StatusCode
	}{
		{"no greeting", nil, 4408},
		{"an operation before the greeting", []string{subscribe("1")}, 4401},
		{"a greeting without a token", []string{`{"type":"connection_init"}`}, 4403},
		{"a greeting with a forged token", []string{`{"type":"connection_init","payload":{"authorization":"Bearer x.y.z"}}`}, 4403},
		{"two greetings", []string{hello, hello}, 4429},
		{"no JSON", []string{hello, "nonsense"}, 4400},
		{"no UTF-8", []string{hello, "\"\xff\""}, 1007},
		{"an unknown message", []string{hello, `{"type":"start"}`}, 4400},
		{"an operation without an id", []string{hello, subscribe("")}, 4400},
		{"two operations of one id", []string{hello, subscribe("1"), subscribe("1")}, 4409},
		{"too many operations", []string{hello, subscribe("1"), subscribe("2"), subscribe("3"), subscribe("4"), subscribe("5"), subscribe("6"), subscribe("7"), subscribe("8"), subscribe("9"), subscribe("10"), subscribe("11")}, 4429},
	} {
		t.Run(c.name, func(t *testing.T) {
			conn := w.dial(t)
			for _, text := range c.says {
				if conn.Write(t.Context(), websocket.MessageText, []byte(text)) != nil {
					break
				}
			}
			for {
				text, code := hear(t, conn)
				if text == "" {
					if code != c.code {
						t.Errorf("closed with %d, want %d", code, c.code)
					}
					return
				}
			}
		})
	}
}

func TestASocketSaysWhyASubscribeIsRefused(t *testing.T) {
	w := one(t, 1)
	for message, want := range map[string]string{
		`{"type":"subscribe","payload":{"query":"{viewer{id}}"}}`:                                           "subscribe needs an id",
		`{"id":"` + strings.Repeat("x", 101) + `","type":"subscribe","payload":{"query":"{viewer{id}}"}}`:   "the id of subscribe is too long: the limit is 100 bytes",
		`{"id":"a","type":"subscribe"}`:                                                                     "subscribe: the request is not one JSON object",
		`{"id":"a","type":"subscribe","payload":[]}`:                                                        "subscribe: the request is not one JSON object",
		`{"id":"a","type":"subscribe","payload":{}}`:                                                        "subscribe: query is missing",
		`{"id":"a","type":"subscribe","payload":{"query":7}}`:                                               "subscribe: query must be a text",
		`{"id":"a","type":"subscribe","payload":{"query":"{viewer{id}}","variables":[]}}`:                   "subscribe: variables must be an object",
		`{"id":"a","type":"subscribe","payload":{"query":"{viewer{id}}","variables":{"v":"\ud842"}}}`:       "subscribe: a text of the request holds half a character: a surrogate without the other",
		`{"id":"a","type":"subscribe","payload":{"query":"{viewer{id}}","operationName":{"toString":"x"}}}`: "subscribe: operationName must be a text",
	} {
		c := w.dial(t)
		say(t, c, `{"type":"connection_init","payload":{"Authorization":"Bearer `+w.tokens["bureau"]+`"}}`)
		hear(t, c)
		say(t, c, message)
		_, _, err := c.Read(t.Context())
		if closed := (websocket.CloseError{}); !errors.As(err, &closed) || closed.Code != 4400 || closed.Reason != want {
			t.Errorf("%.100s: got %v, want %s", message, err, want)
		}
	}
}

func TestASocketTellsOfChangesAndCompletes(t *testing.T) {
	w := one(t, 2)
	c := w.dial(t)
	say(t, c, `{"type":"connection_init","payload":{"Authorization":"Bearer `+w.tokens["bureau"]+`"}}`)
	expect := func(part string) {
		t.Helper()
		if text, code := hear(t, c); !strings.Contains(text, part) {
			t.Fatalf("heard %q (%d), want %q", text, code, part)
		}
	}
	expect("connection_ack")
	say(t, c, `{"id":"a","type":"subscribe","payload":{"query":"{viewer{username}}"}}`)
	expect(`"username":"bureau"`)
	expect(`{"id":"a","type":"complete"}`)
	say(t, c, `{"id":"b","type":"subscribe","payload":{"query":"{nope}"}}`)
	expect(`"type":"error"`)
	say(t, c, `{"type":"ping"}`)
	expect("pong")
	say(t, c, `{"id":"c","type":"subscribe","payload":{"query":`+string(quote(watchCounty))+`}}`)
	expect(`"verdict"`)
	w.data("bureau", `mutation{attestIndicator(input:{regionCode:"420107",year:2023,indicator:"G10",met:false}){userErrors{code}}}`, nil)
	expect(`"verdict":"FAIL"`)
	say(t, c, `{"id":"c","type":"complete"}`)
	say(t, c, `{"id":"c","type":"subscribe","payload":{"query":"{viewer{username}}"}}`)
	expect(`"username"`)
}

func quote(s string) []byte { b, _ := json.Marshal(s); return b }

// moody is an API whose tokens last for life, and whose authentication fails as told.
type moody struct {
	*world
	life  time.Duration
	fails atomic.Pointer[error]
}

func newMoody(t *testing.T, life time.Duration) *moody {
	t.Helper()
	m := &moody{world: one(t, 1), life: life}
	m.graph = graph.NewHandler(&graph.Resolver{Store: m.store, App: m.app, Links: noLinks{}}, m.authenticate)
	m.server.Config.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
		v, _ := m.authenticate(r.Context(), token)
		m.graph.ServeHTTP(w, r.WithContext(graph.WithBearer(graph.WithViewer(r.Context(), v), token)))
	})
	return m
}

func (m *moody) authenticate(ctx context.Context, token string) (auth.Viewer, error) {
	if err := m.fails.Load(); err != nil {
		return auth.Viewer{}, *err
	}
	v, err := m.app.Authenticate(ctx, token)
	if err == nil {
		v.ExpiresAt = time.Now().Add(m.life)
	}
	return v, err
}

// watched is an API with a stream and a socket that have begun. Tokens live longer than told where they would end before that.
func watched(t *testing.T, life time.Duration) (*moody, *bufio.Scanner, *websocket.Conn) {
	t.Helper()
	for ; life <= patience; life *= 2 {
		m := newMoody(t, life)
		lines, socket := m.events(t, "bureau", watchCounty), m.dial(t)
		say(t, socket, `{"type":"connection_init","payload":{"Authorization":"Bearer `+m.tokens["bureau"]+`"}}`)
		if text, _ := hear(t, socket); text != "" && until(lines, "data: ") {
			return m, lines, socket
		}
	}
	t.Fatal("no first event")
	return nil, nil, nil
}

// events are the lines of a stream of somebody's operation.
func (w *world) events(t *testing.T, who, query string) *bufio.Scanner {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.server.URL, strings.NewReader(`{"query":`+string(quote(query))+`}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+w.tokens[who])
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = response.Body.Close() })
	return bufio.NewScanner(response.Body)
}

// until reads lines to the first that begins with part; false when the stream ends before.
func until(lines *bufio.Scanner, part string) bool {
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), part) {
			return true
		}
	}
	return false
}

func TestNobodyIsAnsweredAsEvents(t *testing.T) {
	w := one(t, 1)
	for query, want := range map[string]string{
		"{__typename}":       `{"data":{"__typename":"Query"}}`,
		"{editions{code}}":   `{"data":{"editions":[{"code":"cn-2017"},{"code":"cn-hb-33"}]}}`,
		"{viewer{username}}": `{"errors":[{"message":"sign in first","path":["viewer"],"locations":[{"line":1,"column":2}],"extensions":{"code":"UNAUTHENTICATED"}}],"data":{"viewer":null}}`,
	} {
		lines := w.events(t, "", query)
		if !until(lines, "data: ") || lines.Text() != "data: "+want {
			t.Errorf("%s: got %q, want %q", query, lines.Text(), want)
		}
		if !until(lines, "event: complete") {
			t.Errorf("%s does not complete", query)
		}
	}
}

func TestASubscriptionIsOfOneStream(t *testing.T) {
	w := one(t, 1)
	const county = `countyAssessmentChanged(regionCode:"420107",year:2023)`
	for name, c := range map[string]struct{ query, want string }{
		"two":                      {"subscription{a:" + county + "{verdict} b:" + county + "{verdict}}", `"code":"INVALID"`},
		"two behind a fragment":    {"subscription{...F} fragment F on Subscription{a:" + county + "{verdict} b:" + county + "{verdict}}", `"code":"INVALID"`},
		"none, for it is skipped":  {"subscription{" + county + "@skip(if:true){verdict}}", `"code":"INVALID"`},
		"one, asked for in pieces": {"subscription{" + county + "{verdict} ...F} fragment F on Subscription{" + county + "{year}}", `data: {"data":{"countyAssessmentChanged":{"verdict":`},
		"one, the other skipped":   {"subscription{a:" + county + "{verdict} b:" + county + "@include(if:false){verdict}}", `data: {"data":{"a":{"verdict":`},
	} {
		lines := w.events(t, "bureau", c.query)
		for lines.Scan() && !strings.Contains(lines.Text(), "{") {
		}
		if !strings.Contains(lines.Text(), c.want) {
			t.Errorf("%s: got %q, want %q", name, lines.Text(), c.want)
		}
	}
}

func TestOnlyTheOperationAndItsRightsCompleteAStream(t *testing.T) {
	t.Parallel()
	gone, away := error(auth.ErrUnauthenticated), errors.New("the database is away")
	attest := `mutation{attestIndicator(input:{regionCode:"420107",year:2023,indicator:"G10",met:false}){userErrors{code}}}`
	for _, c := range []struct {
		name      string
		life      time.Duration
		happens   func(*moody)
		completes bool
		code      websocket.StatusCode // of a socket
	}{
		{"the token ends", time.Second, func(*moody) {}, false, websocket.StatusServiceRestart},
		{"the server stops", time.Minute, func(m *moody) { m.graph.Close() }, false, websocket.StatusServiceRestart},
		{"the session is ended", time.Minute, func(m *moody) { m.fails.Store(&gone) }, true, 4403},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			m, lines, socket := watched(t, c.life)
			c.happens(m)
			if got := until(lines, "event: complete"); got != c.completes {
				t.Errorf("complete: got %t", got)
			}
			if _, code := hear(t, socket); code != c.code {
				t.Errorf("the socket was closed with %d, want %d", code, c.code)
			}
		})
	}
	t.Run("a moment without the database", func(t *testing.T) {
		t.Parallel()
		m := newMoody(t, time.Minute)
		lines := m.events(t, "bureau", watchCounty)
		if !until(lines, "data: ") {
			t.Fatal("no first event")
		}
		asked := make(chan struct{})
		m.fails.Store(&away)
		time.AfterFunc(4*time.Second, func() { m.fails.Store(nil); m.data("bureau", attest, nil); close(asked) }) // past one recheck
		if !until(lines, `data: {"data":{"countyAssessmentChanged":{"verdict":"FAIL"`) {
			t.Error("the stream did not go on")
		}
		<-asked
	})
}

func TestAQueryOverEventsHasThePatienceOfAnyOther(t *testing.T) {
	t.Parallel()
	w := one(t, 1)
	w.graph.HavePatience(time.Nanosecond)
	lines := w.events(t, "bureau", `{school(code:"4201070001"){name}}`)
	if !until(lines, "data: ") || !strings.Contains(lines.Text(), "COST_LIMIT") {
		t.Errorf("got %q", lines.Text())
	}
	if !until(lines, "event: complete") {
		t.Error("it does not complete")
	}
}

func TestStreamsEndWithTheAccountsRights(t *testing.T) {
	w := one(t, 1)
	lines := w.events(t, "inspector", watchCounty)
	if !until(lines, "data: ") {
		t.Fatal("no first event")
	}
	yes := true
	if _, err := w.app.UpdateAccount(t.Context(), auth.Operator(), app.AccountChange{Username: "inspector", IsDisabled: &yes}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if !until(lines, "event: complete") {
		t.Error("the stream was cut without complete")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the stream went on for %s after the account was disabled", took)
	}
}
