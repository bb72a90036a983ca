package app_test

import (
	"bytes"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

const aDay = 24 * time.Hour

// logTo keeps what is logged. Tests that use it do not run beside others.
func logTo(t *testing.T) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	before := slog.Default()
	slog.SetDefault(slog.New(slog.NewTextHandler(&b, nil)))
	t.Cleanup(func() { slog.SetDefault(before) })
	return &b
}

// takeAway has an account take rows away, each number a day later than the one before; below zero for days without any.
func (w *world) takeAway(v auth.Viewer, rows ...int) {
	w.t.Helper()
	for i, n := range rows {
		if i > 0 {
			w.clock.pass(aDay)
		}
		if n >= 0 {
			w.must(w.RecordExport(w.ctx(), v, "units", "{}", n))
		}
	}
}

// alarmsOf are the alarms about an account in the audit log, newest first, as "rows usual".
func (w *world) alarmsOf(v auth.Viewer) (list []string) {
	w.t.Helper()
	lines, err := w.store.For(w.op).AuditLines(w.ctx(), 1000)
	w.must(err)
	for _, l := range lines {
		if l.Action == "exportAlarm" && l.AccountID == v.AccountID {
			if l.Subject != v.AccountID || l.RegionCode != county {
				w.t.Errorf("an alarm about %q in %q", l.Subject, l.RegionCode)
			}
			list = append(list, l.Details["rows"]+" "+l.Details["usual"])
		}
	}
	return list
}

func TestWhoTakesAwayFarMoreThanUsualRaisesAnAlarm(t *testing.T) {
	for _, c := range []struct {
		name   string
		before []int // rows by day, the last of them a day and a half ago
		today  []int
		want   []string // newest first
	}{
		{"the usual does not", []int{20_000, 20_000, 20_000}, []int{20_000}, nil},
		{"five times the usual does not", []int{20_000, 20_000}, []int{60_000, 40_000}, nil},
		{"more does, once", []int{20_000, 20_000}, []int{60_000, 40_000, 1, 500_000}, []string{"100001 20000"}},
		{"days without exports do not lower the usual", []int{20_000, -1, -1, 10_000, -1}, []int{75_000}, nil},
		{"the usual is a mean", []int{20_000, -1, -1, 10_000, -1}, []int{75_001}, []string{"75001 15000"}},
		{"of nobody's first day five counties are usual", nil, []int{50_000}, nil},
		{"and more are not", nil, []int{50_000, 1}, []string{"50001 10000"}},
		{"few rows do not, however few are usual", []int{10, 20}, []int{10_000}, nil},
		{"and many do", []int{10, 20}, []int{10_000, 1}, []string{"10001 15"}},
		{"what was 30 days ago is usual", append([]int{20_000}, days(29)...), []int{100_000}, nil},
		{"what was earlier is forgotten", append([]int{20_000}, days(30)...), []int{100_000}, []string{"100000 10000"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			each(t, func(t *testing.T, w *world) {
				v := w.account("some", models.Bureau, county, nil)
				if len(c.before) > 0 {
					w.takeAway(v, c.before...)
					w.clock.pass(aDay * 3 / 2)
				}
				for _, n := range c.today {
					w.takeAway(v, n)
				}
				if got := w.alarmsOf(v); strings.Join(got, ", ") != strings.Join(c.want, ", ") {
					t.Errorf("got %q, want %q", got, c.want)
				}
				if n := w.ExportAlarms(); n != len(c.want) {
					t.Errorf("%d alarms are counted, want %d", n, len(c.want))
				}
			})
		})
	}
}

// days are so many without exports.
func days(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = -1
	}
	return list
}

func TestAnAlarmIsRaisedAgainADayLater(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.account("some", models.Bureau, county, nil)
		w.takeAway(v, 60_000)
		w.clock.pass(aDay - time.Minute)
		w.takeAway(v, 60_000)
		if got := w.alarmsOf(v); len(got) != 1 {
			t.Errorf("within a day: %q", got)
		}
		w.clock.pass(2 * time.Minute)
		w.takeAway(v, 500_000) // with those of two minutes ago; the first 60,000 have become usual
		if got := w.alarmsOf(v); len(got) != 2 || got[0] != "560000 60000" {
			t.Errorf("a day later: %q", got)
		}
	})
}

func TestEachAccountHasItsOwnUsual(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		log := logTo(t)
		one, two := w.account("some-one", models.Bureau, county, nil), w.account("some-two", models.Bureau, county, nil)
		w.takeAway(one, 20_000, 20_000, 20_000)
		w.takeAway(two, 40_000)
		w.takeAway(one, 40_000)
		w.takeAway(two, 10_000)
		if n := w.ExportAlarms(); n != 0 {
			t.Errorf("%d alarms by exports of two accounts", n)
		}
		w.takeAway(two, 1)
		if len(w.alarmsOf(two)) != 1 || len(w.alarmsOf(one)) != 0 {
			t.Errorf("got %q and %q", w.alarmsOf(one), w.alarmsOf(two))
		}
		w.takeAway(w.op, 500_000) // has the database itself
		if got := w.alarmsOf(w.op); len(got) != 0 {
			t.Errorf("the operator: %q", got)
		}
		if text := log.String(); strings.Count(text, "level=WARN") != 1 || !strings.Contains(text, "account_id="+two.AccountID+" rows=50001 usual=10000") || strings.Contains(text, "some") {
			t.Errorf("logged: %s", text)
		}
	})
}

func TestWholeWorkbooksAndSizesAreCounted(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.account("some", models.Bureau, county, nil)
		w.schools(county, 3)
		w.takeAway(v, 0)
		_, err := w.ExportCounty(w.ctx(), v, county)
		w.must(err)
		lines, err := w.store.For(v).AuditLines(w.ctx(), 1)
		w.must(err)
		line := models.AuditLine{
			ID: lines[0].ID[:10] + strings.Repeat("0", 16), At: w.clock.now(), Action: string(auth.ExportWorkbook), RegionCode: county,
			Details: map[string]string{"bytes": "2999820"}, // of 49,997 rows
		}
		w.must(w.store.InTx(w.ctx(), v, func(tx *store.Tx) error { return tx.Record(w.ctx(), line) }))
		w.takeAway(v, 0)
		if got := w.alarmsOf(v); len(got) != 0 {
			t.Errorf("got %q", got)
		}
		_, err = w.ExportCounty(w.ctx(), v, county)
		w.must(err)
		if got := w.alarmsOf(v); len(got) != 1 || got[0] != "50003 10000" {
			t.Errorf("got %q", got)
		}
	})
}

func TestOfManyExportsAtOnceOneRaisesTheAlarm(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		v := w.account("some", models.Bureau, county, nil)
		var all sync.WaitGroup
		for range 12 {
			all.Go(func() {
				if err := w.RecordExport(w.ctx(), v, "units", "{}", 10_000); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		if got := w.alarmsOf(v); len(got) != 1 || got[0] != "60000 10000" || w.ExportAlarms() != 1 {
			t.Errorf("got %q, %d counted", got, w.ExportAlarms())
		}
	})
}
