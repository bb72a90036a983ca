package trial_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/workbook"
)

// manual are the operations that the documents of the API offer, by name.
func manual(t *testing.T) map[string]string {
	t.Helper()
	schema, folder := theSchema(t), filepath.Join("..", "..", "docs", "api")
	first, err := os.ReadFile(filepath.Join(folder, "first-query.md"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, m := range regexp.MustCompile("(?s)```graphql\n(.*?)```").FindAllStringSubmatch(string(first), -1) {
		texts = append(texts, m[1])
	}
	files, err := filepath.Glob(filepath.Join(folder, "operations", "*.graphql"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no operations: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		texts = append(texts, string(text))
	}
	operations := map[string]string{}
	for _, text := range texts {
		document, errs := gqlparser.LoadQueryWithRules(schema, text, nil)
		if len(errs) > 0 {
			t.Fatalf("%v in\n%s", errs, text)
		}
		for i, o := range document.Operations {
			end := len(text)
			if i+1 < len(document.Operations) {
				end = document.Operations[i+1].Position.Start
			}
			operations[o.Name] = text[o.Position.Start:end]
		}
	}
	return operations
}

// runsAlone says that an operation asks for nothing but what it has a default for.
func runsAlone(t *testing.T, text string) bool {
	t.Helper()
	document, err := gqlparser.LoadQueryWithRules(theSchema(t), text, nil)
	if len(err) > 0 {
		t.Fatal(err)
	}
	o := document.Operations[0]
	for _, v := range o.VariableDefinitions {
		if v.Type.NonNull && v.DefaultValue == nil {
			return false
		}
	}
	return o.Operation == ast.Query
}

// TestTheManualWorks runs what the documents of the API offer against the demo county, as they stand.
func TestTheManualWorks(t *testing.T) {
	operations := manual(t)
	p := start(t, "demo", "JUNHENG_DATABASE=sqlite:"+filepath.Join(t.TempDir(), "demo.db"), "JUNHENG_DEMO_PASSWORD="+password)
	tokens := map[string]string{}
	for _, who := range []string{"bureau", "school", "inspector"} {
		var got struct {
			SignIn struct{ AccessToken, RefreshToken string }
		}
		into(t, p.ask("", operations["SignIn"], map[string]any{"username": who, "password": password}), &got)
		tokens[who] = got.SignIn.AccessToken
	}
	for who, token := range tokens {
		for name, text := range operations {
			if !runsAlone(t, text) {
				continue
			}
			a := p.ask(token, text, nil)
			if who == "school" && (name == "Repair" || name == "Simulate") && a.code() == "FORBIDDEN" {
				continue
			}
			var data map[string]json.RawMessage
			into(t, a, &data)
			for field, value := range data {
				if string(value) == "null" {
					t.Errorf("%s, as %s: %s is null", name, who, field)
				}
			}
		}
	}
	for who, units := range map[string]int{"bureau": 10, "inspector": 10, "school": 1} {
		var got struct {
			CountyAssessment struct{ Indicators, Balances []struct{} }
			Weakest          struct{ Nodes []struct{} }
		}
		into(t, p.ask(tokens[who], operations["FirstQuery"], nil), &got)
		if c := got.CountyAssessment; len(c.Indicators) != 33 || len(c.Balances) != 14 || len(got.Weakest.Nodes) != units {
			t.Errorf("%s: %d indicators, %d balances, %d units; want 33, 14, %d", who, len(c.Indicators), len(c.Balances), len(got.Weakest.Nodes), units)
		}
	}

	var year struct {
		RecordSchoolYear struct {
			SchoolYear struct{ Version int }
			UserErrors []struct{ Code string }
		}
	}
	record := func(version int) string {
		into(t, p.ask(tokens["school"], operations["RecordSchoolYear"], map[string]any{"input": map[string]any{
			"schoolCode": "4201079901", "year": 2023, "values": map[string]any{"multimediaRooms": 31}, "expectedVersion": version,
		}}), &year)
		if e := year.RecordSchoolYear.UserErrors; len(e) > 0 {
			return e[0].Code
		}
		return ""
	}
	if code := record(1); code != "" {
		t.Errorf("recording a year is refused: %s", code)
	}
	if code := record(1); code != "VERSION_CONFLICT" {
		t.Errorf("recording over a newer version: %q, want VERSION_CONFLICT", code)
	}

	var file bytes.Buffer
	if err := workbook.WriteCounty(&file, demo.Book()); err != nil {
		t.Fatal(err)
	}
	upload := p.upload(tokens["bureau"], file.Bytes())
	var begun struct {
		ImportWorkbook struct{ Import struct{ ID string } }
	}
	into(t, p.ask(tokens["bureau"], operations["ImportWorkbook"], map[string]any{"uploadId": upload}), &begun)
	id := begun.ImportWorkbook.Import.ID
	p.finished(tokens["bureau"], id)
	var done struct {
		Node struct {
			Status                      string
			Created, Updated, Unchanged int
		}
	}
	into(t, p.ask(tokens["bureau"], operations["Import"], map[string]any{"id": id}), &done)
	if n := done.Node; n.Status != "SUCCEEDED" || n.Created != 0 || n.Updated != 1 {
		t.Errorf("a dry run over one changed year: %+v", n)
	}

	into(t, p.ask(tokens["bureau"], operations["SignOut"], nil), nil)
	if a := p.ask(tokens["bureau"], operations["FirstQuery"], nil); a.code() != "UNAUTHENTICATED" {
		t.Errorf("after signing out: %q, want UNAUTHENTICATED", a.code())
	}
}

// into takes the data of an answer that has no errors.
func into(t *testing.T, a answer, value any) {
	t.Helper()
	if len(a.Errors) > 0 {
		t.Fatalf("%d: %s", a.Status, strings.TrimSpace(string(a.Body)))
	}
	if value == nil {
		return
	}
	if err := json.Unmarshal(a.Data, value); err != nil {
		t.Fatal(err)
	}
}
