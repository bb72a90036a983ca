package main

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// TestALinkServesByTheRightsOfItsTime takes rights away between the making of a link and its use, by an access token and by the
// cookie of a browser. Sessions are left as they are: it is the right that counts, not that its loss ends them.
func TestALinkServesByTheRightsOfItsTime(t *testing.T) {
	const region, year = "420107", 2023
	s := storetest.Open(t)
	site, err := newSite(s, serveFlags{Keys: auth.GenerateKeys(), RatePerAddress: defaultRate, Addr: "127.0.0.1:0"})
	if err != nil {
		t.Fatal(err)
	}
	handler := site.routes()
	if _, issues, err := site.app.ImportBook(t.Context(), auth.Operator(), smallBook(), false); err != nil || len(issues) > 0 {
		t.Fatal(err, issues)
	}
	if err := site.app.RecordRegion(t.Context(), auth.Operator(), "420106", "武昌区"); err != nil {
		t.Fatal(err)
	}
	secret, school := demoPassword, smallBook().Schools[0].Code
	made, edition := 0, "cn-hb-33"
	for _, who := range []app.NewAccount{
		{Username: "bureau", Role: models.Bureau, RegionCode: region}, {Username: "inspector", Role: models.Inspector, RegionCode: region, Inspects: []string{region}},
	} {
		for loss, columns := range map[string]map[string]any{
			"nothing":        {"is_disabled": false},
			"disabled":       {"is_disabled": true},
			"another county": {"region_code": "420106", "inspects": store.JSON([]string{"420106"})},
			"another role":   {"role": models.Clerk, "school_code": school},
			"held back":      {"must_change_password": true},
		} {
			made++
			in := who
			in.Username += string(rune('a' + made))
			in.Password = &secret
			row, _, err := site.app.CreateAccount(t.Context(), auth.Operator(), in)
			if err != nil {
				t.Fatal(err)
			}
			tokens, err := site.app.SignIn(t.Context(), app.SignIn{Username: in.Username, Password: secret})
			if err != nil {
				t.Fatal(err)
			}
			v := tokens.Viewer
			links := map[string]string{
				"county": site.links.CountyWorkbook(v, region),
				"units":  site.links.Units(v, graph.UnitsExport{Where: &store.SchoolAssessmentWhere{Year: year, Edition: &edition}, Format: view.CSV}),
				"paper":  site.links.Paper(v, app.PaperRequest{Kind: app.FormPaper, RegionCode: region, Year: year}),
			}
			if who.Role == models.Bureau {
				upload, err := site.app.Upload(t.Context(), v, "a.xlsx", bytes.NewReader(bookBytes(t, smallBook())))
				if err != nil {
					t.Fatal(err)
				}
				i, err := site.app.ImportWorkbook(t.Context(), v, app.ImportRequest{UploadID: upload.ID})
				if err != nil {
					t.Fatal(err)
				}
				links["import"] = site.links.MarkedWorkbook(v, i.ID)
			}
			err = s.InTx(t.Context(), auth.Operator(), func(tx *store.Tx) error {
				_, err := tx.UpdateAccount(t.Context(), row.ID, columns)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			for kind, link := range links {
				for by, header := range map[string][2]string{"token": {"Authorization", "Bearer " + tokens.Access}, "cookie": {"Cookie", secureCookie + "=" + tokens.Refresh}} {
					r := httptest.NewRequest(http.MethodGet, "https://junheng.example"+link, http.NoBody)
					r.Header.Set(header[0], header[1])
					w := httptest.NewRecorder()
					handler.ServeHTTP(w, r)
					isServed := w.Code == http.StatusOK && (kind != "units" || strings.Contains(w.Body.String(), school)) // a list of nothing tells nothing
					isOwnFile := kind == "import" && loss == "another county"                                             // whoever sent it may have it back
					if isServed != (loss == "nothing" || isOwnFile) {
						t.Errorf("%s, %s, %s by %s: got %d %.200s", who.Role, loss, kind, by, w.Code, w.Body)
					}
				}
			}
		}
	}
}
