package app

import (
	"context"
	"errors"
	"strconv"
	"unicode/utf8"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

const (
	maxKey        = 100 // characters of an idempotency key
	maxUnfinished = 3   // imports of an account that wait or run
)

// ImportRequest asks for an uploaded workbook to be taken in.
type ImportRequest struct {
	UploadID       string
	IsDryRun       bool    // only find errors and count
	IdempotencyKey *string // the same key again answers the same import
}

// ImportWorkbook queues an import; RunImports does it. All rows of the file are written, or none.
func (a *App) ImportWorkbook(ctx context.Context, v auth.Viewer, in ImportRequest) (*models.Import, error) {
	if err := auth.Require(v, auth.ImportWorkbook); err != nil {
		return nil, err
	}
	if k := in.IdempotencyKey; k != nil && (*k == "" || utf8.RuneCountInString(*k) > maxKey || checkText("", k, maxKey) != nil) {
		return nil, refuse("KEY_INVALID", "idempotencyKey")
	}
	upload, err := a.store.For(v).Upload(ctx, in.UploadID)
	if err != nil {
		return nil, missing(err, "UNKNOWN_UPLOAD", "uploadId", in.UploadID)
	}
	row := &models.Import{
		ID: newID(a.now()), AccountID: v.AccountID, RegionCode: v.RegionCodes[0], UploadID: upload.ID, IdempotencyKey: in.IdempotencyKey,
		IsDryRun: in.IsDryRun, Status: models.Queued, Version: 1, LockedUntil: a.now(), CreatedAt: a.now(),
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		unfinished, err := tx.Unscoped().UnfinishedImports(ctx, v.AccountID)
		if err != nil {
			return err
		}
		if unfinished >= maxUnfinished {
			return refuse("TOO_MANY_IMPORTS", "", "most", strconv.Itoa(maxUnfinished))
		}
		if err := store.Add(ctx, tx.Facts(), *row); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.ImportWorkbook, models.AuditLine{RegionCode: row.RegionCode, Subject: row.ID})
	})
	if _, isRefused := Problems(err); in.IdempotencyKey != nil && (isRefused || errors.Is(err, store.ErrExists)) {
		if same, found := a.sameImport(ctx, v, in); !errors.Is(found, store.ErrNotFound) {
			return same, found
		}
	}
	if err != nil {
		return nil, err
	}
	a.wakeRunner()
	return row, nil
}

// sameImport is the import that was asked for with the same key before; KEY_REUSED when it was for something else.
func (a *App) sameImport(ctx context.Context, v auth.Viewer, in ImportRequest) (*models.Import, error) {
	row, err := a.store.Unscoped().ImportByKey(ctx, v.AccountID, *in.IdempotencyKey)
	if err != nil {
		return nil, err
	}
	if row.IsDryRun != in.IsDryRun {
		return nil, refuse("KEY_REUSED_FOR_RUN", "idempotencyKey")
	}
	if row.UploadID != in.UploadID { // the same file sent again is the same import
		old, err := a.store.For(v).Upload(ctx, row.UploadID)
		if errors.Is(err, store.ErrNotFound) { // forgotten, so nobody can tell any more
			return nil, refuse("KEY_REUSED", "idempotencyKey")
		}
		if err != nil {
			return nil, err
		}
		now, err := a.store.For(v).Upload(ctx, in.UploadID)
		if err != nil {
			return nil, err
		}
		if old.SHA256 != now.SHA256 {
			return nil, refuse("KEY_REUSED", "idempotencyKey")
		}
	}
	return row, nil
}

func (a *App) wakeRunner() {
	select {
	case a.wake <- struct{}{}:
	default:
	}
}
