package store

import (
	"cmp"
	"context"
	"slices"

	"github.com/junheng/junheng/models"
)

// OddityReviews are what is remembered of a county's oddities in a year, by school, oldest first.
func (s *Scoped) OddityReviews(ctx context.Context, region string, year int) ([]*models.OddityReview, error) {
	return findAll[models.OddityReview](base[models.OddityReview](ctx, s).
		Where("region_code = ? AND year = ?", region, year).Order("school_code, updated_at, fingerprint"))
}

// DeleteOddityReview takes back what was said of an oddity; what is not there is no error.
func (t *Tx) DeleteOddityReview(ctx context.Context, key models.OddityReview) error {
	return t.db.WithContext(ctx).Where("region_code = ? AND year = ? AND school_code = ? AND fingerprint = ?",
		key.RegionCode, key.Year, key.SchoolCode, key.Fingerprint).Delete(&models.OddityReview{}).Error
}

// PageOf is a page of a list that was computed, not read: name tells it from other lists, key is unique, and the list is put
// in its order.
func PageOf[T any](name string, items []*T, key func(*T) string, p Page) (*List[T], error) {
	n, backward, err := p.size()
	if err != nil {
		return nil, err
	}
	o := order[T]{name: name, keys: []sortKey[T]{{kind: 's', of: func(item *T) any { return key(item) }}}}
	slices.SortFunc(items, func(a, b *T) int { return cmp.Compare(key(a), key(b)) })
	low, high := 0, len(items)
	find := func(cursor string) (int, bool, error) {
		values, err := o.parse(cursor)
		if err != nil {
			return 0, false, err
		}
		at, found := slices.BinarySearchFunc(items, values[0].(string), func(item *T, k string) int { return cmp.Compare(key(item), k) })
		return at, found, nil
	}
	if p.After != nil {
		at, found, err := find(*p.After)
		if err != nil {
			return nil, err
		}
		if low = at; found {
			low++
		}
	}
	if p.Before != nil {
		at, _, err := find(*p.Before)
		if err != nil {
			return nil, err
		}
		high = max(low, at)
	}
	if first := low; backward {
		low = max(low, high-n)
		return &List[T]{Items: items[low:high], order: o, HasNextPage: p.Before != nil, HasPreviousPage: low > first}, nil
	}
	end := min(high, low+n)
	return &List[T]{Items: items[low:end], order: o, HasNextPage: end < high, HasPreviousPage: p.After != nil}, nil
}

// ReviewsBy are all reviews of an account, oldest first: it may have seen regions that whoever keeps it does not.
func (u *Unscoped) ReviewsBy(ctx context.Context, account string) ([]*models.OddityReview, error) {
	return findAll[models.OddityReview](u.db.WithContext(ctx).Where("account_id = ?", account).Order("updated_at, region_code, year, school_code, fingerprint"))
}

// RenameReviewer gives the reviews of an account another user name, and returns how many: those of all regions.
func (u *Unscoped) RenameReviewer(ctx context.Context, account, username string) (int, error) {
	r := u.db.WithContext(ctx).Model(&models.OddityReview{}).Where("account_id = ? AND username <> ?", account, username).Update("username", username)
	return int(r.RowsAffected), known(r.Error)
}
