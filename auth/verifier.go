package auth

import (
	"crypto/sha256"
	"time"

	lru "github.com/hashicorp/golang-lru/v2"
)

// rememberedTokens are how many good tokens a Verifier knows again: all of a county's users at a time.
const rememberedTokens = 4096

// Verifier verifies access tokens as Keys do, and knows those again that it found good: a signature is worth checking once,
// not with each request of ten minutes. Tokens are remembered by their hash. It may be used by many at a time.
type Verifier struct {
	keys *Keys
	good *lru.Cache[[sha256.Size]byte, Claims]
}

// NewVerifier makes a Verifier for tokens of these keys.
func NewVerifier(k *Keys) *Verifier {
	good, err := lru.New[[sha256.Size]byte, Claims](rememberedTokens)
	if err != nil {
		panic("the size is positive: " + err.Error())
	}
	return &Verifier{k, good}
}

// Verify reads an access token. Anything wrong with it, or a time at which it is over, is ErrUnauthenticated.
func (v *Verifier) Verify(token string, now time.Time) (Claims, error) {
	hash := sha256.Sum256([]byte(token))
	if claims, ok := v.good.Get(hash); ok && now.Before(claims.ExpiresAt) {
		return claims, nil
	}
	claims, err := v.keys.Verify(token, now) // one that is over says so itself
	if err == nil {
		v.good.Add(hash, claims)
	}
	return claims, err
}
