package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"runtime/debug"

	"github.com/junheng/junheng/store"
)

// serverCommands are the commands that work on a database.
type serverCommands struct {
	Serve     serveCommand     `cmd:"" help:"Serve the pages and the API."`
	Demo      demoCommand      `cmd:"" help:"Fill an empty database with the made-up demo county and serve it, on this machine only."`
	Import    importCommand    `cmd:"" help:"Take a workbook into the database: all of its rows or none."`
	Export    exportCommand    `cmd:"" help:"Write what is known of a county as a workbook."`
	Recompute recomputeCommand `cmd:"" help:"Compute all results anew from the facts: after an upgrade that says so."`
	Audit     auditCommand     `cmd:"" help:"Seal the audit log, or verify that nobody changed what is sealed."`
	Migrate   migrateCommand   `cmd:"" help:"Bring the schema of the database up to date, or list its steps."`
	Account   accountCommand   `cmd:"" help:"Add, list, disable, show, erase accounts and reset their passwords."`
	Teacher   teacherCommand   `cmd:"" help:"Show what is kept about a teacher, or remove the name."`
	Keys      keysCommand      `cmd:"" help:"Print a new signing key, for JUNHENG_KEYS."`
}

type serveCommand struct{ serveFlags }

func (k *serveCommand) Run(ctx context.Context) error {
	if os.Getenv("JUNHENG_DEMO_PASSWORD") != "" {
		return errors.New("JUNHENG_DEMO_PASSWORD is set, but this is no demo: unset it, or run junheng demo")
	}
	return k.run(ctx, nil)
}

// run opens the database, prepares it and serves it until ctx ends.
func (f serveFlags) run(ctx context.Context, prepare func(*site) error) error {
	slog.SetDefault(slog.New(slog.NewJSONHandler(os.Stderr, nil)))
	if err := f.check(); err != nil {
		return err
	}
	warnOfTransit(f.Database)
	tuneMemory()
	s, err := f.migrated(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := checkRights(ctx, s); err != nil {
		return err
	}
	site, err := newSite(s, f)
	if err != nil {
		return err
	}
	if lost, err := site.app.SealSecondFactors(ctx); err != nil {
		return err
	} else if lost > 0 {
		slog.Warn("some accounts cannot sign in: none of the signing keys opens their second factors; reset their passwords", "accounts", lost)
	}
	if prepare != nil {
		if err := prepare(site); err != nil {
			return err
		}
	}
	return site.serve(ctx, f)
}

// warnOfTransit says when what goes to the database and back can be read on the way. Nothing is refused: the network may be one
// that nobody else is on, or encrypt by itself.
func warnOfTransit(database string) {
	if store.MayBeOverheard(database) {
		slog.Warn("the connection to the database is not encrypted and leaves this machine: add ?tls=true to JUNHENG_DATABASE, " +
			"or ?tls=skip-verify where the server's certificate cannot be verified; tls=preferred does not make sure of it")
	}
}

type demoCommand struct {
	serveFlags
	Password string `help:"One password for all accounts of the demo; made up and printed where not given." env:"JUNHENG_DEMO_PASSWORD" placeholder:"PASSWORD"`
}

func (k *demoCommand) Run(ctx context.Context, c *console) error {
	if !isLoopback(k.Addr) {
		return fmt.Errorf("JUNHENG_ADDR %q: the demo has known accounts and is served on this machine only (127.0.0.1:PORT)", k.Addr)
	}
	k.RequireSecondFactor = "" // one password is enough for what is made up
	return k.run(ctx, func(s *site) error {
		accounts, err := s.fillDemo(ctx, k.Password)
		if err != nil {
			return err
		}
		printDemo(c, k.Addr, accounts)
		return nil
	})
}

// tuneMemory lets the heap grow to five times what is in use before it is collected: little is in use between requests, and
// collecting it all the time would cost more than answering. GOGC and GOMEMLIMIT in the environment have their way.
func tuneMemory() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(400)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(1 << 30) // beyond this it is collected as often as it takes
	}
}
