// Package app holds the use cases: everything that changes or computes. Each permits, validates, transacts and records,
// in that order.
package app

import (
	"cmp"
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"sync/atomic"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// App does what people ask for.
type App struct {
	store    *store.Store
	keys     *auth.Keys
	verifier *auth.Verifier
	hasher   *auth.Hasher
	now      func() time.Time
	broker   *broker
	runner   string // name of this process among those that work on imports
	wake     chan struct{}

	pollEvery  time.Duration // of watchers
	planning   *Turns        // plans that are being made
	checking   *Turns        // reports that are being checked
	perAddress int
	factorFor  []models.Role
	pdf        func(ctx context.Context, paper []byte, extension string) ([]byte, error)
	note       func(*indicator.County) string
	scan       func(ctx context.Context, path string) (isClean bool, err error)

	exportAlarms atomic.Int64
}

// Config is what an App needs.
type Config struct {
	Store *store.Store
	Keys  *auth.Keys       // signs access tokens; may be nil for command lines that sign nobody in
	Now   func() time.Time // nil: the clock

	// FailuresPerAddress is how many failed sign-ins one address has before it waits; 0: a number of our own, below 0: no bound.
	FailuresPerAddress int

	// SecondFactorFor are the roles that must have a second factor; who has none may do nothing before setting one up.
	SecondFactorFor []models.Role

	// PDF makes a paper with the extension of an office format a PDF; nil: there is nothing here that does.
	PDF func(ctx context.Context, paper []byte, extension string) ([]byte, error)
	// Scan looks into a file that somebody sent; an error means that it could not. Nil: nothing here does.
	Scan func(ctx context.Context, path string) (isClean bool, err error)
	// Note is what stands on every page of papers about a county; nil: nothing.
	Note func(*indicator.County) string
}

// New returns an App.
func New(c Config) *App {
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.FailuresPerAddress == 0 {
		c.FailuresPerAddress = failuresPerAddress
	}
	return &App{
		perAddress: c.FailuresPerAddress, factorFor: c.SecondFactorFor, pdf: c.PDF, note: c.Note, scan: c.Scan,
		store: c.Store, keys: c.Keys, verifier: auth.NewVerifier(c.Keys), hasher: auth.NewHasher(), broker: newBroker(), planning: NewTurns(1), checking: NewTurns(1), runner: rand.Text(), wake: make(chan struct{}, 1), pollEvery: pollEvery,
		now: func() time.Time { return c.Now().UTC().Truncate(time.Millisecond) }, // what both databases keep
	}
}

// Store is what the App works on, for reads that need no use case.
func (a *App) Store() *store.Store { return a.store }

// crockford are the digits of ids: no letter looks like another, and they sort as their values do.
const crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// newID is a random id of 26 characters that sorts by time.
func newID(now time.Time) string {
	id := make([]byte, 26)
	copy(id, idTime(now))
	_, _ = rand.Read(id[10:]) // never fails
	for i := 10; i < len(id); i++ {
		id[i] = crockford[id[i]&31]
	}
	return string(id)
}

// idTime is how the ids of a time begin.
func idTime(at time.Time) string {
	var id [10]byte
	for i, ms := 9, at.UnixMilli(); i >= 0; i, ms = i-1, ms>>5 {
		id[i] = crockford[ms&31]
	}
	return string(id[:])
}

// sortedKeys are a map's keys in order.
func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// in runs work in a transaction that has locked the counties it writes to.
func (a *App) in(ctx context.Context, v auth.Viewer, counties []string, work func(*store.Tx) error) error {
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		if len(counties) > 0 {
			if _, err := tx.Facts().LockCounties(ctx, counties...); err != nil {
				return err
			}
		}
		return work(tx)
	})
}
