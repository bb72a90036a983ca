package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// readBook reads and checks a workbook; with errors in it they are printed and errInput is returned.
func readBook(ctx context.Context, c *console, path, lang string, asJSON bool) (*workbook.Book, workbook.Report, error) {
	f, size, err := openFile(c, path, asJSON)
	if err != nil {
		return nil, workbook.Report{}, err
	}
	defer f.Close()
	book, report, err := workbook.Reader{}.Read(ctx, f, size)
	if err := c.accept(report, err, lang, asJSON); err != nil {
		return nil, report, err
	}
	return book, report, nil
}

// openFile opens a file to be read, and tells its size; why it cannot be is printed.
func openFile(c *console, path string, asJSON bool) (*os.File, int64, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, 0, c.refuse("CANNOT_OPEN", err.Error(), asJSON)
	}
	info, err := f.Stat()
	if err == nil && info.IsDir() {
		err = errors.New(path + " is a directory, not an .xlsx file")
	}
	if err != nil {
		_ = f.Close()
		return nil, 0, c.refuse("CANNOT_OPEN", err.Error(), asJSON)
	}
	return f, info.Size(), nil
}

// accept prints why a file that was read cannot be used, and returns errInput then.
func (c *console) accept(report workbook.Report, err error, lang string, asJSON bool) error {
	if err != nil {
		return c.refuse("CANNOT_READ", err.Error(), asJSON)
	}
	if report.HasErrors() {
		c.printIssues(c.Err, report.Errors, report.OmittedErrors, "error", lang, asJSON)
		return errInput
	}
	return nil
}

// refuse says why the input cannot be used, once, and returns errInput.
func (c *console) refuse(code, message string, asJSON bool) error {
	if asJSON {
		_ = json.NewEncoder(c.Err).Encode(map[string]string{"code": code, "message": message})
	} else {
		fmt.Fprintf(c.Err, "junheng: %s\n", message)
	}
	return errInput
}

// issueLine is one issue as a line of JSON.
type issueLine struct {
	Severity string            `json:"severity"`
	Sheet    string            `json:"sheet"`
	Row      int               `json:"row"`
	Column   string            `json:"column,omitempty"`
	Header   string            `json:"header,omitempty"`
	Value    string            `json:"value,omitempty"`
	Code     string            `json:"code"`
	Message  string            `json:"message"`
	Params   map[string]string `json:"params,omitempty"`
}

func lineOf(i workbook.Issue, severity, lang string) issueLine {
	return issueLine{severity, i.Sheet, i.Row, i.Column, i.Header, i.Value, i.Code, i.Message(lang), i.Params}
}

func (c *console) printIssues(w io.Writer, issues []workbook.Issue, omitted int, severity, lang string, asJSON bool) {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for _, i := range issues {
		if asJSON {
			_ = enc.Encode(lineOf(i, severity, lang))
			continue
		}
		at := i.Sheet
		if cell := i.Cell(); cell != "" {
			at += "!" + cell
		} else if i.Row > 0 {
			at += fmt.Sprintf("!%d", i.Row)
		}
		fmt.Fprintln(w, strings.TrimSpace(strings.Join([]string{text(lang, map[string][2]string{"error": {"错误", "error"}, "warning": {"提示", "warning"}}[severity]), at, i.Message(lang)}, "  ")))
	}
	if omitted > 0 {
		fmt.Fprintln(w, fmt.Sprintf(text(lang, [2]string{"另有 %d 条未列出", "%d more not listed"}), omitted))
	}
}

// text picks the Chinese or the English of two texts.
func text(lang string, both [2]string) string {
	if lang == "zh" {
		return both[0]
	}
	return both[1]
}

type checkCommand struct {
	langFlag
	File   string `arg:"" help:"County workbook or school form (.xlsx)." type:"path"`
	Marked string `help:"Write a copy of the file with every finding at its cell." type:"path" placeholder:"OUT.xlsx"`
	JSON   bool   `name:"json" help:"Print the findings as JSON lines."`
}

func (k *checkCommand) Run(ctx context.Context, c *console) error {
	lang := k.of(c)
	f, size, err := openFile(c, k.File, k.JSON)
	if err != nil {
		return err
	}
	defer f.Close()
	_, report, err := workbook.Reader{Latest: workbook.LatestAt(time.Now())}.Read(ctx, f, size)
	if err != nil {
		return c.refuse("CANNOT_READ", err.Error(), k.JSON)
	}
	c.printIssues(c.Out, report.Errors, report.OmittedErrors, "error", lang, k.JSON)
	c.printIssues(c.Out, report.Warnings, report.OmittedWarnings, "warning", lang, k.JSON)
	if !k.JSON {
		fmt.Fprintf(c.Out, text(lang, [2]string{"%d 处错误，%d 条提示\n", "%d errors, %d warnings\n"}), len(report.Errors)+report.OmittedErrors, len(report.Warnings)+report.OmittedWarnings)
	}
	if k.Marked != "" {
		if err := writeFile(k.Marked, func(w io.Writer) error { return workbook.WriteMarked(w, f, size, report) }); err != nil {
			return fmt.Errorf("write %s: %w", k.Marked, err)
		}
	}
	if report.HasErrors() {
		return errInput
	}
	return nil
}

// writeFile writes a file whole or not at all: beside its place first, then moved there.
func writeFile(path string, write func(io.Writer) error) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".junheng-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name())
	if err := write(f); err != nil {
		_ = f.Close()
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), 0o644); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

type templateCommand struct {
	Kind string `arg:"" enum:"county,school" help:"county: a workbook of all schools; school: the form of one school and year."`
	Out  string `arg:"" type:"path" help:"File to write (.xlsx)."`
}

func (k *templateCommand) Run() error {
	return writeFile(k.Out, func(w io.Writer) error { return workbook.WriteTemplate(w, workbook.TemplateKind(k.Kind)) })
}

type demoWorkbookCommand struct {
	Out string `arg:"" type:"path" help:"File to write (.xlsx)."`
}

func (k *demoWorkbookCommand) Run() error {
	return writeFile(k.Out, func(w io.Writer) error { return workbook.WriteCounty(w, demo.Book()) })
}

// choose finds the county and year that a command is about: those named, else the only county and the latest year.
func choose(c *console, book *workbook.Book, region string, year int, lang string, asJSON bool) (indicator.County, error) {
	regions := book.Regions()
	if region == "" && len(regions) == 1 {
		region = regions[0].Code
	}
	known := false
	var names []string
	for _, r := range regions {
		known = known || r.Code == region
		names = append(names, r.Code+" "+r.Name)
	}
	if len(regions) == 0 {
		return indicator.County{}, c.refuse("NO_SCHOOLS", text(lang, [2]string{"文件中还没有学校：请先填写“学校”和“学校年度”工作表", "the file holds no school yet: fill in the sheets 学校 and 学校年度 first"}), asJSON)
	}
	if !known {
		return indicator.County{}, c.refuse("UNKNOWN_REGION", fmt.Sprintf(text(lang, [2]string{"请用 --region 指定区县，文件中有：%s", "name a county with --region; the file has: %s"}), strings.Join(names, ", ")), asJSON)
	}
	years := book.Years(region)
	if year == 0 && len(years) > 0 {
		year = years[len(years)-1]
	}
	if slices.Contains(years, year) {
		county, _ := book.County(region, year)
		return county, nil
	}
	return indicator.County{}, c.refuse("UNKNOWN_YEAR", fmt.Sprintf(text(lang, [2]string{"文件中没有 %d 年度，有：%v", "the file has no year %d; it has: %v"}), year, years), asJSON)
}

// chooseEdition finds the edition that a command is about.
func chooseEdition(c *console, code, region, lang string, asJSON bool) (*indicator.Edition, error) {
	if code == "" {
		code = indicator.DefaultEdition(region)
	}
	if e, ok := indicator.LookupEdition(code); ok {
		return e, nil
	}
	var codes []string
	for _, e := range indicator.Editions() {
		codes = append(codes, e.Code)
	}
	return nil, c.refuse("UNKNOWN_EDITION", fmt.Sprintf(text(lang, [2]string{"没有版本 %s，有：%s", "there is no edition %s; there are: %s"}), code, strings.Join(codes, ", ")), asJSON)
}
