package docs_test

import (
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/workbook"
)

// Words of names that could only be about one person whom nobody has to know here.
var (
	ofOne = words("birth birthday birthdate born guardian mother father gender sex ethnicity nationality religion passport identity idcard hukou phone mobile photo portrait diagnosis")
	pupil = words("pupil pupils student students child children")
	named = words("name names code codes number numbers no id ids key card address list roster record records")
)

func words(s string) []string { return strings.Fields(s) }

var aWord = regexp.MustCompile(`[A-Z]+(?:[a-z]+|\b|_)|[a-z]+|\d+`)

// isOfOnePupil tells whether a name, in whatever case, is that of a pupil or of something about one. Counts of pupils are none.
func isOfOnePupil(name string) bool {
	var parts []string
	for _, w := range aWord.FindAllString(name, -1) {
		parts = append(parts, strings.ToLower(strings.Trim(w, "_")))
	}
	has := func(list []string) bool {
		return slices.ContainsFunc(parts, func(w string) bool { return slices.Contains(list, w) })
	}
	return has(ofOne) || has(pupil) && has(named) || strings.Contains(strings.Join(parts, " "), "id card")
}

// TestNothingIsKeptOfASinglePupil goes through all columns, all of the API and all of the workbook.
func TestNothingIsKeptOfASinglePupil(t *testing.T) {
	for name, want := range map[string]bool{
		"student_name": true, "pupilCode": true, "birth_date": true, "STUDENT_ID": true, "id_card": true, "idCard": true, "guardian_phone": true, "childrenList": true,
		"students_primary": false, "disabledChildren": false, "parent_code": false, "migrantStudents": false, "name": false,
	} {
		if got := isOfOnePupil(name); got != want {
			t.Fatalf("%s: got %v", name, got)
		}
	}
	seen := 0
	check := func(where, name string) {
		seen++
		if isOfOnePupil(name) {
			t.Errorf("%s: %s is of a single pupil or of what nobody has to know of a person", where, name)
		}
	}
	table := func(where, name string) { // a table or type of pupils has a row for each
		check(where, name)
		if slices.Contains(pupil, strings.ToLower(name)) {
			t.Errorf("%s: %s has one row a pupil", where, name)
		}
	}
	migrations, err := filepath.Glob("../store/migrations/*/*.sql")
	if err != nil || len(migrations) == 0 {
		t.Fatalf("no migrations: %v", err)
	}
	column := regexp.MustCompile(`(?m)^\s+([a-z]\w*) |ADD (?:COLUMN )?(\w+)`)
	for _, file := range migrations {
		sql := read(t, file)
		for _, m := range regexp.MustCompile(`CREATE TABLE (\w+)`).FindAllStringSubmatch(sql, -1) {
			table(file, m[1])
		}
		for _, m := range column.FindAllStringSubmatch(sql, -1) {
			check(file, m[1]+m[2])
		}
	}
	schema, err := gqlparser.LoadSchema(&ast.Source{Name: "api/schema.graphql", Input: read(t, "api/schema.graphql")})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range schema.Types {
		if d.BuiltIn {
			continue
		}
		table("schema", d.Name)
		for _, f := range d.Fields {
			check("schema, "+d.Name, f.Name)
			for _, a := range f.Arguments {
				check("schema, "+d.Name+"."+f.Name, a.Name)
			}
		}
		for _, v := range d.EnumValues {
			check("schema, "+d.Name, v.Name)
		}
	}
	for _, sheet := range workbook.Sheets() {
		for _, f := range workbook.Fields(sheet) {
			check("dictionary, "+sheet, f.Key)
		}
	}
	if seen < 1000 {
		t.Errorf("looked at %d names only", seen)
	}
}

// TestPupilsAreNoClassOfPersonalData holds the page on personal data to the same.
func TestPupilsAreNoClassOfPersonalData(t *testing.T) {
	text := read(t, "privacy.md")
	if !strings.Contains(text, "Pupils are counts, never persons") {
		t.Error("the page does not say that pupils are counts")
	}
	for _, line := range regexp.MustCompile("(?m)^## .*$|^\\| `.*$").FindAllString(text, -1) {
		if regexp.MustCompile(`(?i)\b(pupils?|students?|child(ren)?|guardians?)\b|学生|监护人`).MatchString(line) {
			t.Errorf("pupils have become persons: %s", line)
		}
	}
}
