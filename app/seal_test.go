package app_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// sealed is a world with lines of three hours, sealed hour by hour, and those of the last minute unsealed.
func sealed(t *testing.T, kind string) (w *world, exec func(string, ...any)) {
	t.Helper()
	database := storetest.Migrated(t, kind)
	s, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	w = newWorld(t, s)
	for hour := range 3 {
		for i := range 4 {
			w.clock.pass(time.Second)
			w.must(w.RecordRegion(t.Context(), w.op, county, fmt.Sprintf("%d %d", hour, i)))
		}
		w.clock.pass(2 * time.Hour)
		if _, err := w.SealAudit(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.must(w.RecordRegion(t.Context(), w.op, county, "new"))
	db := storetest.SQL(t, database)
	return w, func(statement string, args ...any) {
		t.Helper()
		if _, err := db.ExecContext(t.Context(), statement, args...); err != nil {
			t.Fatal(err)
		}
	}
}

func (w *world) verify(head string) *app.AuditCheck {
	w.t.Helper()
	check, err := w.VerifyAudit(w.ctx(), head)
	w.must(err)
	return check
}

func (w *world) line(n int) *models.AuditLine {
	w.t.Helper()
	lines, err := w.store.Unscoped().LinesAfter(w.ctx(), "", "~", 100)
	w.must(err)
	return lines[n]
}

func TestWhatIsDoneToSealedLinesIsFound(t *testing.T) {
	const copied = `INSERT INTO audit_lines SELECT ?, at, account_id, username, action, region_code, school_code, subject, request_id, details FROM audit_lines WHERE id = ?`
	for _, c := range []struct {
		name   string
		do     func(w *world, exec func(string, ...any))
		seal   int64
		reason string
	}{
		{"nothing", func(*world, func(string, ...any)) {}, 0, ""},
		{"a cell is changed", func(w *world, exec func(string, ...any)) {
			exec("UPDATE audit_lines SET username = 'somebody' WHERE id = ?", w.line(8).ID)
		}, 2, "changed"},
		{"a time is changed", func(w *world, exec func(string, ...any)) {
			exec("UPDATE audit_lines SET at = '2026-01-01 00:00:00' WHERE id = ?", w.line(8).ID)
		}, 2, "changed"},
		{"a detail is changed", func(w *world, exec func(string, ...any)) {
			exec(`UPDATE audit_lines SET details = '{"a":"b"}' WHERE id = ?`, w.line(8).ID)
		}, 2, "changed"},
		{"a line is deleted", func(w *world, exec func(string, ...any)) {
			exec("DELETE FROM audit_lines WHERE id = ?", w.line(8).ID)
		}, 2, "missing: 4 were sealed, 3"},
		{"the last line of a piece is deleted", func(w *world, exec func(string, ...any)) {
			exec("DELETE FROM audit_lines WHERE id = ?", w.line(10).ID)
		}, 2, "missing"},
		{"a line is inserted", func(w *world, exec func(string, ...any)) {
			exec(copied, w.line(8).ID[:25]+"~", w.line(8).ID)
		}, 2, "added: 4 were sealed, 5"},
		{"a line is inserted before the first", func(w *world, exec func(string, ...any)) {
			exec(copied, "0", w.line(8).ID)
		}, 1, "added"},
		{"two lines are swapped", func(w *world, exec func(string, ...any)) {
			a, b := w.line(7).ID, w.line(8).ID
			exec("UPDATE audit_lines SET id = 'x' WHERE id = ?", a)
			exec("UPDATE audit_lines SET id = ? WHERE id = ?", a, b)
			exec("UPDATE audit_lines SET id = ? WHERE id = 'x'", b)
		}, 2, "changed"},
		{"a seal is changed", func(_ *world, exec func(string, ...any)) {
			exec("UPDATE audit_seals SET sealed_at = '2026-01-01 00:00:00' WHERE number = 2")
		}, 2, "changed"},
		{"a seal is deleted", func(_ *world, exec func(string, ...any)) { exec("DELETE FROM audit_seals WHERE number = 2") }, 3, "missing: 2 to 2"},
		{"a seal over no lines is added, with the right hash", func(w *world, exec func(string, ...any)) {
			at := time.Date(2026, 9, 2, 0, 0, 0, 0, time.UTC)
			fields := []string{w.verify("").Head, "4", fmt.Sprint(at.UnixMilli()), "0"}
			var text strings.Builder
			for _, f := range fields {
				fmt.Fprintf(&text, "%d:%s", len(f), f)
			}
			exec("INSERT INTO audit_seals (number, first_id, last_id, line_count, hash, sealed_at) SELECT 4, last_id, last_id, 0, ?, '2026-09-02 00:00:00' FROM audit_seals WHERE number = 3",
				fmt.Sprintf("%x", sha256.Sum256([]byte(text.String()))))
		}, 4, "over no lines"},
		{"a line that is not sealed is changed, which nothing finds", func(w *world, exec func(string, ...any)) {
			exec("UPDATE audit_lines SET username = 'somebody' WHERE id = ?", w.line(15).ID)
		}, 0, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, kind := range storetest.Kinds() {
				t.Run(kind, func(t *testing.T) {
					w, exec := sealed(t, kind)
					head := w.verify("").Head
					if before := w.verify(head); before.Broken != nil || !before.HasHead || before.Seals != 3 || before.Lines != 15 || before.Unsealed != 1 || len(head) != 64 {
						t.Fatalf("before: got %+v", before)
					}
					c.do(w, exec)
					got := w.verify("")
					if c.seal == 0 {
						if got.Broken != nil {
							t.Errorf("got %+v", got.Broken)
						}
						return
					}
					if got.Broken == nil || got.Broken.Number != c.seal || !strings.Contains(got.Broken.Reason, c.reason) {
						t.Errorf("got %+v, want seal %d: %s", got.Broken, c.seal, c.reason)
					}
				})
			}
		})
	}
}

// Who cuts seals off can have made new ones: only a head that is kept elsewhere tells.
func TestOnlyAHeadKeptElsewhereTellsThatSealsWereCutOff(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			w, exec := sealed(t, kind)
			head := w.verify("").Head
			exec("DELETE FROM audit_seals WHERE number = 3")
			exec("DELETE FROM audit_lines WHERE id = ?", w.line(13).ID)
			w.clock.pass(2 * time.Hour)
			if n, err := w.SealAudit(w.ctx()); err != nil || n != 4 {
				t.Fatalf("sealed anew: %d, %v", n, err)
			}
			if got := w.verify(head); got.Broken != nil || got.HasHead {
				t.Errorf("got %+v", got)
			}
		})
	}
}

func TestSealingLeavesYoungLinesAndOthersToOthers(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.clock.pass(59 * time.Minute)
		if n, err := w.SealAudit(w.ctx()); err != nil || n != 0 {
			t.Fatalf("lines of the last hour: %d sealed, %v", n, err)
		}
		w.clock.pass(2 * time.Minute)
		ends := make(chan int)
		for range 4 {
			go func() {
				n, err := w.SealAudit(w.ctx())
				if err != nil {
					t.Error(err)
				}
				ends <- n
			}()
		}
		if n := <-ends + <-ends + <-ends + <-ends; n != 3 {
			t.Errorf("four at once: got %d lines sealed, want 3", n)
		}
		if got := w.verify(""); got.Broken != nil || got.Seals != 1 {
			t.Errorf("got %+v", got)
		}
	})
}
