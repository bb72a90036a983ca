package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestPagesRunNothingOfOthers holds the policies of pages, of the workbench and of everything else to what may run and load.
func TestPagesRunNothingOfOthers(t *testing.T) {
	site, _ := demoSite(t, "sqlite")
	handler := site.routes()
	get := func(path, cookie string) *httptest.ResponseRecorder {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1"+path, nil)
		if cookie != "" {
			r.AddCookie(&http.Cookie{Name: localCookie, Value: cookie})
		}
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w
	}
	for _, c := range []struct{ path, cookie, exactly string }{
		{"/", "", ""},
		{"/counties/420107", "", ""},
		{"/graphiql", "x", ""},
		{"/graphql", "", "default-src 'none'; frame-ancestors 'none'"},
		{"/uploads", "", "default-src 'none'; frame-ancestors 'none'"},
		{"/downloads/county/1", "", "default-src 'none'; frame-ancestors 'none'"},
	} {
		h := get(c.path, c.cookie).Header()
		policy := h.Get("Content-Security-Policy")
		if c.exactly != "" && policy != c.exactly {
			t.Errorf("%s: %s", c.path, policy)
		}
		if !strings.HasPrefix(policy, "default-src 'none'") || !strings.Contains(policy, "frame-ancestors 'none'") {
			t.Errorf("%s: %s", c.path, policy)
		}
		for directive := range strings.SplitSeq(policy, "; ") {
			name, sources, _ := strings.Cut(directive, " ")
			for source := range strings.FieldsSeq(sources) {
				isLoose := source == "data:" && name == "img-src" || source == "'unsafe-inline'" && name == "style-src" && c.path == "/graphiql"
				if source != "'self'" && source != "'none'" && !isLoose {
					t.Errorf("%s: %s allows %s", c.path, name, source)
				}
			}
		}
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
			"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q", c.path, name, h.Get(name))
			}
		}
	}
	if w := get("/graphiql", ""); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" {
		t.Errorf("the workbench is shown to nobody in particular: %d", w.Code)
	}
	for _, path := range []string{"/graphiql", "/"} {
		body := get(path, "x").Body.String()
		for _, elsewhere := range []string{`src="http`, `href="http`, `src="//`, `href="//`, "jsdelivr", "unpkg"} {
			if strings.Contains(body, elsewhere) {
				t.Errorf("%s loads from elsewhere: %s", path, elsewhere)
			}
		}
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://jh.example/healthz", nil)
	r.RemoteAddr = "127.0.0.1:1"
	r.Header.Set("X-Forwarded-For", "203.0.113.5")
	r.Header.Set("X-Forwarded-Proto", "https")
	site.proxies, _ = parseProxies(defaultProxies)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	if w.Header().Get("Strict-Transport-Security") == "" {
		t.Error("browsers are not told to stay with TLS")
	}
}
