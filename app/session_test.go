package app_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

const password = "correct horse battery"

func (w *world) signIn(username string) *app.Tokens {
	w.t.Helper()
	tokens, err := w.SignIn(w.ctx(), app.SignIn{Username: username, Password: password, Address: "127.0.0.1"})
	w.must(err)
	return tokens
}

func TestARefreshTokenIsGoodOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		first := w.signIn("bureau")
		second, err := w.Refresh(w.ctx(), first.Refresh)
		w.must(err)
		if _, err := w.Authenticate(w.ctx(), second.Access); err != nil {
			t.Errorf("the new access token: %v", err)
		}
		other := w.signIn("bureau")
		_, err = w.Refresh(w.ctx(), first.Refresh)
		wantProblem(t, err, "SESSION_ENDED")
		_, err = w.Refresh(w.ctx(), second.Refresh)
		wantProblem(t, err, "SESSION_ENDED") // the reuse ended the whole session
		for _, access := range []string{first.Access, second.Access} {
			if _, err := w.Authenticate(w.ctx(), access); !errors.Is(err, auth.ErrUnauthenticated) {
				t.Errorf("an access token of the ended session: got %v", err)
			}
		}
		if _, err := w.Authenticate(w.ctx(), other.Access); err != nil {
			t.Errorf("another session of the account: %v", err)
		}
	})
}

func TestTokensEnd(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.account("bureau", models.Bureau, county, nil)
		tests := []struct {
			name string
			end  func(*app.Tokens)
		}{
			{"after their time", func(*app.Tokens) { w.clock.pass(app.AccessLifetime + time.Second) }},
			{"by signing out", func(s *app.Tokens) { w.must(w.SignOut(w.ctx(), s.Viewer, false)) }},
			{"by signing out everywhere", func(*app.Tokens) { w.must(w.SignOut(w.ctx(), w.signIn("bureau").Viewer, true)) }},
			{"by a reset of the password", func(*app.Tokens) {
				_, _, err := w.ResetPassword(w.ctx(), w.op, "bureau")
				w.must(err)
				w.must(w.store.InTx(w.ctx(), v, func(tx *store.Tx) error { // back to the known one
					hash, err := auth.NewHasher().Hash(w.ctx(), password)
					w.must(err)
					_, err = tx.UpdateAccount(w.ctx(), v.AccountID, map[string]any{"password_hash": hash, "must_change_password": false})
					return err
				}))
			}},
			{"by disabling the account", func(*app.Tokens) {
				yes := true
				_, err := w.UpdateAccount(w.ctx(), w.op, app.AccountChange{Username: "bureau", IsDisabled: &yes})
				w.must(err)
			}},
		}
		for _, test := range tests {
			s := w.signIn("bureau")
			if _, err := w.Authenticate(w.ctx(), s.Access); err != nil {
				t.Fatalf("%s: before: %v", test.name, err)
			}
			test.end(s)
			if _, err := w.Authenticate(w.ctx(), s.Access); !errors.Is(err, auth.ErrUnauthenticated) {
				t.Errorf("%s: got %v, want unauthenticated", test.name, err)
			}
		}
		_, err := w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password})
		wantProblem(t, err, "SIGN_IN_REFUSED") // disabled accounts answer as unknown ones do
	})
}

func TestFailedSignInsWaitButNobodyIsLockedOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		for _, username := range []string{"bureau", "nobody"} {
			var codes []string
			for range 8 {
				_, err := w.SignIn(w.ctx(), app.SignIn{Username: username, Password: "wrong"})
				p, _ := app.Problems(err)
				codes = append(codes, p[0].Code)
			}
			want := strings.Repeat("SIGN_IN_REFUSED ", 5) + strings.Repeat("TOO_MANY_ATTEMPTS ", 3)
			if got := strings.Join(codes, " ") + " "; got != want {
				t.Errorf("%s: got %s, want %s", username, got, want)
			}
		}
		_, err := w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password})
		wantProblem(t, err, "TOO_MANY_ATTEMPTS")
		w.clock.pass(2*time.Minute + time.Second)
		_, err = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password})
		w.must(err)
		for range 4 {
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: "wrong"})
			wantProblem(t, err, "SIGN_IN_REFUSED") // the success took the count back
		}
	})
}

func TestAnAddressThatTriesManyNamesWaits(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		refused := 0
		for i := range 40 {
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: strings.Repeat("a", i+3), Password: "wrong", Address: "192.0.2.1"})
			if p, _ := app.Problems(err); p[0].Code == "TOO_MANY_ATTEMPTS" {
				refused++
			}
		}
		if refused != 10 {
			t.Errorf("got %d of 40 tries refused, want 10", refused)
		}
	})
}

func TestWhoGuessesAtAnAccountDoesNotShutItsOwnerOut(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		for range 20 { // many tries from one place
			w.clock.pass(time.Minute)
			for range 6 {
				_, _ = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: "wrong", Address: "192.0.2.1"})
			}
		}
		w.signIn("bureau")
	})
}

func TestGuessesFromManyPlacesWait(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		refused := 0
		for i := range 60 {
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: "wrong", Address: fmt.Sprintf("192.0.2.%d", i)})
			if p, _ := app.Problems(err); p[0].Code == "TOO_MANY_ATTEMPTS" {
				refused++
			}
		}
		if refused != 10 {
			t.Errorf("got %d of 60 tries refused, want 10", refused)
		}
		s := w.signInAfter(2*time.Minute + time.Second)
		for range 5 {
			_, err := w.ChangePassword(w.ctx(), s.Viewer, "wrong", "a fine long password")
			wantProblem(t, err, "WRONG_PASSWORD")
		}
		_, err := w.ChangePassword(w.ctx(), s.Viewer, password, "a fine long password")
		wantProblem(t, err, "TOO_MANY_ATTEMPTS")
		w.signIn("bureau") // guessing at the current password is counted apart
	})
}

func TestGuessesFromManyPlacesDoNotShutTheOwnerOutAtHome(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		at := func(address string) error {
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password, Address: address})
			return err
		}
		w.must(at("2001:db8:1:1::5"))
		for i := range 60 {
			_, _ = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: "wrong", Address: fmt.Sprintf("192.0.2.%d", i)})
		}
		wantProblem(t, at("198.51.100.7"), "TOO_MANY_ATTEMPTS")
		w.must(at("2001:db8:1:1::9"))
		w.clock.pass(29 * 24 * time.Hour)
		w.must(w.ForgetSessions(w.ctx()))
		for i := range 60 {
			_, _ = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: "wrong", Address: fmt.Sprintf("192.0.2.%d", i)})
		}
		w.must(at("2001:db8:1:1::9"))
	})
}

func TestAnIPv6NetworkIsOnePlace(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		refused := 0
		for i := range 40 {
			_, err := w.SignIn(w.ctx(), app.SignIn{Username: strings.Repeat("a", i+3), Password: "wrong", Address: fmt.Sprintf("2001:db8::%x", i)})
			if p, _ := app.Problems(err); p[0].Code == "TOO_MANY_ATTEMPTS" {
				refused++
			}
		}
		if refused != 10 {
			t.Errorf("got %d of 40 tries refused, want 10", refused)
		}
	})
}

func (w *world) signInAfter(d time.Duration) *app.Tokens {
	w.t.Helper()
	w.clock.pass(d)
	return w.signIn("bureau")
}

func TestAGeneratedPasswordIsChangedFirst(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		school := code(county, 0)
		_, generated, err := w.CreateAccount(w.ctx(), w.op, app.NewAccount{Username: "clerk", Role: models.Clerk, SchoolCode: &school})
		w.must(err)
		s, err := w.SignIn(w.ctx(), app.SignIn{Username: "clerk", Password: generated})
		w.must(err)
		v, err := w.Authenticate(w.ctx(), s.Access)
		w.must(err)
		if !v.MustChangePassword {
			t.Error("want a viewer who must change the password")
		}
		if _, err := w.RecordSchoolYear(w.ctx(), v, app.RecordSchoolYear{SchoolCode: school, Year: theYear}); !errors.Is(err, auth.ErrForbidden) {
			t.Errorf("before: got %v, want forbidden", err)
		}
		for _, test := range []struct{ current, next, code string }{
			{"wrong", "a fine long password", "WRONG_PASSWORD"},
			{generated, "short", "PASSWORD_TOO_SHORT"},
			{generated, strings.Repeat("长", 200), "PASSWORD_TOO_LONG"},
			{generated, "1234567890", "PASSWORD_TOO_COMMON"},
			{generated, "clerk-clerk", "PASSWORD_TOO_COMMON"},
			{generated, "abcabcabcabc", "PASSWORD_TOO_COMMON"},
			{generated, generated, "PASSWORD_UNCHANGED"},
		} {
			_, err := w.ChangePassword(w.ctx(), v, test.current, test.next)
			wantProblem(t, err, test.code)
			w.clock.pass(5 * time.Minute)
		}
		fresh, err := w.ChangePassword(w.ctx(), v, generated, "a fine long password")
		w.must(err)
		if _, err := w.Authenticate(w.ctx(), s.Access); !errors.Is(err, auth.ErrUnauthenticated) {
			t.Errorf("the old token: got %v", err)
		}
		if _, err := w.RecordSchoolYear(w.ctx(), fresh.Viewer, app.RecordSchoolYear{SchoolCode: school, Year: theYear}); err != nil {
			t.Errorf("after: %v", err)
		}
	})
}

func TestAccountsAreKeptWithinTheRegion(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 1)
		w.schools(other, 1)
		bureau := w.account("bureau", models.Bureau, county, nil)
		w.account("foreign", models.Bureau, other, nil)
		mine, theirs := code(county, 0), code(other, 0)
		tests := []struct {
			name string
			in   app.NewAccount
			code string
		}{
			{"a clerk of a school of ours", app.NewAccount{Username: "clerk", Role: models.Clerk, SchoolCode: &mine}, ""},
			{"a clerk of another county's school", app.NewAccount{Username: "clerk2", Role: models.Clerk, SchoolCode: &theirs}, "UNKNOWN_SCHOOL"},
			{"a clerk without a school", app.NewAccount{Username: "clerk3", Role: models.Clerk}, "SCHOOL_REQUIRED"},
			{"a bureau of another county", app.NewAccount{Username: "b2", Role: models.Bureau, RegionCode: other}, "UNKNOWN_REGION"},
			{"a bureau above us", app.NewAccount{Username: "b3x", Role: models.Bureau, RegionCode: "420000"}, "UNKNOWN_REGION"},
			{"a bureau above all", app.NewAccount{Username: "b4x", Role: models.Bureau, RegionCode: models.NationCode}, "UNKNOWN_REGION"},
			{"an inspector of another county too", app.NewAccount{Username: "insp", Role: models.Inspector, RegionCode: county, Inspects: []string{county, other}}, "UNKNOWN_REGION"},
			{"an inspector of nothing", app.NewAccount{Username: "insp", Role: models.Inspector, RegionCode: county}, "REGION_REQUIRED"},
			{"a name with capitals", app.NewAccount{Username: "Bureau", Role: models.Bureau, RegionCode: county}, "USERNAME_INVALID"},
			{"a name that is taken", app.NewAccount{Username: "foreign", Role: models.Bureau, RegionCode: county}, "USERNAME_TAKEN"},
			{"no role", app.NewAccount{Username: "norole", RegionCode: county}, "CHOICE_INVALID"},
		}
		for _, test := range tests {
			_, generated, err := w.CreateAccount(w.ctx(), bureau, test.in)
			if test.code == "" {
				if err != nil || generated == "" {
					t.Errorf("%s: got %q, %v", test.name, generated, err)
				}
				continue
			}
			t.Run(test.name, func(t *testing.T) { wantProblem(t, err, test.code) })
			if generated != "" {
				t.Errorf("%s: got password %q for no account", test.name, generated)
			}
		}
		_, _, err := w.ResetPassword(w.ctx(), bureau, "foreign")
		wantProblem(t, err, "UNKNOWN_ACCOUNT")
		yes := true
		_, err = w.UpdateAccount(w.ctx(), bureau, app.AccountChange{Username: "bureau", IsDisabled: &yes})
		wantProblem(t, err, "ACCOUNT_IS_OWN")
		if _, err = w.UpdateAccount(w.ctx(), bureau, app.AccountChange{Username: "clerk", IsDisabled: &yes}); err != nil {
			t.Error(err)
		}
		list, err := w.store.For(bureau).Accounts(w.ctx(), nil, store.Page{})
		w.must(err)
		for _, a := range list.Items {
			if a.RegionCode != county {
				t.Errorf("sees %s of %s", a.Username, a.RegionCode)
			}
			if a.Username == "clerk" && !a.IsDisabled {
				t.Error("clerk is not disabled")
			}
		}
	})
}
