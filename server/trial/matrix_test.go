package trial_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/vektah/gqlparser/v2/ast"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/workbook"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// TestEveryFieldGivesEveryCallerWhatTheMatrixSays asks every field that leads from one type to another, every mutation,
// every subscription and every file as everybody. The golden file is reviewed like code: a new field is a new line of it.
func TestEveryFieldGivesEveryCallerWhatTheMatrixSays(t *testing.T) {
	w := newWorld(t, "sqlite", 4)
	m := &matrix{world: w, rows: map[string][]string{}, ids: w.things()}
	m.args = arguments(m.ids)
	schema := theSchema(t)
	m.queries(schema)
	m.subscriptions(schema)
	m.files()
	m.mutations(schema)
	for _, d := range schema.Types {
		if d.Kind != ast.Object || strings.HasPrefix(d.Name, "__") {
			continue
		}
		for _, e := range edgesOf(schema, d) {
			if _, ok := m.rows[e.name()]; !ok {
				t.Errorf("%s is not in the matrix", e.name())
			}
		}
	}
	golden(t, "matrix.golden", m.text())
	w.lives()
}

type matrix struct {
	*world
	rows map[string][]string
	ids  map[string]string
	args map[string]string
}

// things are ids of the attacked county.
func (w *world) things() map[string]string {
	w.t.Helper()
	ids := map[string]string{}
	data := w.data(w.token("bureau"), fmt.Sprintf(`{ school(code: %q) { id } region(code: %q) { workbookUrl } }`, code(here, 0), here), nil)
	ids["school"] = data["school"].(map[string]any)["id"].(string)
	ids["workbook"] = data["region"].(map[string]any)["workbookUrl"].(string)
	ids["import"] = w.queue(w.token("bureau"), file(w.t, faulty()), true)
	if status := w.finished(w.token("bureau"), ids["import"]); status != "REJECTED" {
		w.t.Fatalf("a faulty workbook is %s", status)
	}
	data = w.data(w.token("bureau"), `query($id: ID!) { node(id: $id) { ... on Import { markedWorkbookUrl errors { totalCount } warnings { totalCount } } } }`, map[string]any{"id": ids["import"]})
	ids["marked"], _ = data["node"].(map[string]any)["markedWorkbookUrl"].(string)
	data = w.data(w.token("bureau"), fmt.Sprintf(`{ schoolAssessments(where: {year: %d}) { exportUrl(format: CSV) } }`, theYear), nil)
	ids["units"] = data["schoolAssessments"].(map[string]any)["exportUrl"].(string)
	ids["form"] = w.paper("bureau", map[string]any{"kind": "FORM", "regionCode": here, "year": theYear, "format": "OFFICE"})
	ids["sheet"] = w.paper("school", map[string]any{"kind": "SCHOOL_SHEET", "schoolCode": code(here, 0), "year": theYear, "format": "OFFICE"})
	ids["upload"] = w.upload(w.token("bureau"), file(w.t, twoCounties(4)))
	w.explain(w.odd(1_400_000)) // before it changed
	ids["oddity"] = w.odd(1_500_000)
	return ids
}

// paper asks for a paper and answers the link to it.
func (w *world) paper(who string, in map[string]any) string {
	w.t.Helper()
	data := w.data(w.token(who), `mutation($in: MakePaperInput!) { makePaper(input: $in) { url userErrors { code } } }`, map[string]any{"in": in})
	link, isThere := data["makePaper"].(map[string]any)["url"].(string)
	if !isThere {
		w.t.Fatalf("no paper for %s: %v", who, data)
	}
	return link
}

// faulty is a book with a mistake and something odd.
func faulty() *workbook.Book {
	b := &workbook.Book{}
	addSchool(b, here, 0)
	b.SchoolYears[1].Figures.BachelorTeachersPrimary = new(int)
	*b.SchoolYears[1].Figures.BachelorTeachersPrimary = 5000
	b.Teachers[0].SchoolCode = "4201159999"
	return b
}

func (m *matrix) set(row string, caller int, verdict string) {
	if m.rows[row] == nil {
		m.rows[row] = make([]string, len(callers))
	}
	m.rows[row][caller] = verdict
}

// queries asks every field that a query reaches.
func (m *matrix) queries(schema *ast.Schema) {
	m.t.Helper()
	for _, path := range pathsFrom(schema, schema.Query) {
		owner := schema.Query
		if len(path) > 0 {
			owner = schema.Types[path[len(path)-1].field.Type.Name()]
		}
		for _, e := range edgesOf(schema, owner) {
			way := append(slices.Clone(path), e)
			query := document(m.t, "query", way, m.args)
			for i, who := range callers {
				a := m.ask(m.token(who), query, nil)
				m.set(e.name(), i, m.judge(a, way))
			}
		}
	}
}

func (m *matrix) judge(a answer, way []edge) string {
	m.t.Helper()
	if code := a.code(); code != "" {
		return code
	}
	var data any
	if err := json.Unmarshal(a.Data, &data); err != nil {
		m.t.Fatalf("%d %.300s", a.Status, a.Body)
	}
	return reached(data, way)
}

// subscriptions takes the first event of each.
func (m *matrix) subscriptions(schema *ast.Schema) {
	m.t.Helper()
	for _, e := range edgesOf(schema, schema.Subscription) {
		query := document(m.t, "subscription", []edge{e}, m.args)
		for i, who := range callers {
			m.set(e.name(), i, m.judge(m.firstEvent(m.token(who), query), []edge{e}))
		}
	}
}

// firstEvent is the first answer of a stream, or the refusal of it.
func (p *process) firstEvent(token, query string) answer {
	p.t.Helper()
	r := request(within(p.t, patience), p.t, p.url, token, query, nil)
	r.Header.Set("Accept", "text/event-stream")
	res, err := client.Do(r)
	if err != nil {
		p.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	a := answer{Status: res.StatusCode, Header: res.Header}
	for lines := bufio.NewScanner(res.Body); lines.Scan(); {
		line := lines.Bytes()
		if text, ok := bytes.CutPrefix(line, []byte("data: ")); ok {
			line = text
		} else if !bytes.HasPrefix(line, []byte("{")) {
			continue
		}
		a.Body = bytes.Clone(line)
		if err := json.Unmarshal(line, &a); err != nil {
			p.t.Fatalf("%s: %v", line, err)
		}
		return a
	}
	p.t.Fatalf("%s: no event", query)
	return a
}

// files sends an upload and follows links that were made for the bureau.
func (m *matrix) files() {
	m.t.Helper()
	verdict := func(a answer) string {
		if a.Status == http.StatusOK {
			return "OK"
		}
		return a.code()
	}
	book := file(m.t, &workbook.Book{})
	for i, who := range callers {
		m.set("POST /uploads", i, verdict(m.raw(http.MethodPost, "/uploads?name=a.xlsx", m.token(who), nil, bytes.NewReader(book))))
		m.set("GET /downloads/county", i, verdict(m.raw(http.MethodGet, m.ids["workbook"], m.token(who), nil, nil)))
		m.set("GET /downloads/units", i, verdict(m.raw(http.MethodGet, m.ids["units"], m.token(who), nil, nil)))
		m.set("GET /downloads/paper", i, verdict(m.raw(http.MethodGet, m.ids["form"], m.token(who), nil, nil)))
		m.set("GET /downloads/paper of a school", i, verdict(m.raw(http.MethodGet, m.ids["sheet"], m.token(who), nil, nil)))
		m.set("GET /downloads/import", i, verdict(m.raw(http.MethodGet, m.ids["marked"], m.token(who), nil, nil)))
	}
}

// mutations does everything to the attacked county as everybody, those who may not do anything first.
func (m *matrix) mutations(schema *ast.Schema) {
	m.t.Helper()
	list := edgesOf(schema, schema.Mutation)
	slices.SortStableFunc(list, func(a, b edge) int { return strings.Compare(last(a), last(b)) })
	for _, e := range list {
		payload := schema.Types[e.field.Type.Name()]
		var selected []string
		for _, f := range edgesOf(schema, payload) {
			inner := "__typename"
			if f.field.Name == "userErrors" {
				inner = "code"
			}
			selected = append(selected, f.field.Name+" { "+inner+" }")
		}
		query := fmt.Sprintf("mutation($in: %s) { %s(input: $in) { %s } }", e.field.Arguments[0].Type.String(), e.field.Name, strings.Join(selected, " "))
		for i, who := range callers {
			in, token := m.input(e.field.Name, who)
			a := m.ask(token, query, map[string]any{"in": in})
			m.set(e.name(), i, m.judge(a, []edge{e}))
			var data map[string]map[string]any
			_ = json.Unmarshal(a.Data, &data)
			done := data[e.field.Name]
			if refusal := refusalOf(done); refusal != "" {
				m.set(e.name(), i, "USER_ERROR:"+refusal)
			}
			for _, f := range edgesOf(schema, payload) {
				v := m.rows[e.name()][i]
				if done != nil {
					v = reached(done[f.field.Name], nil)
				}
				m.set(f.name(), i, v)
			}
		}
	}
}

// last sorts what ends sessions behind everything else.
func last(e edge) string {
	if e.field.Name == "signOut" {
		return "2"
	}
	return "1"
}

// input is what a mutation is asked to do to the attacked county, and the token it is asked with. What can be done only
// once is there once for everybody.
func (m *matrix) input(mutation, who string) (map[string]any, string) {
	m.t.Helper()
	school, name, token := code(here, 0), strings.ToLower(who), m.token(who)
	in := map[string]any{}
	switch mutation {
	case "signIn":
		in = map[string]any{"username": "nobody-" + name, "password": "not the password"}
	case "refreshSession":
		in = map[string]any{"refreshToken": "nonsense"}
	case "signOut": // the session that is ended is another one, but for the newcomer's, whose row is the last
		if slices.Contains([]string{"bureau", "school", "inspector", "otherBureau", "otherSchool"}, who) {
			if token = m.signIn(name, password).access; token == "" {
				m.t.Fatalf("%s is not let in again", who)
			}
		}
	case "changePassword":
		in = map[string]any{"currentPassword": "not the password", "newPassword": "Ein-anderes-Kennwort-8"}
	case "prepareSecondFactor":
		in = map[string]any{"password": "not the password"}
	case "confirmSecondFactor":
		in = map[string]any{"code": "000000"}
	case "removeSecondFactor":
		in = map[string]any{"password": "not the password", "code": "000000"}
	case "recordSchoolYear":
		in = map[string]any{"schoolCode": school, "year": theYear, "values": map[string]any{"boarders": 3}}
	case "recordCountyYear":
		in = map[string]any{"regionCode": here, "year": theYear, "values": map[string]any{"residents": 1000}}
	case "recordFundingYear":
		in = map[string]any{"regionCode": here, "fiscalYear": theYear, "generalBudgetSpend": "5000", "operatingQuotaPrimary": "720", "operatingQuotaJunior": "940"}
	case "attestIndicator":
		in = map[string]any{"regionCode": here, "year": theYear, "indicator": "G10", "met": true}
	case "withdrawAttestation":
		in = map[string]any{"attestationId": m.claim()}
	case "answerVeto":
		in = map[string]any{"regionCode": here, "year": theYear, "code": "V1", "answer": false}
	case "reviewOddity":
		m.forgetOddity()
		in = map[string]any{"schoolCode": school, "year": theYear, "fingerprint": m.ids["oddity"], "reason": "捐赠"}
	case "withdrawOddityReview":
		m.forgetOddity()
		m.explain(m.ids["oddity"])
		in = map[string]any{"schoolCode": school, "year": theYear, "fingerprint": m.ids["oddity"]}
	case "createSchool":
		in = map[string]any{"code": fmt.Sprintf("%s9%03d", here, slices.Index(callers, who)), "name": "新校", "regionCode": here, "kind": "PRIMARY", "organizer": 1, "locale": "TOWN"}
	case "updateSchool":
		in = map[string]any{"code": school, "address": "某路1号"}
	case "recordTeacher":
		in = map[string]any{"schoolCode": school, "year": theYear, "code": "NEW-" + who, "subject": "音乐", "degree": "MASTER", "backboneLevel": "NONE", "isFullTime": true, "isCertified": true}
	case "removeTeacher":
		in = map[string]any{"teacherId": m.teacher("DEL-" + who)}
	case "createAccount":
		in = map[string]any{"username": "made-by-" + name, "role": "SCHOOL", "schoolCode": school}
	case "updateAccount":
		in = map[string]any{"username": "victim", "name": "改"}
	case "resetPassword":
		in = map[string]any{"username": "victim"}
	case "makePaper":
		in = map[string]any{"kind": "SCHOOL_SHEET", "schoolCode": school, "year": theYear, "format": "OFFICE"}
	case "importWorkbook":
		in = map[string]any{"uploadId": m.ids["upload"], "dryRun": true}
	default:
		m.t.Fatalf("nobody has thought of the mutation %s", mutation)
	}
	return in, token
}

// teacher records a teacher and answers the id.
func (w *world) teacher(number string) string {
	w.t.Helper()
	_, _, err := w.app.RecordTeacher(w.t.Context(), auth.Operator(), theYear, indicator.Teacher{
		Code: number, SchoolCode: code(here, 0), Stage: indicator.Primary, Subject: "音乐", Degree: indicator.Master, BackboneLevel: indicator.BackboneNone,
	})
	w.must(err)
	data := w.data(w.token("bureau"), `query($c: String!) { teachers(where: {code: {eq: $c}}) { nodes { id } } }`, map[string]any{"c": number})
	return data["teachers"].(map[string]any)["nodes"].([]any)[0].(map[string]any)["id"].(string)
}

// claim leaves a claim of the county, and tells its id.
func (w *world) claim() string {
	w.t.Helper()
	_, _, err := w.app.AttestIndicator(w.t.Context(), auth.Operator(), app.Attest{RegionCode: here, Year: theYear, Indicator: "G10", Met: true})
	w.must(err)
	return view.AttestationID(&models.Attestation{RegionCode: here, Year: theYear, Indicator: "G10"})
}

// text is the matrix as a table, a row a field, in columns of fixed width, so that a new row changes no other.
func (m *matrix) text() string {
	var b strings.Builder
	line := func(name string, cells []string) {
		text := fmt.Sprintf("%-44s", name)
		for _, cell := range cells {
			text += fmt.Sprintf(" %-17s", strings.Replace(cell, "USER_ERROR:", "!", 1))
		}
		b.WriteString(strings.TrimRight(text, " ") + "\n")
	}
	line("! stands for a user error", callers)
	for _, name := range sortedKeys(m.rows) {
		line(name, m.rows[name])
	}
	return b.String()
}

// golden compares a text with the reviewed one.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); diff != "" {
		t.Errorf("%s (-want +got; -update rewrites it):\n%s", name, diff)
	}
}
