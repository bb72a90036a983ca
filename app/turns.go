package app

import (
	"context"
	"errors"
	"sync"
)

// ErrBusy refuses a dear computation of an account that has enough of them under way.
var ErrBusy = errors.New("enough computations of this account are under way")

// perAccount is how many of an account may run or wait: the one that a page gave up may still be ending.
const perAccount = 2

// Turns lets few dear computations run at a time, and keeps an account from taking every turn.
type Turns struct {
	slot chan struct{}
	mu   sync.Mutex
	held map[string]int // by account
}

// NewTurns has n turns at a time.
func NewTurns(n int) *Turns { return &Turns{slot: make(chan struct{}, n), held: map[string]int{}} }

// Take waits for a turn until ctx ends; done gives it back. ErrBusy when the account has its share.
func (t *Turns) Take(ctx context.Context, account string) (done func(), err error) {
	t.mu.Lock()
	if t.held[account] >= perAccount {
		t.mu.Unlock()
		return nil, ErrBusy
	}
	t.held[account]++
	t.mu.Unlock()
	leave := func() {
		t.mu.Lock()
		defer t.mu.Unlock()
		if t.held[account]--; t.held[account] == 0 {
			delete(t.held, account)
		}
	}
	select {
	case t.slot <- struct{}{}:
		return func() { <-t.slot; leave() }, nil
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
}
