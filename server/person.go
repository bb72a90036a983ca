package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
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
	importJSON struct {
		ID             string              `json:"id"`
		AccountID      string              `json:"-"`
		RegionCode     string              `json:"region"`
		UploadID       string              `json:"uploadId"`
		IdempotencyKey *string             `json:"idempotencyKey"`
		IsDryRun       bool                `json:"isDryRun"`
		Status         models.ImportStatus `json:"status"`
		RowCount       int                 `json:"rowCount"`
		CreatedCount   int                 `json:"createdCount"`
		UpdatedCount   int                 `json:"updatedCount"`
		UnchangedCount int                 `json:"unchangedCount"`
		ErrorCount     int                 `json:"errorCount"`
		WarningCount   int                 `json:"warningCount"`
		Progress       float64             `json:"progress"`
		Attempts       int                 `json:"-"`
		LockedBy       string              `json:"-"`
		LockedUntil    time.Time           `json:"-"`
		Failure        *string             `json:"failure"`
		Version        int                 `json:"-"`
		CreatedAt      time.Time           `json:"createdAt"`
		FinishedAt     *time.Time          `json:"finishedAt"`
	}
	ownFileJSON struct {
		app.KeptFile
		Filename string `json:"filename"`
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
		return c.writeCopy(found.Lines,
			member{"account", accountJSON(*found.Account)},
			member{"secondFactorSince", found.SecondFactorSince},
			member{"sessions", each(found.Sessions, func(s *models.Session) sessionJSON { return sessionJSON(*s) })},
			member{"reviews", each(found.Reviews, func(r *models.OddityReview) reviewJSON { return reviewJSON(*r) })},
			member{"imports", each(found.Imports, func(i *models.Import) importJSON { return importJSON(*i) })},
			member{"files", each(found.Files, func(f app.KeptFile) ownFileJSON { return ownFileJSON{f, f.Filename} })},
		)
	})
}

func each[T, R any](list []T, of func(T) R) []R {
	out := make([]R, len(list))
	for i, x := range list {
		out[i] = of(x)
	}
	return out
}

// member is one of a JSON object.
type member struct {
	name  string
	value any
}

// writeCopy writes one object whose last member, the audit lines, is written as it is read: there may be many.
func (c *console) writeCopy(lines iter.Seq2[*models.AuditLine, error], members ...member) error {
	begin := "{\n"
	for _, m := range members {
		b, err := json.Marshal(m.value)
		if err != nil {
			return err
		}
		fmt.Fprintf(c.Out, "%s  %q: %s", begin, m.name, b)
		begin = ",\n"
	}
	fmt.Fprint(c.Out, ",\n  \"auditLines\": [")
	begin = "\n    "
	for line, err := range lines {
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
		if e == nil {
			return said(err)
		}
		return errors.Join(c.receipt(e, k.of(c), [2]string{
			"有 %d 个该账号上传的文件还在等待导入，暂未删除：导入结束后请再运行一次。",
			" %d files of this account stay, as imports have yet to end: run this once more when they have.",
		}), said(err)) // what was erased needs its proof, whatever came after
	})
}

// receipt prints an erasure as JSON, to be kept, and says on standard error what is left, with a sentence for files that stay.
func (c *console) receipt(e *app.Erasure, lang string, stay [2]string) error {
	enc := json.NewEncoder(c.Out)
	enc.SetIndent("", "  ")
	if err := enc.Encode(e); err != nil {
		return err
	}
	sentence := text(lang, [2]string{"已删除；请保存标准输出中的回执。", "Erased; keep the receipt on standard output."})
	if e.IsNothing() {
		sentence = text(lang, [2]string{"没有可删除的内容了。", "Nothing was left to erase."})
	}
	if n := len(e.Left); n > 0 {
		sentence += fmt.Sprintf(text(lang, stay), n)
	}
	_, err := fmt.Fprintln(c.Err, sentence)
	return err
}
