package graph

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/99designs/gqlgen/graphql/executor"
	"github.com/99designs/gqlgen/graphql/handler/lru"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/generated"
	"github.com/junheng/junheng/graph/view"
)

// patience is how long a plain request may take; what it has asked of the database is given up with it.
const patience = 10 * time.Second

// cachedQueries are how many parsed documents are kept; a front end has some dozens.
const cachedQueries = 300

// strangersPatience is how long nobody waits, which is to hear of a database that is gone before clients give up.
const strangersPatience = 8 * time.Second

// Handler serves the API at one URL: POST, GET for queries, server-sent events and WebSocket.
type Handler struct {
	resolver     *Resolver
	schema       *ast.Schema
	exec         *executor.Executor
	budget       *budget
	streams      *streams
	authenticate func(ctx context.Context, token string) (auth.Viewer, error)
	patience     time.Duration // that a query or mutation is given, over whichever transport
	closing      chan struct{} // closed when the server stops: streams end, plain requests finish
}

// NewHandler makes the API of a resolver. authenticate tells who a bearer token stands for, now.
func NewHandler(r *Resolver, authenticate func(context.Context, string) (auth.Viewer, error)) *Handler {
	schema := schemaWithoutDefer()
	exec := executor.New(generated.NewExecutableSchema(generated.Config{Schema: schema, Resolvers: r}))
	exec.SetQueryCache(lru.New[*ast.QueryDocument](cachedQueries))
	exec.SetParserTokenLimit(maxTokens)
	exec.SetDisableSuggestion(true)
	exec.SetDefaultRulesFn(strictRules)
	exec.SetErrorPresenter(present)
	exec.SetRecoverFunc(func(ctx context.Context, p any) error {
		slog.ErrorContext(ctx, "panic in a resolver", "request_id", ViewerOf(ctx).RequestID, "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
		return errPanic
	})
	r.misses = newMisses()
	return &Handler{
		resolver: r, schema: schema, exec: exec, budget: newBudget(), streams: newStreams(), authenticate: authenticate,
		patience: patience, closing: make(chan struct{}),
	}
}

var errPanic = errors.New("panic")

// schemaWithoutDefer is the schema as it is served: answers come in one piece, so introspection does not offer @defer, which the
// library declares in every schema.
func schemaWithoutDefer() *ast.Schema {
	served := *generated.NewExecutableSchema(generated.Config{}).Schema()
	served.Directives = maps.Clone(served.Directives)
	delete(served.Directives, "defer")
	return &served
}

// Close ends all streams. Call it once, when the server stops.
func (h *Handler) Close() { close(h.closing) }

func (h *Handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if strings.EqualFold(r.Header.Get("Upgrade"), "websocket") {
		h.serveSocket(w, r)
		return
	}
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	w.Header().Add("Vary", "Accept, Accept-Language, Authorization")
	media := negotiate(r.Header.Get("Accept"))
	params, failed := h.read(w, r)
	if failed == nil && media == "" {
		failed = fail(http.StatusNotAcceptable, "only application/json, application/graphql-response+json and text/event-stream are answered")
	}
	if failed != nil {
		writeRefusal(w, media, failed.status, gqlerror.List{failed.err})
		return
	}
	ctx := view.WithLanguage(r.Context(), view.LanguageOf(r.Header.Get("Accept-Language")))
	if media == mediaStream {
		h.serveEvents(ctx, w, params)
		return
	}
	h.serveOnce(ctx, w, r.Method, media, params)
}

func (h *Handler) read(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *failure) {
	switch r.Method {
	case http.MethodPost:
		return readPost(w, r)
	case http.MethodGet:
		return readGet(r)
	}
	w.Header().Set("Allow", "GET, POST")
	return nil, fail(http.StatusMethodNotAllowed, "use POST, or GET for queries")
}

// serveOnce answers a query or mutation.
func (h *Handler) serveOnce(ctx context.Context, w http.ResponseWriter, method, media string, params *graphql.RawParams) {
	ctx, cancel := context.WithTimeout(ctx, h.patienceWith(ViewerOf(ctx)))
	defer cancel()
	op, errs := h.prepare(ctx, w.Header(), params)
	if errs != nil {
		writeRefusal(w, media, refusedStatus(media, errs), errs)
		return
	}
	switch kind := op.Operation.Operation; {
	case kind == ast.Subscription:
		refusal := refuse(codeInvalid, "subscriptions come over text/event-stream or a WebSocket")
		writeRefusal(w, media, http.StatusBadRequest, gqlerror.List{refusal})
		return
	case kind == ast.Mutation && method == http.MethodGet:
		w.Header().Set("Allow", "POST")
		writeRefusal(w, media, http.StatusMethodNotAllowed, gqlerror.List{refuse(codeInvalid, "use POST for mutations")})
		return
	}
	writeResponse(w, media, h.answer(ctx, op))
}

func (h *Handler) patienceWith(v auth.Viewer) time.Duration {
	if v.IsSignedIn() {
		return h.patience
	}
	return min(h.patience, strangersPatience)
}

// answer runs an operation to its one response.
func (h *Handler) answer(ctx context.Context, op *graphql.OperationContext) *graphql.Response {
	if err := h.recordReading(ctx, op); err != nil {
		return &graphql.Response{Errors: gqlerror.List{present(ctx, err)}}
	}
	began := time.Now()
	next, ctx := h.exec.DispatchOperation(h.resolver.withLookups(ctx), op)
	if response := next(ctx); response != nil {
		logged(ctx, op, began, response)
		return response
	}
	return &graphql.Response{Errors: gqlerror.List{present(ctx, ctx.Err())}}
}

// prepare parses, validates and admits an operation, and takes its cost from the account. It executes nothing.
func (h *Handler) prepare(ctx context.Context, header http.Header, params *graphql.RawParams) (*graphql.OperationContext, gqlerror.List) {
	v := ViewerOf(ctx)
	if repeats(params.Query) {
		return nil, gqlerror.List{refuse(codeCostLimit, "the request is too large: one name stands too often in it")}
	}
	op, errs := h.exec.CreateOperationContext(graphql.StartOperationTrace(ctx), params)
	if errs != nil {
		if params.OperationName == "" && errs[0].Message == "operation  not found" {
			errs = gqlerror.List{refuse(codeInvalid, "the document has several operations: operationName must name one")}
		}
		return nil, presented(ctx, errs)
	}
	if err := variables(h.schema, op); err != nil {
		return nil, gqlerror.List{present(ctx, err)}
	}
	cost, refusal := measure(op)
	if refusal == nil {
		header.Set(costHeader, strconv.Itoa(cost))
		op.Stats.SetExtension(costKey, cost)
	}
	if refusal == nil {
		refusal = admit(v, op) // before the cost: who has to sign in first is told so, whatever it asks for
	}
	if refusal == nil {
		refusal = oneStream(op)
	}
	if refusal == nil {
		refusal = afford(v, cost)
	}
	if refusal != nil {
		return nil, gqlerror.List{refusal}
	}
	if v.IsSignedIn() {
		left, wait := h.budget.spend(v.AccountID, cost, time.Now())
		tell(header, left, wait)
		if wait > 0 {
			return nil, gqlerror.List{refuse(codeRateLimited, "too many requests: wait "+Seconds(wait)+" s")}
		}
	}
	op.DisableIntrospection = !v.IsSignedIn()
	return op, nil
}

func presented(ctx context.Context, errs gqlerror.List) gqlerror.List {
	out := make(gqlerror.List, len(errs))
	for i, err := range errs {
		out[i] = present(ctx, err)
	}
	return out
}
