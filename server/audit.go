package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync/atomic"
	"time"

	"github.com/junheng/junheng/app"
)

// verifyEvery is how often a serving process verifies the whole audit log.
const verifyEvery = 24 * time.Hour

type auditCommand struct {
	Seal   auditSealCommand   `cmd:"" help:"Seal the lines that are older than an hour; a serving process does it by itself."`
	Verify auditVerifyCommand `cmd:"" help:"Compute all seals anew; exit status 1 where one does not hold."`
}

type auditSealCommand struct{ databaseFlag }

func (k *auditSealCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		n, err := a.SealAudit(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Out, "%d lines sealed\n", n)
		return err
	})
}

type auditVerifyCommand struct {
	databaseFlag
	Head string `help:"Hash of a newest seal that was logged or printed before: it must still be in the chain." placeholder:"HASH"`
}

func (k *auditVerifyCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		check, err := a.VerifyAudit(ctx, k.Head)
		if err != nil {
			return err
		}
		if err := failed(check); err != nil {
			return err
		}
		_, err = fmt.Fprintf(c.Out, "%d seals over %d lines hold, %d lines are not sealed yet, head %s\n", check.Seals, check.Lines, check.Unsealed, check.Head)
		return err
	})
}

// failed says what is wrong with the audit log; nil for nothing.
func failed(check *app.AuditCheck) error {
	if b := check.Broken; b != nil {
		return fmt.Errorf("the audit log does not hold from seal %d on, lines %s to %s: %s", b.Number, b.FirstID, b.LastID, b.Reason)
	}
	if !check.HasHead {
		return errors.New("the audit log holds in itself, but the seal with the given hash is not in it: seals were cut off or made anew")
	}
	return nil
}

// auditor seals the audit log and verifies it now and then.
type auditor struct {
	app      *app.App
	verified time.Time
	head     string // of the last time that it held
	isBroken atomic.Bool
}

// tend seals what is due, and verifies when that is due. The head in the process's log is what nobody changes who can only
// change the database.
func (a *auditor) tend(ctx context.Context, now time.Time) error {
	if _, err := a.app.SealAudit(ctx); err != nil {
		return err
	}
	if now.Sub(a.verified) < verifyEvery {
		return nil
	}
	check, err := a.app.VerifyAudit(ctx, a.head)
	if err != nil {
		return err
	}
	a.verified = now
	if err := failed(check); err != nil {
		a.isBroken.Store(true)
		slog.ErrorContext(ctx, "the audit log was tampered with", "error", err)
		return nil
	}
	a.isBroken.Store(false)
	a.head = check.Head
	slog.InfoContext(ctx, "the audit log holds", "seals", check.Seals, "lines", check.Lines, "unsealed", check.Unsealed, "head", check.Head)
	return nil
}
