package graph

import (
	"slices"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/junheng/junheng/graph/scalar"
)

// leaves are the parsers of the scalars, which the library calls while it executes: too late to refuse the request.
var leaves = map[string]func(any) error{
	"Int": taken(scalar.UnmarshalInt), "Float": taken(scalar.UnmarshalFloat), "String": taken(scalar.UnmarshalString),
	"ID": taken(scalar.UnmarshalID), "Boolean": taken(graphql.UnmarshalBoolean), "Decimal": taken(scalar.UnmarshalDecimal),
	"BigInt": taken(scalar.UnmarshalBigInt), "Date": taken(scalar.UnmarshalDate), "DateTime": taken(scalar.UnmarshalDateTime),
}

func taken[T any](parse func(any) (T, error)) func(any) error {
	return func(v any) error {
		_, err := parse(v)
		return err
	}
}

// variables looks at the leaves of an operation's variables, of which the validator knows little: it takes texts for numbers,
// anything for our own scalars, and names of values in any case.
func variables(schema *ast.Schema, op *graphql.OperationContext) *gqlerror.Error {
	for _, v := range op.Operation.VariableDefinitions {
		place, err := variable(schema, v.Type, op.Variables[v.Variable])
		if err != nil {
			place = append(place, ast.PathName(v.Variable), ast.PathName("variable"))
			slices.Reverse(place)
			return gqlerror.WrapPath(place, err)
		}
	}
	return nil
}

// variable is what is wrong within a value, and where in it, from within: the place is made only when it is needed. What may not
// be null is not, the validator has seen to that.
func variable(schema *ast.Schema, t *ast.Type, value any) (place ast.Path, err error) {
	if value == nil {
		return nil, nil
	}
	if t.Elem != nil {
		for i, item := range graphql.CoerceList(value) {
			if place, err := variable(schema, t.Elem, item); err != nil {
				return append(place, ast.PathIndex(i)), err
			}
		}
		return nil, nil
	}
	d := schema.Types[t.NamedType]
	switch d.Kind {
	case ast.Scalar:
		return nil, leaves[d.Name](value)
	case ast.Enum:
		if name, ok := value.(string); !ok || d.EnumValues.ForName(name) == nil {
			return nil, scalar.Refusal("this is no " + d.Name)
		}
	case ast.InputObject:
		fields, _ := value.(map[string]any)
		for _, f := range d.Fields {
			if place, err := variable(schema, f.Type, fields[f.Name]); err != nil {
				return append(place, ast.PathName(f.Name)), err
			}
		}
	}
	return nil, nil
}
