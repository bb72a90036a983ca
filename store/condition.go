package store

import (
	"math/bits"
	"strings"

	"gorm.io/gorm/clause"
)

// condition is a piece of a WHERE. Its text holds our own column names only; what people send travels in args.
// Every condition is two-valued: nullable columns are tested for NULL first, so that not is the exact complement.
type condition struct {
	text string
	args []any
}

var (
	everything = condition{text: "1 = 1"}
	nothing    = condition{text: "1 = 0"}
)

func where(text string, args ...any) condition { return condition{text, args} }

func (c condition) expr() clause.Expression {
	return clause.Expr{SQL: "(" + c.text + ")", Vars: c.args}
}

// both is true when all are; everything for none.
func both(list ...condition) condition { return join(" AND ", everything, list) }

// either is true when one is; nothing for none.
func either(list ...condition) condition { return join(" OR ", nothing, list) }

func not(c condition) condition { return condition{"NOT (" + c.text + ")", c.args} }

func join(word string, none condition, list []condition) condition {
	if len(list) == 0 {
		return none
	}
	if len(list) == 1 {
		return list[0]
	}
	var c condition
	var b strings.Builder
	for i, one := range list {
		if i > 0 {
			b.WriteString(word)
		}
		b.WriteString("(" + one.text + ")")
		c.args = append(c.args, one.args...)
	}
	c.text = b.String()
	return c
}

// in is true when the column is one of the values; nothing for none.
func in[V any](column string, values []V) condition {
	if len(values) == 0 {
		return nothing
	}
	n := 1 << bits.Len(uint(len(values)-1)) // lists of about one length make one statement, which is prepared once
	args := make([]any, n)
	for i := range args {
		args[i] = values[min(i, len(values)-1)]
	}
	return condition{column + " IN (" + strings.Repeat("?,", n-1) + "?)", args}
}
