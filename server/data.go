package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

type importCommand struct {
	databaseFlag
	langFlag
	File   string `arg:"" help:"County workbook or school form (.xlsx)." type:"path"`
	DryRun bool   `help:"Only check and count, write nothing."`
}

func (k *importCommand) Run(ctx context.Context, c *console) error {
	f, size, err := openFile(c, k.File, false)
	if err != nil {
		return err
	}
	defer f.Close()
	s, err := k.migrated(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	a := app.New(app.Config{Store: s})
	book, report, err := a.ReadBook(ctx, auth.Operator(), f, size, nil)
	if err := c.accept(report, err, k.of(c), false); err != nil {
		return err
	}
	counts, issues, err := a.ImportBook(ctx, auth.Operator(), book, k.DryRun)
	if err != nil {
		return said(err)
	}
	if len(issues) > 0 {
		c.printIssues(c.Err, issues, 0, "error", k.of(c), false)
		return errInput
	}
	c.printIssues(c.Err, report.Warnings, report.OmittedWarnings, "warning", k.of(c), false)
	_, err = fmt.Fprintf(c.Out, text(k.of(c), [2]string{"新增 %d 行，更新 %d 行，未变 %d 行\n", "%d rows created, %d updated, %d unchanged\n"}), counts.Created, counts.Updated, counts.Unchanged)
	return err
}

// takeIn imports a book that must be without fault.
func (s *site) takeIn(ctx context.Context, book *workbook.Book) error {
	_, issues, err := s.app.ImportBook(ctx, auth.Operator(), book, false)
	if err == nil && len(issues) > 0 {
		err = errors.New(issues[0].Message("en"))
	}
	return said(err)
}

type exportCommand struct {
	County exportCountyCommand `cmd:"" help:"Write a county's workbook."`
}

type exportCountyCommand struct {
	databaseFlag
	Region string `help:"Code of the county; may be left out where the database holds only one." placeholder:"CODE"`
	Out    string `arg:"" help:"Workbook to write (.xlsx)." type:"path"`
}

func (k *exportCountyCommand) Run(ctx context.Context) error {
	s, err := k.migrated(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	region := k.Region
	if region == "" {
		schools, err := s.For(auth.Operator()).AllSchools(ctx)
		if err != nil {
			return err
		}
		for _, school := range schools {
			if region != "" && region != school.RegionCode {
				return errors.New("the database holds several counties: name one with --region")
			}
			region = school.RegionCode
		}
	}
	book, err := app.New(app.Config{Store: s}).ExportCounty(ctx, auth.Operator(), region)
	if err != nil {
		return err
	}
	return writeFile(k.Out, func(w io.Writer) error { return workbook.WriteCounty(w, book) })
}

type migrateCommand struct {
	Up     migrateUpCommand     `cmd:"" help:"Bring the schema up to date."`
	Status migrateStatusCommand `cmd:"" help:"List the steps of the schema and which of them are done."`
	Grants migrateGrantsCommand `cmd:"" help:"Print the statements that give an account of MariaDB or MySQL what a server needs and nothing else."`
}

type migrateUpCommand struct{ databaseFlag }

func (k *migrateUpCommand) Run(ctx context.Context, c *console) error {
	s, err := k.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	n, err := s.Migrate(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.Out, "%d steps taken\n", n)
	return err
}

type migrateStatusCommand struct{ databaseFlag }

func (k *migrateStatusCommand) Run(ctx context.Context, c *console) error {
	s, err := k.open(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	steps, err := s.Migrations(ctx)
	for _, step := range steps {
		state := "pending"
		if step.IsApplied {
			state = "done"
		}
		fmt.Fprintf(c.Out, "%-8s %s\n", state, step.Name)
	}
	return err
}

type migrateGrantsCommand struct {
	databaseFlag
	Account string `arg:"" help:"The server's account, NAME@HOST; the host is % where not given."`
}

// Run only prints: who may give rights is not who may read JUNHENG_DATABASE.
func (k *migrateGrantsCommand) Run(c *console) error {
	list, err := store.Grants(k.Database, k.Account)
	for _, statement := range list {
		fmt.Fprintln(c.Out, statement+";")
	}
	return err
}

type keysCommand struct{}

func (keysCommand) Run(c *console) error {
	_, err := fmt.Fprintln(c.Out, auth.GenerateKeys())
	return err
}

// said makes an expected refusal its sentence.
func said(err error) error {
	if problems, ok := app.Problems(err); ok {
		return errors.New(problems[0].Message("en"))
	}
	return err
}
