package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

const aDatabase = "mysql:root:secret@tcp(db.example:3306)/junheng"

// TestEveryTableHasItsRights makes who adds a table decide what a running server does to it.
func TestEveryTableHasItsRights(t *testing.T) {
	list, err := store.Grants(aDatabase, "junheng@10.0.0.%")
	if err != nil {
		t.Fatal(err)
	}
	var named []string
	for _, statement := range list[1:] {
		var table string
		rights, rest, _ := strings.Cut(strings.TrimPrefix(statement, "GRANT "), " ON ")
		if _, err := fmt.Sscanf(rest, "`junheng`.%s TO `junheng`@`10.0.0.%%`", &table); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
		table = strings.Trim(table, "`")
		named = append(named, table)
		if want, ok := map[string]string{"audit_lines": "SELECT, INSERT", "audit_seals": "SELECT, INSERT", "goose_db_version": "SELECT"}[table]; ok && rights != want {
			t.Errorf("%s: got %s, want %s", table, rights, want)
		}
		for right := range strings.SplitSeq(rights, ", ") {
			if !slices.Contains([]string{"SELECT", "INSERT", "UPDATE", "DELETE"}, right) {
				t.Errorf("%s: %s", table, right)
			}
		}
	}
	if want := sorted(append(store.TableNames(), "goose_db_version")); !slices.Equal(named, want) {
		t.Errorf("got rights to %v, want to %v", named, want)
	}
}

func TestAccountsAreNamedWithCare(t *testing.T) {
	for account, want := range map[string]string{
		"junheng":            "`junheng`@`%`",
		"junheng@10.0.0.%":   "`junheng`@`10.0.0.%`",
		"a@b@localhost":      "`a@b`@`localhost`",
		"君衡@::1":             "`君衡`@`::1`",
		"x@10.0.0.0/255.0.0": "`x`@`10.0.0.0/255.0.0`",
	} {
		list, err := store.Grants(aDatabase, account)
		if err != nil || !strings.HasSuffix(list[1], " TO "+want) {
			t.Errorf("%s: got %q, %v", account, list, err)
		}
	}
	for _, account := range []string{
		"", "@", "@%", "x@", "'x'@'%'", "x`@%", "x@`", "x; DROP TABLE schools", "x\n@%", `x\@%`, "x\x00", "x@% WITH GRANT OPTION", strings.Repeat("x", 81), "\xff",
	} {
		if list, err := store.Grants(aDatabase, account); !errors.Is(err, store.ErrAccount) || list != nil {
			t.Errorf("%q: got %q, %v, want ErrAccount", account, list, err)
		}
	}
	list, err := store.Grants("mysql:root@tcp(db.example:3306)/a%60b", "x")
	if err != nil || !strings.Contains(list[1], " ON `a``b`.`accounts` TO ") {
		t.Errorf("a database with a quote in its name: got %q, %v", list, err)
	}
	for database, want := range map[string]error{
		"sqlite:junheng.db": store.ErrEmbedded, "postgres:x": store.ErrDatabase, "mysql:root@tcp(db.example:3306)/": store.ErrDatabase,
	} {
		if _, err := store.Grants(database, "x"); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", database, err, want)
		}
	}
}

// TestTheServersAccountMayDoNoMore tries what no server does. That its account may do what one does, every other test shows.
func TestTheServersAccountMayDoNoMore(t *testing.T) {
	if !slices.Contains(storetest.Kinds(), "mysql") {
		t.Skip("SQLite has no accounts")
	}
	database := storetest.Migrated(t, "mysql")
	s, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	filled(t, s)
	for _, statement := range []string{
		"UPDATE audit_lines SET username = 'x'",
		"UPDATE audit_lines SET username = 'x' WHERE 1 = 0",
		"DELETE FROM audit_lines",
		"REPLACE INTO audit_lines SELECT * FROM audit_lines",
		"INSERT INTO audit_lines SELECT * FROM audit_lines ON DUPLICATE KEY UPDATE username = 'x'",
		"TRUNCATE TABLE audit_lines",
		"UPDATE audit_seals SET hash = 'x'",
		"DELETE FROM audit_seals",
		"TRUNCATE TABLE audit_seals",
		"DELETE FROM accounts",
		"DELETE FROM schools",
		"UPDATE goose_db_version SET version_id = 1",
		"CREATE TABLE more (a INT)",
		"CREATE TEMPORARY TABLE more (a INT)",
		"CREATE INDEX more ON schools (name)",
		"CREATE TRIGGER more BEFORE INSERT ON audit_lines FOR EACH ROW SET NEW.username = 'x'",
		"CREATE VIEW more AS SELECT 1",
		"ALTER TABLE audit_lines DROP COLUMN username",
		"RENAME TABLE audit_lines TO more",
		"DROP TABLE schools",
		"LOCK TABLES audit_lines READ",
		"CREATE USER more",
		"SELECT * FROM mysql.user",
	} {
		_, err := s.WritePool().ExecContext(t.Context(), statement)
		m, ok := errors.AsType[*mysql.MySQLError](err)
		if !ok || !slices.Contains([]uint16{1142, 1044, 1227}, m.Number) { // denied on a table, in a database, at all
			t.Errorf("%s: got %v, want a refusal", statement, err)
		}
	}
	if missing, err := s.MissingRights(t.Context()); err != nil || len(missing) > 0 {
		t.Errorf("it lacks %v, %v", missing, err)
	}
}

// TestMissingRightsAreNamed takes rights away from an account.
func TestMissingRightsAreNamed(t *testing.T) {
	if !slices.Contains(storetest.Kinds(), "mysql") {
		t.Skip("SQLite has no accounts")
	}
	database := storetest.Migrated(t, "mysql")
	s, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	list, err := store.Grants(database, strings.Split(database, ":")[1])
	if err != nil {
		t.Fatal(err)
	}
	db := storetest.SQL(t, database)
	for _, statement := range list[1:] {
		if !strings.Contains(statement, "`schools`") && !strings.Contains(statement, "`teachers`") {
			continue
		}
		statement = strings.NewReplacer("GRANT ", "REVOKE ", " TO ", " FROM ").Replace(statement)
		if strings.Contains(statement, "`teachers`") {
			statement = strings.Replace(statement, "SELECT, ", "", 1)
		}
		if _, err := db.ExecContext(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	missing, err := s.MissingRights(t.Context())
	want := []string{"SELECT on schools", "INSERT on teachers", "UPDATE on teachers", "DELETE on teachers"}
	if err != nil || !slices.Equal(missing, want) {
		t.Errorf("got %v, %v, want %v", missing, err, want)
	}
}
