package app

import "sync"

// broker wakes those of this process who watch something. It carries no data: who wakes reads anew, within its own scope.
type broker struct {
	mu       sync.Mutex
	watchers map[string]map[chan struct{}]bool
}

func newBroker() *broker { return &broker{watchers: map[string]map[chan struct{}]bool{}} }

// watch returns a channel that is filled when the topic changes, and what ends the watching.
func (b *broker) watch(topic string) (<-chan struct{}, func()) {
	c := make(chan struct{}, 1)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.watchers[topic] == nil {
		b.watchers[topic] = map[chan struct{}]bool{}
	}
	b.watchers[topic][c] = true
	return c, func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		if delete(b.watchers[topic], c); len(b.watchers[topic]) == 0 {
			delete(b.watchers, topic)
		}
	}
}

// publish wakes the watchers of a topic; one that has not yet looked at the last change is woken once for both.
func (b *broker) publish(topic string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for c := range b.watchers[topic] {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}
