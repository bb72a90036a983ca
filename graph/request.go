package graph

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"regexp"
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
	if coding := r.Header.Get("Content-Encoding"); coding != "" && !strings.EqualFold(coding, "identity") {
		return nil, fail(http.StatusUnsupportedMediaType, "send the request uncompressed, without Content-Encoding")
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
	if halves(body) {
		return nil, fail(http.StatusBadRequest, "a text of the request holds half a character: a surrogate without the other")
	}
	notOne := fail(http.StatusBadRequest, "the request is not one JSON object")
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return nil, notOne
	}
	var p graphql.RawParams
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return nil, notOne
		}
		into, want := parameter(&p, name)
		err = d.Decode(into)
		if mistyped := (*json.UnmarshalTypeError)(nil); errors.As(err, &mistyped) {
			return nil, fail(http.StatusBadRequest, fmt.Sprintf("%s must be %s", name, want))
		}
		if err != nil {
			return nil, notOne
		}
	}
	if _, err := d.Token(); err != nil { // the closing brace
		return nil, notOne
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, notOne
	}
	if strings.TrimSpace(p.Query) == "" {
		return nil, fail(http.StatusBadRequest, "query is missing")
	}
	return &p, nil
}

// surrogate is one escape \uXXXX of JSON, or another escape, which is stepped over so that its letters are not taken for one.
var surrogate = regexp.MustCompile(`\\(?:u([0-9a-fA-F]{4})|.)`)

// halves tells whether a text of some JSON holds half a character, which decoding would replace without a word.
func halves(body []byte) bool {
	if !bytes.Contains(body, []byte(`\u`)) {
		return false
	}
	awaited := -1 // where the second half of the character before has to begin
	for _, at := range surrogate.FindAllSubmatchIndex(body, -1) {
		var half rune
		if at[2] >= 0 {
			n, _ := strconv.ParseUint(string(body[at[2]:at[3]]), 16, 16)
			half = rune(n)
		}
		isSecond := 0xDC00 <= half && half <= 0xDFFF
		if isSecond != (at[0] == awaited) || awaited >= 0 && at[0] != awaited {
			return true
		}
		awaited = -1
		if 0xD800 <= half && half <= 0xDBFF {
			awaited = at[1]
		}
	}
	return awaited >= 0
}

// parameter is where a member of the request goes, and what it has to be. Members that we do not know are skipped.
func parameter(p *graphql.RawParams, name json.Token) (into any, want string) {
	switch name {
	case "query":
		return &p.Query, "a text"
	case "operationName":
		return &p.OperationName, "a text"
	case "variables":
		p.Variables = nil // of two members with one name the last counts
		return &p.Variables, "an object"
	case "extensions":
		p.Extensions = nil
		return &p.Extensions, "an object"
	}
	return new(json.RawMessage), ""
}

// readGet reads the parameters out of the URL.
func readGet(r *http.Request) (*graphql.RawParams, *failure) {
	if len(r.URL.RawQuery) > maxBody {
		return nil, fail(http.StatusRequestURITooLong, "the request is too large: the limit is 100 KiB")
	}
	values := r.URL.Query()
	fields := map[string]json.RawMessage{}
	for _, texts := range values { // which JSON would replace what is none of in
		for _, text := range texts {
			if !utf8.ValidString(text) {
				return nil, fail(http.StatusBadRequest, "the request is not UTF-8")
			}
		}
	}
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
