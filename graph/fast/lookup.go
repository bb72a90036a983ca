package fast

import (
	"context"
	"fmt"
	"sync"

	"github.com/99designs/gqlgen/graphql"
)

// Arguments reads the arguments of a field.
type Arguments func(context.Context, map[string]any) (map[string]any, error)

// Enter gives a look-up the context that a resolver of the field has. read is nil for fields without arguments.
func Enter(c *Call, f *graphql.CollectedField, object string, read Arguments) (context.Context, *graphql.FieldContext, error) {
	fc := &graphql.FieldContext{Object: object, Field: *f, IsResolver: true, IsMethod: true}
	ctx := graphql.WithFieldContext(c.Ctx, fc)
	if read == nil {
		return ctx, fc, nil
	}
	var err error
	fc.Args, err = read(ctx, f.ArgumentMap(c.op.Variables))
	return ctx, fc, err
}

// Find looks something up for all objects of a selection.
type Find[T, R any] func(c *Call, f *graphql.CollectedField, objects []*T) ([]R, error)

// FoundOne is a field that holds one object that is looked up.
func FoundOne[T, U any](names []string, fields Type[U], isNonNull bool, find Find[T, *U]) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Step[T] {
		s := compile(c, f.Selections, names, fields)
		if s == nil {
			return nil
		}
		return &object[T, U]{selection: s, isNonNull: isNonNull, find: func(c *Call, parents []*T) ([]*U, error) { return find(c, f, parents) }}
	}
}

// FoundMany is a field that holds a list of objects that are looked up.
func FoundMany[T, U any](names []string, fields Type[U], isNonNull bool, find Find[T, []*U]) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Step[T] {
		s := compile(c, f.Selections, names, fields)
		if s == nil {
			return nil
		}
		return &objects[T, U]{selection: s, isNonNull: isNonNull, find: func(c *Call, parents []*T) ([][]*U, error) { return find(c, f, parents) }}
	}
}

// values is a field without selections that is looked up.
type values[T, V any] struct {
	find  func(*Call, []*T) ([]V, error)
	one   func(b []byte, c *Call, v V) []byte
	found []V
}

func (s *values[T, V]) looksUp() bool { return true }

func (s *values[T, V]) prepare(c *Call, objects []*T) bool {
	found, err := s.find(c, objects)
	s.found = found
	return err == nil && len(found) == len(objects)
}

func (s *values[T, V]) write(b []byte, c *Call, _ *T, i int) []byte { return s.one(b, c, s.found[i]) }

// FoundLeaf is a field without selections that is looked up.
func FoundLeaf[T, V any](find Find[T, V], one func(b []byte, c *Call, v V) []byte) Field[T] {
	return func(_ *Call, f *graphql.CollectedField) Step[T] {
		return &values[T, V]{find: func(c *Call, objects []*T) ([]V, error) { return find(c, f, objects) }, one: one}
	}
}

// Either is the first of two ways that serves the selection.
func Either[T any](first, second Field[T]) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Step[T] {
		if step := first(c, f); step != nil {
			return step
		}
		return second(c, f)
	}
}

// Restricted is a type of which only some fields are at hand.
func Restricted[T any](has func(name string) bool, fields Type[T]) Type[T] {
	return func(name string) Field[T] {
		if !has(name) {
			return nil
		}
		return fields(name)
	}
}

// Each asks each object by itself, all at the same time.
func Each[T, V any](c *Call, objects []*T, ask func(context.Context, *T) (V, error)) ([]V, error) {
	found, errs := make([]V, len(objects)), make([]error, len(objects))
	if len(objects) == 1 {
		found[0], errs[0] = ask(c.Ctx, objects[0])
		return found, errs[0]
	}
	ctx := context.WithValue(c.Ctx, wholeKey{}, nil) // what each of them looks up is not the whole
	var all sync.WaitGroup
	for i, v := range objects {
		all.Go(func() {
			defer func() {
				if p := recover(); p != nil {
					errs[i] = fmt.Errorf("panic: %v", p)
				}
			}()
			found[i], errs[i] = ask(ctx, v)
		})
	}
	all.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}
