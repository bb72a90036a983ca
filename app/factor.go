package app

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// PreparedFactor is a second factor that does not count yet: what the account's authenticator has to be told.
type PreparedFactor struct {
	Secret string // base32, for typing
	URI    string // otpauth, for a QR code
}

// codeKey counts guesses at the code of who is signed in. It is not the password's: who has that could take those counts back.
func codeKey(account string) string { return auth.HashSecret("code:" + account) }

// PrepareSecondFactor makes a secret for the viewer's authenticator, in place of any that was not confirmed.
func (a *App) PrepareSecondFactor(ctx context.Context, v auth.Viewer, password string) (*PreparedFactor, error) {
	if err := auth.Require(v, auth.PrepareSecondFactor); err != nil {
		return nil, err
	}
	account, err := a.ownAccount(ctx, v, password, "password")
	if err != nil {
		return nil, err
	}
	var made PreparedFactor
	if made.Secret, made.URI, err = auth.NewSecondFactor(account.Username); err != nil {
		return nil, err
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		now, err := a.unchanged(ctx, tx, account, "password")
		if err != nil {
			return err
		}
		if now.HasSecondFactor {
			return refuse("SECOND_FACTOR_SET", "")
		}
		f := models.SecondFactor{AccountID: now.ID, Secret: a.keys.Seal(made.Secret, now.ID), CreatedAt: a.now()}
		if err := tx.KeepSecondFactor(ctx, f); err != nil {
			return err
		}
		if err := tx.Unscoped().ForgetThrottles(ctx, passwordKey(now.ID)); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.PrepareSecondFactor, models.AuditLine{RegionCode: now.RegionCode, Subject: now.ID})
	})
	if err != nil {
		return nil, err
	}
	return &made, nil
}

// ConfirmSecondFactor makes the prepared second factor count, once a code shows that the authenticator has it, and ends the
// account's other sessions: they were opened without.
func (a *App) ConfirmSecondFactor(ctx context.Context, v auth.Viewer, code string) (auth.Viewer, error) {
	if err := auth.Require(v, auth.ConfirmSecondFactor); err != nil {
		return auth.Viewer{}, err
	}
	if err := a.throttle(ctx, limit{codeKey(v.AccountID), failuresPerPlace}); err != nil {
		return auth.Viewer{}, err
	}
	err := a.store.InTx(ctx, v, func(tx *store.Tx) error {
		now, err := tx.LockAccountByID(ctx, v.AccountID)
		if err != nil {
			return err
		}
		if now.HasSecondFactor {
			return refuse("SECOND_FACTOR_SET", "")
		}
		return a.changeFactor(ctx, tx, v, now, code, auth.ConfirmSecondFactor)
	})
	if err != nil {
		return auth.Viewer{}, err
	}
	v.HasSecondFactor, v.MustSetSecondFactor = true, false
	return v, nil
}

// RemoveSecondFactor takes the viewer's second factor away, for both the password and a code, and ends the account's other
// sessions.
func (a *App) RemoveSecondFactor(ctx context.Context, v auth.Viewer, password, code string) (auth.Viewer, error) {
	if err := auth.Require(v, auth.RemoveSecondFactor); err != nil {
		return auth.Viewer{}, err
	}
	if err := a.throttle(ctx, limit{codeKey(v.AccountID), failuresPerPlace}); err != nil {
		return auth.Viewer{}, err
	}
	account, err := a.ownAccount(ctx, v, password, "password")
	if err != nil {
		return auth.Viewer{}, err
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		now, err := a.unchanged(ctx, tx, account, "password")
		if err != nil {
			return err
		}
		if !now.HasSecondFactor {
			return refuse("SECOND_FACTOR_UNSET", "")
		}
		if err := a.changeFactor(ctx, tx, v, now, code, auth.RemoveSecondFactor); err != nil {
			return err
		}
		if err := tx.Unscoped().ForgetThrottles(ctx, passwordKey(now.ID)); err != nil {
			return err
		}
		return tx.ForgetSecondFactor(ctx, now.ID)
	})
	if err != nil {
		return auth.Viewer{}, err
	}
	v.HasSecondFactor = false
	v.MustSetSecondFactor = a.mustSetFactor(v)
	return v, nil
}

// changeFactor lets the locked account's second factor count, or no more, for a code of it.
func (a *App) changeFactor(ctx context.Context, tx *store.Tx, v auth.Viewer, account *models.Account, code string, action auth.Action) error {
	ok, err := a.takeCode(ctx, tx, account.ID, code)
	if errors.Is(err, store.ErrNotFound) {
		return refuse("SECOND_FACTOR_UNSET", "")
	}
	if err != nil {
		return err
	}
	if !ok {
		return refuse("SECOND_FACTOR_WRONG", "code")
	}
	has := action == auth.ConfirmSecondFactor
	if _, err := tx.UpdateAccount(ctx, account.ID, map[string]any{"has_second_factor": has, "updated_at": a.now()}); err != nil {
		return err
	}
	if err := tx.Unscoped().RevokeOtherSessions(ctx, account.ID, v.SessionID, a.now()); err != nil {
		return err
	}
	if err := tx.Unscoped().ForgetThrottles(ctx, codeKey(account.ID)); err != nil {
		return err
	}
	return a.record(ctx, tx, action, models.AuditLine{RegionCode: account.RegionCode, Subject: account.ID})
}

// takeCode tells whether a code is right and neither it nor a later one was taken before; then it is used up. The account is
// locked, so that of two requests with one code the second finds it used.
func (a *App) takeCode(ctx context.Context, tx *store.Tx, account, code string) (bool, error) {
	f, err := tx.Unscoped().SecondFactor(ctx, account)
	if err != nil {
		return false, err
	}
	secret, _, err := a.keys.Unseal(f.Secret, account)
	if err != nil {
		return false, err
	}
	step, err := auth.StepOfCode(secret, code, a.now())
	if err != nil || step == 0 {
		return false, err
	}
	return tx.UseStep(ctx, account, step)
}

// secondStep is the second half of signing in, for a locked account with a second factor whose password was right. The refusal
// is nil for a code that is right; the lines of another are written all the same, so it is not an error.
func (a *App) secondStep(ctx context.Context, tx *store.Tx, account *models.Account, try SignIn, counted []limit) (refusal, err error) {
	line := models.AuditLine{RegionCode: account.RegionCode, Subject: account.ID}
	if strings.TrimSpace(try.Code) == "" {
		for _, l := range counted { // it was no guess
			if err := tx.UncountFailure(ctx, l.key); err != nil {
				return nil, err
			}
		}
		return refuse("SECOND_FACTOR_REQUIRED", "code"), a.record(ctx, tx, "signInHalf", line)
	}
	ok, err := a.takeCode(ctx, tx, account.ID, try.Code)
	if err != nil || ok {
		return nil, err
	}
	line.Details = map[string]string{"secondFactor": "wrong"}
	return refuse("SECOND_FACTOR_WRONG", "code"), a.record(ctx, tx, "signInRefused", line)
}

// SealSecondFactors seals anew, with the newest signing key, what older ones sealed, so that those can be dropped. It returns how
// many second factors none of the keys opens.
func (a *App) SealSecondFactors(ctx context.Context) (lost int, err error) {
	list, err := a.store.Unscoped().SecondFactors(ctx)
	if err != nil {
		return 0, err
	}
	for _, f := range list {
		secret, isOld, err := a.keys.Unseal(f.Secret, f.AccountID)
		if err != nil {
			lost++
			continue
		}
		if !isOld {
			continue
		}
		err = a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error { return tx.SealSecondFactor(ctx, f, a.keys.Seal(secret, f.AccountID)) })
		if err != nil {
			return lost, err
		}
	}
	return lost, nil
}

// viewerOf is the viewer an account signs in as, here.
func (a *App) viewerOf(account *models.Account) auth.Viewer {
	v := auth.ViewerOf(account)
	v.MustSetSecondFactor = a.mustSetFactor(v)
	return v
}

func (a *App) mustSetFactor(v auth.Viewer) bool {
	return !v.HasSecondFactor && slices.Contains(a.factorFor, v.Role)
}
