package main

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
)

func TestUnsafeSettingsAreRefusedByName(t *testing.T) {
	safe := serveFlags{databaseFlag: databaseFlag{"sqlite:x.db"}, Addr: "127.0.0.1:0", RatePerAddress: 100}
	for _, c := range []struct {
		name   string
		change func(*serveFlags)
		says   string
	}{
		{"an address without a port", func(f *serveFlags) { f.Addr = "127.0.0.1" }, "JUNHENG_ADDR"},
		{"no rate", func(f *serveFlags) { f.RatePerAddress = 0 }, "JUNHENG_RATE_PER_ADDRESS"},
		{"metrics for everybody", func(f *serveFlags) { f.MetricsAddr = f.Addr }, "JUNHENG_METRICS_ADDR"},
		{"proxies that are nonsense", func(f *serveFlags) { f.TrustedProxies = "the one in the cellar" }, "JUNHENG_TRUSTED_PROXIES"},
		{"everybody a proxy", func(f *serveFlags) { f.TrustedProxies = "0.0.0.0/0" }, "JUNHENG_TRUSTED_PROXIES"},
		{"MySQL without keys", func(f *serveFlags) { f.Database = "mysql:x@tcp(h)/d" }, "JUNHENG_KEYS"},
		{"nothing wrong", func(*serveFlags) {}, ""},
	} {
		f := safe
		c.change(&f)
		err := f.check()
		if (err == nil) != (c.says == "") || (err != nil && !strings.Contains(err.Error(), c.says)) {
			t.Errorf("%s: got %v, want a word of %q", c.name, err, c.says)
		}
	}
	demo := demoCommand{serveFlags: safe}
	demo.Addr = "0.0.0.0:8080"
	if err := demo.Run(t.Context(), &console{}); err == nil || !strings.Contains(err.Error(), "this machine only") {
		t.Errorf("a demo for everybody: %v", err)
	}
}

func TestKeysAreMadeOnceAndKeptFromOthers(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db.keys")
	first, err := keptKeys(path)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := keptKeys(path); err != nil || strings.TrimSpace(again) != strings.TrimSpace(first) {
		t.Errorf("got %q, %v; want %q", again, err, first)
	}
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := keptKeys(path); err == nil {
		t.Error("keys that others can read were taken")
	}
}

func TestALinkIsGoodForItsThingItsAccountAndItsTime(t *testing.T) {
	l := &links{secrets: [][]byte{[]byte("secret")}}
	u, err := url.Parse(l.CountyWorkbook(auth.Viewer{AccountID: "me"}, "420107"))
	if err != nil {
		t.Fatal(err)
	}
	q, now := u.Query(), time.Now()
	if got := l.account(countyWorkbook, "420107", q, now); got != "me" {
		t.Errorf("own link: got %q", got)
	}
	other := url.Values{"for": {"you"}, "until": q["until"], "signature": q["signature"]}
	later := url.Values{"for": q["for"], "until": {"99999999999"}, "signature": q["signature"]}
	for name, got := range map[string]string{
		"another county": l.account(countyWorkbook, "420111", q, now), "another kind": l.account(markedWorkbook, "420107", q, now),
		"another account": l.account(countyWorkbook, "420107", other, now), "a longer time": l.account(countyWorkbook, "420107", later, now),
		"when it is over": l.account(countyWorkbook, "420107", q, now.Add(downloadTime+time.Minute)), "no signature": l.account(countyWorkbook, "420107", url.Values{}, now),
	} {
		if got != "" {
			t.Errorf("%s: got %q", name, got)
		}
	}
}

func TestALinkOutlivesAChangeOfKeys(t *testing.T) {
	old, fresh := auth.GenerateKeys(), auth.GenerateKeys()
	with := func(text string) *links {
		keys, err := auth.ParseKeys(text)
		if err != nil {
			t.Fatal(err)
		}
		return &links{secrets: keys.Secrets("links")}
	}
	for _, c := range []struct{ name, before, after, want string }{
		{"a key is put in front", old, fresh + "," + old, "me"},
		{"the old one is taken away", fresh + "," + old, fresh, "me"},
		{"the key is replaced", old, fresh, ""},
	} {
		u, err := url.Parse(with(c.before).CountyWorkbook(auth.Viewer{AccountID: "me"}, "420107"))
		if err != nil {
			t.Fatal(err)
		}
		if got := with(c.after).account(countyWorkbook, "420107", u.Query(), time.Now()); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestPagesOfOtherOriginsAreKeptOut(t *testing.T) {
	for _, c := range []struct {
		origin, site string
		want         bool
	}{
		{"", "", true},
		{"http://here.example", "same-origin", true},
		{"http://elsewhere.example", "cross-site", false},
		{"null", "cross-site", false},
		{"", "cross-site", false},
		{"http://here.example:81", "", false},
	} {
		r := httptest.NewRequest(http.MethodPost, "http://here.example/graphql", nil)
		if c.origin != "" {
			r.Header.Set("Origin", c.origin)
		}
		r.Header.Set("Sec-Fetch-Site", c.site)
		if got := sameOrigin(r); got != c.want {
			t.Errorf("origin %q: got %t, want %t", c.origin, got, c.want)
		}
	}
}

func TestAnAddressThatAsksTooMuchWaits(t *testing.T) {
	c, now := newCallers(60), time.Now()
	allowed := 0
	for range 100 {
		if c.wait("1.2.3.4", now) == 0 {
			allowed++
		}
	}
	if allowed != 15 {
		t.Errorf("%d of 100 requests at once were allowed, want 15", allowed)
	}
	if c.wait("5.6.7.8", now) != 0 {
		t.Error("another address waits too")
	}
	if c.wait("1.2.3.4", now.Add(2*time.Second)) != 0 {
		t.Error("it waits for ever")
	}
}

func TestTheCookieIsForThisSiteOnly(t *testing.T) {
	if !strings.HasPrefix(secureCookie, "__Host-") {
		t.Errorf("browsers do not insist on encryption of %s", secureCookie)
	}
	for _, c := range []struct{ url, proto, name string }{
		{"http://127.0.0.1:8080/graphql", "", localCookie},
		{"http://localhost/graphql", "", localCookie},
		{"http://jh.example/graphql", "https", secureCookie},
		{"http://jh.example/graphql", "", secureCookie},
		{"http://127.0.0.1/graphql", "https", secureCookie},
	} {
		r := httptest.NewRequest(http.MethodPost, c.url, nil)
		if c.proto != "" {
			r.Header.Set("X-Forwarded-Proto", c.proto)
		}
		w := httptest.NewRecorder()
		browser{w, r}.KeepRefreshToken("token", time.Now().Add(time.Hour))
		cookie := w.Result().Cookies()[0]
		if cookie.Name != c.name || !cookie.HttpOnly || cookie.SameSite != http.SameSiteStrictMode || cookie.Secure != (c.name == secureCookie) || cookie.Path != "/" {
			t.Errorf("%s %s: %+v", c.url, c.proto, cookie)
		}
	}
}
