package app_test

import (
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store/storetest"
)

// rows are the tables behind the store, for what no use case writes and to see that nothing was written.
type rows struct {
	t      testing.TB
	db     *sql.DB
	tables []string // all there are
}

// factTables hold what is known of schools.
var factTables = []string{"attestations", "teachers", "school_years", "schools"}

func newRows(t testing.TB, database string) *rows {
	r := &rows{t: t, db: storetest.SQL(t, database)}
	r.tables = r.names(database)
	for _, table := range factTables {
		r.exec("CREATE TABLE kept_" + table + " AS SELECT * FROM " + table)
	}
	return r
}

func (r *rows) names(database string) (names []string) {
	query := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if strings.HasPrefix(database, "mysql:") {
		query = "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()"
	}
	list, err := r.db.QueryContext(r.t.Context(), query)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = list.Close() }()
	for list.Next() {
		var name string
		if err := list.Scan(&name); err != nil {
			r.t.Fatal(err)
		}
		names = append(names, name)
	}
	if err := list.Err(); err != nil || len(names) < len(models.Tables()) {
		r.t.Fatal(err, names)
	}
	return names
}

func (r *rows) exec(statement string, values ...any) {
	r.t.Helper()
	if _, err := r.db.ExecContext(r.t.Context(), statement, values...); err != nil {
		r.t.Fatal(statement, err)
	}
}

// keep puts the facts of schools aside, restore brings them back.
func (r *rows) keep() {
	r.t.Helper()
	for _, table := range factTables {
		r.exec("DELETE FROM kept_" + table)
		r.exec("INSERT INTO kept_" + table + " SELECT * FROM " + table)
	}
}

func (r *rows) restore() {
	r.t.Helper()
	for _, table := range factTables {
		r.exec("DELETE FROM " + table)
		r.exec("INSERT INTO " + table + " SELECT * FROM kept_" + table)
	}
}

// remove takes a school away.
func (r *rows) remove(school string) {
	r.t.Helper()
	for _, table := range factTables[:3] {
		r.exec("DELETE FROM "+table+" WHERE school_code = ?", school)
	}
	r.exec("DELETE FROM schools WHERE code = ?", school)
}

// claims makes the claims of a school these.
func (r *rows) claims(school string, list []indicator.Attestation) {
	r.t.Helper()
	keep := []string{"''"}
	for _, a := range list {
		keep = append(keep, "'"+a.Indicator+"'")
		r.exec("UPDATE attestations SET met = ? WHERE school_code = ? AND indicator = ?", a.Met, school, a.Indicator)
	}
	r.exec("DELETE FROM attestations WHERE school_code = ? AND indicator NOT IN ("+strings.Join(keep, ",")+")", school)
}

// dump is every row of every table.
func (r *rows) dump() string {
	r.t.Helper()
	var all []string
	for _, table := range r.tables {
		all = append(all, r.table(table)...)
	}
	slices.Sort(all)
	return strings.Join(all, "\n")
}

func (r *rows) table(name string) (lines []string) {
	r.t.Helper()
	list, err := r.db.QueryContext(r.t.Context(), "SELECT * FROM "+name)
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = list.Close() }()
	columns, err := list.Columns()
	if err != nil {
		r.t.Fatal(err)
	}
	for list.Next() {
		cells, into := make([]sql.RawBytes, len(columns)), make([]any, len(columns))
		for i := range cells {
			into[i] = &cells[i]
		}
		if err := list.Scan(into...); err != nil {
			r.t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %q", name, cells))
	}
	if err := list.Err(); err != nil {
		r.t.Fatal(err)
	}
	return lines
}

// unitText and rowText tell one unit in the same words, from the engine and from its row.
func unitText(school string, u *indicator.Unit) string {
	line := fmt.Sprint(school, u.Stage, u.Students, u.Verdict, u.MetCount, strings.Join(u.Relaxations, " "))
	for i := range u.Results {
		x := &u.Results[i]
		line += fmt.Sprintf(" %s", x.Status)
		if attainment, ok := x.Attainment(); ok {
			line += fmt.Sprint(" ", x.Value.Float(), " ", x.Value.Display(2), " ", attainment, " ", x.Shortfall)
		} else {
			line += fmt.Sprint(" ", x.Reason)
		}
	}
	return line
}

func rowText(u *models.SchoolAssessment) string {
	line := fmt.Sprint(u.SchoolCode, u.Stage, u.Students, u.Verdict, u.MetCount, u.Relaxed)
	for i := range indicator.ResourceCount {
		x := u.Result(i)
		line += fmt.Sprintf(" %s", x.Status)
		if x.Value != nil {
			line += fmt.Sprint(" ", *x.Value, " ", *x.Display, " ", *x.Attainment, " ", *x.Shortfall)
		} else {
			line += fmt.Sprint(" ", *x.Reason)
		}
	}
	return line
}
