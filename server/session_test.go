package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Who has just signed in is shown where it belongs, in the answer itself.
func TestSigningInShowsWhereOneBelongs(t *testing.T) {
	site, _ := demoSite(t, "sqlite")
	query, err := json.Marshal(map[string]string{"query": fmt.Sprintf(`mutation{signIn(input:{username:"school",password:%q}){viewer{region{code} regions{code} school{code}}}}`, demoPassword)})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", strings.NewReader(string(query)))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	site.routes().ServeHTTP(w, r)
	if want := `{"data":{"signIn":{"viewer":{"region":{"code":"420107"},"regions":[{"code":"420107"}],"school":{"code":"4201079901"}}}}}`; strings.TrimSpace(w.Body.String()) != want {
		t.Errorf("got %s, want %s", w.Body, want)
	}
}

func TestProbesAreNotCounted(t *testing.T) {
	site, _ := demoSite(t, "sqlite", func(f *serveFlags) { f.RatePerAddress = 1 })
	handler := site.routes()
	got := map[string]int{}
	for range 12 { // ten at once
		for _, path := range []string{"/healthz", "/readyz", "/graphql"} {
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, httptest.NewRequest(http.MethodGet, path, nil))
			got[path] = w.Code
		}
	}
	if got["/healthz"] != http.StatusOK || got["/readyz"] != http.StatusOK || got["/graphql"] != http.StatusTooManyRequests {
		t.Errorf("got %v", got)
	}
}
