package app

import (
	"context"
	"errors"
	"log/slog"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Who takes away far more than usual may be about to leave, or be somebody else who has the password. Papers are not counted:
// they hold a county's sums and few rows.
const (
	timesUsual = 5
	usualDays  = 30
	day        = 24 * time.Hour

	// Less is nobody's alarm: the demo county of 46 schools, with its teachers of three years, has 8,843 rows.
	alarmFloor = 10_000
	bytesARow  = 60 // of that county's workbook; for files of which only the size was written down
	alarmLines = 5_000

	exportAlarm auth.Action = "exportAlarm"
)

// ExportAlarms is how often an account of this process took away far more than usual.
func (a *App) ExportAlarms() int { return int(a.exportAlarms.Load()) }

// watchExports raises an alarm when the viewer has taken away more than five times its usual within 24 hours, this export
// included, and no alarm was raised within them. The audit log remembers both, so that several processes know the same.
func (a *App) watchExports(ctx context.Context, tx *store.Tx) error {
	v, now := tx.Viewer(), a.now()
	account, err := tx.LockAccountByID(ctx, v.AccountID) // of two exports at once, the second sees the first
	if errors.Is(err, store.ErrNotFound) {               // the operator's command line: who has that has the whole database
		return nil
	}
	if err != nil {
		return err
	}
	since := func(days time.Duration) string { return idTime(now.Add(-days * day)) }
	exports, err := tx.Unscoped().LinesOf(ctx, account.ID, auth.ExportWorkbook, since(usualDays+1), alarmLines)
	if err != nil {
		return err
	}
	rows, usual := volume(exports, now)
	if rows <= alarmFloor || rows <= timesUsual*usual {
		return nil
	}
	told, err := tx.Unscoped().LinesOf(ctx, account.ID, exportAlarm, since(1), 1)
	if err != nil || len(told) > 0 {
		return err
	}
	tx.Facts().AfterCommit(func() {
		a.exportAlarms.Add(1)
		slog.WarnContext(ctx, "takes away far more than usual", "request_id", v.RequestID, "account_id", account.ID, "rows", rows, "usual", usual)
	})
	return a.record(ctx, tx, exportAlarm, models.AuditLine{RegionCode: account.RegionCode, Subject: account.ID, Details: map[string]string{
		"rows": strconv.Itoa(rows), "usual": strconv.Itoa(usual),
	}})
}

// volume is how many rows an account took away in the last 24 hours, and their mean on those of the 30 days before on which it
// took any; the floor where there were none.
func volume(exports []*models.AuditLine, now time.Time) (rows, usual int) {
	days := map[int]int{}
	for _, l := range exports {
		days[int(now.Sub(l.At)/day)] += rowsOf(l)
	}
	rows = days[0]
	delete(days, 0)
	if len(days) == 0 {
		return rows, alarmFloor
	}
	for _, n := range days {
		usual += n
	}
	return rows, usual / len(days)
}

// rowsOf is how many rows an export had.
func rowsOf(l *models.AuditLine) int {
	if rows, err := strconv.Atoi(l.Details["rows"]); err == nil {
		return rows
	}
	size, _ := strconv.Atoi(l.Details["bytes"])
	return size / bytesARow
}
