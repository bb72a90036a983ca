package app_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"sync"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
)

func TestThirtyTwoWritersLoseNothing(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		const writers, each, schools = 32, 12, 8
		w.schools(county, schools)
		for s := range schools { // the year exists for all
			_, err := w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: code(county, s), Year: theYear, Values: map[string]any{"multimediaRooms": 0}})
			w.must(err)
		}
		var wg sync.WaitGroup
		var mu sync.Mutex
		added, conflicts := make([]int, schools), 0
		for n := range writers {
			wg.Go(func() {
				r := rand.New(rand.NewPCG(uint64(n), 1))
				for range each {
					s := r.IntN(schools)
					scope := w.store.For(w.op)
					for { // read, add one, write: a conflict means read again
						row, err := scope.SchoolYear(w.ctx(), code(county, s), theYear)
						if err != nil {
							t.Error(err)
							return
						}
						_, err = w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{
							SchoolCode: row.SchoolCode, Year: theYear, ExpectedVersion: &row.Version,
							Values: map[string]any{"multimediaRooms": *row.MultimediaRooms + 1, "studentsPrimary": 100 + *row.MultimediaRooms},
						})
						if p, ok := app.Problems(err); ok && p[0].Code == "VERSION_CONFLICT" {
							mu.Lock()
							conflicts++
							mu.Unlock()
							continue
						}
						if err != nil {
							t.Error(err)
							return
						}
						break
					}
					mu.Lock()
					added[s]++
					mu.Unlock()
					if _, _, err := w.RecordTeacher(w.ctx(), w.op, theYear, indicator.Teacher{
						Code: fmt.Sprintf("%d-%d", n, s), SchoolCode: code(county, s), Stage: indicator.Primary, Subject: "音乐", Degree: indicator.Master, BackboneLevel: indicator.BackboneNone, IsFullTime: true,
					}); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		for s, want := range added {
			row, err := w.store.For(w.op).SchoolYear(w.ctx(), code(county, s), theYear)
			w.must(err)
			if *row.MultimediaRooms != want || row.Version != want+1 {
				t.Errorf("school %d: got %d rooms at version %d, want %d at %d", s, *row.MultimediaRooms, row.Version, want, want+1)
			}
		}
		before := w.results(county, theYear)
		w.recompute(county, theYear)
		if after := w.results(county, theYear); !reflect.DeepEqual(before, after) {
			t.Error("results differ from a full recomputation")
		}
		t.Logf("%d writes, %d conflicts", writers*each, conflicts)
	})
}
