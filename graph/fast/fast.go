// Package fast writes objects, and lists of them, in one pass: no goroutine, no context and no allocation a field, which is
// where a general executor spends most of its time on lists. What has to be looked up is looked up for all objects of a
// selection at once, however deep they lie, before the first byte is written. A selection that holds anything else goes the
// executor's normal way, and so does one whose look-ups fail: the answers are the same.
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

// Type tells of each field of a type how it is written; nil for fields that go the normal way.
type Type[T any] func(name string) Field[T]

// Field makes the step for one selection of a field; nil when something selected below it goes the normal way.
type Field[T any] func(c *Call, f *graphql.CollectedField) Step[T]

// Step writes one field of the objects of a selection.
type Step[T any] interface {
	// looksUp tells whether prepare has anything to do.
	looksUp() bool
	// prepare looks up what the objects need; false when the normal way has to report why it could not.
	prepare(c *Call, objects []*T) bool
	// write appends the field of the object that is number i of those prepared.
	write(b []byte, c *Call, v *T, i int) []byte
}

// selection is a compiled selection set.
type selection[T any] struct {
	fields []field[T]
	deep   bool // something is looked up
	next   int  // number of the object to be written next
}

type field[T any] struct {
	key  string // with what stands around it
	step Step[T]
}

func compile[T any](c *Call, set ast.SelectionSet, names []string, fields Type[T]) *selection[T] {
	collected := graphql.CollectFields(c.op, set, names)
	s := &selection[T]{fields: make([]field[T], len(collected))}
	for i := range collected {
		f := &collected[i]
		if f.IsDeferred() {
			return nil
		}
		key := `,"` + f.Alias + `":`
		if i == 0 {
			key = key[1:]
		}
		var step Step[T]
		if f.Name == "__typename" {
			step = leaf[T](func(b []byte, _ *Call, _ *T) []byte { return scalar.AppendString(b, names[0]) })
		} else if lookup := fields(f.Name); lookup != nil {
			step = lookup(c, f)
		}
		if step == nil {
			return nil
		}
		s.fields[i] = field[T]{key, step}
		s.deep = s.deep || step.looksUp()
	}
	return s
}

func (s *selection[T]) prepare(c *Call, objects []*T) bool {
	if !s.deep || len(objects) == 0 {
		return true
	}
	for _, f := range s.fields {
		if f.step.looksUp() && !f.step.prepare(c, objects) {
			return false
		}
	}
	return true
}

func (s *selection[T]) write(b []byte, c *Call, v *T) []byte {
	i := s.next
	s.next++
	b = append(b, '{')
	for j := range s.fields {
		b = append(b, s.fields[j].key...)
		b = s.fields[j].step.write(b, c, v, i)
	}
	return append(b, '}')
}

func (s *selection[T]) list(b []byte, c *Call, list []*T) []byte {
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
	return run(ctx, op, set, names, fields, []*T{v}, func(b []byte, c *Call, s *selection[T]) []byte { return s.write(b, c, v) })
}

// List writes a list of objects, or returns nil where it has to go the normal way.
func List[T any](ctx context.Context, op *graphql.OperationContext, set ast.SelectionSet, names []string, fields Type[T], v []*T) graphql.Marshaler {
	if v == nil {
		return nil
	}
	return run(ctx, op, set, names, fields, v, func(b []byte, c *Call, s *selection[T]) []byte { return s.list(b, c, v) })
}

func run[T any](
	ctx context.Context, op *graphql.OperationContext, set ast.SelectionSet, names []string, fields Type[T], objects []*T,
	write func([]byte, *Call, *selection[T]) []byte,
) graphql.Marshaler {
	if ctx.Value(offKey{}) != nil {
		return nil
	}
	c := &Call{Ctx: withWhole(ctx), op: op}
	s := compile(c, set, names, fields)
	if s == nil || !s.prepare(c, objects) {
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

type wholeKey struct{}

// withWhole marks a call that stands in no list: nothing beside it will look up the same.
func withWhole(ctx context.Context) context.Context {
	for fc := graphql.GetFieldContext(ctx); fc != nil; fc = fc.Parent {
		if fc.Index != nil {
			return ctx
		}
	}
	return context.WithValue(ctx, wholeKey{}, true)
}

// IsWhole tells a look-up that all objects of its kind are before it, so that it need not wait for more.
func IsWhole(ctx context.Context) bool { return ctx.Value(wholeKey{}) != nil }
