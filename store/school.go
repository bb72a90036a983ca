package store

import (
	"context"

	"github.com/junheng/junheng/models"
)

// SchoolOrderField is what schools are sorted by.
type SchoolOrderField string

// The orders of schools.
const (
	SchoolByName SchoolOrderField = "NAME" // pinyin
	SchoolByCode SchoolOrderField = "CODE"
)

// OrderDirection is the direction of an order.
type OrderDirection string

// The directions.
const (
	Ascending  OrderDirection = "ASC"
	Descending OrderDirection = "DESC"
)

// SchoolOrder sorts schools; by code where it is not given.
type SchoolOrder struct {
	Field     SchoolOrderField
	Direction OrderDirection
}

// Schools is a page of schools.
func (s *Scoped) Schools(ctx context.Context, w *SchoolWhere, by *SchoolOrder, p Page) (*List[models.School], error) {
	c, err := schoolFilter(w)
	if err != nil {
		return nil, err
	}
	return paged(base[models.School](ctx, s).Where(c.expr()), schoolOrder(by), p, scanAll[models.School])
}

// SchoolCount is how many schools there are.
func (s *Scoped) SchoolCount(ctx context.Context, w *SchoolWhere) (int, error) {
	c, err := schoolFilter(w)
	if err != nil {
		return 0, err
	}
	return count(base[models.School](ctx, s).Where(c.expr()))
}

// School is the school with this code, or ErrNotFound.
func (s *Scoped) School(ctx context.Context, code string) (*models.School, error) {
	return one(s.SchoolsByCode(ctx, []string{code}))
}

// SchoolsByCode are the schools with these codes, in no order; what is not seen is left out.
func (s *Scoped) SchoolsByCode(ctx context.Context, codes []string) ([]*models.School, error) {
	return scan[models.School](base[models.School](ctx, s).Where(in("code", codes).expr()))
}

func schoolOrder(by *SchoolOrder) order[models.School] {
	code := sortKey[models.School]{column: "code", kind: 's', of: func(s *models.School) any { return s.Code }}
	if by == nil {
		return order[models.School]{"schools", []sortKey[models.School]{code}}
	}
	code.descending = by.Direction == Descending
	o := order[models.School]{name: "schools " + string(by.Field) + string(by.Direction), keys: []sortKey[models.School]{code}}
	if by.Field == SchoolByName {
		name := sortKey[models.School]{column: "name_sort", kind: 'b', of: func(s *models.School) any { return s.NameSort }}
		name.descending = code.descending
		o.keys = []sortKey[models.School]{name, code}
	}
	return o
}

// one is the only item of the list, or ErrNotFound.
func one[T any](list []*T, err error) (*T, error) {
	if err != nil {
		return nil, err
	}
	if len(list) == 0 {
		return nil, ErrNotFound
	}
	return list[0], nil
}
