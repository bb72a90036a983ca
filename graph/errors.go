package graph

import (
	"context"
	"errors"
	"log/slog"
	"regexp"

	"github.com/junheng/junheng/app"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/scalar"
	"github.com/junheng/junheng/store"
)

// Codes of errors, in extensions.code.
const (
	codeUnauthenticated = "UNAUTHENTICATED"
	codeForbidden       = "FORBIDDEN"
	codeNotFound        = "NOT_FOUND"
	codeInvalid         = "INVALID"
	codeConflict        = "CONFLICT"
	codeRateLimited     = "RATE_LIMITED"
	codeCostLimit       = "COST_LIMIT"
	codeInternal        = "INTERNAL"
)

// kinds are the errors that a caller can act on, with what it is told.
var kinds = []struct {
	err           error
	code, message string
}{
	{auth.ErrUnauthenticated, codeUnauthenticated, "sign in first"},
	{auth.ErrForbidden, codeForbidden, "this account may not do that"},
	{store.ErrNotFound, codeNotFound, "not found"},
	{store.ErrConflict, codeConflict, "changed by somebody else in the meantime; read it again"},
	{store.ErrExists, codeConflict, "exists already"},
	{app.ErrBusy, codeRateLimited, "enough such computations of this account are under way; wait for them"},
	{store.ErrCursor, codeInvalid, "the cursor is not of this list"},
	{store.ErrPage, codeInvalid, "the page cannot be answered"},
	{store.ErrFilter, codeInvalid, "the filter cannot be answered"},
	{context.Canceled, codeCostLimit, "the request was given up"},
}

// refuse is a request error with a code.
func refuse(code, message string) *gqlerror.Error {
	return &gqlerror.Error{Message: message, Extensions: map[string]any{"code": code}}
}

// present is the one place where an error gets its outside: only what is made for callers passes, everything else
// becomes INTERNAL with the request's id, and a line in the log.
func present(ctx context.Context, err error) *gqlerror.Error {
	var shown *gqlerror.Error
	isGraph := errors.As(err, &shown)
	out := &gqlerror.Error{}
	if isGraph {
		out.Path, out.Locations = shown.Path, shown.Locations
	}
	if out.Path == nil && graphql.GetFieldContext(ctx) != nil {
		out.Path = graphql.GetPath(ctx)
	}
	code, message := explain(ctx, err, shown)
	out.Message, out.Extensions = message, map[string]any{"code": code}
	return out
}

func explain(ctx context.Context, err error, shown *gqlerror.Error) (code, message string) {
	if refusal, ok := errors.AsType[*store.Refusal](err); ok {
		return codeInvalid, refusal.Error()
	}
	for _, k := range kinds {
		if errors.Is(err, k.err) {
			return k.code, k.message
		}
	}
	if store.IsTooSlow(err) && ViewerOf(ctx).IsSignedIn() { // what nobody may ask for is little: then the server is to blame
		return codeCostLimit, "the request took too long; ask for less"
	}
	if refusal, ok := errors.AsType[scalar.Refusal](err); ok {
		return codeInvalid, refusal.Error()
	}
	if shown != nil {
		if code, ok := shown.Extensions["code"].(string); ok {
			switch code {
			case codeUnauthenticated, codeForbidden, codeNotFound, codeInvalid, codeConflict, codeRateLimited, codeCostLimit:
				return code, shown.Message
			case "GRAPHQL_VALIDATION_FAILED", "GRAPHQL_PARSE_FAILED":
				return codeInvalid, inTermsOfTheSchema(shown.Message)
			}
		}
		if shown.Rule != "" {
			return codeInvalid, inTermsOfTheSchema(shown.Message)
		}
	}
	id := ViewerOf(ctx).RequestID
	slog.ErrorContext(ctx, "request failed", "request_id", id, "error", err.Error())
	if id == "" {
		return codeInternal, "internal error"
	}
	return codeInternal, "internal error, request " + id
}

// mismatch is how the library tells of a variable that has another type: it names a type of Go, and takes numbers for strings.
var mismatch = regexp.MustCompile(`^cannot use .* as (\w+)$`)

var suggestion = regexp.MustCompile(`\s*Did you mean.*$`)

// withoutSuggestion keeps the schema's names from those who guess.
func withoutSuggestion(message string) string { return suggestion.ReplaceAllString(message, "") }

// inTermsOfTheSchema is a message of the validator without what only its makers and guessers know.
func inTermsOfTheSchema(message string) string {
	return mismatch.ReplaceAllString(withoutSuggestion(message), "this is no $1")
}
