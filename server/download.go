package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"mime"
	"net/http"
	"path"
	"strconv"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/office"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// medias are the content types of files by their extension.
var medias = map[string]string{
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".pdf":  "application/pdf",
	".csv":  "text/csv; charset=utf-8",
}

// download answers a file to the account that its link was made for, as far as the account may still see it.
func (s *site) download(w http.ResponseWriter, r *http.Request) {
	kind, key := r.PathValue("kind"), r.PathValue("key")
	v, err := s.holder(w, r, s.links.account(kind, key, r.URL.Query(), time.Now()))
	if err == nil && !v.IsSignedIn() {
		err = store.ErrNotFound
	}
	var file app.File
	if err == nil {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(uploadTime))
		ctx, cancel := context.WithTimeout(r.Context(), uploadTime-readyTime) // so that there is time to say that it took too long
		defer cancel()
		file, err = s.inTurn(ctx, v, kind, key)
	}
	if err != nil {
		refuseDownload(w, v, kind, err)
		return
	}
	h := w.Header()
	h.Set("Content-Type", medias[path.Ext(file.Name)])
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": app.PlainName(file.Name)}))
	h.Set("Content-Length", strconv.Itoa(len(file.Content)))
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(file.Content)
}

func refuseDownload(w http.ResponseWriter, v auth.Viewer, kind string, err error) {
	problems, isProblem := app.Problems(err)
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, auth.ErrForbidden):
		refuse(w, http.StatusNotFound, "NOT_FOUND", "there is no such file, or the link is over")
	case isProblem: // what the link was made for has changed since
		refuse(w, http.StatusConflict, "CONFLICT", problems[0].Message("en"))
	case errors.Is(err, app.ErrBusy):
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusTooManyRequests, "RATE_LIMITED", "two files of this account are being made: wait for one of them")
	case errors.Is(err, office.ErrBusy), errors.Is(err, office.ErrTooSlow), store.IsTooSlow(err):
		slog.Warn("download", "request_id", v.RequestID, "kind", kind, "error", err)
		w.Header().Set("Retry-After", "30")
		refuse(w, http.StatusServiceUnavailable, "RATE_LIMITED", "the paper could not be made in time: try again in a while, or take the office format")
	default:
		slog.Error("download", "request_id", v.RequestID, "kind", kind, "error", err)
		refuse(w, http.StatusInternalServerError, "INTERNAL", "internal error, request "+v.RequestID)
	}
}

// holder is the account of a link when it is also who asks, by token or by cookie.
func (s *site) holder(w http.ResponseWriter, r *http.Request, account string) (auth.Viewer, error) {
	v := graph.ViewerOf(r.Context())
	if account == "" || v.AccountID == account {
		if account == "" {
			return auth.Viewer{}, nil
		}
		return v, nil
	}
	owner, err := s.app.ViewerOfCookie(r.Context(), browser{w, r}.RefreshToken())
	if errors.Is(err, auth.ErrUnauthenticated) || (err == nil && owner.AccountID != account) {
		return auth.Viewer{}, nil
	}
	owner.RequestID = v.RequestID
	return owner, err
}

// inTurn makes the file that a link leads to when it is its turn: a large one takes seconds and memory.
func (s *site) inTurn(ctx context.Context, v auth.Viewer, kind, key string) (app.File, error) {
	done, err := s.files.Take(ctx, v.AccountID)
	if err != nil {
		return app.File{}, err
	}
	defer done()
	return s.file(ctx, v, kind, key)
}

// file makes the file that a link leads to.
func (s *site) file(ctx context.Context, v auth.Viewer, kind, key string) (app.File, error) {
	var out bytes.Buffer
	name := "junheng-" + kind + "-" + key + ".xlsx"
	switch kind {
	case countyWorkbook:
		book, err := s.app.ExportCounty(ctx, v, key)
		if err == nil {
			err = workbook.WriteCounty(&out, book)
		}
		return app.File{Name: name, Content: out.Bytes()}, err
	case markedWorkbook:
		err := s.app.MarkedWorkbook(ctx, v, key, &out)
		return app.File{Name: name, Content: out.Bytes()}, err
	case unitList:
		name = "junheng-units.xlsx"
		if unitsFormat(key) == view.CSV {
			name = "junheng-units.csv"
		}
		err := s.writeUnits(ctx, v, key, &out)
		return app.File{Name: name, Content: out.Bytes()}, err
	case countyPaper:
		in, err := asked[app.PaperRequest](key)
		if err != nil {
			return app.File{}, err
		}
		return s.app.WritePaper(ctx, v, in)
	}
	return app.File{}, store.ErrNotFound
}
