package graph

import (
	"encoding/json"
	"net/http"
	"strconv"

	"github.com/99designs/gqlgen/graphql"
	"github.com/vektah/gqlparser/v2/gqlerror"
)

// statuses of refused operations in graphql-response+json; everything else is 400. Under application/json a well-formed
// request that is refused is 200, as its clients expect, but for those that must stop sending.
var statuses = map[string]int{
	codeUnauthenticated: http.StatusUnauthorized,
	codeForbidden:       http.StatusForbidden,
	codeRateLimited:     http.StatusTooManyRequests,
}

func refusedStatus(media string, errs gqlerror.List) int {
	code, _ := errs[0].Extensions["code"].(string)
	if media != mediaGraph {
		if code == codeRateLimited {
			return http.StatusTooManyRequests
		}
		return http.StatusOK
	}
	if status, ok := statuses[code]; ok {
		return status
	}
	return http.StatusBadRequest
}

// writeRefusal answers a request that was not executed: errors and no data entry.
func writeRefusal(w http.ResponseWriter, media string, status int, errs gqlerror.List) {
	if media == mediaStream || media == "" {
		media = mediaJSON
	}
	body, err := json.Marshal(struct {
		Errors gqlerror.List `json:"errors"`
	}{errs})
	if err != nil { // extensions hold texts only
		body = []byte(`{"errors":[{"message":"internal error","extensions":{"code":"INTERNAL"}}]}`)
	}
	write(w, media, status, body)
}

// writeResponse answers an executed operation. The data is written as it was made, without a second pass over it.
func writeResponse(w http.ResponseWriter, media string, r *graphql.Response) {
	body, err := encode(r)
	if err != nil {
		writeRefusal(w, media, http.StatusInternalServerError, gqlerror.List{refuse(codeInternal, "internal error")})
		return
	}
	write(w, media, http.StatusOK, body)
}

// encode writes a response as JSON, errors before data as they are what a reader looks for.
func encode(r *graphql.Response) ([]byte, error) {
	b := make([]byte, 0, len(r.Data)+64)
	b = append(b, '{')
	if len(r.Errors) > 0 {
		errs, err := json.Marshal(r.Errors)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, `"errors":`...), errs...), ',')
	}
	b = append(b, `"data":`...)
	if r.Data == nil {
		b = append(b, "null"...)
	}
	return append(append(b, r.Data...), '}'), nil
}

func write(w http.ResponseWriter, media string, status int, body []byte) {
	h := w.Header()
	h.Set("Content-Type", media+"; charset=utf-8")
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(status)
	_, _ = w.Write(body)
}
