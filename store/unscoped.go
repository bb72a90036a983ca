package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// This file holds what no viewer's scope can answer: who signs in, which job is next, what a watcher waits for. Each of its
// functions says why it may look past the scope; nothing else does, but Facts, which computes results.

// Unscoped holds the exceptions from the scope.
type Unscoped struct{ db *gorm.DB }

// Unscoped reads past the scope.
func (s *Store) Unscoped() *Unscoped { return &Unscoped{s.read} }

// Unscoped reads and writes past the scope.
func (t *Tx) Unscoped() *Unscoped { return &Unscoped{t.db} }

// AccountByName finds who wants to sign in: there is no viewer yet.
func (u *Unscoped) AccountByName(ctx context.Context, username string) (*models.Account, error) {
	return one(findAll[models.Account](u.db.WithContext(ctx).Where("username = ?", username)))
}

// AccountByID finds whom a verified token names: there is no viewer yet.
func (u *Unscoped) AccountByID(ctx context.Context, id string) (*models.Account, error) {
	return one(findAll[models.Account](u.db.WithContext(ctx).Where("id = ?", id)))
}

// LockAccountByID is AccountByID for who is going to let it in, or counts what it does: its password does not change, and nobody
// else counts, before the transaction ends.
func (t *Tx) LockAccountByID(ctx context.Context, id string) (*models.Account, error) {
	return one(findAll[models.Account](t.db.WithContext(ctx).Clauses(clause.Locking{Strength: "UPDATE"}).Where("id = ?", id)))
}

// SignedIn finds an account with its session in one statement: each request asks for it. It is ErrNotFound for a session that
// is not the account's, is revoked, or is over.
func (u *Unscoped) SignedIn(ctx context.Context, account, session string, now time.Time) (*models.Account, error) {
	a := &models.Account{}
	var inspects []byte
	err := u.db.Statement.ConnPool.QueryRowContext(ctx, signedIn, session, account, now).Scan(&a.ID, &a.Username, &a.Name, &a.Role,
		&a.RegionCode, &a.SchoolCode, &inspects, &a.MustChangePassword, &a.HasSecondFactor, &a.IsDisabled, &a.TokenVersion)
	statementLog{}.Trace(ctx, now, nil, err)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil, ErrNotFound
	case err != nil:
		return nil, known(err)
	}
	if len(inspects) > 0 {
		err = json.Unmarshal(inspects, &a.Inspects)
	}
	return a, err
}

// signedIn reads what a request needs to know of its account. Every request waits for it, so nothing builds it anew.
const signedIn = `SELECT a.id, a.username, a.name, a.role, a.region_code, a.school_code, a.inspects, a.must_change_password,
	a.has_second_factor, a.is_disabled, a.token_version FROM sessions s JOIN accounts a ON a.id = s.account_id
	WHERE s.id = ? AND s.account_id = ? AND s.revoked_at IS NULL AND s.expires_at > ?`

// RefreshToken finds a refresh token by its hash, and its session: who holds it has no viewer yet.
func (u *Unscoped) RefreshToken(ctx context.Context, hash string) (*models.RefreshToken, *models.Session, error) {
	t, err := one(scan[models.RefreshToken](u.db.WithContext(ctx).Model(&models.RefreshToken{}).Where("hash = ?", hash)))
	if err != nil {
		return nil, nil, err
	}
	s, err := one(scan[models.Session](u.db.WithContext(ctx).Model(&models.Session{}).Where("id = ?", t.SessionID)))
	return t, s, err
}

// UseRefreshToken marks a token used; false when it was already.
func (u *Unscoped) UseRefreshToken(ctx context.Context, hash string, now time.Time) (bool, error) {
	r := u.db.WithContext(ctx).Model(&models.RefreshToken{}).Where("hash = ? AND used_at IS NULL", hash).Update("used_at", now)
	return r.RowsAffected == 1, r.Error
}

// RevokeSession ends one session.
func (u *Unscoped) RevokeSession(ctx context.Context, id string, now time.Time) error {
	return u.db.WithContext(ctx).Model(&models.Session{}).Where("id = ? AND revoked_at IS NULL", id).Update("revoked_at", now).Error
}

// RevokeSessions ends all sessions of an account.
func (u *Unscoped) RevokeSessions(ctx context.Context, account string, now time.Time) error {
	return u.db.WithContext(ctx).Model(&models.Session{}).Where("account_id = ? AND revoked_at IS NULL", account).Update("revoked_at", now).Error
}

// RevokeOtherSessions ends all sessions of an account but one.
func (u *Unscoped) RevokeOtherSessions(ctx context.Context, account, kept string, now time.Time) error {
	return u.db.WithContext(ctx).Model(&models.Session{}).Where("account_id = ? AND id <> ? AND revoked_at IS NULL", account, kept).Update("revoked_at", now).Error
}

// Sessions are an account's sessions, oldest first: for who keeps the account, which the scope was asked for.
func (u *Unscoped) Sessions(ctx context.Context, account string) ([]*models.Session, error) {
	return scan[models.Session](u.db.WithContext(ctx).Model(&models.Session{}).Where("account_id = ?", account).Order("id"))
}

// ForgetSessions deletes sessions and tokens that were over before a time, counts of failed sign-ins last touched before it, and
// the places where nobody signed in since another time.
func (u *Unscoped) ForgetSessions(ctx context.Context, before, places time.Time) error {
	if err := u.db.WithContext(ctx).Where("expires_at < ?", before).Delete(&models.RefreshToken{}).Error; err != nil {
		return err
	}
	if err := u.db.WithContext(ctx).Where("updated_at < ? AND (failure_count > 0 OR updated_at < ?)", before, places).Delete(&models.Throttle{}).Error; err != nil {
		return err
	}
	return u.db.WithContext(ctx).Where("expires_at < ?", before).Delete(&models.Session{}).Error
}

// Throttles are the counters of failed sign-ins with these keys: they belong to nobody.
func (u *Unscoped) Throttles(ctx context.Context, keys ...string) (map[string]*models.Throttle, error) {
	list, err := scan[models.Throttle](u.db.WithContext(ctx).Model(&models.Throttle{}).Where(in("throttle_key", keys).expr()))
	found := make(map[string]*models.Throttle, len(list))
	for _, t := range list {
		found[t.Key] = t
	}
	return found, err
}

// ForgetThrottles deletes counters, those of a sign-in that succeeded.
func (u *Unscoped) ForgetThrottles(ctx context.Context, keys ...string) error {
	return u.db.WithContext(ctx).Where(in("throttle_key", keys).expr()).Delete(&models.Throttle{}).Error
}

// importBatch is how many waiting imports a runner looks at.
const importBatch = 16

// WaitingImports are the oldest imports that a runner may take: queued ones, and those whose runner has died.
func (u *Unscoped) WaitingImports(ctx context.Context, now time.Time) ([]*models.Import, error) {
	return scan[models.Import](u.db.WithContext(ctx).Model(&models.Import{}).
		Where("status = ? OR (status = ? AND locked_until < ?)", models.Queued, models.Running, now).Order("id").Limit(importBatch))
}

// UnfinishedImports are how many imports of an account wait or run.
func (u *Unscoped) UnfinishedImports(ctx context.Context, account string) (int, error) {
	return count(u.db.WithContext(ctx).Model(&models.Import{}).Where("account_id = ? AND finished_at IS NULL", account))
}

// UploadedBytes are how much an account's kept files take.
func (u *Unscoped) UploadedBytes(ctx context.Context, account string) (n int64, err error) {
	err = u.db.WithContext(ctx).Model(&models.Upload{}).Where("account_id = ?", account).Select("COALESCE(SUM(size), 0)").Scan(&n).Error
	return n, err
}

// TakeImport makes a runner the one that works on an import; false when another was quicker.
func (u *Unscoped) TakeImport(ctx context.Context, i *models.Import, runner string, now, until time.Time) (bool, error) {
	r := u.db.WithContext(ctx).Model(&models.Import{}).
		Where("id = ? AND status = ? AND attempts = ? AND (status = ? OR locked_until < ?)", i.ID, i.Status, i.Attempts, models.Queued, now).
		Updates(map[string]any{
			"status": models.Running, "attempts": i.Attempts + 1, "locked_by": runner, "locked_until": until, "version": gorm.Expr("version + 1"),
		})
	return r.RowsAffected == 1, r.Error
}

// UpdateImport changes columns of an import that the runner works on; false when it does not any more.
func (u *Unscoped) UpdateImport(ctx context.Context, id, runner string, columns map[string]any) (bool, error) {
	columns["version"] = gorm.Expr("version + 1")
	r := u.db.WithContext(ctx).Model(&models.Import{}).Where("id = ? AND locked_by = ? AND status = ?", id, runner, models.Running).Updates(columns)
	return r.RowsAffected == 1, r.Error
}

// ImportByKey finds an account's import by its idempotency key.
func (u *Unscoped) ImportByKey(ctx context.Context, account, key string) (*models.Import, error) {
	return one(scan[models.Import](u.db.WithContext(ctx).Model(&models.Import{}).Where("account_id = ? AND idempotency_key = ?", account, key)))
}

// ForgetIssues deletes what an earlier attempt at an import found.
func (u *Unscoped) ForgetIssues(ctx context.Context, id string) error {
	return u.db.WithContext(ctx).Where("import_id = ?", id).Delete(&models.ImportIssue{}).Error
}

// ImportVersion counts an import's changes; the watcher's scope was asked when it began to watch and is asked for each event.
func (u *Unscoped) ImportVersion(ctx context.Context, id string) (int, error) {
	var versions []int
	err := u.db.WithContext(ctx).Model(&models.Import{}).Where("id = ?", id).Pluck("version", &versions).Error
	return total(versions), err
}

// CountyVersion counts how often a county's year was judged under an edition; 0 while it has no results.
func (u *Unscoped) CountyVersion(ctx context.Context, region string, year int, edition string) (int, error) {
	var versions []int
	err := u.db.WithContext(ctx).Model(&models.CountyAssessment{}).Where("region_code = ? AND year = ? AND edition = ?", region, year, edition).Pluck("version", &versions).Error
	return total(versions), err
}

func total(list []int) (n int) {
	for _, v := range list {
		n += v
	}
	return n
}

// UpdateAccount changes columns of an account; false when there is none such.
func (t *Tx) UpdateAccount(ctx context.Context, id string, columns map[string]any) (bool, error) {
	r := t.db.WithContext(ctx).Model(&models.Account{}).Where("id = ?", id).Updates(columns)
	return r.RowsAffected == 1, known(r.Error)
}

// DeleteTeacher removes a teacher from a year; false when there was none.
func (t *Tx) DeleteTeacher(ctx context.Context, region string, year int, code string) (bool, error) {
	r := t.db.WithContext(ctx).Where("region_code = ? AND year = ? AND code = ?", region, year, code).Delete(&models.Teacher{})
	return r.RowsAffected == 1, r.Error
}

// DeleteTeachers removes a county's whole roster of a year.
func (t *Tx) DeleteTeachers(ctx context.Context, region string, year int) error {
	return t.db.WithContext(ctx).Where("region_code = ? AND year = ?", region, year).Delete(&models.Teacher{}).Error
}

// DeleteAttestation takes a claim back; one that is not there is no error.
func (t *Tx) DeleteAttestation(ctx context.Context, key models.Attestation) error {
	return t.db.WithContext(ctx).Where("region_code = ? AND year = ? AND school_code = ? AND indicator = ? AND subject = ?",
		key.RegionCode, key.Year, key.SchoolCode, key.Indicator, key.Subject).Delete(&models.Attestation{}).Error
}

// Record writes audit lines: part of the transaction of the change.
func (t *Tx) Record(ctx context.Context, lines ...models.AuditLine) error {
	for i := range lines {
		line := &lines[i]
		line.AccountID, line.Username, line.RequestID = t.viewer.AccountID, t.viewer.Username, t.viewer.RequestID
		if line.Details == nil {
			line.Details = map[string]string{}
		}
	}
	if len(lines) == 0 {
		return nil
	}
	return Add(ctx, t.Facts(), lines...)
}

// LinesOf are the newest audit lines that an account left by an action, with ids after one, at most limit: it is watched, and may
// not see all of them itself. One action, as databases do not use the index for several in order.
func (u *Unscoped) LinesOf(ctx context.Context, account string, action auth.Action, after string, limit int) ([]*models.AuditLine, error) {
	return findAll[models.AuditLine](u.db.WithContext(ctx).
		Where("account_id = ? AND action = ? AND id > ?", account, action, after).Order("id DESC").Limit(limit))
}

// JSON is a list as a serialized column keeps it, for updates of single columns.
func JSON(list []string) string {
	b, _ := json.Marshal(list) // strings always can be
	return string(b)
}
