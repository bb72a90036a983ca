package trial_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
	"github.com/junheng/junheng/workbook"
)

// Bounds of the trial by killing. JUNHENG_KILLS sets how often the server is killed on each database.
const (
	kills        = 2
	killSchools  = 20
	killTeachers = 10_000
	killWriters  = 4
)

// TestKilledServersKeepWhatTheyAcknowledged kills the server at any moment of an import and of concurrent writes over HTTP.
// Afterwards the import is whole or not there, every acknowledged write is, results are those of a full recomputation,
// and the next server finishes the import once.
func TestKilledServersKeepWhatTheyAcknowledged(t *testing.T) {
	times := kills
	if n, err := strconv.Atoi(os.Getenv("JUNHENG_KILLS")); err == nil {
		times = n
	}
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			w := newWorld(t, kind, killSchools)
			content := file(t, roster())
			r := rand.New(rand.NewPCG(5, 44))
			ends := map[models.ImportStatus]int{}
			for round := range times {
				ends[w.killOnce(content, time.Duration(20+r.IntN(1600))*time.Millisecond, round)]++
			}
			t.Logf("%d kills, imports stood at %v", times, ends)
		})
	}
}

// roster is a workbook of the county's schools with 10,000 teachers.
func roster() *workbook.Book {
	b := &workbook.Book{}
	for i := range killSchools {
		addSchool(b, here, i)
	}
	b.Teachers = b.Teachers[:0]
	for i := range killTeachers {
		b.Teachers = append(b.Teachers, workbook.Teacher{Year: theYear, Teacher: indicator.Teacher{
			Code: fmt.Sprintf("K%05d", i), SchoolCode: code(here, i%killSchools), Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor,
			BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: true,
		}})
	}
	return b
}

// killOnce is one round; it answers how far the import was when the server died.
func (w *world) killOnce(content []byte, after time.Duration, round int) models.ImportStatus {
	w.t.Helper()
	w.emptyRoster()
	token := w.forge("bureau", 10*time.Minute)
	expect := w.equipment()
	id := w.queue(token, content, false)
	var mu sync.Mutex
	var wg sync.WaitGroup
	for n := range killWriters {
		wg.Go(func() { w.writeUntilDeath(token, n, round, &mu, expect) })
	}
	time.Sleep(after) // the one sleep: the moment of death is meant to be any
	w.kill()
	wg.Wait()

	imports, err := w.store.For(auth.Operator()).Imports(w.t.Context(), store.Page{First: new(1)})
	w.must(err)
	stood := imports.Items[0]
	count, err := w.store.For(auth.Operator()).TeacherCount(w.t.Context(), nil)
	w.must(err)
	if want := map[bool]int{true: killTeachers}[stood.Status == models.Succeeded]; count != want {
		w.t.Fatalf("round %d, killed after %s: the import is %s and there are %d teachers", round, after, stood.Status, count)
	}
	if stood.Status == models.Succeeded { // the workbook has these figures too; a write before it is overwritten
		for school := range expect {
			expect[school] = append(expect[school], int64(decimal(150)))
		}
	}
	for school, now := range w.equipment() {
		if !slices.Contains(expect[school], now[0]) {
			w.t.Fatalf("round %d, killed after %s: school %s has %d, want one of %v", round, after, school, now[0], expect[school])
		}
	}
	w.areTrue()

	w.must(w.release(stood))
	w.serve()
	if status := w.finished(token, id); status != "SUCCEEDED" {
		w.t.Fatalf("round %d: after the restart the import is %s: %s", round, status, w.said())
	}
	count, err = w.store.For(auth.Operator()).TeacherCount(w.t.Context(), nil)
	w.must(err)
	if count != killTeachers {
		w.t.Fatalf("round %d: %d teachers after the restart", round, count)
	}
	w.areTrue()
	return stood.Status
}

// writeUntilDeath writes figures of five schools until the server is gone. What may stand in the database then is the last
// value acknowledged, or the one tried after it.
func (w *world) writeUntilDeath(token string, n, round int, mu *sync.Mutex, expect map[string][]int64) {
	r := rand.New(rand.NewPCG(uint64(round), uint64(n)))
	const mutation = `mutation($s: String!, $y: Int!, $v: Decimal) { recordSchoolYear(input: {schoolCode: $s, year: $y, values: {equipmentValue: $v}}) { schoolYear { version } userErrors { code } } }`
	for {
		school, value := code(here, n*5+r.IntN(5)), indicator.Decimal(r.Int64N(1e9))
		mu.Lock()
		expect[school] = append(expect[school], int64(value))
		mu.Unlock()
		a, err := send(request(w.t.Context(), w.t, w.url, token, mutation, map[string]any{"s": school, "y": theYear, "v": value.String()}))
		if err != nil {
			return // dead
		}
		var data struct {
			RecordSchoolYear struct {
				SchoolYear *struct{ Version int }
				UserErrors []any
			}
		}
		if err := json.Unmarshal(a.Data, &data); err != nil || data.RecordSchoolYear.SchoolYear == nil {
			w.t.Errorf("a write is refused: %d %.300s", a.Status, a.Body)
			return
		}
		mu.Lock()
		expect[school] = []int64{int64(value)}
		mu.Unlock()
	}
}

// equipment is the figure that the writers write, by school.
func (w *world) equipment() map[string][]int64 {
	w.t.Helper()
	found := map[string][]int64{}
	for n := range killSchools {
		row, err := w.store.For(auth.Operator()).SchoolYear(w.t.Context(), code(here, n), theYear)
		w.must(err)
		found[row.SchoolCode] = []int64{int64(*row.EquipmentValue)}
	}
	return found
}

// emptyRoster takes all teachers away, so that an import that is half there would show.
func (w *world) emptyRoster() {
	w.t.Helper()
	w.must(w.store.InTx(w.t.Context(), auth.Operator(), func(tx *store.Tx) error {
		for _, region := range []string{here, there} {
			for year := theYear - 1; year <= theYear; year++ {
				if err := tx.DeleteTeachers(w.t.Context(), region, year); err != nil {
					return err
				}
			}
		}
		return w.app.Recompute(w.t.Context(), tx.Facts(), here, theYear)
	}))
}

// release ends the lease of the server that was killed, so that the next need not wait a minute for its end.
func (w *world) release(i *models.Import) error {
	if i.Status != models.Running {
		return nil
	}
	return w.store.InTx(w.t.Context(), auth.Operator(), func(tx *store.Tx) error {
		_, err := tx.Unscoped().UpdateImport(w.t.Context(), i.ID, i.LockedBy, map[string]any{"locked_until": time.Now().UTC().Add(-time.Minute)})
		return err
	})
}
