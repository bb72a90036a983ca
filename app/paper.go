package app

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"unicode/utf8"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/report"
	"github.com/junheng/junheng/report/docx"
	"github.com/junheng/junheng/store"
)

// PaperKind is a kind of paper.
type PaperKind string

// The papers.
const (
	FormPaper   PaperKind = "FORM"         // the application form of a county
	ReportPaper PaperKind = "REPORT"       // the self-evaluation report of a county
	SchoolPaper PaperKind = "SCHOOL_SHEET" // the sheet of one school
)

// PaperRequest asks for a paper of one year.
type PaperRequest struct {
	Kind         PaperKind
	RegionCode   string `json:",omitempty"` // of a county's paper
	SchoolCode   string `json:",omitempty"` // of a school's sheet
	Year         int
	Edition      string `json:",omitempty"` // empty: the one in force in the county
	IsPDF        bool   `json:",omitempty"`
	KeptUploadID string `json:",omitempty"` // upload of an earlier report, whose written paragraphs are taken over; empty: none
}

// File is a file that somebody gets.
type File struct {
	Name    string // with its extension, such as 青山区2023学年度自评报告.docx
	Content []byte
}

// maxKept bounds what a report takes over, in characters: what one is long by hand, many times over.
const maxKept = 200_000

// MakesPDF tells whether papers can be had as PDF here.
func (a *App) MakesPDF() bool { return a.pdf != nil }

// CheckPaper tells which places a paper leaves empty, or why it cannot be written, and keeps nothing.
func (a *App) CheckPaper(ctx context.Context, v auth.Viewer, in PaperRequest) ([]report.Gap, error) {
	in, err := a.permitPaper(ctx, v, in)
	if err != nil {
		return nil, err
	}
	kept, err := a.kept(ctx, v, in)
	if err != nil {
		return nil, err
	}
	p, err := a.papers(ctx, a.store.Facts(), a.store.For(v), in)
	if err != nil {
		return nil, err
	}
	p.Kept = kept
	_, gaps, err := writePaper(in, p)
	return gaps, err
}

// WritePaper writes a paper, all of its figures of one moment.
func (a *App) WritePaper(ctx context.Context, v auth.Viewer, in PaperRequest) (File, error) {
	in, err := a.permitPaper(ctx, v, in)
	if err != nil {
		return File{}, err
	}
	kept, err := a.kept(ctx, v, in)
	if err != nil {
		return File{}, err
	}
	var p report.Papers
	err = a.in(ctx, v, []string{in.RegionCode}, func(tx *store.Tx) error { // locked, so that all figures are of one moment
		var err error
		p, err = a.papers(ctx, tx.Facts(), tx.Scoped, in)
		return err
	})
	if err != nil {
		return File{}, err
	}
	p.Kept = kept
	content, _, err := writePaper(in, p)
	if err != nil {
		return File{}, err
	}
	extension := in.extension()
	if in.IsPDF {
		if content, err = a.pdf(ctx, content, extension); err != nil {
			return File{}, err
		}
		extension = ".pdf"
	}
	line := models.AuditLine{RegionCode: in.RegionCode, SchoolCode: in.SchoolCode, Subject: fmt.Sprint(in.Year), Details: sizeDetails(int64(len(content)))}
	line.Details["kind"], line.Details["format"] = string(in.Kind), extension
	if err := a.store.InTx(ctx, v, func(tx *store.Tx) error { return a.record(ctx, tx, auth.MakePaper, line) }); err != nil {
		return File{}, err
	}
	return File{Name: in.name(p) + extension, Content: content}, nil
}

// permitPaper asks whether the viewer may have the paper and sees what it is about, and puts in what the request leaves open.
func (a *App) permitPaper(ctx context.Context, v auth.Viewer, in PaperRequest) (PaperRequest, error) {
	if err := auth.Require(v, auth.MakePaper); err != nil {
		return in, err
	}
	if in.IsPDF && !a.MakesPDF() {
		return in, refuse("PDF_UNAVAILABLE", "format")
	}
	if in.Kind != SchoolPaper {
		if err := auth.Require(v, auth.ReadPapers); err != nil {
			return in, err
		}
	}
	if err := in.check(); err != nil {
		return in, err
	}
	field, code := "regionCode", in.RegionCode
	if in.Kind == SchoolPaper {
		school, err := a.store.For(v).School(ctx, in.SchoolCode)
		if err != nil {
			return in, missing(err, "UNKNOWN_SCHOOL", "schoolCode", in.SchoolCode)
		}
		in.RegionCode = school.RegionCode
		field, code = "year", in.SchoolCode // the school is there: it is the year that has nothing
	}
	if in.Edition == "" {
		in.Edition = indicator.DefaultEdition(in.RegionCode)
	}
	if _, ok := indicator.LookupEdition(in.Edition); !ok {
		return in, refuse("UNKNOWN_EDITION", "edition", "code", in.Edition)
	}
	_, err := a.store.For(v).CountyAssessment(ctx, in.RegionCode, in.Year, in.Edition)
	return in, missing(err, "NO_RESULTS", field, code)
}

// check refuses requests that do not say what the paper is about, or say what this paper has no use for.
func (in PaperRequest) check() error {
	var p problems
	switch {
	case in.Kind == SchoolPaper && in.SchoolCode == "":
		p.add("SCHOOL_MISSING", "schoolCode")
	case in.Kind != SchoolPaper && in.RegionCode == "":
		p.add("REGION_REQUIRED", "regionCode")
	}
	switch {
	case in.Kind == SchoolPaper && in.RegionCode != "":
		p.add("NOT_FOR_PAPER", "regionCode")
	case in.Kind != SchoolPaper && in.SchoolCode != "":
		p.add("NOT_FOR_PAPER", "schoolCode")
	}
	if in.Kind != ReportPaper && in.KeptUploadID != "" {
		p.add("NOT_FOR_PAPER", "keptUploadId")
	}
	return p.err()
}

func (in PaperRequest) extension() string {
	if in.Kind == FormPaper {
		return ".xlsx"
	}
	return ".docx"
}

// name is the file's name without its extension.
func (in PaperRequest) name(p report.Papers) string {
	of, what := p.Evaluation.Region.Name, "自评报告"
	switch in.Kind {
	case FormPaper:
		what = "申报表"
	case SchoolPaper:
		what = "自评情况表"
		for _, s := range p.County.Schools {
			if s.School.Code == in.SchoolCode {
				of = s.School.Name
			}
		}
	}
	return fmt.Sprintf("%s%d学年度%s", of, in.Year, what)
}

// papers reads what papers are made from and evaluates it.
func (a *App) papers(ctx context.Context, facts *store.Facts, rows *store.Scoped, in PaperRequest) (report.Papers, error) {
	edition, ok := indicator.LookupEdition(in.Edition)
	if !ok {
		return report.Papers{}, store.ErrNotFound
	}
	county, err := countyFrom(ctx, facts, in.RegionCode, in.Year)
	if err != nil {
		return report.Papers{}, err
	}
	ev := edition.Evaluate(county)
	p := report.Papers{Edition: edition, County: county, Evaluation: &ev}
	if a.note != nil {
		p.Note = a.note(county)
	}
	if in.Kind == SchoolPaper {
		return p, nil
	}
	var keys []store.CountyYearKey
	for year := in.Year - report.Span + 1; year <= in.Year; year++ {
		keys = append(keys, store.CountyYearKey{RegionCode: in.RegionCode, Year: year})
		if year == in.Year {
			break
		}
		before, err := rows.CountyAssessment(ctx, in.RegionCode, year, in.Edition)
		if errors.Is(err, store.ErrNotFound) {
			continue
		}
		if err != nil {
			return p, err
		}
		p.Earlier = append(p.Earlier, before.Result)
	}
	funding, err := rows.FundingYearsOf(ctx, keys)
	if err != nil {
		return p, err
	}
	for _, y := range funding {
		p.Funding = append(p.Funding, y.Facts())
	}
	return p, nil
}

// kept are the paragraphs that the bureau wrote in the uploaded report, where one is to be taken over.
func (a *App) kept(ctx context.Context, v auth.Viewer, in PaperRequest) (map[string][]string, error) {
	id := in.KeptUploadID
	if in.Kind != ReportPaper || id == "" {
		return nil, nil
	}
	upload, err := a.store.For(v).Upload(ctx, id)
	if err != nil {
		return nil, missing(err, "UNKNOWN_UPLOAD", "keptUploadId", id)
	}
	content, err := a.store.Unscoped().ReadUpload(ctx, upload.ID)
	if err != nil {
		return nil, missing(err, "UNKNOWN_UPLOAD", "keptUploadId", id)
	}
	kept, err := docx.Slots(content, content.Size())
	if err != nil {
		return nil, refuse("UPLOAD_NOT_REPORT", "keptUploadId")
	}
	length := 0
	for _, paragraphs := range kept {
		for _, text := range paragraphs {
			length += utf8.RuneCountInString(text)
		}
	}
	if length > maxKept {
		return nil, refuse("KEPT_TOO_LONG", "keptUploadId", "most", fmt.Sprint(maxKept))
	}
	return kept, nil
}

// writePaper writes the paper that is asked for.
func writePaper(in PaperRequest, p report.Papers) ([]byte, []report.Gap, error) {
	var out bytes.Buffer
	var gaps []report.Gap
	var err error
	switch in.Kind {
	case FormPaper:
		gaps, err = report.WriteForm(&out, p)
	case ReportPaper:
		gaps, err = report.WriteReport(&out, p)
	case SchoolPaper:
		gaps, err = report.WriteSchool(&out, p, in.SchoolCode)
	default:
		err = store.ErrNotFound
	}
	if claims, ok := errors.AsType[*report.ClaimsAll](err); ok {
		err = refuse("REPORT_CLAIMS_ALL", "keptUploadId", "claim", claims.Claim, "place", claims.Place, "tally", claims.Tally)
	}
	return out.Bytes(), gaps, err
}
