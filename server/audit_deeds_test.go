package main

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// deed is one thing that somebody does, and the lines that it leaves. Lines are "action account region school subject", with the
// names of accounts and ID for other ids.
type deed struct {
	name    string
	prepare func(*audited) // what must be there before; runs before each try
	do      func(*audited) error
	lines   []string
	marks   map[string]string // details that the last line has
	counts  []string          // tables that a try changes even when it fails, as it must
}

// deeds are everything that has to be written down; mutations by their names.
func deeds() []deed {
	first, second := demo.Book().Schools[0].Code, demo.Book().Schools[1].Code
	school := ` 420107 ` + first + ` `
	mutation := func(who, name, input string, lines ...string) deed {
		return deed{name: name, do: func(a *audited) error { return a.mutate(who, name, input) }, lines: lines}
	}
	with := func(d deed, prepare func(*audited)) deed { d.prepare = prepare; return d }
	list := []deed{
		mutation("bureau", "createSchool", `code: "4201078888", name: "新校", regionCode: "420107", kind: PRIMARY, organizer: 1, locale: TOWN`, "createSchool bureau 420107 4201078888 "),
		mutation("bureau", "updateSchool", `code: "`+first+`", name: "另一名"`, "updateSchool bureau"+school),
		mutation("school", "recordSchoolYear", `schoolCode: "`+first+`", year: 2023, values: {teachingArea: "4321"}`, "recordSchoolYear school"+school+"2023"),
		mutation("bureau", "recordCountyYear", `regionCode: "420107", year: 2023, values: {disabledChildren: 77, disabledEnrolled: 76}`, "recordCountyYear bureau 420107  2023"),
		mutation("bureau", "recordFundingYear", `regionCode: "420107", fiscalYear: 2023, generalBudgetSpend: "123456", operatingQuotaPrimary: "900", operatingQuotaJunior: "1100"`, "recordFundingYear bureau 420107  2023"),
		mutation("bureau", "attestIndicator", `regionCode: "420107", year: 2023, indicator: "G1", met: false`, "attestIndicator bureau 420107  2023 G1 "),
		mutation("bureau", "answerVeto", `regionCode: "420107", year: 2023, code: "V2", answer: true`, "answerVeto bureau 420107  2023 V2 "),
		mutation("bureau", "recordTeacher", `schoolCode: "`+first+`", year: 2023, code: "X-1", subject: "语文", degree: MASTER, backboneLevel: NONE, isFullTime: true, isCertified: true`, "recordTeacher bureau"+school+"2023 X-1"),
		mutation("bureau", "createAccount", `username: "fresh", role: SCHOOL, schoolCode: "`+second+`"`, "createAccount bureau 420107 "+second+" @fresh"),
		with(mutation("bureau", "updateAccount", `username: "school2", isDisabled: true`, "updateAccount bureau 420107 "+second+" @school2"), nil),
		mutation("bureau", "resetPassword", `username: "school2"`, "resetPassword bureau 420107 "+second+" @school2"),
		// The line of a paper is written when it is fetched: see below.
		mutation("bureau", "makePaper", `kind: FORM, regionCode: "420107", year: 2023, format: OFFICE`),
		{
			name: "removeTeacher", prepare: (*audited).hireTeacher, do: func(a *audited) error {
				return a.mutate("bureau", "removeTeacher", fmt.Sprintf("teacherId: %q", a.kept["teacher"]))
			}, lines: []string{"removeTeacher bureau" + school + "2023 X-2"},
		},
		with(mutation("bureau", "withdrawAttestation", fmt.Sprintf("attestationId: %q", view.AttestationID(&models.Attestation{RegionCode: "420107", Year: 2023, Indicator: "G10"})), "withdrawAttestation bureau 420107  2023 G10 "), func(a *audited) {
			a.must(a.mutate("bureau", "attestIndicator", `regionCode: "420107", year: 2023, indicator: "G10", met: true`))
		}),
		{
			name: "reviewOddity", prepare: (*audited).findOddity, do: func(a *audited) error {
				return a.mutate("bureau", "reviewOddity", a.kept["oddity"]+`, reason: "已核实"`)
			}, lines: []string{"reviewOddity bureau 420107 ODD"},
		},
		{
			name: "withdrawOddityReview", prepare: func(a *audited) {
				a.findOddity()
				a.must(a.mutate("bureau", "reviewOddity", a.kept["oddity"]+`, reason: "已核实"`))
			},
			do:    func(a *audited) error { return a.mutate("bureau", "withdrawOddityReview", a.kept["oddity"]) },
			lines: []string{"withdrawOddityReview bureau 420107 ODD"},
		},
		{
			name: "upload", prepare: func(a *audited) { a.kept["file"] = string(a.workbook()) },
			do:    func(a *audited) error { _, err := a.upload([]byte(a.kept["file"])); return err },
			lines: []string{"sendUpload bureau   ID"},
		},
		{
			name: "importWorkbook", prepare: (*audited).sendWorkbook,
			do: func(a *audited) error {
				return a.mutate("bureau", "importWorkbook", fmt.Sprintf("uploadId: %q", a.kept["upload"]))
			},
			lines: []string{"importWorkbook bureau 420107  ID"},
		},
		{
			name: "an import that runs", prepare: func(a *audited) {
				a.sendWorkbook()
				a.must(a.mutate("bureau", "importWorkbook", fmt.Sprintf("uploadId: %q", a.kept["upload"])))
			}, do: (*audited).runImports, lines: []string{"importWorkbook bureau 420107  ID", "recordSchoolYear bureau" + school + "2023"},
			counts: []string{"imports"},
		},
		{
			name: "signIn", do: func(a *audited) error { return a.mutate("", "signIn", signInInput("inspector", demoPassword)) },
			lines: []string{"signIn inspector 420107  "}, counts: []string{"throttles"},
		},
		{
			name: "a wrong password", do: func(a *audited) error {
				return a.refused("SIGN_IN_REFUSED", "signIn", signInInput("inspector", "something else 1"))
			}, lines: []string{"signInRefused  420107  @inspector"}, counts: []string{"throttles"},
		},
		{
			name: "a user name that nobody has", do: func(a *audited) error {
				return a.refused("SIGN_IN_REFUSED", "signIn", signInInput("nobody", "something else 1"))
			}, lines: []string{"signInRefused    "}, counts: []string{"throttles"},
		},
		{ // Renewing a session shows no more than the session did: no line, or there would be one every few minutes for each open page.
			name: "refreshSession", prepare: (*audited).newSession,
			do: func(a *audited) error {
				return a.mutate("", "refreshSession", fmt.Sprintf("refreshToken: %q", a.kept["refresh"]))
			},
		},
		{
			name: "a refresh token used twice", prepare: func(a *audited) {
				a.newSession()
				a.must(a.mutate("", "refreshSession", fmt.Sprintf("refreshToken: %q", a.kept["refresh"])))
			}, do: func(a *audited) error {
				return a.refused("SESSION_ENDED", "refreshSession", fmt.Sprintf("refreshToken: %q", a.kept["refresh"]))
			}, lines: []string{"refreshReused  420107  @inspector"},
		},
		{
			name: "signOut", prepare: (*audited).newSession, do: func(a *audited) error { return a.mutate("session", "signOut", "everywhere: false") },
			lines: []string{"signOut inspector   "},
		},
		{
			name: "signing out everywhere", prepare: (*audited).newSession, do: func(a *audited) error { return a.mutate("session", "signOut", "everywhere: true") },
			lines: []string{"signOutEverywhere inspector   "},
		},
		{
			name: "prepareSecondFactor", prepare: (*audited).newSession,
			do: func(a *audited) error {
				return a.mutate("session", "prepareSecondFactor", fmt.Sprintf("password: %q", demoPassword))
			},
			lines: []string{"prepareSecondFactor inspector 420107  @inspector"}, counts: []string{"throttles"},
		},
		{
			name: "confirmSecondFactor", prepare: (*audited).prepareFactor,
			do: func(a *audited) error {
				return a.mutate("session", "confirmSecondFactor", fmt.Sprintf("code: %q", a.code(0)))
			},
			lines: []string{"confirmSecondFactor inspector 420107  @inspector"}, counts: []string{"throttles"},
		},
		{
			name: "signing in without the second factor", do: func(a *audited) error {
				return a.refused("SECOND_FACTOR_REQUIRED", "signIn", signInInput("inspector", demoPassword))
			}, lines: []string{"signInHalf inspector 420107  @inspector"}, counts: []string{"throttles"},
		},
		{
			name: "signing in with a wrong second factor", do: func(a *audited) error {
				return a.refused("SECOND_FACTOR_WRONG", "signIn", signInInput("inspector", demoPassword)+`, code: "000000"`)
			}, lines: []string{"signInRefused inspector 420107  @inspector"}, marks: map[string]string{"secondFactor": "wrong"}, counts: []string{"throttles"},
		},
		{
			name: "removeSecondFactor",
			do: func(a *audited) error {
				return a.mutate("session", "removeSecondFactor", fmt.Sprintf("password: %q, code: %q", demoPassword, a.code(1))) // later than the one that confirmed it
			},
			lines: []string{"removeSecondFactor inspector 420107  @inspector"}, counts: []string{"throttles"},
		},
		{
			name: "changePassword", prepare: (*audited).newSession,
			do: func(a *audited) error {
				return a.mutate("session", "changePassword", fmt.Sprintf(`currentPassword: %q, newPassword: "only for a test 2"`, demoPassword))
			},
			lines: []string{"changePassword inspector 420107  @inspector"}, counts: []string{"throttles"},
		},
	}
	list = append(list, reads()...)
	return append(list, operations(first)...)
}

// reads are what is personal and read, and what is taken away.
func reads() []deed {
	query := func(name, query, line string) deed {
		return deed{name: name, do: func(a *audited) error { return a.query("bureau", query) }, lines: []string{line}}
	}
	download := func(name string, link func(*audited) string, line string, marks map[string]string) deed {
		return deed{name: name, do: func(a *audited) error { return a.fetch(link(a)) }, lines: []string{line}, marks: marks}
	}
	v := func(a *audited) auth.Viewer { return auth.Viewer{AccountID: a.account("bureau")} }
	paper := app.PaperRequest{Kind: app.FormPaper, RegionCode: demo.Region.Code, Year: 2023}
	marked := download("a marked workbook", func(a *audited) string { return a.links.MarkedWorkbook(v(a), a.kept["import"]) }, "exportWorkbook bureau 420107  ID", map[string]string{"bytes": ""})
	marked.prepare = (*audited).rejectedImport
	county := func(a *audited) string { return a.links.CountyWorkbook(v(a), demo.Region.Code) }
	far := deed{
		name: "a county's workbook when far too much was taken away", prepare: (*audited).takeAwayMuch,
		do: func(a *audited) error {
			return errors.Join(a.fetch(county(a)), a.counted("junheng_export_alarms_total", 1))
		},
		lines: []string{"exportAlarm bureau 420107  @bureau", "exportWorkbook bureau 420107  "},
	}
	return []deed{
		query("names of teachers", `{teachers(first: 3) {nodes {name}}}`, "readTeacherNames bureau 420107  "),
		query("accounts", `{accounts {nodes {username}}}`, "readAccounts bureau 420107  "),
		query("cells that an import refused", `{imports {nodes {errors {nodes {value}}}}}`, "readImports bureau 420107  "),
		marked,
		download("a county's workbook", county, "exportWorkbook bureau 420107  ", map[string]string{"rows": "", "names": "true"}),
		download("a list of units", func(a *audited) string {
			edition := "cn-2017"
			return a.links.Units(v(a), graph.UnitsExport{Where: &store.SchoolAssessmentWhere{Year: 2023, Edition: &edition}})
		}, "exportWorkbook bureau 420107  units", map[string]string{"rows": "", "asked": ""}),
		download("a paper", func(a *audited) string { return a.links.Paper(v(a), paper) }, "makePaper bureau 420107  2023", map[string]string{"kind": "FORM", "bytes": "", "format": ".xlsx"}),
		far, // the last: it is told once a day
	}
}

// operations are what is done at the server's own command line.
func operations(school string) []deed {
	cli := func(name string, args []string, lines ...string) deed {
		return deed{name: "junheng " + name, do: func(a *audited) error {
			_, errs, status := junheng(a.t, append(slices.Clone(args), "--database", a.database)...)
			if status != 0 {
				return errors.New(errs)
			}
			return nil
		}, lines: lines}
	}
	takeIn := cli("import", []string{"import", "IN.xlsx"}, "importWorkbook operator 420107  ", "recordSchoolYear operator 420107 "+school+" 2023")
	takeIn.prepare = func(a *audited) {
		a.must(os.WriteFile("IN.xlsx", a.workbook(), 0o600))
	}
	hired := func(d deed) deed { d.prepare = (*audited).hireNamed; return d }
	return []deed{
		hired(cli("teacher show", []string{"teacher", "show", "--region", "420107", "X-3"}, "readTeacherNames operator 420107  X-3")),
		hired(cli("teacher erase", []string{"teacher", "erase", "--region", "420107", "X-3"}, "eraseTeacher operator 420107  X-3")),
		cli("account add", []string{"account", "add", "cli", "--role", "inspector", "--region", "420107"}, "createAccount operator 420107  @cli"),
		cli("account reset-password", []string{"account", "reset-password", "cli"}, "resetPassword operator 420107  @cli"),
		cli("account disable", []string{"account", "disable", "cli"}, "updateAccount operator 420107  @cli"),
		cli("account show", []string{"account", "show", "cli"}, "readAccounts operator 420107  @cli"),
		cli("account erase", []string{"account", "erase", "cli"}, "eraseAccount operator 420107  @erased"),
		cli("recompute", []string{"recompute", "--region", "420107", "--year", "2023"}, "recomputeResults operator 420107  2023"),
		cli("export county", []string{"export", "county", filepath.Join("out", "county.xlsx"), "--region", "420107"}, "exportWorkbook operator 420107  "),
		takeIn,
	}
}

// takeAwayMuch leaves a line as of an export that is as large as five counties.
func (a *audited) takeAwayMuch() {
	lines := a.lines()
	line := models.AuditLine{
		ID: lines[len(lines)-1].ID[:10] + rand.Text()[:16], At: time.Now().UTC(), Action: string(auth.ExportWorkbook), RegionCode: "420107",
		Details: map[string]string{"rows": "50000"},
	}
	bureau := auth.Viewer{AccountID: a.account("bureau"), Username: "bureau"}
	a.must(a.store.InTx(a.t.Context(), bureau, func(tx *store.Tx) error { return tx.Record(a.t.Context(), line) }))
}

// counted is an error where a counter of the site's metrics does not stand at want.
func (a *audited) counted(name string, want float64) error {
	families, err := a.meters.registry.Gather()
	a.must(err)
	for _, f := range families {
		if f.GetName() == name && f.GetMetric()[0].GetCounter().GetValue() == want {
			return nil
		}
	}
	return fmt.Errorf("%s is not at %v", name, want)
}

func (a *audited) fetch(link string) error {
	_, err := a.send(httptest.NewRequestWithContext(a.t.Context(), http.MethodGet, link, nil), "bureau")
	return err
}

func (a *audited) upload(content []byte) (id string, err error) {
	w, err := a.send(httptest.NewRequestWithContext(a.t.Context(), http.MethodPost, "/uploads?name=a.xlsx", bytes.NewReader(content)), "bureau")
	if err != nil {
		return "", err
	}
	var answer struct{ ID string }
	a.must(json.Unmarshal(w.Body.Bytes(), &answer))
	return answer.ID, nil
}

// workbook has one figure of the first school, which is new each time.
func (a *audited) workbook() []byte {
	a.t.Helper()
	code := demo.Book().Schools[0].Code
	years, err := a.store.For(auth.Operator()).SchoolYearsIn(a.t.Context(), []string{code}, 2023)
	a.must(err)
	next := *years[0].TeachingArea + indicator.DecimalScale
	years[0].TeachingArea = &next
	return bookBytes(a.t, &workbook.Book{SchoolYears: []workbook.SchoolYear{{Code: code, Year: 2023, Figures: years[0].Figures}}})
}

func (a *audited) sendWorkbook() {
	id, err := a.upload(a.workbook())
	a.must(err)
	a.kept["upload"] = id
}

// runImports works on what is queued, and fails when that fails. Its tries end the import: the next one is another.
func (a *audited) runImports() error {
	ctx, stop := context.WithTimeout(a.t.Context(), 2*time.Minute)
	defer stop()
	done := make(chan struct{})
	go func() { defer close(done); a.app.RunImports(ctx) }()
	defer func() { stop(); <-done }()
	for ctx.Err() == nil {
		var status string
		a.must(a.db.QueryRowContext(ctx, "SELECT status FROM imports ORDER BY id DESC LIMIT 1").Scan(&status))
		switch models.ImportStatus(status) {
		case models.Succeeded:
			return nil
		case models.Failed, models.Rejected:
			return errors.New(status)
		}
		time.Sleep(20 * time.Millisecond)
	}
	return ctx.Err()
}

// rejectedImport leaves an import that was refused for a cell.
func (a *audited) rejectedImport() {
	a.t.Helper()
	if a.kept["import"] != "" {
		return
	}
	id, err := a.upload(bookBytes(a.t, &workbook.Book{SchoolYears: []workbook.SchoolYear{{Code: demo.Book().Schools[0].Code, Year: 1900}}}))
	a.must(err)
	a.must(a.mutate("bureau", "importWorkbook", fmt.Sprintf("uploadId: %q", id)))
	if err := a.runImports(); err == nil {
		a.t.Fatal("the import is not refused")
	}
	var last string
	a.must(a.db.QueryRowContext(a.t.Context(), "SELECT id FROM imports ORDER BY id DESC LIMIT 1").Scan(&last))
	a.kept["import"] = last
}

func (a *audited) hireTeacher() {
	a.t.Helper()
	a.must(a.mutate("bureau", "recordTeacher", `schoolCode: "`+demo.Book().Schools[0].Code+`", year: 2023, code: "X-2", subject: "语文", degree: MASTER, backboneLevel: NONE, isFullTime: true, isCertified: true`))
	var found struct {
		Teachers struct{ Nodes []struct{ ID string } }
	}
	ask(a.t, a.handler, a.tokens["bureau"], `{teachers(where: {code: {eq: "X-2"}}) {nodes {id}}}`, &found)
	a.kept["teacher"] = found.Teachers.Nodes[0].ID
}

// hireNamed leaves a teacher with a name.
func (a *audited) hireNamed() {
	a.t.Helper()
	a.must(a.mutate("bureau", "recordTeacher", `schoolCode: "`+demo.Book().Schools[0].Code+`", year: 2023, code: "X-3", name: "欧阳明月", subject: "语文", degree: MASTER, backboneLevel: NONE, isFullTime: true, isCertified: true`))
}

// findOddity leaves an oddity of the county that nobody has said anything of.
func (a *audited) findOddity() {
	a.t.Helper()
	if a.kept["oddity"] == "" { // equipment in yuan, not in 10,000 yuan
		for i, s := range demo.Book().Schools[2:6] {
			a.must(a.mutate("bureau", "recordSchoolYear", fmt.Sprintf(`schoolCode: %q, year: 2023, values: {equipmentValue: "%d"}`, s.Code, 15_000_000+i)))
		}
	}
	found, err := a.app.Oddities(a.t.Context(), auth.Operator(), demo.Region.Code, 2023)
	a.must(err)
	for _, o := range found.Oddities {
		if o.Review == nil {
			a.kept["oddity"] = fmt.Sprintf("schoolCode: %q, year: 2023, fingerprint: %q", o.School, o.Fingerprint)
			a.kept["odd"] = o.School + " 2023 " + o.Fingerprint
			return
		}
	}
	a.t.Fatal("nothing is odd")
}

func signInInput(username, password string) string {
	return fmt.Sprintf("username: %q, password: %q", username, password)
}

// newSession signs the inspector in.
func (a *audited) newSession() {
	a.t.Helper()
	tokens, err := a.app.SignIn(a.t.Context(), app.SignIn{Username: "inspector", Password: demoPassword})
	a.must(err)
	a.tokens["session"], a.kept["refresh"] = tokens.Access, tokens.Refresh
}

func (a *audited) prepareFactor() {
	a.t.Helper()
	a.newSession()
	v, err := a.app.Authenticate(a.t.Context(), a.tokens["session"])
	a.must(err)
	f, err := a.app.PrepareSecondFactor(a.t.Context(), v, demoPassword)
	a.must(err)
	a.kept["secret"] = f.Secret
}

// code is the second factor's code of the present step or a later one: the step before may be too old when it is looked at.
func (a *audited) code(steps int) string {
	a.t.Helper()
	code, err := totp.GenerateCode(a.kept["secret"], time.Now().Add(time.Duration(steps)*30*time.Second))
	a.must(err)
	return code
}
