package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// eventWriter writes server-sent events. Its keep-alive stops with the request, so nothing is written to an answer that is over.
type eventWriter struct {
	mu    sync.Mutex
	w     http.ResponseWriter
	flush *http.ResponseController
}

func (e *eventWriter) write(text string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	_ = e.flush.SetWriteDeadline(time.Now().Add(patience)) // who does not read is let go
	if _, err := e.w.Write([]byte(text)); err != nil {
		return err
	}
	return e.flush.Flush()
}

func (e *eventWriter) next(r *graphql.Response) error {
	data, err := encode(r)
	if err != nil {
		return err
	}
	return e.write("event: next\ndata: " + string(data) + "\n\n")
}

// serveEvents answers an operation as server-sent events: a response each, then complete. A stream that could go on, had the
// token not run out or the server not stopped, is closed without it: the client asks again.
func (h *Handler) serveEvents(ctx context.Context, w http.ResponseWriter, params *graphql.RawParams) {
	op, errs := h.prepare(ctx, w.Header(), params)
	v := ViewerOf(ctx)
	if errs == nil && op.Operation.Operation == ast.Mutation {
		errs = gqlerror.List{refuse(codeInvalid, "mutations do not come as events")}
	}
	if errs == nil {
		leave, ok := h.streams.enter(v.AccountID)
		if !ok {
			errs = gqlerror.List{refuse(codeRateLimited, "too many streams of this account")}
		} else {
			defer leave()
		}
	}
	if errs != nil {
		writeRefusal(w, mediaGraph, refusedStatus(mediaGraph, errs), errs)
		return
	}
	header := w.Header()
	header.Set("Content-Type", mediaStream+"; charset=utf-8")
	header.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	e := &eventWriter{w: w, flush: http.NewResponseController(w)}
	_ = e.flush.SetReadDeadline(time.Time{}) // the request is read; its connection stays open as long as the stream
	ctx, cancel := h.guarded(ctx, bearer(ctx))
	defer cancel()
	if e.write(":\n\n") != nil {
		return
	}
	stop := e.keepAlive(ctx)
	defer stop()
	if err := h.each(ctx, op, e.next); err == nil || errors.Is(context.Cause(ctx), errWithdrawn) {
		_ = e.write("event: complete\ndata:\n\n")
	}
}

// keepAlive writes a comment now and then, so that no proxy takes the stream for dead. stop waits until it writes no more.
func (e *eventWriter) keepAlive(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var done sync.WaitGroup
	done.Go(func() {
		tick := time.NewTicker(keepAlive)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C:
				if e.write(":\n\n") != nil {
					return
				}
			}
		}
	})
	return func() { cancel(); done.Wait() }
}

type bearerKey struct{}

// WithBearer keeps the access token of a request, for streams that ask again whether it stands.
func WithBearer(ctx context.Context, token string) context.Context {
	return context.WithValue(ctx, bearerKey{}, token)
}

func bearer(ctx context.Context) string {
	token, _ := ctx.Value(bearerKey{}).(string)
	return token
}

// tokenOf reads the bearer token out of a WebSocket's first message.
func tokenOf(payload json.RawMessage) string {
	var fields map[string]any
	if json.Unmarshal(payload, &fields) != nil {
		return ""
	}
	for name, value := range fields {
		if text, ok := value.(string); ok && strings.EqualFold(name, "authorization") {
			if scheme, token, found := strings.Cut(text, " "); found && strings.EqualFold(scheme, "bearer") {
				return token
			}
		}
	}
	return ""
}
