package main

import (
	"bytes"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// audited is a site whose audit log is watched, and can be made to take no lines.
type audited struct {
	*site
	t        *testing.T
	handler  http.Handler
	database string
	kind     string
	db       *sql.DB
	tokens   map[string]string
	kept     map[string]string // what preparing leaves for the deed
}

// Each deed writes its lines, about the right account and thing, and one whose line cannot be written changes nothing.
func TestEverythingThatIsDoneIsWrittenDownOrNotDone(t *testing.T) {
	list := deeds()
	schema, err := os.ReadFile("../docs/api/schema.graphql")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range gqlparser.MustLoadSchema(&ast.Source{Input: string(schema)}).Mutation.Fields {
		if !slices.ContainsFunc(list, func(d deed) bool { return d.name == f.Name }) {
			t.Errorf("%s is not among the deeds of this test", f.Name)
		}
	}
	t.Chdir(t.TempDir())
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			a := newAudited(t, kind)
			for _, d := range list {
				t.Run(d.name, func(t *testing.T) { a.t = t; a.try(d) })
			}
		})
	}
}

func newAudited(t *testing.T, kind string) *audited {
	site, database := demoSite(t, kind)
	a := &audited{site: site, t: t, handler: site.routes(), database: database, kind: kind, db: storetest.SQL(t, database), tokens: map[string]string{}, kept: map[string]string{}}
	for _, who := range []string{"bureau", "school"} {
		a.tokens[who] = signIn(t, a.handler, who)
	}
	return a
}

func (a *audited) try(d deed) {
	prepare := func() {
		if d.prepare != nil {
			d.prepare(a)
		}
	}
	if len(d.lines) > 0 {
		prepare()
		before := a.dump(d.counts...)
		err := a.withoutLines(d.do)
		if err == nil {
			a.t.Error("it is done although its line could not be written")
		}
		if diff := cmp.Diff(before, a.dump(d.counts...)); diff != "" {
			a.t.Errorf("it is half done without its line (-before +after):\n%s", diff)
		}
	}
	prepare()
	known := a.lines()
	a.must(d.do(a))
	var got []string
	var last models.AuditLine
	for _, line := range a.lines() {
		if !slices.ContainsFunc(known, func(k models.AuditLine) bool { return k.ID == line.ID }) {
			got = append(got, a.said(line))
			last = line
		}
	}
	slices.Sort(got)
	if diff := cmp.Diff(d.lines, got); diff != "" {
		a.t.Errorf("lines (-want +got):\n%s", diff)
	}
	for key, want := range d.marks {
		if got, ok := last.Details[key]; !ok || got == "" || (want != "" && got != want) {
			a.t.Errorf("detail %s: got %q of %v, want %q", key, got, last.Details, want)
		}
	}
}

func (a *audited) must(err error) {
	a.t.Helper()
	if err != nil {
		a.t.Fatal(err)
	}
}

func (a *audited) exec(statement string) {
	a.t.Helper()
	_, err := a.db.ExecContext(a.t.Context(), statement)
	a.must(err)
}

// withoutLines does something while the database refuses every new line.
func (a *audited) withoutLines(do func(*audited) error) error {
	a.t.Helper()
	if a.kind == "mysql" {
		a.exec("CREATE TRIGGER no_lines BEFORE INSERT ON audit_lines FOR EACH ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'no lines'")
	} else {
		a.exec("CREATE TRIGGER no_lines BEFORE INSERT ON audit_lines BEGIN SELECT RAISE(ABORT, 'no lines'); END")
	}
	defer a.exec("DROP TRIGGER no_lines")
	return do(a)
}

// dump is all that is in the database, but in some tables.
func (a *audited) dump(but ...string) map[string][]string {
	a.t.Helper()
	all := map[string][]string{}
	for _, table := range store.TableNames() {
		if !slices.Contains(but, table) {
			all[table] = a.rows(table)
		}
	}
	return all
}

func (a *audited) rows(table string) (list []string) {
	a.t.Helper()
	rows, err := a.db.QueryContext(a.t.Context(), "SELECT * FROM "+table)
	a.must(err)
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	a.must(err)
	cells, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		a.must(rows.Scan(into...))
		for i, c := range cells {
			if b, ok := c.([]byte); ok {
				cells[i] = string(b)
			}
		}
		list = append(list, fmt.Sprint(cells...))
	}
	a.must(rows.Err())
	slices.Sort(list)
	return list
}

func (a *audited) lines() []models.AuditLine {
	a.t.Helper()
	rows, err := a.db.QueryContext(a.t.Context(), "SELECT id, account_id, username, action, region_code, school_code, subject, request_id, details FROM audit_lines ORDER BY id")
	a.must(err)
	defer func() { _ = rows.Close() }()
	var list []models.AuditLine
	for rows.Next() {
		var l models.AuditLine
		var details []byte
		a.must(rows.Scan(&l.ID, &l.AccountID, &l.Username, &l.Action, &l.RegionCode, &l.SchoolCode, &l.Subject, &l.RequestID, &details))
		a.must(json.Unmarshal(details, &l.Details))
		list = append(list, l)
	}
	a.must(rows.Err())
	return list
}

var anID = regexp.MustCompile(`[0-9A-HJKMNP-TV-Z]{26}`)

// said is a line as deeds have them.
func (a *audited) said(l models.AuditLine) string {
	if l.AccountID != "" && l.AccountID != "operator" && l.AccountID != a.account(l.Username) {
		a.t.Errorf("the line has account %s of user %s", l.AccountID, l.Username)
	}
	username := l.Username
	if l.AccountID == "" {
		username = ""
	}
	text := strings.Join([]string{l.Action, username, l.RegionCode, l.SchoolCode, l.Subject}, " ")
	if odd := a.kept["odd"]; odd != "" {
		text = strings.ReplaceAll(text, odd, "ODD")
	}
	return anID.ReplaceAllStringFunc(text, func(id string) string {
		if account, err := a.store.Unscoped().AccountByID(a.t.Context(), id); err == nil {
			name, _, _ := strings.Cut(account.Username, "-") // erased-, and the end of its id
			return "@" + name
		}
		return "ID"
	})
}

func (a *audited) account(username string) string {
	a.t.Helper()
	row, err := a.store.Unscoped().AccountByName(a.t.Context(), username)
	a.must(err)
	return row.ID
}

// send asks the site; what it refuses is an error.
func (a *audited) send(r *http.Request, who string) (*httptest.ResponseRecorder, error) {
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+a.tokens[who])
	}
	w := httptest.NewRecorder()
	a.handler.ServeHTTP(w, r)
	if w.Code >= 400 {
		return w, fmt.Errorf("status %d: %s", w.Code, w.Body)
	}
	return w, nil
}

func (a *audited) graphql(who, query string) (errs []string, code string, err error) {
	a.t.Helper()
	body, _ := json.Marshal(map[string]string{"query": query})
	r := httptest.NewRequestWithContext(a.t.Context(), http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	w, err := a.send(r, who)
	if err != nil {
		return nil, "", err
	}
	var answer struct {
		Data   map[string]struct{ UserErrors []struct{ Code string } }
		Errors []struct{ Message string }
	}
	a.must(json.Unmarshal(w.Body.Bytes(), &answer))
	for _, e := range answer.Errors {
		errs = append(errs, e.Message)
	}
	for _, field := range answer.Data {
		if len(field.UserErrors) > 0 {
			code = field.UserErrors[0].Code
		}
	}
	return errs, code, nil
}

func (a *audited) query(who, query string) error {
	errs, _, err := a.graphql(who, query)
	if err == nil && len(errs) > 0 {
		err = errors.New(errs[0])
	}
	return err
}

func (a *audited) mutate(who, name, input string) error { return a.mutation(who, "", name, input) }

// refused wants a mutation of nobody to be refused with a code.
func (a *audited) refused(code, name, input string) error { return a.mutation("", code, name, input) }

func (a *audited) mutation(who, want, name, input string) error {
	a.t.Helper()
	errs, code, err := a.graphql(who, "mutation{"+name+"(input:{"+input+"}){userErrors{code}}}")
	if err == nil && len(errs) > 0 {
		err = errors.New(errs[0])
	}
	if err == nil && code != want {
		err = fmt.Errorf("user error %q, want %q", code, want)
	}
	return err
}
