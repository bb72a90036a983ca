package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report/claims"
	"github.com/junheng/junheng/workbook"
)

type claimsCommand struct {
	langFlag
	Report  string `arg:"" help:"Report to check (.docx, or plain text in UTF-8)." type:"path"`
	Data    string `help:"County workbook (.xlsx)." type:"path" required:"" placeholder:"FILE.xlsx"`
	Edition string `help:"Edition of the rules. Default: the province's, else the national one." placeholder:"CODE"`
	Year    int    `help:"School year of the report by its 1 September. Default: the latest in the file." placeholder:"YEAR"`
	Region  string `help:"County code. Default: the only county in the file." placeholder:"CODE"`
	All     bool   `help:"List every number, not only those that differ."`
	JSON    bool   `name:"json" help:"Print one JSON object with every number."`
}

// errClaims says that a number of a report differs; standard output has already said which.
var errClaims = errors.New("numbers of the report differ from the data")

// Help tells what is compared and what is not.
func (k *claimsCommand) Help() string {
	return "Every number of the text is tied to a figure or result by the words near it and compared at the precision that the text writes. Thresholds, dates and labels are no claims. Exit status 1 where a number differs. Nothing is written."
}

func (k *claimsCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	book, _, err := readBook(ctx, c, k.Data, lang, k.JSON)
	if err != nil {
		return err
	}
	county, err := choose(c, book, k.Region, k.Year, lang, k.JSON)
	if err != nil {
		return err
	}
	edition, err := chooseEdition(c, k.Edition, county.Region.Code, lang, k.JSON)
	if err != nil {
		return err
	}
	content, err := readReport(k.Report)
	if err != nil {
		return c.refuse("CANNOT_OPEN", err.Error(), k.JSON)
	}
	paragraphs, err := claims.Read(content)
	if err != nil {
		return c.refuse("CANNOT_READ", fmt.Sprintf("%s: %v", k.Report, err), k.JSON)
	}
	result, err := claims.Check(context.Background(), paragraphs, claims.NewFacts(claimSource(book, edition, &county)))
	if err != nil {
		return err
	}
	if k.JSON {
		enc := json.NewEncoder(c.Out)
		enc.SetEscapeHTML(false)
		err = enc.Encode(claimsForm(&county, edition, &result, lang))
	} else {
		printClaims(c, &county, &result, lang, k.All)
	}
	if err == nil && result.Differ > 0 {
		return errClaims
	}
	return err
}

// readReport reads no more of a file than is checked.
func readReport(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, claims.MaxFile+1))
}

// claimSource takes in every year that the workbook has of the county: reports look back.
func claimSource(book *workbook.Book, edition *indicator.Edition, county *indicator.County) claims.Source {
	src := claims.Source{Edition: edition, Year: county.Year, Funding: fundingOf(book, county.Region.Code)}
	for _, year := range book.Years(county.Region.Code) {
		if other, issues := book.County(county.Region.Code, year); len(issues) == 0 || year == county.Year {
			src.Counties = append(src.Counties, &other)
		}
	}
	return src
}

var claimWords = map[claims.Verdict][2]string{
	claims.Agrees: {"一致", "agrees"}, claims.Differs: {"不一致", "differs"}, claims.NoData: {"无数据", "no data"},
}

func printClaims(c *console, county *indicator.County, r *claims.Result, lang string, all bool) {
	fmt.Fprintf(c.Out, text(lang, [2]string{"%s %d  数字 %d 个：一致 %d，不一致 %d，无数据 %d\n", "%s %d  %d numbers: %d agree, %d differ, %d without data\n"}),
		county.Region.Name, county.Year, r.Agree+r.Differ+r.Unknown, r.Agree, r.Differ, r.Unknown)
	for i := range r.Claims {
		k := &r.Claims[i]
		if !all && k.Verdict != claims.Differs {
			continue
		}
		fmt.Fprintf(c.Out, text(lang, [2]string{"\n第 %d 段  %s  %s\n  %s\n  %s\n", "\nparagraph %d  %s  %s\n  %s\n  %s\n"}),
			k.Paragraph+1, text(lang, claimWords[k.Verdict]), k.Text, k.Sentence, k.Message(lang))
	}
	if r.Omitted > 0 {
		fmt.Fprintf(c.Out, text(lang, [2]string{"\n另有 %d 个数字未列出\n", "\n%d more not listed\n"}), r.Omitted)
	}
}

// The JSON form of a check. Offsets count characters (code points) of the paragraph, paragraphs count from 0.
type claimsJSON struct {
	Region       regionJSON  `json:"region"`
	Year         int         `json:"year"`
	Edition      string      `json:"edition"`
	AgreeCount   int         `json:"agreeCount"`
	DifferCount  int         `json:"differCount"`
	NoDataCount  int         `json:"noDataCount"`
	OmittedCount int         `json:"omittedCount"`
	Claims       []claimJSON `json:"claims"`
}

type claimJSON struct {
	Verdict   string    `json:"verdict"`
	Paragraph int       `json:"paragraph"`
	Start     int       `json:"start"`
	End       int       `json:"end"`
	Text      string    `json:"text"`
	Sentence  string    `json:"sentence"`
	Number    string    `json:"number"`
	Unit      string    `json:"unit"`
	Fact      *factJSON `json:"fact"`
	Message   string    `json:"message"`
}

type factJSON struct {
	Key       string  `json:"key"`
	Name      string  `json:"name"`
	Indicator *string `json:"indicator"`
	Stage     *string `json:"stage"`
	School    *string `json:"school"`
	Year      int     `json:"year"`
	Display   string  `json:"display"`
}

func claimsForm(county *indicator.County, edition *indicator.Edition, r *claims.Result, lang string) claimsJSON {
	form := claimsJSON{
		regionJSON{county.Region.Code, county.Region.Name},
		county.Year, edition.Code, r.Agree, r.Differ, r.Unknown, r.Omitted,
		[]claimJSON{},
	}
	for i := range r.Claims {
		k := &r.Claims[i]
		one := claimJSON{string(k.Verdict), k.Paragraph, k.Start, k.End, k.Text, k.Sentence, k.Number, k.Unit, nil, k.Message(lang)}
		if x := k.Fact; x != nil {
			one.Fact = &factJSON{x.Key, text(lang, [2]string{x.Name.Zh, x.Name.En}), orNull(x.Indicator), orNull(string(x.Stage)), orNull(x.School), x.Year, x.Shown(lang)}
		}
		form.Claims = append(form.Claims, one)
	}
	return form
}
