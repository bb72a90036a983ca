package store

import (
	"context"
	"database/sql"
	"errors"

	"github.com/go-sql-driver/mysql"
	"gorm.io/gorm"
	"modernc.org/sqlite"
	sqlitelib "modernc.org/sqlite/lib"
)

// Errors that a caller can act on.
var (
	ErrNotFound = errors.New("not found")                                // missing, or out of the viewer's scope: nobody can tell which
	ErrConflict = errors.New("changed by somebody else in the meantime") // the expected version is not the current one
	ErrExists   = errors.New("exists already")
	ErrCursor   = errors.New("cursor is not of this list")
	ErrPage     = errors.New("page: give first or last, from 0 to 100") // mostly a Refusal
	ErrFilter   = errors.New("filter cannot be answered")               // mostly a Refusal
	ErrDenied   = errors.New("the database's account lacks a right")    // to the database, or to change its schema
)

// known turns the database's own errors into ours where there is one.
func known(err error) error {
	switch {
	case errors.Is(err, gorm.ErrRecordNotFound), errors.Is(err, sql.ErrNoRows):
		return ErrNotFound
	case errors.Is(err, gorm.ErrDuplicatedKey):
		return ErrExists
	}
	return err
}

// IsTooSlow tells whether something took longer than it may: its context was over, or the server broke its statement off.
func IsTooSlow(err error) bool {
	if m, ok := errors.AsType[*mysql.MySQLError](err); ok {
		return m.Number == 1969 || m.Number == 3024 // max_statement_time of MariaDB, max_execution_time of MySQL
	}
	return errors.Is(err, context.DeadlineExceeded)
}

// isDenied tells whether the database's account lacks a right to a database or a table.
func isDenied(err error) bool {
	m, ok := errors.AsType[*mysql.MySQLError](err)
	return ok && (m.Number == 1044 || m.Number == 1142)
}

// isTransient tells whether the same transaction may succeed when it is run again: a deadlock, a lock waited for too long.
func isTransient(err error) bool {
	if m, ok := errors.AsType[*mysql.MySQLError](err); ok {
		// 1213 deadlock, 1205 lock wait, 8002 8022 9007 write conflicts of TiDB, 1020 snapshot conflict of MariaDB
		switch m.Number {
		case 1213, 1205, 8002, 8022, 9007, 1020:
			return true
		}
	}
	if s, ok := errors.AsType[*sqlite.Error](err); ok {
		return s.Code()&0xff == sqlitelib.SQLITE_BUSY || s.Code()&0xff == sqlitelib.SQLITE_LOCKED
	}
	return false
}
