package auth

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

// What every access token says of itself.
const (
	tokenIssuer   = "junheng"
	tokenAudience = "junheng-api"
	tokenType     = "at+jwt"
)

// MaxTokenLifetime is the longest that an access token may live.
const MaxTokenLifetime = 15 * time.Minute

// ErrKeys is returned by ParseKeys for text that is no list of signing keys.
var ErrKeys = errors.New("signing keys: want comma-separated base64 seeds of 32 bytes, newest first")

// Keys are Ed25519 signing keys: the first signs, all verify. To rotate, put a new one in front and drop
// the last a quarter of an hour later.
type Keys struct {
	signing ed25519.PrivateKey
	kid     string
	public  map[string]ed25519.PublicKey
	seeds   [][]byte // newest first
}

// GenerateKeys is the text of one new key, for ParseKeys.
func GenerateKeys() string {
	seed := make([]byte, ed25519.SeedSize)
	_, _ = rand.Read(seed)
	return base64.StdEncoding.EncodeToString(seed)
}

// ParseKeys reads keys as GenerateKeys writes them, separated by commas, newest first.
func ParseKeys(s string) (*Keys, error) {
	k := &Keys{public: map[string]ed25519.PublicKey{}}
	for part := range strings.SplitSeq(s, ",") {
		seed, err := base64.StdEncoding.Strict().DecodeString(strings.TrimSpace(part))
		if err != nil || len(seed) != ed25519.SeedSize {
			return nil, ErrKeys
		}
		private := ed25519.NewKeyFromSeed(seed)
		public := private.Public().(ed25519.PublicKey)
		sum := sha256.Sum256(public)
		kid := hex.EncodeToString(sum[:8])
		if k.signing == nil {
			k.signing, k.kid = private, kid
		}
		k.public[kid] = public
		k.seeds = append(k.seeds, seed)
	}
	return k, nil
}

// Claims are what an access token says. Role and region are not in it: they are read anew with each request.
type Claims struct {
	AccountID    string
	SessionID    string
	TokenVersion int
	ExpiresAt    time.Time
}

type tokenClaims struct {
	jwt.RegisteredClaims
	Session string `json:"sid"`
	Version int    `json:"ver"`
}

// Sign is the access token for the claims.
func (k *Keys) Sign(c Claims, now time.Time) (string, error) {
	if c.ExpiresAt.Sub(now) > MaxTokenLifetime {
		return "", fmt.Errorf("access token may live at most %s", MaxTokenLifetime)
	}
	t := jwt.NewWithClaims(jwt.SigningMethodEdDSA, tokenClaims{
		RegisteredClaims: jwt.RegisteredClaims{
			Issuer: tokenIssuer, Audience: jwt.ClaimStrings{tokenAudience}, Subject: c.AccountID,
			IssuedAt: jwt.NewNumericDate(now), ExpiresAt: jwt.NewNumericDate(c.ExpiresAt),
		},
		Session: c.SessionID, Version: c.TokenVersion,
	})
	t.Header["kid"], t.Header["typ"] = k.kid, tokenType
	return t.SignedString(k.signing)
}

// Verify reads an access token. Anything wrong with it is ErrUnauthenticated.
func (k *Keys) Verify(token string, now time.Time) (Claims, error) {
	if len(token) > 2048 {
		return Claims{}, ErrUnauthenticated
	}
	var c tokenClaims
	_, err := jwt.NewParser(
		jwt.WithValidMethods([]string{"EdDSA"}), jwt.WithStrictDecoding(), jwt.WithExpirationRequired(), jwt.WithIssuedAt(),
		jwt.WithIssuer(tokenIssuer), jwt.WithAudience(tokenAudience), jwt.WithTimeFunc(func() time.Time { return now }),
	).ParseWithClaims(token, &c, func(t *jwt.Token) (any, error) {
		kid, _ := t.Header["kid"].(string)
		_, hasCrit := t.Header["crit"]
		public, ok := k.public[kid]
		if !ok || hasCrit || t.Header["typ"] != tokenType {
			return nil, ErrUnauthenticated
		}
		return public, nil
	})
	if err != nil || c.Subject == "" || c.IssuedAt == nil || c.ExpiresAt.Sub(c.IssuedAt.Time) > MaxTokenLifetime {
		return Claims{}, ErrUnauthenticated
	}
	return Claims{AccountID: c.Subject, SessionID: c.Session, TokenVersion: c.Version, ExpiresAt: c.ExpiresAt.Time}, nil
}

// Secrets are secrets for a purpose, one of each key, newest first: sign with the first, accept all.
func (k *Keys) Secrets(purpose string) [][]byte {
	list := make([][]byte, len(k.seeds))
	for i, seed := range k.seeds {
		mac := hmac.New(sha256.New, seed)
		mac.Write([]byte("junheng secret for\x00" + purpose))
		list[i] = mac.Sum(nil)
	}
	return list
}

// NewSecret is a random secret of 256 bits and its hash; only the hash is kept.
func NewSecret() (secret, hash string) {
	b := make([]byte, 32)
	_, _ = rand.Read(b)
	secret = base64.RawURLEncoding.EncodeToString(b)
	return secret, HashSecret(secret)
}

// HashSecret is the hash under which a secret is kept. Secrets are random, so a plain SHA-256 is enough.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// NextSecrets are the secrets that may follow a secret in a chain: the one that is issued now first, then those of older keys.
// Who holds a secret and the keys can tell its follower again; who holds the secret alone cannot.
func (k *Keys) NextSecrets(secret string) []string {
	list := make([]string, len(k.seeds))
	for i, seed := range k.seeds {
		mac := hmac.New(sha256.New, seed)
		mac.Write([]byte("junheng refresh token after\x00" + secret))
		list[i] = base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
	}
	return list
}
