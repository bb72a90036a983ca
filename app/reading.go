package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// run reads the file, checks it and takes it in, as the account that asked for it may now.
func (a *App) run(ctx context.Context, i *models.Import) error {
	v, err := a.importer(ctx, a.store.Unscoped(), i)
	if errors.Is(err, auth.ErrForbidden) {
		return a.finish(ctx, v, i, models.Rejected, Counts{}, rightsGone(), nil)
	}
	if err != nil {
		return err
	}
	content, err := a.store.Unscoped().ReadUpload(ctx, i.UploadID)
	if errors.Is(err, store.ErrNotFound) { // erased since
		return a.finish(ctx, v, i, models.Rejected, Counts{}, []workbook.Issue{{Code: "UNKNOWN_UPLOAD"}}, nil)
	}
	if err != nil {
		return err
	}
	shown := 0.0
	book, report, err := a.ReadBook(ctx, v, content, content.Size(), func(rows int) {
		// How many rows there will be is not known before: the share read closes in on its bound.
		if now := readShare * float64(rows) / float64(rows+2000); now >= shown+progressStep {
			shown = now
			_, _ = a.writer().update(ctx, i.ID, map[string]any{"progress": now, "row_count": rows}) // only for show
			a.broker.publish("import:" + i.ID)
		}
	})
	if err != nil {
		return err
	}
	if report.HasErrors() {
		return a.finish(ctx, v, i, models.Rejected, Counts{}, report.Errors, report.Warnings)
	}
	_, _ = a.writer().update(ctx, i.ID, map[string]any{"progress": readShare}) // only for show
	a.broker.publish("import:" + i.ID)
	return a.write(ctx, v, i, book, report.Warnings)
}

// importer is who an import runs as; auth.ErrForbidden when the account may not import any more.
func (a *App) importer(ctx context.Context, u *store.Unscoped, i *models.Import) (auth.Viewer, error) {
	account, err := u.AccountByID(ctx, i.AccountID)
	if errors.Is(err, store.ErrNotFound) && i.AccountID == auth.Operator().AccountID {
		return auth.Operator(), nil
	}
	if err != nil {
		return auth.Viewer{}, err
	}
	v := a.viewerOf(account)
	if account.IsDisabled {
		return v, auth.ErrForbidden
	}
	return v, auth.Require(v, auth.ImportWorkbook)
}

// rightsGone is why an import is not run whose account may not import any more.
func rightsGone() []workbook.Issue { return []workbook.Issue{{Code: "ACCOUNT_MAY_NOT_IMPORT"}} }

// write takes the book in and finishes the import in one transaction: whoever sees it finished sees its rows. Reading took
// time, so the rights are looked at once more where they are made use of.
func (a *App) write(ctx context.Context, v auth.Viewer, i *models.Import, book *workbook.Book, warnings []workbook.Issue) error {
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		now, err := a.importer(ctx, tx.Unscoped(), i)
		if errors.Is(err, auth.ErrForbidden) || err == nil && !slices.Equal(now.RegionCodes, v.RegionCodes) {
			return a.finishIn(ctx, tx, i, models.Rejected, Counts{}, rightsGone(), warnings)
		}
		if err != nil {
			return err
		}
		counts, issues, err := a.take(ctx, tx, book, i.ID, i.IsDryRun)
		if err != nil {
			return err
		}
		status := models.Succeeded
		if len(issues) > 0 {
			status, counts = models.Rejected, Counts{}
		}
		return a.finishIn(ctx, tx, i, status, counts, issues, warnings)
	})
}

func (a *App) finish(ctx context.Context, v auth.Viewer, i *models.Import, status models.ImportStatus, c Counts, errs, warnings []workbook.Issue) error {
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		return a.finishIn(ctx, tx, i, status, c, errs, warnings)
	})
}

// finishIn keeps what was found and how the import ended, if the runner still holds it.
func (a *App) finishIn(ctx context.Context, tx *store.Tx, i *models.Import, status models.ImportStatus, c Counts, errs, warnings []workbook.Issue) error {
	if err := tx.Unscoped().ForgetIssues(ctx, i.ID); err != nil {
		return err
	}
	issues := append(issueRows(i.ID, models.SeverityError, errs), issueRows(i.ID, models.SeverityWarning, warnings)...)
	if len(issues) > 0 {
		if err := store.Keep(ctx, tx.Facts(), issues); err != nil {
			return fmt.Errorf("keep issues: %w", err)
		}
	}
	columns := map[string]any{
		"status": status, "progress": 1, "row_count": c.Rows(), "created_count": c.Created, "updated_count": c.Updated, "unchanged_count": c.Unchanged,
		"error_count": len(errs), "warning_count": len(warnings), "finished_at": a.now(), "locked_by": "",
	}
	own, err := tx.Unscoped().UpdateImport(ctx, i.ID, a.runner, columns)
	if err == nil && !own {
		err = errLost
	}
	return err
}

// Lengths of what is kept of an issue, in characters.
const (
	maxIssueValue  = 500
	maxIssueHeader = 200
	maxIssueSheet  = 100
)

func issueRows(id string, severity models.Severity, issues []workbook.Issue) []models.ImportIssue {
	rows := make([]models.ImportIssue, len(issues))
	for n, i := range issues {
		rows[n] = models.ImportIssue{
			ImportID: id, Severity: severity, Position: n, Sheet: cut(i.Sheet, maxIssueSheet), Row: i.Row, Code: i.Code, Params: i.Params,
			Column: some(i.Column), Header: some(cut(i.Header, maxIssueHeader)), Value: some(cut(i.Value, maxIssueValue)),
		}
		if rows[n].Params == nil {
			rows[n].Params = map[string]string{}
		}
	}
	return rows
}

func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	return string([]rune(s)[:most-1]) + "…"
}

func some(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// knownBatch is how many codes of schools one statement looks up.
const knownBatch = 500

// ReadBook reads and checks a workbook or school form as an import by the viewer does: no year may lie behind the current
// ones, and schools that the viewer sees need not be listed. The Report says what is wrong with the file; progress may be nil.
func (a *App) ReadBook(ctx context.Context, v auth.Viewer, r io.ReaderAt, size int64, progress func(rows int)) (*workbook.Book, workbook.Report, error) {
	known := func(codes, regions []string) ([]indicator.School, error) {
		return knownSchools(ctx, a.store.For(v), codes, regions)
	}
	return workbook.Reader{Known: known, Latest: a.Latest(), Progress: progress}.Read(ctx, r, size)
}

// knownSchools are the viewer's schools with the codes, and one of each region that has any beside them.
func knownSchools(ctx context.Context, scope *store.Scoped, codes, regions []string) ([]indicator.School, error) {
	var schools []indicator.School
	isSeen := map[string]bool{}
	for some := range slices.Chunk(codes, knownBatch) {
		rows, err := scope.SchoolsByCode(ctx, some)
		if err != nil {
			return nil, err
		}
		for _, s := range rows {
			schools, isSeen[s.RegionCode] = append(schools, s.Facts()), true
		}
	}
	first := 1
	for _, region := range regions {
		if isSeen[region] {
			continue
		}
		list, err := scope.Schools(ctx, &store.SchoolWhere{Region: &region}, nil, store.Page{First: &first})
		if err != nil {
			return nil, err
		}
		for _, s := range list.Items {
			schools = append(schools, s.Facts())
		}
	}
	return schools, nil
}
