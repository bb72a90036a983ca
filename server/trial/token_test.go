package trial_test

import (
	"crypto/ed25519"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"maps"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
)

// forgery makes tokens with the server's own key, or with none.
type forgery struct {
	header, claims map[string]any
	key            ed25519.PrivateKey
}

// forgery starts from the bureau's real token.
func (w *world) forgery() forgery {
	w.t.Helper()
	parts := strings.Split(w.token("bureau"), ".")
	f := forgery{}
	for i, into := range []*map[string]any{&f.header, &f.claims} {
		b, err := base64.RawURLEncoding.DecodeString(parts[i])
		w.must(err)
		w.must(json.Unmarshal(b, into))
	}
	seed, err := base64.StdEncoding.DecodeString(w.keysText)
	w.must(err)
	f.key = ed25519.NewKeyFromSeed(seed)
	return f
}

// with is the token with other entries; nil takes one away.
func (f forgery) with(header, claims map[string]any) string {
	change := func(m, by map[string]any) string {
		m = maps.Clone(m)
		for k, v := range by {
			m[k] = v
			if v == nil {
				delete(m, k)
			}
		}
		b, _ := json.Marshal(m) // maps of plain values
		return base64.RawURLEncoding.EncodeToString(b)
	}
	signed := change(f.header, header) + "." + change(f.claims, claims)
	return signed + "." + base64.RawURLEncoding.EncodeToString(ed25519.Sign(f.key, []byte(signed)))
}

// signedBy replaces the signature.
func signedBy(token string, sign func(string) []byte) string {
	signed := token[:strings.LastIndex(token, ".")]
	return signed + "." + base64.RawURLEncoding.EncodeToString(sign(signed))
}

func TestForgedTokensAreNobodys(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	f := w.forgery()
	if a := w.ask(f.with(nil, nil), `{ schools { totalCount } }`, nil); a.code() != "" {
		t.Fatalf("the unchanged token is refused, so the trial proves nothing: %s", a.Body)
	}
	now := time.Now().Unix()
	mac := func(secret []byte) func(string) []byte {
		return func(signed string) []byte {
			m := hmac.New(sha256.New, secret)
			m.Write([]byte(signed))
			return m.Sum(nil)
		}
	}
	public := f.key.Public().(ed25519.PublicKey)
	_, other, _ := ed25519.GenerateKey(nil)
	none := func(alg string) string {
		return signedBy(f.with(map[string]any{"alg": alg}, nil), func(string) []byte { return nil })
	}
	real := f.with(nil, nil)
	for name, token := range map[string]string{
		"no algorithm":                         none("none"),
		"no algorithm in capitals":             none("NONE"),
		"no algorithm, mixed":                  none("nOnE"),
		"no algorithm but a signature":         f.with(map[string]any{"alg": "none"}, nil),
		"no signature":                         real[:strings.LastIndex(real, ".")+1],
		"public key as a shared secret":        signedBy(f.with(map[string]any{"alg": "HS256"}, nil), mac(public)),
		"seed as a shared secret":              signedBy(f.with(map[string]any{"alg": "HS256"}, nil), mac(f.key.Seed())),
		"RS256":                                f.with(map[string]any{"alg": "RS256"}, nil),
		"another key under our id":             signedBy(real, func(s string) []byte { return ed25519.Sign(other, []byte(s)) }),
		"an unknown key id":                    f.with(map[string]any{"kid": "0000000000000000"}, nil),
		"no key id":                            f.with(map[string]any{"kid": nil}, nil),
		"a path as key id":                     f.with(map[string]any{"kid": "../../etc/passwd"}, nil),
		"its own key along":                    signedBy(f.with(map[string]any{"kid": nil, "jwk": map[string]any{"kty": "OKP", "crv": "Ed25519", "x": base64.RawURLEncoding.EncodeToString(other.Public().(ed25519.PublicKey))}}, nil), func(s string) []byte { return ed25519.Sign(other, []byte(s)) }),
		"critical extensions":                  f.with(map[string]any{"crit": []string{"exp"}}, nil),
		"another type":                         f.with(map[string]any{"typ": "JWT"}, nil),
		"no type":                              f.with(map[string]any{"typ": nil}, nil),
		"no end":                               f.with(nil, map[string]any{"exp": nil}),
		"an end that is text":                  f.with(nil, map[string]any{"exp": "tomorrow"}),
		"an end in the past":                   f.with(nil, map[string]any{"exp": now - 1, "iat": now - 600}),
		"an end too far ahead":                 f.with(nil, map[string]any{"exp": now + 86400, "iat": now}),
		"no start":                             f.with(nil, map[string]any{"iat": nil}),
		"a start in the future":                f.with(nil, map[string]any{"iat": now + 600, "exp": now + 900}),
		"another issuer":                       f.with(nil, map[string]any{"iss": "somebody"}),
		"no issuer":                            f.with(nil, map[string]any{"iss": nil}),
		"another audience":                     f.with(nil, map[string]any{"aud": []string{"somewhere"}}),
		"no audience":                          f.with(nil, map[string]any{"aud": nil}),
		"nobody's":                             f.with(nil, map[string]any{"sub": ""}),
		"an unknown account's":                 f.with(nil, map[string]any{"sub": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}),
		"the operator's":                       f.with(nil, map[string]any{"sub": "operator"}),
		"no session":                           f.with(nil, map[string]any{"sid": nil}),
		"another one's session":                f.with(nil, map[string]any{"sid": sessionIDOf(w, "inspector")}),
		"an earlier version":                   f.with(nil, map[string]any{"ver": -1}),
		"a later version":                      f.with(nil, map[string]any{"ver": 7}),
		"padding":                              real + "=",
		"a blank within":                       strings.Replace(real, ".", ". ", 1),
		"two tokens":                           real + "," + real,
		"a very long one":                      real + strings.Repeat("A", 8000),
		"a refresh token":                      w.sessions["bureau"].refresh,
		"a token whose last bits are not zero": nonCanonical(real),
	} {
		if a := w.ask(token, `{ schools { totalCount } }`, nil); a.code() != "UNAUTHENTICATED" {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	role := f.with(nil, map[string]any{"role": "BUREAU", "region": "000000", "regions": []string{"000000"}})
	if data := w.data(role, `{ schools { totalCount } }`, nil); data["schools"].(map[string]any)["totalCount"] != float64(2) {
		t.Errorf("claims in a token widen what is seen: %v", data)
	}
	w.lives()
}

func sessionIDOf(w *world, who string) string {
	claims, err := w.keys.Verify(w.token(who), time.Now())
	w.must(err)
	return claims.SessionID
}

// nonCanonical is the same token in another spelling: base64 of 64 bytes leaves bits that do not count.
func nonCanonical(token string) string {
	const digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
	last := strings.IndexByte(digits, token[len(token)-1])
	return token[:len(token)-1] + string(digits[last|1])
}

// seesSchools tells whether a token still opens anything.
func (w *world) seesSchools(token string) bool {
	w.t.Helper()
	return w.ask(token, `{ schools { totalCount } }`, nil).code() == ""
}

const refreshMutation = `mutation($r: String) { refreshSession(input: {refreshToken: $r}) { accessToken refreshToken userErrors { code } } }`

func (w *world) refresh(token string) session {
	w.t.Helper()
	return sessionOf(w.data("", refreshMutation, map[string]any{"r": token})["refreshSession"])
}

func TestSessionsEndWhenTheyMust(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	t.Run("signing out everywhere ends all sessions", func(t *testing.T) {
		one, two := w.signIn("inspector", password), w.signIn("inspector", password)
		w.data(one.access, `mutation { signOut(input: {everywhere: true}) { userErrors { code } } }`, nil)
		for _, s := range []session{one, two, w.sessions["inspector"]} {
			if w.seesSchools(s.access) || w.refresh(s.refresh).access != "" {
				t.Error("a session goes on")
			}
		}
	})
	t.Run("signing out ends this session only", func(t *testing.T) {
		one, two := w.signIn("inspector", password), w.signIn("inspector", password)
		w.data(one.access, `mutation { signOut(input: {}) { userErrors { code } } }`, nil)
		if w.seesSchools(one.access) || w.refresh(one.refresh).access != "" || !w.seesSchools(two.access) {
			t.Error("the wrong session ended")
		}
	})
	t.Run("a refresh token used twice ends its whole family", func(t *testing.T) {
		stolen := w.signIn("inspector", password)
		first := w.refresh(stolen.refresh)
		second := w.refresh(first.refresh)
		if first.access == "" || second.access == "" || !w.seesSchools(second.access) {
			t.Fatal("an honest refresh is refused")
		}
		if again := w.refresh(stolen.refresh); again.access != "" || again.refusal != "SESSION_ENDED" {
			t.Errorf("a used token is taken again: %+v", again)
		}
		for _, s := range []session{stolen, first, second} {
			if w.seesSchools(s.access) || w.refresh(s.refresh).access != "" {
				t.Error("the family lives on")
			}
		}
	})
	t.Run("of many who refresh at once one wins at most", func(t *testing.T) {
		s := w.signIn("inspector", password)
		var wg sync.WaitGroup
		won := make(chan string, 16)
		for range cap(won) {
			wg.Go(func() {
				a, err := send(request(t.Context(), t, w.url, "", refreshMutation, map[string]any{"r": s.refresh}))
				var data map[string]any
				if err != nil || json.Unmarshal(a.Data, &data) != nil {
					t.Errorf("%v %s", err, a.Body)
					return
				}
				if got := sessionOf(data["refreshSession"]); got.access != "" {
					won <- got.access
				}
			})
		}
		wg.Wait()
		close(won)
		if len(won) > 1 {
			t.Errorf("%d got tokens", len(won))
		}
		for token := range won {
			if w.seesSchools(token) {
				t.Error("the family lives on after a reuse")
			}
		}
	})
	t.Run("a disabled account is out at once, and its sessions do not come back with it", func(t *testing.T) {
		s := w.signIn("inspector", password)
		for _, isDisabled := range []bool{true, false} {
			payload := w.data(w.token("bureau"), `mutation($d: Boolean) { updateAccount(input: {username: "inspector", isDisabled: $d}) { userErrors { code } } }`, map[string]any{"d": isDisabled})["updateAccount"]
			if code := refusalOf(payload.(map[string]any)); code != "" {
				t.Fatal(code)
			}
			if w.seesSchools(s.access) || w.refresh(s.refresh).access != "" {
				t.Errorf("disabled %t: its session goes on", isDisabled)
			}
			if in := w.signIn("inspector", password).access != ""; in == isDisabled {
				t.Errorf("disabled %t: signed in %t", isDisabled, in)
			}
		}
	})
	t.Run("another region holds with the next request", func(t *testing.T) {
		s := w.signIn("inspector", password)
		_, err := w.app.UpdateAccount(t.Context(), auth.Operator(), app.AccountChange{Username: "inspector", Inspects: []string{there}})
		w.must(err)
		if a := w.ask(s.access, fmt.Sprintf(`{ region(code: %q) { id } }`, here), nil); a.code() == "" && !strings.Contains(string(a.Body), `"region":null`) {
			t.Errorf("it still sees its old region: %s", a.Body)
		}
	})
	w.lives()
}

func TestANewPasswordComesFirst(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	payload := w.data(w.token("bureau"), `mutation { resetPassword(input: {username: "victim"}) { password userErrors { code } } }`, nil)["resetPassword"].(map[string]any)
	generated := payload["password"].(string)
	s := w.signIn("victim", generated)
	for _, query := range []string{
		`{ schools { totalCount } }`, `{ node(id: "x") { id } }`, `{ dictionary { key } }`, `{ viewer { username } schools { totalCount } }`,
		`mutation { recordSchoolYear(input: {schoolCode: "` + code(here, 1) + `", year: 2023, values: {boarders: 1}}) { userErrors { code } } }`,
	} {
		if a := w.ask(s.access, query, nil); a.code() != "FORBIDDEN" {
			t.Errorf("%s: %s", query, a.Body)
		}
	}
	if a := w.firstEvent(s.access, `subscription { countyAssessmentChanged(regionCode: "`+here+`", year: 2023) { id } }`); a.code() != "FORBIDDEN" {
		t.Errorf("subscription: %s", a.Body)
	}
	if a := w.raw("POST", "/uploads?name=a.xlsx", s.access, nil, strings.NewReader("x")); a.code() != "FORBIDDEN" {
		t.Errorf("upload: %s", a.Body)
	}
	if a := w.ask(s.access, `{ viewer { school { code teachers { totalCount } } region { code countyYears { id } } } }`, nil); !strings.Contains(string(a.Body), `"school":null,"region":null`) {
		t.Errorf("by way of the viewer: %s", a.Body)
	}
	refreshed := w.refresh(s.refresh)
	if w.seesSchools(refreshed.access) {
		t.Error("a refresh gets around the change of password")
	}
	change := `mutation($o: String!, $n: String!) { changePassword(input: {currentPassword: $o, newPassword: $n}) { accessToken refreshToken userErrors { code } } }`
	for _, weak := range []string{generated, "short", "password1234", "victim", ""} {
		if got := sessionOf(w.data(refreshed.access, change, map[string]any{"o": generated, "n": weak})["changePassword"]); got.access != "" {
			t.Errorf("%q is taken as a new password", weak)
		}
	}
	changed := sessionOf(w.data(refreshed.access, change, map[string]any{"o": generated, "n": "Ein-neues-Kennwort-9"})["changePassword"])
	if !w.seesSchools(changed.access) || w.seesSchools(refreshed.access) || w.refresh(refreshed.refresh).access != "" {
		t.Errorf("after the change: %+v", changed)
	}
}

// TestSecretsAreTriedOneAtATime tries many passwords in one request, and many requests against one account.
func TestSecretsAreTriedOneAtATime(t *testing.T) {
	w := newWorld(t, "sqlite", 2)
	try := func(i int) string {
		return fmt.Sprintf(`a%d: signIn(input: {username: "victim", password: "guess%d"}) { accessToken }`, i, i)
	}
	for _, query := range []string{
		"mutation { " + try(1) + try(2) + " }",
		"mutation { ...A ...B } fragment A on Mutation { " + try(1) + " } fragment B on Mutation { " + try(2) + " }",
		"mutation { " + try(1) + " __typename }",
	} {
		if a := w.ask("", query, nil); a.code() != "INVALID" {
			t.Errorf("%s: %s", query, a.Body)
		}
	}
	var got session
	for try := 0; got.refusal != "TOO_MANY_ATTEMPTS" && try < 5; try++ { // the first waits are short, and may just be over on a busy machine
		for i := range 12 {
			w.signIn("victim", fmt.Sprint("guess", i))
		}
		got = w.signIn("victim", password)
	}
	if got.access != "" || got.refusal != "TOO_MANY_ATTEMPTS" {
		t.Errorf("after many guesses: %+v", got)
	}
	known, unknown := w.signIn("bureau", "wrong"), w.signIn("nobody", "wrong")
	if known != unknown {
		t.Errorf("who exists is told: %+v %+v", known, unknown)
	}
	for _, secret := range []string{password, "guess1", w.sessions["bureau"].refresh, w.token("bureau")} {
		if strings.Contains(w.said(), secret) {
			t.Error("the log holds a secret")
		}
	}
}
