// Package office makes PDF of papers with LibreOffice, which stands beside the binary where somebody installed it. It runs without
// a screen, in a folder of its own that is deleted afterwards, without macros, one run at a time, and is killed with all it
// started when it takes too long. It is given only files that we wrote.
package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"time"
)

// Errors of conversions.
var (
	ErrUnavailable = errors.New("there is no LibreOffice here: install libreoffice-writer-nogui and libreoffice-calc-nogui, or name soffice in JUNHENG_OFFICE")
	ErrBusy        = errors.New("too many papers wait to be made PDF")
	ErrTooSlow     = errors.New("LibreOffice took too long")
)

const (
	limit   = 90 * time.Second // of one run, which takes some ten seconds
	waiting = 8                // runs that may wait for theirs
	lastly  = 2 * time.Second
)

// Program is a LibreOffice.
type Program struct {
	path    string
	limit   time.Duration
	turn    chan struct{} // held by the run that goes on
	waiting atomic.Int32
}

// Find finds LibreOffice: at the path where one is given, else on PATH. It is nil without an error where none is installed.
func Find(path string) (*Program, error) {
	if path == "" {
		for _, name := range [...]string{"soffice", "libreoffice"} {
			if found, err := exec.LookPath(name); err == nil {
				return newProgram(found, limit), nil
			}
		}
		return nil, nil
	}
	found, err := exec.LookPath(path)
	if err != nil {
		return nil, fmt.Errorf("JUNHENG_OFFICE %q: %w", path, err)
	}
	return newProgram(found, limit), nil
}

func newProgram(path string, limit time.Duration) *Program {
	return &Program{path: path, limit: limit, turn: make(chan struct{}, 1)}
}

// PDF makes a file of ours a PDF. The extension is .docx or .xlsx. It returns ErrUnavailable from a nil Program, ErrBusy where too
// many wait, ErrTooSlow when a run is over its time, and the context's error when the caller gives up.
func (p *Program) PDF(ctx context.Context, content []byte, extension string) ([]byte, error) {
	if p == nil {
		return nil, ErrUnavailable
	}
	if p.waiting.Add(1) > waiting+1 {
		p.waiting.Add(-1)
		return nil, ErrBusy
	}
	defer p.waiting.Add(-1)
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return p.convert(ctx, content, extension)
}

func (p *Program) convert(ctx context.Context, content []byte, extension string) (pdf []byte, err error) {
	dir, err := os.MkdirTemp("", "junheng-office-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	in := filepath.Join(dir, "paper"+extension)
	if err := errors.Join(os.WriteFile(in, content, 0o600), writeProfile(filepath.Join(dir, "profile")), writeFonts(dir)); err != nil {
		return nil, err
	}
	run, cancel := context.WithTimeoutCause(ctx, p.limit, ErrTooSlow)
	defer cancel()
	said, err := p.command(run, dir, in).CombinedOutput()
	if cause := context.Cause(run); cause != nil {
		return nil, cause
	}
	if err != nil {
		return nil, fmt.Errorf("LibreOffice: %w: %s", err, brief(said))
	}
	pdf, err = os.ReadFile(filepath.Join(dir, "paper.pdf"))
	if err != nil {
		return nil, fmt.Errorf("LibreOffice wrote no PDF: %s", brief(said))
	}
	return pdf, nil
}

// command is one run: a profile of its own, so that it neither meets nor waits for anybody else's LibreOffice, and an environment
// that holds nothing of ours.
func (p *Program) command(ctx context.Context, dir, in string) *exec.Cmd {
	c := exec.CommandContext(ctx, p.path, "-env:UserInstallation=file://"+filepath.ToSlash(filepath.Join(dir, "profile")),
		"--headless", "--norestore", "--nologo", "--nolockcheck", "--nodefault", "--convert-to", "pdf", "--outdir", dir, in)
	c.Dir = dir
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + dir, "TMPDIR=" + dir, "LC_ALL=C.UTF-8", "SAL_USE_VCLPLUGIN=svp"}
	c.WaitDelay = lastly
	KillWhole(c)
	return c
}

// brief is the first line of what a program said.
func brief(said []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(said)), "\n")
	const most = 200
	if runes := []rune(line); len(runes) > most {
		return string(runes[:most])
	}
	return line
}
