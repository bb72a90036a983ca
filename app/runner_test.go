package app_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

func TestAPanicEndsAnImportAndNotTheServer(t *testing.T) {
	err := app.Survive(func() error { panic("a file that nobody foresaw") })
	if err == nil || !strings.Contains(err.Error(), "nobody foresaw") {
		t.Errorf("got %v, want the panic as an error", err)
	}
}

func TestOldFilesAreForgotten(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		bad := aCounty(county, 2, 2)
		bad.Schools[1].Name = ""
		done := w.finished(bureau, w.send(bureau, w.file(bad), app.ImportRequest{}).ID)
		if done.ErrorCount == 0 {
			t.Fatal("want an import with errors")
		}
		w.clock.pass(app.FilesKept - time.Hour)
		waiting := w.send(bureau, w.file(aCounty(county, 2, 2)), app.ImportRequest{})
		w.must(w.ForgetFiles(w.ctx()))
		var out strings.Builder
		if err := w.MarkedWorkbook(w.ctx(), bureau, done.ID, &out); err != nil {
			t.Errorf("before its time: %v", err)
		}
		w.clock.pass(2 * time.Hour)
		w.must(w.ForgetFiles(w.ctx()))
		if err := w.MarkedWorkbook(w.ctx(), bureau, done.ID, &out); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("after its time: got %v, want not found", err)
		}
		if _, err := w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: done.UploadID}); err == nil {
			t.Error("a forgotten file is queued")
		} else {
			wantProblem(t, err, "UNKNOWN_UPLOAD")
		}
		issues, err := w.store.For(bureau).AllImportIssues(w.ctx(), done.ID)
		if err != nil || len(issues) != 0 {
			t.Errorf("the cells of the file are kept: %d, %v", len(issues), err)
		}
		i, err := w.store.For(bureau).Import(w.ctx(), done.ID)
		if err != nil || i.ErrorCount != done.ErrorCount {
			t.Errorf("what came of it: got %+v, %v", i, err)
		}
		w.clock.pass(app.FilesKept)
		w.must(w.ForgetFiles(w.ctx()))
		if i := w.finished(bureau, waiting.ID); i.Status != models.Succeeded {
			t.Errorf("an import that waited long: got %s", i.Status)
		}
	})
}
