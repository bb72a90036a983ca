package trial_test

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store/storetest"
)

// carryOut runs a command of the server that ends by itself.
func carryOut(t *testing.T, database string, args ...string) (out, errs string, status int) {
	t.Helper()
	seeSources()
	c := exec.CommandContext(within(t, patience), binary, args...) // one that serves after all is killed
	c.Env = append(os.Environ(), "JUNHENG_DATABASE="+database, "JUNHENG_KEYS="+auth.GenerateKeys(), "JUNHENG_ADDR=127.0.0.1:0")
	var o, e bytes.Buffer
	c.Stdout, c.Stderr = &o, &e
	if err := c.Run(); err != nil {
		if _, ok := errors.AsType[*exec.ExitError](err); !ok {
			t.Fatal(err)
		}
	}
	return o.String(), e.String(), c.ProcessState.ExitCode()
}

// TestAServerNeedsNoMoreThanItsGrants goes the way of an operator: two accounts, one that may change the schema and one that the
// server runs under. Whatever is not done yet keeps the server from starting, and it says what to do.
func TestAServerNeedsNoMoreThanItsGrants(t *testing.T) {
	t.Parallel()
	if _, errs, status := carryOut(t, "sqlite:x.db", "migrate", "grants", "junheng"); status != 1 || !strings.Contains(errs, "SQLite has no accounts") {
		t.Errorf("an embedded database: status %d: %s", status, errs)
	}
	if !slices.Contains(storetest.Kinds(), "mysql") {
		t.Skip("SQLite has no accounts")
	}
	keeper := storetest.Database(t, "mysql")
	servers := storetest.Account(t, keeper)
	account := strings.Split(servers, ":")[1]
	refused := func(when string, want ...string) {
		t.Helper()
		_, errs, status := carryOut(t, servers, "serve")
		for _, w := range want {
			if status != 1 || !strings.Contains(errs, w) || strings.Contains(errs, "Error ") {
				t.Errorf("%s: status %d: %s, want %q", when, status, errs, w)
			}
		}
	}
	done := func(database string, args ...string) string {
		t.Helper()
		out, errs, status := carryOut(t, database, args...)
		if status != 0 {
			t.Fatalf("%v: status %d: %s", args, status, errs)
		}
		return out
	}
	behind := storetest.SQL(t, keeper)
	exec := func(statements string) {
		t.Helper()
		if _, err := behind.ExecContext(t.Context(), statements); err != nil {
			t.Fatalf("%s: %v", statements, err)
		}
	}
	grants := strings.TrimSpace(done(keeper, "migrate", "grants", account))

	refused("an empty database", "migrate up with an account", "migrate grants")
	exec("CREATE TABLE other (a INT); GRANT SELECT ON other TO " + account)
	refused("a database that is seen and not migrated", "migrate up with an account", "migrate grants")
	if out := done(servers, "migrate", "status"); strings.Count(out, "pending") < 6 || strings.Contains(out, "done") {
		t.Errorf("status: got %s", out)
	}
	done(keeper, "migrate", "up")
	refused("a migrated database without grants", "migrate grants")
	if _, err := behind.ExecContext(t.Context(), strings.ReplaceAll(grants, account, "nobody"+account[1:])); err == nil {
		t.Error("granting to an account that is not there made one, without a password")
	}
	exec(grants)
	exec("REVOKE INSERT ON audit_lines FROM " + account)
	refused("grants that are not all there", "lacks rights (INSERT on audit_lines)", "migrate grants")
	exec(grants)

	done(servers, "account", "add", "somebody", "--role", "bureau", "--region", here)
	p := start(t, "serve", "JUNHENG_DATABASE="+servers, "JUNHENG_KEYS="+auth.GenerateKeys())
	if status := p.stop(); status != 0 {
		t.Errorf("it ends with status %d: %s", status, p.said())
	}
	exec("DELETE FROM goose_db_version WHERE version_id > 1")
	refused("an older schema", "not up to date", "migrate up with an account")
	if _, errs, status := carryOut(t, servers, "migrate", "up"); status != 1 || !strings.Contains(errs, "lacks a right to change the schema") {
		t.Errorf("migrating without the right: status %d: %s", status, errs)
	}
}
