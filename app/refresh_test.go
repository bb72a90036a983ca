package app_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

func TestABrowserMaySendItsCookieTwiceInAMoment(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		ended := func(refresh string) {
			t.Helper()
			_, err := w.RefreshCookie(w.ctx(), refresh)
			wantProblem(t, err, "SESSION_ENDED")
		}
		t.Run("two tabs at once go on with the same token", func(t *testing.T) {
			first := w.signIn("bureau")
			var wg sync.WaitGroup
			got := make([]*app.Tokens, 6)
			for i := range got {
				wg.Go(func() {
					var err error
					if got[i], err = w.RefreshCookie(w.ctx(), first.Refresh); err != nil {
						t.Errorf("tab %d: %v", i, err)
					}
				})
			}
			wg.Wait()
			for i, s := range got {
				if s == nil || s.Refresh != got[0].Refresh {
					t.Fatalf("tab %d: got another refresh token", i)
				}
				if _, err := w.Authenticate(w.ctx(), s.Access); err != nil {
					t.Errorf("tab %d: %v", i, err)
				}
			}
			if _, err := w.RefreshCookie(w.ctx(), got[0].Refresh); err != nil {
				t.Errorf("the token after: %v", err)
			}
		})
		t.Run("not once the moment is over", func(t *testing.T) {
			first := w.signIn("bureau")
			second, err := w.RefreshCookie(w.ctx(), first.Refresh)
			w.must(err)
			w.clock.pass(app.RefreshGrace)
			ended(first.Refresh)
			ended(second.Refresh)
		})
		t.Run("not once the token after it is used", func(t *testing.T) {
			first := w.signIn("bureau")
			second, err := w.RefreshCookie(w.ctx(), first.Refresh)
			w.must(err)
			third, err := w.RefreshCookie(w.ctx(), second.Refresh)
			w.must(err)
			ended(first.Refresh)
			ended(third.Refresh)
		})
		t.Run("not after signing out", func(t *testing.T) {
			first := w.signIn("bureau")
			second, err := w.RefreshCookie(w.ctx(), first.Refresh)
			w.must(err)
			w.must(w.SignOut(w.ctx(), second.Viewer, false))
			ended(first.Refresh)
		})
		t.Run("not with a token that is no cookie", func(t *testing.T) {
			first := w.signIn("bureau")
			second, err := w.Refresh(w.ctx(), first.Refresh)
			w.must(err)
			w.clock.pass(time.Millisecond)
			_, err = w.Refresh(w.ctx(), first.Refresh)
			wantProblem(t, err, "SESSION_ENDED")
			ended(second.Refresh)
		})
	})
}

func TestACookieThatIsTradedOpensNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		opens := func(name, refresh string, want bool) {
			t.Helper()
			v, err := w.ViewerOfCookie(w.ctx(), refresh)
			if (err == nil) != want || (err != nil && !errors.Is(err, auth.ErrUnauthenticated)) || (want && v.Username != "bureau") {
				t.Errorf("%s: got %q, %v", name, v.Username, err)
			}
		}
		first := w.signIn("bureau")
		opens("no cookie", "", false)
		opens("a fresh one", first.Refresh, true)
		opens("a fresh one again", first.Refresh, true)
		second, err := w.RefreshCookie(w.ctx(), first.Refresh)
		w.must(err)
		opens("a traded one in the moment of a reload", first.Refresh, true)
		opens("the one after it", second.Refresh, true)
		w.clock.pass(app.RefreshGrace)
		opens("a traded one", first.Refresh, false)
		opens("the one after it, later", second.Refresh, true)
		third, err := w.RefreshCookie(w.ctx(), second.Refresh)
		w.must(err)
		w.must(w.SignOut(w.ctx(), third.Viewer, false))
		opens("one whose session has ended", third.Refresh, false)
		late := w.signIn("bureau")
		w.clock.pass(app.RefreshLifetime)
		opens("one that is too old", late.Refresh, false)
	})
}

func TestSigningOutByCookieEverywhere(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.account("bureau", models.Bureau, county, nil)
		goesOn := func(name string, s *app.Tokens, want bool) {
			t.Helper()
			_, err := w.Authenticate(w.ctx(), s.Access)
			_, byCookie := w.ViewerOfCookie(w.ctx(), s.Refresh)
			if (err == nil) != want || (byCookie == nil) != want {
				t.Errorf("%s: %v, %v", name, err, byCookie)
			}
		}
		one, two := w.signIn("bureau"), w.signIn("bureau")
		w.must(w.SignOutByCookie(w.ctx(), one.Refresh, false))
		goesOn("the one signed out", one, false)
		goesOn("another", two, true)
		three := w.signIn("bureau")
		w.must(w.SignOutByCookie(w.ctx(), two.Refresh, true))
		goesOn("the one signed out everywhere", two, false)
		goesOn("another of the same account", three, false)
		w.must(w.SignOutByCookie(w.ctx(), two.Refresh, true))
		w.must(w.SignOutByCookie(w.ctx(), "nothing", true))
	})
}
