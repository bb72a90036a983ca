package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/junheng/junheng/models"
)

// Second factors have no rule in scope.go: their rows are nobody's to read. Who signs in has no viewer yet, and everybody else is
// asked for a password or a code before one is looked at.

// SecondFactor is what an account's authenticator shares with us, or ErrNotFound.
func (u *Unscoped) SecondFactor(ctx context.Context, account string) (*models.SecondFactor, error) {
	return one(scan[models.SecondFactor](u.db.WithContext(ctx).Model(&models.SecondFactor{}).Where("account_id = ?", account)))
}

// SecondFactors are all there are, for sealing them anew.
func (u *Unscoped) SecondFactors(ctx context.Context) ([]*models.SecondFactor, error) {
	return scan[models.SecondFactor](u.db.WithContext(ctx).Model(&models.SecondFactor{}).Order("account_id"))
}

// KeepSecondFactor writes an account's second factor in place of any other.
func (t *Tx) KeepSecondFactor(ctx context.Context, f models.SecondFactor) error {
	return t.db.WithContext(ctx).Clauses(clause.OnConflict{
		Columns:   []clause.Column{{Name: "account_id"}},
		DoUpdates: clause.AssignmentColumns([]string{"secret", "last_step", "created_at"}),
	}).Create(&f).Error
}

// UseStep notes that the code of a step was used; false when it or a later one was before.
func (t *Tx) UseStep(ctx context.Context, account string, step int64) (bool, error) {
	r := t.db.WithContext(ctx).Model(&models.SecondFactor{}).Where("account_id = ? AND last_step < ?", account, step).Update("last_step", step)
	return r.RowsAffected == 1, r.Error
}

// SealSecondFactor puts a secret sealed anew in the place of the same secret as it was; one changed since stays.
func (t *Tx) SealSecondFactor(ctx context.Context, f *models.SecondFactor, sealed string) error {
	return t.db.WithContext(ctx).Model(&models.SecondFactor{}).Where("account_id = ? AND secret = ?", f.AccountID, f.Secret).Update("secret", sealed).Error
}

// ForgetSecondFactor deletes an account's second factor; none is no error.
func (t *Tx) ForgetSecondFactor(ctx context.Context, account string) error {
	return t.db.WithContext(ctx).Where("account_id = ?", account).Delete(&models.SecondFactor{}).Error
}
