package main

import (
	"bytes"
	"compress/gzip"
	"embed"
	"io"
	"mime"
	"net/http"
	"path"
	"strings"
)

// The folder holds GraphiQL 3.9 with React 18, as their makers pack them, and our page around them.
//
//go:embed graphiql
var graphiqlFiles embed.FS

const graphiqlPolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// graphiql serves the workbench for queries to who is signed in in this browser. Its files hold nothing but the tool; what
// may be asked is decided by the API, each time.
func graphiql(w http.ResponseWriter, r *http.Request) {
	name := r.PathValue("file")
	if name == "" {
		if (browser{w, r}).RefreshToken() == "" {
			http.Redirect(w, r, "/", http.StatusSeeOther)
			return
		}
		name = "index.html"
	}
	h := w.Header()
	h.Set("Content-Security-Policy", graphiqlPolicy)
	h.Set("Content-Type", mime.TypeByExtension(path.Ext(name)))
	if body, err := graphiqlFiles.ReadFile("graphiql/" + name); err == nil && !strings.HasSuffix(name, ".gz") {
		h.Set("Cache-Control", "no-cache")
		_, _ = w.Write(body)
		return
	}
	packed, err := graphiqlFiles.ReadFile("graphiql/" + name + ".gz")
	if err != nil {
		http.NotFound(w, r)
		return
	}
	h.Set("Cache-Control", "public, max-age=86400")
	h.Add("Vary", "Accept-Encoding")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		_, _ = w.Write(packed)
		return
	}
	if plain, err := gzip.NewReader(bytes.NewReader(packed)); err == nil {
		_, _ = io.Copy(w, plain)
	}
}
