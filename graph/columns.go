package graph

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/indicator"
)

// columnsOf says which columns the fields selected of a type need. nil means all: for fields that need a whole row.
type columnsOf func(op *graphql.OperationContext, f *graphql.CollectedField) (columns []string, known bool)

// selected are the columns that the field being answered has to read, or nil for all. Wide rows are read often, and mostly
// for a few of their columns.
func selected(ctx context.Context, of columnsOf, typeName string, below ...string) []string {
	op, fc := graphql.GetOperationContext(ctx), graphql.GetFieldContext(ctx)
	return selectedOf(op, beneath(op, fc.Field.Selections, below), of, typeName)
}

func selectedOf(op *graphql.OperationContext, sets []ast.SelectionSet, of columnsOf, typeName string) []string {
	columns := []string{"year"} // every wide row has one: no column at all would mean all of them
	for _, set := range sets {
		fields := graphql.CollectFields(op, set, []string{typeName, "Node"})
		for i := range fields {
			more, known := of(op, &fields[i])
			if !known {
				return nil
			}
			columns = append(columns, more...)
		}
	}
	slices.Sort(columns)
	return slices.Compact(columns)
}

// beneath are the selection sets of rows: the field's own, or those of a connection's nodes and edges.
func beneath(op *graphql.OperationContext, set ast.SelectionSet, connection []string) []ast.SelectionSet {
	if len(connection) == 0 {
		return []ast.SelectionSet{set}
	}
	var sets []ast.SelectionSet
	for _, f := range graphql.CollectFields(op, set, []string{connection[0] + "Connection"}) {
		switch f.Name {
		case "nodes":
			sets = append(sets, f.Selections)
		case "edges":
			for _, e := range graphql.CollectFields(op, f.Selections, []string{connection[0] + "Edge"}) {
				if e.Name == "node" {
					sets = append(sets, e.Selections)
				}
			}
		}
	}
	return sets
}

// yearColumns are the columns of school_years: one for each figure, under the figure's key.
func yearColumns(_ *graphql.OperationContext, f *graphql.CollectedField) ([]string, bool) {
	switch f.Name {
	case "__typename", "id", "school":
		return nil, true
	case "missing", "warnings":
		return nil, false
	}
	return []string{snake(f.Name)}, true
}

// snake is a key as a column: studentsPrimary is students_primary.
func snake(key string) string {
	var b strings.Builder
	for i, c := range key {
		if unicode.IsUpper(c) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(c))
	}
	return b.String()
}

// unitColumns are the columns of school_assessments.
func unitColumns(op *graphql.OperationContext, f *graphql.CollectedField) ([]string, bool) {
	switch f.Name {
	case "__typename", "id", "year", "stage", "edition":
		return nil, true // keys, which are always read
	case "school":
		return schoolInUnit, true
	case "students", "verdict":
		return []string{f.Name}, true
	case "metCount":
		return []string{"met_count"}, true
	case "relaxations":
		return []string{"relaxed"}, true
	case "values":
		return ofEach("value"), true
	case "attainments":
		return ofEach("attainment"), true
	case "statuses":
		return ofEach("status"), true
	case "shortfalls":
		return ofEach("shortfall"), true
	case "results", "result":
		return resultColumns(op, f.Selections), true
	}
	return nil, false
}

// resultColumns are those of what is selected of the single results.
func resultColumns(op *graphql.OperationContext, set ast.SelectionSet) []string {
	var columns []string
	for _, f := range graphql.CollectFields(op, set, []string{"UnitResult"}) {
		switch f.Name {
		case "status", "value", "display", "attainment", "shortfall", "reason":
			columns = append(columns, ofEach(f.Name)...)
		}
	}
	return columns
}

// ofEach is one column of each of the R indicators.
func ofEach(column string) []string {
	list := make([]string, indicator.ResourceCount)
	for i, code := range indicator.ResourceCodes {
		list[i] = strings.ToLower(code) + "_" + column
	}
	return list
}
