package trial_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/store/storetest"
)

// gate stands between the server and its database. It can be shut: then connections are cut and refused, or stay open and
// nothing passes.
type gate struct {
	listener net.Listener
	to       string

	mu     sync.Mutex
	state  string // open, shut or silent
	passed *sync.Cond
	conns  map[net.Conn]bool
}

func newGate(t *testing.T, to string) *gate {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	g := &gate{listener: l, to: to, state: "open", conns: map[net.Conn]bool{}}
	g.passed = sync.NewCond(&g.mu)
	t.Cleanup(func() { g.set("shut"); _ = l.Close() })
	go g.run()
	return g
}

func (g *gate) run() {
	for {
		c, err := g.listener.Accept()
		if err != nil {
			return
		}
		g.mu.Lock()
		isShut := g.state == "shut"
		g.mu.Unlock()
		d, err := net.Dial("tcp", g.to)
		if isShut || err != nil {
			_ = c.Close()
			continue
		}
		g.mu.Lock()
		g.conns[c], g.conns[d] = true, true
		g.mu.Unlock()
		go g.copy(c, d)
		go g.copy(d, c)
	}
}

func (g *gate) copy(to, from net.Conn) {
	defer func() { _, _ = to.Close(), from.Close() }()
	b := make([]byte, 32<<10)
	for {
		n, err := from.Read(b)
		g.mu.Lock()
		for g.state == "silent" {
			g.passed.Wait()
		}
		g.mu.Unlock()
		if n > 0 {
			if _, err := to.Write(b[:n]); err != nil {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

func (g *gate) set(state string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.state = state
	if state == "shut" {
		for c := range g.conns {
			_ = c.Close()
		}
		clear(g.conns)
	}
	g.passed.Broadcast()
}

// TestTheServerOutlivesItsDatabase takes the database away, loudly and silently, and gives it back. MariaDB only: the embedded
// one cannot go away.
func TestTheServerOutlivesItsDatabase(t *testing.T) {
	t.Parallel()
	for _, kind := range storetest.Kinds() {
		for _, state := range map[string][]string{"mysql": {"shut", "silent"}}[kind] {
			t.Run(state, func(t *testing.T) {
				t.Parallel()
				w := newWorld(t, kind, 2)
				config, err := mysql.ParseDSN(strings.TrimPrefix(w.database, "mysql:"))
				w.must(err)
				g := newGate(t, config.Addr)
				config.Addr = g.listener.Addr().String()
				w.kill()
				w.database = "mysql:" + config.FormatDSN()
				w.serve()
				w.data(w.token("bureau"), "{ schools { totalCount } }", nil)
				g.set(state)
				var wg sync.WaitGroup
				took := make([]time.Duration, 8)
				for i := range took {
					wg.Go(func() {
						began := time.Now()
						query := []string{"{ schools { totalCount } }", `mutation { recordSchoolYear(input: {schoolCode: "` + code(here, 0) + `", year: 2023, values: {boarders: 1}}) { userErrors { code } } }`}[i%2]
						a, err := send(request(within(t, patience), t, w.url, w.token("bureau"), query, nil))
						if err != nil || len(a.Errors) == 0 {
							t.Errorf("without a database: %v %s", err, a.Body)
						}
						took[i] = time.Since(began)
						for _, word := range []string{"dial", "tcp", "127.0.0.1", "driver", "mysql", "invalid connection", "SELECT", "i/o"} {
							if strings.Contains(string(a.Body), word) {
								t.Errorf("the error shows %q: %s", word, a.Body)
							}
						}
					})
				}
				wg.Wait()
				if slices.Sort(took); took[4] > failedWithin || took[7] > failedWithin+5*time.Second {
					t.Errorf("the error came after %s in the middle, %s at most", took[4], took[7])
				}
				if a := w.raw("GET", "/readyz", "", nil, nil); a.Status != http.StatusServiceUnavailable {
					t.Errorf("it says that it is ready: %d", a.Status)
				}
				if a := w.raw("GET", "/healthz", "", nil, nil); a.Status != http.StatusOK {
					t.Errorf("it says that it is dead: %d", a.Status)
				}
				g.set("open")
				back := time.Now()
				eventually(t, "it answers again", func() bool { return w.ask(w.token("bureau"), "{ schools { totalCount } }", nil).code() == "" })
				if took := time.Since(back); took > backWithin {
					t.Errorf("it came back after %s", took)
				}
				w.lives()
			})
		}
	}
}

// TestSlowClientsHoldNobodyUp opens connections that send a byte now and then, in the headers and in the body.
func TestSlowClientsHoldNobodyUp(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 2)
	host := strings.TrimPrefix(w.url, "http://")
	stop := make(chan struct{})
	var wg sync.WaitGroup
	ended := make(chan struct{}, 100)
	for i := range cap(ended) {
		c, err := new(net.Dialer).DialContext(t.Context(), "tcp", host)
		w.must(err)
		start := "POST /graphql HTTP/1.1\r\nHost: " + host + "\r\nX-Slow: "
		if i%2 == 1 {
			start = "POST /graphql HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"
		}
		_, err = io.WriteString(c, start)
		w.must(err)
		wg.Go(func() {
			defer func() { _ = c.Close() }()
			for {
				select {
				case <-stop:
					return
				case <-time.After(200 * time.Millisecond):
				}
				if _, err := io.WriteString(c, "x"); err != nil {
					ended <- struct{}{}
					return
				}
			}
		})
	}
	var took []time.Duration
	for i := range 20 {
		began := time.Now()
		w.data(w.token("bureau"), "{ schools { totalCount nodes { name } } }", nil)
		took = append(took, time.Since(began))
		if i == 0 && len(ended) == cap(ended) {
			t.Error("an ordinary request waited until the slow ones were let go")
		}
	}
	if slices.Sort(took); took[10] > answeredWithin || took[19] > generous {
		t.Errorf("ordinary requests took %s in the middle and %s at most beside slow ones", took[10], took[19])
	}
	eventually(t, "slow clients are let go", func() bool { return len(ended) == cap(ended) })
	close(stop)
	wg.Wait()
	w.lives()
}

// TestIdleClientsAreLetGo has clients that send more headers than there can be, that ask and do not read, and that are silent.
func TestIdleClientsAreLetGo(t *testing.T) {
	t.Parallel()
	w := newWorld(t, "sqlite", 40)
	host := strings.TrimPrefix(w.url, "http://")
	dial := func() net.Conn {
		c, err := new(net.Dialer).DialContext(t.Context(), "tcp", host)
		w.must(err)
		t.Cleanup(func() { _ = c.Close() })
		w.must(c.SetDeadline(time.Now().Add(2*time.Minute + patience))) // idle ones have a minute
		return c
	}
	t.Run("more headers than 16 KB", func(t *testing.T) {
		c := dial()
		_, err := io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: "+host+"\r\nX-Long: "+strings.Repeat("x", 24<<10)+"\r\n\r\n")
		w.must(err)
		if line, err := bufio.NewReader(c).ReadString('\n'); err != nil || !strings.Contains(line, " 431 ") {
			t.Errorf("got %q, %v, want 431", line, err)
		}
	})
	t.Run("asking and not reading", func(t *testing.T) {
		t.Parallel()
		c := dial()
		body := `{"query":"{ schools(first: 100) { nodes { id code name kind region { name code } } } }"}`
		ask := "POST /graphql HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\nAuthorization: Bearer " + w.token("bureau") +
			fmt.Sprintf("\r\nContent-Length: %d\r\n\r\n%s", len(body), body)
		var err error
		for err == nil { // until the buffers are full, and then until the server has enough of it
			_, err = io.WriteString(c, ask)
		}
		if errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("the server waits for it still: %v", err)
		}
	})
	t.Run("silent after an answer", func(t *testing.T) {
		t.Parallel()
		c := dial()
		_, err := io.WriteString(c, "GET /healthz HTTP/1.1\r\nHost: "+host+"\r\n\r\n")
		w.must(err)
		if _, err := io.Copy(io.Discard, c); err != nil {
			t.Errorf("the server does not close the connection: %v", err)
		}
	})
}

// TestStoppingFinishesWhatRuns asks the server to stop amid requests, streams and an import.
func TestStoppingFinishesWhatRuns(t *testing.T) {
	t.Parallel()
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			w := newWorld(t, kind, killSchools)
			w.emptyRoster()
			id := w.queue(w.token("bureau"), file(t, roster()), false)
			lines, body := w.stream(within(t, 2*patience), w.token("bureau"))
			defer func() { _ = body.Close() }()
			const running = 10
			var wg sync.WaitGroup
			started := make(chan struct{}, running)
			failed := make(chan string, running)
			url, token := w.url, w.token("bureau")
			for range running {
				wg.Go(func() {
					pr, pw := io.Pipe()
					r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/graphql", pr)
					if err != nil {
						failed <- err.Error()
						return
					}
					r.Header.Set("Content-Type", "application/json")
					r.Header.Set("Authorization", "Bearer "+token)
					// The client reads nothing of the body before the server does, which has then taken the request up.
					r.Header.Set("Expect", "100-continue")
					go func() { // the request has begun, and its end comes after the server was told to stop
						_, _ = io.WriteString(pw, `{"query": "{ schools { totalCount `)
						started <- struct{}{}
						time.Sleep(time.Second)
						_, _ = io.WriteString(pw, `} }"}`)
						_ = pw.Close()
					}()
					if a, err := send(r); err != nil || a.Status != http.StatusOK || len(a.Errors) > 0 {
						failed <- fmt.Sprintf("%v %s", err, a.Body)
					}
				})
			}
			for range running {
				<-started
			}
			if status := w.stop(); status != 0 {
				t.Errorf("it exits with %d: %s", status, w.said())
			}
			wg.Wait()
			close(failed)
			for what := range failed {
				t.Errorf("a running request was not answered: %s", what)
			}
			if _, err := io.Copy(io.Discard, lines); err != nil {
				t.Logf("the stream ended with %v", err)
			}
			w.serve()
			if status := w.finished(w.token("bureau"), id); status != "SUCCEEDED" {
				t.Errorf("the import that was running is %s", status)
			}
			w.areTrue()
		})
	}
}
