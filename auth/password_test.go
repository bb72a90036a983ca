package auth_test

import (
	"runtime"
	"testing"

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

// The work of argon2id shows in the memory it fills, which a busy machine does not change, as it does the time.
func TestAnUnknownAccountCostsAsMuch(t *testing.T) {
	h := auth.NewHasher()
	hash, err := h.Hash(t.Context(), "correct horse battery")
	if err != nil {
		t.Fatal(err)
	}
	filled := func(hash string) uint64 {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		if _, err := h.Check(t.Context(), hash, "wrong"); err != nil {
			t.Fatal(err)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	known, unknown := filled(hash), filled("")
	if known < 1<<20 || max(known, unknown)-min(known, unknown) > known/100 {
		t.Errorf("known %d bytes, unknown %d", known, unknown)
	}
}

func TestGeneratedPasswordsDiffer(t *testing.T) {
	a, b := auth.GeneratePassword(), auth.GeneratePassword()
	if a == b || len(a) != 20 {
		t.Errorf("got %s and %s", a, b)
	}
}
