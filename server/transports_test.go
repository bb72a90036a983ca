package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/demo"
)

// TestTransportsDoWhatTheirPageSays goes through docs/api/transports.md over the network.
func TestTransportsDoWhatTheirPageSays(t *testing.T) {
	t.Setenv("PATH", t.TempDir()) // no LibreOffice
	page, err := os.ReadFile("../docs/api/transports.md")
	if err != nil {
		t.Fatal(err)
	}
	says := func(format string, args ...any) {
		t.Helper()
		if text := fmt.Sprintf(format, args...); !strings.Contains(string(page), text) {
			t.Errorf("the page does not say %q", text)
		}
	}
	site, _ := demoSite(t, "sqlite")
	handler := site.routes()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	bureau, school := signIn(t, handler, "bureau"), signIn(t, handler, "school")
	send := func(method, path, token, body string, header ...string) *http.Response {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if token != "" {
			r.Header.Set("Authorization", "Bearer "+token)
		}
		for i := 0; i < len(header); i += 2 {
			r.Header.Set(header[i], header[i+1])
		}
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = response.Body.Close() })
		return response
	}
	const watch = `subscription{countyAssessmentChanged(regionCode:\"420107\",year:2023){verdict}}`

	t.Run("events", func(t *testing.T) {
		ask := func(token, query string) *http.Response {
			return send("POST", "/graphql", token, `{"query":"`+query+`"}`, "Content-Type", "application/json", "Accept", "text/event-stream")
		}
		says("`POST /graphql` with `Accept: text/event-stream`")
		if r := ask(bureau, "{viewer{username}}"); r.Header.Get("X-Accel-Buffering") != "no" || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("a proxy may keep events back: %v", r.Header)
		}
		if b, _ := io.ReadAll(ask(bureau, "{viewer{username}}").Body); !strings.Contains(string(b), "event: next\ndata: {\"data\":{\"viewer\":{\"username\":\"bureau\"}}}\n\nevent: complete\ndata:\n\n") {
			t.Errorf("a query: %s", b)
		}
		lines := bufio.NewScanner(ask(bureau, watch).Body)
		for lines.Scan() && !strings.HasPrefix(lines.Text(), "data: ") {
		}
		if !strings.HasPrefix(lines.Text(), `data: {"data":{"countyAssessmentChanged":{"verdict":`) {
			t.Errorf("a subscription: %q", lines.Text())
		}
		if r := ask("", watch); r.StatusCode < 400 || !strings.Contains(r.Header.Get("Content-Type"), "json") {
			t.Errorf("a refusal: %d %s", r.StatusCode, r.Header)
		}
	})

	t.Run("sockets", func(t *testing.T) {
		talk := func(protocol string, messages ...string) (heard []string, code websocket.StatusCode) {
			t.Helper()
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			c, _, err := websocket.Dial(ctx, server.URL+"/graphql", &websocket.DialOptions{Subprotocols: []string{protocol}})
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = c.CloseNow() }()
			for _, m := range messages {
				if c.Write(ctx, websocket.MessageText, []byte(m)) != nil {
					break
				}
			}
			for {
				_, b, err := c.Read(ctx)
				if err != nil {
					return heard, websocket.CloseStatus(err)
				}
				if heard = append(heard, string(b)); strings.Contains(string(b), `"complete"`) {
					return heard, 0
				}
			}
		}
		const spoken = "graphql-transport-ws"
		hello := strings.ReplaceAll(`{"type": "connection_init", "payload": {"Authorization": "Bearer ACCESS_TOKEN"}}`, "ACCESS_TOKEN", bureau)
		says("%s", strings.ReplaceAll(hello, bureau, "ACCESS_TOKEN"))
		heard, _ := talk(spoken, hello, `{"id":"1","type":"subscribe","payload":{"query":"{viewer{username}}"}}`)
		if all := strings.Join(heard, ""); !strings.Contains(all, "connection_ack") || !strings.Contains(all, `"username":"bureau"`) {
			t.Errorf("heard %s", all)
		}
		running := `{"id":"1","type":"subscribe","payload":{"query":"` + watch + `"}}`
		for _, c := range []struct {
			code     websocket.StatusCode
			protocol string
			messages []string
		}{
			{1007, spoken, []string{"\xff"}},
			{1009, spoken, []string{hello, `{"type":"ping","payload":{"x":"` + strings.Repeat("x", 64<<10) + `"}}`}},
			{4400, spoken, []string{hello, `{"type":"start"}`}},
			{4401, spoken, []string{running}},
			{4403, spoken, []string{strings.ReplaceAll(hello, bureau, "x.y.z")}},
			{4406, "graphql-ws", nil},
			{4408, spoken, nil},
			{4409, spoken, []string{hello, running, running}},
			{4429, spoken, []string{hello, hello}},
		} {
			if _, got := talk(c.protocol, c.messages...); got != c.code {
				t.Errorf("closed with %d, want %d", got, c.code)
			}
			says("| %d |", c.code)
		}
	})

	t.Run("uploads", func(t *testing.T) {
		book := string(bookBytes(t, demo.Book()))
		for _, c := range []struct {
			status                    int
			method, path, token, body string
		}{
			{200, "POST", "/uploads?name=a.xlsx", bureau, book},
			{400, "POST", "/uploads?name=a.xlsx", bureau, "MZ"},
			{401, "POST", "/uploads?name=a.xlsx", "", book},
			{403, "POST", "/uploads?name=a.xlsx", school, book},
			{405, "GET", "/uploads", bureau, ""},
			{413, "POST", "/uploads?name=a.xlsx", bureau, strings.Repeat("x", app.MaxUpload+1)},
		} {
			r := send(c.method, c.path, c.token, c.body)
			if r.StatusCode != c.status {
				t.Errorf("got %d, want %d", r.StatusCode, c.status)
			}
			says("| %d |", c.status)
			var answer struct {
				ID, SHA256 string
				Size       int
			}
			if _ = json.NewDecoder(r.Body).Decode(&answer); c.status == 200 && (answer.ID == "" || answer.SHA256 == "" || answer.Size != len(book)) {
				t.Errorf("answered %+v", answer)
			}
		}
	})

	t.Run("an upload that breaks off, and one too many", func(t *testing.T) {
		begun, ends := make(chan struct{}, 2), make(chan int, 2)
		slow := func(end <-chan struct{}) {
			reader, writer := io.Pipe()
			go func() {
				_, _ = io.WriteString(writer, workbookBegins)
				begun <- struct{}{}
				<-end
				_ = writer.CloseWithError(io.ErrUnexpectedEOF)
			}()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/uploads?name=a.xlsx", reader)
			r.Header.Set("Authorization", "Bearer "+bureau)
			w := httptest.NewRecorder()
			handler.ServeHTTP(w, r)
			ends <- w.Code
		}
		end := make(chan struct{})
		go slow(end)
		go slow(end)
		<-begun
		<-begun
		if r := send("POST", "/uploads?name=a.xlsx", bureau, workbookBegins); r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") == "" {
			t.Errorf("a third: got %d", r.StatusCode)
		}
		says("| %d |", 429)
		close(end)
		if a, b := <-ends, <-ends; a != 400 || b != 400 {
			t.Errorf("broken off: got %d and %d, want 400", a, b)
		}
	})

	t.Run("downloads", func(t *testing.T) {
		r := send("POST", "/graphql", bureau, `{"query":"{schoolAssessments(where:{year:2023}){exportUrl(format:CSV)}}"}`, "Content-Type", "application/json")
		var answer struct {
			Data struct{ SchoolAssessments struct{ ExportURL string } }
		}
		if err := json.NewDecoder(r.Body).Decode(&answer); err != nil || !strings.HasPrefix(answer.Data.SchoolAssessments.ExportURL, "/downloads/") {
			t.Fatalf("%v %+v", err, answer)
		}
		for token, want := range map[string]int{bureau: 200, school: 404, "": 404} {
			if r := send("GET", answer.Data.SchoolAssessments.ExportURL, token, ""); r.StatusCode != want {
				t.Errorf("got %d, want %d", r.StatusCode, want)
			}
		}
	})
}

// TestTheServersLimitsAreListed holds docs/api/limits.md to the limits that are the server's own.
func TestTheServersLimitsAreListed(t *testing.T) {
	page, err := os.ReadFile("../docs/api/limits.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, n := range map[string]int{
		"requests of an address a minute, unless the operator sets another number": defaultRate, "bytes of a request's URL and headers": maxHeaders,
	} {
		if row := fmt.Sprintf("\n| %s | %d |", name, n); !strings.Contains(string(page), row) {
			t.Errorf("the page lacks %q", row)
		}
	}
}
