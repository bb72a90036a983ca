package graph

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Who asks for more than so many things a minute that are not shown is guessing, or has a program that does.
const (
	mostMisses = 20
	missesFor  = time.Minute
	missesKept = 10_000 // accounts that are watched at a time
)

// misses counts what each account asks for by id or code and is not shown, because there is none or it is another one's.
type misses struct {
	mu     sync.Mutex
	of     map[string]*missed
	alarms int
}

type missed struct {
	since time.Time
	count int
}

func newMisses() *misses { return &misses{of: map[string]*missed{}} }

// add counts n more, and tells whether the account has now asked for too many in a minute. It tells so once a minute.
func (m *misses) add(account string, n int, now time.Time) bool {
	if n == 0 || account == "" {
		return false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	a := m.of[account]
	if a == nil || now.Sub(a.since) >= missesFor {
		if a == nil && len(m.of) >= missesKept {
			clear(m.of) // a minute is missed; remembering all would let them fill the memory
		}
		a = &missed{since: now}
		m.of[account] = a
	}
	before := a.count
	a.count += n
	if before > mostMisses || a.count <= mostMisses {
		return false
	}
	m.alarms++
	return true
}

// Alarms is how often an account asked for too many things that it was not shown.
func (h *Handler) Alarms() int {
	h.resolver.misses.mu.Lock()
	defer h.resolver.misses.mu.Unlock()
	return h.resolver.misses.alarms
}

// miss counts things that the viewer asked for and is not shown. The log gets the account's key, not its name.
func (r *Resolver) miss(ctx context.Context, n int) {
	v := ViewerOf(ctx)
	if r.misses.add(v.AccountID, n, time.Now()) {
		slog.WarnContext(ctx, "asks for many things that it is not shown", "request_id", v.RequestID, "account_id", v.AccountID)
	}
}

// asked is what was asked for by its code; nil, and counted as missed, for what is unknown or out of scope.
func asked[T any](ctx context.Context, r *Resolver) func(*T, error) (*T, error) {
	return func(item *T, err error) (*T, error) {
		item, err = maybe(item, err)
		if item == nil && err == nil {
			r.miss(ctx, 1)
		}
		return item, err
	}
}

// askedOf is asked for what belongs to a county: of its own, a viewer may ask for years that are not there yet.
func askedOf[T any](ctx context.Context, r *Resolver, region string) func(*T, error) (*T, error) {
	if r.rows(ctx).SeesRegion(region) {
		return maybe[T]
	}
	return asked[T](ctx, r)
}
