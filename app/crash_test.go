package app_test

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// crashes is how often the process is killed a database; JUNHENG_CRASHES sets another number.
const crashes = 3

// TestMain lets the test binary stand in for the server process that TestKilledProcessesLeaveNothingHalfDone kills.
func TestMain(m *testing.M) {
	if database := os.Getenv("JUNHENG_CRASH_DATABASE"); database != "" {
		crashing(database)
		return
	}
	os.Exit(m.Run())
}

// crashing works until it is killed: the import queue, and four writers that print each write once it is acknowledged.
func crashing(database string) {
	ctx := context.Background()
	s, err := store.Open(ctx, database)
	if err != nil {
		fmt.Fprintln(os.Stdout, "error", err)
		return
	}
	a := app.New(app.Config{Store: s})
	go a.RunImports(ctx)
	out := make(chan string)
	for n := range 4 {
		go func() {
			r := rand.New(rand.NewPCG(uint64(os.Getpid()), uint64(n)))
			for {
				school, value := code(county, n*5+r.IntN(5)), r.Int64N(1e9)
				in := app.RecordSchoolYear{SchoolCode: school, Year: theYear, Values: map[string]any{"equipmentValue": indicator.Decimal(value)}}
				out <- fmt.Sprintf("try %s %d", school, value)
				if _, err := a.RecordSchoolYear(ctx, auth.Operator(), in); err != nil {
					out <- "error " + err.Error()
					return
				}
				out <- fmt.Sprintf("done %s %d", school, value)
			}
		}()
	}
	for line := range out {
		fmt.Fprintln(os.Stdout, line)
	}
}

// TestKilledProcessesLeaveNothingHalfDone kills a process at random moments of an import and of concurrent writes. Afterwards
// the import is whole or not there, every acknowledged write is, and results are those of a full recomputation.
func TestKilledProcessesLeaveNothingHalfDone(t *testing.T) {
	times := crashes
	if n, err := strconv.Atoi(os.Getenv("JUNHENG_CRASHES")); err == nil {
		times = n
	}
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			database := storetest.Migrated(t, kind)
			s, err := store.Open(t.Context(), database)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			w := newWorld(t, s)
			bureau := w.account("bureau", models.Bureau, county, nil)
			if _, issues, err := w.ImportBook(t.Context(), w.op, aCounty(county, 20, 0), false); err != nil || len(issues) > 0 {
				t.Fatal(issues, err)
			}
			content := w.file(aCounty(county, 20, 10_000))
			r := rand.New(rand.NewPCG(9, 9))
			for n := range times {
				before, err := w.store.For(w.op).TeacherCount(w.ctx(), nil)
				w.must(err)
				i := w.send(bureau, content, app.ImportRequest{})
				expect := w.figures() // what each school's may be: the last acknowledged, or any tried since
				after := time.Duration(50+r.IntN(900)) * time.Millisecond
				crash(t, database, after, expect)
				status := w.whole(i, before)
				t.Logf("killed after %s, import %s", after, status)
				if status == models.Succeeded {
					for school := range expect {
						expect[school] = append(expect[school], unreported) // as the file leaves it out
					}
				}
				w.acknowledged(expect)
				results := w.results(county, theYear)
				w.recompute(county, theYear)
				if again := w.results(county, theYear); !reflect.DeepEqual(results, again) {
					t.Fatalf("kill %d: results differ from a full recomputation", n)
				}
				w.must(w.release(i)) // what was left is finished by the next process, and the roster emptied for another round
				w.finished(bureau, i.ID)
				w.emptyRoster()
			}
		})
	}
}

func crash(t *testing.T, database string, after time.Duration, expect map[string][]int64) {
	t.Helper()
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "JUNHENG_CRASH_DATABASE="+database)
	var out bytes.Buffer
	c.Stdout, c.Stderr = &out, &out
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(after) // the one sleep: the moment of death is meant to be any
	_ = c.Process.Kill()
	_ = c.Wait()
	for lines := bufio.NewScanner(&out); lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		school, text, _ := strings.Cut(rest, " ")
		value, err := strconv.ParseInt(text, 10, 64)
		switch {
		case word == "try" && err == nil:
			expect[school] = append(expect[school], value)
		case word == "done" && err == nil:
			expect[school] = []int64{value}
		case word == "error":
			t.Error(lines.Text())
		}
	}
}

// whole checks that an import is all there or not at all.
func (w *world) whole(i *models.Import, before int) models.ImportStatus {
	w.t.Helper()
	now, err := w.store.For(w.op).Import(w.ctx(), i.ID)
	w.must(err)
	n, err := w.store.For(w.op).TeacherCount(w.ctx(), nil)
	w.must(err)
	switch {
	case now.Status == models.Succeeded && n == 10_000:
	case now.Status != models.Succeeded && n == before:
	default:
		w.t.Fatalf("import is %s and there are %d teachers, %d before", now.Status, n, before)
	}
	return now.Status
}

// unreported stands for a figure that is not reported.
const unreported = -1

// figures are the values that the writers write, as they are now, by school.
func (w *world) figures() map[string][]int64 {
	w.t.Helper()
	found := map[string][]int64{}
	for n := range 20 {
		row, err := w.store.For(w.op).SchoolYear(w.ctx(), code(county, n), theYear)
		w.must(err)
		value := int64(unreported)
		if row.EquipmentValue != nil {
			value = int64(*row.EquipmentValue)
		}
		found[row.SchoolCode] = []int64{value}
	}
	return found
}

// acknowledged checks that each school has the last value acknowledged, or one tried after it.
func (w *world) acknowledged(expect map[string][]int64) {
	w.t.Helper()
	for school, now := range w.figures() {
		if !slices.Contains(expect[school], now[0]) {
			w.t.Fatalf("school %s: got %d, want one of %v", school, now[0], expect[school])
		}
	}
}

// release ends the lease of a runner that was killed.
func (w *world) release(i *models.Import) error {
	now, err := w.store.For(w.op).Import(w.ctx(), i.ID)
	if err != nil || now.Status != models.Running {
		return err
	}
	return w.store.InTx(w.ctx(), w.op, func(tx *store.Tx) error {
		_, err := tx.Unscoped().UpdateImport(w.ctx(), i.ID, now.LockedBy, map[string]any{"locked_until": time.Now().UTC().Add(-time.Minute)})
		return err
	})
}

func (w *world) emptyRoster() {
	w.t.Helper()
	w.must(w.store.InTx(w.ctx(), w.op, func(tx *store.Tx) error { return tx.DeleteTeachers(w.ctx(), county, theYear) }))
	w.recompute(county, theYear)
}
