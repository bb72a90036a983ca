package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// The demo county and a neighbour without figures, to see that nobody looks over the fence.
const (
	demoRegion    = "420107"
	nextRegion    = "420111"
	demoEmptyName = "洪山区"
)

// demoAccount is an account of the demo and its password.
type demoAccount struct{ username, password, what string }

// fillDemo makes the demo county in an empty database, and its accounts. In one that holds it already only passwords change.
func (s *site) fillDemo(ctx context.Context, password string) ([]demoAccount, error) {
	s.isDemo = true
	operator := auth.Operator()
	book := demo.Book()
	if _, err := s.store.Unscoped().AccountByName(ctx, "bureau"); errors.Is(err, store.ErrNotFound) {
		if err := s.takeIn(ctx, book); err != nil {
			return nil, err
		}
		if err := s.app.RecordRegion(ctx, operator, nextRegion, demoEmptyName); err != nil {
			return nil, err
		}
	} else if err != nil {
		return nil, err
	}
	if password == "" {
		password = auth.GeneratePassword()
	}
	first, second := book.Schools[0].Code, book.Schools[1].Code
	accounts := []struct {
		app.NewAccount
		what string
	}{
		{app.NewAccount{Username: "bureau", Role: models.Bureau, RegionCode: demoRegion}, "教育局 · keeps the demo county"},
		{app.NewAccount{Username: "school", Role: models.Clerk, SchoolCode: &first}, "学校 · fills in school " + first},
		{app.NewAccount{Username: "inspector", Role: models.Inspector, RegionCode: demoRegion, Inspects: []string{demoRegion}}, "督学 · looks across the demo county"},
		{app.NewAccount{Username: "school2", Role: models.Clerk, SchoolCode: &second}, "学校 · fills in school " + second},
		{app.NewAccount{Username: "bureau2", Role: models.Bureau, RegionCode: nextRegion}, "教育局 · keeps the empty county next door"},
		{app.NewAccount{Username: "inspector2", Role: models.Inspector, RegionCode: nextRegion, Inspects: []string{nextRegion}}, "督学 · looks across the empty county next door"},
	}
	list := make([]demoAccount, len(accounts))
	for i, a := range accounts {
		list[i] = demoAccount{a.Username, password, a.what}
		if err := s.giveAccount(ctx, a.NewAccount, password); err != nil {
			return nil, fmt.Errorf("demo account %s: %w", a.Username, err)
		}
	}
	return list, nil
}

// giveAccount makes the account with the password, or gives the password to the one that is there.
func (s *site) giveAccount(ctx context.Context, in app.NewAccount, password string) error {
	in.Password = &password
	if in.Role == models.Clerk {
		in.RegionCode = demoRegion
	}
	_, _, err := s.app.CreateAccount(ctx, auth.Operator(), in)
	if problems, ok := app.Problems(err); !ok || problems[0].Code != "USERNAME_TAKEN" {
		return said(err)
	}
	tokens, err := s.app.SignIn(ctx, app.SignIn{Username: in.Username, Password: password})
	if err == nil {
		return s.app.SignOut(ctx, tokens.Viewer, false)
	}
	problems, ok := app.Problems(err)
	if !ok {
		return err
	}
	if problems[0].Code == "SECOND_FACTOR_REQUIRED" { // somebody tried it out; the password is right
		return nil
	}
	account, temporary, err := s.app.ResetPassword(ctx, auth.Operator(), in.Username)
	if err != nil {
		return err
	}
	_, err = s.app.ChangePassword(ctx, auth.ViewerOf(account), temporary, password)
	return said(err)
}

func printDemo(c *console, addr string, accounts []demoAccount) {
	fmt.Fprintf(c.Out, "\n  均衡 Junheng · 演示数据均为虚构 · all data is made up\n\n  http://%s\n\n", addr)
	for _, a := range accounts {
		fmt.Fprintf(c.Out, "  %-11s %-22s %s\n", a.username, a.password, a.what)
	}
	fmt.Fprintln(c.Out)
}
