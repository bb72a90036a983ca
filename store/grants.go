package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/pressly/goose/v3"
)

// rights are what a running server does to each table, and all that its account on MariaDB or MySQL may. A statement that it
// is refused is an error of this table: every test on such a server runs under an account with these rights. Keep takes INSERT
// and UPDATE, changing or deleting one row takes SELECT, and so does locking it, together with UPDATE or DELETE.
var rights = map[string]string{
	"accounts":           "SELECT, INSERT, UPDATE", // disabled, never deleted
	"attestations":       "SELECT, INSERT, UPDATE, DELETE",
	"audit_lines":        "SELECT, INSERT", // what was done was done
	"audit_seals":        "SELECT, INSERT",
	"county_assessments": "SELECT, INSERT, UPDATE",
	"county_tallies":     "SELECT, INSERT, UPDATE",
	"county_years":       "SELECT, INSERT, UPDATE",
	"funding_years":      "SELECT, INSERT, UPDATE",
	"import_issues":      "SELECT, INSERT, UPDATE, DELETE",
	"imports":            "SELECT, INSERT, UPDATE",
	"oddity_reviews":     "SELECT, INSERT, UPDATE, DELETE",
	"refresh_tokens":     "SELECT, INSERT, UPDATE, DELETE",
	"regions":            "SELECT, INSERT, UPDATE",
	"school_assessments": "SELECT, INSERT, UPDATE, DELETE",
	"school_standings":   "SELECT, INSERT, UPDATE, DELETE",
	"school_years":       "SELECT, INSERT, UPDATE",
	"schools":            "SELECT, INSERT, UPDATE",
	"second_factors":     "SELECT, INSERT, UPDATE, DELETE",
	"sessions":           "SELECT, INSERT, UPDATE, DELETE",
	"teachers":           "SELECT, INSERT, UPDATE, DELETE",
	"throttles":          "SELECT, INSERT, UPDATE, DELETE",
	"upload_chunks":      "SELECT, INSERT, DELETE",
	"uploads":            "SELECT, INSERT, DELETE",

	goose.DefaultTablename: "SELECT", // which migrations are done
}

// Errors of Grants.
var (
	ErrEmbedded = errors.New("SQLite has no accounts: whoever can open the file can do everything")
	ErrAccount  = errors.New("account: want NAME or NAME@HOST, like junheng@10.0.0.%, without quotes")
)

var (
	accountName = regexp.MustCompile(`^[\pL\pN _.$+@-]{1,80}$`)
	accountHost = regexp.MustCompile(`^[0-9A-Za-z%_.:/-]{1,255}$`)
)

// noNewAccount keeps MariaDB from making an account without a password where the name of one is mistyped; MySQL never does.
const noNewAccount = "/*M! SET SESSION sql_mode = CONCAT(@@sql_mode, ',NO_AUTO_CREATE_USER') */"

// Grants are the statements, one a table after a first, that give an account of MariaDB or MySQL the rights that a running server
// needs in a database, named as for Open. Run them in one session; the database has to be migrated and the account to be
// there. The host of an account that names none is %. It returns ErrEmbedded, ErrDatabase or ErrAccount for what there are no such statements for.
func Grants(database, account string) ([]string, error) {
	dialect, dsn, _ := strings.Cut(database, ":")
	if dialect == "sqlite" {
		return nil, ErrEmbedded
	}
	if dialect != "mysql" {
		return nil, ErrDatabase
	}
	config, err := mysqlConfig(dsn)
	if err != nil {
		return nil, err
	}
	if config.DBName == "" {
		return nil, fmt.Errorf("%w, and NAME is missing", ErrDatabase)
	}
	name, host := account, "%"
	if i := strings.LastIndexByte(account, '@'); i >= 0 {
		name, host = account[:i], account[i+1:]
	}
	if !accountName.MatchString(name) || !accountHost.MatchString(host) {
		return nil, ErrAccount
	}
	list := []string{noNewAccount}
	for _, table := range slices.Sorted(maps.Keys(rights)) {
		list = append(list, fmt.Sprintf("GRANT %s ON %s.%s TO %s@%s", rights[table], quoted(config.DBName), quoted(table), quoted(name), quoted(host)))
	}
	return list, nil
}

// quoted is a name as SQL has it, whatever is in it: accounts may be quoted like tables.
func quoted(name string) string { return "`" + strings.ReplaceAll(name, "`", "``") + "`" }

// MissingRights are what the database's account would need and has not, as "INSERT on schools"; none on SQLite. Each right is tried
// on no row at all: what an account may by its roles and by patterns of names, nothing else tells on every server.
func (s *Store) MissingRights(ctx context.Context) (missing []string, err error) {
	if s.IsEmbedded() {
		return nil, nil
	}
	for _, table := range slices.Sorted(maps.Keys(rights)) {
		var column string
		for right := range strings.SplitSeq(rights[table], ", ") {
			switch right {
			case "SELECT":
				column, err = s.aColumn(ctx, table)
			case "INSERT":
				_, err = s.pools[1].ExecContext(ctx, "INSERT INTO "+table+" SELECT * FROM "+table+" WHERE 1 = 0")
			case "UPDATE":
				_, err = s.pools[1].ExecContext(ctx, "UPDATE "+table+" SET "+column+" = "+column+" WHERE 1 = 0")
			case "DELETE":
				_, err = s.pools[1].ExecContext(ctx, "DELETE FROM "+table+" WHERE 1 = 0")
			}
			if isDenied(err) {
				missing = append(missing, right+" on "+table)
			} else if err != nil {
				return nil, err
			}
			if column == "" {
				break // without SELECT the others cannot be tried
			}
		}
	}
	return missing, nil
}

// aColumn is the name of a column of a table.
func (s *Store) aColumn(ctx context.Context, table string) (string, error) {
	rows, err := s.pools[1].QueryContext(ctx, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return "", err
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil {
		return "", err
	}
	return quoted(columns[0]), rows.Err()
}
