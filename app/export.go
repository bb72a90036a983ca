package app

import (
	"context"
	"io"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// ExportCounty is everything known of a county, as a workbook that can be taken in again without changing anything.
// Teachers' names are in it only for those who may see them.
func (a *App) ExportCounty(ctx context.Context, v auth.Viewer, region string) (*workbook.Book, error) {
	if err := auth.Require(v, auth.ExportWorkbook); err != nil {
		return nil, err
	}
	county, err := a.store.For(v).Region(ctx, region)
	if err != nil {
		return nil, err
	}
	if county.Level != models.County {
		return nil, refuse("NOT_A_COUNTY", "regionCode", "code", region)
	}
	var book *workbook.Book
	err = a.in(ctx, v, []string{region}, func(tx *store.Tx) error { // locked, so that all sheets are of one moment
		rows, err := tx.Facts().Rows(ctx, []string{region}, v.SeesNames())
		if err != nil {
			return err
		}
		book = bookOf(rows, county.Name)
		return a.recordExport(ctx, tx, models.AuditLine{RegionCode: region, Details: map[string]string{
			"rows": strconv.Itoa(rows.Count()), "names": strconv.FormatBool(v.SeesNames()),
		}})
	})
	if err != nil {
		return nil, err
	}
	return book, nil
}

// RecordExport writes down that the viewer takes so many rows of a list away, and which it asked for.
func (a *App) RecordExport(ctx context.Context, v auth.Viewer, list, asked string, rows int) error {
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		return a.recordExport(ctx, tx, models.AuditLine{RegionCode: v.RegionCodes[0], SchoolCode: v.SchoolCode, Subject: list, Details: map[string]string{
			"rows": strconv.Itoa(rows), "asked": asked,
		}})
	})
}

// RecordReading writes down that the viewer reads what is personal: a line for each action.
func (a *App) RecordReading(ctx context.Context, v auth.Viewer, actions ...auth.Action) error {
	return a.store.InTx(ctx, v, func(tx *store.Tx) error {
		lines := make([]models.AuditLine, len(actions))
		for i, action := range actions {
			lines[i] = a.line(action, models.AuditLine{RegionCode: v.RegionCodes[0], SchoolCode: v.SchoolCode})
		}
		return tx.Record(ctx, lines...)
	})
}

// recordExport writes down what somebody takes away, and raises an alarm where that is far more than usual.
func (a *App) recordExport(ctx context.Context, tx *store.Tx, line models.AuditLine) error {
	if err := a.record(ctx, tx, auth.ExportWorkbook, line); err != nil {
		return err
	}
	return a.watchExports(ctx, tx)
}

// sizeDetails say in the audit log how large a file was that somebody took away.
func sizeDetails(bytes int64) map[string]string {
	return map[string]string{"bytes": strconv.FormatInt(bytes, 10)}
}

func bookOf(rows *store.CountyRows, name string) *workbook.Book {
	b := &workbook.Book{}
	for _, s := range rows.Schools {
		b.Schools = append(b.Schools, s.Facts())
	}
	for _, y := range rows.SchoolYears {
		b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: y.SchoolCode, Year: y.Year, Figures: y.Figures})
	}
	for _, y := range rows.CountyYears {
		b.CountyYears = append(b.CountyYears, workbook.CountyYear{RegionCode: y.RegionCode, RegionName: name, Year: y.Year, CountyFigures: y.CountyFigures})
	}
	for _, y := range rows.FundingYears {
		b.FundingYears = append(b.FundingYears, workbook.FundingYear{RegionCode: y.RegionCode, FundingYear: y.Facts()})
	}
	for _, t := range rows.Teachers {
		b.Teachers = append(b.Teachers, workbook.Teacher{Year: t.Year, Teacher: t.Facts()})
	}
	for _, c := range rows.Attestations {
		b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: c.RegionCode, Year: c.Year, Attestation: c.Facts()})
	}
	return b
}

// MarkedWorkbook writes a copy of an import's file with its errors and warnings marked in it.
func (a *App) MarkedWorkbook(ctx context.Context, v auth.Viewer, id string, w io.Writer) error {
	if err := auth.Require(v, auth.ReadImports); err != nil {
		return err
	}
	scope := a.store.For(v)
	i, err := scope.Import(ctx, id)
	if err != nil {
		return err
	}
	issues, err := scope.AllImportIssues(ctx, id)
	if err != nil {
		return err
	}
	var report workbook.Report
	for _, issue := range issues {
		if issue.Severity == models.SeverityError {
			report.Errors = append(report.Errors, issueOf(issue))
		} else {
			report.Warnings = append(report.Warnings, issueOf(issue))
		}
	}
	content, err := a.store.Unscoped().ReadUpload(ctx, i.UploadID)
	if err != nil {
		return err
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		return a.recordExport(ctx, tx, models.AuditLine{RegionCode: i.RegionCode, Subject: i.ID, Details: sizeDetails(content.Size())})
	})
	if err != nil {
		return err
	}
	return workbook.WriteMarked(w, content, content.Size(), report)
}

func issueOf(i *models.ImportIssue) workbook.Issue {
	w := workbook.Issue{Sheet: i.Sheet, Row: i.Row, Code: i.Code, Params: i.Params}
	for _, p := range []struct {
		to   *string
		from *string
	}{{&w.Column, i.Column}, {&w.Header, i.Header}, {&w.Value, i.Value}} {
		if p.from != nil {
			*p.to = *p.from
		}
	}
	return w
}

// IssueMessage is what people read of an import's issue, in "en" or, for every other language, Chinese.
func IssueMessage(i *models.ImportIssue, lang string) string {
	if _, ours := sentences[i.Code]; ours && i.Row == 0 {
		return Problem{Code: i.Code, Params: i.Params}.Message(lang)
	}
	return issueOf(i).Message(lang)
}
