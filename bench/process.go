package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// process is a server that runs beside this one.
type process struct {
	command *exec.Cmd
	base    string
	client  *http.Client
	ended   chan struct{} // closed when it has ended
}

// startProcess starts a server and waits until it answers.
func startProcess(ctx context.Context, log, address, ready string, environment []string, name string, arguments ...string) (*process, error) {
	out, err := os.Create(log)
	if err != nil {
		return nil, err
	}
	defer func() { _ = out.Close() }() // the child has its own
	command := exec.CommandContext(ctx, name, arguments...)
	command.Env = append(os.Environ(), environment...)
	command.Stdout, command.Stderr = out, out
	if err := command.Start(); err != nil {
		return nil, err
	}
	p := &process{
		command: command, base: "http://" + address, ended: make(chan struct{}),
		client: &http.Client{Timeout: 30 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 64}},
	}
	go func() {
		_ = command.Wait()
		close(p.ended)
	}()
	for range 300 {
		select {
		case <-p.ended:
			text, _ := os.ReadFile(log)
			return nil, fmt.Errorf("%s ended before it was ready:\n%s", name, text)
		case <-time.After(100 * time.Millisecond):
		}
		if response, err := p.client.Get(p.base + ready); err == nil {
			_ = response.Body.Close()
			if response.StatusCode < 500 {
				return p, nil
			}
		}
	}
	p.stop()
	return nil, fmt.Errorf("%s was not ready after 30 s", name)
}

func (p *process) stop() {
	if p == nil {
		return
	}
	_ = p.command.Process.Signal(syscall.SIGTERM)
	select {
	case <-p.ended:
	case <-time.After(15 * time.Second):
		_ = p.command.Process.Kill()
	}
}

// call is one request: a body makes it a POST.
type call struct {
	path string
	body []byte
}

// send asks and returns the answer's bytes.
func (p *process) send(ctx context.Context, c call, token string) ([]byte, error) {
	method, body := http.MethodGet, io.Reader(nil)
	if c.body != nil {
		method, body = http.MethodPost, bytes.NewReader(c.body)
	}
	request, err := http.NewRequestWithContext(ctx, method, p.base+c.path, body)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Accept", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := p.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer func() { _ = response.Body.Close() }()
	b, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %d: %.300s", response.StatusCode, b)
	}
	return b, nil
}

func (p *process) ask(ctx context.Context, c call, token string, answer any) error {
	b, err := p.send(ctx, c, token)
	if err != nil {
		return err
	}
	return json.Unmarshal(b, answer)
}

// cpu is the processor time that a process has used, in its own code and in the kernel for it.
func cpu(pid int) (time.Duration, error) {
	b, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	if err != nil {
		return 0, err
	}
	_, rest, found := bytes.Cut(b, []byte(") ")) // the name may hold spaces
	fields := strings.Fields(string(rest))
	if !found || len(fields) < 13 {
		return 0, errors.New("unknown form of /proc/PID/stat")
	}
	var ticks int64
	for _, f := range fields[11:13] { // utime and stime, of all threads, in hundredths of a second
		n, err := strconv.ParseInt(f, 10, 64)
		if err != nil {
			return 0, err
		}
		ticks += n
	}
	return time.Duration(ticks) * 10 * time.Millisecond, nil
}

// enginePID is the database server's process, where it runs on this machine; else 0.
func enginePID(ctx context.Context, db *sql.DB) int {
	var file string
	if err := db.QueryRowContext(ctx, "SELECT @@pid_file").Scan(&file); err != nil {
		return 0
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(b)))
	if err != nil {
		return 0
	}
	return pid
}

func freeAddresses(n int) ([]string, error) {
	var addresses []string
	for range n {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return nil, err
		}
		defer func() { _ = l.Close() }() // all stay taken until all are known
		addresses = append(addresses, l.Addr().String())
	}
	return addresses, nil
}
