package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// maxBody is how many bytes a request may have.
const maxBody = 100 << 10

// Media types of answers.
const (
	mediaJSON   = "application/json"
	mediaGraph  = "application/graphql-response+json"
	mediaStream = "text/event-stream"
)

// negotiate is the media type to answer in; empty when none is acceptable. Ties go to the older application/json unless
// graphql-response+json stands first.
func negotiate(accept string) string {
	if strings.TrimSpace(accept) == "" {
		return mediaJSON
	}
	best, quality := "", 0.0
	for part := range strings.SplitSeq(accept, ",") {
		media, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if text, ok := params["q"]; ok {
			if q, err = strconv.ParseFloat(text, 64); err != nil {
				continue
			}
		}
		switch media {
		case mediaJSON, mediaGraph, mediaStream:
		case "*/*", "application/*":
			media = mediaJSON
		default:
			continue
		}
		if q > quality {
			best, quality = media, q
		}
	}
	return best
}

// failure is a request that is refused before it is a GraphQL operation, with its HTTP status.
type failure struct {
	status int
	err    *gqlerror.Error
}

func fail(status int, message string) *failure { return &failure{status, refuse(codeInvalid, message)} }

// readPost reads the parameters out of a POST's body. What is wrong is told without repeating the body, which may hold a password.
func readPost(w http.ResponseWriter, r *http.Request) (*graphql.RawParams, *failure) {
	media, params, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if charset := params["charset"]; err != nil || media != mediaJSON || (charset != "" && !strings.EqualFold(charset, "utf-8")) {
		return nil, fail(http.StatusUnsupportedMediaType, "send application/json in UTF-8")
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err != nil {
		if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
			return nil, fail(http.StatusRequestEntityTooLarge, "the request is too large: the limit is 100 KiB")
		}
		return nil, fail(http.StatusBadRequest, "the request could not be read")
	}
	return parseParams(body)
}

// parseParams reads one JSON object with the parameters of GraphQL over HTTP.
func parseParams(body []byte) (*graphql.RawParams, *failure) {
	if !utf8.Valid(body) {
		return nil, fail(http.StatusBadRequest, "the request is not UTF-8")
	}
	var fields map[string]json.RawMessage
	d := json.NewDecoder(bytes.NewReader(body))
	if d.Decode(&fields) != nil || fields == nil || d.More() {
		return nil, fail(http.StatusBadRequest, "the request is not one JSON object")
	}
	var p graphql.RawParams
	for _, f := range []struct {
		name string
		into any
		want string
	}{{"query", &p.Query, "a text"}, {"operationName", &p.OperationName, "a text"}, {"variables", &p.Variables, "an object"}, {"extensions", &p.Extensions, "an object"}} {
		raw, ok := fields[f.name]
		if !ok {
			continue
		}
		d := json.NewDecoder(bytes.NewReader(raw))
		d.UseNumber()
		if d.Decode(f.into) != nil {
			return nil, fail(http.StatusBadRequest, f.name+" must be "+f.want)
		}
	}
	if strings.TrimSpace(p.Query) == "" {
		return nil, fail(http.StatusBadRequest, "query is missing")
	}
	return &p, nil
}

// readGet reads the parameters out of the URL.
func readGet(r *http.Request) (*graphql.RawParams, *failure) {
	if len(r.URL.RawQuery) > maxBody {
		return nil, fail(http.StatusRequestURITooLong, "the request is too large: the limit is 100 KiB")
	}
	values := r.URL.Query()
	fields := map[string]json.RawMessage{}
	for _, name := range []string{"query", "operationName"} {
		if values.Has(name) {
			fields[name], _ = json.Marshal(values.Get(name))
		}
	}
	for _, name := range []string{"variables", "extensions"} {
		if text := values.Get(name); text != "" {
			if !json.Valid([]byte(text)) {
				return nil, fail(http.StatusBadRequest, name+" must be an object")
			}
			fields[name] = json.RawMessage(text)
		}
	}
	body, err := json.Marshal(fields)
	if err != nil {
		return nil, fail(http.StatusBadRequest, "the request could not be read")
	}
	return parseParams(body)
}
