package store

import (
	"context"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/junheng/junheng/models"
)

// Plus is a column's value and n more, for updates.
func Plus(column string, n int) any { return gorm.Expr(column+" + ?", n) }

// CountFailure counts a try to sign in under a key and returns the counter. One not touched since forgotten starts anew.
func (t *Tx) CountFailure(ctx context.Context, key string, now, forgotten time.Time) (*models.Throttle, error) {
	db := t.db.WithContext(ctx)
	if err := db.Where("throttle_key = ? AND updated_at < ?", key, forgotten).Delete(&models.Throttle{}).Error; err != nil {
		return nil, err
	}
	err := db.Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "throttle_key"}},
		DoUpdates: clause.Assignments(map[string]any{"failure_count": gorm.Expr("throttles.failure_count + 1"), "updated_at": now}),
	}).Create(&models.Throttle{Key: key, FailureCount: 1, BlockedUntil: now, UpdatedAt: now}).Error
	if err != nil {
		return nil, err
	}
	return one(scan[models.Throttle](db.Model(&models.Throttle{}).Where("throttle_key = ?", key)))
}

// BlockUntil makes tries under a key wait.
func (t *Tx) BlockUntil(ctx context.Context, key string, until time.Time) error {
	return t.db.WithContext(ctx).Model(&models.Throttle{}).Where("throttle_key = ?", key).Update("blocked_until", until).Error
}

// KeepPlace remembers that somebody signed in at a place, under its key.
func (t *Tx) KeepPlace(ctx context.Context, key string, now time.Time) error {
	return t.db.WithContext(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "throttle_key"}},
		DoUpdates: clause.Assignments(map[string]any{"updated_at": now}),
	}).Create(&models.Throttle{Key: key, BlockedUntil: now, UpdatedAt: now}).Error
}

// UncountFailure takes one count back.
func (t *Tx) UncountFailure(ctx context.Context, key string) error {
	return t.db.WithContext(ctx).Model(&models.Throttle{}).Where("throttle_key = ? AND failure_count > 0", key).
		Updates(map[string]any{"failure_count": Plus("failure_count", -1)}).Error
}
