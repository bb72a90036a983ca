package app_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

const (
	county  = "420107"
	other   = "420106"
	abroad  = "340207"
	theYear = 2023
)

// clock is a clock that stands still until it is moved.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time { c.mu.Lock(); defer c.mu.Unlock(); return c.at }

func (c *clock) pass(d time.Duration) { c.mu.Lock(); defer c.mu.Unlock(); c.at = c.at.Add(d) }

// world is an App on a fresh database.
type world struct {
	*app.App
	t     testing.TB
	store *store.Store
	clock *clock
	op    auth.Viewer
}

func newWorld(t testing.TB, s *store.Store) *world {
	t.Helper()
	keys, err := auth.ParseKeys(auth.GenerateKeys())
	if err != nil {
		t.Fatal(err)
	}
	c := &clock{at: time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)}
	w := &world{t: t, store: s, clock: c, op: auth.Operator(), App: app.New(app.Config{Store: s, Keys: keys, Now: c.now})}
	for code, name := range map[string]string{county: "青山区", other: "武昌区", abroad: "鸠江区"} {
		w.must(w.RecordRegion(t.Context(), w.op, code, name))
	}
	return w
}

// each runs a test on a fresh world of every database.
func each(t *testing.T, test func(*testing.T, *world)) {
	t.Helper()
	storetest.Each(t, func(t *testing.T, s *store.Store) { test(t, newWorld(t, s)) })
}

func (w *world) must(err error) {
	w.t.Helper()
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) ctx() context.Context { return w.t.Context() }

func code(region string, n int) string { return fmt.Sprintf("%s%04d", region, n) }

var schoolKinds = []indicator.SchoolKind{
	indicator.KindPrimary, indicator.KindJunior, indicator.KindNineYear, indicator.KindTeachingPoint, indicator.KindSpecial,
	indicator.KindCompleteSecondary, indicator.KindTwelveYear,
}

// schools registers n schools of a county, of all kinds in turn.
func (w *world) schools(region string, n int) {
	w.t.Helper()
	for i := range n {
		_, err := w.CreateSchool(w.ctx(), w.op, indicator.School{
			Code: code(region, i), Name: fmt.Sprintf("第%d学校", i), RegionCode: region, Kind: schoolKinds[i%len(schoolKinds)], Organizer: 1 + i%10, Locale: indicator.Rural,
		})
		w.must(err)
	}
}

// account makes an account whose password is usable at once.
func (w *world) account(username string, role models.Role, region string, school *string) auth.Viewer {
	w.t.Helper()
	password := "correct horse battery"
	in := app.NewAccount{Username: username, Role: role, RegionCode: region, SchoolCode: school, Password: &password}
	if role == models.Inspector {
		in.Inspects = []string{region}
	}
	row, _, err := w.CreateAccount(w.ctx(), w.op, in)
	w.must(err)
	return auth.ViewerOf(row)
}

// randomValues are figures of some fields, some of them cleared.
func randomValues(r *rand.Rand) map[string]any {
	values := map[string]any{}
	figures := reflect.TypeFor[indicator.Figures]()
	for range 1 + r.IntN(12) {
		f := figures.Field(r.IntN(figures.NumField()))
		key := string(f.Name[0]|0x20) + f.Name[1:]
		switch {
		case r.IntN(6) == 0:
			values[key] = nil
		case f.Type == reflect.TypeFor[*int]():
			values[key] = r.IntN(900)
		default:
			values[key] = indicator.Decimal(r.Int64N(90_000_000))
		}
	}
	return values
}
