package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

const mediaWorkbook = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// download answers a file to the account that its link was made for, as far as the account may still see it.
func (s *site) download(w http.ResponseWriter, r *http.Request) {
	kind, key := r.PathValue("kind"), r.PathValue("key")
	v, err := s.holder(w, r, s.links.account(kind, key, r.URL.Query(), time.Now()))
	if err == nil && !v.IsSignedIn() {
		err = store.ErrNotFound
	}
	var file bytes.Buffer
	name, media := "junheng-"+kind+"-"+key+".xlsx", mediaWorkbook
	if kind == unitList {
		name, media = "junheng-units.xlsx", mediaWorkbook
		if unitsFormat(key) == view.CSV {
			name, media = "junheng-units.csv", "text/csv; charset=utf-8"
		}
	}
	if err == nil {
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(uploadTime))
		err = s.writeDownload(r.Context(), v, kind, key, &file)
	}
	switch {
	case err == nil:
	case errors.Is(err, store.ErrNotFound), errors.Is(err, auth.ErrForbidden):
		refuse(w, http.StatusNotFound, "NOT_FOUND", "there is no such file, or the link is over")
		return
	default:
		slog.Error("download", "request_id", v.RequestID, "kind", kind, "error", err)
		refuse(w, http.StatusInternalServerError, "INTERNAL", "internal error, request "+v.RequestID)
		return
	}
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Content-Length", strconv.Itoa(file.Len()))
	h.Set("Cache-Control", "private, no-store")
	_, _ = w.Write(file.Bytes())
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
	owner, err := s.cookieAccount(w, r)
	if err != nil || owner != account {
		return auth.Viewer{}, err
	}
	row, err := s.store.Unscoped().AccountByID(r.Context(), account)
	if err != nil || row.IsDisabled {
		return auth.Viewer{}, err
	}
	now := auth.ViewerOf(row)
	now.RequestID = v.RequestID
	return now, nil
}

func (s *site) writeDownload(ctx context.Context, v auth.Viewer, kind, key string, out io.Writer) error {
	switch kind {
	case countyWorkbook:
		book, err := s.app.ExportCounty(ctx, v, key)
		if err != nil {
			return err
		}
		return workbook.WriteCounty(out, book)
	case markedWorkbook:
		return s.app.MarkedWorkbook(ctx, v, key, out)
	case unitList:
		return s.writeUnits(ctx, v, key, out)
	}
	return store.ErrNotFound
}
