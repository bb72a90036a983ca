package trial_test

import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"
)

// readers are the callers that see something, with what must never be shown to them: texts of the other county, and for
// schools those of every other school.
func readers(schools int) map[string][]string {
	foreign := map[string][]string{}
	for who, county := range map[string]string{"bureau": there, "inspector": there, "school": there, "otherSchool": there, "otherBureau": here, "farSchool": here} {
		foreign[who] = []string{county, mark(county)}
	}
	for who, own := range map[string]int{"school": 0, "otherSchool": 1} {
		for i := range schools {
			if i != own {
				foreign[who] = append(foreign[who], code(here, i), fmt.Sprintf("%s第%d学校", mark(here), i))
			}
		}
	}
	return foreign
}

func TestNobodyIsShownWhatIsOthers(t *testing.T) {
	w := newWorld(t, "sqlite", 6)
	for who, foreign := range readers(6) {
		text := w.crawl(who).text
		for _, id := range idsIn(text) {
			text += id + "\n"
		}
		for _, word := range foreign {
			if at := strings.Index(text, word); at >= 0 {
				t.Errorf("%s is shown %s: …%s…", who, word, text[max(0, at-200):min(len(text), at+100)])
			}
		}
	}
}

// idsIn are the ids in a text, taken apart: an id of another one's thing is a leak too.
func idsIn(text string) []string {
	var list []string
	for word := range strings.SplitSeq(text, `"`) {
		if b, err := base64.RawURLEncoding.DecodeString(word); err == nil && bytes.Contains(b, []byte(":")) {
			list = append(list, string(b))
		}
	}
	return list
}

// TestIDsOfOthersAreAsGoodAsMissing asks every id that one caller sees as every other one.
func TestIDsOfOthersAreAsGoodAsMissing(t *testing.T) {
	w := newWorld(t, "sqlite", 4)
	w.things()
	shown := map[string]seen{}
	for who := range readers(4) {
		shown[who] = w.crawl(who)
	}
	asked := 0
	for owner, from := range shown {
		for who, own := range shown {
			if who == owner {
				continue
			}
			var foreign []string
			for id := range from.ids {
				if !own.ids[id] {
					foreign = append(foreign, id)
				}
			}
			for ids := range slices.Chunk(foreign, 100) {
				asked += len(ids)
				w.nodesAreNull(who, ids)
			}
			for _, id := range foreign {
				w.isAsMissing(who, id, missing(id), `query($key: ID!) { node(id: $key) { __typename id } }`)
				if own.ids[missing(id)] {
					t.Fatalf("%s exists", missing(id))
				}
			}
		}
	}
	if asked < 500 {
		t.Errorf("only %d ids were asked", asked)
	}
	t.Logf("%d ids asked", asked)
}

func (w *world) nodesAreNull(who string, ids []string) {
	w.t.Helper()
	data := w.data(w.token(who), `query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`, map[string]any{"ids": ids})
	for i, node := range data["nodes"].([]any) {
		if node != nil {
			text, _ := base64.RawURLEncoding.DecodeString(ids[i])
			w.t.Errorf("%s is shown %s by its id", who, text)
		}
	}
}

// isAsMissing checks that a key of somebody else and one of nobody are answered byte for byte alike, but for the key.
func (w *world) isAsMissing(who, key, absent, query string) {
	w.t.Helper()
	text := func(key string) string {
		a := w.ask(w.token(who), query, map[string]any{"key": key})
		return strings.ReplaceAll(fmt.Sprintf("%d %s", a.Status, a.Body), key, "KEY")
	}
	if got, want := text(key), text(absent); got != want {
		w.t.Errorf("%s asks %s:\n%s gives %.300s\nmissing gives %.300s", who, query, key, got, want)
	}
}

// TestCodesOfOthersAreAsGoodAsMissing asks look-ups, filters, facets, counts, histograms, mutations and streams with the
// codes of a county, a school, a teacher and an account of others.
func TestCodesOfOthersAreAsGoodAsMissing(t *testing.T) {
	w := newWorld(t, "sqlite", 4)
	year := fmt.Sprint(theYear)
	explore := func(where string) string {
		return `query($key: String!) { schoolAssessments(where: {year: ` + year + `, ` + where + `}) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage endCursor }
			facets(fields: [KIND, LOCALE, GROUP, REGION, VERDICT]) { values { value count } } histogram(indicator: "R4", bins: 4) { count } } }`
	}
	count := func(list, where string) string {
		return `query($key: String!) { ` + list + `(where: {` + where + `}) { totalCount nodes { id } pageInfo { hasNextPage } } }`
	}
	byRegion := []string{
		`query($key: String!) { region(code: $key) { id } }`,
		`query($key: String!) { countyAssessment(regionCode: $key, year: ` + year + `) { id } }`,
		`query($key: String!) { countyYear(regionCode: $key, year: ` + year + `) { id } }`,
		count("regions", "code: {eq: $key}"), count("regions", "within: $key"), count("regions", "parent: $key"), count("schools", "region: $key"),
		count("schools", "not: {not: {region: $key}}"), count("schools", "or: [{region: $key}]"), count("teachers", "region: $key"),
		count("attestations", "region: $key"), count("fundingYears", "region: $key"), count("countyAssessments", "region: $key"),
		explore("school: {region: $key}"), explore("school: {not: {not: {region: $key}}}"), explore("or: [{school: {region: $key}}]"),
		`mutation($key: String!) { recordCountyYear(input: {regionCode: $key, year: ` + year + `, values: {residents: 1}}) { userErrors { code message field } } }`,
		`mutation($key: String!) { recordFundingYear(input: {regionCode: $key, fiscalYear: ` + year + `, generalBudgetSpend: "1", operatingQuotaPrimary: "1", operatingQuotaJunior: "1"}) { userErrors { code message field } } }`,
		`mutation($key: String!) { attestIndicator(input: {regionCode: $key, year: ` + year + `, indicator: "G1", met: false}) { userErrors { code message field } } }`,
		`mutation($key: String!) { answerVeto(input: {regionCode: $key, year: ` + year + `, code: "V1", answer: true}) { userErrors { code message field } } }`,
		`mutation($key: String!) { createSchool(input: {code: "3402079999", name: "x", regionCode: $key, kind: PRIMARY, organizer: 1, locale: TOWN}) { userErrors { code message field } } }`,
		`mutation($key: String!) { createAccount(input: {username: "spy-a", role: BUREAU, regionCodes: [$key]}) { userErrors { code message field } } }`,
		`mutation($key: String!) { createAccount(input: {username: "spy-b", role: INSPECTOR, regionCodes: [$key]}) { userErrors { code message field } } }`,
		`mutation($key: String!) { updateAccount(input: {username: "farschool", regionCodes: [$key]}) { userErrors { code message field } } }`,
	}
	bySchool := []string{
		`query($key: String!) { school(code: $key) { id } }`,
		count("schools", "code: {eq: $key}"), count("schools", "code: {in: [$key]}"), count("schools", "code: {contains: $key}"), count("schools", "search: $key"),
		count("teachers", "school: $key"), count("attestations", "school: $key"), explore("school: {code: {eq: $key}}"), explore("school: {search: $key}"),
		`mutation($key: String!) { recordSchoolYear(input: {schoolCode: $key, year: ` + year + `, values: {boarders: 1}}) { userErrors { code message field } } }`,
		`mutation($key: String!) { recordSchoolYear(input: {schoolCode: $key, year: ` + year + `, values: {boarders: 1}, expectedVersion: 0}) { userErrors { code message field } } }`,
		`mutation($key: String!) { updateSchool(input: {code: $key, name: "x"}) { userErrors { code message field } } }`,
		`mutation($key: String!) { recordTeacher(input: {schoolCode: $key, year: ` + year + `, code: "spy", subject: "x", degree: MASTER, backboneLevel: NONE, isFullTime: true, isCertified: true}) { userErrors { code message field } } }`,
		`mutation($key: String!) { createAccount(input: {username: "spy-c", role: SCHOOL, schoolCode: $key}) { userErrors { code message field } } }`,
		`mutation($key: String!) { updateAccount(input: {username: "farschool", schoolCode: $key}) { userErrors { code message field } } }`,
		`mutation($key: String!) { attestIndicator(input: {regionCode: "` + there + `", year: ` + year + `, indicator: "Q3", schoolCode: $key, met: false}) { userErrors { code message field } } }`,
	}
	byAccount := []string{
		count("accounts", "search: $key"),
		`mutation($key: String!) { updateAccount(input: {username: $key, isDisabled: true}) { userErrors { code message field } } }`,
		`mutation($key: String!) { resetPassword(input: {username: $key}) { password userErrors { code message field } } }`,
	}
	byText := []string{count("teachers", "code: {eq: $key}"), count("teachers", "code: {contains: $key}"), count("schools", "name: {contains: $key}"), count("schools", "group: {eq: $key}"), count("regions", "name: {contains: $key}")}
	for _, try := range []struct {
		who         []string
		key, absent string
		queries     []string
	}{
		{[]string{"otherBureau", "farSchool", "anonymous", "newcomer"}, here, "530102", byRegion},
		{[]string{"otherBureau", "farSchool", "otherSchool", "anonymous", "newcomer"}, code(here, 0), "4201155555", bySchool},
		{[]string{"otherBureau", "farSchool"}, code(here, 0), "5301020001", bySchool},
		{[]string{"school"}, code(here, 1), "4201155555", bySchool},
		{[]string{"otherBureau", "school", "inspector", "anonymous"}, "victim", "absent", byAccount},
		{[]string{"otherBureau", "farSchool", "otherSchool"}, "T" + here + "-0-1", "T000000-0-1", byText},
		{[]string{"otherBureau", "farSchool"}, mark(here), "丙地", byText},
		{[]string{"otherBureau", "farSchool"}, mark(here) + "集团", "丙地集团", byText},
		{[]string{"otherSchool"}, mark(here) + "第0学校", mark(here) + "第9学校", byText},
	} {
		for _, who := range try.who {
			for _, query := range try.queries {
				w.isAsMissing(who, try.key, try.absent, query)
			}
		}
	}
	w.areTrue()
}

// TestKeysOfOthersOpenNothing tries what is no code: cursors, uploads, teachers' rows, links.
func TestKeysOfOthersOpenNothing(t *testing.T) {
	w := newWorld(t, "sqlite", 4)
	ids := w.things()
	for who := range readers(4) {
		if who == "bureau" {
			continue
		}
		w.isAsMissing(who, ids["upload"], "01ARZ3NDEKTSV4RRFFQ69G5FAV", `mutation($key: ID!) { importWorkbook(input: {uploadId: $key}) { userErrors { code message field } } }`)
		w.isAsMissing(who, w.teacherID("T"+here+"-1-1"), missing(w.teacherID("T"+here+"-1-1")), `mutation($key: ID!) { removeTeacher(input: {teacherId: $key}) { userErrors { code message field } } }`)
		w.isAsMissing(who, w.claim(), missing(w.claim()), `mutation($key: ID!) { withdrawAttestation(input: {attestationId: $key}) { countyAssessments { id } userErrors { code message field } } }`)
		w.isAsMissing(who, ids["import"], missing(ids["import"]), `query($key: ID!) { node(id: $key) { ... on Import { errors { totalCount nodes { id } } } } }`)
		foreign, absent := w.firstEvent(w.token(who), `subscription { importProgress(id: "`+ids["import"]+`") { id } }`), w.firstEvent(w.token(who), `subscription { importProgress(id: "`+missing(ids["import"])+`") { id } }`)
		if !bytes.Equal(foreign.Body, absent.Body) {
			t.Errorf("%s watches an import: %s, missing: %s", who, foreign.Body, absent.Body)
		}
		for _, link := range []string{ids["workbook"], ids["marked"], ids["units"], w.relinked(ids["units"], who), strings.Replace(ids["workbook"], here, there, 1), w.relinked(ids["workbook"], who)} {
			if a := w.raw(http.MethodGet, link, w.token(who), nil, nil); a.Status != http.StatusNotFound {
				t.Errorf("%s follows the bureau's link %s: %d", who, link, a.Status)
			}
		}
	}
	w.cursorsLeakNothing()
	w.filesHoldNothingOfOthers()
	w.areTrue()
}

func (w *world) teacherID(number string) string {
	w.t.Helper()
	data := w.data(w.token("bureau"), `query($c: String!) { teachers(where: {code: {eq: $c}}) { nodes { id } } }`, map[string]any{"c": number})
	return data["teachers"].(map[string]any)["nodes"].([]any)[0].(map[string]any)["id"].(string)
}

// relinked puts another account into a link.
func (w *world) relinked(link, who string) string {
	w.t.Helper()
	id := w.data(w.token(who), `{ viewer { id } }`, nil)["viewer"].(map[string]any)["id"].(string)
	text, err := base64.RawURLEncoding.DecodeString(id)
	w.must(err)
	_, account, _ := strings.Cut(string(text), ":")
	before, after, _ := strings.Cut(link, "for=")
	_, rest, _ := strings.Cut(after, "&")
	return before + "for=" + account + "&" + rest
}

// cursorsLeakNothing goes on from the bureau's cursors as others: what comes is theirs.
func (w *world) cursorsLeakNothing() {
	w.t.Helper()
	for _, list := range []string{"regions", "schools", "teachers", "attestations", "fundingYears", "countyAssessments"} {
		data := w.data(w.token("bureau"), `{ list: `+list+`(first: 1) { edges { cursor } } }`, nil)
		cursor := data["list"].(map[string]any)["edges"].([]any)[0].(map[string]any)["cursor"].(string)
		for who, foreign := range readers(4) {
			for _, way := range []string{"after", "before"} {
				a := w.ask(w.token(who), `query($c: String!) { `+list+`(`+way+`: $c) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage } } }`, map[string]any{"c": cursor})
				text := string(a.Body) + strings.Join(idsIn(string(a.Body)), "\n")
				for _, word := range foreign {
					if strings.Contains(text, word) {
						w.t.Errorf("%s goes on in %s from the bureau's cursor and is shown %s", who, list, word)
					}
				}
			}
		}
	}
}

// filesHoldNothingOfOthers reads each caller's own links: the files hold what the caller sees, and no formulas.
func (w *world) filesHoldNothingOfOthers() {
	w.t.Helper()
	read := 0
	for who, foreign := range readers(4) {
		data := w.data(w.token(who), fmt.Sprintf(`{ schoolAssessments(where: {year: %d}) { csv: exportUrl(format: CSV) xlsx: exportUrl(format: XLSX) } regions { nodes { workbookUrl } } }`, theYear), nil)
		var s seen
		s.of = map[string][]string{}
		s.read("", data)
		for _, link := range slices.Concat(s.of["csv"], s.of["xlsx"], s.of["workbookUrl"], w.papers(who)) {
			a := w.raw(http.MethodGet, link, w.token(who), nil, nil)
			if a.Status != http.StatusOK || len(a.Body) == 0 {
				w.t.Errorf("%s follows an own link: %d %.200s", who, a.Status, a.Body)
			}
			read++
			text := unpacked(w.t, a.Body)
			for _, word := range foreign {
				if strings.Contains(text, word) {
					w.t.Errorf("a file of %s holds %s", who, word)
				}
			}
			if !strings.Contains(text, mark(here)) && !strings.Contains(text, mark(there)) {
				w.t.Errorf("a file of %s holds nothing of anybody: %.200s", who, text)
			}
		}
	}
	if read < 15 {
		w.t.Errorf("only %d files were read", read)
	}
}

// papers are links to the papers that a reader may have.
func (w *world) papers(who string) []string {
	w.t.Helper()
	county := here
	if foreign := readers(0)[who]; foreign[0] == here {
		county = there
	}
	if own, isSchool := map[string]int{"school": 0, "otherSchool": 1, "farSchool": 0}[who]; isSchool {
		return []string{w.paper(who, map[string]any{"kind": "SCHOOL_SHEET", "schoolCode": code(county, own), "year": theYear, "format": "OFFICE"})}
	}
	var links []string
	for _, kind := range []string{"FORM", "REPORT"} {
		links = append(links, w.paper(who, map[string]any{"kind": kind, "regionCode": county, "year": theYear, "format": "OFFICE"}))
	}
	return links
}

// unpacked is a file's text, and a workbook's parts one after another.
func unpacked(t *testing.T, file []byte) string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		return string(file)
	}
	var b strings.Builder
	for _, part := range archive.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.Copy(&b, r); err != nil {
			t.Fatal(err)
		}
		_ = r.Close()
	}
	return b.String()
}
