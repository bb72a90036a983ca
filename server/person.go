package main

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

type accountShowCommand struct {
	databaseFlag
	Username string `arg:"" help:"Account to show."`
}

// The rows of a copy, with every column but secrets: a new one does not compile before it is here.
type (
	accountJSON struct {
		ID                 string      `json:"id"`
		Username           string      `json:"username"`
		Name               *string     `json:"name"`
		Role               models.Role `json:"role"`
		RegionCode         string      `json:"region"`
		SchoolCode         *string     `json:"schoolCode"`
		Inspects           []string    `json:"inspects"`
		PasswordHash       string      `json:"-"`
		MustChangePassword bool        `json:"mustChangePassword"`
		HasSecondFactor    bool        `json:"hasSecondFactor"`
		IsDisabled         bool        `json:"isDisabled"`
		TokenVersion       int         `json:"tokenVersion"`
		CreatedAt          time.Time   `json:"createdAt"`
		UpdatedAt          time.Time   `json:"updatedAt"`
	}
	sessionJSON struct {
		ID        string     `json:"id"`
		AccountID string     `json:"-"`
		CreatedAt time.Time  `json:"createdAt"`
		ExpiresAt time.Time  `json:"expiresAt"`
		RevokedAt *time.Time `json:"revokedAt"`
	}
	reviewJSON struct {
		RegionCode  string               `json:"region"`
		Year        int                  `json:"year"`
		SchoolCode  string               `json:"schoolCode"`
		Fingerprint string               `json:"fingerprint"`
		Kind        indicator.OddityKind `json:"kind"`
		FigureKeys  []string             `json:"figureKeys"`
		Reason      string               `json:"reason"`
		AccountID   string               `json:"-"`
		Username    string               `json:"username"`
		Role        models.Role          `json:"role"`
		UpdatedAt   time.Time            `json:"updatedAt"`
	}
	lineJSON struct {
		ID         string            `json:"id"`
		At         time.Time         `json:"at"`
		AccountID  string            `json:"accountId"`
		Username   string            `json:"username"`
		Action     string            `json:"action"`
		RegionCode string            `json:"region"`
		SchoolCode string            `json:"schoolCode"`
		Subject    string            `json:"subject"`
		RequestID  string            `json:"requestId"`
		Details    map[string]string `json:"details"`
	}
)

func (k *accountShowCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		found, err := a.CopyAccount(ctx, auth.Operator(), k.Username)
		if err != nil {
			return said(err)
		}
		return c.writeAccount(found)
	})
}

// writeAccount writes one object whose last member, the lines, is written as it is read: there may be many.
func (c *console) writeAccount(found *app.AccountCopy) error {
	sessions, reviews := []sessionJSON{}, []reviewJSON{}
	for _, s := range found.Sessions {
		sessions = append(sessions, sessionJSON(*s))
	}
	for _, r := range found.Reviews {
		reviews = append(reviews, reviewJSON(*r))
	}
	begin := "{\n"
	for _, member := range []struct {
		name  string
		value any
	}{
		{"account", accountJSON(*found.Account)},
		{"secondFactorSince", found.SecondFactorSince},
		{"sessions", sessions},
		{"reviews", reviews},
		{"files", found.Files},
	} {
		b, err := json.Marshal(member.value)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.Out, "%s  %q: %s", begin, member.name, b)
		begin = ",\n"
	}
	fmt.Fprint(c.Out, ",\n  \"auditLines\": [")
	begin = "\n    "
	for line, err := range found.Lines {
		if err != nil {
			return err
		}
		b, err := json.Marshal(lineJSON(*line))
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(c.Out, "%s%s", begin, b); err != nil {
			return err
		}
		begin = ",\n    "
	}
	_, err := fmt.Fprintln(c.Out, "\n  ]\n}")
	return err
}

type accountEraseCommand struct {
	databaseFlag
	langFlag
	Username string `arg:"" help:"Account to erase; once erased, its new name, which begins with erased-."`
}

func (k *accountEraseCommand) Run(ctx context.Context, c *console) error {
	return k.with(ctx, func(a *app.App) error {
		e, err := a.EraseAccount(ctx, auth.Operator(), k.Username)
		if err != nil {
			return said(err)
		}
		return c.receipt(e, k.of(c))
	})
}

// receipt prints an erasure as JSON, to be kept, and says on standard error what is left.
func (c *console) receipt(e *app.Erasure, lang string) error {
	enc := json.NewEncoder(c.Out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(e); err != nil {
		return err
	}
	sentence := text(lang, [2]string{"已删除；请保存上面的回执。", "Erased; keep the receipt above."})
	if e.IsNothing() {
		sentence = text(lang, [2]string{"没有可删除的内容了。", "Nothing was left to erase."})
	}
	if n := len(e.Left); n > 0 {
		sentence += fmt.Sprintf(text(lang, [2]string{
			"有 %d 个文件还在等待导入，其中可能有该姓名，导入可能把它写回：导入结束后请再运行一次。",
			" Imports have yet to read %d files that may hold the name, and may write it again: run this once more when they have ended.",
		}), n)
	}
	_, err := fmt.Fprintln(c.Err, sentence)
	return err
}
