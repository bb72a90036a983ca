package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/store/storetest"
)

// done is what a command that succeeds prints, as JSON, and what it says beside it.
func done(t *testing.T, into any, args ...string) (out, errs string) {
	t.Helper()
	out, errs, status := junheng(t, args...)
	if status != 0 {
		t.Fatalf("%v: status %d %s", args, status, errs)
	}
	if err := json.Unmarshal([]byte(out), into); err != nil {
		t.Fatalf("%v: %v in\n%s", args, err, out)
	}
	return out, errs
}

func TestATeacherIsShownAndErasedByCommand(t *testing.T) {
	site, database := demoSite(t, "sqlite")
	const name = "欧阳明月"
	for year := 2022; year <= 2023; year++ {
		_, _, err := site.app.RecordTeacher(t.Context(), auth.Operator(), year, indicator.Teacher{
			Code: "X-3", Name: name, SchoolCode: demo.Book().Schools[0].Code, Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneNone,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	flags := []string{"X-3", "--region", demo.Region.Code, "--database", database}
	var shown struct {
		Years []struct {
			Year   int
			Name   *string
			Number string
			Degree string
		}
		Files []app.KeptFile
	}
	done(t, &shown, append([]string{"teacher", "show"}, flags...)...)
	if y := shown.Years; len(y) != 2 || y[0].Year != 2023 || y[0].Name == nil || *y[0].Name != name || y[0].Number != "X-3" || y[0].Degree != "BACHELOR" {
		t.Errorf("shown: %+v", shown)
	}
	var receipt app.Erasure
	out, errs := done(t, &receipt, append([]string{"teacher", "erase"}, flags...)...)
	if receipt.LineID == "" || receipt.Changed["names"] != 2 || receipt.At.IsZero() || !strings.Contains(errs, "keep the receipt") {
		t.Errorf("receipt %s, said %q", out, errs)
	}
	if strings.Contains(out+errs, name) {
		t.Errorf("the receipt names whom it is about: %s %s", out, errs)
	}
	if _, errs = done(t, &app.Erasure{}, append([]string{"teacher", "erase"}, flags...)...); errs != "Nothing was left to erase.\n" {
		t.Errorf("the second time: %q", errs)
	}
	out, _ = done(t, &shown, append([]string{"teacher", "show"}, flags...)...)
	if strings.Contains(out, name) || len(shown.Years) != 2 {
		t.Errorf("shown afterwards: %s", out)
	}
	if out, errs, status := junheng(t, "teacher", "show", "X-4", "--region", demo.Region.Code, "--database", database); status != 1 || out != "" || !strings.Contains(errs, "no teacher X-4") {
		t.Errorf("a number nobody has: status %d, %q, %q", status, out, errs)
	}
}

func TestAnAccountIsShownAndErasedByCommand(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			_, database := demoSite(t, kind)
			if _, errs, status := junheng(t, "account", "add", "ouyang", "--role", "bureau", "--region", demo.Region.Code, "--name", "欧阳明月", "--database", database); status != 0 {
				t.Fatal(errs)
			}
			var shown struct {
				Account    struct{ Username, Name string }
				Sessions   []any
				AuditLines []struct{ Action string }
			}
			out, _ := done(t, &shown, "account", "show", "ouyang", "--database", database)
			if shown.Account.Name != "欧阳明月" || len(shown.AuditLines) != 2 || shown.AuditLines[0].Action != "createAccount" {
				t.Errorf("shown: %s", out)
			}
			if strings.Contains(out, "argon2") || strings.Contains(strings.ToLower(out), "hash") {
				t.Errorf("the hash is shown: %s", out)
			}
			var receipt app.Erasure
			out, errs := done(t, &receipt, "account", "erase", "ouyang", "--lang", "zh", "--database", database)
			if strings.Contains(out+errs, "ouyang") || strings.Contains(out+errs, "欧阳") || !strings.Contains(errs, "回执") {
				t.Errorf("receipt %s, said %q", out, errs)
			}
			if _, errs := done(t, &receipt, "account", "erase", receipt.Of, "--database", database); errs != "Nothing was left to erase.\n" {
				t.Errorf("the second time: %q", errs)
			}
			if out, errs, status := junheng(t, "account", "erase", "ouyang", "--database", database); status != 1 || out != "" || !strings.Contains(errs, "no account ouyang") {
				t.Errorf("by the old name: status %d, %q, %q", status, out, errs)
			}
		})
	}
}
