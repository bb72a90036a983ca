package auth

import (
	"sync"
	"time"
)

// maxVerified is how many tokens are remembered; then all are forgotten and verified anew.
const maxVerified = 10_000

// verified remembers tokens whose signature was found good, as clients send the same one with each request of ten minutes. It
// holds what the token says and nothing about the account, which is read anew each time.
type verified struct {
	mu     sync.Mutex
	tokens map[string]seenToken
}

type seenToken struct {
	claims Claims
	at     time.Time
}

// claims of a token that was verified before and has not ended.
func (v *verified) claims(token string, now time.Time) (Claims, bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	t, ok := v.tokens[token]
	return t.claims, ok && !now.Before(t.at) && now.Before(t.claims.ExpiresAt)
}

func (v *verified) keep(token string, c Claims, now time.Time) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.tokens == nil || len(v.tokens) >= maxVerified {
		v.tokens = map[string]seenToken{}
	}
	v.tokens[token] = seenToken{c, now}
}
