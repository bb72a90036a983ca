package store_test

import (
	"database/sql"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"gorm.io/gorm/schema"

	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

func TestModelsAndMigrationsAgree(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			name := storetest.Database(t, kind)
			s, err := store.Open(t.Context(), name)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			if n, err := s.Migrate(t.Context()); err != nil || n == 0 {
				t.Fatalf("got %d steps, %v", n, err)
			}
			if n, err := s.Migrate(t.Context()); err != nil || n != 0 {
				t.Fatalf("a second time: got %d steps, %v, want none", n, err)
			}
			db := storetest.SQL(t, name)
			var listed []string
			for _, model := range models.Tables() {
				m, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{})
				if err != nil {
					t.Fatal(err)
				}
				listed = append(listed, m.Table)
				columns := columnsOf(t, db, m.Table)
				want := slices.Clone(m.DBNames)
				slices.Sort(columns)
				slices.Sort(want)
				if !slices.Equal(columns, want) {
					t.Errorf("%s: columns %v, model has %v", m.Table, columns, want)
				}
			}
			if got := tables(t, db, kind); !slices.Equal(got, sorted(listed)) {
				t.Errorf("tables %v, models.Tables has %v", got, sorted(listed))
			}
		})
	}
}

func TestBothDialectsHaveTheSameMigrations(t *testing.T) {
	names := map[string][]string{}
	for _, kind := range []string{"sqlite", "mysql"} {
		names[kind] = store.MigrationNames(kind)
	}
	if !reflect.DeepEqual(names["sqlite"], names["mysql"]) {
		t.Errorf("got %v", names)
	}
}

func columnsOf(t *testing.T, db *sql.DB, table string) []string {
	t.Helper()
	rows, err := db.QueryContext(t.Context(), "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		t.Errorf("%s: %v", table, err)
		return nil
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		t.Error(err)
	}
	return columns
}

func tables(t *testing.T, db *sql.DB, kind string) []string {
	t.Helper()
	query := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if kind == "mysql" {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
	}
	rows, err := db.QueryContext(t.Context(), query)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	var list []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(name, "goose") && !strings.HasPrefix(name, "sqlite") {
			list = append(list, name)
		}
	}
	return sorted(list)
}

func sorted(list []string) []string {
	list = slices.Clone(list)
	slices.Sort(list)
	return list
}
