package main

import (
	"crypto/rand"
	"encoding/json"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"runtime/debug"
	"sync"
	"time"

	"golang.org/x/time/rate"

	"github.com/junheng/junheng/graph"
)

// guard is around every URL: a request id, the headers that every answer carries, the rate of an address, pages of other
// origins kept out, a time to answer in, and a panic turned into an answer.
func (s *site) guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		id := rand.Text()[:16]
		s.proxies.hear(r)
		h := w.Header()
		h.Set("X-Request-Id", id)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
		if isEncrypted(r) {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		began := time.Now()
		r = r.WithContext(withRequestID(r.Context(), id)) // the routes write their pattern into this one
		seen := &seenWriter{ResponseWriter: w, status: http.StatusOK}
		defer func() {
			if p := recover(); p != nil {
				slog.Error("panic", "request_id", id, "panic", p, "stack", string(debug.Stack()))
				refuse(seen, http.StatusInternalServerError, "INTERNAL", "internal error, request "+id)
			}
			s.meters.answered(r, seen.status, time.Since(began))
		}()
		_ = http.NewResponseController(w).SetWriteDeadline(began.Add(answerTime))
		isProbe := r.URL.Path == "/healthz" || r.URL.Path == "/readyz" // one that is refused would restart the process
		switch wait := s.callers.wait(addressOf(r), began); {
		case wait > 0 && !isProbe:
			h.Set("Retry-After", graph.Seconds(wait))
			refuse(seen, http.StatusTooManyRequests, "RATE_LIMITED", "too many requests from this address: wait "+graph.Seconds(wait)+" s")
		case r.Method != http.MethodGet && r.Method != http.MethodHead && !sameOrigin(r):
			refuse(seen, http.StatusForbidden, "FORBIDDEN", "requests from pages of other origins are refused")
		default:
			next.ServeHTTP(seen, r)
		}
	})
}

// refuse answers with an error as GraphQL clients read it.
func refuse(w http.ResponseWriter, status int, code, message string) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(map[string]any{"errors": []any{map[string]any{"message": message, "extensions": map[string]string{"code": code}}}})
}

// sameOrigin is true for requests of our own pages and of programs, which send no Origin.
func sameOrigin(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	if origin == "" {
		return r.Header.Get("Sec-Fetch-Site") != "cross-site"
	}
	u, err := url.Parse(origin)
	return err == nil && u.Host == r.Host
}

// addressOf is where a request comes from, once the proxies were heard.
func addressOf(r *http.Request) string {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		return r.RemoteAddr
	}
	return host
}

// isEncrypted tells whether the client's side of the connection is, once the proxies were heard.
func isEncrypted(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https"
}

// callers counts the requests of each address.
type callers struct {
	perMinute int
	mu        sync.Mutex
	buckets   map[string]*rate.Limiter
}

const maxCallers = 50_000

func newCallers(perMinute int) *callers {
	return &callers{perMinute: perMinute, buckets: map[string]*rate.Limiter{}}
}

// wait counts a request, and tells how long its address has to wait where it has made too many.
func (c *callers) wait(address string, now time.Time) time.Duration {
	c.mu.Lock()
	l, ok := c.buckets[address]
	if !ok {
		if len(c.buckets) >= maxCallers {
			clear(c.buckets) // forgetting favours callers for a moment; remembering all would let them fill the memory
		}
		l = rate.NewLimiter(rate.Limit(float64(c.perMinute)/60), max(10, c.perMinute/4))
		c.buckets[address] = l
	}
	c.mu.Unlock()
	r := l.ReserveN(now, 1)
	delay := r.DelayFrom(now)
	if delay > 0 {
		r.CancelAt(now)
	}
	return delay
}

// seenWriter remembers the status of an answer.
type seenWriter struct {
	http.ResponseWriter
	status int
}

func (w *seenWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach the connection.
func (w *seenWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
