package graph

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

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

// Why a stream ends before its operation does. After all but the first it is worth asking again, with a new token.
var (
	errWithdrawn = errors.New("the session has ended") // signed out, disabled, another role
	errExpired   = errors.New("the token has ended: ask again with a new one")
	errStopping  = errors.New("the server stops: ask again in a moment")
)

// guarded ends ctx, and its cause says why, when the token ends, when the server stops, or when the account may no longer do
// what it does. A moment without the database is no answer: the stream goes on.
func (h *Handler) guarded(ctx context.Context, token string) (context.Context, context.CancelFunc) {
	v := ViewerOf(ctx)
	if !v.IsSignedIn() { // no token to end, and no subscription that goes on: nobody is admitted to one
		return context.WithCancel(ctx)
	}
	ctx, stop := context.WithDeadlineCause(ctx, v.ExpiresAt, errExpired)
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		tick := time.NewTicker(recheck)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-h.closing:
				cancel(errStopping)
				return
			case <-tick.C:
				if cause := h.recheck(ctx, v, token); cause != nil {
					cancel(cause)
					return
				}
			}
		}
	}()
	return ctx, func() { cancel(nil); stop() }
}

// recheck is why the viewer's stream has to end now; nil while it may go on.
func (h *Handler) recheck(ctx context.Context, v auth.Viewer, token string) error {
	ctx, cancel := context.WithTimeout(ctx, recheck)
	defer cancel()
	now, err := h.authenticate(ctx, token)
	switch {
	case !time.Now().Before(v.ExpiresAt):
		return errExpired
	case errors.Is(err, auth.ErrUnauthenticated), err == nil && !sameRights(v, now):
		return errWithdrawn
	}
	return nil
}

func sameRights(a, b auth.Viewer) bool {
	if a.AccountID != b.AccountID || a.Role != b.Role || a.IsHeldBack() != b.IsHeldBack() || a.SchoolCode != b.SchoolCode || len(a.RegionCodes) != len(b.RegionCodes) {
		return false
	}
	for i := range a.RegionCodes {
		if a.RegionCodes[i] != b.RegionCodes[i] {
			return false
		}
	}
	return true
}

// each calls send with each response of an operation until there are no more or send fails: the one of a query within the
// time of a plain request, those of a subscription with look-ups of their own.
func (h *Handler) each(ctx context.Context, op *graphql.OperationContext, send func(*graphql.Response) error) error {
	if op.Operation.Operation != ast.Subscription {
		ctx, cancel := context.WithTimeout(ctx, h.patienceWith(ViewerOf(ctx)))
		defer cancel()
		return send(h.answer(ctx, op))
	}
	if err := h.recordReading(ctx, op); err != nil {
		return err
	}
	next, ctx := h.exec.DispatchOperation(h.resolver.withLookups(ctx), op)
	for {
		began := time.Now()
		response := next(h.resolver.withLookups(ctx))
		if err := ctx.Err(); err != nil || response == nil { // what was resolved at the end lacks what was given up
			return err
		}
		logged(ctx, op, began, response)
		if err := send(response); err != nil {
			return err
		}
	}
}
