package app

import (
	"context"
	"errors"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// RefreshGrace is how long a browser may send a refresh token again that it has just traded: two tabs share one cookie, and a
// page that is reloaded at the wrong moment loses the answer that held the next one.
const RefreshGrace = 10 * time.Second

// Refresh trades a refresh token for new tokens. Each is good for one use: a second use means that two people hold it, and
// ends the session for both. Whatever is wrong is SESSION_ENDED.
func (a *App) Refresh(ctx context.Context, refresh string) (*Tokens, error) {
	return a.refresh(ctx, refresh, 0)
}

// RefreshCookie is Refresh for the token of a browser's cookie. Sent again within RefreshGrace, it answers the same next token
// as before, as long as that has not been used: a thief and the owner still meet at one token, and are found out there.
func (a *App) RefreshCookie(ctx context.Context, refresh string) (*Tokens, error) {
	return a.refresh(ctx, refresh, RefreshGrace)
}

func (a *App) refresh(ctx context.Context, refresh string, grace time.Duration) (*Tokens, error) {
	hash := auth.HashSecret(refresh)
	var tokens *Tokens
	err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		tokens = nil
		u, now := tx.Unscoped(), a.now()
		t, session, err := u.RefreshToken(ctx, hash)
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		account, err := u.AccountByID(ctx, session.AccountID)
		if err != nil {
			return err
		}
		if session.RevokedAt != nil || account.IsDisabled || !now.Before(t.ExpiresAt) || !now.Before(session.ExpiresAt) {
			return nil
		}
		first, err := u.UseRefreshToken(ctx, hash, now)
		if err != nil {
			return err
		}
		if first {
			tokens, err = a.issue(ctx, tx, account, session, a.keys.NextSecrets(refresh)[0])
			return err
		}
		if tokens, err = a.again(ctx, tx, account, session, refresh, grace); err != nil || tokens != nil {
			return err
		}
		if err := u.RevokeSession(ctx, session.ID, now); err != nil {
			return err
		}
		return a.record(ctx, tx, "refreshReused", models.AuditLine{RegionCode: account.RegionCode, Subject: account.ID})
	})
	if err == nil && tokens == nil {
		err = refuse("SESSION_ENDED", "")
	}
	if err != nil {
		return nil, err
	}
	return tokens, nil
}

// again answers the token that followed a used one, if that was used within the grace and the follower is unused; else nil.
func (a *App) again(ctx context.Context, tx *store.Tx, account *models.Account, session *models.Session, used string, grace time.Duration) (*Tokens, error) {
	u := tx.Unscoped()
	t, _, err := u.RefreshToken(ctx, auth.HashSecret(used)) // anew: another request has used it since
	if err != nil || t.UsedAt == nil || a.now().Sub(*t.UsedAt) >= grace {
		return nil, err
	}
	for _, secret := range a.keys.NextSecrets(used) {
		next, _, err := u.RefreshToken(ctx, auth.HashSecret(secret))
		switch {
		case errors.Is(err, store.ErrNotFound): // made with another key
		case err != nil:
			return nil, err
		case next.UsedAt == nil:
			return a.tokens(account, session, secret, next.ExpiresAt)
		}
	}
	return nil, nil
}
