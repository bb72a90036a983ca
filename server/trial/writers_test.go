package trial_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store/storetest"
)

// TestThirtyTwoClientsLoseNoUpdate lets 32 clients add one to figures of the same county over HTTP: read, add, write with the
// version read; a conflict means reading again. At the end each figure is the number of acknowledged writes.
func TestThirtyTwoClientsLoseNoUpdate(t *testing.T) {
	const clients, each, schools = 32, 10, 8
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			w := newWorld(t, kind, schools)
			token := w.forge("bureau", 10*time.Minute)
			for n := range schools {
				w.data(token, writeOne, map[string]any{"s": code(here, n), "y": theYear, "n": 0})
			}
			var added [schools]atomic.Int64
			var conflicts atomic.Int64
			var wg sync.WaitGroup
			for c := range clients {
				wg.Go(func() {
					r := rand.New(rand.NewPCG(uint64(c), 32))
					for range each {
						n := r.IntN(schools)
						if err := w.addOne(token, code(here, n), c, &conflicts); err != nil {
							t.Error(err)
							return
						}
						added[n].Add(1)
					}
				})
			}
			wg.Wait()
			for n := range schools {
				row, err := w.store.For(auth.Operator()).SchoolYear(t.Context(), code(here, n), theYear)
				w.must(err)
				if want := int(added[n].Load()); row.Boarders == nil || *row.Boarders != want {
					t.Errorf("school %d has %v, %d were acknowledged", n, row.Boarders, want)
				}
			}
			w.areTrue()
			w.lives()
			t.Logf("%d writes, %d conflicts", clients*each, conflicts.Load())
		})
	}
}

const writeOne = `mutation($s: String!, $y: Int!, $n: Int, $v: Int, $t: Int) { recordSchoolYear(input: {schoolCode: $s, year: $y, values: {boarders: $n, multimediaRooms: $t}, expectedVersion: $v}) {
	schoolYear { boarders version } assessments { verdict results { status } } userErrors { code } } }`

// addOne adds one to a school's figure, reading again after each conflict. Now and then it writes a county figure too,
// which every other writer's results depend on.
func (w *world) addOne(token, school string, client int, conflicts *atomic.Int64) error {
	for {
		var read struct {
			School struct {
				Year struct{ Boarders, Version int }
			}
		}
		if err := w.try(token, `query($s: String!, $y: Int!) { school(code: $s) { year(year: $y) { boarders version } } }`, map[string]any{"s": school, "y": theYear}, &read); err != nil {
			return err
		}
		next := read.School.Year.Boarders + 1
		var written struct {
			RecordSchoolYear struct {
				SchoolYear *struct{ Boarders int }
				UserErrors []struct{ Code string }
			}
		}
		if err := w.try(token, writeOne, map[string]any{"s": school, "y": theYear, "n": next, "v": read.School.Year.Version, "t": 10 + next}, &written); err != nil {
			return err
		}
		switch got := written.RecordSchoolYear; {
		case got.SchoolYear != nil && got.SchoolYear.Boarders == next:
			if next%5 != 0 {
				return nil
			}
			return w.try(token, `mutation($r: String!, $y: Int!, $n: Int) { recordCountyYear(input: {regionCode: $r, year: $y, values: {visited: $n}}) { countyYear { version } userErrors { code } } }`,
				map[string]any{"r": here, "y": theYear, "n": client + 100}, &struct{}{})
		case len(got.UserErrors) == 1 && (got.UserErrors[0].Code == "VERSION_CONFLICT" || got.UserErrors[0].Code == "CONFLICT"):
			conflicts.Add(1)
		default:
			return fmt.Errorf("written %+v", got)
		}
	}
}

// try asks and takes any error but those in a payload for a failure.
func (w *world) try(token, query string, variables map[string]any, into any) error {
	a, err := send(request(w.t.Context(), w.t, w.url, token, query, variables))
	if err != nil {
		return err
	}
	if len(a.Errors) > 0 {
		return fmt.Errorf("%d %.300s", a.Status, a.Body)
	}
	return json.Unmarshal(a.Data, into)
}
