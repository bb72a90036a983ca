package graph

import (
	"bytes"
	"context"
	"log/slog"
	"time"

	"github.com/99designs/gqlgen/graphql"
)

// loggedLength is how much of an operation's name, which clients make up, is written down.
const loggedLength = 64

// costKey is where an operation keeps its cost.
const costKey = "cost"

// logged writes down what an operation was and took: its name, never its document or variables.
func logged(ctx context.Context, op *graphql.OperationContext, began time.Time, r *graphql.Response) {
	name := op.Operation.Name
	slog.LogAttrs(ctx, slog.LevelInfo, "operation",
		slog.String("request_id", ViewerOf(ctx).RequestID), slog.String("name", name[:min(len(name), loggedLength)]),
		slog.String("kind", string(op.Operation.Operation)), slog.Any("cost", op.Stats.GetExtension(costKey)),
		slog.Int64("ms", time.Since(began).Milliseconds()), slog.Int("bytes", len(r.Data)), slog.Int("objects", objects(r.Data)), slog.Int("errors", len(r.Errors)))
}

// objects is how many objects an answer holds below its root: rows, and what stands around and below them. It is counted by their
// opening braces, which costs some microseconds; a brace in a text counts too.
func objects(data []byte) int { return max(0, bytes.Count(data, []byte{'{'})-1) }
