package graph_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
	"github.com/junheng/junheng/workbook"
)

const (
	here     = "420107" // the county that has schools
	there    = "420111" // another one, with one school
	password = "Prüfung-der-Schnittstelle-1"
	theYear  = 2023
)

// world is an API over a fresh database, with accounts of every kind.
type world struct {
	t       *testing.T
	app     *app.App
	store   *store.Store
	handler http.Handler
	graph   *graph.Handler
	server  *httptest.Server
	tokens  map[string]string
}

type noLinks struct{}

func (noLinks) CountyWorkbook(_ auth.Viewer, code string) string { return "/county/" + code }
func (noLinks) Units(auth.Viewer, graph.UnitsExport) string      { return "/units" }
func (noLinks) Paper(auth.Viewer, app.PaperRequest) string       { return "/paper" }
func (noLinks) MarkedWorkbook(_ auth.Viewer, id string) string   { return "/import/" + id }

// newWorld has n schools here and one there.
func newWorld(t *testing.T, s *store.Store, n int) *world {
	t.Helper()
	keys, err := auth.ParseKeys(auth.GenerateKeys())
	if err != nil {
		t.Fatal(err)
	}
	a := app.New(app.Config{Store: s, Keys: keys, FailuresPerAddress: -1})
	w := &world{t: t, app: a, store: s, tokens: map[string]string{}}
	w.graph = graph.NewHandler(&graph.Resolver{Store: s, App: a, Links: noLinks{}}, a.Authenticate)
	w.handler = http.HandlerFunc(w.serve)
	w.server = httptest.NewServer(w.handler)
	t.Cleanup(w.server.Close)
	_, issues, err := a.ImportBook(t.Context(), auth.Operator(), book(n), false)
	if err != nil || len(issues) > 0 {
		t.Fatal(err, issues)
	}
	first, far := code(here, 0), code(there, 0)
	for _, account := range []app.NewAccount{
		{Username: "bureau", Role: models.Bureau, RegionCode: here},
		{Username: "school", Role: models.Clerk, SchoolCode: &first},
		{Username: "inspector", Role: models.Inspector, RegionCode: here, Inspects: []string{here}},
		{Username: "elsewhere", Role: models.Bureau, RegionCode: there},
		{Username: "far", Role: models.Clerk, SchoolCode: &far},
	} {
		p := password
		account.Password = &p
		if _, _, err := a.CreateAccount(t.Context(), auth.Operator(), account); err != nil {
			t.Fatal(account.Username, err)
		}
		tokens, err := a.SignIn(t.Context(), app.SignIn{Username: account.Username, Password: password})
		if err != nil {
			t.Fatal(account.Username, err)
		}
		w.tokens[account.Username] = tokens.Access
	}
	return w
}

// one is a world on SQLite.
func one(t *testing.T, n int) *world { t.Helper(); return newWorld(t, storetest.Open(t), n) }

// serve does what the server does before a request reaches the graph.
func (w *world) serve(rw http.ResponseWriter, r *http.Request) {
	token := ""
	if h := r.Header.Get("Authorization"); len(h) > 7 {
		token = h[7:]
	}
	v, _ := w.app.Authenticate(r.Context(), token)
	v.RequestID = "test"
	ctx := graph.WithBearer(graph.WithViewer(r.Context(), v), token)
	w.graph.ServeHTTP(rw, r.WithContext(ctx))
}

// answer is what came back.
type answer struct {
	Status int
	Header http.Header
	Body   []byte
	Data   json.RawMessage `json:"data"`
	Errors []struct {
		Message    string         `json:"message"`
		Path       []any          `json:"path"`
		Extensions map[string]any `json:"extensions"`
	} `json:"errors"`
}

func (a answer) code() string {
	if len(a.Errors) == 0 {
		return ""
	}
	return fmt.Sprint(a.Errors[0].Extensions["code"])
}

// ask sends a query as somebody; "" is nobody.
func (w *world) ask(who, query string, variables map[string]any) answer {
	w.t.Helper()
	return w.askIn(w.t.Context(), who, query, variables)
}

func (w *world) askIn(ctx context.Context, who, query string, variables map[string]any) answer {
	w.t.Helper()
	body, err := json.Marshal(map[string]any{"query": query, "variables": variables})
	if err != nil {
		w.t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(ctx, http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Accept", "application/graphql-response+json")
	if who != "" {
		r.Header.Set("Authorization", "Bearer "+w.tokens[who])
	}
	return w.send(r)
}

func (w *world) send(r *http.Request) answer {
	w.t.Helper()
	rec := httptest.NewRecorder()
	w.handler.ServeHTTP(rec, r)
	a := answer{Status: rec.Code, Header: rec.Header(), Body: rec.Body.Bytes()}
	if err := json.Unmarshal(a.Body, &a); err != nil {
		w.t.Fatalf("answer is no JSON: %v: %.200s", err, a.Body)
	}
	return a
}

// data asks and expects no error.
func (w *world) data(who, query string, variables map[string]any) string {
	w.t.Helper()
	a := w.ask(who, query, variables)
	if len(a.Errors) > 0 {
		w.t.Fatalf("%s as %s: %.400s", query, who, a.Body)
	}
	return string(a.Data)
}

func code(region string, n int) string { return fmt.Sprintf("%s%04d", region, n+1) }

// book is a county of n schools, in turn primary, junior and nine-year, and a county of one.
func book(n int) *workbook.Book {
	b := &workbook.Book{}
	add := func(region string, i int) {
		s := indicator.School{
			Code: code(region, i), Name: fmt.Sprintf("试验学校%03d", i), RegionCode: region, Organizer: 1, Locale: []indicator.Locale{indicator.Urban, indicator.Town, indicator.Rural}[i%3],
			Kind: []indicator.SchoolKind{indicator.KindPrimary, indicator.KindJunior, indicator.KindNineYear}[i%3], Group: []string{"", "东湖集团"}[i%2],
		}
		b.Schools = append(b.Schools, s)
		for year := theYear - 1; year <= theYear; year++ {
			b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: s.Code, Year: year, Figures: figuresOf(s, i, year)})
		}
		for j := range 4 {
			b.Teachers = append(b.Teachers, workbook.Teacher{Year: theYear, Teacher: indicator.Teacher{
				Code: fmt.Sprintf("T%d-%d", i, j), Name: "某人", SchoolCode: s.Code, Stage: s.Kind.Stages()[0], Subject: "体育",
				Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: true,
			}})
		}
	}
	for i := range n {
		add(here, i)
	}
	add(there, 0)
	for _, region := range []string{here, there} {
		money := indicator.Decimal(1000 * indicator.DecimalScale)
		for year := theYear - 1; year <= theYear; year++ {
			b.CountyYears = append(b.CountyYears, workbook.CountyYear{RegionCode: region, RegionName: "试验区" + region[4:], Year: year})
			b.FundingYears = append(b.FundingYears, workbook.FundingYear{RegionCode: region, FundingYear: indicator.FundingYear{
				FiscalYear: year, GeneralBudgetSpend: money * indicator.Decimal(year), OperatingQuotaPrimary: money, OperatingQuotaJunior: money,
			}})
		}
		b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: region, Year: theYear, Attestation: indicator.Attestation{Indicator: "G1", Met: true}})
	}
	return b
}

func figuresOf(s indicator.School, i, year int) indicator.Figures {
	var f indicator.Figures
	count := func(n int) *int { return &n }
	money := func(n int) *indicator.Decimal { d := indicator.Decimal(n * indicator.DecimalScale); return &d }
	for _, stage := range s.Kind.Stages() {
		if stage == indicator.Primary {
			f.StudentsPrimary, f.TeachersPrimary, f.BachelorTeachersPrimary, f.BackbonePrimary = count(400+10*i), count(30), count(28), count(5)
		} else {
			f.StudentsJunior, f.TeachersJunior, f.BachelorTeachersJunior, f.BackboneJunior = count(300+10*i), count(28), count(26), count(4)
		}
	}
	f.TeachingArea, f.IndoorSportsArea, f.SportsGroundArea, f.EquipmentValue = money(4000+i), money(500), money(6000), money(150+year-2000)
	if i%5 != 4 {
		f.MultimediaRooms = count(20)
	}
	return f
}
