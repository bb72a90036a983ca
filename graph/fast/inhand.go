package fast

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/junheng/junheng/graph/scalar"
)

// leaf is a field whose value is in hand.
type leaf[T any] func(b []byte, c *Call, v *T) []byte

func (leaf[T]) looksUp() bool                                 { return false }
func (leaf[T]) prepare(*Call, []*T) bool                      { return true }
func (l leaf[T]) write(b []byte, c *Call, v *T, _ int) []byte { return l(b, c, v) }

// Leaf is a field without selections whose value is in hand.
func Leaf[T any](write func(b []byte, c *Call, v *T) []byte) Field[T] {
	return func(*Call, *graphql.CollectedField) Step[T] { return leaf[T](write) }
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

// object is a field that holds one object: in hand, or found for all.
type object[T, U any] struct {
	*selection[U]
	isNonNull bool
	of        func(*Call, *T) *U
	find      func(*Call, []*T) ([]*U, error)
	found     []*U
}

func (o *object[T, U]) looksUp() bool { return o.find != nil || o.deep }

func (o *object[T, U]) prepare(c *Call, objects []*T) bool {
	o.found = nil
	if o.find != nil {
		found, err := o.find(c, objects)
		if err != nil || len(found) != len(objects) {
			return false
		}
		o.found = found
	} else {
		o.found = make([]*U, len(objects))
		for i, v := range objects {
			o.found[i] = o.of(c, v)
		}
	}
	children := make([]*U, 0, len(o.found))
	for _, u := range o.found {
		if u != nil {
			children = append(children, u)
		}
	}
	return o.selection.prepare(c, children)
}

func (o *object[T, U]) write(b []byte, c *Call, v *T, i int) []byte {
	var u *U
	if o.found != nil {
		u = o.found[i]
	} else {
		u = o.of(c, v)
	}
	switch {
	case u != nil:
		return o.selection.write(b, c, u)
	case o.isNonNull:
		return c.Missing(b)
	}
	return append(b, scalar.Null...)
}

// objects is a field that holds a list of objects: in hand, or found for all.
type objects[T, U any] struct {
	*selection[U]
	isNonNull bool
	of        func(*Call, *T) []*U
	find      func(*Call, []*T) ([][]*U, error)
	found     [][]*U
}

func (o *objects[T, U]) looksUp() bool { return o.find != nil || o.deep }

func (o *objects[T, U]) prepare(c *Call, parents []*T) bool {
	if o.find != nil {
		found, err := o.find(c, parents)
		if err != nil || len(found) != len(parents) {
			return false
		}
		o.found = found
	} else {
		o.found = make([][]*U, len(parents))
		for i, v := range parents {
			o.found[i] = o.of(c, v)
		}
	}
	var children []*U
	if o.deep {
		for _, list := range o.found {
			children = append(children, list...)
		}
	}
	return o.selection.prepare(c, children)
}

func (o *objects[T, U]) write(b []byte, c *Call, v *T, i int) []byte {
	var list []*U
	if o.found != nil {
		list = o.found[i]
	} else {
		list = o.of(c, v)
	}
	if list == nil && !o.isNonNull {
		return append(b, scalar.Null...)
	}
	return o.list(b, c, list)
}

// One is a field that holds one object in hand.
func One[T, U any](names []string, fields Type[U], isNonNull bool, of func(*Call, *T) *U) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Step[T] {
		s := compile(c, f.Selections, names, fields)
		if s == nil {
			return nil
		}
		return &object[T, U]{selection: s, isNonNull: isNonNull, of: of}
	}
}

// Many is a field that holds a list of objects in hand.
func Many[T, U any](names []string, fields Type[U], isNonNull bool, of func(*Call, *T) []*U) Field[T] {
	return func(c *Call, f *graphql.CollectedField) Step[T] {
		s := compile(c, f.Selections, names, fields)
		if s == nil {
			return nil
		}
		return &objects[T, U]{selection: s, isNonNull: isNonNull, of: of}
	}
}
