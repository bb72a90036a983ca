package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"runtime"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"
)

// Argon2id costs of new hashes; 19 MiB and two passes are the lowest that current guidance recommends.
const (
	hashMemory  = 19 * 1024 // KiB
	hashPasses  = 2
	hashThreads = 1
	hashSalt    = 16
	hashLength  = 32
)

// Lengths of passwords that people choose, in characters. The longest bounds the work a request can ask for.
const (
	MinPassword = 10
	MaxPassword = 128
)

// Hasher hashes and checks passwords, a bounded number at a time: each takes 19 MiB.
type Hasher struct{ slots chan struct{} }

// NewHasher returns a Hasher that works on at most two passwords a processor.
func NewHasher() *Hasher { return &Hasher{make(chan struct{}, 2*runtime.GOMAXPROCS(0))} }

// Hash is the password's hash, salted, with its costs written into it.
func (h *Hasher) Hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, hashSalt)
	_, _ = rand.Read(salt) // never fails
	key, err := h.key(ctx, password, salt, hashMemory, hashPasses, hashThreads)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, hashMemory, hashPasses, hashThreads,
		b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// nobody stands in for the hash of an unknown account, so that it costs the same time as a wrong password.
const nobody = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"

// Check tells whether the password has this hash. An empty hash, of an unknown account, takes the same time and is false.
func (h *Hasher) Check(ctx context.Context, hash, password string) (bool, error) {
	if len(password) > MaxPassword*utf8.UTFMax {
		password = ""
	}
	known := hash != ""
	if !known {
		hash = nobody
	}
	var version, memory, passes, threads uint32
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, fmt.Errorf("password hash: unknown form")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &memory, &passes, &threads); err != nil {
		return false, fmt.Errorf("password hash: %w", err)
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fmt.Errorf("password hash: %w", err)
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, fmt.Errorf("password hash: %w", err)
	}
	got, err := h.key(ctx, password, salt, memory, passes, uint8(threads))
	if err != nil {
		return false, err
	}
	return subtle.ConstantTimeCompare(got, want) == 1 && known, nil
}

func (h *Hasher) key(ctx context.Context, password string, salt []byte, memory, passes uint32, threads uint8) ([]byte, error) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	return argon2.IDKey([]byte(password), salt, passes, memory, threads, hashLength), nil
}

// GeneratePassword is a random password for a person to type once: 20 letters and digits that are not mistaken for each other.
func GeneratePassword() string {
	const alphabet = "abcdefghijkmnpqrstuvwxyz23456789" // 32 characters, so that a random byte picks evenly
	b := make([]byte, 20)
	_, _ = rand.Read(b)
	for i := range b {
		b[i] = alphabet[b[i]%32]
	}
	return string(b)
}
