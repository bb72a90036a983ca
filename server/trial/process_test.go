// Package trial_test attacks the server as it is shipped: the built binary, over the network, on real databases.
package trial_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// patience is how long a test waits for what must come, generous what must come soon, however busy the machine is.
const (
	patience = 30 * time.Second
	generous = 10 * time.Second
)

// What the server promises. A machine that others work on as well may keep a single request waiting for longer, so most tests hold
// the quickest or the middle one of several to it, and each to generous.
const (
	refusedWithin  = 2 * time.Second  // an abuse
	answeredWithin = 2 * time.Second  // an ordinary request, beside slow clients
	endedWithin    = 4 * time.Second  // a stream, after its token
	failedWithin   = 10 * time.Second // a request, without a database
	backWithin     = 5 * time.Second  // the service, after its database
)

// binary is the server under trial.
var binary string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "junheng-trial-")
	if err != nil {
		panic(err)
	}
	binary = filepath.Join(dir, "junheng")
	build := exec.Command("go", "build", "-o", binary, "..")
	build.Stderr = os.Stderr
	code := 1
	if err := build.Run(); err == nil {
		code = m.Run()
	}
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

// process is a running server.
type process struct {
	t       *testing.T
	cmd     *exec.Cmd
	url     string // http://127.0.0.1:PORT
	metrics string // http://127.0.0.1:PORT/metrics
	ended   chan struct{}

	mu  sync.Mutex
	log bytes.Buffer
}

// seeSources opens every folder that the binary is built from. The test cache knows what a test opens, not what a program
// that it runs was built from, and would repeat an old answer about a server that has changed.
var seeSources = sync.OnceFunc(func() {
	for _, room := range []string{"app", "auth", "demo", "frontend/dist", "graph", "indicator", "models", "report", "server", "store", "workbook"} {
		_ = filepath.WalkDir(filepath.Join("..", "..", room), func(string, fs.DirEntry, error) error { return nil })
	}
})

// start runs a command of the server with these variables and waits until it listens.
func start(t *testing.T, command string, env ...string) *process {
	t.Helper()
	seeSources()
	p := &process{t: t, cmd: exec.Command(binary, command), ended: make(chan struct{})}
	p.cmd.Env = append(os.Environ(), "JUNHENG_ADDR=127.0.0.1:0", "JUNHENG_METRICS_ADDR=localhost:0", "JUNHENG_RATE_PER_ADDRESS=100000000")
	p.cmd.Env = append(p.cmd.Env, env...)
	errs, err := p.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.kill)
	listening := make(chan string, 1)
	go p.follow(errs, listening)
	select {
	case p.url = <-listening:
	case <-p.ended:
		t.Fatalf("the server ended at its start: %s", p.said())
	case <-time.After(patience):
		t.Fatalf("the server does not listen: %s", p.said())
	}
	return p
}

// follow keeps what the server logs, and tells where it listens.
func (p *process) follow(errs io.Reader, listening chan<- string) {
	defer close(p.ended)
	r := bufio.NewReader(errs)
	for {
		line, err := r.ReadString('\n')
		p.mu.Lock()
		p.log.WriteString(line)
		p.mu.Unlock()
		var entry struct{ Msg, Address string }
		if json.Unmarshal([]byte(line), &entry) == nil {
			switch entry.Msg {
			case "metrics": // the first of the two
				p.metrics = entry.Address
			case "listening":
				listening <- entry.Address
			}
		}
		if err != nil {
			_ = p.cmd.Wait()
			return
		}
	}
}

// said is all that the server has logged.
func (p *process) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.log.String()
}

// kill ends the server at once, as a power cut would.
func (p *process) kill() {
	_ = p.cmd.Process.Kill()
	<-p.ended
}

// stop asks the server to stop and waits for it; its exit status is the answer.
func (p *process) stop() int {
	p.t.Helper()
	_ = p.cmd.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(patience + 10*time.Second):
		p.t.Fatalf("the server does not stop: %s", p.said())
	}
	return p.cmd.ProcessState.ExitCode()
}

// gauge reads a number of the server's metrics.
func (p *process) gauge(name string) float64 {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), http.MethodGet, p.metrics, nil)
	if err != nil {
		p.t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		if rest, ok := strings.CutPrefix(lines.Text(), name+" "); ok {
			var n float64
			if _, err := fmt.Sscan(rest, &n); err == nil {
				return n
			}
		}
	}
	p.t.Fatalf("no metric %s", name)
	return 0
}

// lives checks that the server has neither ended nor panicked.
func (p *process) lives() {
	p.t.Helper()
	select {
	case <-p.ended:
		p.t.Fatalf("the server has ended: %s", p.said())
	default:
	}
	for _, word := range []string{`"msg":"panic`, "goroutine ", "SIGSEGV"} {
		if strings.Contains(p.said(), word) {
			p.t.Fatalf("the server panicked: %s", p.said())
		}
	}
}

// eventually waits for what another process brings about.
func eventually(t *testing.T, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if holds() {
			return
		}
	}
	t.Fatalf("never: %s", what)
}

// within is a context that ends after d at the latest.
func within(t *testing.T, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
