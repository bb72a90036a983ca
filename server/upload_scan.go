package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/office"
)

// scanTime is how long a scanner may look at one file.
const scanTime = 20 * time.Second

// scannerFlag names the program that looks into uploads.
type scannerFlag struct {
	Scanner string `help:"Command that looks into each upload, without a shell; the file's path comes last. Exit status 0: clean, 1: something found, else: could not look, and the file is refused." env:"JUNHENG_SCANNER" placeholder:"COMMAND"`
}

// scanner runs a command on a file.
type scanner struct {
	command []string
	limit   time.Duration
}

// scan is what looks into uploads; nil where no scanner is named.
func (f scannerFlag) scan() (func(ctx context.Context, path string) (isClean bool, err error), error) {
	command := strings.Fields(f.Scanner)
	if len(command) == 0 {
		return nil, nil
	}
	program, err := exec.LookPath(command[0])
	if err != nil {
		return nil, fmt.Errorf("JUNHENG_SCANNER %q: %w", f.Scanner, err)
	}
	command[0] = program
	return scanner{command, scanTime}.scan, nil
}

// scan runs the scanner in an environment that holds nothing of ours, and ends it with all that it started when it takes too long.
func (s scanner) scan(ctx context.Context, path string) (isClean bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, s.limit)
	defer cancel()
	c := exec.CommandContext(ctx, s.command[0], append(s.command[1:len(s.command):len(s.command)], path)...)
	c.Env = []string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C.UTF-8"}
	c.WaitDelay = readyTime
	office.KillWhole(c)
	said, err := c.CombinedOutput()
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	if exit, isExit := errors.AsType[*exec.ExitError](err); isExit && exit.ExitCode() == 1 {
		slog.Warn("the scanner found something in an upload", "request_id", graph.ViewerOf(ctx).RequestID, "said", said[:min(len(said), 200)])
		return false, nil
	}
	return err == nil, err
}
