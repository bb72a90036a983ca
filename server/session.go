package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
)

// authTime is how long finding out who asks may take.
const authTime = 8 * time.Second

// known finds out who asks before the next handler runs. A token that is not good is nobody's: what needs somebody says so.
func (s *site) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx := r.Context()
		var v auth.Viewer
		token := bearerToken(r)
		if token != "" {
			wait, cancel := context.WithTimeout(ctx, authTime)
			defer cancel()
			var err error
			if v, err = s.app.Authenticate(wait, token); err != nil && !errors.Is(err, auth.ErrUnauthenticated) {
				slog.Error("find out who asks", "request_id", requestID(ctx), "error", err)
				w.Header().Set("Retry-After", "5")
				refuse(w, http.StatusServiceUnavailable, "INTERNAL", "the service cannot answer now, request "+requestID(ctx))
				return
			}
		}
		v.RequestID = requestID(ctx)
		ctx = graph.WithViewer(ctx, v)
		ctx = graph.WithBearer(ctx, token)
		ctx = graph.WithBrowser(ctx, browser{w, r})
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func bearerToken(r *http.Request) string {
	scheme, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// browser keeps a session's refresh token in a cookie that no script reads and no other site sends.
type browser struct {
	w http.ResponseWriter
	r *http.Request
}

// Cookie names. The prefix makes browsers insist on encryption; on this machine there is none to insist on.
const (
	secureCookie = "__Host-junheng"
	localCookie  = "junheng"
)

func (b browser) Address() string { return addressOf(b.r) }

func (b browser) RefreshToken() string {
	c, err := b.r.Cookie(b.name())
	if err != nil {
		return ""
	}
	return c.Value
}

func (b browser) KeepRefreshToken(token string, until time.Time) { b.set(token, until, 0) }

func (b browser) ForgetRefreshToken() {
	if b.RefreshToken() != "" {
		b.set("", time.Time{}, -1)
	}
}

func (b browser) set(value string, until time.Time, age int) {
	http.SetCookie(b.w, &http.Cookie{
		Name: b.name(), Value: value, Path: "/", Expires: until, MaxAge: age, HttpOnly: true, SameSite: http.SameSiteStrictMode,
		Secure: b.name() == secureCookie,
	})
}

func (b browser) name() string {
	host := b.r.Host
	if h, _, err := net.SplitHostPort(host); err == nil {
		host = h
	}
	if ip := net.ParseIP(strings.Trim(host, "[]")); !isEncrypted(b.r) && (host == "localhost" || (ip != nil && ip.IsLoopback())) {
		return localCookie
	}
	return secureCookie
}

type requestIDKey struct{}

func withRequestID(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestIDKey{}, id)
}

func requestID(ctx context.Context) string {
	id, _ := ctx.Value(requestIDKey{}).(string)
	return id
}
