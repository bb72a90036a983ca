package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/office"
	"github.com/junheng/junheng/report"
	"github.com/junheng/junheng/report/docx"
	"github.com/junheng/junheng/workbook"
)

type papersCommand struct {
	Form   formPaperCommand   `cmd:"" help:"Write the application form, tables Ⅰ to Ⅵ (.xlsx)."`
	Report reportPaperCommand `cmd:"" help:"Write the self-evaluation report (.docx); with --keep it takes over what was written in an earlier one."`
	School schoolPaperCommand `cmd:"" help:"Write the sheet of one school (.docx)."`
}

// papersFlags choose the county, year and edition that the papers are about.
type papersFlags struct {
	langFlag
	officeFlag
	Edition string `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Year    int    `help:"School year by its 1 September. Default: the latest in the file." placeholder:"YEAR"`
	Region  string `help:"County code. Default: the only county in the file." placeholder:"CODE"`
}

// papers reads a workbook and evaluates what the flags choose.
func (k *papersFlags) papers(ctx context.Context, c *console, file string) (report.Papers, error) {
	lang := k.of(c)
	book, _, err := readBook(ctx, c, file, lang, false)
	if err != nil {
		return report.Papers{}, err
	}
	county, err := choose(c, book, k.Region, k.Year, lang, false)
	if err != nil {
		return report.Papers{}, err
	}
	edition, err := chooseEdition(c, k.Edition, county.Region.Code, lang, false)
	if err != nil {
		return report.Papers{}, err
	}
	ev := edition.Evaluate(&county)
	p := report.Papers{Edition: edition, County: &county, Evaluation: &ev, Note: madeUpNote(&county)}
	p.Funding, p.Earlier = fundingOf(book, county.Region.Code), earlierOf(book, edition, &county)
	return p, nil
}

func fundingOf(book *workbook.Book, region string) []indicator.FundingYear {
	var years []indicator.FundingYear
	for _, y := range book.FundingYears {
		if y.RegionCode == region {
			years = append(years, y.FundingYear)
		}
	}
	return years
}

// earlierOf are the results of the years before that the workbook knows.
func earlierOf(book *workbook.Book, edition *indicator.Edition, county *indicator.County) []indicator.CountyAssessment {
	var list []indicator.CountyAssessment
	for _, year := range book.Years(county.Region.Code) {
		if year < county.Year && year > county.Year-report.Span && edition.ValidIn(year) {
			before, _ := book.County(county.Region.Code, year)
			list = append(list, edition.Evaluate(&before).CountyAssessment)
		}
	}
	return list
}

// write writes a paper, as PDF where the file's name asks for it, and lists its gaps.
func (k *papersFlags) write(ctx context.Context, c *console, file, extension string, paper func(io.Writer) ([]report.Gap, error)) error {
	var content bytes.Buffer
	gaps, err := paper(&content)
	if err != nil {
		return err
	}
	out := content.Bytes()
	if strings.EqualFold(path.Ext(file), ".pdf") {
		program, err := office.Find(k.Office)
		if err != nil {
			return err
		}
		if out, err = program.PDF(ctx, out, extension); err != nil {
			return err
		}
	}
	err = writeFile(file, func(w io.Writer) error {
		_, err := w.Write(out)
		return err
	})
	if err != nil {
		return err
	}
	for _, g := range gaps {
		fmt.Fprintf(c.Err, text(k.of(c), [2]string{"留空：%s　%s（%s）\n", "left empty: %s %s (%s)\n"}), g.Table, g.Item, g.ReasonIn(k.of(c)))
	}
	return nil
}

type formPaperCommand struct {
	papersFlags
	File string `arg:"" help:"County workbook (.xlsx)." type:"path"`
	Out  string `arg:"" help:"Form to write (.xlsx, or .pdf)." type:"path"`
}

func (k *formPaperCommand) Run(ctx context.Context, c *console) error {
	p, err := k.papers(ctx, c, k.File)
	if err != nil {
		return err
	}
	return k.write(ctx, c, k.Out, ".xlsx", func(w io.Writer) ([]report.Gap, error) { return report.WriteForm(w, p) })
}

type reportPaperCommand struct {
	papersFlags
	File string `arg:"" help:"County workbook (.xlsx)." type:"path"`
	Out  string `arg:"" help:"Report to write (.docx, or .pdf)." type:"path"`
	Keep string `help:"Earlier report whose written paragraphs are taken over; may be the file to write." type:"path" placeholder:"OLD.docx"`
}

func (k *reportPaperCommand) Run(ctx context.Context, c *console) error {
	p, err := k.papers(ctx, c, k.File)
	if err != nil {
		return err
	}
	if k.Keep != "" {
		if p.Kept, err = keptParagraphs(k.Keep); err != nil {
			return c.refuse("CANNOT_READ", fmt.Sprintf("%s: %v", k.Keep, err), false)
		}
	}
	return k.write(ctx, c, k.Out, ".docx", func(w io.Writer) ([]report.Gap, error) { return report.WriteReport(w, p) })
}

func keptParagraphs(path string) (map[string][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return docx.Slots(f, info.Size())
}

type schoolPaperCommand struct {
	papersFlags
	File string `arg:"" help:"County workbook (.xlsx)." type:"path"`
	Code string `arg:"" help:"Code of the school (10 digits)."`
	Out  string `arg:"" help:"Sheet to write (.docx, or .pdf)." type:"path"`
}

func (k *schoolPaperCommand) Run(ctx context.Context, c *console) error {
	p, err := k.papers(ctx, c, k.File)
	if err != nil {
		return err
	}
	return k.write(ctx, c, k.Out, ".docx", func(w io.Writer) ([]report.Gap, error) { return report.WriteSchool(w, p, k.Code) })
}
