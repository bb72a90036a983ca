package auth_test

import (
	"slices"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
)

func TestPasswords(t *testing.T) {
	h := auth.NewHasher()
	hash, err := h.Hash(t.Context(), "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, hash, password string
		want                 bool
	}{
		{"the right one", hash, "correct horse battery", true},
		{"another", hash, "correct horse batterz", false},
		{"an empty one", hash, "", false},
		{"no such account", "", "correct horse battery", false},
		{"no such account and no password", "", "", false},
	}
	for _, test := range tests {
		if got, err := h.Check(t.Context(), test.hash, test.password); err != nil || got != test.want {
			t.Errorf("%s: got %v, %v, want %v", test.name, got, err, test.want)
		}
	}
	if again, _ := h.Hash(t.Context(), "correct horse battery"); again == hash {
		t.Error("two hashes of one password are the same: no salt")
	}
	if _, err := h.Check(t.Context(), "plain", "plain"); err == nil {
		t.Error("a hash of unknown form is no error")
	}
}

func TestAnUnknownAccountTakesAsLong(t *testing.T) {
	h := auth.NewHasher()
	hash, err := h.Hash(t.Context(), "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	median := func(hash string) time.Duration {
		var took []time.Duration
		for range 15 {
			start := time.Now()
			if _, err := h.Check(t.Context(), hash, "wrong"); err != nil {
				t.Fatal(err)
			}
			took = append(took, time.Since(start))
		}
		slices.Sort(took)
		return took[len(took)/2]
	}
	known, unknown := median(hash), median("")
	if ratio := float64(known) / float64(unknown); ratio < 0.5 || ratio > 2 {
		t.Errorf("known %s, unknown %s", known, unknown)
	}
}

func TestGeneratedPasswordsDiffer(t *testing.T) {
	a, b := auth.GeneratePassword(), auth.GeneratePassword()
	if a == b || len(a) != 20 {
		t.Errorf("got %s and %s", a, b)
	}
}
