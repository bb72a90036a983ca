package app

import (
	"context"
	"fmt"
	"time"

	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

// Survive is survive, for the test that a panic ends in an error: no file is known that makes one.
var Survive = survive

// PollEvery changes how often watchers look by themselves, so that tests can tell whether they were woken.
func (a *App) PollEvery(d time.Duration) { a.pollEvery = d }

// Interrupted takes an import as the runner does, has something happen once its file is read, and writes it.
func (a *App) Interrupted(ctx context.Context, i *models.Import, book *workbook.Book, meanwhile func()) error {
	if taken, err := a.writer().take(ctx, i, time.Now().UTC()); err != nil || !taken {
		return fmt.Errorf("taken %v: %w", taken, err)
	}
	v, err := a.importer(ctx, a.store.Unscoped(), i)
	if err != nil {
		return err
	}
	meanwhile()
	return a.write(ctx, v, i, book, nil)
}
