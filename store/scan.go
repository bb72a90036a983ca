package store

import (
	"encoding/json"
	"fmt"
	"reflect"
	"strconv"
	"sync"
	"time"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// scan reads the query's rows into T, only the named columns when there are any. It asks GORM for the statement and fills
// structs itself, which takes a quarter of the time of Find on pages of wide rows.
func scan[T any](q *gorm.DB, columns ...string) ([]*T, error) {
	if len(columns) > 0 {
		q = q.Select(columns)
	}
	rows, err := q.Rows()
	if err != nil {
		return nil, known(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		return nil, err
	}
	fields, err := fieldsOf[T](q, names)
	if err != nil {
		return nil, err
	}
	cells := make([]cell, len(names))
	into := make([]any, len(names))
	words := map[string]string{}
	for i, f := range fields {
		cells[i].words, cells[i].isWord = words, f.isWord
		into[i] = &cells[i]
	}
	list := make([]*T, 0, 32)
	for rows.Next() {
		item := new(T)
		v := reflect.ValueOf(item).Elem()
		for i, f := range fields {
			cells[i].field = v.FieldByIndex(f.index)
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// place is where a column's value goes.
type place struct {
	index  []int
	isWord bool // of an enumeration: its few texts are shared among rows
}

// schemas are the parsed models by their type.
var schemas sync.Map

// fieldsOf finds the struct field of each column.
func fieldsOf[T any](q *gorm.DB, names []string) ([]place, error) {
	s, err := schema.Parse(new(T), &schemas, q.NamingStrategy)
	if err != nil {
		return nil, err
	}
	fields := make([]place, len(names))
	for i, name := range names {
		f := s.LookUpField(name)
		if f == nil {
			panic("every column of a query has a field: " + name)
		}
		t := f.FieldType
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		fields[i] = place{f.StructField.Index, t.Kind() == reflect.String && t != reflect.TypeFor[string]()}
	}
	return fields, nil
}

// cell takes one column of the current row into its field.
type cell struct {
	field  reflect.Value
	words  map[string]string
	isWord bool
}

// Scan sets the field, a nil pointer for NULL. It takes what both drivers give for the types that models have.
func (c *cell) Scan(value any) error {
	f := c.field
	if value == nil {
		f.SetZero()
		return nil
	}
	if f.Kind() == reflect.Pointer {
		f.Set(reflect.New(f.Type().Elem()))
		f = f.Elem()
	}
	switch f.Kind() {
	case reflect.String:
		f.SetString(c.text(value))
	case reflect.Int, reflect.Int64:
		n, err := integer(value)
		f.SetInt(n)
		return err
	case reflect.Float64:
		n, err := float(value)
		f.SetFloat(n)
		return err
	case reflect.Bool:
		n, err := integer(value)
		f.SetBool(n != 0)
		return err
	case reflect.Slice:
		if f.Type().Elem().Kind() == reflect.String { // kept as JSON
			return json.Unmarshal([]byte(c.text(value)), f.Addr().Interface())
		}
		f.SetBytes([]byte(c.text(value)))
	default:
		t, ok := value.(time.Time)
		if !ok {
			return fmt.Errorf("read a %T into a %s", value, f.Type())
		}
		f.Set(reflect.ValueOf(t.UTC()))
	}
	return nil
}

func (c *cell) text(value any) string {
	switch x := value.(type) {
	case []byte:
		if !c.isWord {
			return string(x)
		}
		if word, ok := c.words[string(x)]; ok {
			return word
		}
		word := string(x)
		c.words[word] = word
		return word
	case string:
		return x
	}
	return fmt.Sprint(value)
}

func integer(value any) (int64, error) {
	switch x := value.(type) {
	case int64:
		return x, nil
	case bool:
		if x {
			return 1, nil
		}
		return 0, nil
	case float64:
		return int64(x), nil
	case []byte:
		return strconv.ParseInt(string(x), 10, 64)
	}
	return 0, fmt.Errorf("read a %T as a whole number", value)
}

func float(value any) (float64, error) {
	switch x := value.(type) {
	case float64:
		return x, nil
	case float32:
		return float64(x), nil
	case int64:
		return float64(x), nil
	case []byte:
		return strconv.ParseFloat(string(x), 64)
	}
	return 0, fmt.Errorf("read a %T as a number", value)
}

func scanAll[T any](q *gorm.DB) ([]*T, error) { return scan[T](q) }

// findAll reads rows with columns that are serialized, which scan does not know.
func findAll[T any](q *gorm.DB) ([]*T, error) {
	var list []*T
	err := q.Find(&list).Error
	return list, known(err)
}
