package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/report/claims"
	"github.com/junheng/junheng/store"
)

const (
	// MaxUpload is the largest file that can be sent, in bytes.
	MaxUpload = 20 << 20
	keptBytes = 400 << 20 // bytes of an account's kept files
)

// largest is the largest file that a viewer can send, in bytes: who imports nothing has reports checked.
func largest(v auth.Viewer) int64 {
	if auth.Allows(v.Role, auth.ImportWorkbook) {
		return MaxUpload
	}
	return claims.MaxFile
}

// TooLarge refuses a file, saying how large the viewer's may be.
func TooLarge(v auth.Viewer) error {
	return refuse("UPLOAD_TOO_LARGE", "", "most", strconv.FormatInt(largest(v)>>20, 10))
}

// Upload keeps a file that somebody sends. It is spooled to a temporary file first, so that a slow sender holds no transaction.
func (a *App) Upload(ctx context.Context, v auth.Viewer, filename string, content io.Reader) (*models.Upload, error) {
	if err := auth.Require(v, auth.SendUpload); err != nil {
		return nil, err
	}
	spool, err := os.CreateTemp("", "junheng-upload-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = spool.Close(); _ = os.Remove(spool.Name()) }()
	hash := sha256.New()
	size, err := io.Copy(io.MultiWriter(spool, hash), io.LimitReader(content, largest(v)+1))
	switch {
	case err != nil:
		return nil, err
	case size > largest(v):
		return nil, TooLarge(v)
	case size == 0:
		return nil, refuse("UPLOAD_EMPTY", "")
	}
	if err := a.scanned(ctx, spool.Name()); err != nil {
		return nil, err
	}
	row := &models.Upload{
		ID: newID(a.now()), AccountID: v.AccountID, Filename: PlainName(filename), Size: size, SHA256: hex.EncodeToString(hash.Sum(nil)), CreatedAt: a.now(),
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		if _, err := spool.Seek(0, io.SeekStart); err != nil {
			return err
		}
		if sender, err := tx.LockAccountByID(ctx, v.AccountID); err != nil {
			return err
		} else if sender.IsDisabled { // while the file came in
			return auth.ErrUnauthenticated
		}
		kept, err := tx.Unscoped().UploadedBytes(ctx, v.AccountID)
		if err != nil {
			return err
		}
		if kept+size > keptBytes {
			return refuse("UPLOADS_FULL", "", "most", strconv.Itoa(keptBytes>>20), "days", strconv.Itoa(int(FilesKept/(24*time.Hour))))
		}
		if err := tx.KeepUpload(ctx, row, spool); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.SendUpload, models.AuditLine{Subject: row.ID})
	})
	return row, err
}

// ErrUnscanned is the error of a file that the scanner could not look into.
var ErrUnscanned = errors.New("the scanner of uploads does not answer")

// scanned lets the scanner look into a file, where there is one.
func (a *App) scanned(ctx context.Context, path string) error {
	if a.scan == nil {
		return nil
	}
	isClean, err := a.scan(ctx, path)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrUnscanned, err)
	}
	if !isClean {
		return refuse("UPLOAD_INFECTED", "")
	}
	return nil
}
