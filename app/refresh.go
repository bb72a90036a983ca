package app

import (
	"cmp"
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

// ViewerOfCookie is the viewer whose session a browser's cookie stands for, by the rule of RefreshCookie, without using it up.
// Whatever is wrong is auth.ErrUnauthenticated.
func (a *App) ViewerOfCookie(ctx context.Context, refresh string) (auth.Viewer, error) {
	u := a.store.Unscoped()
	held, err := a.held(ctx, u, refresh)
	if err != nil || held == nil {
		return auth.Viewer{}, cmp.Or(err, auth.ErrUnauthenticated)
	}
	if held.token.UsedAt != nil {
		if _, next, err := a.follower(ctx, u, refresh, RefreshGrace); err != nil || next == nil {
			return auth.Viewer{}, cmp.Or(err, auth.ErrUnauthenticated)
		}
	}
	v := a.viewerOf(held.account)
	v.SessionID, v.ExpiresAt = held.session.ID, held.token.ExpiresAt
	return v, nil
}

// SignOutByCookie is SignOut for a browser whose access token has run out. A token that was traded already will do; one whose
// session is over is no error.
func (a *App) SignOutByCookie(ctx context.Context, refresh string, everywhere bool) error {
	held, err := a.held(ctx, a.store.Unscoped(), refresh)
	if err != nil || held == nil {
		return err
	}
	v := a.viewerOf(held.account)
	v.SessionID = held.session.ID
	return a.SignOut(ctx, v, everywhere)
}

func (a *App) refresh(ctx context.Context, refresh string, grace time.Duration) (*Tokens, error) {
	var tokens *Tokens
	err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		tokens = nil
		u, now := tx.Unscoped(), a.now()
		held, err := a.held(ctx, u, refresh)
		if err != nil || held == nil {
			return err
		}
		first, err := u.UseRefreshToken(ctx, held.token.Hash, now)
		if err != nil {
			return err
		}
		if first {
			tokens, err = a.issue(ctx, tx, held.account, held.session, a.keys.NextSecrets(refresh)[0])
			return err
		}
		secret, next, err := a.follower(ctx, u, refresh, grace)
		if err != nil {
			return err
		}
		if next != nil {
			tokens, err = a.tokens(held.account, held.session, secret, next.ExpiresAt)
			return err
		}
		if err := u.RevokeSession(ctx, held.session.ID, now); err != nil {
			return err
		}
		return a.record(ctx, tx, "refreshReused", models.AuditLine{RegionCode: held.account.RegionCode, Subject: held.account.ID})
	})
	if err == nil && tokens == nil {
		err = refuse("SESSION_ENDED", "")
	}
	if err != nil {
		return nil, err
	}
	return tokens, nil
}

// held is a refresh token with the session and the account that it stands for.
type held struct {
	token   *models.RefreshToken
	session *models.Session
	account *models.Account
}

// held looks a refresh token up; nil when it, its session or its account is over. It may have been used.
func (a *App) held(ctx context.Context, u *store.Unscoped, refresh string) (*held, error) {
	t, session, err := u.RefreshToken(ctx, auth.HashSecret(refresh))
	if errors.Is(err, store.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	account, err := u.AccountByID(ctx, session.AccountID)
	if err != nil {
		return nil, err
	}
	if now := a.now(); session.RevokedAt != nil || account.IsDisabled || !now.Before(t.ExpiresAt) || !now.Before(session.ExpiresAt) {
		return nil, nil
	}
	return &held{t, session, account}, nil
}

// follower is the token that followed a used one, and its secret, if that was used within the grace and the follower is
// unused; else nil.
func (a *App) follower(ctx context.Context, u *store.Unscoped, used string, grace time.Duration) (secret string, next *models.RefreshToken, err error) {
	t, _, err := u.RefreshToken(ctx, auth.HashSecret(used)) // anew: another request has used it since
	if err != nil || t.UsedAt == nil || a.now().Sub(*t.UsedAt) >= grace {
		return "", nil, err
	}
	for _, secret := range a.keys.NextSecrets(used) {
		next, _, err := u.RefreshToken(ctx, auth.HashSecret(secret))
		switch {
		case errors.Is(err, store.ErrNotFound): // made with another key
		case err != nil:
			return "", nil, err
		case next.UsedAt == nil:
			return secret, next, nil
		}
	}
	return "", nil, nil
}
