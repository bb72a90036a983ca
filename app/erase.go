package app

import (
	"context"
	"strconv"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Erasure is the receipt of an erasure. Where nothing was left to erase it counts nothing and has no line.
type Erasure struct {
	At      time.Time      `json:"at"`
	Of      string         `json:"of"`      // county and number of a teacher, or what the account is called now
	Changed map[string]int `json:"changed"` // rows by what they are
	LineID  string         `json:"auditLine,omitempty"`
	Left    []KeptFile     `json:"left"` // files that may hold the name and that imports have yet to read
}

// IsNothing tells whether there was nothing to erase.
func (e *Erasure) IsNothing() bool { return e.LineID == "" }

// EraseTeacher removes a teacher's name from all years of a county, and the files kept that may hold it. The number and what
// indicators count stay, or results that were handed in could not be told any more. A receipt beside store.ErrUnscrubbed is of an
// erasure that is done, but for SQLite's log; once more clears that.
func (a *App) EraseTeacher(ctx context.Context, v auth.Viewer, region, code string) (*Erasure, error) {
	if err := auth.Require(v, auth.RemoveTeacher); err != nil {
		return nil, err
	}
	var e *Erasure
	err := a.in(ctx, v, []string{region}, func(tx *store.Tx) error {
		if _, err := teacherYears(ctx, tx.Scoped, region, code); err != nil {
			return err
		}
		e = &Erasure{At: a.now(), Of: region + " " + code, Changed: map[string]int{}}
		var err error
		if e.Changed["names"], err = tx.EraseTeacherName(ctx, region, code, a.now()); err != nil {
			return err
		}
		if err := e.forget(ctx, tx, mayHold(region)); err != nil {
			return err
		}
		return a.prove(ctx, tx, e, "eraseTeacher", models.AuditLine{RegionCode: region, Subject: code, Details: map[string]string{}})
	})
	if err != nil {
		return nil, err
	}
	return e, a.store.Scrub(ctx)
}

// EraseAccount takes all that names a person from the account of somebody who has left, who cannot sign in any more, and removes
// the files that the person sent. The row stays, so that the audit log's lines have an account; these keep the old user name.
// A receipt may come beside store.ErrUnscrubbed, as of EraseTeacher.
func (a *App) EraseAccount(ctx context.Context, v auth.Viewer, username string) (*Erasure, error) {
	if err := auth.Require(v, auth.UpdateAccount); err != nil {
		return nil, err
	}
	var e *Erasure
	err := a.store.InTx(ctx, v, func(tx *store.Tx) error {
		row, err := kept(ctx, tx, username)
		if err != nil {
			return err
		}
		if row.ID == v.AccountID {
			return refuse("ACCOUNT_IS_OWN", "username")
		}
		e = &Erasure{At: a.now(), Of: row.Username, Changed: map[string]int{}}
		if !isErased(row.Username) {
			e.Of = erasedName(row.Username)
		}
		if err := a.eraseRow(ctx, tx, e, row); err != nil {
			return err
		}
		if e.Changed["reviews"], err = tx.Unscoped().RenameReviewer(ctx, row.ID, e.Of); err != nil {
			return err
		}
		if err := e.forget(ctx, tx, func(up store.KeptUpload) bool { return up.AccountID == row.ID }); err != nil {
			return err
		}
		row.Username = e.Of
		return a.prove(ctx, tx, e, "eraseAccount", accountLine(row))
	})
	if err != nil {
		return nil, err
	}
	return e, a.store.Scrub(ctx)
}

const erasedPrefix = "erased-" // of no other user names

// erasedName is what an account is called after its erasure. It follows from the name before, so that nobody gets that one again.
func erasedName(username string) string {
	return erasedPrefix + auth.HashSecret("erased:" + username)[:12]
}

func isErased(username string) bool { return strings.HasPrefix(username, erasedPrefix) }

// eraseRow empties an account and what it signs in with, if that is not done yet.
func (a *App) eraseRow(ctx context.Context, tx *store.Tx, e *Erasure, row *models.Account) error {
	e.Changed["accounts"], e.Changed["sessions"] = 0, 0
	if row.Username == e.Of && row.Name == nil && row.PasswordHash == "" && row.IsDisabled {
		return nil
	}
	e.Changed["accounts"] = 1
	sessions, err := tx.Unscoped().Sessions(ctx, row.ID)
	if err != nil {
		return err
	}
	for _, s := range sessions {
		if s.RevokedAt == nil && s.ExpiresAt.After(a.now()) {
			e.Changed["sessions"]++
		}
	}
	if err := a.endSessions(ctx, tx, row.ID); err != nil {
		return err
	}
	if err := tx.ForgetSecondFactor(ctx, row.ID); err != nil {
		return err
	}
	if err := tx.Unscoped().ForgetThrottles(ctx, accountKey(row.Username), passwordKey(row.ID), codeKey(row.ID)); err != nil {
		return err
	}
	_, err = tx.UpdateAccount(ctx, row.ID, map[string]any{
		"username": e.Of, "name": nil, "password_hash": "", "must_change_password": false, "has_second_factor": false, "is_disabled": true,
	})
	return err
}

// forget deletes the files of which it is true.
func (e *Erasure) forget(ctx context.Context, tx *store.Tx, isTrue func(store.KeptUpload) bool) error {
	files, err := keptFiles(ctx, tx.Unscoped(), isTrue)
	if err != nil {
		return err
	}
	e.Changed["files"], e.Left, err = forgetFiles(ctx, tx.Unscoped(), files)
	return err
}

// prove writes the line of an erasure that changed anything.
func (a *App) prove(ctx context.Context, tx *store.Tx, e *Erasure, action auth.Action, line models.AuditLine) error {
	all := 0
	for what, n := range e.Changed {
		line.Details[what] = strconv.Itoa(n)
		all += n
	}
	if all == 0 {
		return nil
	}
	line = a.line(action, line)
	e.LineID = line.ID
	return tx.Record(ctx, line)
}
