package app

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// Counts are how many rows of a workbook are new, differ from what is there, and do not.
type Counts struct{ Created, Updated, Unchanged int }

// Rows is how many there are together.
func (c Counts) Rows() int { return c.Created + c.Updated + c.Unchanged }

// taking is one workbook on its way into the database, within one transaction.
type taking struct {
	app     *App
	tx      *store.Tx
	book    *workbook.Book
	isDry   bool
	now     time.Time
	region  map[string]string // of each school of the book, listed in it or known
	counts  Counts
	touched map[store.CountyYearKey]bool // years to be computed anew, where they are active
	all     map[string]bool              // counties of which a school itself changed: all years
	subject string                       // the import; empty where there is none
	lines   []models.AuditLine           // what changed in which figures
}

// counties are the counties that a book has facts of, in order. Those of schools that the viewer does not see are not among
// them: nobody learns from a refusal where a school is.
func counties(scope *store.Scoped, b *workbook.Book, known map[string]*models.School) []string {
	set := map[string]bool{}
	for _, s := range b.Schools {
		set[s.RegionCode] = true
	}
	for _, y := range b.CountyYears {
		set[y.RegionCode] = true
	}
	for _, y := range b.FundingYears {
		set[y.RegionCode] = true
	}
	for _, c := range b.Attestations {
		set[c.RegionCode] = true
	}
	for _, s := range known {
		if scope.SeesRegion(s.RegionCode) {
			set[s.RegionCode] = true
		}
	}
	return sortedKeys(set)
}

// schoolsOf are the codes of all schools that a book has facts of.
func schoolsOf(b *workbook.Book) []string {
	set := map[string]bool{}
	for _, s := range b.Schools {
		set[s.Code] = true
	}
	for _, y := range b.SchoolYears {
		set[y.Code] = true
	}
	for _, t := range b.Teachers {
		set[t.SchoolCode] = true
	}
	for _, c := range b.Attestations {
		if c.SchoolCode != "" {
			set[c.SchoolCode] = true
		}
	}
	return sortedKeys(set)
}

// take writes a book's facts, computes what follows from them and writes down for each county that it was done; subject is the
// import. The issues say why nothing was written. A dry run only counts.
func (a *App) take(ctx context.Context, tx *store.Tx, b *workbook.Book, subject string, isDry bool) (Counts, []workbook.Issue, error) {
	f := tx.Facts()
	known, err := f.SchoolsByCode(ctx, schoolsOf(b))
	if err != nil {
		return Counts{}, nil, err
	}
	regions := counties(tx.Scoped, b, known)
	t := &taking{app: a, tx: tx, book: b, isDry: isDry, now: a.now(), region: map[string]string{}, touched: map[store.CountyYearKey]bool{}, all: map[string]bool{}, subject: subject}
	if issues := t.admit(regions, known); len(issues) > 0 {
		return Counts{}, issues, nil
	}
	if !isDry {
		if err := t.keepRegions(ctx, regions); err != nil {
			return Counts{}, nil, err
		}
	}
	before, err := f.Rows(ctx, regions, true)
	if err != nil {
		return Counts{}, nil, err
	}
	if issues := t.years(before); len(issues) > 0 {
		return Counts{}, issues, nil
	}
	if err := t.facts(ctx, before); err != nil || isDry {
		return t.counts, nil, err
	}
	if err := t.compute(ctx, regions); err != nil {
		return Counts{}, nil, err
	}
	return t.counts, nil, t.record(ctx, regions)
}

// admit refuses counties that are not the viewer's and schools of other counties than they are known in.
func (t *taking) admit(regions []string, known map[string]*models.School) (issues []workbook.Issue) {
	for _, code := range regions {
		if models.LevelOf(code) != models.County || !t.tx.SeesRegion(code) {
			issues = append(issues, workbook.Issue{Code: "REGION_OUT_OF_SCOPE", Value: code, Params: map[string]string{"code": code}})
		}
	}
	for _, s := range t.book.Schools {
		t.region[s.Code] = s.RegionCode
	}
	for _, code := range sortedKeys(known) {
		listed, isListed := t.region[code]
		if where := known[code].RegionCode; (isListed && listed != where) || !t.tx.SeesRegion(where) {
			issues = append(issues, workbook.Issue{Code: "SCHOOL_ELSEWHERE", Value: code, Params: map[string]string{"code": code}})
		}
		t.region[code] = known[code].RegionCode
	}
	return issues
}

func (t *taking) keepRegions(ctx context.Context, regions []string) error {
	locked, err := t.tx.Facts().LockCounties(ctx, regions...)
	if err != nil {
		return err
	}
	names := map[string]string{}
	for _, y := range t.book.CountyYears {
		names[y.RegionCode] = y.RegionName
	}
	have := map[string]string{}
	for _, r := range locked {
		have[r.Code] = r.Name
	}
	for _, code := range regions {
		name := names[code]
		if name == "" {
			name = have[code]
		}
		if name == "" {
			name = code
		}
		if name != have[code] {
			if err := keepRegion(ctx, t.tx, code, name); err != nil {
				return err
			}
		}
	}
	return nil
}

// compute brings the results of the touched years up to date, oldest first.
func (t *taking) compute(ctx context.Context, regions []string) error {
	f := t.tx.Facts()
	for _, region := range regions {
		years, err := f.Years(ctx, region)
		if err != nil {
			return err
		}
		for _, year := range years {
			if !t.all[region] && !t.touched[store.CountyYearKey{RegionCode: region, Year: year}] {
				continue
			}
			if err := t.app.Recompute(ctx, f, region, year); err != nil {
				return fmt.Errorf("results of %s in %d: %w", region, year, err)
			}
		}
	}
	return nil
}

// note keeps for the audit which figures of a year changed; the import stands among them under a name that no figure has.
func (t *taking) note(action auth.Action, region, school string, year int, changed map[string]string) {
	if t.isDry {
		return
	}
	if t.subject != "" {
		changed[importDetail] = t.subject
	}
	t.lines = append(t.lines, t.app.line(action, models.AuditLine{
		RegionCode: region, SchoolCode: school, Subject: strconv.Itoa(year), Details: changed,
	}))
}

// record writes down, for each county, what was taken in.
func (t *taking) record(ctx context.Context, regions []string) error {
	if err := t.tx.Record(ctx, t.lines...); err != nil {
		return err
	}
	for _, region := range regions {
		err := t.app.record(ctx, t.tx, auth.ImportWorkbook, models.AuditLine{RegionCode: region, Subject: t.subject, Details: map[string]string{
			"created": strconv.Itoa(t.counts.Created), "updated": strconv.Itoa(t.counts.Updated), "unchanged": strconv.Itoa(t.counts.Unchanged),
		}})
		if err != nil {
			return err
		}
	}
	return nil
}

// ImportBook takes in facts that did not come as an upload: at the command line, and for the demo. The issues say why nothing
// was written.
func (a *App) ImportBook(ctx context.Context, v auth.Viewer, b *workbook.Book, isDry bool) (counts Counts, issues []workbook.Issue, err error) {
	if err := auth.Require(v, auth.ImportWorkbook); err != nil {
		return Counts{}, nil, err
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		var err error
		counts, issues, err = a.take(ctx, tx, b, "", isDry)
		return err
	})
	return counts, issues, err
}
