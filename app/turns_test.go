package app

import (
	"context"
	"errors"
	"testing"
)

func TestTurns(t *testing.T) {
	turns, ctx := NewTurns(1), t.Context()
	first, err := turns.Take(ctx, "a")
	if err != nil {
		t.Fatal(err)
	}
	second := make(chan func())
	go func() {
		done, _ := turns.Take(ctx, "a")
		second <- done
	}()
	for waiting := false; !waiting; {
		turns.mu.Lock()
		waiting = turns.held["a"] == 2
		turns.mu.Unlock()
	}
	if _, err := turns.Take(ctx, "a"); !errors.Is(err, ErrBusy) {
		t.Errorf("a third of one account: %v, want ErrBusy", err)
	}
	ended, cancel := context.WithCancel(ctx)
	cancel()
	if _, err := turns.Take(ended, "b"); !errors.Is(err, context.Canceled) {
		t.Errorf("one that has ended: %v, want Canceled", err)
	}
	first()
	(<-second)()
	if len(turns.held) > 0 || len(turns.slot) > 0 {
		t.Errorf("after all are done: %v held, %d running", turns.held, len(turns.slot))
	}
}
