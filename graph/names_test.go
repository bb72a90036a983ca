package graph_test

import (
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

func TestReadingNamesIsWrittenDown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, s *store.Store) {
		w := newWorld(t, s, 2)
		lines := func() (n int) {
			v := auth.Viewer{AccountID: "reader", Role: models.Bureau, RegionCodes: []string{here}}
			list, err := s.For(v).AuditLines(t.Context(), 100)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range list {
				if l.Action == string(auth.ReadTeacherNames) {
					n++
				}
			}
			return n
		}
		for _, c := range []struct {
			who, query string
			want       int
		}{
			{"bureau", `{ teachers(first: 5) { nodes { code } } schools { nodes { name } } }`, 0},
			{"bureau", `{ teachers(first: 5) { nodes { code name } } }`, 1},
			{"bureau", `{ schools { nodes { teachers { edges { node { ...T } } } } } } fragment T on Teacher { subject ... on Teacher { name } }`, 1},
			{"school", `{ viewer { school { teachers { nodes { n: name } } } } }`, 1},
			{"inspector", `{ teachers(first: 5) { nodes { code name } } }`, 0},
			{"bureau", `{ nodes(ids: ["x"]) { ... on Teacher { name } } }`, 1},
		} {
			before := lines()
			w.data(c.who, c.query, nil)
			if got := lines() - before; got != c.want {
				t.Errorf("%s, %s: %d lines, want %d", c.who, c.query, got, c.want)
			}
		}
	})
}
