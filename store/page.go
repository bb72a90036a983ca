package store

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"slices"
	"strings"

	"gorm.io/gorm"
)

// Sizes of a page.
const (
	DefaultPage = 20
	MaxPage     = 100
)

// Page asks for a part of a list: the first rows after a cursor, or the last before one.
type Page struct {
	First, Last   *int
	After, Before *string
}

// List is a page of rows in the list's order.
type List[T any] struct {
	Items                        []*T
	HasNextPage, HasPreviousPage bool
	order                        order[T]
}

// Cursor is the place of item i.
func (l *List[T]) Cursor(i int) string { return l.order.cursor(l.Items[i]) }

// order is a total order of rows: its keys together are unique.
type order[T any] struct {
	name string // of list and order, so that a cursor of another list is refused
	keys []sortKey[T]
}

// sortKey is one column of an order. In either direction rows without a value come last.
type sortKey[T any] struct {
	column     string
	of         func(*T) any // string, []byte, int64, float64, or nil for NULL
	kind       byte         // s, b, i or f: what of returns
	descending bool
	nullable   bool
}

// size checks the page and returns how many rows it asks for and whether from the end.
func (p Page) size() (n int, backward bool, err error) {
	argument := "first"
	switch {
	case p.First != nil && p.Last != nil:
		return 0, false, &Refusal{ErrPage, "give first or last, not both"}
	case p.First != nil:
		n = *p.First
	case p.Last != nil:
		argument, n, backward = "last", *p.Last, true
	default:
		n = DefaultPage
	}
	if n < 0 || n > MaxPage {
		return 0, false, OutOfRange(argument, n, 0, MaxPage)
	}
	return n, backward, nil
}

// paged runs the query for one page. It reads one row more than asked for, to know whether there are more.
func paged[T any](q *gorm.DB, o order[T], p Page, read func(*gorm.DB) ([]*T, error)) (*List[T], error) {
	n, backward, err := p.size()
	if err != nil {
		return nil, err
	}
	for _, side := range []struct {
		cursor *string
		before bool
	}{{p.After, false}, {p.Before, true}} {
		if side.cursor == nil {
			continue
		}
		values, err := o.parse(*side.cursor)
		if err != nil {
			return nil, err
		}
		q = q.Where(o.beyond(values, side.before).expr())
	}
	items, err := read(q.Order(o.sql(backward)).Limit(n + 1))
	if err != nil {
		return nil, known(err)
	}
	more := len(items) > n
	if more {
		items = items[:n]
	}
	l := &List[T]{Items: items, order: o, HasNextPage: more, HasPreviousPage: p.After != nil}
	if backward {
		slices.Reverse(items)
		l.HasNextPage, l.HasPreviousPage = p.Before != nil, more
	}
	return l, nil
}

func (o order[T]) sql(backward bool) string {
	var parts []string
	for _, k := range o.keys {
		if k.nullable {
			parts = append(parts, "("+k.column+" IS NULL)"+direction(backward))
		}
		parts = append(parts, k.column+direction(k.descending != backward))
	}
	return strings.Join(parts, ", ")
}

func direction(descending bool) string {
	if descending {
		return " DESC"
	}
	return ""
}

// beyond is true for the rows after (or before) the values: (a > x) or (a = x and b > y) or ..., without the row itself.
func (o order[T]) beyond(values []any, before bool) condition {
	var alternatives, equal []condition
	step := func(c condition) {
		alternatives = append(alternatives, both(append(slices.Clone(equal), c)...))
	}
	for i, k := range o.keys {
		v, forward := values[i], k.descending == before
		if k.nullable {
			switch {
			case v == nil && before:
				step(where(k.column + " IS NOT NULL"))
			case v != nil && !before:
				step(where(k.column + " IS NULL"))
			}
		}
		if v == nil {
			equal = append(equal, where(k.column+" IS NULL"))
			continue
		}
		sign := " > ?"
		if !forward {
			sign = " < ?"
		}
		step(where(k.column+sign, v))
		equal = append(equal, where(k.column+" = ?", v))
	}
	return either(alternatives...)
}

// cursorTag opens the text of every cursor; it changes when their form does.
const cursorTag = "1"

func (o order[T]) cursor(item *T) string {
	values := make([]any, len(o.keys))
	for i, k := range o.keys {
		values[i] = k.of(item)
	}
	b, _ := json.Marshal(values) // strings, bytes and finite numbers
	return base64.RawURLEncoding.EncodeToString(append(o.sum(b), b...))
}

// sum guards a cursor against slips and against being used with another list. It is no secret: a cursor only says where
// to start among rows that the viewer may see anyway.
func (o order[T]) sum(b []byte) []byte {
	s := sha256.Sum256(append([]byte(cursorTag+o.name+"\x00"), b...))
	return s[:6]
}

func (o order[T]) parse(cursor string) ([]any, error) {
	b, err := base64.RawURLEncoding.Strict().DecodeString(cursor)
	if err != nil || len(b) < 6 || len(b) > 4096 || string(o.sum(b[6:])) != string(b[:6]) {
		return nil, ErrCursor
	}
	var raw []json.RawMessage
	if json.Unmarshal(b[6:], &raw) != nil || len(raw) != len(o.keys) {
		return nil, ErrCursor
	}
	values := make([]any, len(raw))
	for i, k := range o.keys {
		if string(raw[i]) == "null" {
			if !k.nullable {
				return nil, ErrCursor
			}
			continue
		}
		if values[i], err = k.decode(raw[i]); err != nil {
			return nil, ErrCursor
		}
	}
	return values, nil
}

func (k sortKey[T]) decode(raw json.RawMessage) (any, error) {
	switch k.kind {
	case 'b':
		return decodeAs[[]byte](raw)
	case 'i':
		return decodeAs[int64](raw)
	case 'f':
		return decodeAs[float64](raw)
	}
	return decodeAs[string](raw)
}

func decodeAs[V any](raw json.RawMessage) (any, error) {
	var v V
	err := json.Unmarshal(raw, &v)
	return v, err
}

// count is how many rows the query has.
func count(q *gorm.DB) (int, error) {
	var n int64
	err := q.Count(&n).Error
	return int(n), known(err)
}
