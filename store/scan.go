package store

import (
	"reflect"
	"sync"

	"gorm.io/gorm"
	"gorm.io/gorm/schema"
)

// scan reads the query's rows into T, only the named columns when there are any. It asks GORM for the statement and fills
// structs itself, which takes half of the time of Find on pages of wide rows.
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
	list := make([]*T, 0, 16)
	into := make([]any, len(names))
	for rows.Next() {
		item := new(T)
		v := reflect.ValueOf(item).Elem()
		for i, f := range fields {
			into[i] = v.FieldByIndex(f).Addr().Interface()
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		list = append(list, item)
	}
	return list, rows.Err()
}

// schemas are the parsed models by their type.
var schemas sync.Map

// fieldsOf finds the struct field of each column.
func fieldsOf[T any](q *gorm.DB, names []string) ([][]int, error) {
	s, err := schema.Parse(new(T), &schemas, q.NamingStrategy)
	if err != nil {
		return nil, err
	}
	fields := make([][]int, len(names))
	for i, name := range names {
		f := s.LookUpField(name)
		if f == nil {
			panic("every column of a query has a field: " + name)
		}
		fields[i] = f.StructField.Index
	}
	return fields, nil
}

func scanAll[T any](q *gorm.DB) ([]*T, error) { return scan[T](q) }

// findAll reads rows with columns that are serialized, which scan does not know.
func findAll[T any](q *gorm.DB) ([]*T, error) {
	var list []*T
	err := q.Find(&list).Error
	return list, known(err)
}
