package app

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Lifetimes of what a sign-in gives.
const (
	AccessLifetime  = 10 * time.Minute
	RefreshLifetime = 7 * 24 * time.Hour  // of one refresh token
	SessionLifetime = 30 * 24 * time.Hour // of a session, however often refreshed
	keptAfter       = 24 * time.Hour      // for what is over
)

// Tokens are what a sign-in or a refresh gives.
type Tokens struct {
	Access           string
	ExpiresAt        time.Time
	Refresh          string
	RefreshExpiresAt time.Time
	Viewer           auth.Viewer
}

// SignIn is a try to sign in.
type SignIn struct {
	Username, Password string
	Code               string // of the second factor; empty: not asked for yet
	Address            string // where the try comes from; empty: not counted by address
	RequestID          string
}

// SignIn answers tokens, or SIGN_IN_REFUSED, which tells nobody whether the account exists and takes the same time in
// any case, or TOO_MANY_ATTEMPTS. To who has the right password, and to nobody else, it answers SECOND_FACTOR_REQUIRED or
// SECOND_FACTOR_WRONG where the account has a second factor: a session is opened for both or not at all.
func (a *App) SignIn(ctx context.Context, try SignIn) (*Tokens, error) {
	try.Username = strings.ToLower(strings.TrimSpace(try.Username))
	if utf8.RuneCountInString(try.Username) > maxUsername {
		try.Username = ""
	}
	limits, err := a.limits(ctx, try)
	if err != nil {
		return nil, err
	}
	if err := a.throttle(ctx, limits...); err != nil {
		return nil, err
	}
	account, err := a.store.Unscoped().AccountByName(ctx, try.Username)
	if errors.Is(err, store.ErrNotFound) {
		account, err = &models.Account{}, nil
	}
	if err != nil {
		return nil, err
	}
	ok, err := a.hasher.Check(ctx, account.PasswordHash, try.Password)
	if err != nil {
		return nil, err
	}
	if !ok || account.IsDisabled {
		return nil, a.refused(ctx, try, account)
	}
	v := a.viewerOf(account)
	v.RequestID = try.RequestID
	var tokens *Tokens
	var refusal error
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		tokens, refusal = nil, nil
		now, err := tx.LockAccountByID(ctx, account.ID)
		if err != nil {
			return err
		}
		if now.IsDisabled || now.PasswordHash != account.PasswordHash { // since it was read
			return refuse("SIGN_IN_REFUSED", "")
		}
		if now.HasSecondFactor {
			if refusal, err = a.secondStep(ctx, tx, now, try, limits); err != nil || refusal != nil {
				return err
			}
		}
		session := models.Session{ID: newID(a.now()), AccountID: account.ID, CreatedAt: a.now(), ExpiresAt: a.now().Add(SessionLifetime)}
		if err := store.Add(ctx, tx.Facts(), session); err != nil {
			return err
		}
		refresh, _ := auth.NewSecret()
		if tokens, err = a.issue(ctx, tx, now, &session, refresh); err != nil {
			return err
		}
		isNew, err := a.forgive(ctx, tx, try)
		if err != nil {
			return err
		}
		return a.record(ctx, tx, "signIn", models.AuditLine{RegionCode: account.RegionCode, Details: placeDetails(isNew)})
	})
	if err = cmp.Or(err, refusal); err != nil {
		return nil, err
	}
	return tokens, nil
}

// refused is the answer to a try that failed, once that is written down. A user name that nobody has is not: people type
// their passwords there.
func (a *App) refused(ctx context.Context, try SignIn, account *models.Account) error {
	nobody := auth.Viewer{Username: account.Username, RequestID: try.RequestID}
	err := a.store.InTx(ctx, nobody, func(tx *store.Tx) error {
		return a.record(ctx, tx, "signInRefused", models.AuditLine{RegionCode: account.RegionCode, Subject: account.ID})
	})
	if err != nil { // a guess that leaves no trace gets no answer
		return err
	}
	return refuse("SIGN_IN_REFUSED", "")
}

// issue makes the tokens of a session with this refresh token, and keeps its hash.
func (a *App) issue(ctx context.Context, tx *store.Tx, account *models.Account, session *models.Session, refresh string) (*Tokens, error) {
	now := a.now()
	until := now.Add(RefreshLifetime)
	if session.ExpiresAt.Before(until) {
		until = session.ExpiresAt
	}
	t, err := a.tokens(account, session, refresh, until)
	if err != nil {
		return nil, err
	}
	return t, store.Add(ctx, tx.Facts(), models.RefreshToken{Hash: auth.HashSecret(refresh), SessionID: session.ID, IssuedAt: now, ExpiresAt: until})
}

// tokens are a session's tokens: a new access token beside a refresh token.
func (a *App) tokens(account *models.Account, session *models.Session, refresh string, until time.Time) (*Tokens, error) {
	now := a.now()
	t := &Tokens{Refresh: refresh, RefreshExpiresAt: until, ExpiresAt: now.Add(AccessLifetime), Viewer: a.viewerOf(account)}
	t.Viewer.SessionID, t.Viewer.ExpiresAt = session.ID, t.ExpiresAt
	var err error
	t.Access, err = a.keys.Sign(auth.Claims{AccountID: account.ID, SessionID: session.ID, TokenVersion: account.TokenVersion, ExpiresAt: t.ExpiresAt}, now)
	return t, err
}

// Authenticate is the viewer of an access token. The account is read anew each time, so that what changes about it holds
// at once; anything wrong is auth.ErrUnauthenticated.
func (a *App) Authenticate(ctx context.Context, access string) (auth.Viewer, error) {
	claims, err := a.verifier.Verify(access, a.now())
	if err != nil {
		return auth.Viewer{}, err
	}
	account, err := a.store.Unscoped().SignedIn(ctx, claims.AccountID, claims.SessionID, a.now())
	if errors.Is(err, store.ErrNotFound) || (err == nil && (account.IsDisabled || account.TokenVersion != claims.TokenVersion)) {
		return auth.Viewer{}, auth.ErrUnauthenticated
	}
	if err != nil {
		return auth.Viewer{}, err
	}
	v := a.viewerOf(account)
	v.SessionID, v.ExpiresAt = claims.SessionID, claims.ExpiresAt
	return v, nil
}

// SignOut ends the viewer's session, or all the account's sessions and tokens everywhere.
func (a *App) SignOut(ctx context.Context, v auth.Viewer, everywhere bool) error {
	if !v.IsSignedIn() {
		return auth.ErrUnauthenticated
	}
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		if !everywhere {
			if err := tx.Unscoped().RevokeSession(ctx, v.SessionID, a.now()); err != nil {
				return err
			}
			return a.record(ctx, tx, "signOut", models.AuditLine{})
		}
		if err := a.endSessions(ctx, tx, v.AccountID); err != nil {
			return err
		}
		return a.record(ctx, tx, "signOutEverywhere", models.AuditLine{})
	})
}

func (a *App) endSessions(ctx context.Context, tx *store.Tx, account string) error {
	if err := tx.Unscoped().RevokeSessions(ctx, account, a.now()); err != nil {
		return err
	}
	_, err := tx.UpdateAccount(ctx, account, map[string]any{"token_version": store.Plus("token_version", 1), "updated_at": a.now()})
	return err
}

// record writes an audit line of an action.
func (a *App) record(ctx context.Context, tx *store.Tx, action auth.Action, line models.AuditLine) error {
	return tx.Record(ctx, a.line(action, line))
}

func (a *App) line(action auth.Action, line models.AuditLine) models.AuditLine {
	line.ID, line.At, line.Action = newID(a.now()), a.now(), string(action)
	return line
}
