package graph

import (
	"context"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

func importRequest(in model.ImportWorkbookInput) app.ImportRequest {
	return app.ImportRequest{UploadID: in.UploadID, IsDryRun: or(in.DryRun.Value(), false), IdempotencyKey: in.IdempotencyKey.Value()}
}

// watchImport follows the import that an id names.
func (r *Resolver) watchImport(ctx context.Context, id string) (<-chan *models.Import, error) {
	kind, keys, ok := view.ParseID(id)
	if !ok || kind != "Import" {
		return nil, store.ErrNotFound
	}
	return r.App.WatchImport(ctx, ViewerOf(ctx), keys[0])
}

// importIssue finds one finding of an import.
func (r *Resolver) importIssue(ctx context.Context, id string, severity models.Severity, position int) (*models.ImportIssue, error) {
	list, err := r.rows(ctx).AllImportIssues(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, i := range list {
		if i.Severity == severity && i.Position == position {
			return i, nil
		}
	}
	return nil, store.ErrNotFound
}
