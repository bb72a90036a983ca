// Package hand answers a few questions of the API the way a careful developer would write them by hand for one page each:
// net/http, database/sql with prepared statements, as few statements as it takes, encoding/json. It is what the GraphQL
// server is measured against, so it does all that an answer needs (who asks, which rows may they see) and nothing more.
package hand

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// Server answers for one database.
type Server struct {
	db   *sql.DB
	keys *auth.Keys
	statements
}

// New prepares a server.
func New(ctx context.Context, db *sql.DB, keys *auth.Keys) (*Server, error) {
	s := &Server{db: db, keys: keys}
	return s, s.prepare(ctx, db)
}

// ServeHTTP routes. Paths and parameters are of this package's own making.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	viewer, err := s.viewer(r)
	if err != nil {
		http.Error(w, `{"error":"not signed in"}`, http.StatusUnauthorized)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), 10*time.Second)
	defer cancel()
	var answer any
	switch r.URL.Path {
	case "/point":
		answer, err = s.point(ctx, viewer, r.URL.Query())
	case "/explorer":
		answer, err = s.explorer(ctx, viewer, r.URL.Query())
	case "/nested":
		answer, err = s.nested(ctx, viewer, r.URL.Query())
	case "/record":
		answer, err = s.record(ctx, viewer, r.Body)
	default:
		http.NotFound(w, r)
		return
	}
	if errors.Is(err, sql.ErrNoRows) {
		http.NotFound(w, r)
		return
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_ = json.NewEncoder(w).Encode(map[string]any{"data": answer})
}

// viewer is who asks, read anew with each request.
type viewer struct {
	account, username string
	role              models.Role
	low, high         string // region codes seen
}

func (s *Server) viewer(r *http.Request) (viewer, error) {
	token, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	if !ok {
		return viewer{}, auth.ErrUnauthenticated
	}
	claims, err := s.keys.Verify(token, time.Now())
	if err != nil {
		return viewer{}, err
	}
	v := viewer{account: claims.AccountID}
	var (
		region, inspects string
		disabled         bool
		version          int
	)
	err = s.account.QueryRowContext(r.Context(), claims.AccountID, claims.SessionID, time.Now().UTC()).
		Scan(&v.username, &v.role, &region, &inspects, &disabled, &version)
	if err != nil || disabled || version != claims.TokenVersion {
		return viewer{}, auth.ErrUnauthenticated
	}
	if v.role == models.Inspector {
		var regions []string
		if err := json.Unmarshal([]byte(inspects), &regions); err != nil || len(regions) != 1 {
			return viewer{}, auth.ErrUnauthenticated
		}
		region = regions[0]
	}
	v.low, v.high = models.Range(region)
	return v, nil
}
