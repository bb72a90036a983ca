package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/graph/view"
)

// workbookBegins is how every .xlsx and .docx file begins: they are ZIP archives.
const workbookBegins = "PK\x03\x04"

// errBrokenOff is what is wrong with a file that did not come in whole, or not in time.
var errBrokenOff = errors.New("the upload broke off")

// arrival notices when its sender breaks off.
type arrival struct {
	io.Reader
	broke error
}

func (a *arrival) Read(p []byte) (int, error) {
	n, err := a.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		a.broke = err
	}
	return n, err
}

// errNotOffice is what is wrong with a file of another name or beginning.
var errNotOffice = errors.New("neither workbook nor report")

// upload takes a file: the body is its bytes, the name stands in X-File-Name (percent-encoded) or ?name=. It answers the
// id to import it, or to check it, by.
func (s *site) upload(w http.ResponseWriter, r *http.Request) {
	v := graph.ViewerOf(r.Context())
	if err := auth.Require(v, auth.SendUpload); err != nil { // before a byte of the body is read
		s.refuseUpload(w, r, v, err)
		return
	}
	if r.ContentLength > app.MaxUpload {
		s.refuseUpload(w, r, v, app.TooLarge(v))
		return
	}
	done, err := s.incoming.Take(r.Context(), v.AccountID)
	if err != nil {
		s.refuseUpload(w, r, v, err)
		return
	}
	defer done()
	c := http.NewResponseController(w)
	_ = c.SetReadDeadline(time.Now().Add(uploadTime))
	_ = c.SetWriteDeadline(time.Now().Add(uploadTime + answerTime))
	name := r.Header.Get("X-File-Name")
	if plain, err := url.PathUnescape(name); err == nil {
		name = plain
	}
	if name == "" {
		name = r.URL.Query().Get("name")
	}
	if extension := strings.ToLower(path.Ext(app.PlainName(name))); name != "" && extension != ".xlsx" && extension != ".docx" {
		s.refuseUpload(w, r, v, errNotOffice)
		return
	}
	arriving := &arrival{Reader: http.MaxBytesReader(w, r.Body, app.MaxUpload+1)}
	body := bufio.NewReader(arriving)
	if begin, _ := body.Peek(len(workbookBegins)); len(begin) > 0 && string(begin) != workbookBegins {
		s.refuseUpload(w, r, v, errNotOffice)
		return
	}
	file, err := s.app.Upload(r.Context(), v, name, body)
	if arriving.broke != nil {
		err = fmt.Errorf("%w: %w", errBrokenOff, arriving.broke)
	}
	if err != nil {
		s.refuseUpload(w, r, v, err)
		return
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	_ = json.NewEncoder(w).Encode(map[string]any{"id": file.ID, "sha256": file.SHA256, "size": file.Size})
}

// onlyPost answers every other method, which would be a page otherwise.
func onlyPost(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Allow", "POST")
	refuse(w, http.StatusMethodNotAllowed, "INVALID", "send files with POST")
}

// refuseUpload says why a file was not taken, in the language of the request where the sender can do something about it.
func (s *site) refuseUpload(w http.ResponseWriter, r *http.Request, v auth.Viewer, err error) {
	lang := view.LanguageOf(r.Header.Get("Accept-Language"))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		err = app.TooLarge(v)
	}
	problems, isProblem := app.Problems(err)
	switch {
	case errors.Is(err, auth.ErrUnauthenticated):
		refuse(w, http.StatusUnauthorized, "UNAUTHENTICATED", "sign in first")
	case errors.Is(err, auth.ErrForbidden):
		refuse(w, http.StatusForbidden, "FORBIDDEN", "this account may not send files")
	case isProblem && problems[0].Code == "UPLOAD_TOO_LARGE":
		refuse(w, http.StatusRequestEntityTooLarge, "INVALID", problems[0].Message(lang))
	case errors.Is(err, errBrokenOff):
		slog.Info("upload", "request_id", v.RequestID, "error", err)
		refuse(w, http.StatusBadRequest, "INVALID", text(lang, [2]string{
			"文件没有完整送达，请重新上传。", "The file did not come in whole. Send it again.",
		}))
	case errors.Is(err, app.ErrBusy):
		w.Header().Set("Retry-After", "10")
		refuse(w, http.StatusTooManyRequests, "RATE_LIMITED", text(lang, [2]string{
			"该账号正在上传两个文件，请等其中一个完成。", "Two files of this account are coming in. Wait for one of them.",
		}))
	case errors.Is(err, errNotOffice):
		refuse(w, http.StatusBadRequest, "INVALID", text(lang, [2]string{
			"文件既不是工作簿也不是报告，请上传 .xlsx 或 .docx 文件。", "The file is neither workbook nor report. Send an .xlsx or .docx file.",
		}))
	case isProblem && problems[0].Code == "UPLOAD_INFECTED":
		refuse(w, http.StatusUnprocessableEntity, problems[0].Code, problems[0].Message(lang))
	case isProblem:
		refuse(w, http.StatusBadRequest, "INVALID", problems[0].Message(lang))
	case errors.Is(err, app.ErrUnscanned):
		slog.Error("upload", "request_id", v.RequestID, "error", err)
		w.Header().Set("Retry-After", "30")
		refuse(w, http.StatusServiceUnavailable, "UPLOAD_UNSCANNED", text(lang, [2]string{
			"安全扫描程序暂时无法检查该文件，文件没有被接收。请稍后重试，或联系管理员。", "The file could not be scanned and was not taken. Try again in a while, or tell the operator.",
		}))
	default:
		slog.Error("upload", "request_id", v.RequestID, "error", err)
		refuse(w, http.StatusInternalServerError, "INTERNAL", "internal error, request "+v.RequestID)
	}
}
