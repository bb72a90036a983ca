package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/willabides/kongplete"
)

const about = `Balanced compulsory education (义务教育优质均衡): every indicator of a county, exact and explained.

Examples:
  junheng template county county.xlsx            an empty county workbook to fill in
  junheng check county.xlsx --marked marked.xlsx every mistake at its cell
  junheng evaluate county.xlsx --year 2023       the verdict, 33 indicators, 14 coefficients
  junheng explain county.xlsx 4201070001 R4      how one number came about
  junheng demo                                   the made-up demo county in the browser`

// commandLine is every command; serve and its kin stand in serve.go.
type commandLine struct {
	Evaluate     evaluateCommand     `cmd:"" help:"Evaluate a county's workbook and print its verdict."`
	Explain      explainCommand      `cmd:"" help:"Print how one number of a school or the county came about."`
	Recheck      recheckCommand      `cmd:"" help:"Evaluate traces again from their inputs alone; exit status 1 where a number differs."`
	Simulate     simulateCommand     `cmd:"" help:"Show what changes of figures, teachers or schools would bring; writes nothing."`
	Repair       repairCommand       `cmd:"" help:"Plan the cheapest way to let every unit, coefficient and school item pass; writes nothing."`
	Drift        driftCommand        `cmd:"" help:"Split the change of a coefficient between two years among schools and causes."`
	Oddities     odditiesCommand     `cmd:"" help:"Find reported figures that look wrong, with the reason in words."`
	Claims       claimsCommand       `cmd:"" help:"Compare the numbers of a report (.docx or text) with the data; exit status 1 where one differs."`
	Check        checkCommand        `cmd:"" help:"List every mistake of a workbook; with --marked write a copy that shows them."`
	Papers       papersCommand       `cmd:"" help:"Write the papers a county hands in: form, report, school sheet."`
	Template     templateCommand     `cmd:"" help:"Write an empty county workbook or school form."`
	DemoWorkbook demoWorkbookCommand `cmd:"" help:"Write the workbook of the made-up demo county."`
	Editions     editionsCommand     `cmd:"" help:"List the editions of the rules, or one with its indicators."`
	Version      versionCommand      `cmd:"" help:"Print the version."`

	serverCommands

	InstallCompletions kongplete.InstallCompletions `cmd:"" help:"Install or remove completion for your shell."`
}

// console is where a command speaks and in which language.
type console struct {
	Out, Err io.Writer
	lang     string // zh | en
}

// langFlag is the --lang flag of commands that print texts.
type langFlag struct {
	Lang string `help:"Language of texts: zh or en. Default: from the locale." enum:"zh,en," default:"" placeholder:"zh|en"`
}

func (l langFlag) of(c *console) string {
	if l.Lang != "" {
		return l.Lang
	}
	return c.lang
}

// systemLanguage is Chinese for a Chinese locale, else English.
func systemLanguage(env func(string) string) string {
	for _, name := range [...]string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if v := env(name); v != "" {
			if strings.HasPrefix(v, "zh") {
				return "zh"
			}
			return "en"
		}
	}
	return "en"
}

type versionCommand struct{}

func (versionCommand) Run(c *console) error {
	_, err := fmt.Fprintln(c.Out, "junheng", version)
	return err
}
