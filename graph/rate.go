package graph

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// Each account has a bucket of cost: it may spend a lot at once, and then what flows in again.
const (
	pointsPerSecond = 600_000
	pointsBurst     = 4_000_000
	leastCost       = 10 // of any request
	bucketsKept     = 10_000
)

// budget holds the buckets of accounts.
type budget struct {
	mu      sync.Mutex
	buckets map[string]*rate.Limiter
}

func newBudget() *budget { return &budget{buckets: map[string]*rate.Limiter{}} }

// spend takes the cost of a request out of the bucket. It tells what is left, and how long to wait where it is not enough.
func (b *budget) spend(key string, cost int, now time.Time) (left int, wait time.Duration) {
	b.mu.Lock()
	l, ok := b.buckets[key]
	if !ok {
		if len(b.buckets) >= bucketsKept {
			b.forget(now)
		}
		l = rate.NewLimiter(pointsPerSecond, pointsBurst)
		b.buckets[key] = l
	}
	b.mu.Unlock()
	r := l.ReserveN(now, max(cost, leastCost))
	if delay := r.DelayFrom(now); delay > 0 {
		r.CancelAt(now)
		return 0, delay
	}
	return int(l.TokensAt(now)), 0
}

// forget drops full buckets: a new one is full as well.
func (b *budget) forget(now time.Time) {
	for key, l := range b.buckets {
		if l.TokensAt(now) >= pointsBurst {
			delete(b.buckets, key)
		}
	}
}

// costHeader tells what a request was counted for, also when that is why it is refused.
const costHeader = "X-Request-Cost"

// tell writes what is left into the headers that clients know.
func tell(h http.Header, left int, wait time.Duration) {
	h.Set("RateLimit-Limit", strconv.Itoa(pointsBurst))
	h.Set("RateLimit-Remaining", strconv.Itoa(left))
	if wait > 0 {
		h.Set("Retry-After", Seconds(wait))
	}
}

// Seconds is a wait as Retry-After says it: whole seconds, rounded up.
func Seconds(wait time.Duration) string { return strconv.Itoa(int(math.Ceil(wait.Seconds()))) }
