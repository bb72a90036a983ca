package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

func TestOpenRefusesWhatItDoesNotKnow(t *testing.T) {
	for _, name := range []string{"", "sqlite", "sqlite:", "postgres:x", "junheng.db"} {
		if _, err := store.Open(t.Context(), name); !errors.Is(err, store.ErrDatabase) {
			t.Errorf("%q: got %v, want ErrDatabase", name, err)
		}
	}
	if _, err := store.Open(t.Context(), "mysql:root@tcp(127.0.0.1:1)/x"); err == nil {
		t.Error("opened a server that is not there")
	}
	if _, err := store.Open(t.Context(), "sqlite:"+t.TempDir()+"/missing/junheng.db"); err == nil {
		t.Error("opened a file in a folder that is not there")
	}
}

// TestWorkEndsWithTheRequest runs a query that would take minutes: it ends with its context, and on a server that goes on
// after its client has gone, by the server's own limit.
func TestWorkEndsWithTheRequest(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
		defer cancel()
		start := time.Now()
		endless := "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) SELECT COUNT(*) FROM n"
		if !s.IsEmbedded() {
			endless = "SELECT SLEEP(60)"
		}
		var n int
		err := s.ReadPool().QueryRowContext(ctx, endless).Scan(&n)
		if took := time.Since(start); err == nil || took > 5*time.Second {
			t.Errorf("got %v after %s, want an end within the deadline", err, took)
		}
		if s.IsEmbedded() {
			return
		}
		var name string
		var limit float64 // seconds on MariaDB, milliseconds on MySQL
		err = s.ReadPool().QueryRowContext(t.Context(), "SHOW SESSION VARIABLES WHERE variable_name IN ('max_statement_time', 'max_execution_time')").Scan(&name, &limit)
		if err != nil || limit <= 0 {
			t.Errorf("statement limit: got %s %v, %v", name, limit, err)
		}
	})
}

// TestTheServerBreaksOffWhatTakesTooLong has a client with all the time there is: the server ends the statement at its limit, of
// either pool, says so by an error of its own, and is rid of it.
func TestTheServerBreaksOffWhatTakesTooLong(t *testing.T) {
	if !slices.Contains(storetest.Kinds(), "mysql") {
		t.Skip("SQLite has no server; its statements end with their context: TestWorkEndsWithTheRequest")
	}
	const read, write = 300 * time.Millisecond, 900 * time.Millisecond
	database := storetest.Database(t, "mysql")
	s, err := store.OpenLimited(t.Context(), database, read, write)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	for name, c := range map[string]struct {
		pool *sql.DB
		most time.Duration
	}{"readers": {s.ReadPool(), read}, "writers": {s.WritePool(), write}} {
		endless := "SELECT COUNT(*) /* " + name + " */ FROM information_schema.columns a, information_schema.columns b, information_schema.columns c"
		var n int
		start := time.Now()
		err := c.pool.QueryRowContext(context.Background(), endless).Scan(&n) //nolint:usetesting // not even the test's end is to end it
		took := time.Since(start)
		if m, ok := errors.AsType[*mysql.MySQLError](err); !ok || m.Number != 1969 && m.Number != 3024 || !store.IsTooSlow(err) {
			t.Errorf("%s: got %v after %s, want the server's own word that it took too long", name, err, took)
		}
		if took < c.most || took > c.most+10*time.Second {
			t.Errorf("%s: took %s, want about %s", name, took, c.most)
		}
		server, left := storetest.SQL(t, database), 1
		for try := 0; left > 0 && try < 50; try++ { // it says so before it has tidied up
			time.Sleep(time.Duration(try) * time.Millisecond)
			if err := server.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM information_schema.processlist WHERE info LIKE ? AND id <> CONNECTION_ID()",
				"%/* "+name+" */%").Scan(&left); err != nil {
				t.Fatal(err)
			}
		}
		if left > 0 {
			t.Errorf("%s: the server still works on %d such statements", name, left)
		}
	}
}

func TestALogThatIsBeingReadIsNotCalledScrubbed(t *testing.T) {
	t.Parallel() // it waits for the reader, as long as anybody does
	s := open(t)
	reader, err := s.ReadPool().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	var n int
	if err := reader.QueryRowContext(t.Context(), "SELECT COUNT(*) FROM regions").Scan(&n); err != nil {
		t.Fatal(err)
	}
	if err := s.InTx(t.Context(), auth.Operator(), func(tx *store.Tx) error {
		return store.Add(t.Context(), tx.Facts(), models.Region{Code: "430100", Name: "x", Level: models.City})
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Scrub(t.Context()); !errors.Is(err, store.ErrUnscrubbed) {
		t.Errorf("while it is read: got %v", err)
	}
	if err := reader.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Scrub(t.Context()); err != nil {
		t.Errorf("once it is not: got %v", err)
	}
}

func TestReadersCannotWrite(t *testing.T) {
	s := open(t)
	if _, err := s.ReadPool().ExecContext(t.Context(), "DELETE FROM schools"); err == nil {
		t.Error("the pool of readers wrote")
	}
}

func TestATransactionIsAllOrNothing(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		filled(t, s)
		failure := errors.New("no")
		err := s.InTx(t.Context(), auth.Operator(), func(tx *store.Tx) error {
			if err := store.Add(t.Context(), tx.Facts(), models.Region{Code: "430100", Name: "x", Level: models.City}); err != nil {
				return err
			}
			return failure
		})
		if !errors.Is(err, failure) {
			t.Errorf("got %v", err)
		}
		if _, err := s.For(auth.Operator()).Region(t.Context(), "430100"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("after the failure: got %v, want not found", err)
		}
		err = s.InTx(t.Context(), auth.Operator(), func(tx *store.Tx) error {
			return store.Add(t.Context(), tx.Facts(), models.Region{Code: county, Name: "x", Level: models.County})
		})
		if !errors.Is(err, store.ErrExists) {
			t.Errorf("a key that is there: got %v, want ErrExists", err)
		}
	})
}

func TestSmallCountsAreHiddenFromSchools(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		put(t, s, models.CountyYear{RegionCode: county, Year: theYear, UpdatedAt: moment, CountyFigures: indicator.CountyFigures{
			DisabledChildren: ptr(4), DisabledEnrolled: ptr(5), MigrantEligible: ptr(0), Residents: ptr(3),
		}})
		for name, want := range map[string]bool{"school": false, "bureau of the county": true, "inspector of two": true} {
			c, err := s.For(viewers()[name]).CountyYear(t.Context(), county, theYear)
			if err != nil {
				t.Fatal(err)
			}
			if (c.DisabledChildren != nil) != want || (c.DisabledEnrolled != nil) != want || (c.MigrantEligible != nil) != want || c.Residents == nil {
				t.Errorf("%s: got %+v", name, c.CountyFigures)
			}
		}
	})
}

func TestTheDatabaseFileIsItsOwnersAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "junheng.db")
	s, err := store.Open(t.Context(), "sqlite:"+path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = s.Close() }()
	if _, err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if f, err := os.Stat(name); err != nil || f.Mode().Perm() != 0o600 {
			t.Errorf("%s: got %v, %v, want -rw-------", filepath.Base(name), f.Mode(), err)
		}
	}
}
