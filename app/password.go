package app

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// ChangePassword sets the viewer's own password and ends all sessions; it answers tokens of a new one.
func (a *App) ChangePassword(ctx context.Context, v auth.Viewer, current, next string) (*Tokens, error) {
	if err := auth.Require(v, auth.ChangePassword); err != nil {
		return nil, err
	}
	if err := checkPassword("newPassword", next, v.Username, current); err != nil { // before the count: this is no guess
		return nil, err
	}
	account, err := a.ownAccount(ctx, v, current, "currentPassword")
	if err != nil {
		return nil, err
	}
	hash, err := a.hasher.Hash(ctx, next)
	if err != nil {
		return nil, err
	}
	var tokens *Tokens
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		if _, err := a.unchanged(ctx, tx, account, "currentPassword"); err != nil {
			return err
		}
		if err := a.endSessions(ctx, tx, v.AccountID); err != nil {
			return err
		}
		if _, err := tx.UpdateAccount(ctx, v.AccountID, map[string]any{"password_hash": hash, "must_change_password": false}); err != nil {
			return err
		}
		fresh, err := tx.Unscoped().AccountByID(ctx, v.AccountID)
		if err != nil {
			return err
		}
		session := models.Session{ID: newID(a.now()), AccountID: v.AccountID, CreatedAt: a.now(), ExpiresAt: a.now().Add(SessionLifetime)}
		if err := store.Add(ctx, tx.Facts(), session); err != nil {
			return err
		}
		refresh, _ := auth.NewSecret()
		if tokens, err = a.issue(ctx, tx, fresh, &session, refresh); err != nil {
			return err
		}
		if err := tx.Unscoped().ForgetThrottles(ctx, passwordKey(account.ID)); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.ChangePassword, models.AuditLine{RegionCode: account.RegionCode, Subject: account.ID})
	})
	if err != nil {
		return nil, err
	}
	return tokens, nil
}

// ownAccount is the viewer's account as it is when its password, which the field holds, was found right. Tries are counted.
func (a *App) ownAccount(ctx context.Context, v auth.Viewer, password, field string) (*models.Account, error) {
	account, err := a.store.Unscoped().AccountByID(ctx, v.AccountID)
	if err != nil {
		return nil, err
	}
	if err := a.throttle(ctx, limit{passwordKey(account.ID), failuresPerPlace}); err != nil {
		return nil, err
	}
	if ok, err := a.hasher.Check(ctx, account.PasswordHash, password); err != nil {
		return nil, err
	} else if !ok {
		return nil, refuse("WRONG_PASSWORD", field)
	}
	return account, nil
}

// unchanged locks an account whose password was found right; it is refused when that was reset since.
func (a *App) unchanged(ctx context.Context, tx *store.Tx, account *models.Account, field string) (*models.Account, error) {
	now, err := tx.LockAccountByID(ctx, account.ID)
	if err != nil {
		return nil, err
	}
	if now.IsDisabled || now.PasswordHash != account.PasswordHash {
		return nil, refuse("WRONG_PASSWORD", field)
	}
	return now, nil
}

// ResetPassword gives an account of the viewer's regions a generated password, which it returns, and ends its sessions. Its
// second factor goes too: who asks for this has often lost the phone.
func (a *App) ResetPassword(ctx context.Context, v auth.Viewer, username string) (*models.Account, string, error) {
	if err := auth.Require(v, auth.ResetPassword); err != nil {
		return nil, "", err
	}
	if _, err := a.store.For(v).AccountNamed(ctx, username); err != nil { // before the dear hash
		return nil, "", missing(err, "UNKNOWN_ACCOUNT", "username", username)
	}
	var next models.Account
	password, err := a.setPassword(ctx, &next, nil)
	if err != nil {
		return nil, "", err
	}
	var row *models.Account
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		var err error
		if row, err = kept(ctx, tx, username); err != nil {
			return err
		}
		if row.ID == v.AccountID {
			return refuse("ACCOUNT_IS_OWN", "username")
		}
		row.PasswordHash, row.MustChangePassword = next.PasswordHash, true
		if err := a.endSessions(ctx, tx, row.ID); err != nil {
			return err
		}
		line := accountLine(row)
		if row.HasSecondFactor {
			line.Details["secondFactor"] = "removed"
		}
		row.HasSecondFactor = false
		_, err = tx.UpdateAccount(ctx, row.ID, map[string]any{"password_hash": row.PasswordHash, "must_change_password": true, "has_second_factor": false})
		if err != nil {
			return err
		}
		if err := tx.ForgetSecondFactor(ctx, row.ID); err != nil {
			return err
		}
		if err := tx.Unscoped().ForgetThrottles(ctx, accountKey(row.Username), codeKey(row.ID)); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.ResetPassword, line)
	})
	if err != nil {
		return nil, "", err
	}
	return row, password, nil
}

// commonPasswords are what is guessed first, in lower case, of those long enough to be tried at all.
var commonPasswords = []string{
	"1234567890", "0123456789", "0987654321", "1111111111", "0000000000", "12345678910", "123456789a", "a123456789", "qwertyuiop",
	"1qaz2wsx3edc", "password123", "password1234", "passw0rd123", "admin12345", "administrator", "abcdefghij", "abc1234567",
	"woaini1314", "woaini1314520", "5201314520", "iloveyou123", "qwerty12345", "qwerty123456", "1q2w3e4r5t", "zaq12wsxcde3", "junheng123",
}

func checkPassword(field, next, username, current string) error {
	var p problems
	n := utf8.RuneCountInString(next)
	switch lower := strings.ToLower(next); {
	case n < auth.MinPassword:
		p.add("PASSWORD_TOO_SHORT", field, "least", strconv.Itoa(auth.MinPassword))
	case n > auth.MaxPassword:
		p.add("PASSWORD_TOO_LONG", field, "most", strconv.Itoa(auth.MaxPassword))
	case next == current:
		p.add("PASSWORD_UNCHANGED", field)
	case slices.Contains(commonPasswords, lower), strings.Contains(lower, username), isRepetition(lower):
		p.add("PASSWORD_TOO_COMMON", field)
	}
	return p.err()
}

// isRepetition tells whether a text is one short piece said again and again, such as "abcabcabcabc".
func isRepetition(s string) bool {
	for size := 1; size <= 3 && size < len(s); size++ {
		if strings.Repeat(s[:size], len(s)/size+1)[:len(s)] == s {
			return true
		}
	}
	return false
}
