package graph

import (
	"context"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/junheng/junheng/auth"
)

// Bounds of streams.
const (
	maxStreams = 20              // of one account, over all its connections
	recheck    = 3 * time.Second // how often a stream asks whether its token still stands
	keepAlive  = 15 * time.Second
)

// streams counts the running streams of each account.
type streams struct {
	mu      sync.Mutex
	running map[string]int
}

func newStreams() *streams { return &streams{running: map[string]int{}} }

// enter counts one more stream, and tells how to take it off; false when the account has too many.
func (s *streams) enter(account string) (leave func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running[account] >= maxStreams {
		return nil, false
	}
	s.running[account]++
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.running[account]--; s.running[account] <= 0 {
			delete(s.running, account)
		}
	}, true
}

// guarded ends ctx when the token ends, when the server stops, or when the account may no longer do what it does: signed
// out, disabled, another role.
func (h *Handler) guarded(ctx context.Context, token string) (context.Context, context.CancelFunc) {
	v := ViewerOf(ctx)
	ctx, cancel := context.WithDeadline(ctx, v.ExpiresAt)
	go func() {
		tick := time.NewTicker(recheck)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-h.closing:
				cancel()
				return
			case <-tick.C:
				if now, err := h.authenticate(ctx, token); err != nil || !sameRights(v, now) {
					cancel()
					return
				}
			}
		}
	}()
	return ctx, cancel
}

func sameRights(a, b auth.Viewer) bool {
	if a.AccountID != b.AccountID || a.Role != b.Role || a.SchoolCode != b.SchoolCode || len(a.RegionCodes) != len(b.RegionCodes) {
		return false
	}
	for i := range a.RegionCodes {
		if a.RegionCodes[i] != b.RegionCodes[i] {
			return false
		}
	}
	return true
}

// each calls send with each response of an operation until there are no more or send fails. Every event has its own look-ups.
func (h *Handler) each(ctx context.Context, op *graphql.OperationContext, send func(*graphql.Response) error) error {
	next, ctx := h.exec.DispatchOperation(h.resolver.withLookups(ctx), op)
	for {
		response := next(h.resolver.withLookups(ctx))
		if response == nil {
			return ctx.Err()
		}
		if err := send(response); err != nil {
			return err
		}
	}
}
