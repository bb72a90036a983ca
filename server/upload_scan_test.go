//go:build unix

package main

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// fakeScanner is a script that is called as a scanner is.
func fakeScanner(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "scan")
	if err := os.WriteFile(path, []byte("#!/bin/sh\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestOnlyWhatTheScannerCallsCleanIsTaken(t *testing.T) {
	t.Setenv("JUNHENG_KEYS", "a secret")
	said := filepath.Join(t.TempDir(), "said")
	command := fakeScanner(t, `{ env; echo "$1 $#"; } > `+said+`
grep -q -a virus "$2" && exit 1
grep -q -a broken "$2" && exit 2
grep -q -a killed "$2" && kill -9 $$
[ -r "$2" ]`) + " --quiet;touch"
	site, _ := demoSite(t, "sqlite", func(f *serveFlags) { f.Scanner = command })
	handler := site.routes()
	token := signIn(t, handler, "bureau")
	for _, c := range []struct {
		content, code string
		status        int
	}{
		{"fine", "", http.StatusOK},
		{"a virus", "UPLOAD_INFECTED", http.StatusUnprocessableEntity},
		{"broken", "UPLOAD_UNSCANNED", http.StatusServiceUnavailable},
		{"killed", "UPLOAD_UNSCANNED", http.StatusServiceUnavailable},
	} {
		r := httptest.NewRequest(http.MethodPost, "/uploads?name=a.xlsx", strings.NewReader(workbookBegins+c.content))
		r.Header.Set("Authorization", "Bearer "+token)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var answer struct {
			ID     string
			Errors []struct{ Extensions struct{ Code string } }
		}
		err := json.Unmarshal(w.Body.Bytes(), &answer)
		if err != nil || w.Code != c.status || (answer.ID != "") != (c.code == "") || (c.code != "" && (len(answer.Errors) != 1 || answer.Errors[0].Extensions.Code != c.code)) {
			t.Errorf("%s: %v %d %s", c.content, err, w.Code, w.Body)
		}
	}
	for accept, want := range map[string]string{"zh": "安全扫描", "en": "scanner"} {
		r := httptest.NewRequest(http.MethodPost, "/uploads?name=a.xlsx", strings.NewReader(workbookBegins+"a virus"))
		r.Header.Set("Authorization", "Bearer "+token)
		r.Header.Set("Accept-Language", accept)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), want) {
			t.Errorf("%s: got %s", accept, w.Body)
		}
	}
	heard, err := os.ReadFile(said)
	if err != nil || !strings.HasSuffix(string(heard), "\n--quiet;touch 2\n") || strings.Contains(string(heard), "a secret") {
		t.Errorf("the scanner was called with\n%s %v", heard, err)
	}
}

func TestAScannerHasItsTime(t *testing.T) {
	pid := filepath.Join(t.TempDir(), "pid")
	command := fakeScanner(t, "sleep 300 & echo $! > "+pid+"; wait")
	var text []byte
	for limit := time.Second; len(text) == 0; limit *= 2 { // a busy machine takes longer to start the child
		began := time.Now()
		isClean, err := scanner{[]string{command}, limit}.scan(t.Context(), "file")
		if took := time.Since(began); isClean || !errors.Is(err, context.DeadlineExceeded) || took > limit+20*time.Second {
			t.Fatalf("got %v, %v after %v", isClean, err, took)
		}
		text, _ = os.ReadFile(pid)
	}
	var child int
	if err := json.Unmarshal(text, &child); err != nil {
		t.Fatal(err)
	}
	for range 1200 { // a killed process is there until somebody hears of its end
		if state, err := os.ReadFile("/proc/" + strings.TrimSpace(string(text)) + "/stat"); err == nil && strings.Contains(string(state), ") Z ") {
			return
		}
		if errors.Is(syscall.Kill(child, 0), syscall.ESRCH) {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Errorf("what the scanner started still runs: %s", text)
}

func TestAScannerThatIsNotThereIsSaid(t *testing.T) {
	if scan, err := (scannerFlag{" "}).scan(); scan != nil || err != nil {
		t.Errorf("no scanner: %v", err)
	}
	if _, err := (scannerFlag{"/nowhere/clamdscan --fdpass"}).scan(); err == nil || !strings.Contains(err.Error(), "JUNHENG_SCANNER") {
		t.Errorf("got %v", err)
	}
}
