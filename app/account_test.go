package app_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// rounds is how often two requests race; each round the other one may win.
const rounds = 8

// together runs both at once and waits for them.
func together(one, two func()) {
	var wg sync.WaitGroup
	wg.Go(one)
	wg.Go(two)
	wg.Wait()
}

func TestChangesOfOneAccountAtOnceAreBothKept(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("clerk", models.Bureau, county, nil)
		change := func(in app.AccountChange) func() {
			return func() {
				in.Username = "clerk"
				if _, err := w.UpdateAccount(w.ctx(), w.op, in); err != nil {
					t.Error(err)
				}
			}
		}
		for range rounds {
			together(change(app.AccountChange{IsDisabled: ptr(true)}), change(app.AccountChange{Name: ptr("新名")}))
			row, err := w.store.For(w.op).AccountNamed(w.ctx(), "clerk")
			w.must(err)
			if !row.IsDisabled || row.Name == nil {
				t.Fatalf("a change was lost: disabled %t, name %v", row.IsDisabled, row.Name)
			}
			change(app.AccountChange{IsDisabled: ptr(false), Name: ptr("")})()
		}
	})
}

func TestAResetPasswordEndsWhatBeganWithTheOldOne(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for _, test := range []struct {
			name string
			try  func(auth.Viewer) *app.Tokens
		}{
			{"signing in", func(auth.Viewer) *app.Tokens {
				s, _ := w.SignIn(w.ctx(), app.SignIn{Username: "clerk", Password: password})
				return s
			}},
			{"changing the password", func(v auth.Viewer) *app.Tokens {
				s, _ := w.ChangePassword(w.ctx(), v, password, "another fine password")
				return s
			}},
		} {
			v := w.account("clerk", models.Bureau, county, nil)
			for range rounds {
				var s *app.Tokens
				together(func() { s = test.try(v) }, func() {
					if _, _, err := w.ResetPassword(w.ctx(), w.op, "clerk"); err != nil {
						t.Error(err)
					}
				})
				if s != nil {
					if _, err := w.Refresh(w.ctx(), s.Refresh); err == nil {
						t.Fatalf("%s: the session outlives the reset", test.name)
					}
				}
				row, err := w.store.For(w.op).AccountNamed(w.ctx(), "clerk")
				w.must(err)
				if !row.MustChangePassword {
					t.Fatalf("%s: the reset password need not be changed", test.name)
				}
				w.setPassword(v, password)
			}
			w.rename(v, test.name[:4])
		}
	})
}

func TestABureauDoesNotTakeOverAccountsThatSeeMore(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		_, _, err := w.CreateAccount(w.ctx(), w.op, app.NewAccount{Username: "wide", Role: models.Inspector, RegionCode: county, Inspects: []string{county, other}})
		w.must(err)
		_, _, err = w.ResetPassword(w.ctx(), bureau, "wide")
		wantProblem(t, err, "UNKNOWN_ACCOUNT")
		_, err = w.UpdateAccount(w.ctx(), bureau, app.AccountChange{Username: "wide", Inspects: []string{county}})
		wantProblem(t, err, "UNKNOWN_ACCOUNT")
	})
}

func TestATypoInTheUserNameIsNotKept(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		for _, username := range []string{"my secret password", "bureau"} {
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: username, Password: "wrong"})
			wantProblem(t, err, "SIGN_IN_REFUSED")
		}
		lines, err := w.store.For(auth.Viewer{AccountID: "x", Role: models.Bureau, RegionCodes: []string{county}}).AuditLines(w.ctx(), 10)
		w.must(err)
		seen := 0
		for _, l := range lines {
			if l.Action == "signInRefused" && l.Username == "bureau" {
				seen++
			}
		}
		if seen != 1 {
			t.Errorf("the bureau of the account's region sees %d refused tries of it, want 1", seen)
		}
	})
}

func (w *world) setPassword(v auth.Viewer, password string) {
	w.t.Helper()
	hash, err := auth.NewHasher().Hash(w.ctx(), password)
	w.must(err)
	w.change(v, map[string]any{"password_hash": hash, "must_change_password": false})
}

func (w *world) rename(v auth.Viewer, username string) {
	w.t.Helper()
	w.change(v, map[string]any{"username": username})
}

func (w *world) change(v auth.Viewer, columns map[string]any) {
	w.t.Helper()
	w.must(w.store.InTx(w.ctx(), v, func(tx *store.Tx) error {
		ok, err := tx.UpdateAccount(w.ctx(), v.AccountID, columns)
		if err == nil && !ok {
			err = errors.New("no such account")
		}
		return err
	}))
}

// TestASignInFromANewNetworkIsMarked tells networks apart as the counting of guesses does, and keeps no address.
func TestASignInFromANewNetworkIsMarked(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		for _, c := range []struct {
			address string
			after   time.Duration
			want    string
		}{
			{"192.0.2.1", time.Second, "new"},
			{"192.0.2.1", time.Second, ""},
			{"2001:db8:1:1::5", time.Second, "new"},
			{"2001:db8:1:1::9", time.Second, ""},
			{"192.0.2.1", 29 * 24 * time.Hour, ""},
			{"192.0.2.1", 31 * 24 * time.Hour, "new"},
		} {
			w.clock.pass(c.after)
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password, Address: c.address})
			w.must(err)
			lines, err := w.store.For(bureau).AuditLines(w.ctx(), 1)
			w.must(err)
			if got := lines[0]; got.Action != "signIn" || got.Details["place"] != c.want || strings.Contains(fmt.Sprint(got.Details), "192") {
				t.Errorf("%s after %s: %s %v, want %q", c.address, c.after, got.Action, got.Details, c.want)
			}
		}
	})
}
