package auth_test

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"

	"github.com/junheng/junheng/auth"
)

var now = time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)

func keys(t *testing.T, text string) *auth.Keys {
	t.Helper()
	k, err := auth.ParseKeys(text)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestTokenSaysWhatWasSigned(t *testing.T) {
	k := keys(t, auth.GenerateKeys())
	want := auth.Claims{AccountID: "a", SessionID: "s", TokenVersion: 3, ExpiresAt: now.Add(10 * time.Minute)}
	token, err := k.Sign(want, now)
	if err != nil {
		t.Fatal(err)
	}
	got, err := k.Verify(token, now.Add(time.Minute))
	if err != nil || !got.ExpiresAt.Equal(want.ExpiresAt) || got.AccountID != "a" || got.SessionID != "s" || got.TokenVersion != 3 {
		t.Errorf("got %+v, %v, want %+v", got, err, want)
	}
	if _, err := k.Verify(token, now.Add(10*time.Minute+time.Second)); !errors.Is(err, auth.ErrUnauthenticated) {
		t.Errorf("after its time: got %v", err)
	}
	if _, err := k.Sign(auth.Claims{AccountID: "a", ExpiresAt: now.Add(16 * time.Minute)}, now); err == nil {
		t.Error("signed a token of more than a quarter of an hour")
	}
}

func TestKeysRotate(t *testing.T) {
	first, second := auth.GenerateKeys(), auth.GenerateKeys()
	c := auth.Claims{AccountID: "a", ExpiresAt: now.Add(time.Minute)}
	old, err := keys(t, first).Sign(c, now)
	if err != nil {
		t.Fatal(err)
	}
	both := keys(t, second+","+first)
	if _, err := both.Verify(old, now); err != nil {
		t.Errorf("the old key is still good: %v", err)
	}
	fresh, err := both.Sign(c, now)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := keys(t, second).Verify(fresh, now); err != nil {
		t.Errorf("the new key signs: %v", err)
	}
	if _, err := keys(t, second).Verify(old, now); !errors.Is(err, auth.ErrUnauthenticated) {
		t.Errorf("the old key is gone: got %v", err)
	}
	for _, bad := range []string{"", "x", "AAAA", first + ",", first + " " + second} {
		if _, err := auth.ParseKeys(bad); !errors.Is(err, auth.ErrKeys) {
			t.Errorf("%q: got %v, want ErrKeys", bad, err)
		}
	}
}

func TestForgedTokensAreRefused(t *testing.T) {
	text := auth.GenerateKeys()
	k := keys(t, text)
	seed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	private := ed25519.NewKeyFromSeed(seed)
	good, err := k.Sign(auth.Claims{AccountID: "a", SessionID: "s", ExpiresAt: now.Add(10 * time.Minute)}, now)
	if err != nil {
		t.Fatal(err)
	}
	header, claims := part(t, good, 0), part(t, good, 1)
	with := func(m map[string]any, key string, value any) map[string]any {
		c := maps.Clone(m)
		if value == nil {
			delete(c, key)
		} else {
			c[key] = value
		}
		return c
	}
	sign := func(h, c map[string]any) string {
		text := segment(t, h) + "." + segment(t, c)
		return text + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(private, []byte(text)))
	}
	if _, err := k.Verify(sign(header, claims), now); err != nil {
		t.Fatalf("the forge itself is wrong: %v", err)
	}
	hmac := jwt.NewWithClaims(jwt.SigningMethodHS256, jwt.MapClaims(claims))
	hmac.Header["kid"], hmac.Header["typ"] = header["kid"], header["typ"]
	swapped, err := hmac.SignedString([]byte(private.Public().(ed25519.PublicKey)))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]string{
		"empty":                  "",
		"no signature":           strings.Join(strings.Split(good, ".")[:2], ".") + ".",
		"a changed claim":        strings.Split(good, ".")[0] + "." + segment(t, with(claims, "sub", "b")) + "." + strings.Split(good, ".")[2],
		"algorithm none":         segment(t, with(header, "alg", "none")) + "." + segment(t, claims) + ".",
		"the public key as HMAC": swapped,
		"another algorithm":      sign(with(header, "alg", "HS256"), claims),
		"no kid":                 sign(with(header, "kid", nil), claims),
		"an unknown kid":         sign(with(header, "kid", "x"), claims),
		"another type":           sign(with(header, "typ", "JWT"), claims),
		"crit":                   sign(with(header, "crit", []string{"x"}), claims),
		"no expiry":              sign(header, with(claims, "exp", nil)),
		"a long life":            sign(header, with(claims, "exp", now.Add(time.Hour).Unix())),
		"no issue time":          sign(header, with(claims, "iat", nil)),
		"issued later":           sign(header, with(claims, "iat", now.Add(time.Hour).Unix())),
		"another issuer":         sign(header, with(claims, "iss", "x")),
		"another audience":       sign(header, with(claims, "aud", "x")),
		"no subject":             sign(header, with(claims, "sub", nil)),
		"other base64":           good + "=",
		"very long":              good + strings.Repeat("A", 4000),
	}
	for name, token := range tests {
		if _, err := k.Verify(token, now); !errors.Is(err, auth.ErrUnauthenticated) {
			t.Errorf("%s: got %v, want ErrUnauthenticated", name, err)
		}
	}
}

func part(t *testing.T, token string, i int) map[string]any {
	t.Helper()
	b, err := base64.RawURLEncoding.DecodeString(strings.Split(token, ".")[i])
	if err != nil {
		t.Fatal(err)
	}
	m := map[string]any{}
	if err := json.Unmarshal(b, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

func segment(t *testing.T, m map[string]any) string {
	t.Helper()
	b, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	return base64.RawURLEncoding.EncodeToString(b)
}

func TestTheNextSecretIsToldByTheKeysAlone(t *testing.T) {
	old, young := auth.GenerateKeys(), auth.GenerateKeys()
	next := func(keys, secret string) []string {
		t.Helper()
		k, err := auth.ParseKeys(keys)
		if err != nil {
			t.Fatal(err)
		}
		return k.NextSecrets(secret)
	}
	before, after := next(old, "secret"), next(young+","+old, "secret")
	if len(after) != 2 || after[1] != before[0] || after[0] == before[0] {
		t.Errorf("after a rotation: got %v, want a new one and then %v", after, before)
	}
	if next(old, "other")[0] == before[0] {
		t.Error("two secrets have one follower")
	}
}
