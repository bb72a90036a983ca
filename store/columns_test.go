package store_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"gorm.io/gorm/schema"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// lasting are columns that say where a row belongs, whose it is and since when: they stay as they were made.
var lasting = []string{"region_code", "school_code", "account_id", "session_id", "upload_id", "created_at", "issued_at"}

// moving are those that a use case changes all the same.
var moving = map[string]string{
	"accounts.region_code":      "a bureau gives an account another region",
	"accounts.school_code":      "or another school",
	"teachers.school_code":      "a county's workbook may have a teacher at another of its schools",
	"oddity_reviews.account_id": "the last who looked at the figures answers for them",
	"second_factors.created_at": "setting one up anew makes a new one",
}

func parsed(t *testing.T, model any) *schema.Schema {
	t.Helper()
	m, err := schema.Parse(model, &sync.Map{}, schema.NamingStrategy{})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestWhereARowBelongsIsSaidOnce(t *testing.T) {
	moved := 0
	for _, model := range models.Tables() {
		m := parsed(t, model)
		for _, f := range m.Fields {
			name := m.Table + "." + f.DBName
			if f.PrimaryKey || !slices.Contains(lasting, f.DBName) {
				continue
			}
			why := moving[name]
			if why != "" {
				moved++
			}
			if f.Updatable != (why != "") {
				t.Errorf("%s: updates may change it: %t; allowed because %q", name, f.Updatable, why)
			}
		}
	}
	if moved != len(moving) {
		t.Errorf("%d of %d columns that may change are there", moved, len(moving))
	}
}

// Writing a row over another one with the same key leaves its lasting columns, and changes all others.
func TestKeepingARowLeavesWhereItBelongs(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			database := storetest.Database(t, kind)
			s, err := store.Open(t.Context(), database)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = s.Close() }()
			if _, err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			for _, check := range []func(*testing.T, *store.Store, string){
				kept[models.Region], kept[models.School], kept[models.SchoolYear], kept[models.Teacher], kept[models.CountyYear], kept[models.FundingYear],
				kept[models.Attestation], kept[models.OddityReview], kept[models.SchoolAssessment], kept[models.SchoolStanding], kept[models.CountyTally],
				kept[models.ImportIssue], kept[models.Account], kept[models.Session], kept[models.RefreshToken], kept[models.Import], kept[models.Upload],
			} {
				check(t, s, database)
			}
		})
	}
}

// kept keeps two rows of T that have the key in common and nothing else.
func kept[T any](t *testing.T, s *store.Store, database string) {
	t.Helper()
	m := parsed(t, new(T))
	keep := func(n int) map[string]string {
		row := filledWith[T](m, n)
		err := s.InTx(t.Context(), auth.Operator(), func(tx *store.Tx) error { return store.Keep(t.Context(), tx.Facts(), []T{row}) })
		if err != nil {
			t.Fatalf("%s: %v", m.Table, err)
		}
		return onlyRow(t, database, m.Table)
	}
	before, after := keep(1), keep(2)
	for _, f := range m.Fields {
		stays := f.PrimaryKey || slices.Contains(lasting, f.DBName) && moving[m.Table+"."+f.DBName] == ""
		if same := before[f.DBName] == after[f.DBName]; same != stays {
			t.Errorf("%s.%s: %q becomes %q", m.Table, f.DBName, before[f.DBName], after[f.DBName])
		}
	}
}

// filledWith is a row whose fields are different for each n, but for its key.
func filledWith[T any](m *schema.Schema, n int) T {
	var row T
	v := reflect.ValueOf(&row).Elem()
	for _, f := range m.Fields {
		k := n
		if f.PrimaryKey {
			k = 1
		}
		field := v.FieldByIndex(f.StructField.Index)
		if field.Kind() == reflect.Pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		switch field.Kind() {
		case reflect.String:
			field.SetString(strings.Repeat(fmt.Sprint(k), 4))
		case reflect.Int, reflect.Int64:
			field.SetInt(int64(k))
		case reflect.Float64:
			field.SetFloat(float64(k) / 4)
		case reflect.Bool:
			field.SetBool(k == 1)
		case reflect.Map:
			field.Set(reflect.ValueOf(map[string]string{"k": fmt.Sprint(k)}))
		case reflect.Slice:
			text := fmt.Sprint(k)
			if field.Type().Elem().Kind() == reflect.String {
				field.Set(reflect.ValueOf([]string{text}))
			} else {
				field.SetBytes([]byte(text))
			}
		default:
			field.Set(reflect.ValueOf(moment.Add(time.Duration(k) * time.Hour)))
		}
	}
	return row
}

// onlyRow is a table's one row by column.
func onlyRow(t *testing.T, database, table string) map[string]string {
	t.Helper()
	rows, err := storetest.SQL(t, database).QueryContext(t.Context(), "SELECT * FROM "+table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	names, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	cells, into := make([]*string, len(names)), make([]any, len(names))
	for i := range cells {
		into[i] = &cells[i]
	}
	found := map[string]string{}
	for rows.Next() {
		if len(found) > 0 {
			t.Fatalf("%s has two rows", table)
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, name := range names {
			found[name] = "NULL"
			if cells[i] != nil {
				found[name] = *cells[i]
			}
		}
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return found
}

// Updates name their columns: a literal one, or a map of columns; never a struct, which may bring any. Whole rows are written by
// Keep alone. (The linter keeps out what writes a whole row in other ways.)
func TestUpdatesNameTheirColumns(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	updates, whole := 0, 0
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range file.Decls {
			maps := map[string]bool{} // parameters that are maps
			if f, isFunc := d.(*ast.FuncDecl); isFunc {
				for _, p := range f.Type.Params.List {
					for _, id := range p.Names {
						_, maps[id.Name] = p.Type.(*ast.MapType)
					}
				}
			}
			ast.Inspect(d, func(n ast.Node) bool {
				if id, isName := n.(*ast.Ident); isName && id.Name == "UpdateAll" {
					whole++
				}
				call, isCall := n.(*ast.CallExpr)
				if !isCall {
					return true
				}
				method, isMethod := call.Fun.(*ast.SelectorExpr)
				if !isMethod || method.Sel.Name != "Update" && method.Sel.Name != "Updates" {
					return true
				}
				updates++
				named := false
				switch arg := call.Args[0].(type) {
				case *ast.BasicLit:
					named = method.Sel.Name == "Update"
				case *ast.CompositeLit:
					_, named = arg.Type.(*ast.MapType)
				case *ast.Ident:
					named = maps[arg.Name]
				}
				if !named {
					t.Errorf("%s: an update does not name its columns", set.Position(n.Pos()))
				}
				return true
			})
		}
	}
	if updates < 10 || whole != 1 {
		t.Errorf("%d updates, %d that write whole rows", updates, whole)
	}
}
