package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

type accountCommand struct {
	Add           accountAddCommand     `cmd:"" help:"Add an account; its first password is printed once and must be changed at the first sign-in."`
	List          accountListCommand    `cmd:"" help:"List the accounts."`
	Disable       accountDisableCommand `cmd:"" help:"End an account's sessions and keep it from signing in."`
	Show          accountShowCommand    `cmd:"" help:"Print all that is kept about an account as JSON, for its owner; the reading is written down."`
	Erase         accountEraseCommand   `cmd:"" help:"Take all that names a person from the account of somebody who has left. It cannot be undone."`
	ResetPassword accountResetCommand   `cmd:"" help:"Replace an account's password by a generated one, printed once, and remove its second factor."`
}

type accountAddCommand struct {
	databaseFlag
	Username string   `arg:"" help:"Name to sign in with."`
	Role     string   `help:"bureau, school or inspector." enum:"bureau,school,inspector" required:""`
	Region   []string `help:"Region codes: one for a bureau, one or more for an inspector." placeholder:"CODE"`
	School   string   `help:"Code of the school, for a school account." placeholder:"CODE"`
	Name     string   `help:"Name for people." placeholder:"NAME"`
}

func (k *accountAddCommand) Run(ctx context.Context, c *console) error {
	in := app.NewAccount{Username: k.Username, Role: models.Role(strings.ToUpper(k.Role))}
	if k.Name != "" {
		in.Name = &k.Name
	}
	if k.School != "" {
		in.SchoolCode = &k.School
	}
	if len(k.Region) > 0 {
		in.RegionCode = k.Region[0]
	}
	in.Inspects = k.Region
	return k.with(ctx, func(a *app.App) error {
		for _, code := range k.Region { // a first account needs its region before any workbook names it
			if _, err := a.Store().For(auth.Operator()).Region(ctx, code); err == nil || code == models.NationCode {
				continue
			}
			if err := a.RecordRegion(ctx, auth.Operator(), code, code); err != nil {
				return said(err)
			}
		}
		_, password, err := a.CreateAccount(ctx, auth.Operator(), in)
		if err != nil {
			return said(err)
		}
		_, err = fmt.Fprintf(c.Out, "%s %s\n", in.Username, password)
		return err
	})
}

type accountListCommand struct{ databaseFlag }

func (k *accountListCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		first := store.MaxPage
		p := store.Page{First: &first}
		for {
			list, err := a.Store().For(auth.Operator()).Accounts(ctx, nil, p)
			if err != nil {
				return err
			}
			for _, account := range list.Items {
				state := ""
				if account.IsDisabled {
					state = "disabled"
				}
				factor := ""
				if account.HasSecondFactor {
					factor = "second-factor"
				}
				v := auth.ViewerOf(account)
				fmt.Fprintf(c.Out, "%-24s %-10s %-24s %-13s %s\n", account.Username, account.Role, strings.Join(append(v.RegionCodes, v.SchoolCode), " "), factor, state)
			}
			if !list.HasNextPage {
				return nil
			}
			after := list.Cursor(len(list.Items) - 1)
			p.After = &after
		}
	})
}

type accountDisableCommand struct {
	databaseFlag
	Username string `arg:"" help:"Account to disable."`
}

func (k *accountDisableCommand) Run(ctx context.Context) error {
	disabled := true
	return k.with(ctx, func(a *app.App) error {
		_, err := a.UpdateAccount(ctx, auth.Operator(), app.AccountChange{Username: k.Username, IsDisabled: &disabled})
		return said(err)
	})
}

type accountResetCommand struct {
	databaseFlag
	Username string `arg:"" help:"Account whose password to replace."`
}

func (k *accountResetCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		_, password, err := a.ResetPassword(ctx, auth.Operator(), k.Username)
		if err != nil {
			return said(err)
		}
		_, err = fmt.Fprintf(c.Out, "%s %s\n", k.Username, password)
		return err
	})
}

// with does work on the opened database.
func (f databaseFlag) with(ctx context.Context, work func(*app.App) error) error {
	s, err := f.migrated(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	return work(app.New(app.Config{Store: s}))
}
