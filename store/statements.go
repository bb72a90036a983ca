package store

import (
	"context"
	"sync/atomic"
	"time"

	"gorm.io/gorm/logger"
)

// Statements counts the SQL statements that ran under one context.
type Statements struct{ count atomic.Int64 }

// Count is how many statements have run so far.
func (s *Statements) Count() int { return int(s.count.Load()) }

type statementsKey struct{}

// CountStatements returns a context whose statements are counted.
func CountStatements(ctx context.Context) (context.Context, *Statements) {
	s := &Statements{}
	return context.WithValue(ctx, statementsKey{}, s), s
}

// statementLog is GORM's logger: it counts, and writes nothing, as statements hold people's data.
type statementLog struct{}

func (l statementLog) LogMode(logger.LogLevel) logger.Interface { return l }
func (statementLog) Info(context.Context, string, ...any)       {}
func (statementLog) Warn(context.Context, string, ...any)       {}
func (statementLog) Error(context.Context, string, ...any)      {}
func (statementLog) Trace(ctx context.Context, _ time.Time, _ func() (string, int64), _ error) {
	if s, ok := ctx.Value(statementsKey{}).(*Statements); ok {
		s.count.Add(1)
	}
}
