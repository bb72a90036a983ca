package app_test

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// file is a book as the bytes of a workbook.
func (w *world) file(b *workbook.Book) []byte {
	w.t.Helper()
	var out bytes.Buffer
	w.must(workbook.WriteCounty(&out, b))
	return out.Bytes()
}

// send uploads a file and queues its import.
func (w *world) send(v auth.Viewer, content []byte, in app.ImportRequest) *models.Import {
	w.t.Helper()
	u, err := w.Upload(w.ctx(), v, "county.xlsx", bytes.NewReader(content))
	w.must(err)
	in.UploadID = u.ID
	i, err := w.ImportWorkbook(w.ctx(), v, in)
	w.must(err)
	return i
}

// finished runs imports until this one has ended.
func (w *world) finished(v auth.Viewer, id string) *models.Import {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.ctx(), time.Minute)
	done := make(chan struct{})
	go func() { defer close(done); w.RunImports(ctx) }()
	defer func() { stop(); <-done }()
	changes, err := w.WatchImport(ctx, v, id)
	w.must(err)
	var last *models.Import
	for i := range changes {
		last = i
	}
	if last == nil || last.FinishedAt == nil {
		w.t.Fatalf("import did not finish: %+v", last)
	}
	return last
}

// aCounty is a book of a county with n schools and some teachers.
func aCounty(region string, n, teachers int) *workbook.Book {
	r := rand.New(rand.NewPCG(7, 7))
	b := &workbook.Book{}
	for i := range n {
		c := code(region, i)
		b.Schools = append(b.Schools, indicator.School{
			Code: c, Name: fmt.Sprintf("实验学校%d", i), RegionCode: region, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Town, Group: "江南集团",
		})
		students, area := 400+r.IntN(300), indicator.Decimal(25_000_000+r.Int64N(20_000_000))
		b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: c, Year: theYear, Figures: indicator.Figures{
			StudentsPrimary: &students, TeachingArea: &area, IndoorSportsArea: new(indicator.Decimal),
		}})
	}
	valid, satisfied := 300, 290
	b.CountyYears = []workbook.CountyYear{{RegionCode: region, RegionName: "新名区", Year: theYear, CountyFigures: indicator.CountyFigures{SurveyValid: &valid, SurveySatisfied: &satisfied}}}
	b.FundingYears = []workbook.FundingYear{{RegionCode: region, FundingYear: indicator.FundingYear{
		FiscalYear: theYear, GeneralBudgetSpend: 1257000000, OperatingQuotaPrimary: 7200000, OperatingQuotaJunior: 9400000,
	}}}
	hours := indicator.Decimal(3700000)
	for i := range teachers {
		b.Teachers = append(b.Teachers, workbook.Teacher{Year: theYear, Teacher: indicator.Teacher{
			Code: fmt.Sprintf("T%05d", i), Name: "张三", SchoolCode: code(region, i%n), Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor,
			BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: true, TrainingHours: &hours,
		}})
	}
	b.Attestations = []workbook.Attestation{
		{RegionCode: region, Year: theYear, Attestation: indicator.Attestation{Indicator: "G1", Met: true, Conclusion: "布局合理"}},
		{RegionCode: region, Year: theYear, Attestation: indicator.Attestation{Indicator: "Q3", SchoolCode: code(region, 0), Met: true}},
	}
	return b
}

func TestImportCountsWritesAndChangesNothingTwice(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		book := aCounty(county, 10, 200)
		rows := len(book.Schools) + len(book.SchoolYears) + 2 + len(book.Teachers) + 2
		content := w.file(book)

		dry := w.finished(bureau, w.send(bureau, content, app.ImportRequest{IsDryRun: true}).ID)
		if dry.Status != models.Succeeded || dry.CreatedCount != rows || dry.UpdatedCount+dry.UnchangedCount != 0 {
			t.Errorf("dry run: %+v, want %d created", dry, rows)
		}
		if n, err := w.store.For(bureau).SchoolCount(w.ctx(), nil); err != nil || n != 0 {
			t.Errorf("after the dry run: %d schools, %v, want none", n, err)
		}
		first := w.finished(bureau, w.send(bureau, content, app.ImportRequest{}).ID)
		if first.Status != models.Succeeded || first.CreatedCount != rows || first.Progress != 1 {
			t.Errorf("first: %+v, want %d created", first, rows)
		}
		c, err := w.store.For(bureau).CountyAssessment(w.ctx(), county, theYear, "cn-hb-33")
		w.must(err)
		if c.Result.SchoolCount != 10 || c.Result.Region.Name != "新名区" {
			t.Errorf("county: %+v", c.Result)
		}
		before := w.results(county, theYear)
		again := w.finished(bureau, w.send(bureau, content, app.ImportRequest{}).ID)
		if again.UnchangedCount != rows || again.CreatedCount+again.UpdatedCount != 0 {
			t.Errorf("again: %+v, want %d unchanged", again, rows)
		}
		exported, err := w.ExportCounty(w.ctx(), bureau, county)
		w.must(err)
		same := w.finished(bureau, w.send(bureau, w.file(exported), app.ImportRequest{}).ID)
		if same.UnchangedCount != rows || same.CreatedCount+same.UpdatedCount != 0 {
			t.Errorf("the export: %+v, want %d unchanged", same, rows)
		}
		if after := w.results(county, theYear); !reflect.DeepEqual(before, after) {
			t.Error("results changed by imports that changed nothing")
		}
		w.recompute(county, theYear)
		if after := w.results(county, theYear); !reflect.DeepEqual(before, after) {
			t.Error("results of the import differ from a full recomputation")
		}
	})
}

func TestImportIsRefusedAsAWhole(t *testing.T) {
	tests := []struct {
		name   string
		spoil  func(*workbook.Book)
		code   string
		errors int
	}{
		{"a county of others", func(b *workbook.Book) { b.Schools[3].RegionCode = other }, "REGION_OUT_OF_SCOPE", 1},
		{"a school that is another county's", func(b *workbook.Book) { b.Schools[3].Code = code(other, 0); b.SchoolYears[3].Code = code(other, 0) }, "", 0},
		{"a broken cell", func(b *workbook.Book) { b.Schools[2].Name = "" }, "", 0},
	}
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		w.schools(other, 1)
		for _, test := range tests {
			t.Run(test.name, func(t *testing.T) {
				book := aCounty(county, 5, 0)
				test.spoil(book)
				i := w.finished(bureau, w.send(bureau, w.file(book), app.ImportRequest{}).ID)
				if i.Status != models.Rejected || i.ErrorCount == 0 || i.CreatedCount != 0 {
					t.Fatalf("got %+v, want a rejection", i)
				}
				issues, err := w.store.For(bureau).ImportIssues(w.ctx(), i.ID, models.SeverityError, store.Page{})
				w.must(err)
				if test.code != "" && issues.Items[0].Code != test.code {
					t.Errorf("got %s, want %s", issues.Items[0].Code, test.code)
				}
				for _, lang := range []string{"zh", "en"} {
					if m := app.IssueMessage(issues.Items[0], lang); m == "" || m == issues.Items[0].Code {
						t.Errorf("no sentence for %s in %s", issues.Items[0].Code, lang)
					}
				}
				if n, err := w.store.For(bureau).SchoolCount(w.ctx(), nil); err != nil || n != 0 {
					t.Errorf("got %d schools, %v, want none", n, err)
				}
				var marked bytes.Buffer
				if err := w.MarkedWorkbook(w.ctx(), bureau, i.ID, &marked); err != nil || marked.Len() == 0 {
					t.Errorf("marked workbook: %d bytes, %v", marked.Len(), err)
				}
			})
		}
	})
}

func TestImportKeyAnswersTheSameImport(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		key := "2023-first"
		one := w.file(aCounty(county, 2, 0))
		a := w.send(bureau, one, app.ImportRequest{IdempotencyKey: &key})
		b := w.send(bureau, one, app.ImportRequest{IdempotencyKey: &key})
		if a.ID != b.ID {
			t.Errorf("got %s and %s, want one import", a.ID, b.ID)
		}
		u, err := w.Upload(w.ctx(), bureau, "other.xlsx", bytes.NewReader(w.file(aCounty(county, 3, 0))))
		w.must(err)
		_, err = w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: u.ID, IdempotencyKey: &key})
		wantProblem(t, err, "KEY_REUSED")
	})
}

func TestAnImportWhoseFileIsErasedSaysSo(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		i := w.send(bureau, w.file(aCounty(county, 1, 0)), app.ImportRequest{})
		w.must(w.store.InTx(w.ctx(), auth.Viewer{}, func(tx *store.Tx) error { return tx.Unscoped().ForgetUpload(w.ctx(), i.UploadID) }))
		got := w.finished(bureau, i.ID)
		issues, err := w.store.For(bureau).ImportIssues(w.ctx(), i.ID, models.SeverityError, store.Page{})
		w.must(err)
		if got.Status != models.Rejected || len(issues.Items) != 1 || issues.Items[0].Code != "UNKNOWN_UPLOAD" {
			t.Errorf("got %+v, %+v", got, issues.Items)
		}
	})
}

func TestAnImportWhoseRunnerDiedIsTakenUpAgain(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		i := w.send(bureau, w.file(aCounty(county, 3, 10)), app.ImportRequest{})
		past := time.Now().UTC().Add(-time.Hour)
		w.must(w.store.InTx(w.ctx(), auth.Viewer{}, func(tx *store.Tx) error { // a runner that never comes back
			_, err := tx.Unscoped().TakeImport(w.ctx(), i, "dead", past, past.Add(time.Minute))
			return err
		}))
		if got := w.finished(bureau, i.ID); got.Status != models.Succeeded || got.Attempts != 2 {
			t.Errorf("got %+v, want success at the second attempt", got)
		}
	})
}

func wantProblem(t testing.TB, err error, code string) {
	t.Helper()
	p, ok := app.Problems(err)
	if !ok || p[0].Code != code {
		t.Errorf("got %v, want %s", err, code)
	}
	for _, lang := range []string{"zh", "en"} {
		if ok && (p[0].Message(lang) == "" || p[0].Message(lang) == code) {
			t.Errorf("no sentence for %s in %s", code, lang)
		}
	}
}

func TestAnImportIsWrittenDownWithItsRows(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("city", models.Bureau, "420100", nil)
		i := w.finished(bureau, w.send(bureau, w.file(aCounty(county, 3, 5)), app.ImportRequest{}).ID)
		dry := w.finished(bureau, w.send(bureau, w.file(aCounty(county, 4, 5)), app.ImportRequest{IsDryRun: true}).ID)
		seen := auth.Viewer{AccountID: "x", Role: models.Bureau, RegionCodes: []string{county}}
		lines, err := w.store.For(seen).AuditLines(w.ctx(), 100)
		w.must(err)
		found := 0
		for _, l := range lines {
			switch {
			case l.Subject == dry.ID:
				t.Errorf("a dry run is written down as a change: %+v", l)
			case l.Subject == i.ID && l.Action == "importWorkbook":
				found++
				if l.Username != "city" || l.RegionCode != county || l.Details["created"] != fmt.Sprint(i.CreatedCount) {
					t.Errorf("got %+v", l)
				}
			}
		}
		if found != 1 {
			t.Errorf("the county's bureau sees %d lines of the import, want 1", found)
		}
	})
}

func TestASchoolElsewhereIsNotTold(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(abroad, 1)
		bureau := w.account("bureau", models.Bureau, county, nil)
		b := &workbook.Book{Schools: []indicator.School{{
			Code: code(abroad, 0), Name: "新校", RegionCode: county, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Town,
		}}}
		_, issues, err := w.ImportBook(w.ctx(), bureau, b, false)
		w.must(err)
		if len(issues) != 1 || issues[0].Code != "SCHOOL_ELSEWHERE" {
			t.Errorf("got %+v, want the school's refusal alone", issues)
		}
		for _, i := range issues {
			if i.Value == abroad || i.Params["code"] == abroad {
				t.Errorf("tells the county of a school that the bureau does not see: %+v", i)
			}
		}
	})
}

func TestTwoCountiesCannotTakeOneSchoolCode(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		for n := range rounds {
			taken := code(county, 500+n)
			book := func(region string) *workbook.Book {
				return &workbook.Book{Schools: []indicator.School{{
					Code: taken, Name: "新校", RegionCode: region, Kind: indicator.KindPrimary, Organizer: 1, Locale: indicator.Town,
				}}}
			}
			got := map[string]bool{}
			var mu sync.Mutex
			take := func(region string) func() {
				return func() {
					_, issues, err := w.ImportBook(w.ctx(), w.op, book(region), false)
					mu.Lock()
					defer mu.Unlock()
					got[region] = err == nil && len(issues) == 0
				}
			}
			together(take(county), take(other))
			if got[county] == got[other] {
				t.Fatalf("round %d: taken by %v", n, got)
			}
			school, err := w.store.For(w.op).School(w.ctx(), taken)
			w.must(err)
			if !got[school.RegionCode] {
				t.Errorf("round %d: the school went to %s, which was refused", n, school.RegionCode)
			}
		}
	})
}

func TestAnAccountHasFewImportsUnderWay(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		u, err := w.Upload(w.ctx(), bureau, "a.xlsx", strings.NewReader("a"))
		w.must(err)
		key := "the first"
		first, err := w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: u.ID, IdempotencyKey: &key})
		w.must(err)
		for range 2 {
			_, err := w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: u.ID})
			w.must(err)
		}
		_, err = w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: u.ID})
		wantProblem(t, err, "TOO_MANY_IMPORTS")
		again, err := w.ImportWorkbook(w.ctx(), bureau, app.ImportRequest{UploadID: u.ID, IdempotencyKey: &key})
		w.must(err)
		if again.ID != first.ID {
			t.Errorf("the same key answers %s, want %s", again.ID, first.ID)
		}
	})
}
