package main

import "net/http"

// routes are all URLs of the process.
func (s *site) routes() http.Handler {
	m := http.NewServeMux()
	m.HandleFunc("GET /healthz", alive)
	m.HandleFunc("GET /readyz", s.ready)
	m.Handle("/graphql", s.known(s.graph))
	m.Handle("POST /uploads", s.known(http.HandlerFunc(s.upload)))
	m.HandleFunc("/uploads", onlyPost)
	m.Handle("GET /downloads/{kind}/{key}", s.known(http.HandlerFunc(s.download)))
	m.Handle("GET /graphiql", http.HandlerFunc(graphiql))
	m.Handle("GET /graphiql/{file}", http.HandlerFunc(graphiql))
	m.Handle("/", s.pages)
	return s.guard(m)
}
