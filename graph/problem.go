package graph

import (
	"context"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph/view"
)

// userErrors turns an expected refusal into data; any other error stays one.
func userErrors(ctx context.Context, err error) ([]*view.UserError, error) {
	if problems, ok := app.Problems(err); ok {
		return shown(ctx, problems), nil
	}
	return []*view.UserError{}, err
}

// shown are problems as the API shows them, in the reader's language.
func shown(ctx context.Context, problems []app.Problem) []*view.UserError {
	list := make([]*view.UserError, len(problems))
	for i, p := range problems {
		list[i] = &view.UserError{Code: p.Code, Message: p.Message(view.Language(ctx)), Field: p.Field, Params: view.Params(p.Params)}
	}
	return list
}

// unlessRefused is the thing where nothing was refused.
func unlessRefused[T any](thing *T, errs []*view.UserError) *T {
	if len(errs) > 0 {
		return nil
	}
	return thing
}

func unlessEmpty(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
