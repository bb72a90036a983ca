package store

import (
	"context"
	"database/sql"
	"math/rand/v2"
	"time"

	"gorm.io/gorm"

	"github.com/junheng/junheng/auth"
)

// Tx is the store as one viewer sees it inside a transaction, and what may be written there.
type Tx struct {
	*Scoped
	committed []func()
}

// AfterCommit runs something once the transaction that the facts belong to is committed, and never when it is taken back.
func (f *Facts) AfterCommit(do func()) { f.tx.committed = append(f.tx.committed, do) }

// attempts is how often a transaction is tried that the database breaks off for others' sake.
const attempts = 8

// InTx runs work in a transaction as the viewer: all of it happens, or nothing. Work may run several times, so it keeps its
// results in variables that it sets anew. Writers of a county lock it first (Facts.LockCounties), so that few ever collide.
func (s *Store) InTx(ctx context.Context, v auth.Viewer, work func(*Tx) error) error {
	var options *sql.TxOptions
	if s.dialect == "mysql" {
		options = &sql.TxOptions{Isolation: sql.LevelReadCommitted} // sees what is there once the lock is held
	}
	for attempt := 1; ; attempt++ {
		var tx *Tx
		err := s.write.WithContext(ctx).Transaction(func(db *gorm.DB) error {
			tx = &Tx{Scoped: &Scoped{store: s, db: db, viewer: v}}
			return work(tx)
		}, options)
		if err == nil {
			for _, do := range tx.committed {
				do()
			}
		}
		if err == nil || attempt == attempts || !isTransient(err) {
			return known(err)
		}
		wait := time.Duration(attempt*attempt) * time.Duration(1+rand.IntN(8)) * time.Millisecond
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
