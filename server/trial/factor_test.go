package trial_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
)

// TestASecondFactorCanBeRequired serves with the setting: who has none is held back everywhere, then sets one up and signs in
// with both.
func TestASecondFactorCanBeRequired(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	w.serve("JUNHENG_REQUIRE_SECOND_FACTOR=bureau, inspector")
	if !w.seesSchools(w.token("school")) {
		t.Error("a school account is held back, which the setting does not name")
	}
	token := w.token("inspector")
	for _, query := range []string{
		`{ schools { totalCount } }`, `{ dictionary { key } }`, `mutation { updateSchool(input: {code: "x"}) { userErrors { code } } }`,
		`mutation { removeSecondFactor(input: {password: "x", code: "123456"}) { userErrors { code } } }`,
	} {
		if a := w.ask(token, query, nil); a.code() != "FORBIDDEN" {
			t.Errorf("%s: %s", query, a.Body)
		}
	}
	if a := w.raw("POST", "/uploads?name=a.xlsx", token, nil, strings.NewReader("x")); a.code() != "FORBIDDEN" {
		t.Errorf("upload: %s", a.Body)
	}
	viewer := `{ viewer { hasSecondFactor mustSetSecondFactor region { code } } }`
	if a := w.ask(token, viewer, nil); !strings.Contains(string(a.Body), `{"hasSecondFactor":false,"mustSetSecondFactor":true,"region":null}`) {
		t.Errorf("who is held back: %s", a.Body)
	}

	made := w.data(token, `mutation($p: String!) { prepareSecondFactor(input: {password: $p}) { secret uri userErrors { code } } }`, map[string]any{"p": password})
	secret := made["prepareSecondFactor"].(map[string]any)["secret"].(string)
	code := func(ahead time.Duration) string {
		c, err := auth.CodeAt(secret, time.Now().Add(ahead))
		w.must(err)
		return c
	}
	w.data(token, `mutation($c: String!) { confirmSecondFactor(input: {code: $c}) { viewer { mustSetSecondFactor } userErrors { code } } }`, map[string]any{"c": code(0)})
	if !w.seesSchools(token) {
		t.Error("still held back with a second factor")
	}
	if a := w.ask(token, viewer, nil); !strings.Contains(string(a.Body), `{"hasSecondFactor":true,"mustSetSecondFactor":false,"region":{`) {
		t.Errorf("who is set up: %s", a.Body)
	}

	signIn := func(code any) answer {
		return w.ask("", `mutation($p: String!, $c: String) { signIn(input: {username: "inspector", password: $p, code: $c}) { accessToken userErrors { code field } } }`, map[string]any{"p": password, "c": code})
	}
	next := code(30 * time.Second) // the step of now confirmed it
	for _, test := range []struct {
		code any
		want string
	}{
		{nil, `{"accessToken":null,"userErrors":[{"code":"SECOND_FACTOR_REQUIRED","field":["code"]}]}`},
		{"000000", `"userErrors":[{"code":"SECOND_FACTOR_WRONG","field":["code"]}]`},
		{next, `"userErrors":[]`},
		{next, `"userErrors":[{"code":"SECOND_FACTOR_WRONG","field":["code"]}]`},
	} {
		if a := signIn(test.code); !strings.Contains(string(a.Body), test.want) {
			t.Errorf("with the code %v: %s, want %s", test.code, a.Body, test.want)
		}
	}
	for _, hidden := range []string{secret, next} { // six digits by themselves: any may be within a time or an id
		if regexp.MustCompile(`\b` + hidden + `\b`).MatchString(w.said()) {
			t.Error("the log holds a secret")
		}
	}
}
