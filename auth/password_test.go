package auth_test

import (
	"runtime"
	"slices"
	"strings"
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
	if !strings.HasPrefix(hash, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hashed as %s", hash)
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

// BenchmarkWrongPassword tries a known and an unknown account in turn and reports the medians' difference, which is to stay
// below 2 ms: go test ./auth -bench WrongPassword -benchtime 1000x -run '^$'
func BenchmarkWrongPassword(b *testing.B) {
	h := auth.NewHasher()
	hash, err := h.Hash(b.Context(), "correct horse battery")
	if err != nil {
		b.Fatal(err)
	}
	took := map[string][]time.Duration{}
	for b.Loop() {
		for _, hash := range []string{hash, ""} {
			began := time.Now()
			if _, err := h.Check(b.Context(), hash, "wrong"); err != nil {
				b.Fatal(err)
			}
			took[hash] = append(took[hash], time.Since(began))
		}
	}
	median := func(hash string) time.Duration {
		slices.Sort(took[hash])
		return took[hash][len(took[hash])/2]
	}
	known, unknown := median(hash), median("")
	b.ReportMetric(float64(known.Microseconds()), "µs/known")
	b.ReportMetric(float64(unknown.Microseconds()), "µs/unknown")
	b.ReportMetric(float64((known - unknown).Abs().Microseconds()), "µs/difference")
}

func TestGeneratedPasswordsDiffer(t *testing.T) {
	a, b := auth.GeneratePassword(), auth.GeneratePassword()
	if a == b || len(a) != 20 {
		t.Errorf("got %s and %s", a, b)
	}
}
