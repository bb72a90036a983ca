package graph

import (
	"context"
	"fmt"
	"sync"
	"time"
)

// A loader waits for more keys as long as some keep coming, so that fields side by side share a statement.
const (
	gather    = 300 * time.Microsecond
	mostWaits = 20
)

// loader looks things up by key, once each in a request, many at a time.
type loader[K comparable, V any] struct {
	fetch   func(context.Context, []K) (map[K]V, error)
	mu      sync.Mutex
	known   map[K]*promise[V]
	waiting *batch[K, V]
}

type promise[V any] struct {
	done  chan struct{}
	value V
	err   error
}

type batch[K comparable, V any] struct {
	keys     []K
	promises []*promise[V]
}

func newLoader[K comparable, V any](fetch func(context.Context, []K) (map[K]V, error)) *loader[K, V] {
	return &loader[K, V]{fetch: fetch, known: map[K]*promise[V]{}}
}

// all are the values of the keys in their order; the zero value stands for what is not found. A whole set of keys is fetched
// at once, others wait for what else the request asks for.
func (l *loader[K, V]) all(ctx context.Context, keys []K, isWhole bool) ([]V, error) {
	promises := make([]*promise[V], len(keys))
	var own batch[K, V]
	l.mu.Lock()
	for i, k := range keys {
		p, ok := l.known[k]
		if !ok {
			p = &promise[V]{done: make(chan struct{})}
			l.known[k] = p
			if isWhole {
				own.add(k, p)
			} else {
				l.enqueue(ctx, k, p)
			}
		}
		promises[i] = p
	}
	l.mu.Unlock()
	if len(own.keys) > 0 {
		l.run(ctx, &own)
	}
	values := make([]V, len(keys))
	for i, p := range promises {
		<-p.done
		if p.err != nil {
			return nil, p.err
		}
		values[i] = p.value
	}
	return values, nil
}

// keep takes a value that was found by other means, unless the key was asked for before.
func (l *loader[K, V]) keep(k K, value V) {
	p := &promise[V]{done: make(chan struct{}), value: value}
	close(p.done)
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.known[k]; !ok {
		l.known[k] = p
	}
}

func (b *batch[K, V]) add(k K, p *promise[V]) {
	b.keys = append(b.keys, k)
	b.promises = append(b.promises, p)
}

func (l *loader[K, V]) enqueue(ctx context.Context, k K, p *promise[V]) {
	if l.waiting == nil {
		l.waiting = &batch[K, V]{}
		go func() {
			l.run(ctx, l.gathered())
		}()
	}
	l.waiting.add(k, p)
}

// gathered waits until no more keys come, and takes those that have.
func (l *loader[K, V]) gathered() *batch[K, V] {
	for waits, seen := 0, 0; ; waits++ {
		time.Sleep(gather)
		l.mu.Lock()
		if now := len(l.waiting.keys); now > seen && waits < mostWaits {
			seen = now
			l.mu.Unlock()
			continue
		}
		b := l.waiting
		l.waiting = nil
		l.mu.Unlock()
		return b
	}
}

func (l *loader[K, V]) run(ctx context.Context, b *batch[K, V]) {
	found, err := l.fetched(ctx, b.keys)
	for i, p := range b.promises {
		p.value = found[b.keys[i]]
		p.err = err
		close(p.done)
	}
}

// fetched turns a panic, which would end the process from this goroutine, into an error.
func (l *loader[K, V]) fetched(ctx context.Context, keys []K) (found map[K]V, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("loader: %v", p)
		}
	}()
	return l.fetch(ctx, keys)
}
