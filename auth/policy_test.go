package auth_test

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

var update = flag.Bool("update", false, "write the golden file")

// TestPolicy holds who may do what to a file that is reviewed like code.
func TestPolicy(t *testing.T) {
	roles := []models.Role{"", models.Bureau, models.Clerk, models.Inspector}
	var b strings.Builder
	fmt.Fprintf(&b, "%-18s %-10s %-10s %-10s %-10s\n", "action", "anonymous", "BUREAU", "SCHOOL", "INSPECTOR")
	for _, a := range auth.Actions() {
		fmt.Fprintf(&b, "%-18s", a)
		for _, r := range roles {
			v := auth.Viewer{Role: r}
			if r != "" {
				v.AccountID = "x"
			}
			word := "yes"
			switch err := auth.Require(v, a); {
			case errors.Is(err, auth.ErrUnauthenticated):
				word = "sign in"
			case errors.Is(err, auth.ErrForbidden):
				word = "no"
			}
			fmt.Fprintf(&b, " %-10s", word)
		}
		b.WriteString("\n")
	}
	got := strings.ReplaceAll(b.String(), " \n", "\n")
	for strings.Contains(got, " \n") {
		got = strings.ReplaceAll(got, " \n", "\n")
	}
	const file = "testdata/policy.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil || got != string(want) {
		t.Errorf("%v: got\n%s\nwant\n%s", err, got, want)
	}
}

func TestInspectorsChangeNothing(t *testing.T) {
	reads := map[auth.Action]bool{
		auth.ReadEvaluation: true, auth.ExportWorkbook: true, auth.ReadPapers: true, auth.MakePaper: true, auth.PlanRepair: true, auth.ChangePassword: true,
		auth.PrepareSecondFactor: true, auth.ConfirmSecondFactor: true, auth.RemoveSecondFactor: true,
		auth.CheckClaims: true, auth.SendUpload: true, // a report to be checked; what is evaluated comes from imports alone
	}
	for _, a := range auth.Actions() {
		if auth.Allows(models.Inspector, a) && !reads[a] {
			t.Errorf("an inspector may %s", a)
		}
	}
}

func TestAGeneratedPasswordAllowsOnlyItsChange(t *testing.T) {
	v := auth.Viewer{AccountID: "x", Role: models.Bureau, MustChangePassword: true}
	for _, a := range auth.Actions() {
		if err := auth.Require(v, a); (err == nil) != (a == auth.ChangePassword) {
			t.Errorf("%s: got %v", a, err)
		}
	}
}
