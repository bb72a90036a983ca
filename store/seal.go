package store

import (
	"context"

	"github.com/junheng/junheng/models"
)

// Seals have no rule in scope.go: they are the operator's. Sealing reads the lines of everybody, and shows them to nobody.

// LastSeal is the newest seal, or ErrNotFound.
func (u *Unscoped) LastSeal(ctx context.Context) (*models.AuditSeal, error) {
	return one(scan[models.AuditSeal](u.db.WithContext(ctx).Model(&models.AuditSeal{}).Order("number DESC").Limit(1)))
}

// SealsAfter are the seals after one of this number, oldest first, at most limit.
func (u *Unscoped) SealsAfter(ctx context.Context, number int64, limit int) ([]*models.AuditSeal, error) {
	return scan[models.AuditSeal](u.db.WithContext(ctx).Model(&models.AuditSeal{}).Where("number > ?", number).Order("number").Limit(limit))
}

// LinesAfter are the audit lines with ids after one and before another, in order, at most limit.
func (u *Unscoped) LinesAfter(ctx context.Context, after, before string, limit int) ([]*models.AuditLine, error) {
	return findAll[models.AuditLine](u.db.WithContext(ctx).Where("id > ? AND id < ?", after, before).Order("id").Limit(limit))
}

// CountLinesAfter counts the audit lines with ids after one.
func (u *Unscoped) CountLinesAfter(ctx context.Context, after string) (int, error) {
	return count(u.db.WithContext(ctx).Model(&models.AuditLine{}).Where("id > ?", after))
}
