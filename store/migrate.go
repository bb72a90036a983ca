package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
	"path"

	"github.com/pressly/goose/v3"
)

//go:embed migrations/*/*.sql
var migrationFiles embed.FS

// Migration is one step of the schema.
type Migration struct {
	Version   int64
	Name      string
	IsApplied bool
}

// Migrate brings the schema up to date and returns how many steps it took. One process at a time should do it. It returns
// ErrDenied when the database's account may not change the schema.
func (s *Store) Migrate(ctx context.Context) (int, error) {
	var n int
	err := s.withMigrations(func(p *goose.Provider) error {
		done, err := p.Up(ctx)
		n = len(done)
		if isDenied(err) {
			err = fmt.Errorf("%w to change the schema: %w", ErrDenied, err)
		}
		return err
	})
	return n, err
}

// Migrations are all steps of the schema, oldest first. It writes nothing, so that the account of a running server may ask.
func (s *Store) Migrations(ctx context.Context) ([]Migration, error) {
	var list []Migration
	err := s.withMigrations(func(p *goose.Provider) error {
		if begun, err := s.isBegun(ctx); err != nil || !begun {
			for _, source := range p.ListSources() {
				list = append(list, Migration{source.Version, source.Path, false})
			}
			return err
		}
		steps, err := p.Status(ctx)
		for _, step := range steps {
			list = append(list, Migration{step.Source.Version, step.Source.Path, step.State == goose.StateApplied})
		}
		return err
	})
	return list, err
}

// isBegun tells whether the database has its table of versions: asked for its status without one, goose would make it.
func (s *Store) isBegun(ctx context.Context) (bool, error) {
	query := "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
	if s.dialect == "mysql" {
		query = "SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?"
	}
	var n int
	err := s.pools[1].QueryRowContext(ctx, query, goose.DefaultTablename).Scan(&n)
	return n > 0, err
}

// withMigrations opens a connection of its own: changing a schema may take longer than a statement otherwise may.
func (s *Store) withMigrations(work func(*goose.Provider) error) error {
	dialect, db := goose.DialectSQLite3, s.pools[1]
	if s.dialect == "mysql" {
		dialect = goose.DialectMySQL
		config, err := mysqlConfig(s.dsn)
		if err != nil {
			return err
		}
		if db, err = sql.Open("mysql", config.FormatDSN()); err != nil {
			return err
		}
		defer func() { _ = db.Close() }()
	}
	files, err := fs.Sub(migrationFiles, "migrations/"+s.dialect)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(dialect, db, files)
	if err != nil {
		return fmt.Errorf("migrations: %w", err)
	}
	return work(p)
}

// MigrationNames are the files of a dialect's migrations, in order.
func MigrationNames(dialect string) []string {
	files, err := fs.Glob(migrationFiles, "migrations/"+dialect+"/*.sql")
	if err != nil {
		panic("the pattern is a constant: " + err.Error())
	}
	for i, f := range files {
		files[i] = path.Base(f)
	}
	return files
}
