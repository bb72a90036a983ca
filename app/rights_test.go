package app_test

import (
	"context"
	"encoding/base64"
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

// takenAway are ways in which an account that asked for an import loses the right to it, and the code of why it is not run.
var takenAway = map[string]struct {
	columns map[string]any
	code    string
}{
	"disabled":             {map[string]any{"is_disabled": true}, "ACCOUNT_MAY_NOT_IMPORT"},
	"another role":         {map[string]any{"role": models.Inspector, "inspects": store.JSON([]string{county})}, "ACCOUNT_MAY_NOT_IMPORT"},
	"a password to change": {map[string]any{"must_change_password": true}, "ACCOUNT_MAY_NOT_IMPORT"},
	"another county":       {map[string]any{"region_code": other}, "REGION_OUT_OF_SCOPE"},
}

func (w *world) take(v auth.Viewer, columns map[string]any) {
	w.t.Helper()
	w.must(w.store.InTx(w.ctx(), w.op, func(tx *store.Tx) error {
		changed, err := tx.UpdateAccount(w.ctx(), v.AccountID, columns)
		if err == nil && !changed {
			err = errors.New("no such account")
		}
		return err
	}))
}

// wantRefused holds that an import was not run, and that it says why.
func (w *world) wantRefused(i *models.Import, code string) {
	w.t.Helper()
	row, err := w.store.For(w.op).Import(w.ctx(), i.ID)
	w.must(err)
	issues, err := w.store.For(w.op).ImportIssues(w.ctx(), i.ID, models.SeverityError, store.Page{})
	w.must(err)
	if row.Status != models.Rejected || row.FinishedAt == nil || row.CreatedCount != 0 || len(issues.Items) != 1 || issues.Items[0].Code != code {
		w.t.Fatalf("got %+v with %+v, want it refused for %s", row, issues.Items, code)
	}
	for _, lang := range []string{"zh", "en"} {
		if m := app.IssueMessage(issues.Items[0], lang); m == "" || m == code {
			w.t.Errorf("no sentence for %s in %s", code, lang)
		}
	}
	if n, err := w.store.For(w.op).SchoolCount(w.ctx(), nil); err != nil || n != 0 {
		w.t.Errorf("got %d schools, %v, want none", n, err)
	}
}

// TestAnImportRunsByTheRightsOfItsTime takes rights away while an import waits for its turn.
func TestAnImportRunsByTheRightsOfItsTime(t *testing.T) {
	for name, away := range takenAway {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				bureau := w.account("bureau", models.Bureau, county, nil)
				i := w.send(bureau, w.file(aCounty(county, 3, 5)), app.ImportRequest{})
				w.take(bureau, away.columns)
				w.finished(w.op, i.ID)
				w.wantRefused(i, away.code)
			})
		})
	}
}

// TestAnImportWritesByTheRightsOfItsTime takes rights away after an import has begun and before it writes.
func TestAnImportWritesByTheRightsOfItsTime(t *testing.T) {
	for name, away := range takenAway {
		t.Run(name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				bureau := w.account("bureau", models.Bureau, county, nil)
				book := aCounty(county, 3, 5)
				i := w.send(bureau, w.file(book), app.ImportRequest{})
				w.must(w.Interrupted(w.ctx(), i, book, func() { w.take(bureau, away.columns) }))
				w.wantRefused(i, "ACCOUNT_MAY_NOT_IMPORT")
			})
		})
	}
}

// TestRunnersRaceForAnImportAndOneRunsIt has servers that share a database look for the same imports.
func TestRunnersRaceForAnImportAndOneRunsIt(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const runners = 4
		regions := []string{county, other, abroad}
		var queued []*models.Import
		for n, region := range regions {
			bureau := w.account(fmt.Sprintf("bureau%d", n), models.Bureau, region, nil)
			for range 3 {
				queued = append(queued, w.send(bureau, w.file(aCounty(region, 2, 3)), app.ImportRequest{}))
			}
		}
		ctx, stop := context.WithTimeout(w.ctx(), time.Minute)
		defer stop()
		var all sync.WaitGroup
		for range runners { // each App is a runner of its own
			keys, err := auth.ParseKeys(auth.GenerateKeys())
			w.must(err)
			server := app.New(app.Config{Store: w.store, Keys: keys, Now: w.clock.now})
			all.Go(func() { server.RunImports(ctx) })
		}
		for _, i := range queued {
			for {
				row, err := w.store.For(w.op).Import(ctx, i.ID)
				w.must(err)
				if row.FinishedAt == nil {
					time.Sleep(10 * time.Millisecond)
					continue
				}
				if row.Status != models.Succeeded || row.Attempts != 1 {
					t.Errorf("got %+v, want it done at the first attempt", row)
				}
				break
			}
		}
		stop()
		all.Wait()
		lines, err := w.store.For(w.op).AuditLines(w.ctx(), 1000)
		w.must(err)
		times := map[string]int{}
		for _, l := range lines {
			if l.Details["created"] != "" {
				times[l.Subject]++
			}
		}
		for _, i := range queued {
			if times[i.ID] != 1 {
				t.Errorf("import %s was run %d times, want once", i.ID, times[i.ID])
			}
		}
	})
}

// TestOneRunnerTakesAnImport has many try to take one import in the same moment.
func TestOneRunnerTakesAnImport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		now := time.Now().UTC()
		for round := range 3 {
			i := w.send(bureau, []byte("a"), app.ImportRequest{})
			var mu sync.Mutex
			var holders []string
			var all sync.WaitGroup
			for n := range 8 {
				runner := fmt.Sprintf("runner%d", n)
				all.Go(func() {
					taken := false
					err := w.store.InTx(w.ctx(), auth.Viewer{}, func(tx *store.Tx) (err error) {
						taken, err = tx.Unscoped().TakeImport(w.ctx(), i, runner, now, now.Add(time.Minute))
						return err
					})
					mu.Lock()
					defer mu.Unlock()
					if err != nil {
						t.Error(err)
					} else if taken {
						holders = append(holders, runner)
					}
				})
			}
			all.Wait()
			row, err := w.store.For(w.op).Import(w.ctx(), i.ID)
			w.must(err)
			if len(holders) != 1 || row.LockedBy != holders[0] || row.Attempts != 1 {
				t.Errorf("round %d: taken by %v, kept %+v, want one", round, holders, row)
			}
		}
	})
}

// TestNoSecretIsKept looks through every column of every table for what only its owner is to know.
func TestNoSecretIsKept(t *testing.T) {
	eachWithSQL(t, func(t *testing.T, w *world, r *rows) {
		w.account("bureau", models.Bureau, county, nil)
		_, generated, err := w.CreateAccount(w.ctx(), w.op, app.NewAccount{Username: "second", Role: models.Bureau, RegionCode: county})
		w.must(err)
		first := w.signIn("bureau")
		second, err := w.Refresh(w.ctx(), first.Refresh)
		w.must(err)
		third, err := w.RefreshCookie(w.ctx(), second.Refresh)
		w.must(err)
		const typo, next = "a wrong password of somebody", "another fine long password"
		_, err = w.SignIn(w.ctx(), app.SignIn{Username: "bureau", Password: typo, Address: "192.0.2.1"})
		wantProblem(t, err, "SIGN_IN_REFUSED")
		_, err = w.SignIn(w.ctx(), app.SignIn{Username: typo, Password: password, Address: "192.0.2.1"})
		wantProblem(t, err, "SIGN_IN_REFUSED")
		fourth, err := w.ChangePassword(w.ctx(), third.Viewer, password, next)
		w.must(err)
		all := r.dump()
		for _, tokens := range []*app.Tokens{first, second, third, fourth} {
			if hash := auth.HashSecret(tokens.Refresh); !strings.Contains(all, hash) {
				t.Errorf("the hash of a refresh token is not found: this test looks in the wrong place")
			}
			for kind, secret := range map[string]string{"refresh": tokens.Refresh, "access": tokens.Access} {
				if strings.Contains(all, secret) {
					t.Errorf("a plain %s token is kept", kind)
				}
				if raw, err := base64.RawURLEncoding.DecodeString(secret); err == nil && strings.Contains(all, strings.Trim(fmt.Sprintf("%q", raw), `"`)) {
					t.Errorf("the bytes of a %s token are kept", kind)
				}
			}
		}
		for name, secret := range map[string]string{"password": password, "generated password": generated, "password that was changed to": next, "wrong password": typo} {
			if strings.Contains(all, secret) {
				t.Errorf("the %s is kept", name)
			}
		}
	})
}
