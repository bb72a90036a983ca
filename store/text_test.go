package store_test

import (
	"database/sql"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// TestAnyTextCanBeAskedFor holds texts that databases stumble over: they are found as they are, and nothing else is.
func TestAnyTextCanBeAskedFor(t *testing.T) {
	texts := []string{
		"闫家小学", "第一小学😀", "𠮷田小学", "𡈽", "100%", "a_b", "o'brien", `back\slash`, `quote"quote`, "`tick`", "Ａ全角", "é", "e\u0301", "ß", "SS", "ss",
		"1 OR 1=1", "?", "\u202e", "\x00", "\ufffd", "ﷺ",
	}
	eachTexts(t, func(t *testing.T, s *store.Store) {
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
		most := store.MaxPage
		l, err := scope.Schools(t.Context(), nil, &store.SchoolOrder{Field: store.SchoolByName, Direction: store.Ascending}, store.Page{First: &most})
		if err != nil || len(l.Items) != len(texts) {
			t.Errorf("by name: got %d, %v", len(l.Items), err)
		}
	})
}

// TestASearchMayBeTypedWide asks as Chinese input methods type, for names that are kept plain and for names that are kept wide.
func TestASearchMayBeTypedWide(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		for i, name := range []string{"Happy小学（1部）", "Ｈａｐｐｙ小学"} {
			put(t, s, models.School{Code: code(county, i), RegionCode: county, Name: name, NameSort: store.SortKey(name), UpdatedAt: moment})
		}
		name := "王3"
		put(t, s, models.Account{ID: "wang", Username: "wang3", Name: &name, Role: models.Bureau, RegionCode: county, Inspects: []string{}, CreatedAt: moment, UpdatedAt: moment})
		scope := s.For(auth.Operator())
		for _, c := range []struct {
			search            string
			schools, accounts int
		}{
			{"Ｈａｐｐｙ", 2, 0},
			{"Happy", 1, 0},
			{"　小学　", 2, 0},
			{"１部", 1, 0},
			{"４２０１０７０００１", 1, 0},
			{"４２０１", 2, 0},
			{"ｗａｎｇ３", 0, 1},
			{"王３", 0, 1},
			{"４３", 0, 0},
		} {
			schools, err := scope.Schools(t.Context(), &store.SchoolWhere{Search: &c.search}, nil, store.Page{})
			if err != nil || len(schools.Items) != c.schools {
				t.Errorf("schools of %s: got %+v, %v, want %d", c.search, schools, err, c.schools)
			}
			accounts, err := scope.Accounts(t.Context(), &store.AccountWhere{Search: &c.search}, store.Page{})
			if err != nil || len(accounts.Items) != c.accounts {
				t.Errorf("accounts of %s: got %+v, %v, want %d", c.search, accounts, err, c.accounts)
			}
		}
	})
}

// eachTexts is each, and a MySQL database whose name asks for a connection of an older character set.
func eachTexts(t *testing.T, test func(*testing.T, *store.Store)) {
	t.Helper()
	each(t, test)
	if !slices.Contains(storetest.Kinds(), "mysql") {
		return
	}
	t.Run("mysql named with latin1", func(t *testing.T) {
		name, options, _ := strings.Cut(storetest.Migrated(t, "mysql"), "?")
		s, err := store.Open(t.Context(), name+"?charset=latin1&"+options)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = s.Close() })
		for name, pool := range map[string]*sql.DB{"readers": s.ReadPool(), "writers": s.WritePool()} { // what is garbled both ways looks right
			var spoken string
			err := pool.QueryRowContext(t.Context(), "SELECT CONCAT_WS(' ', @@character_set_client, @@character_set_results, @@collation_connection)").Scan(&spoken)
			if err != nil || spoken != "utf8mb4 utf8mb4 utf8mb4_bin" {
				t.Errorf("%s speak %s, %v", name, spoken, err)
			}
		}
		test(t, s)
	})
}

func TestADatabaseThatCannotKeepEveryTextIsRefused(t *testing.T) {
	if !slices.Contains(storetest.Kinds(), "mysql") {
		t.Skip("SQLite keeps UTF-8 and nothing else")
	}
	for _, charset := range []string{"latin1", "utf8mb3", "gbk"} {
		database := storetest.Database(t, "mysql")
		if _, err := storetest.SQL(t, database).ExecContext(t.Context(), "ALTER DATABASE CHARACTER SET "+charset); err != nil {
			t.Fatal(err)
		}
		s, err := store.Open(t.Context(), database)
		if err == nil {
			_ = s.Close()
		}
		if !errors.Is(err, store.ErrCharset) || !strings.Contains(err.Error(), charset) || !strings.Contains(err.Error(), "test_") {
			t.Errorf("%s: got %v, want a refusal that names it and the database", charset, err)
		}
	}
}
