package store

import (
	"context"

	"gorm.io/gorm/clause"

	"github.com/junheng/junheng/models"
)

// AccountWhere chooses accounts: all that are given must hold.
type AccountWhere struct {
	Role       []models.Role
	IsDisabled *bool
	Search     *string // part of the user name or the name
}

var accountOrder = order[models.Account]{name: "accounts", keys: []sortKey[models.Account]{
	{column: "username", kind: 's', of: func(a *models.Account) any { return a.Username }},
}}

// Accounts is a page of accounts by user name: a bureau's region, or nothing but one's own.
func (s *Scoped) Accounts(ctx context.Context, w *AccountWhere, p Page) (*List[models.Account], error) {
	c, err := accountFilter(w)
	if err != nil {
		return nil, err
	}
	return paged(base[models.Account](ctx, s).Where(c.expr()), accountOrder, p, findAll[models.Account])
}

// AccountCount is how many accounts there are.
func (s *Scoped) AccountCount(ctx context.Context, w *AccountWhere) (int, error) {
	c, err := accountFilter(w)
	if err != nil {
		return 0, err
	}
	return count(base[models.Account](ctx, s).Where(c.expr()))
}

// Account is one account, or ErrNotFound.
func (s *Scoped) Account(ctx context.Context, id string) (*models.Account, error) {
	return one(findAll[models.Account](base[models.Account](ctx, s).Where("id = ?", id)))
}

// AccountNamed is the account with this user name, or ErrNotFound.
func (s *Scoped) AccountNamed(ctx context.Context, username string) (*models.Account, error) {
	return one(findAll[models.Account](base[models.Account](ctx, s).Where("username = ?", username)))
}

// LockAccount is AccountNamed for who is going to change it: nobody else does before the transaction ends.
func (t *Tx) LockAccount(ctx context.Context, username string) (*models.Account, error) {
	q := base[models.Account](ctx, t.Scoped).Clauses(clause.Locking{Strength: "UPDATE"})
	return one(findAll[models.Account](q.Where("username = ?", username)))
}

func accountFilter(w *AccountWhere) (condition, error) {
	if w == nil {
		return everything, nil
	}
	var f filter
	var all []condition
	if w.Role != nil {
		all = append(all, in("role", w.Role))
	}
	if w.IsDisabled != nil {
		all = append(all, where("is_disabled = ?", *w.IsDisabled))
	}
	if w.Search != nil {
		f.bound("where.search", *w.Search)
		all = append(all, holds(*w.Search, "username", "COALESCE(name, '')"))
	}
	return both(all...), f.err
}
