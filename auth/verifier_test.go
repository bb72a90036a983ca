package auth_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
)

func TestARememberedTokenIsStillLookedAt(t *testing.T) {
	k := keys(t, auth.GenerateKeys())
	until := now.Add(10 * time.Minute)
	token, err := k.Sign(auth.Claims{AccountID: "a", SessionID: "s", TokenVersion: 3, ExpiresAt: until}, now)
	if err != nil {
		t.Fatal(err)
	}
	v := auth.NewVerifier(k)
	for _, at := range []time.Duration{0, time.Minute, 10*time.Minute - time.Second} {
		got, err := v.Verify(token, now.Add(at))
		if err != nil || got.AccountID != "a" || got.SessionID != "s" || got.TokenVersion != 3 || !got.ExpiresAt.Equal(until) {
			t.Errorf("after %s: got %+v, %v", at, got, err)
		}
	}
	dot := strings.LastIndexByte(token, '.')
	for what, bad := range map[string]string{
		"another signature": token[:dot+1] + strings.Repeat("A", len(token)-dot-1), "no signature": token[:dot+1], "more": token + "A", "none": "",
	} {
		for range 2 { // what was refused once is not taken for known
			if _, err := v.Verify(bad, now); !errors.Is(err, auth.ErrUnauthenticated) {
				t.Errorf("%s: got %v, want ErrUnauthenticated", what, err)
			}
		}
	}
	for range 2 {
		if _, err := v.Verify(token, until); !errors.Is(err, auth.ErrUnauthenticated) {
			t.Errorf("at its end: got %v, want ErrUnauthenticated", err)
		}
	}
	if allocated := testing.AllocsPerRun(100, func() { _, _ = v.Verify(token, now) }); allocated > 1 {
		t.Errorf("a known token took %.0f allocations: it was read anew", allocated)
	}
}
