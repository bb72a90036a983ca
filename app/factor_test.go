package app_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// code is what the authenticator shows now.
func (w *world) code(secret string) string {
	w.t.Helper()
	code, err := auth.CodeAt(secret, w.clock.now())
	w.must(err)
	return code
}

// factor sets up a second factor of an account and returns its secret; the codes until then are used.
func (w *world) factor(username string) string {
	w.t.Helper()
	v := w.signIn(username).Viewer
	made, err := w.PrepareSecondFactor(w.ctx(), v, password)
	w.must(err)
	_, err = w.ConfirmSecondFactor(w.ctx(), v, w.code(made.Secret))
	w.must(err)
	w.clock.pass(time.Minute)
	return made.Secret
}

func (w *world) with(code string) (*app.Tokens, error) {
	return w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password, Code: code, Address: "127.0.0.1"})
}

func TestASecondFactorIsAskedAfterThePasswordAlone(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		v := w.signIn("bureau").Viewer
		made, err := w.PrepareSecondFactor(w.ctx(), v, password)
		w.must(err)
		w.signIn("bureau") // it does not count yet
		_, err = w.ConfirmSecondFactor(w.ctx(), v, "000000")
		wantProblem(t, err, "SECOND_FACTOR_WRONG")
		after, err := w.ConfirmSecondFactor(w.ctx(), v, w.code(made.Secret))
		w.must(err)
		if !after.HasSecondFactor {
			t.Error("want a viewer with a second factor")
		}
		for _, code := range []string{"", "123456"} {
			_, err = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: "wrong", Code: code})
			wantProblem(t, err, "SIGN_IN_REFUSED") // says nothing of the factor
		}
		_, err = w.with("")
		wantProblem(t, err, "SECOND_FACTOR_REQUIRED")
		_, err = w.with("000000")
		wantProblem(t, err, "SECOND_FACTOR_WRONG")
		_, err = w.with(w.code(made.Secret))
		wantProblem(t, err, "SECOND_FACTOR_WRONG") // it has confirmed the factor already
		w.clock.pass(time.Minute)
		code := w.code(made.Secret)
		s, err := w.with(code[:3] + " " + code[3:])
		w.must(err)
		if !s.Viewer.HasSecondFactor {
			t.Error("want a viewer with a second factor")
		}
		fresh, err := w.Refresh(w.ctx(), s.Refresh) // asks for no code
		w.must(err)
		ctx, statements := store.CountStatements(w.ctx())
		if v, err := w.Authenticate(ctx, fresh.Access); err != nil || !v.HasSecondFactor || statements.Count() != 1 {
			t.Errorf("got %+v, %v, by %d statements", v, err, statements.Count())
		}
	})
}

func TestCodesPassOneStepEarlyOrLateAndOnce(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		secret := w.factor("bureau")
		w.clock.pass(time.Hour)
		at := func(d time.Duration) error {
			code, err := auth.CodeAt(secret, w.clock.now().Add(d))
			w.must(err)
			_, err = w.with(code)
			return err
		}
		for _, d := range []time.Duration{-time.Minute, time.Minute} {
			wantProblem(t, at(d), "SECOND_FACTOR_WRONG")
		}
		w.must(at(-30 * time.Second))
		wantProblem(t, at(-30*time.Second), "SECOND_FACTOR_WRONG")
		w.must(at(30 * time.Second))
		wantProblem(t, at(0), "SECOND_FACTOR_WRONG") // earlier than the one used
		w.clock.pass(30 * time.Second)
		wantProblem(t, at(0), "SECOND_FACTOR_WRONG") // the one used
		w.must(at(30 * time.Second))
	})
}

func TestOneCodeOpensOneSession(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		code := w.code(w.factor("bureau"))
		const tries = 8
		errs := make([]error, tries)
		var all sync.WaitGroup
		for i := range tries {
			all.Go(func() {
				_, errs[i] = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: password, Code: code, Address: fmt.Sprintf("192.0.2.%d", i)})
			})
		}
		all.Wait()
		opened := 0
		for _, err := range errs {
			if err == nil {
				opened++
				continue
			}
			wantProblem(t, err, "SECOND_FACTOR_WRONG")
		}
		if opened != 1 {
			t.Errorf("one code opened %d sessions", opened)
		}
	})
}

func TestWrongCodesWaitAsWrongPasswordsDo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		secret := w.factor("bureau")
		var codes []string
		for range 20 { // asking is no guess, and takes no guess back
			_, err := w.with("")
			wantProblem(t, err, "SECOND_FACTOR_REQUIRED")
		}
		for range 6 {
			_, err := w.with("000000")
			p, _ := app.Problems(err)
			codes = append(codes, p[0].Code)
			if len(codes) < 4 {
				_, err = w.with("")
				wantProblem(t, err, "SECOND_FACTOR_REQUIRED")
			}
		}
		want := append(slices.Repeat([]string{"SECOND_FACTOR_WRONG"}, 5), "TOO_MANY_ATTEMPTS")
		if !slices.Equal(codes, want) {
			t.Errorf("got %v, want %v", codes, want)
		}
		_, err := w.with(w.code(secret))
		wantProblem(t, err, "TOO_MANY_ATTEMPTS")
		w.clock.pass(2*time.Minute + time.Second)
		s, err := w.with(w.code(secret))
		w.must(err)

		// Signed in, the password does not take back the count of codes.
		guessed := 0
		for range 4 {
			for range 2 {
				_, err := w.RemoveSecondFactor(w.ctx(), s.Viewer, password, "000000")
				if p, _ := app.Problems(err); p[0].Code == "SECOND_FACTOR_WRONG" {
					guessed++
				}
			}
			_, err := w.PrepareSecondFactor(w.ctx(), s.Viewer, password)
			p, _ := app.Problems(err)
			if c := p[0].Code; c != "SECOND_FACTOR_SET" && c != "TOO_MANY_ATTEMPTS" {
				t.Errorf("prepared beside another: %v", err)
			}
		}
		if guessed > 5 {
			t.Errorf("%d codes were looked at", guessed)
		}
	})
}

func TestSettingUpAndRemovingEndOtherSessions(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		mine, other := w.signIn("bureau"), w.signIn("bureau")
		open := func(s *app.Tokens) bool {
			_, err := w.Authenticate(w.ctx(), s.Access)
			_, refresh := w.ViewerOfCookie(w.ctx(), s.Refresh)
			if (err == nil) != (refresh == nil) {
				t.Errorf("got %v for the access token, %v for the refresh token", err, refresh)
			}
			return err == nil
		}
		_, err := w.PrepareSecondFactor(w.ctx(), mine.Viewer, "wrong")
		wantProblem(t, err, "WRONG_PASSWORD")
		_, err = w.ConfirmSecondFactor(w.ctx(), mine.Viewer, "123456")
		wantProblem(t, err, "SECOND_FACTOR_UNSET")
		_, err = w.RemoveSecondFactor(w.ctx(), mine.Viewer, password, "123456")
		wantProblem(t, err, "SECOND_FACTOR_UNSET")
		made, err := w.PrepareSecondFactor(w.ctx(), mine.Viewer, password)
		w.must(err)
		if !open(other) {
			t.Error("preparing ended another session")
		}
		_, err = w.ConfirmSecondFactor(w.ctx(), mine.Viewer, w.code(made.Secret))
		w.must(err)
		if !open(mine) || open(other) {
			t.Errorf("confirmed: got own session open %t, other %t", open(mine), open(other))
		}
		w.clock.pass(time.Minute)
		other, err = w.with(w.code(made.Secret))
		w.must(err)
		w.clock.pass(time.Minute)
		for _, test := range []struct{ password, code, want string }{
			{"wrong", w.code(made.Secret), "WRONG_PASSWORD"}, {password, "000000", "SECOND_FACTOR_WRONG"},
		} {
			_, err = w.RemoveSecondFactor(w.ctx(), mine.Viewer, test.password, test.code)
			wantProblem(t, err, test.want)
		}
		after, err := w.RemoveSecondFactor(w.ctx(), mine.Viewer, password, w.code(made.Secret))
		w.must(err)
		if after.HasSecondFactor || !open(mine) || open(other) {
			t.Errorf("removed: got %+v, own session open %t, other %t", after, open(mine), open(other))
		}
		w.signIn("bureau")
		lines, err := w.store.For(w.op).AuditLines(w.ctx(), 100)
		w.must(err)
		var actions []string
		for _, l := range lines {
			if slices.Contains([]string{"prepareSecondFactor", "confirmSecondFactor", "removeSecondFactor"}, l.Action) {
				actions = append(actions, l.Action)
			}
		}
		slices.Sort(actions)
		if want := []string{"confirmSecondFactor", "prepareSecondFactor", "removeSecondFactor"}; !slices.Equal(actions, want) {
			t.Errorf("got the audit lines %v, want %v", actions, want)
		}
	})
}

func TestRefusedCodesAreWrittenDown(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.account("bureau", models.Bureau, county, nil)
		w.factor("bureau")
		_, _ = w.with("")
		_, _ = w.with("000000")
		lines, err := w.store.For(w.op).AuditLines(w.ctx(), 100)
		w.must(err)
		found := map[string]int{}
		for _, l := range lines {
			if l.Subject == v.AccountID {
				found[l.Action+" "+l.Details["secondFactor"]]++
			}
		}
		if found["signInHalf "] != 1 || found["signInRefused wrong"] != 1 {
			t.Errorf("got %v", found)
		}
	})
}

func TestAResetTakesTheSecondFactorAway(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		w.account("inspector", models.Inspector, county, nil)
		w.factor("inspector")
		bureau := w.signIn("bureau").Viewer
		row, generated, err := w.ResetPassword(w.ctx(), bureau, "inspector")
		w.must(err)
		if row.HasSecondFactor {
			t.Error("want an account without a second factor")
		}
		s, err := w.SignIn(w.ctx(), app.SignIn{Username: "inspector", Password: generated})
		w.must(err)
		if s.Viewer.HasSecondFactor || !s.Viewer.MustChangePassword {
			t.Errorf("got %+v", s.Viewer)
		}
		lines, err := w.store.For(bureau).AuditLines(w.ctx(), 100)
		w.must(err)
		if !slices.ContainsFunc(lines, func(l *models.AuditLine) bool {
			return l.Action == "resetPassword" && l.Details["secondFactor"] == "removed"
		}) {
			t.Error("the audit log does not say that the second factor went")
		}
		_, err = w.PrepareSecondFactor(w.ctx(), s.Viewer, generated) // a password that somebody else has seen
		if !errors.Is(err, auth.ErrForbidden) {
			t.Errorf("got %v, want forbidden", err)
		}
	})
}

func TestWhoMustHaveASecondFactorSetsItUpFirst(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		keys, err := auth.ParseKeys(auth.GenerateKeys())
		w.must(err)
		w.App = app.New(app.Config{Store: w.store, Keys: keys, Now: w.clock.now, SecondFactorFor: []models.Role{models.Bureau, models.Inspector}})
		w.schools(county, 1)
		school := code(county, 0)
		w.account("bureau", models.Bureau, county, nil)
		w.account("clerk", models.Clerk, county, &school)
		if w.signIn("clerk").Viewer.MustSetSecondFactor {
			t.Error("a school is held back, which the roles do not name")
		}
		s := w.signIn("bureau")
		v, err := w.Authenticate(w.ctx(), s.Access)
		w.must(err)
		if cookie, err := w.ViewerOfCookie(w.ctx(), s.Refresh); err != nil || !v.MustSetSecondFactor || !cookie.MustSetSecondFactor {
			t.Errorf("want a viewer who must set up a second factor, got %+v, %+v, %v", v, cookie, err)
		}
		allowed := []auth.Action{auth.ChangePassword, auth.PrepareSecondFactor, auth.ConfirmSecondFactor}
		for _, a := range auth.Actions() {
			if err := auth.Require(v, a); (err == nil) != slices.Contains(allowed, a) {
				t.Errorf("%s: got %v", a, err)
			}
		}
		if list, err := w.store.For(v).Schools(w.ctx(), nil, nil, store.Page{}); err != nil || len(list.Items) > 0 {
			t.Errorf("sees %d schools, %v", len(list.Items), err)
		}
		made, err := w.PrepareSecondFactor(w.ctx(), v, password)
		w.must(err)
		after, err := w.ConfirmSecondFactor(w.ctx(), v, w.code(made.Secret))
		w.must(err)
		now, err := w.Authenticate(w.ctx(), s.Access)
		w.must(err)
		for _, v := range []auth.Viewer{after, now} {
			if v.MustSetSecondFactor || auth.Require(v, auth.CreateSchool) != nil {
				t.Errorf("still held back: %+v", v)
			}
		}
		w.clock.pass(time.Minute)
		after, err = w.RemoveSecondFactor(w.ctx(), now, password, w.code(made.Secret)) // to set up another phone
		if err != nil || !after.MustSetSecondFactor {
			t.Errorf("got %+v, %v", after, err)
		}
	})
}

func TestSecondFactorsMoveToTheNewestKey(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		older, newer := auth.GenerateKeys(), auth.GenerateKeys()
		use := func(text string) {
			keys, err := auth.ParseKeys(text)
			w.must(err)
			w.App = app.New(app.Config{Store: w.store, Keys: keys, Now: w.clock.now})
		}
		use(older)
		w.account("bureau", models.Bureau, county, nil)
		secret := w.factor("bureau")
		use(newer + "," + older)
		if lost, err := w.SealSecondFactors(w.ctx()); err != nil || lost != 0 {
			t.Errorf("got %d lost, %v", lost, err)
		}
		use(newer)
		_, err := w.with(w.code(secret))
		w.must(err)
		use(older)
		if lost, err := w.SealSecondFactors(w.ctx()); err != nil || lost != 1 {
			t.Errorf("with a key that is gone: got %d lost, %v", lost, err)
		}
		w.clock.pass(time.Minute)
		_, err = w.with(w.code(secret))
		if _, isRefusal := app.Problems(err); err == nil || isRefusal {
			t.Errorf("with a key that is gone: got %v, want a failure that the log explains", err)
		}
		_, _, err = w.ResetPassword(w.ctx(), w.op, "bureau")
		w.must(err)
	})
}
