package app

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"slices"
	"sync"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// Times of the runner. A lease is renewed three times before it ends, so that only a dead runner loses one.
const (
	lease        = 60 * time.Second
	renewEvery   = lease / 4
	lookEvery    = 2 * time.Second
	maxAttempts  = 4
	readShare    = 0.5 // of the progress, for reading the file
	progressStep = 0.02
)

// errLost is the end of a runner's work on an import that is not its own any more.
var errLost = errors.New("import taken over by another runner")

// RunImports works on queued imports, one at a time, until ctx ends. What it is working on then goes back to the queue;
// what a runner leaves that is killed is taken up again when its lease ends.
func (a *App) RunImports(ctx context.Context) {
	tick := time.NewTicker(lookEvery)
	defer tick.Stop()
	for {
		for a.runOne(ctx) {
		}
		select {
		case <-ctx.Done():
			return
		case <-a.wake:
		case <-tick.C:
		}
	}
}

// runOne works on one waiting import; false when there is none.
func (a *App) runOne(ctx context.Context) bool {
	u, now := a.writer(), time.Now().UTC() // leases are real time, whatever clock the results carry
	waiting, err := a.store.Unscoped().WaitingImports(ctx, now)
	if err != nil {
		if ctx.Err() == nil {
			slog.ErrorContext(ctx, "look for imports", "error", err)
		}
		return false
	}
	for _, i := range inTurns(waiting) {
		taken, err := u.take(ctx, i, now)
		if err != nil {
			slog.ErrorContext(ctx, "take import", "import_id", i.ID, "error", err)
			return false
		}
		if taken {
			a.work(ctx, i)
			return true
		}
	}
	return false
}

// inTurns orders waiting imports so that the first of every account comes before the second of any.
func inTurns(waiting []*models.Import) []*models.Import {
	place, seen := map[string]int{}, map[string]int{}
	for _, i := range waiting {
		place[i.ID] = seen[i.AccountID]
		seen[i.AccountID]++
	}
	slices.SortStableFunc(waiting, func(a, b *models.Import) int { return cmp.Compare(place[a.ID], place[b.ID]) })
	return waiting
}

// work does one import and says how it ended.
func (a *App) work(ctx context.Context, i *models.Import) {
	err := a.leased(ctx, i, func(ctx context.Context) error { return a.run(ctx, i) })
	a.broker.publish("import:" + i.ID)
	if err == nil || errors.Is(err, errLost) {
		return
	}
	end := map[string]any{"status": models.Queued, "locked_by": "", "progress": 0}
	switch {
	case ctx.Err() != nil: // the server stops: another one, or the next start, takes it up
		end["attempts"] = i.Attempts
		stopping, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
		defer cancel()
		ctx = stopping
	case i.Attempts+1 >= maxAttempts:
		end["status"], end["failure"], end["finished_at"] = models.Failed, "INTERNAL", a.now()
		fallthrough
	default:
		slog.ErrorContext(ctx, "import", "import_id", i.ID, "attempt", i.Attempts+1, "error", err)
	}
	if _, err := a.writer().update(ctx, i.ID, end); err != nil {
		slog.ErrorContext(ctx, "hand back import", "import_id", i.ID, "error", err)
	}
	a.broker.publish("import:" + i.ID)
}

// leased renews the lease while work goes on, and ends work when the lease is lost.
func (a *App) leased(ctx context.Context, i *models.Import, work func(context.Context) error) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var renewing sync.WaitGroup
	stop := make(chan struct{})
	renewing.Go(func() {
		tick := time.NewTicker(renewEvery)
		defer tick.Stop()
		for {
			select {
			case <-stop:
				return
			case <-tick.C:
				own, err := a.writer().update(ctx, i.ID, map[string]any{"locked_until": time.Now().UTC().Add(lease)})
				if err == nil && !own {
					cancel(errLost)
					return
				}
			}
		}
	})
	err := survive(func() error { return work(ctx) })
	close(stop)
	cause := context.Cause(ctx)
	cancel(nil)
	renewing.Wait()
	if errors.Is(cause, errLost) {
		return errLost
	}
	return err
}

// survive turns a panic into an error: one file that nobody foresaw must not stop the server, now and after each start.
func survive(work func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return work()
}

// importWriter changes import rows in small transactions of their own.
type importWriter struct{ a *App }

func (a *App) writer() importWriter { return importWriter{a} }

func (w importWriter) take(ctx context.Context, i *models.Import, now time.Time) (taken bool, err error) {
	err = w.a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		taken, err = tx.Unscoped().TakeImport(ctx, i, w.a.runner, now, now.Add(lease))
		return err
	})
	return taken, err
}

func (w importWriter) update(ctx context.Context, id string, columns map[string]any) (own bool, err error) {
	err = w.a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		own, err = tx.Unscoped().UpdateImport(ctx, id, w.a.runner, columns)
		return err
	})
	return own, err
}
