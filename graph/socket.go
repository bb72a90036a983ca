package graph

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/coder/websocket"
	"github.com/vektah/gqlparser/v2/gqlerror"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
)

// subprotocol is the one that is spoken; its predecessor is not.
const subprotocol = "graphql-transport-ws"

// Bounds of a socket.
const (
	initPatience      = 3 * time.Second
	maxMessage        = 64 << 10
	maxSubscriptions  = 10 // of one socket
	pingEvery         = 10 * time.Second
	socketWriteLimit  = 10 * time.Second
	maxSubscriptionID = 100
)

// Close codes of the protocol.
const (
	closeBadRequest   = 4400
	closeUnauthorized = 4401
	closeForbidden    = 4403
	closeInitTimeout  = 4408
	closeDuplicate    = 4409
	closeTooMany      = 4429
)

// message is one message of the protocol.
type message struct {
	ID      string          `json:"id,omitempty"`
	Type    string          `json:"type"`
	Payload json.RawMessage `json:"payload,omitempty"`
}

// socket is one connection: one reader, a goroutine a subscription, writes one at a time.
type socket struct {
	ctx    context.Context // of the connection: a write that ends with an operation would end the connection with it
	h      *Handler
	conn   *websocket.Conn
	writes sync.Mutex

	mu      sync.Mutex
	running map[string]*running
	done    sync.WaitGroup
}

// running is an operation that has not ended.
type running struct{ cancel context.CancelFunc }

// serveSocket speaks graphql-transport-ws. The upgrade is refused for pages of other origins.
func (h *Handler) serveSocket(w http.ResponseWriter, r *http.Request) {
	conn, err := websocket.Accept(w, r, &websocket.AcceptOptions{Subprotocols: []string{subprotocol}})
	if err != nil {
		return // answered
	}
	defer func() { _ = conn.CloseNow() }()
	if conn.Subprotocol() != subprotocol {
		_ = conn.Close(4406, "subprotocol not acceptable: speak "+subprotocol)
		return
	}
	conn.SetReadLimit(maxMessage)
	ctx := view.WithLanguage(r.Context(), view.LanguageOf(r.Header.Get("Accept-Language")))
	s := &socket{ctx: ctx, h: h, conn: conn, running: map[string]*running{}}
	ctx, token, err := s.open(ctx)
	if err != nil {
		return
	}
	session, cancel := h.guarded(ctx, token)
	defer s.done.Wait()
	defer cancel()
	go s.ping(session)
	go func() { // the reader waits for the client, the session's end does not
		<-session.Done()
		code, cause := websocket.StatusServiceRestart, context.Cause(session)
		if errors.Is(cause, errWithdrawn) {
			code = closeForbidden
		}
		_ = conn.Close(code, cause.Error())
	}()
	s.read(ctx, session)
}

// open waits for connection_init and finds out who is there.
func (s *socket) open(ctx context.Context) (context.Context, string, error) {
	impatience := time.AfterFunc(initPatience, func() { _ = s.conn.Close(closeInitTimeout, "connection initialisation timeout") })
	m, err := s.receive(ctx)
	impatience.Stop()
	if err != nil {
		return nil, "", err
	}
	if m.Type == "subscribe" {
		_ = s.conn.Close(closeUnauthorized, "unauthorized")
		return nil, "", errors.New("no connection_init")
	}
	if m.Type != "connection_init" {
		_ = s.conn.Close(closeBadRequest, "connection_init must come first")
		return nil, "", errors.New("no connection_init")
	}
	token := tokenOf(m.Payload)
	v, err := s.h.authenticate(ctx, token)
	if err != nil && !errors.Is(err, auth.ErrUnauthenticated) {
		_ = s.conn.Close(websocket.StatusTryAgainLater, "the service cannot answer now")
		return nil, "", err
	}
	if err != nil || !v.IsSignedIn() {
		_ = s.conn.Close(closeForbidden, "forbidden")
		return nil, "", errors.New("not signed in")
	}
	v.RequestID = ViewerOf(ctx).RequestID
	return WithViewer(ctx, v), token, s.send(ctx, message{Type: "connection_ack"})
}

// read takes messages until the client leaves or breaks the protocol. Operations run in the session, which may end before.
func (s *socket) read(ctx, session context.Context) {
	for {
		m, err := s.receive(ctx)
		if err != nil {
			return
		}
		switch m.Type {
		case "ping":
			err = s.send(ctx, message{Type: "pong", Payload: m.Payload})
		case "pong":
		case "complete":
			s.stop(m.ID)
		case "subscribe":
			err = s.subscribe(session, m)
		case "connection_init":
			err = s.conn.Close(closeTooMany, "too many initialisation requests")
		default:
			err = s.conn.Close(closeBadRequest, "unknown message")
		}
		if err != nil {
			return
		}
	}
}

// receive reads one message; a malformed one closes the socket.
func (s *socket) receive(ctx context.Context) (*message, error) {
	kind, data, err := s.conn.Read(ctx)
	if err != nil {
		return nil, err
	}
	if kind == websocket.MessageText && !utf8.Valid(data) {
		_ = s.conn.Close(websocket.StatusInvalidFramePayloadData, "text that is no UTF-8")
		return nil, errors.New("text that is no UTF-8")
	}
	var m message
	if kind != websocket.MessageText || json.Unmarshal(data, &m) != nil || m.Type == "" {
		_ = s.conn.Close(closeBadRequest, "malformed message")
		return nil, errors.New("malformed message")
	}
	return &m, nil
}

func (s *socket) send(ctx context.Context, m message) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	s.writes.Lock()
	defer s.writes.Unlock()
	if err := ctx.Err(); err != nil { // the operation is over
		return err
	}
	ctx, cancel := context.WithTimeout(s.ctx, socketWriteLimit)
	defer cancel()
	return s.conn.Write(ctx, websocket.MessageText, data)
}

func (s *socket) stop(id string) {
	s.mu.Lock()
	op := s.running[id]
	delete(s.running, id) // at once: the client may use the id again
	s.mu.Unlock()
	if op != nil {
		op.cancel()
	}
}

// subscribe starts an operation. Its id must be given, short and not running.
func (s *socket) subscribe(ctx context.Context, m *message) error {
	params, failed := parseParams(m.Payload)
	switch {
	case m.ID == "":
		return s.conn.Close(closeBadRequest, "subscribe needs an id")
	case len(m.ID) > maxSubscriptionID:
		return s.conn.Close(closeBadRequest, "the id of subscribe is too long: the limit is "+strconv.Itoa(maxSubscriptionID)+" bytes")
	case failed != nil:
		return s.conn.Close(closeBadRequest, "subscribe: "+failed.err.Message) // a reason may have 123 bytes
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, taken := s.running[m.ID]; taken {
		return s.conn.Close(closeDuplicate, "subscriber for this id already exists")
	}
	if len(s.running) >= maxSubscriptions {
		return s.conn.Close(closeTooMany, "too many subscriptions on one socket")
	}
	ctx, cancel := context.WithCancel(ctx)
	op := &running{cancel}
	s.running[m.ID] = op
	s.done.Go(func() {
		defer cancel()
		s.run(ctx, m.ID, op, params)
	})
	return nil
}

// run sends the responses of an operation, then complete or error, never both.
func (s *socket) run(ctx context.Context, id string, op *running, params *graphql.RawParams) {
	errs := s.stream(ctx, id, params)
	s.mu.Lock()
	if s.running[id] == op {
		delete(s.running, id)
	}
	s.mu.Unlock()
	switch {
	case errs != nil:
		payload, err := json.Marshal(errs)
		if err == nil {
			_ = s.send(ctx, message{ID: id, Type: "error", Payload: payload})
		}
	case ctx.Err() == nil:
		_ = s.send(ctx, message{ID: id, Type: "complete"})
	}
}

func (s *socket) stream(ctx context.Context, id string, params *graphql.RawParams) gqlerror.List {
	op, errs := s.h.prepare(ctx, http.Header{}, params)
	if errs != nil {
		return errs
	}
	leave, ok := s.h.streams.enter(ViewerOf(ctx).AccountID)
	if !ok {
		return gqlerror.List{refuse(codeRateLimited, "too many streams of this account")}
	}
	defer leave()
	next := func(r *graphql.Response) error {
		data, err := encode(r)
		if err != nil {
			return err
		}
		return s.send(ctx, message{ID: id, Type: "next", Payload: data})
	}
	_ = s.h.each(ctx, op, next)
	return nil
}

// ping asks the client for a sign of life; who gives none is let go.
func (s *socket) ping(ctx context.Context) {
	tick := time.NewTicker(pingEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			wait, cancel := context.WithTimeout(ctx, pingEvery)
			err := s.conn.Ping(wait)
			cancel()
			if err != nil && ctx.Err() == nil {
				_ = s.conn.CloseNow()
				return
			}
		}
	}
}
