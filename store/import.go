package store

import (
	"context"

	"github.com/junheng/junheng/models"
)

var importOrder = order[models.Import]{name: "imports", keys: []sortKey[models.Import]{
	{column: "id", kind: 's', of: func(i *models.Import) any { return i.ID }, descending: true},
}}

// Imports is a page of imports, newest first.
func (s *Scoped) Imports(ctx context.Context, p Page) (*List[models.Import], error) {
	return paged(base[models.Import](ctx, s), importOrder, p, scanAll[models.Import])
}

// ImportCount is how many imports there are.
func (s *Scoped) ImportCount(ctx context.Context) (int, error) {
	return count(base[models.Import](ctx, s))
}

// Import is one import, or ErrNotFound.
func (s *Scoped) Import(ctx context.Context, id string) (*models.Import, error) {
	return one(scan[models.Import](base[models.Import](ctx, s).Where("id = ?", id)))
}

// ImportsByID are the imports with these ids, in no order; what is not seen is left out.
func (s *Scoped) ImportsByID(ctx context.Context, ids []string) ([]*models.Import, error) {
	return scan[models.Import](base[models.Import](ctx, s).Where(in("id", ids).expr()))
}

var issueOrder = order[models.ImportIssue]{name: "issues", keys: []sortKey[models.ImportIssue]{
	{column: "position", kind: 'i', of: func(i *models.ImportIssue) any { return int64(i.Position) }},
}}

// ImportIssues is a page of an import's errors or warnings in the order of the file. Who does not see the import sees none.
func (s *Scoped) ImportIssues(ctx context.Context, id string, severity models.Severity, p Page) (*List[models.ImportIssue], error) {
	if _, err := s.Import(ctx, id); err != nil {
		return nil, err
	}
	q := s.db.WithContext(ctx).Model(&models.ImportIssue{}).Where("import_id = ? AND severity = ?", id, severity)
	return paged(q, issueOrder, p, findAll[models.ImportIssue])
}

// Upload is a file that the viewer sent, or ErrNotFound.
func (s *Scoped) Upload(ctx context.Context, id string) (*models.Upload, error) {
	return one(scan[models.Upload](base[models.Upload](ctx, s).Where("id = ?", id)))
}

// AuditLines are the newest audit lines of the viewer's regions, at most limit.
func (s *Scoped) AuditLines(ctx context.Context, limit int) ([]*models.AuditLine, error) {
	return findAll[models.AuditLine](base[models.AuditLine](ctx, s).Order("id DESC").Limit(limit))
}
