package app

import (
	"context"
	"errors"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// pollEvery is how often a watcher looks for changes that another process made, unless a test says otherwise.
const pollEvery = 2 * time.Second

func countyTopic(region string, year int) string {
	return "county:" + region + ":" + strconv.Itoa(year)
}

// WatchCounty sends a county's assessment, now and after each change, until ctx ends; a year without results sends its first
// when they are there. Each is read within the viewer's scope. What is no county there is store.ErrNotFound.
func (a *App) WatchCounty(ctx context.Context, v auth.Viewer, region string, year int) (<-chan *models.CountyAssessment, error) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, err
	}
	place, err := a.store.For(v).Region(ctx, region)
	if err != nil {
		return nil, err
	}
	if place.Level != models.County {
		return nil, store.ErrNotFound
	}
	code := indicator.DefaultEdition(region)
	u := a.store.Unscoped()
	return watch(ctx, a, countyTopic(region, year),
		func() (int, error) { return u.CountyVersion(ctx, region, year, code) },
		func() (*models.CountyAssessment, bool, error) {
			x, err := a.store.For(v).CountyAssessment(ctx, region, year, code)
			return x, false, err
		}), nil
}

// WatchImport sends an import, now and after each step, until it is finished or ctx ends.
func (a *App) WatchImport(ctx context.Context, v auth.Viewer, id string) (<-chan *models.Import, error) {
	if err := auth.Require(v, auth.ReadImports); err != nil {
		return nil, err
	}
	if _, err := a.store.For(v).Import(ctx, id); err != nil {
		return nil, err
	}
	u := a.store.Unscoped()
	return watch(ctx, a, "import:"+id,
		func() (int, error) { return u.ImportVersion(ctx, id) },
		func() (*models.Import, bool, error) {
			x, err := a.store.For(v).Import(ctx, id)
			return x, err == nil && x.FinishedAt != nil, err
		}), nil
}

// watch sends what read answers whenever version differs from the last one seen, 0 being nothing yet; it looks when the topic
// is published, and every few seconds. The channel is closed at the end, or when what is watched is no longer there; any other
// error is a moment without the database, and the next look comes.
func watch[T any](ctx context.Context, a *App, topic string, version func() (int, error), read func() (T, bool, error)) <-chan T {
	out := make(chan T)
	changed, stop := a.broker.watch(topic)
	go func() {
		defer close(out)
		defer stop()
		tick := time.NewTicker(a.pollEvery)
		defer tick.Stop()
		for last := 0; ; {
			now, err := version()
			if err == nil && now != last {
				var item T
				var isLast bool
				if item, isLast, err = read(); err == nil {
					last = now
					select {
					case out <- item:
					case <-ctx.Done():
						return
					}
				}
				if isLast {
					return
				}
			}
			if errors.Is(err, store.ErrNotFound) {
				return
			}
			select {
			case <-changed:
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}
