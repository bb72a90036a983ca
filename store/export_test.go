package store

import "database/sql"

// ReadPool is the pool of readers, for tests that look behind the store.
func (s *Store) ReadPool() *sql.DB { return s.pools[0] }
