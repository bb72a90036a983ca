package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
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
