package main

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"

	"github.com/junheng/junheng/frontend"
)

const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; font-src 'self'; " +
	"manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

// worthPacking is the size from which on a file is sent packed.
const worthPacking = 1 << 10

// pages serves the browser application. Files under assets carry their hash in their names and never change; every path that
// is no file is a page of the application.
type pages map[string]*page

type page struct {
	media, tag   string
	body, packed []byte
}

func newPages() (http.Handler, error) {
	if !frontend.Built() {
		return http.HandlerFunc(placeholder), nil
	}
	p := pages{}
	files := frontend.Files()
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(path.Base(name), ".") {
			return err
		}
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(body)
		p[name] = &page{media: mediaOf(name), tag: `"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`, body: body, packed: pack(name, body)}
		return nil
	})
	return p, err
}

func mediaOf(name string) string {
	if media := mime.TypeByExtension(path.Ext(name)); media != "" {
		return media
	}
	return "application/octet-stream"
}

// pack is the file as gzip where that is shorter.
func pack(name string, body []byte) []byte {
	if len(body) < worthPacking || strings.HasPrefix(path.Ext(name), ".woff") || path.Ext(name) == ".png" {
		return nil
	}
	var b bytes.Buffer
	z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
	if err != nil {
		return nil
	}
	_, _ = z.Write(body)
	if z.Close() != nil || b.Len() >= len(body) {
		return nil
	}
	return b.Bytes()
}

func (p pages) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		refuse(w, http.StatusMethodNotAllowed, "INVALID", "pages are read with GET")
		return
	}
	name := strings.TrimPrefix(path.Clean(r.URL.Path), "/")
	file, ok := p[name]
	switch {
	case strings.HasPrefix(name, "assets/") && !ok:
		http.NotFound(w, r)
		return
	case strings.HasPrefix(name, "assets/"):
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	case !ok:
		file = p["index.html"]
		fallthrough
	default:
		h.Set("Cache-Control", "no-cache")
	}
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Content-Type", file.media)
	h.Set("ETag", file.tag)
	h.Add("Vary", "Accept-Encoding")
	if r.Header.Get("If-None-Match") == file.tag {
		w.WriteHeader(http.StatusNotModified)
		return
	}
	body := file.body
	if file.packed != nil && strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = file.packed
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
}

// placeholder stands in for the pages in a binary that was built without them.
func placeholder(w http.ResponseWriter, r *http.Request) {
	if r.URL.Path != "/" {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-cache")
	_, _ = w.Write([]byte(`<!doctype html><html lang="zh"><meta charset="utf-8"><title>均衡 Junheng</title>
<h1>均衡 Junheng</h1>
<p>本程序未包含网页界面；接口位于 <code>/graphql</code>。</p>
<p>This binary was built without its pages; the API answers at <code>/graphql</code>.</p></html>
`))
}
