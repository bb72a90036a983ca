package app_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// people is a world with persons in it, and the tables behind it.
type people struct {
	*world
	rows *rows
}

func eachPeople(t *testing.T, test func(*testing.T, *people)) {
	t.Helper()
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			database := storetest.Migrated(t, kind)
			s, err := store.Open(t.Context(), database)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			p := &people{newWorld(t, s), newRows(t, database)}
			p.must(p.RecordRegion(p.ctx(), p.op, city, "武汉市"))
			p.schools(county, 2)
			p.schools(other, 1)
			for _, region := range []string{county, other} {
				_, err := p.RecordSchoolYear(p.ctx(), p.op, app.RecordSchoolYear{SchoolCode: code(region, 0), Year: theYear, Values: map[string]any{"studentsPrimary": 300}})
				p.must(err)
			}
			test(t, p)
		})
	}
}

const (
	city     = "420100"
	erased   = "欧阳明月"
	namesake = "上官飞雪" // another person of the same number in another county
	beside   = "司马清风" // another person of the same county
)

// hire records a teacher in three years.
func (p *people) hire(region, number, name string) {
	p.t.Helper()
	for year := theYear - 2; year <= theYear; year++ {
		_, _, err := p.RecordTeacher(p.ctx(), p.op, year, indicator.Teacher{
			Code: number, Name: name, SchoolCode: code(region, 0), Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor,
			BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: true,
		})
		p.must(err)
	}
}

func (p *people) sent(v auth.Viewer, filename string) string {
	p.t.Helper()
	u, err := p.Upload(p.ctx(), v, filename, bytes.NewReader(p.file(aCounty(v.RegionCodes[0], 1, 0))))
	p.must(err)
	return u.ID
}

// holding are the rows of tables, but some, with a text in any column.
func (p *people) holding(text string, but ...string) (found []string) {
	p.t.Helper()
	for line := range strings.SplitSeq(p.rows.dump(), "\n") {
		table, _, _ := strings.Cut(line, " ")
		if strings.Contains(line, text) && !slices.Contains(but, table) {
			found = append(found, line)
		}
	}
	return found
}

// proof is the audit line of a receipt; sealing the log covers it.
func (p *people) proof(e *app.Erasure) *models.AuditLine {
	p.t.Helper()
	p.clock.pass(2 * time.Hour)
	if _, err := p.SealAudit(p.ctx()); err != nil {
		p.t.Fatal(err)
	}
	if check := p.verify(""); check.Broken != nil || check.Unsealed > 0 {
		p.t.Errorf("the audit log does not hold: %+v", check)
	}
	lines, err := p.store.Unscoped().LinesAfter(p.ctx(), "", "~", 10_000)
	p.must(err)
	for _, l := range lines {
		if l.ID == e.LineID {
			return l
		}
	}
	p.t.Fatalf("no audit line %q", e.LineID)
	return nil
}

func TestATeachersNameIsErasedEverywhere(t *testing.T) {
	eachPeople(t, func(t *testing.T, p *people) {
		bureau, above := p.account("bureau", models.Bureau, county, nil), p.account("city", models.Bureau, city, nil)
		elsewhere := p.account("elsewhere", models.Bureau, other, nil)
		p.hire(county, "T-1", erased)
		p.hire(county, "T-2", beside)
		p.hire(other, "T-1", namesake)

		broken := aCounty(county, 2, 0)
		broken.Schools[1].RegionCode = other
		refused := p.finished(bureau, p.send(bureau, p.file(broken), app.ImportRequest{}).ID)
		p.rows.exec("UPDATE import_issues SET value = ? WHERE import_id = ?", "\u201c"+erased+"\u201d", refused.ID)
		p.sent(above, "above.xlsx")
		kept := []string{p.sent(elsewhere, "elsewhere.xlsx")}
		waiting := p.send(bureau, p.file(aCounty(county, 2, 0)), app.ImportRequest{})
		kept = append(kept, waiting.UploadID)
		if n := len(p.holding(erased)); n < 4 {
			t.Fatalf("the name is in %d rows, want 3 years and an issue", n)
		}
		before, beforeElsewhere := p.results(county, theYear), p.results(other, theYear)
		others := append(p.holding(beside), p.holding(namesake)...)

		p.clock.pass(time.Minute)
		e, err := p.EraseTeacher(p.ctx(), p.op, county, "T-1")
		p.must(err)
		if diff := cmp.Diff(map[string]int{"names": 3, "files": 2}, e.Changed); diff != "" {
			t.Errorf("receipt (-want +got):\n%s", diff)
		}
		if len(e.Left) != 1 || e.Left[0].ID != waiting.UploadID || !e.Left[0].IsAwaited {
			t.Errorf("left: %+v, want %s", e.Left, waiting.UploadID)
		}
		if found := p.holding(erased); len(found) > 0 {
			t.Errorf("the name is still in %q", found)
		}
		if diff := cmp.Diff(others, append(p.holding(beside), p.holding(namesake)...)); diff != "" {
			t.Errorf("other people (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(before, p.results(county, theYear)); diff != "" {
			t.Errorf("results (-want +got):\n%s", diff)
		}
		if diff := cmp.Diff(beforeElsewhere, p.results(other, theYear)); diff != "" {
			t.Errorf("results elsewhere (-want +got):\n%s", diff)
		}
		p.recompute(county, theYear)
		if diff := cmp.Diff(before, p.results(county, theYear)); diff != "" {
			t.Errorf("results computed anew (-want +got):\n%s", diff)
		}
		for _, id := range kept {
			if len(p.holding(id, "audit_lines", "imports")) < 2 {
				t.Errorf("upload %s is gone, or its content", id)
			}
		}
		if n := len(p.rows.table("uploads")); n != len(kept) {
			t.Errorf("%d files are kept, want %d", n, len(kept))
		}
		l := p.proof(e)
		if l.Action != "eraseTeacher" || l.RegionCode != county || l.Subject != "T-1" || l.Details["names"] != "3" || l.Details["files"] != "2" || l.AccountID != "operator" {
			t.Errorf("line: %+v", l)
		}

		all := p.rows.dump()
		again, err := p.EraseTeacher(p.ctx(), p.op, county, "T-1")
		if p.must(err); !again.IsNothing() || len(again.Left) != 1 {
			t.Errorf("again: %+v", again)
		}
		if diff := cmp.Diff(all, p.rows.dump()); diff != "" {
			t.Errorf("the second time (-want +got):\n%s", diff)
		}
		p.finished(bureau, waiting.ID)
		last, err := p.EraseTeacher(p.ctx(), p.op, county, "T-1")
		if p.must(err); last.Changed["files"] != 1 || last.Changed["names"] != 0 || len(last.Left) != 0 || last.IsNothing() {
			t.Errorf("after the import: %+v", last)
		}
	})
}

func TestNobodyElsesTeacherIsErasedOrShown(t *testing.T) {
	eachPeople(t, func(t *testing.T, p *people) {
		elsewhere := p.account("elsewhere", models.Bureau, other, nil)
		inspector := p.account("inspector", models.Inspector, county, nil)
		p.hire(county, "T-1", erased)
		before := p.rows.dump()
		for name, x := range map[string]struct {
			v      auth.Viewer
			region string
			number string
		}{
			"another county's bureau": {elsewhere, county, "T-1"},
			"a number nobody has":     {p.op, county, "T-9"},
			"another county":          {p.op, other, "T-1"},
			"a whole city":            {p.op, city, "T-1"},
			"part of a number":        {p.op, county, "T"},
		} {
			t.Run(name, func(t *testing.T) {
				_, err := p.EraseTeacher(p.ctx(), x.v, x.region, x.number)
				wantProblem(t, err, "UNKNOWN_TEACHER")
				_, err = p.CopyTeacher(p.ctx(), x.v, x.region, x.number)
				wantProblem(t, err, "UNKNOWN_TEACHER")
			})
		}
		if _, err := p.EraseTeacher(p.ctx(), inspector, county, "T-1"); !errors.Is(err, auth.ErrForbidden) {
			t.Errorf("an inspector: got %v", err)
		}
		if diff := cmp.Diff(before, p.rows.dump()); diff != "" {
			t.Errorf("something changed (-want +got):\n%s", diff)
		}
	})
}

func TestAnAccountIsErasedEverywhereButInTheAuditLog(t *testing.T) {
	const username, name = "ouyang.mingyue", erased
	eachPeople(t, func(t *testing.T, p *people) {
		stays := p.account("stays", models.Bureau, county, nil)
		password, display := "correct horse battery", name
		_, _, err := p.CreateAccount(p.ctx(), p.op, app.NewAccount{Username: username, Name: &display, Role: models.Bureau, RegionCode: county, Password: &password})
		p.must(err)
		tokens, err := p.SignIn(p.ctx(), app.SignIn{Username: username, Password: password, Address: "192.0.2.1"})
		p.must(err)
		_, err = p.PrepareSecondFactor(p.ctx(), tokens.Viewer, password)
		p.must(err)
		p.sent(tokens.Viewer, name+".xlsx")
		p.sent(stays, "stays.xlsx")
		review := models.OddityReview{
			RegionCode: county, Year: theYear, SchoolCode: code(county, 0), Fingerprint: "f", FigureKeys: []string{}, Reason: "已核实", Role: models.Bureau,
			UpdatedAt: p.clock.now(), AccountID: tokens.Viewer.AccountID, Username: username,
		}
		p.must(p.store.InTx(p.ctx(), p.op, func(tx *store.Tx) error { return store.Add(p.ctx(), tx.Facts(), review) }))
		of := func() []string { return p.holding(stays.AccountID, "audit_lines") }
		others, logged := of(), p.holding(username)

		p.clock.pass(time.Minute)
		e, err := p.EraseAccount(p.ctx(), p.op, username)
		p.must(err)
		if diff := cmp.Diff(map[string]int{"accounts": 1, "sessions": 1, "reviews": 1, "files": 1}, e.Changed); diff != "" {
			t.Errorf("receipt (-want +got):\n%s", diff)
		}
		for _, text := range []string{username, name} {
			if found := p.holding(text, "audit_lines"); len(found) > 0 {
				t.Errorf("%s is still in %q", text, found)
			}
		}
		if len(logged) == 0 || len(p.holding(username)) == 0 {
			t.Error("the audit log does not know any more who did what")
		}
		if diff := cmp.Diff(others, of()); diff != "" {
			t.Errorf("another account (-want +got):\n%s", diff)
		}
		row, err := p.store.Unscoped().AccountByID(p.ctx(), tokens.Viewer.AccountID)
		p.must(err)
		if row.Username != e.Of || !strings.HasPrefix(e.Of, "erased-") || !row.IsDisabled || row.Name != nil || row.PasswordHash != "" || row.HasSecondFactor {
			t.Errorf("the account is %+v", row)
		}
		if left := p.rows.table("second_factors"); len(left) > 0 {
			t.Errorf("second factors: %q", left)
		}
		if _, err := p.Authenticate(p.ctx(), tokens.Access); !errors.Is(err, auth.ErrUnauthenticated) {
			t.Errorf("its session: got %v", err)
		}
		sessions, err := p.store.Unscoped().Sessions(p.ctx(), row.ID)
		if p.must(err); len(sessions) != 1 || sessions[0].RevokedAt == nil || row.TokenVersion != 1 {
			t.Errorf("its sessions are not ended: %+v", sessions)
		}
		for _, name := range []string{username, e.Of} {
			_, err := p.SignIn(p.ctx(), app.SignIn{Username: name, Password: password})
			wantProblem(t, err, "SIGN_IN_REFUSED")
		}
		if l := p.proof(e); l.Action != "eraseAccount" || l.Subject != row.ID || l.Details["username"] != e.Of || l.Details["sessions"] != "1" {
			t.Errorf("line: %+v", l)
		}

		all := p.rows.dump()
		again, err := p.EraseAccount(p.ctx(), p.op, e.Of)
		if p.must(err); !again.IsNothing() || again.Of != e.Of {
			t.Errorf("again: %+v", again)
		}
		_, err = p.EraseAccount(p.ctx(), p.op, username)
		wantProblem(t, err, "UNKNOWN_ACCOUNT")
		for name, code := range map[string]string{username: "USERNAME_TAKEN", "erased-by-me": "USERNAME_INVALID"} {
			_, _, err = p.CreateAccount(p.ctx(), p.op, app.NewAccount{Username: name, Role: models.Bureau, RegionCode: county})
			wantProblem(t, err, code)
		}
		if diff := cmp.Diff(all, p.rows.dump()); diff != "" {
			t.Errorf("the second time (-want +got):\n%s", diff)
		}
	})
}

func TestAnAccountOfOthersIsNotErasedOrShown(t *testing.T) {
	eachPeople(t, func(t *testing.T, p *people) {
		bureau, elsewhere := p.account("bureau", models.Bureau, county, nil), p.account("elsewhere", models.Bureau, other, nil)
		inspector := p.account("inspector", models.Inspector, county, nil)
		before := p.rows.dump()
		_, err := p.EraseAccount(p.ctx(), elsewhere, "bureau")
		wantProblem(t, err, "UNKNOWN_ACCOUNT")
		_, err = p.CopyAccount(p.ctx(), elsewhere, "bureau")
		wantProblem(t, err, "UNKNOWN_ACCOUNT")
		_, err = p.EraseAccount(p.ctx(), bureau, "bureau")
		wantProblem(t, err, "ACCOUNT_IS_OWN")
		if _, err := p.EraseAccount(p.ctx(), inspector, "inspector"); !errors.Is(err, auth.ErrForbidden) {
			t.Errorf("an inspector: got %v", err)
		}
		if diff := cmp.Diff(before, p.rows.dump()); diff != "" {
			t.Errorf("something changed (-want +got):\n%s", diff)
		}
	})
}

// What is erased from an embedded database is not in its file or log either, where who copies these would have it.
func TestWhatIsErasedIsNotInTheFileEither(t *testing.T) {
	database := storetest.Migrated(t, "sqlite")
	s, err := store.Open(t.Context(), database)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	w := newWorld(t, s)
	w.schools(county, 1)
	v := w.account("leaves", models.Bureau, county, nil)
	_, _, err = w.RecordTeacher(w.ctx(), w.op, theYear, indicator.Teacher{
		Code: "T-1", Name: erased, SchoolCode: code(county, 0), Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneNone,
	})
	w.must(err)
	_, err = w.Upload(w.ctx(), v, "a.xlsx", strings.NewReader(strings.Repeat(namesake, 50_000)))
	w.must(err)
	kept := func(name string) (n int) {
		for _, path := range []string{strings.TrimPrefix(database, "sqlite:"), strings.TrimPrefix(database, "sqlite:") + "-wal"} {
			content, err := os.ReadFile(path)
			w.must(err)
			n += bytes.Count(content, []byte(name))
		}
		return n
	}
	if kept(erased) == 0 || kept(namesake) < 40_000 {
		t.Fatalf("before: %d and %d", kept(erased), kept(namesake))
	}
	_, err = w.EraseAccount(w.ctx(), w.op, "leaves")
	w.must(err)
	_, err = w.EraseTeacher(w.ctx(), w.op, county, "T-1")
	w.must(err)
	if kept(erased)+kept(namesake) > 0 {
		t.Errorf("after: %d and %d", kept(erased), kept(namesake))
	}
}
