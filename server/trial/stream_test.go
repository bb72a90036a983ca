package trial_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
)

const watchHere = `subscription { countyAssessmentChanged(regionCode: "` + here + `", year: 2023) { verdict } }`

// stream opens server-sent events and waits for the first one. What it answers reads on until the stream ends.
func (w *world) stream(ctx context.Context, token string) (*bufio.Reader, io.Closer) {
	w.t.Helper()
	r := request(ctx, w.t, w.url, token, watchHere, nil)
	r.Header.Set("Accept", "text/event-stream")
	res, err := (&http.Client{Transport: &http.Transport{}}).Do(r)
	if err != nil {
		w.t.Fatal(err)
	}
	lines := bufio.NewReader(res.Body)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			w.t.Fatalf("no event: %d %v", res.StatusCode, err)
		}
		if strings.HasPrefix(line, "data: ") {
			return lines, res.Body
		}
	}
}

// dial opens a socket; greeted ones have been acknowledged.
func (w *world) dial(ctx context.Context) *websocket.Conn {
	w.t.Helper()
	c, _, err := websocket.Dial(ctx, w.url+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { _ = c.CloseNow() })
	return c
}

func (w *world) greeted(ctx context.Context, token string) *websocket.Conn {
	w.t.Helper()
	c := w.dial(ctx)
	w.say(ctx, c, map[string]any{"type": "connection_init", "payload": map[string]any{"Authorization": "Bearer " + token}})
	if m := w.hear(ctx, c); m["type"] != "connection_ack" {
		w.t.Fatalf("not acknowledged: %v", m)
	}
	return c
}

func (w *world) say(ctx context.Context, c *websocket.Conn, m map[string]any) {
	w.t.Helper()
	b, err := json.Marshal(m)
	w.must(err)
	w.must(c.Write(ctx, websocket.MessageText, b))
}

func (w *world) hear(ctx context.Context, c *websocket.Conn) map[string]any {
	w.t.Helper()
	_, b, err := c.Read(ctx)
	if err != nil {
		w.t.Fatalf("the socket ended with %d: %v", websocket.CloseStatus(err), err)
	}
	var m map[string]any
	w.must(json.Unmarshal(b, &m))
	return m
}

func subscribe(id, query string) map[string]any {
	return map[string]any{"id": id, "type": "subscribe", "payload": map[string]any{"query": query}}
}

// TestStreamsEndWithTheirRights holds a stream and a socket of each kind of ending: the token's end, signing out, a disabled
// account, another region.
func TestStreamsEndWithTheirRights(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name string
		left time.Duration
		code websocket.StatusCode
		end  func(*world)
	}{
		{"the token ends", 20 * time.Second, websocket.StatusServiceRestart, func(*world) {}}, // both have to begin before that
		{"the account signs out everywhere", 10 * time.Minute, 4403, func(w *world) {
			w.data(w.token("inspector"), `mutation { signOut(input: {everywhere: true}) { userErrors { code } } }`, nil)
		}},
		{"the account is disabled", 10 * time.Minute, 4403, func(w *world) {
			isDisabled := true
			_, err := w.app.UpdateAccount(w.t.Context(), auth.Operator(), app.AccountChange{Username: "inspector", IsDisabled: &isDisabled})
			w.must(err)
		}},
		{"the account gets another region", 10 * time.Minute, 4403, func(w *world) {
			_, err := w.app.UpdateAccount(w.t.Context(), auth.Operator(), app.AccountChange{Username: "inspector", Inspects: []string{there}})
			w.must(err)
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, "sqlite", 2)
			ctx := within(t, 2*patience)                                                          // the token of the others lasts longer
			token, end, most := w.forge("inspector", c.left), time.Now().Add(c.left), endedWithin // a token's end is known beforehand
			lines, body := w.stream(ctx, token)
			defer func() { _ = body.Close() }()
			socket := w.greeted(ctx, token)
			w.say(ctx, socket, subscribe("1", watchHere))
			if m := w.hear(ctx, socket); m["type"] != "next" {
				t.Fatalf("%v", m)
			}
			c.end(w)
			if c.code != websocket.StatusServiceRestart {
				end, most = time.Now(), generous // rights are looked at every few seconds
			}
			var closed error
			for closed == nil {
				_, _, closed = socket.Read(ctx)
			}
			if status := websocket.CloseStatus(closed); status != c.code {
				t.Errorf("the socket ended with %d: %v, want %d", status, closed, c.code)
			}
			_, err := io.Copy(io.Discard, lines)
			if ctx.Err() != nil {
				t.Error("the stream goes on", err)
			}
			if late := time.Since(end); late > most {
				t.Errorf("they ended after %s", late)
			}
			if m := w.ask(w.token("bureau"), "{ __typename }", nil); m.Status != http.StatusOK {
				t.Error("the server is hurt")
			}
		})
	}
}

// TestAnOperationGivenUpLeavesItsSocketAlone gives many operations up while they are answered.
func TestAnOperationGivenUpLeavesItsSocketAlone(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 4)
	ctx := within(t, 4*patience)
	c := w.greeted(ctx, w.token("bureau"))
	heavy := `{ schools(first: 10) { nodes { itemResults { trace { steps { expression } } } } } }`
	for i := range 60 {
		id := fmt.Sprint("q", i)
		w.say(ctx, c, subscribe(id, []string{heavy, watchHere}[i%2]))
		if i%4 > 1 {
			time.Sleep(time.Duration(rand.IntN(8)) * time.Millisecond) // so that it dies at any point of its life
		}
		w.say(ctx, c, map[string]any{"id": id, "type": "complete"})
		if i%5 == 4 { // an account has only so many at once; wait for those before
			w.say(ctx, c, map[string]any{"type": "ping", "payload": map[string]any{"n": i}})
			for m := w.hear(ctx, c); m["type"] != "pong"; m = w.hear(ctx, c) {
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
	for last := 0; ; last++ { // refused while too many of those before are still dying
		id := fmt.Sprint("last", last)
		w.say(ctx, c, subscribe(id, `{ viewer { username } }`))
		m := w.hear(ctx, c)
		for m["id"] != id {
			m = w.hear(ctx, c)
		}
		if m["type"] == "next" {
			break
		}
		if text := fmt.Sprint(m); !strings.Contains(text, "RATE_LIMITED") {
			t.Fatalf("the last one: %v", m)
		}
		time.Sleep(100 * time.Millisecond)
	}
	w.lives()
}

// TestStreamsCutAtTheirKeepAliveHurtNobody cuts streams around the moment of their keep-alive.
// JUNHENG_CUTS sets how many; a server of ours keeps at most 20 of one account.
func TestStreamsCutAtTheirKeepAliveHurtNobody(t *testing.T) {
	t.Parallel()
	const keepAlive = 15 * time.Second
	cuts := 60
	if n, err := strconv.Atoi(os.Getenv("JUNHENG_CUTS")); err == nil {
		cuts = n
	}
	w := newWorld(t, "sqlite", 2)
	before := w.gauge("go_goroutines")
	for left := cuts; left > 0; left -= 60 {
		var wg sync.WaitGroup
		for i := range min(left, 60) {
			token := w.token([]string{"bureau", "inspector", "school", "otherSchool"}[i%4])
			ctx, cut := context.WithCancel(t.Context())
			_, body := w.stream(ctx, token)
			wg.Go(func() {
				defer func() { _ = body.Close() }()
				time.Sleep(keepAlive - 30*time.Millisecond + time.Duration(rand.IntN(60_000))*time.Microsecond)
				cut()
			})
		}
		wg.Wait()
		eventually(t, "goroutines are back", func() bool { return w.gauge("go_goroutines") <= before+10 })
	}
	w.lives()
	w.data(w.token("bureau"), "{ __typename }", nil)
}

// TestCutSocketsLeaveNothingBehind opens sockets and streams and drops them without a word.
func TestCutSocketsLeaveNothingBehind(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 2)
	w.data(w.token("bureau"), "{ __typename }", nil)
	client.CloseIdleConnections()
	goroutines, files := w.gauge("go_goroutines"), w.gauge("process_open_fds")
	var silent []*websocket.Conn
	for i := range 100 {
		ctx, cut := context.WithTimeout(t.Context(), patience)
		switch i % 4 {
		case 0:
			silent = append(silent, w.dial(ctx)) // never greets
			defer cut()
			continue
		case 1:
			c := w.greeted(ctx, w.token("bureau"))
			w.say(ctx, c, subscribe("1", watchHere))
			w.hear(ctx, c)
			_ = c.CloseNow()
		case 2:
			_, body := w.stream(ctx, w.token("inspector"))
			_ = body.Close()
		case 3:
			_ = w.greeted(ctx, w.token("school")).CloseNow()
		}
		cut()
	}
	for _, c := range silent {
		_, _, err := c.Read(within(t, 15*time.Second))
		if status := websocket.CloseStatus(err); status != 4408 {
			t.Errorf("a silent socket ended with %d: %v", status, err)
		}
	}
	eventually(t, "goroutines are back", func() bool { return w.gauge("go_goroutines") <= goroutines+10 })
	eventually(t, "descriptors are back", func() bool { return w.gauge("process_open_fds") <= files+5 })
	w.lives()
}

// TestSocketsRefuseWhatBreaksTheProtocol tries breaches against the server as it runs.
func TestSocketsRefuseWhatBreaksTheProtocol(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 2)
	hello := fmt.Sprintf(`{"type":"connection_init","payload":{"Authorization":"Bearer %s"}}`, w.token("bureau"))
	one := `{"id":"1","type":"subscribe","payload":{"query":"subscription { countyAssessmentChanged(regionCode: \"420115\", year: 2023) { verdict } }"}}`
	for name, c := range map[string]struct {
		says []string
		want websocket.StatusCode
	}{
		"a greeting of somebody disabled":  {[]string{fmt.Sprintf(`{"type":"connection_init","payload":{"Authorization":"Bearer %s"}}`, w.token("disabled"))}, 4403},
		"a greeting with an expired token": {[]string{fmt.Sprintf(`{"type":"connection_init","payload":{"Authorization":"Bearer %s"}}`, w.token("expired"))}, 4403},
		"an operation before the greeting": {[]string{one}, 4401},
		"two greetings":                    {[]string{hello, hello}, 4429},
		"the same id twice":                {[]string{hello, one, one}, 4409},
		"no JSON":                          {[]string{hello, "{"}, 4400},
		"an array":                         {[]string{hello, "[" + one + "]"}, 4400},
		"no type":                          {[]string{hello, `{"id":"1"}`}, 4400},
		"the old protocol":                 {[]string{hello, `{"id":"1","type":"start","payload":{}}`}, 4400},
		"an operation without a query":     {[]string{hello, `{"id":"1","type":"subscribe","payload":{}}`}, 4400},
		"a message of 70 KB":               {[]string{hello, `{"type":"ping","payload":{"x":"` + strings.Repeat("x", 70<<10) + `"}}`}, websocket.StatusMessageTooBig},
	} {
		t.Run(name, func(t *testing.T) {
			ctx := within(t, patience)
			conn := w.dial(ctx)
			for _, text := range c.says {
				if conn.Write(ctx, websocket.MessageText, []byte(text)) != nil {
					break
				}
			}
			var err error
			for err == nil {
				_, _, err = conn.Read(ctx)
			}
			if got := websocket.CloseStatus(err); got != c.want {
				t.Errorf("closed with %d (%v), want %d", got, err, c.want)
			}
		})
	}
	for name, header := range map[string]http.Header{"another origin": {"Origin": {"https://evil.example"}}, "no origin of a page": {"Origin": {"null"}}} {
		c, res, err := websocket.Dial(t.Context(), w.url+"/graphql", &websocket.DialOptions{Subprotocols: []string{"graphql-transport-ws"}, HTTPHeader: header})
		if err == nil {
			_ = c.CloseNow()
			t.Errorf("a page of %s may open a socket: %d", name, res.StatusCode)
		}
	}
	w.lives()
}
