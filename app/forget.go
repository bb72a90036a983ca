package app

import (
	"context"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store"
)

// FilesKept is how long a file that was sent is kept, with the findings in its cells: there are teachers' names in it. What came
// of its import stays.
const FilesKept = 30 * 24 * time.Hour

// ForgetSessions deletes sessions, tokens and counts of failed sign-ins that are over, and old files; somebody calls it now
// and then.
func (a *App) ForgetSessions(ctx context.Context) error {
	err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error {
		return tx.Unscoped().ForgetSessions(ctx, a.now().Add(-keptAfter), a.now().Add(-placesKnownFor))
	})
	if err != nil {
		return err
	}
	return a.ForgetFiles(ctx)
}

// ForgetFiles deletes the files that were sent before FilesKept, but for those that an import waits to read.
func (a *App) ForgetFiles(ctx context.Context) error {
	old, err := a.store.Unscoped().OldUploads(ctx, a.now().Add(-FilesKept))
	if err != nil {
		return err
	}
	for _, id := range old { // one at a time: they are large
		err := a.store.InTx(ctx, auth.Viewer{}, func(tx *store.Tx) error { return tx.Unscoped().ForgetUpload(ctx, id) })
		if err != nil {
			return err
		}
	}
	if len(old) == 0 {
		return nil
	}
	return a.store.Scrub(ctx)
}
