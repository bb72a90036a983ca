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

// Database is the name of a fresh database of the kind, not migrated, whose account may do everything: for tests of migrations.
func Database(t testing.TB, kind string) string {
	t.Helper()
	if kind == "sqlite" {
		return "sqlite:" + filepath.Join(t.TempDir(), "junheng.db")
	}
	name := "test_" + strings.ToLower(rand.Text())
	server := connect(t, "")
	do(t, server, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin")
	t.Cleanup(func() {
		if _, err := server.Exec("DROP DATABASE " + name); err != nil {
			t.Error(err)
		}
	})
	return "mysql:" + dsn(t, name).FormatDSN()
}

// Migrated is the name of a fresh, migrated database of the kind. On MariaDB and MySQL its account is one that may do what
// junheng migrate grants says and nothing else, so that every test is also one of those rights.
func Migrated(t testing.TB, kind string) string {
	t.Helper()
	database := Database(t, kind)
	s, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	if kind == "mysql" {
		database = Account(t, database)
		Grant(t, database)
	}
	return database
}

// Account is a database that Database named, under a fresh account without any right.
func Account(t testing.TB, database string) string {
	t.Helper()
	config := parse(t, database)
	config.User, config.Passwd = "u"+strings.TrimPrefix(config.DBName, "test"), rand.Text()
	server := connect(t, "")
	do(t, server, "CREATE USER "+config.User+" IDENTIFIED BY '"+config.Passwd+"'")
	t.Cleanup(func() {
		if _, err := server.Exec("DROP USER " + config.User); err != nil {
			t.Error(err)
		}
	})
	return "mysql:" + config.FormatDSN()
}

// Grant gives the account of a migrated database that Account named its rights.
func Grant(t testing.TB, database string) {
	t.Helper()
	statements, err := store.Grants(database, parse(t, database).User)
	if err != nil {
		t.Fatal(err)
	}
	do(t, SQL(t, database), strings.Join(statements, ";"))
}

// OpenKind is a fresh, migrated database of the kind.
func OpenKind(t testing.TB, kind string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), Migrated(t, kind))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// SQL is a plain connection, which may do everything, to a database that this package named: for tests that look behind the store.
func SQL(t testing.TB, database string) *sql.DB {
	t.Helper()
	if path, ok := strings.CutPrefix(database, "sqlite:"); ok {
		return open(t, "sqlite", path)
	}
	return connect(t, parse(t, database).DBName)
}

// connect is a connection of the account that TEST_MYSQL_DSN names to one of the server's databases, or to none.
func connect(t testing.TB, name string) *sql.DB {
	t.Helper()
	config := dsn(t, name)
	config.MultiStatements = true // of which one is as quick as any number
	return open(t, "mysql", config.FormatDSN())
}

func open(t testing.TB, driver, dsn string) *sql.DB {
	t.Helper()
	db, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

func do(t testing.TB, db *sql.DB, statement string) {
	t.Helper()
	if _, err := db.ExecContext(t.Context(), statement); err != nil {
		t.Fatalf("%v; the account of TEST_MYSQL_DSN needs ALL ON *.* WITH GRANT OPTION", err)
	}
}

// dsn is TEST_MYSQL_DSN with another database.
func dsn(t testing.TB, name string) *mysql.Config {
	t.Helper()
	config := parse(t, "mysql:"+os.Getenv("TEST_MYSQL_DSN"))
	config.DBName = name
	return config
}

func parse(t testing.TB, database string) *mysql.Config {
	t.Helper()
	config, err := mysql.ParseDSN(strings.TrimPrefix(database, "mysql:"))
	if err != nil {
		t.Fatal(err)
	}
	return config
}
