package app_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

func (w *world) lastLine() *models.AuditLine {
	w.t.Helper()
	lines, err := w.store.For(w.op).AuditLines(w.ctx(), 1)
	w.must(err)
	return lines[0]
}

func TestACopyOfATeacherHasAllYearsAndNobodyElse(t *testing.T) {
	eachPeople(t, func(t *testing.T, p *people) {
		bureau := p.account("bureau", models.Bureau, county, nil)
		p.hire(county, "T-1", erased)
		p.hire(county, "T-2", beside)
		p.hire(other, "T-1", namesake)
		file := p.sent(bureau, "a.xlsx")
		p.sent(p.account("elsewhere", models.Bureau, other, nil), "b.xlsx")
		p.clock.pass(1)
		c, err := p.CopyTeacher(p.ctx(), p.op, county, "T-1")
		p.must(err)
		var got []string
		for _, y := range c.Years {
			got = append(got, fmt.Sprint(y.RegionCode, y.Year, y.Code, *y.Name, y.Degree))
		}
		want := []string{}
		for year := theYear; year > theYear-3; year-- {
			want = append(want, fmt.Sprint(county, year, "T-1", erased, "BACHELOR"))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("years (-want +got):\n%s", diff)
		}
		if len(c.Files) != 1 || c.Files[0].ID != file || c.Files[0].IsAwaited || !c.Files[0].Until.Equal(c.Files[0].SentAt.Add(app.FilesKept)) {
			t.Errorf("files: %+v, want %s", c.Files, file)
		}
		var lines []string
		for l, err := range c.Lines {
			p.must(err)
			lines = append(lines, l.Action+" "+l.Subject)
		}
		slices.Sort(lines)
		if diff := cmp.Diff([]string{"readTeacherNames T-1", "recordTeacher 2021 T-1", "recordTeacher 2022 T-1", "recordTeacher 2023 T-1"}, lines); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
		found := p.holding("readTeacherNames")
		if len(found) != 1 {
			t.Errorf("lines of the reading: %q", found)
		}
	})
}

func TestACopyOfAnAccountHasWhatItDidAndWhatWasDoneToIt(t *testing.T) {
	eachPeople(t, func(t *testing.T, p *people) {
		wanted := p.account("wanted", models.Bureau, county, nil)
		i := p.send(wanted, p.file(aCounty(county, 1, 0)), app.ImportRequest{})
		p.send(p.account("beside", models.Bureau, county, nil), p.file(aCounty(county, 1, 0)), app.ImportRequest{})
		p.sent(wanted, "own.xlsx")
		someone := p.account("someone", models.Bureau, county, nil)
		many := make([]models.AuditLine, 1500) // more than are read at once
		for i := range many {
			many[i] = models.AuditLine{ID: fmt.Sprintf("%s%016d", p.lastLine().ID[:10], i), At: p.clock.now(), AccountID: someone.AccountID, Username: "someone", Action: "signIn", Details: map[string]string{}}
		}
		p.must(p.store.InTx(p.ctx(), someone, func(tx *store.Tx) error { return store.Add(p.ctx(), tx.Facts(), many...) }))
		p.clock.pass(1_000_000)
		_, err := p.SignIn(p.ctx(), app.SignIn{Username: "wanted", Password: "correct horse battery"})
		p.must(err)
		c, err := p.CopyAccount(p.ctx(), p.op, "wanted")
		p.must(err)
		if c.Account.Username != "wanted" || c.Account.PasswordHash != "" || len(c.Sessions) != 1 || c.SecondFactorSince != nil {
			t.Errorf("got %+v", c)
		}
		if len(c.Imports) != 1 || c.Imports[0].ID != i.ID || len(c.Files) != 2 || !slices.ContainsFunc(c.Files, func(f app.KeptFile) bool { return f.Filename == "own.xlsx" }) {
			t.Errorf("imports %+v, files %+v", c.Imports, c.Files)
		}
		var got []string
		for l, err := range c.Lines {
			p.must(err)
			got = append(got, l.Action)
		}
		slices.Sort(got) // lines of one millisecond are in no order
		if diff := cmp.Diff([]string{"createAccount", "importWorkbook", "readAccounts", "sendUpload", "sendUpload", "signIn"}, got); diff != "" {
			t.Errorf("lines (-want +got):\n%s", diff)
		}
	})
}
