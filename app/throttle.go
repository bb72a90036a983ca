package app

import (
	"context"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store"
)

// Back-off after failed sign-ins. The wait never grows beyond a bound, so nobody can lock another out for good.
const (
	failuresPerAccount  = 5
	failuresPerAddress  = 30
	longestWait         = 2 * time.Minute
	failuresForgotAfter = time.Hour
)

// accountKey is where failed tries of an account are counted.
func accountKey(username string) string { return auth.HashSecret("account:" + username) }

func (t SignIn) keys() (account, address string) {
	account = accountKey(t.Username)
	if t.Address != "" {
		address = auth.HashSecret("address:" + t.Address)
	}
	return account, address
}

// throttle counts a try before its password is looked at, so that many at once are counted too.
func (a *App) throttle(ctx context.Context, try SignIn) error {
	account, address := try.keys()
	limits := map[string]int{account: failuresPerAccount}
	if address != "" && a.perAddress > 0 {
		limits[address] = a.perAddress
	}
	var wait time.Duration
	err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		wait = 0
		now := a.now()
		for _, key := range sortedKeys(limits) {
			t, err := tx.CountFailure(ctx, key, now, now.Add(-failuresForgotAfter))
			if err != nil {
				return err
			}
			if left := t.BlockedUntil.Sub(now); left > 0 {
				wait = max(wait, left)
				continue
			}
			if over := t.FailureCount - limits[key]; over >= 0 {
				backOff := min(time.Second<<min(over, 10), longestWait)
				if err := tx.BlockUntil(ctx, key, now.Add(backOff)); err != nil {
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

// forgive takes back the counts of a try that succeeded.
func (a *App) forgive(ctx context.Context, tx *store.Tx, try SignIn) error {
	account, address := try.keys()
	if err := tx.Unscoped().ForgetThrottles(ctx, account); err != nil || address == "" {
		return err
	}
	return tx.UncountFailure(ctx, address)
}
