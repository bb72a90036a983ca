// Package storetest opens fresh, migrated databases for tests: SQLite in a temporary folder, and MariaDB or MySQL where
// TEST_MYSQL_DSN names a server.
package storetest

import (
	"crypto/rand"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/store"
)

// Each runs the test on a fresh database of every kind there is.
func Each(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Helper()
	for _, kind := range Kinds() {
		t.Run(kind, func(t *testing.T) { test(t, OpenKind(t, kind)) })
	}
}

// Kinds are the databases that tests run on here.
func Kinds() []string {
	if os.Getenv("TEST_MYSQL_DSN") == "" {
		return []string{"sqlite"}
	}
	return []string{"sqlite", "mysql"}
}

// Open is a fresh, migrated SQLite database.
func Open(t testing.TB) *store.Store { t.Helper(); return OpenKind(t, "sqlite") }

// Database is the name of a fresh database of the kind, not migrated, for tests that open it themselves.
func Database(t testing.TB, kind string) string {
	t.Helper()
	if kind == "sqlite" {
		return "sqlite:" + filepath.Join(t.TempDir(), "junheng.db")
	}
	config, err := mysql.ParseDSN(os.Getenv("TEST_MYSQL_DSN"))
	if err != nil {
		t.Fatalf("TEST_MYSQL_DSN: %v", err)
	}
	config.DBName = ""
	server, err := sql.Open("mysql", config.FormatDSN())
	if err != nil {
		t.Fatal(err)
	}
	name := "test_" + strings.ToLower(rand.Text())
	if _, err := server.ExecContext(t.Context(), "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if _, err := server.Exec("DROP DATABASE " + name); err != nil {
			t.Error(err)
		}
		_ = server.Close()
	})
	config.DBName = name
	return "mysql:" + config.FormatDSN()
}

// OpenKind is a fresh, migrated database of the kind.
func OpenKind(t testing.TB, kind string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), Database(t, kind))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return s
}

// SQL is a plain connection to a database that Database named, for tests that look behind the store.
func SQL(t testing.TB, database string) *sql.DB {
	t.Helper()
	driver, dsn, _ := strings.Cut(database, ":")
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
