package app

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/report"
	"github.com/junheng/junheng/report/claims"
	"github.com/junheng/junheng/report/docx"
	"github.com/junheng/junheng/store"
)

// ClaimsRequest asks what the numbers of a report come to. The report is a text, or an upload that the viewer sent.
type ClaimsRequest struct {
	RegionCode string
	Year       int
	Edition    string // empty: the one in force in the county
	Text       *string
	UploadID   *string
}

type (
	// Claim is one number of a report.
	Claim = claims.Claim
	// ClaimFact is what a number was tied to.
	ClaimFact = claims.Fact
	// ReportParagraph is a paragraph of a report.
	ReportParagraph = docx.Paragraph
)

// Claims are what a report's numbers come to in a county's year.
type Claims struct {
	RegionCode string
	Year       int
	Edition    string
	claims.Result
}

// Claims compares the numbers of a report with a county's figures and results, of its year and of the two before it, and
// writes nothing.
func (a *App) Claims(ctx context.Context, v auth.Viewer, in ClaimsRequest) (*Claims, error) {
	if err := auth.Require(v, auth.CheckClaims); err != nil {
		return nil, err
	}
	if models.LevelOf(in.RegionCode) != models.County || !a.store.For(v).SeesRegion(in.RegionCode) {
		return nil, refuse("UNKNOWN_REGION", "regionCode", "code", in.RegionCode)
	}
	if err := a.checkYear(in.Year); err != nil {
		return nil, err
	}
	if in.Edition == "" {
		in.Edition = indicator.DefaultEdition(in.RegionCode)
	}
	edition, known := indicator.LookupEdition(in.Edition)
	if !known {
		return nil, refuse("UNKNOWN_EDITION", "edition", "code", in.Edition)
	}
	done, err := a.checking.Take(ctx, v.AccountID)
	if err != nil {
		return nil, err
	}
	defer done()
	paragraphs, err := a.reportText(ctx, v, in)
	if err != nil {
		return nil, err
	}
	src, err := a.claimSource(ctx, v, edition, in)
	if err != nil {
		return nil, err
	}
	result, err := claims.Check(ctx, paragraphs, claims.NewFacts(src))
	if errors.Is(err, claims.ErrNumbers) {
		return nil, refuse("REPORT_NUMBERS", "", "most", strconv.Itoa(claims.MaxNumbers))
	}
	if err != nil {
		return nil, err
	}
	return &Claims{in.RegionCode, in.Year, in.Edition, result}, nil
}

// reportText reads the report that is to be checked.
func (a *App) reportText(ctx context.Context, v auth.Viewer, in ClaimsRequest) ([]docx.Paragraph, error) {
	if (in.Text == nil) == (in.UploadID == nil) {
		return nil, refuse("REPORT_NOT_ONE", "text")
	}
	if in.Text != nil {
		return readReport([]byte(*in.Text), "text")
	}
	upload, err := a.store.For(v).Upload(ctx, *in.UploadID)
	if err != nil {
		return nil, missing(err, "UNKNOWN_UPLOAD", "uploadId", *in.UploadID)
	}
	if upload.Size > claims.MaxFile {
		return nil, tooLarge("uploadId")
	}
	content, err := a.store.Unscoped().ReadUpload(ctx, upload.ID)
	if err != nil {
		return nil, missing(err, "UNKNOWN_UPLOAD", "uploadId", *in.UploadID)
	}
	b, err := io.ReadAll(content)
	if err != nil {
		return nil, err
	}
	return readReport(b, "uploadId")
}

func readReport(b []byte, field string) ([]docx.Paragraph, error) {
	paragraphs, err := claims.Read(b)
	switch {
	case errors.Is(err, claims.ErrTooLarge):
		return nil, tooLarge(field)
	case err != nil:
		return nil, refuse("REPORT_UNREADABLE", field)
	case len(paragraphs) == 0:
		return nil, refuse("REPORT_EMPTY", field)
	}
	return paragraphs, nil
}

func tooLarge(field string) error {
	return refuse("REPORT_TOO_LARGE", field, "text", strconv.Itoa(claims.MaxText/1000), "file", strconv.Itoa(claims.MaxFile>>20))
}

// claimSource reads what a report is checked against: the year must have been computed, those before it may have been.
func (a *App) claimSource(ctx context.Context, v auth.Viewer, edition *indicator.Edition, in ClaimsRequest) (claims.Source, error) {
	src := claims.Source{Edition: edition, Year: in.Year}
	rows := a.store.For(v)
	var keys []store.CountyYearKey
	for year := in.Year - report.Span + 1; year <= in.Year; year++ {
		keys = append(keys, store.CountyYearKey{RegionCode: in.RegionCode, Year: year})
		_, err := rows.CountyAssessment(ctx, in.RegionCode, year, in.Edition)
		if errors.Is(err, store.ErrNotFound) && year < in.Year {
			continue
		}
		if err != nil {
			return src, missing(err, "NO_RESULTS", "regionCode", in.RegionCode)
		}
		county, err := a.County(ctx, in.RegionCode, year)
		if err != nil {
			return src, err
		}
		src.Counties = append(src.Counties, county)
	}
	funding, err := rows.FundingYearsOf(ctx, keys)
	if err != nil {
		return src, err
	}
	for _, key := range keys {
		if y := funding[key]; y != nil {
			src.Funding = append(src.Funding, y.Facts())
		}
	}
	return src, nil
}
