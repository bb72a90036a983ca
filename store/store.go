// Package store keeps rows: the only package that knows the database. Reads start from For(viewer), which sees what the
// viewer may see and nothing else; writes run in InTx.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"runtime"
	"strings"
	"time"

	mysqldriver "github.com/go-sql-driver/mysql"
	gosqlite "github.com/libtnb/sqlite"
	"gorm.io/driver/mysql"
	"gorm.io/gorm"
)

// Limits on the pools.
const (
	readers          = 24
	writers          = 12
	lockWait         = 20 * time.Second
	connectTimeout   = 5 * time.Second
	idleConnections  = 8
	connectionMaxAge = 30 * time.Minute
)

// limits are the time that one statement may take on the server, of each pool, whatever becomes of its client.
type limits struct{ read, write time.Duration }

var usualLimits = limits{read: 10 * time.Second, write: 60 * time.Second}

// ErrDatabase is returned by Open for a database that is named in no known way.
var ErrDatabase = errors.New(`database: want "sqlite:PATH" or "mysql:DSN"`)

// ErrCharset is returned by Open for a MySQL database whose texts cannot be every text.
var ErrCharset = errors.New("database: want utf8mb4 as the character set")

// Store is an open database.
type Store struct {
	read, write *gorm.DB
	pools       []*sql.DB
	dialect     string // mysql or sqlite
	dsn         string
}

// Open opens "sqlite:PATH" or "mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME". It does not migrate: see Migrate.
func Open(ctx context.Context, database string) (*Store, error) {
	return open(ctx, database, usualLimits)
}

func open(ctx context.Context, database string, most limits) (*Store, error) {
	dialect, dsn, _ := strings.Cut(database, ":")
	s := &Store{dialect: dialect, dsn: dsn}
	var err error
	switch {
	case dialect == "sqlite" && dsn != "":
		err = s.openSQLite(ctx)
	case dialect == "mysql" && dsn != "":
		err = s.openMySQL(ctx, most)
	default:
		return nil, ErrDatabase
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// Close closes the database.
func (s *Store) Close() error {
	var all []error
	for _, p := range s.pools {
		all = append(all, p.Close())
	}
	return errors.Join(all...)
}

// Ping tells whether the database answers.
func (s *Store) Ping(ctx context.Context) error {
	for _, p := range s.pools {
		if err := p.PingContext(ctx); err != nil {
			return err
		}
	}
	return nil
}

// ErrUnscrubbed is returned by Scrub when somebody reads an old state of the database.
var ErrUnscrubbed = errors.New("SQLite's log is being read and still holds what was deleted: try again in a while")

// Scrub clears SQLite's log, which keeps rows as they were before they were changed or deleted. It waits for who reads, and returns
// ErrUnscrubbed when that takes too long. MariaDB and MySQL have logs of their own, whose keeping is their keeper's.
func (s *Store) Scrub(ctx context.Context) error {
	if !s.IsEmbedded() {
		return nil
	}
	var isBusy bool
	var pages, moved int
	err := s.pools[1].QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&isBusy, &pages, &moved)
	if err == nil && isBusy {
		err = ErrUnscrubbed
	}
	return err
}

// IsEmbedded tells whether the database is a file of this process.
func (s *Store) IsEmbedded() bool { return s.dialect == "sqlite" }

// Pools are the statistics of the read and the write pool, for metrics.
func (s *Store) Pools() (read, write sql.DBStats) { return s.pools[0].Stats(), s.pools[1].Stats() }

// openSQLite opens a pool of readers and one writer: SQLite has one writer anyway, and waiting for it in Go is fair and quick.
func (s *Store) openSQLite(ctx context.Context) error {
	// SQLite would let everybody on the machine read the file; its side files take over the mode.
	file, err := os.OpenFile(s.dsn, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return fmt.Errorf("open sqlite database: %w", err)
	}
	if err := file.Close(); err != nil {
		return fmt.Errorf("open sqlite database: %w", err)
	}
	base := "file:" + (&url.URL{Path: s.dsn}).EscapedPath() +
		"?_pragma=busy_timeout(10000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=foreign_keys(1)" +
		"&_pragma=cache_size(-16000)&_pragma=temp_store(2)&_pragma=secure_delete(1)&_time_format=sqlite" // deleted: overwritten
	write, err := s.pool("sqlite", base+"&_txlock=immediate", 1)
	if err != nil {
		return err
	}
	if err := write.PingContext(ctx); err != nil { // makes it a database, so that readers find one
		return fmt.Errorf("open sqlite database: %w", err)
	}
	read, err := s.pool("sqlite", base+"&_pragma=query_only(1)", max(4, 2*runtime.GOMAXPROCS(0)))
	if err != nil {
		return err
	}
	s.pools = []*sql.DB{read, write}
	if s.read, err = gorm.Open(gosqlite.New(gosqlite.Config{Conn: read}), gormConfig()); err != nil {
		return err
	}
	s.write, err = gorm.Open(gosqlite.New(gosqlite.Config{Conn: write}), gormConfig())
	return err
}

func (s *Store) openMySQL(ctx context.Context, most limits) error {
	config, err := mysqlConfig(s.dsn)
	if err != nil {
		return err
	}
	limit, err := statementLimit(ctx, config)
	if err != nil {
		return err
	}
	reading := config.Clone()
	reading.InterpolateParams = false // readers prepare their statements: rows come in binary, and few statements are read often
	read, err := s.pool("mysql", limit(reading, most.read), readers)
	if err != nil {
		return err
	}
	write, err := s.pool("mysql", limit(config, most.write), writers)
	if err != nil {
		return err
	}
	open := func(p *sql.DB, c *gorm.Config) (*gorm.DB, error) {
		return gorm.Open(mysql.New(mysql.Config{Conn: p, DisableWithReturning: true, SkipInitializeWithVersion: false}), c)
	}
	prepared := gormConfig()
	prepared.PrepareStmt, prepared.PrepareStmtMaxSize = true, preparedStatements
	if s.read, err = open(read, prepared); err != nil {
		return err
	}
	s.write, err = open(write, gormConfig())
	return err
}

func mysqlConfig(dsn string) (*mysqldriver.Config, error) {
	c, err := mysqldriver.ParseDSN(dsn)
	if err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	c.ParseTime, c.Loc, c.InterpolateParams, c.ClientFoundRows = true, time.UTC, true, true
	if err := c.Apply(mysqldriver.Charset("utf8mb4", "utf8mb4_bin")); err != nil { // whatever the name says: literals compare as the columns do
		return nil, err
	}
	c.MultiStatements, c.AllowAllFiles = false, false // whatever the name says: one statement a call, no files of ours to the server
	c.Timeout = connectTimeout
	if c.Params == nil {
		c.Params = map[string]string{}
	}
	return c, nil
}

// statementLimit refuses a database whose character set is not utf8mb4, and asks the server which of the two names it has for the longest time of a statement: a driver that gives
// up only closes its socket, and the server would run on.
func statementLimit(ctx context.Context, c *mysqldriver.Config) (func(*mysqldriver.Config, time.Duration) string, error) {
	db, err := sql.Open("mysql", c.FormatDSN())
	if err != nil {
		return nil, err
	}
	defer func() { _ = db.Close() }()
	var version string
	var charset sql.NullString
	if err := db.QueryRowContext(ctx, "SELECT VERSION(), @@character_set_database").Scan(&version, &charset); isDenied(err) {
		return nil, fmt.Errorf("%w to %s", ErrDenied, c.DBName)
	} else if err != nil {
		return nil, fmt.Errorf("open mysql database: %w", err)
	}
	if charset.String != "utf8mb4" { // older sets know no emoji and few of the characters of names
		return nil, fmt.Errorf("%w of %s: it is %s; run ALTER DATABASE `%s` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
			ErrCharset, c.DBName, charset.String, c.DBName)
	}
	return func(c *mysqldriver.Config, d time.Duration) string {
		c = c.Clone()
		if strings.Contains(version, "MariaDB") {
			c.Params["max_statement_time"] = fmt.Sprint(d.Seconds())
		} else {
			c.Params["max_execution_time"] = fmt.Sprint(d.Milliseconds())
		}
		c.Params["innodb_lock_wait_timeout"] = fmt.Sprint(int(lockWait.Seconds()))
		c.ReadTimeout, c.WriteTimeout = d+5*time.Second, d+5*time.Second
		return c.FormatDSN()
	}, nil
}

func (s *Store) pool(driver, dsn string, size int) (*sql.DB, error) {
	p, err := sql.Open(driver, dsn)
	if err != nil {
		return nil, err
	}
	p.SetMaxOpenConns(size)
	p.SetMaxIdleConns(min(size, idleConnections))
	if driver == "mysql" {
		p.SetConnMaxLifetime(connectionMaxAge)
	}
	s.pools = append(s.pools, p)
	return p, nil
}

// preparedStatements are how many statements readers keep prepared, on each connection that has run them.
const preparedStatements = 200

func gormConfig() *gorm.Config {
	return &gorm.Config{SkipDefaultTransaction: true, TranslateError: true, Logger: statementLog{}, DisableAutomaticPing: true}
}
