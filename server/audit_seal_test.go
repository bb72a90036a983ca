package main

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store/storetest"
)

func TestASiteFindsWhatWasDoneToItsAuditLog(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			database := storetest.Migrated(t, kind)
			s, err := databaseFlag{database}.migrated(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			yesterday := app.New(app.Config{Store: s, Now: func() time.Time { return time.Now().Add(-24 * time.Hour) }})
			for _, name := range []string{"a", "b", "c"} {
				if err := yesterday.RecordRegion(t.Context(), auth.Operator(), "420107", name); err != nil {
					t.Fatal(err)
				}
			}
			out := func(want string, status int, args ...string) string {
				t.Helper()
				out, errs, got := junheng(t, append(args, "--database", database)...)
				if got != status || !strings.Contains(out+errs, want) {
					t.Errorf("%v: status %d: %s%s, want %q", args, got, out, errs, want)
				}
				return out
			}
			out("3 lines sealed", 0, "audit", "seal")
			out("0 lines sealed", 0, "audit", "seal")
			line := out("1 seals over 3 lines hold", 0, "audit", "verify")
			head := strings.TrimSpace(line[strings.LastIndex(line, " "):])
			out("hold", 0, "audit", "verify", "--head", head)
			out("not in it", 1, "audit", "verify", "--head", "0123")

			keeper := &auditor{app: app.New(app.Config{Store: s})}
			tend := func(now time.Time, isBroken bool) {
				t.Helper()
				if err := keeper.tend(context.Background(), now); err != nil || keeper.isBroken.Load() != isBroken {
					t.Errorf("broken: %v, %v, want %v", keeper.isBroken.Load(), err, isBroken)
				}
			}
			now := time.Now()
			tend(now, false)
			if _, err := storetest.SQL(t, database).ExecContext(t.Context(), "UPDATE audit_lines SET username = 'x'"); err != nil {
				t.Fatal(err)
			}
			tend(now.Add(23*time.Hour), false) // not looked at yet
			tend(now.Add(25*time.Hour), true)
			out("from seal 1 on", 1, "audit", "verify")
		})
	}
}
