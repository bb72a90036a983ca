// Package fast writes objects whose selected fields are all values in hand, and lists of them, in one pass: no goroutine,
// no context and no allocation a field, which is where a general executor spends most of its time on lists. What holds a
// field that has to be looked up, takes arguments or may fail goes the executor's normal way; the answers are the same.
package fast

import (
	"context"
	"io"
	"sync"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/graph/scalar"
)

// Call is one use of this package within a request.
type Call struct {
	Ctx    context.Context
	op     *graphql.OperationContext
	failed bool
}

// Missing is called for a null where the schema allows none. Nothing of the call is used then: the normal way reports it.
func (c *Call) Missing(b []byte) []byte {
	c.failed = true
	return append(b, scalar.Null...)
}

// Write appends the value of one field of v.
type Write[T any] func(b []byte, c *Call, v *T) []byte

// Field makes the Write for one selection of a field; nil when what is selected below it is not all in hand.
type Field[T any] func(c *Call, f *graphql.CollectedField) Write[T]

// Type tells of each field of a type how it is written; nil for fields that are not in hand.
type Type[T any] func(name string) Field[T]

// Leaf is a field without selections.
func Leaf[T any](w Write[T]) Field[T] {
	return func(*Call, *graphql.CollectedField) Write[T] { return w }
}

// One is a field that holds one object.
func One[T, U any](names []string, fields Type[U], isNonNull bool, of func(*Call, *T) *U) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Write[T] {
		s, ok := compile(c, f.Selections, names, fields)
		if !ok {
			return nil
		}
		return func(b []byte, c *Call, v *T) []byte {
			u := of(c, v)
			switch {
			case u != nil:
				return s.write(b, c, u)
			case isNonNull:
				return c.Missing(b)
			}
			return append(b, scalar.Null...)
		}
	}
}

// Many is a field that holds a list of objects.
func Many[T, U any](names []string, fields Type[U], isNonNull bool, of func(*Call, *T) []*U) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Write[T] {
		s, ok := compile(c, f.Selections, names, fields)
		if !ok {
			return nil
		}
		return func(b []byte, c *Call, v *T) []byte {
			list := of(c, v)
			if list == nil && !isNonNull {
				return append(b, scalar.Null...)
			}
			return s.list(b, c, list)
		}
	}
}

// Leaves appends a list of leaves.
func Leaves[V any](b []byte, list []V, isNonNull bool, one func([]byte, V) []byte) []byte {
	if list == nil && !isNonNull {
		return append(b, scalar.Null...)
	}
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = one(b, v)
	}
	return append(b, ']')
}

// selection is a compiled selection set.
type selection[T any] []struct {
	key   string // with what stands before and after it
	write Write[T]
}

func compile[T any](c *Call, set ast.SelectionSet, names []string, fields Type[T]) (selection[T], bool) {
	collected := graphql.CollectFields(c.op, set, names)
	s := make(selection[T], len(collected))
	for i := range collected {
		f := &collected[i]
		if f.IsDeferred() {
			return nil, false
		}
		s[i].key = `,"` + f.Alias + `":`
		if i == 0 {
			s[i].key = s[i].key[1:]
		}
		if f.Name == "__typename" {
			s[i].write = func(b []byte, _ *Call, _ *T) []byte { return scalar.AppendString(b, names[0]) }
			continue
		}
		field := fields(f.Name)
		if field == nil {
			return nil, false
		}
		if s[i].write = field(c, f); s[i].write == nil {
			return nil, false
		}
	}
	return s, true
}

func (s selection[T]) write(b []byte, c *Call, v *T) []byte {
	b = append(b, '{')
	for i := range s {
		b = append(b, s[i].key...)
		b = s[i].write(b, c, v)
	}
	return append(b, '}')
}

func (s selection[T]) list(b []byte, c *Call, list []*T) []byte {
	b = append(b, '[')
	for i, v := range list {
		if v == nil {
			return c.Missing(b)
		}
		if i > 0 {
			b = append(b, ',')
		}
		b = s.write(b, c, v)
	}
	return append(b, ']')
}

// Object writes one object, or returns nil where it has to go the normal way.
func Object[T any](ctx context.Context, op *graphql.OperationContext, set ast.SelectionSet, names []string, fields Type[T], v *T) graphql.Marshaler {
	if v == nil {
		return nil
	}
	return run(ctx, op, set, names, fields, func(b []byte, c *Call, s selection[T]) []byte { return s.write(b, c, v) })
}

// List writes a list of objects, or returns nil where it has to go the normal way.
func List[T any](ctx context.Context, op *graphql.OperationContext, set ast.SelectionSet, names []string, fields Type[T], v []*T) graphql.Marshaler {
	if v == nil {
		return nil
	}
	return run(ctx, op, set, names, fields, func(b []byte, c *Call, s selection[T]) []byte { return s.list(b, c, v) })
}

func run[T any](ctx context.Context, op *graphql.OperationContext, set ast.SelectionSet, names []string, fields Type[T], write func([]byte, *Call, selection[T]) []byte) graphql.Marshaler {
	if ctx.Value(offKey{}) != nil {
		return nil
	}
	c := &Call{Ctx: ctx, op: op}
	s, ok := compile(c, set, names, fields)
	if !ok {
		return nil
	}
	buffer := buffers.Get().(*[]byte)
	*buffer = write((*buffer)[:0], c, s)
	if c.failed {
		buffers.Put(buffer)
		return nil
	}
	return written{buffer}
}

var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 4<<10); return &b }}

// written is JSON that is sent once; its buffer is used again after that.
type written struct{ buffer *[]byte }

// MarshalGQL sends it.
func (w written) MarshalGQL(to io.Writer) {
	_, _ = to.Write(*w.buffer)
	if cap(*w.buffer) <= 1<<20 {
		buffers.Put(w.buffer)
	}
}

type offKey struct{}

// Off makes a request go the normal way everywhere, to compare the two.
func Off(ctx context.Context) context.Context { return context.WithValue(ctx, offKey{}, true) }
