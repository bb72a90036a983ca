package graph

import (
	"context"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/graph/view"
)

// Browser is what a request's transport knows of the session: where it comes from, and the refresh token that a browser
// keeps in a cookie that no script can read.
type Browser interface {
	Address() string
	RefreshToken() string
	KeepRefreshToken(token string, until time.Time)
	ForgetRefreshToken()
}

type browserKey struct{}

// WithBrowser says through what a request came.
func WithBrowser(ctx context.Context, b Browser) context.Context {
	return context.WithValue(ctx, browserKey{}, b)
}

func browserOf(ctx context.Context) Browser {
	if b, ok := ctx.Value(browserKey{}).(Browser); ok {
		return b
	}
	return noBrowser{}
}

// noBrowser keeps nothing.
type noBrowser struct{}

func (noBrowser) Address() string                    { return "" }
func (noBrowser) RefreshToken() string               { return "" }
func (noBrowser) KeepRefreshToken(string, time.Time) {}
func (noBrowser) ForgetRefreshToken()                {}

func (r *Resolver) signIn(ctx context.Context, in model.SignInInput) (*app.Tokens, error) {
	return r.App.SignIn(ctx, app.SignIn{
		Username: in.Username, Password: in.Password, Code: text(in.Code.Value()), Address: browserOf(ctx).Address(), RequestID: ViewerOf(ctx).RequestID,
	})
}

// refreshSession trades the token given, or the one in the browser's cookie, which may be sent twice in a moment. The cookie
// goes only when the session is over: a renewal that failed for another reason is tried again.
func (r *Resolver) refreshSession(ctx context.Context, in model.RefreshSessionInput) (*app.Tokens, error) {
	if token := text(in.RefreshToken.Value()); token != "" {
		return r.App.Refresh(ctx, token)
	}
	b := browserOf(ctx)
	tokens, err := r.App.RefreshCookie(ctx, b.RefreshToken())
	if problems, _ := app.Problems(err); len(problems) > 0 {
		b.ForgetRefreshToken()
	}
	return tokens, err
}

// signOut ends the session of the access token, or where that has run out, of the cookie.
func (r *Resolver) signOut(ctx context.Context, everywhere bool) error {
	b := browserOf(ctx)
	defer b.ForgetRefreshToken()
	if v := ViewerOf(ctx); v.IsSignedIn() {
		return r.App.SignOut(ctx, v, everywhere)
	}
	if token := b.RefreshToken(); token != "" {
		return r.App.SignOutByCookie(ctx, token, everywhere)
	}
	return nil
}

// opened shows the tokens of a session, and gives the browser its cookie.
func opened(ctx context.Context, t *app.Tokens) (access, refresh *string, expires *time.Time, v *view.Viewer) {
	if t == nil {
		return nil, nil, nil, nil
	}
	browserOf(ctx).KeepRefreshToken(t.Refresh, t.RefreshExpiresAt)
	return &t.Access, &t.Refresh, &t.ExpiresAt, &view.Viewer{Viewer: t.Viewer}
}
