//go:build unix

package office

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/junheng/junheng/report/docx"
)

// fake is a program that is called as soffice is.
func fake(t *testing.T, limit time.Duration, script string) *Program {
	t.Helper()
	path := filepath.Join(t.TempDir(), "soffice")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return newProgram(path, limit)
}

func document(t *testing.T) []byte {
	t.Helper()
	d := docx.New("试", "头")
	d.Heading(1, "一、试")
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestAProgramThatIsNotThere(t *testing.T) {
	t.Setenv("PATH", t.TempDir())
	p, err := Find("")
	if p != nil || err != nil {
		t.Errorf("got %v, %v, want nothing", p, err)
	}
	if _, err := p.PDF(t.Context(), nil, ".docx"); !errors.Is(err, ErrUnavailable) {
		t.Errorf("got %v, want %v", err, ErrUnavailable)
	}
	if _, err := Find(filepath.Join(t.TempDir(), "soffice")); err == nil || !strings.Contains(err.Error(), "JUNHENG_OFFICE") {
		t.Errorf("a path that leads nowhere: got %v", err)
	}
}

func TestAProgramGetsOnlyWhatItNeeds(t *testing.T) {
	t.Setenv("JUNHENG_KEYS", "a secret")
	t.Setenv("TMPDIR", t.TempDir())
	p := fake(t, time.Minute, `env > "$TMPDIR/said"; ls "$TMPDIR" >> "$TMPDIR/said"; cat "$TMPDIR/profile/user/registrymodifications.xcu" >> "$TMPDIR/said"
echo "$@" >> "$TMPDIR/said"; mv "$TMPDIR/said" paper.pdf`)
	got, err := p.PDF(t.Context(), []byte("x"), ".docx")
	if err != nil {
		t.Fatal(err)
	}
	said := string(got)
	if strings.Contains(said, "secret") {
		t.Error("the program sees the keys")
	}
	for _, want := range []string{"paper.docx", "DisableMacrosExecution", "-env:UserInstallation=file://", "--headless"} {
		if !strings.Contains(said, want) {
			t.Errorf("%s is missing:\n%s", want, said)
		}
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestAProgramThatTakesTooLongIsKilledWithItsChildren(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	pids := filepath.Join(t.TempDir(), "pid")
	var text []byte
	for limit := 300 * time.Millisecond; len(text) == 0; limit *= 2 { // a busy machine takes longer to start the child
		p := fake(t, limit, `sleep 300 & echo $! > `+pids+`; wait`)
		began := time.Now()
		if _, err := p.PDF(t.Context(), nil, ".docx"); !errors.Is(err, ErrTooSlow) {
			t.Fatalf("got %v, want %v", err, ErrTooSlow)
		}
		if took := time.Since(began); took > limit+20*time.Second {
			t.Fatalf("took %v", took)
		}
		text, _ = os.ReadFile(pids)
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		t.Fatal(err)
	}
	if !isGone(pid) {
		t.Error("its child lives on")
	}
	if left, err := os.ReadDir(os.Getenv("TMPDIR")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// isGone tells whether a process has ended, or waits only to be counted out.
func isGone(pid int) bool {
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		if errors.Is(syscall.Kill(pid, 0), syscall.ESRCH) {
			return true
		}
		if stat, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat"); err == nil && strings.Contains(string(stat), ") Z ") {
			return true
		}
	}
	return false
}

func TestProgramsThatFail(t *testing.T) {
	for _, c := range []struct{ name, script, want string }{
		{"with a message", "echo cannot load >&2; exit 3", "cannot load"},
		{"silently", "exit 0", "no PDF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := fake(t, time.Minute, c.script).PDF(t.Context(), nil, ".docx"); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestRunsWaitForEachOtherAndFewWait(t *testing.T) {
	there := filepath.Join(t.TempDir(), "there")
	p := fake(t, time.Minute, `mkdir `+there+` || exit 9; sleep 0.05; rmdir `+there+`; echo ok > paper.pdf`)
	ended := make(chan error, waiting+1)
	for range waiting + 1 {
		go func() {
			_, err := p.PDF(t.Context(), nil, ".docx")
			ended <- err
		}()
	}
	for range waiting + 1 {
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	p.turn <- struct{}{}
	ctx, cancel := context.WithCancel(t.Context())
	for range waiting + 1 {
		go func() {
			_, err := p.PDF(ctx, nil, ".docx")
			ended <- err
		}()
	}
	for p.waiting.Load() < waiting+1 {
		runtime.Gosched()
	}
	if _, err := p.PDF(t.Context(), nil, ".docx"); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v, want %v", err, ErrBusy)
	}
	cancel()
	for range waiting + 1 {
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v, want %v", err, context.Canceled)
		}
	}
}

func TestLibreOfficeMakesPDF(t *testing.T) {
	p, err := Find("")
	if err != nil {
		t.Fatal(err)
	}
	if p == nil {
		t.Skip("no LibreOffice here")
	}
	got, err := p.PDF(t.Context(), document(t), ".docx")
	if err != nil || !bytes.HasPrefix(got, []byte("%PDF-")) {
		t.Fatalf("got %.20q, %v", got, err)
	}
}
