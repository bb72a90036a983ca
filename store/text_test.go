package store_test

import (
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// TestAnyTextCanBeAskedFor holds texts that databases stumble over: they are found as they are, and nothing else is.
func TestAnyTextCanBeAskedFor(t *testing.T) {
	texts := []string{
		"闫家小学", "第一小学😀", "100%", "a_b", "o'brien", `back\slash`, `quote"quote`, "`tick`", "Ａ全角", "é", "e\u0301", "ß", "SS", "ss",
		"1 OR 1=1", "?", "\u202e", "\x00", "\ufffd", "ﷺ",
	}
	each(t, func(t *testing.T, s *store.Store) {
		for i, text := range texts {
			put(t, s, models.School{Code: code(county, i), RegionCode: county, Name: text, NameSort: store.SortKey(text), UpdatedAt: moment})
		}
		scope := s.For(auth.Operator())
		for i, text := range texts {
			for name, w := range map[string]*store.SchoolWhere{
				"eq": {Name: &store.StringFilter{Eq: &text}}, "in": {Name: &store.StringFilter{In: []string{text}}},
			} {
				l, err := scope.Schools(t.Context(), w, nil, store.Page{})
				if err != nil || len(l.Items) != 1 || l.Items[0].Code != code(county, i) || l.Items[0].Name != text {
					t.Errorf("%s %q: got %+v, %v", name, text, l, err)
				}
			}
			l, err := scope.Schools(t.Context(), &store.SchoolWhere{Name: &store.StringFilter{Contains: &text}}, nil, store.Page{})
			if err != nil || len(l.Items) == 0 {
				t.Errorf("contains %q: got %+v, %v", text, l, err)
			}
		}
		l, err := scope.Schools(t.Context(), nil, &store.SchoolOrder{Field: store.SchoolByName, Direction: store.Ascending}, store.Page{})
		if err != nil || len(l.Items) != len(texts) {
			t.Errorf("by name: got %d, %v", len(l.Items), err)
		}
	})
}
