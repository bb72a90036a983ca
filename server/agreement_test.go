package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/store/storetest"
)

const demoPassword = "only for a test 1"

// ask sends a query as an account of the demo and reads the data of its answer.
func ask(t *testing.T, handler http.Handler, token, query string, into any) {
	t.Helper()
	body, err := json.Marshal(map[string]string{"query": query})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Authorization", "Bearer "+token)
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	answer := struct {
		Data   any
		Errors []json.RawMessage
	}{Data: into}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || len(answer.Errors) > 0 {
		t.Fatalf("%s: %v %s", query, err, w.Body)
	}
}

func signIn(t *testing.T, handler http.Handler, username string) string {
	t.Helper()
	query, _ := json.Marshal(map[string]string{"query": fmt.Sprintf(`mutation{signIn(input:{username:%q,password:%q}){accessToken}}`, username, demoPassword)})
	r := httptest.NewRequest(http.MethodPost, "/graphql", bytes.NewReader(query))
	r.Header.Set("Content-Type", "application/json")
	w := httptest.NewRecorder()
	handler.ServeHTTP(w, r)
	var answer struct {
		Data struct{ SignIn struct{ AccessToken string } }
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || answer.Data.SignIn.AccessToken == "" {
		t.Fatalf("sign in as %s: %v %s", username, err, w.Body)
	}
	return answer.Data.SignIn.AccessToken
}

// demoSite is a server on a database of the kind with the demo county in it.
func demoSite(t *testing.T, kind string, change ...func(*serveFlags)) (made *site, database string) {
	t.Helper()
	database = storetest.Migrated(t, kind)
	flags := serveFlags{databaseFlag: databaseFlag{database}, Keys: auth.GenerateKeys(), RatePerAddress: defaultRate, Addr: "127.0.0.1:0"}
	for _, c := range change {
		c(&flags)
	}
	s, err := flags.migrated(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	if made, err = newSite(s, flags); err != nil {
		t.Fatal(err)
	}
	if _, err := made.fillDemo(t.Context(), demoPassword); err != nil {
		t.Fatal(err)
	}
	return made, database
}

// What the server answers is what the command line finds in the exported workbook, and importing that workbook again
// changes nothing; with schools that open and close as well.
func TestServerAgreesWithTheCommandLine(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			site, database := demoSite(t, kind)
			handler := site.routes()
			token := signIn(t, handler, "inspector")
			agreeAll(t, handler, token, database)
			openAndClose(t, handler, signIn(t, handler, "bureau"))
			agreeAll(t, handler, token, database)
		})
	}
}

// openAndClose registers a school that opens in the last year of the demo and one that closed in the first.
func openAndClose(t *testing.T, handler http.Handler, token string) {
	t.Helper()
	first, last := demo.Years[0], demo.Years[len(demo.Years)-1]
	for code, years := range map[string]string{"4201078801": fmt.Sprintf("firstYear: %d", last), "4201078802": fmt.Sprintf("lastYear: %d", first)} {
		var answer struct {
			CreateSchool struct {
				School     *struct{ FirstYear, LastYear *int }
				UserErrors []struct{ Message string }
			}
		}
		ask(t, handler, token, fmt.Sprintf(`mutation { createSchool(input: {code: %q, name: "新旧学校", regionCode: %q, kind: NINE_YEAR, organizer: 1, locale: TOWN, %s}) {
			school { firstYear lastYear } userErrors { message } } }`, code, demo.Region.Code, years), &answer)
		if answer.CreateSchool.School == nil {
			t.Fatal(answer)
		}
	}
}

// agreeAll exports the demo county, compares all its years and editions, and imports it again.
func agreeAll(t *testing.T, handler http.Handler, token, database string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.xlsx")
	if _, errs, status := junheng(t, "export", "county", path, "--database", database, "--region", demo.Region.Code); status != 0 {
		t.Fatal(errs)
	}
	for _, year := range demo.Years {
		for _, edition := range []string{"cn-2017", "cn-hb-33"} {
			agree(t, handler, token, path, year, edition)
		}
	}
	if out, errs, status := junheng(t, "import", path, "--database", database); status != 0 || !bytes.HasPrefix([]byte(out), []byte("0 rows created, 0 updated")) {
		t.Errorf("importing the export: %s%s", out, errs)
	}
}

type countyAnswer struct {
	CountyAssessment struct {
		Verdict    string
		Areas      []areaJSON
		Indicators []struct {
			Indicator struct{ Code string } `json:"indicator"`
			Status    string
			Display   *string
		}
		Balances []struct {
			balanceJSON
			Indicator struct{ Code string } `json:"indicator"`
		}
		Excluded []struct {
			School struct{ Code string }
			Reason string
		}
	}
}

type unitsAnswer struct {
	SchoolAssessments struct {
		PageInfo struct {
			HasNextPage bool
			EndCursor   string
		}
		Nodes []struct {
			unitJSON
			School  struct{ Code string } `json:"school"`
			Results []struct {
				resultJSON
				Indicator struct{ Code string } `json:"indicator"`
			} `json:"results"`
		}
	}
}

func agree(t *testing.T, handler http.Handler, token, path string, year int, edition string) {
	t.Helper()
	out, errs, status := junheng(t, "evaluate", path, "--json", "--year", fmt.Sprint(year), "--edition", edition)
	if status != 0 {
		t.Fatal(errs)
	}
	var want evaluationJSON
	if err := json.Unmarshal([]byte(out), &want); err != nil {
		t.Fatal(err)
	}
	var county countyAnswer
	ask(t, handler, token, fmt.Sprintf(`{countyAssessment(regionCode: "420107", year: %d, edition: %q) {
		verdict areas { area total met unmet pending verdict } indicators { indicator { code } status display }
		balances { indicator { code } stage unitCount students mean standardDeviation coefficient display limit status isBorderline }
		excluded { school { code } reason } } }`, year, edition), &county)
	got := evaluationJSON{
		Region: want.Region, Year: year, Edition: edition, Verdict: county.CountyAssessment.Verdict, Areas: county.CountyAssessment.Areas,
		Vetoes: want.Vetoes, Excluded: []excludedJSON{}, Warnings: want.Warnings,
	}
	for _, e := range county.CountyAssessment.Excluded {
		got.Excluded = append(got.Excluded, excludedJSON{e.School.Code, e.Reason})
	}
	for _, i := range county.CountyAssessment.Indicators {
		got.Indicators = append(got.Indicators, indicatorJSON{i.Indicator.Code, i.Status, i.Display})
	}
	for _, b := range county.CountyAssessment.Balances {
		b.balanceJSON.Indicator = b.Indicator.Code
		got.Balances = append(got.Balances, b.balanceJSON)
	}
	units := map[string]unitJSON{}
	after := ""
	for {
		var page unitsAnswer
		ask(t, handler, token, fmt.Sprintf(`{schoolAssessments(where: {year: %d, edition: %q}, first: 50%s) { pageInfo { hasNextPage endCursor }
			nodes { school { code } stage students verdict metCount relaxations results { indicator { code } value display status } } } }`, year, edition, after), &page)
		for _, n := range page.SchoolAssessments.Nodes {
			u := n.unitJSON
			u.School = n.School.Code
			for _, r := range n.Results {
				r.resultJSON.Indicator = r.Indicator.Code
				u.Results = append(u.Results, r.resultJSON)
			}
			units[u.School+u.Stage] = u
		}
		if !page.SchoolAssessments.PageInfo.HasNextPage {
			break
		}
		after = fmt.Sprintf(", after: %q", page.SchoolAssessments.PageInfo.EndCursor)
	}
	for _, u := range want.Units {
		got.Units = append(got.Units, units[u.School+u.Stage])
	}
	if len(units) != len(want.Units) {
		t.Errorf("%d %s: the server has %d units, the command line %d", year, edition, len(units), len(want.Units))
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%d %s (-command line +server):\n%s", year, edition, diff)
	}
}
