package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

const (
	settleTime  = time.Hour // before a line is sealed: the transaction of a later one may end earlier
	linesAPiece = 1000
	sealsAPage  = 200
	idEnd       = "~" // sorts after every character of ids
)

// SealAudit closes the lines of the audit log that are older than an hour with seals, and returns how many lines. Of several
// processes one is first with a seal's number, and the others leave it to that one.
func (a *App) SealAudit(ctx context.Context) (lines int, err error) {
	for {
		n := 0
		err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
			var err error
			n, err = a.sealPiece(ctx, tx)
			return err
		})
		if errors.Is(err, store.ErrExists) {
			return lines, nil
		}
		if lines += n; err != nil || n < linesAPiece {
			return lines, err
		}
	}
}

// sealPiece closes the next lines, at most linesAPiece, and returns how many they are.
func (a *App) sealPiece(ctx context.Context, tx *store.Tx) (int, error) {
	u := tx.Unscoped()
	last, err := u.LastSeal(ctx)
	if errors.Is(err, store.ErrNotFound) {
		last, err = &models.AuditSeal{}, nil
	}
	if err != nil {
		return 0, err
	}
	lines, err := u.LinesAfter(ctx, last.LastID, idTime(a.now().Add(-settleTime)), linesAPiece)
	if err != nil || len(lines) == 0 {
		return 0, err
	}
	seal := models.AuditSeal{Number: last.Number + 1, FirstID: lines[0].ID, LastID: lines[len(lines)-1].ID, LineCount: len(lines), SealedAt: a.now()}
	seal.Hash = sealHash(last.Hash, &seal, lines)
	return len(lines), store.Add(ctx, tx.Facts(), seal)
}

// sealHash is SHA-256 over the hash before, the seal's number and time, and its lines: each field by its length and its bytes,
// each map by its size and its pairs in the order of their keys.
func sealHash(before string, seal *models.AuditSeal, lines []*models.AuditLine) string {
	h := sha256.New()
	putFields(h, before, strconv.FormatInt(seal.Number, 10), moment(seal.SealedAt), strconv.Itoa(len(lines)))
	for _, l := range lines {
		putFields(h, l.ID, moment(l.At), l.AccountID, l.Username, l.Action, l.RegionCode, l.SchoolCode, l.Subject, l.RequestID, strconv.Itoa(len(l.Details)))
		for _, key := range sortedKeys(l.Details) {
			putFields(h, key, l.Details[key])
		}
	}
	return hex.EncodeToString(h.Sum(nil))
}

func putFields(h hash.Hash, fields ...string) {
	for _, f := range fields {
		_, _ = io.WriteString(h, strconv.Itoa(len(f))+":"+f) // never fails
	}
}

func moment(t time.Time) string { return strconv.FormatInt(t.UnixMilli(), 10) }

// AuditCheck is what came of verifying the audit log.
type AuditCheck struct {
	Seals    int
	Lines    int         // that are sealed
	Unsealed int         // that are not yet
	Head     string      // hash of the newest seal; empty for none
	HasHead  bool        // the head that was asked for is in the chain
	Broken   *BrokenSeal // nil: everything holds
}

// BrokenSeal is the first seal that does not hold.
type BrokenSeal struct {
	Number          int64
	FirstID, LastID string
	Reason          string
}

// VerifyAudit computes all seals anew. head is the hash of a newest seal of an earlier time, kept outside of the database; empty
// for none: only it tells that seals were cut off or the whole chain was made anew.
func (a *App) VerifyAudit(ctx context.Context, head string) (*AuditCheck, error) {
	u := a.store.Unscoped()
	check := &AuditCheck{HasHead: head == ""}
	last := &models.AuditSeal{}
	for {
		seals, err := u.SealsAfter(ctx, last.Number, sealsAPage)
		if err != nil {
			return nil, err
		}
		for _, seal := range seals {
			reason, err := brokenBy(ctx, u, last, seal)
			if err != nil {
				return nil, err
			}
			if reason != "" {
				check.Broken = &BrokenSeal{seal.Number, seal.FirstID, seal.LastID, reason}
				return check, nil
			}
			check.Seals, check.Lines, check.Head = check.Seals+1, check.Lines+seal.LineCount, seal.Hash
			check.HasHead = check.HasHead || seal.Hash == head
			last = seal
		}
		if len(seals) < sealsAPage {
			break
		}
	}
	var err error
	check.Unsealed, err = u.CountLinesAfter(ctx, last.LastID)
	return check, err
}

// brokenBy tells why a seal does not hold; empty when it does.
func brokenBy(ctx context.Context, u *store.Unscoped, last, seal *models.AuditSeal) (string, error) {
	switch {
	case seal.Number != last.Number+1:
		return fmt.Sprintf("the seals before it are missing: %d to %d", last.Number+1, seal.Number-1), nil
	case seal.LineCount < 1:
		return "it is over no lines", nil
	}
	lines, err := u.LinesAfter(ctx, last.LastID, seal.LastID+idEnd, linesAPiece+seal.LineCount)
	switch {
	case err != nil:
		return "", err
	case len(lines) < seal.LineCount:
		return fmt.Sprintf("lines are missing: %d were sealed, %d are there", seal.LineCount, len(lines)), nil
	case len(lines) > seal.LineCount:
		return fmt.Sprintf("lines were added: %d were sealed, %d are there", seal.LineCount, len(lines)), nil
	case seal.Hash != sealHash(last.Hash, seal, lines) || lines[0].ID != seal.FirstID:
		return "a line or the seal itself was changed", nil
	}
	return "", nil
}
