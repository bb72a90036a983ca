package app

import (
	"context"
	"errors"
	"iter"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// TeacherCopy is what is kept about one teacher.
type TeacherCopy struct {
	Years []*models.Teacher                   // newest first
	Files []KeptFile                          // that may hold the teacher's row
	Lines iter.Seq2[*models.AuditLine, error] // about the number, oldest first; reads page by page
}

// CopyTeacher is what is kept about a teacher of a county, for that person; the reading is written down.
func (a *App) CopyTeacher(ctx context.Context, v auth.Viewer, region, code string) (*TeacherCopy, error) {
	if err := auth.Require(v, auth.ReadTeacherNames); err != nil {
		return nil, err
	}
	var c *TeacherCopy
	err := a.store.InTx(ctx, v, func(tx *store.Tx) error {
		years, err := teacherYears(ctx, tx.Scoped, region, code)
		if err != nil {
			return err
		}
		files, err := keptFiles(ctx, tx.Unscoped(), mayHold(region))
		if err != nil {
			return err
		}
		c = &TeacherCopy{Years: years, Files: files}
		return a.record(ctx, tx, auth.ReadTeacherNames, models.AuditLine{RegionCode: region, Subject: code})
	})
	if err != nil {
		return nil, err
	}
	c.Lines = a.linesWhere(ctx, "", func(l *models.AuditLine) bool {
		return l.RegionCode == region && (l.Subject == code || strings.HasSuffix(l.Subject, " "+code)) // the year before it
	})
	return c, nil
}

// teacherYears are the rows of one teacher, newest first, or UNKNOWN_TEACHER. A number means one person in one county only.
func teacherYears(ctx context.Context, scope *store.Scoped, region, code string) ([]*models.Teacher, error) {
	if models.LevelOf(region) != models.County {
		return nil, refuse("UNKNOWN_TEACHER", "code", "code", code)
	}
	most := store.MaxPage // far more years than there are
	list, err := scope.Teachers(ctx, &store.TeacherWhere{Region: &region, Code: &store.StringFilter{Eq: &code}}, nil, store.Page{First: &most})
	if err == nil && len(list.Items) == 0 {
		err = missing(store.ErrNotFound, "UNKNOWN_TEACHER", "code", code)
	}
	if err != nil {
		return nil, err
	}
	return list.Items, nil
}

// AccountCopy is what is kept about one account, but for its password's hash and the secret of its second factor.
type AccountCopy struct {
	Account           *models.Account // without the hash
	SecondFactorSince *time.Time      // nil: there is none
	Sessions          []*models.Session
	Reviews           []*models.OddityReview
	Imports           []*models.Import                    // oldest first
	Files             []KeptFile                          // by their names
	Lines             iter.Seq2[*models.AuditLine, error] // of what it did and of what was done to it, oldest first; reads page by page
}

// CopyAccount is what is kept about an account that the viewer keeps, for its owner; the reading is written down.
func (a *App) CopyAccount(ctx context.Context, v auth.Viewer, username string) (*AccountCopy, error) {
	if err := auth.Require(v, auth.ReadAccounts); err != nil {
		return nil, err
	}
	var c *AccountCopy
	err := a.store.InTx(ctx, v, func(tx *store.Tx) error {
		row, err := kept(ctx, tx, username)
		if err != nil {
			return err
		}
		if c, err = copyOf(ctx, tx.Unscoped(), row); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.ReadAccounts, accountLine(row))
	})
	if err != nil {
		return nil, err
	}
	id := c.Account.ID
	c.Lines = a.linesWhere(ctx, idTime(c.Account.CreatedAt.Add(-settleTime)), func(l *models.AuditLine) bool { // clocks of several processes may differ
		return l.AccountID == id || l.Subject == id
	})
	return c, nil
}

func copyOf(ctx context.Context, u *store.Unscoped, row *models.Account) (*AccountCopy, error) {
	row.PasswordHash = ""
	c := &AccountCopy{Account: row}
	factor, err := u.SecondFactor(ctx, row.ID)
	switch {
	case err == nil:
		c.SecondFactorSince = &factor.CreatedAt
	case !errors.Is(err, store.ErrNotFound):
		return nil, err
	}
	if c.Sessions, err = u.Sessions(ctx, row.ID); err != nil {
		return nil, err
	}
	if c.Reviews, err = u.ReviewsBy(ctx, row.ID); err != nil {
		return nil, err
	}
	if c.Imports, err = u.ImportsBy(ctx, row.ID); err != nil {
		return nil, err
	}
	c.Files, err = keptFiles(ctx, u, func(up store.KeptUpload) bool { return up.AccountID == row.ID })
	return c, err
}

// linesWhere are the audit lines after an id of which it is true. No index knows whom a line is about, so the log is read as verifying
// it does.
func (a *App) linesWhere(ctx context.Context, after string, isTrue func(*models.AuditLine) bool) iter.Seq2[*models.AuditLine, error] {
	return func(yield func(*models.AuditLine, error) bool) {
		for after := after; ; {
			lines, err := a.store.Unscoped().LinesAfter(ctx, after, idEnd, linesAPiece)
			if err != nil {
				yield(nil, err)
				return
			}
			for _, l := range lines {
				after = l.ID
				if isTrue(l) && !yield(l, nil) {
					return
				}
			}
			if len(lines) < linesAPiece {
				return
			}
		}
	}
}
