package store

import (
	"context"
	"database/sql"
	"time"
)

// ReadPool is the pool of readers, for tests that look behind the store.
func (s *Store) ReadPool() *sql.DB { return s.pools[0] }

// WritePool is the pool of writers.
func (s *Store) WritePool() *sql.DB { return s.pools[1] }

// OpenLimited is Open with other limits on the time of a statement.
func OpenLimited(ctx context.Context, database string, read, write time.Duration) (*Store, error) {
	return open(ctx, database, limits{read, write})
}
