package graph_test

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
)

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

func TestStreamsEndWithTheAccountsRights(t *testing.T) {
	w := one(t, 1)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.server.URL, strings.NewReader(`{"query":`+string(quote(watchCounty))+`}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "text/event-stream")
	r.Header.Set("Authorization", "Bearer "+w.tokens["inspector"])
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	lines := bufio.NewScanner(response.Body)
	until := func(part string) bool {
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), part) {
				return true
			}
		}
		return false
	}
	if !until("data: ") {
		t.Fatal("no first event")
	}
	yes := true
	if _, err := w.app.UpdateAccount(t.Context(), auth.Operator(), app.AccountChange{Username: "inspector", IsDisabled: &yes}); err != nil {
		t.Fatal(err)
	}
	began := time.Now()
	if !until("event: complete") {
		t.Error("the stream was cut without complete")
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("the stream went on for %s after the account was disabled", took)
	}
}
