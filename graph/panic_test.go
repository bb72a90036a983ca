package graph_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/models"
)

// TestAPanicIsAnInternalErrorWithItsRequest runs an API without anything behind it, so that every resolver panics.
func TestAPanicIsAnInternalErrorWithItsRequest(t *testing.T) {
	log := logTo(t)
	h := graph.NewHandler(&graph.Resolver{}, nil)
	v := auth.Viewer{AccountID: "a", Role: models.Bureau, RegionCodes: []string{here}, RequestID: "request-17", ExpiresAt: time.Now().Add(time.Minute)}
	for _, query := range []string{
		`{schools{totalCount}}`, `{school(code:"1"){name}}`, `{countyAssessment(regionCode:"420107",year:2023){verdict}}`, `{accounts{totalCount}}`,
		`mutation{resetPassword(input:{username:"x"}){password}}`, `mutation{signIn(input:{username:"x",password:"geheim-17"}){accessToken}}`,
	} {
		r := httptest.NewRequestWithContext(graph.WithViewer(t.Context(), v), http.MethodPost, "/graphql", strings.NewReader(`{"query":`+string(quote(query))+`}`))
		r.Header.Set("Content-Type", "application/json")
		rec := httptest.NewRecorder()
		h.ServeHTTP(rec, r)
		if body := rec.Body.String(); !strings.Contains(body, `"message":"internal error, request request-17"`) || !strings.Contains(body, `"code":"INTERNAL"`) || strings.Contains(body, "pointer") {
			t.Errorf("%s: %s", query, body)
		}
	}
	if said := log.String(); strings.Count(said, `"msg":"panic in a resolver"`) != 6 || strings.Contains(said, "geheim") {
		t.Errorf("the log: %.2000s", said)
	}
}
