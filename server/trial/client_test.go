package trial_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"testing"
	"time"
)

// client sends requests to a server; connections are kept, as browsers do.
var client = &http.Client{Timeout: 2 * patience, Transport: &http.Transport{MaxIdleConnsPerHost: 64, ExpectContinueTimeout: patience}}

// answer is what came back.
type answer struct {
	Status int
	Header http.Header
	Body   []byte
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
}

// code is the code of the first error; empty for none.
func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return fmt.Sprint(a.Errors[0].Extensions["code"])
}

// request is a POST with a GraphQL operation.
func request(ctx context.Context, t testing.TB, url, token, query string, variables map[string]any) *http.Request {
	t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, url+"/graphql", bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept-Language", "en")
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	return r
}

// send sends a request and reads its whole answer.
func send(r *http.Request) (answer, error) {
	res, err := client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := io.ReadAll(res.Body)
	a := answer{Status: res.StatusCode, Header: res.Header, Body: body}
	_ = json.Unmarshal(body, &a) // what is no JSON has neither data nor errors
	return a, err
}

// ask sends an operation; a connection that fails fails the test.
func (p *process) ask(token, query string, variables map[string]any) answer {
	p.t.Helper()
	a, err := send(request(p.t.Context(), p.t, p.url, token, query, variables))
	if err != nil {
		p.t.Fatalf("%.200s: %v", query, err)
	}
	return a
}

// data asks and expects no error.
func (p *process) data(token, query string, variables map[string]any) map[string]any {
	p.t.Helper()
	a := p.ask(token, query, variables)
	var data map[string]any
	if err := json.Unmarshal(a.Data, &data); err != nil || len(a.Errors) > 0 {
		p.t.Fatalf("%.300s: %d %.600s", query, a.Status, a.Body)
	}
	return data
}

// raw sends a body as it is.
func (p *process) raw(method, path, token string, header map[string]string, body io.Reader) answer {
	p.t.Helper()
	r, err := http.NewRequestWithContext(p.t.Context(), method, p.url+path, body)
	if err != nil {
		p.t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	a, err := send(r)
	if err != nil {
		p.t.Fatal(err)
	}
	return a
}

const signInMutation = `mutation($n: String!, $p: String!) { signIn(input: {username: $n, password: $p}) { accessToken refreshToken userErrors { code } } }`

// session is what a sign-in gives.
type session struct{ access, refresh, refusal string }

func (p *process) signIn(username, secret string) session {
	p.t.Helper()
	return sessionOf(p.data("", signInMutation, map[string]any{"n": username, "p": secret})["signIn"])
}

// sessionOf reads a payload that opens a session.
func sessionOf(payload any) session {
	m, _ := payload.(map[string]any)
	var s session
	s.access, _ = m["accessToken"].(string)
	s.refresh, _ = m["refreshToken"].(string)
	s.refusal = refusalOf(m)
	return s
}

// refusalOf is the code of a payload's first user error; empty for none.
func refusalOf(payload map[string]any) string {
	list, _ := payload["userErrors"].([]any)
	if len(list) == 0 {
		return ""
	}
	code, _ := list[0].(map[string]any)["code"].(string)
	return code
}

// upload sends a workbook and answers the id to import it by.
func (p *process) upload(token string, content []byte) string {
	p.t.Helper()
	a := p.raw(http.MethodPost, "/uploads?name=county.xlsx", token, nil, bytes.NewReader(content))
	var file struct{ ID string }
	if err := json.Unmarshal(a.Body, &file); err != nil || file.ID == "" {
		p.t.Fatalf("upload: %d %.300s", a.Status, a.Body)
	}
	return file.ID
}

const importMutation = `mutation($id: ID!, $dry: Boolean) { importWorkbook(input: {uploadId: $id, dryRun: $dry}) { import { id status } userErrors { code } } }`

// queue uploads a workbook and queues its import.
func (p *process) queue(token string, content []byte, isDry bool) string {
	p.t.Helper()
	payload := p.data(token, importMutation, map[string]any{"id": p.upload(token, content), "dry": isDry})["importWorkbook"].(map[string]any)
	queued, ok := payload["import"].(map[string]any)
	if !ok {
		p.t.Fatalf("import refused: %v", payload)
	}
	return queued["id"].(string)
}

// finished waits for an import's end and answers its status.
func (p *process) finished(token, id string) string {
	p.t.Helper()
	for end := time.Now().Add(4 * patience); time.Now().Before(end); time.Sleep(100 * time.Millisecond) {
		node, _ := p.data(token, `query($id: ID!) { node(id: $id) { ... on Import { status finishedAt } } }`, map[string]any{"id": id})["node"].(map[string]any)
		if node == nil {
			p.t.Fatalf("import %s is not there", id)
		}
		if node["finishedAt"] != nil {
			return node["status"].(string)
		}
	}
	p.t.Fatalf("import does not end: %s", p.said())
	return ""
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }
