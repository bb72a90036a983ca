package app

import (
	"context"
	"net/netip"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store"
)

// Back-off after failed sign-ins. The wait never grows beyond a bound, so nobody can lock another out for good. Tries are
// counted for an address, for an account from one address, and for the account from anywhere; a try that waits for one of these
// is not counted by the next, so that guessing from one place does not shut the owner out at another. Who guesses from ever new
// addresses makes the account wait everywhere but at the places where its owner has signed in before.
const (
	failuresPerPlace    = 5
	failuresPerAccount  = 50
	failuresPerAddress  = 30
	longestWait         = 2 * time.Minute
	failuresForgotAfter = time.Hour
	placesKnownFor      = 30 * 24 * time.Hour
)

// limit is how many tries are free under a key.
type limit struct {
	key  string
	free int
}

func accountKey(username string) string { return auth.HashSecret("account:" + username) }

func placeKey(username, address string) string {
	return auth.HashSecret("place:" + network(address) + " " + username)
}

func knownKey(username, address string) string {
	return auth.HashSecret("known:" + network(address) + " " + username)
}

func addressKey(address string) string { return auth.HashSecret("address:" + network(address)) }

// network is what one subscriber has: an IPv4 address, or the first half of an IPv6 address.
func network(address string) string {
	a, err := netip.ParseAddr(address)
	if err != nil || a.Unmap().Is4() {
		return address
	}
	p, err := a.WithZone("").Prefix(64)
	if err != nil {
		return address
	}
	return p.String()
}

func passwordKey(account string) string { return auth.HashSecret("password:" + account) }

// limits are those of a sign-in, in the order in which they are asked.
func (a *App) limits(ctx context.Context, t SignIn) (list []limit, err error) {
	if t.Address != "" && a.perAddress > 0 {
		list = append(list, limit{addressKey(t.Address), a.perAddress})
	}
	list = append(list, limit{placeKey(t.Username, t.Address), failuresPerPlace})
	known := knownKey(t.Username, t.Address)
	places, err := a.store.Unscoped().Throttles(ctx, known)
	if err != nil {
		return nil, err
	}
	if p := places[known]; p != nil && a.now().Sub(p.UpdatedAt) < placesKnownFor {
		return list, nil
	}
	return append(list, limit{accountKey(t.Username), failuresPerAccount}), nil
}

// throttle counts a try before its password is looked at, so that many at once are counted too.
func (a *App) throttle(ctx context.Context, limits ...limit) error {
	var wait time.Duration
	err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		wait = 0
		now := a.now()
		for _, l := range limits {
			t, err := tx.CountFailure(ctx, l.key, now, now.Add(-failuresForgotAfter))
			if err != nil {
				return err
			}
			if wait = t.BlockedUntil.Sub(now); wait > 0 {
				return nil
			}
			if over := t.FailureCount - l.free; over >= 0 {
				backOff := min(time.Second<<min(over, 10), longestWait)
				if err := tx.BlockUntil(ctx, l.key, now.Add(backOff)); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err == nil && wait > 0 {
		err = refuse("TOO_MANY_ATTEMPTS", "", "seconds", strconv.Itoa(int(wait.Seconds())+1))
	}
	return err
}

// forgive takes back the counts of a try that succeeded, and remembers its place. isNew tells that the account has not signed in
// there within the time that places are known for.
func (a *App) forgive(ctx context.Context, tx *store.Tx, try SignIn) (isNew bool, err error) {
	err = tx.Unscoped().ForgetThrottles(ctx, placeKey(try.Username, try.Address), accountKey(try.Username))
	if err != nil || try.Address == "" {
		return false, err
	}
	known := knownKey(try.Username, try.Address)
	places, err := tx.Unscoped().Throttles(ctx, known)
	if err != nil {
		return false, err
	}
	p := places[known]
	isNew = p == nil || a.now().Sub(p.UpdatedAt) >= placesKnownFor
	if err := tx.KeepPlace(ctx, known, a.now()); err != nil {
		return false, err
	}
	return isNew, tx.UncountFailure(ctx, addressKey(try.Address))
}

// placeDetails say in the audit log that somebody signed in from a network that is new for the account, not from which.
func placeDetails(isNew bool) map[string]string {
	if isNew {
		return map[string]string{"place": "new"}
	}
	return nil
}
