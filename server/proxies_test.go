package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestOnlyTrustedProxiesSayWhoAsks(t *testing.T) {
	own, err := parseProxies(defaultProxies)
	if err != nil {
		t.Fatal(err)
	}
	bridge, err := parseProxies("172.31.107.1, 10.0.0.0/8,fd00::/8")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		proxies     proxies
		peer        string
		said        []string
		proto       []string
		address     string
		isEncrypted bool
	}{
		{"nobody is in between", own, "203.0.113.9:4711", nil, nil, "203.0.113.9", false},
		{"somebody says to be another", own, "203.0.113.9:4711", []string{"198.51.100.1"}, []string{"https"}, "203.0.113.9", false},
		{"a proxy on this machine", own, "127.0.0.1:4711", []string{"198.51.100.1"}, []string{"https"}, "198.51.100.1", true},
		{"a proxy on this machine, over IPv6", own, "[::1]:4711", []string{"2001:db8::7"}, []string{"http"}, "2001:db8::7", false},
		{"a proxy that is not trusted", own, "172.31.107.1:4711", []string{"198.51.100.1"}, []string{"https"}, "172.31.107.1", false},
		{"a proxy on the bridge", bridge, "172.31.107.1:4711", []string{"198.51.100.1"}, []string{"https"}, "198.51.100.1", true},
		{"a caller behind it who says to be another", bridge, "172.31.107.1:4711", []string{"192.0.2.1, 198.51.100.1"}, []string{"https"}, "198.51.100.1", true},
		{"the same in two headers", bridge, "172.31.107.1:4711", []string{"192.0.2.1", "198.51.100.1"}, nil, "198.51.100.1", false},
		{"a caller who says to be a proxy", bridge, "172.31.107.1:4711", []string{"10.0.0.1, 198.51.100.1"}, nil, "198.51.100.1", false},
		{"two proxies", bridge, "[::ffff:172.31.107.1]:4711", []string{"192.0.2.1, 198.51.100.1, 10.2.0.1"}, []string{"http, https, http"}, "198.51.100.1", true},
		{"two proxies, of which one says the scheme", bridge, "172.31.107.1:4711", []string{"198.51.100.1, 10.2.0.1"}, []string{"https"}, "198.51.100.1", true},
		{"nothing but proxies", bridge, "172.31.107.1:4711", []string{"10.2.0.2, 10.2.0.1"}, nil, "10.2.0.2", false},
		{"with ports", bridge, "172.31.107.1:4711", []string{"198.51.100.1:5000"}, nil, "198.51.100.1", false},
		{"nonsense before the proxy", bridge, "172.31.107.1:4711", []string{"unknown, 10.2.0.1"}, nil, "10.2.0.1", false},
		{"nothing said", bridge, "172.31.107.1:4711", nil, nil, "172.31.107.1", false},
		{"nobody trusted", nil, "127.0.0.1:4711", []string{"198.51.100.1"}, []string{"https"}, "127.0.0.1", false},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = c.peer
		for _, text := range c.said {
			r.Header.Add("X-Forwarded-For", text)
		}
		for _, text := range c.proto {
			r.Header.Add("X-Forwarded-Proto", text)
		}
		c.proxies.hear(r)
		if got := addressOf(r); got != c.address || isEncrypted(r) != c.isEncrypted {
			t.Errorf("%s: got %s, encrypted %t; want %s, %t", c.name, got, isEncrypted(r), c.address, c.isEncrypted)
		}
	}
}

func TestNonsenseIsNoProxy(t *testing.T) {
	for _, text := range []string{"0.0.0.0/0", "::/0", "10.0.0.0/33", "proxy.example", "10.0.0.1-10.0.0.9", "127.0.0.1,*"} {
		if _, err := parseProxies(text); err == nil || !strings.Contains(err.Error(), "JUNHENG_TRUSTED_PROXIES") {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// TestCallersBehindAProxyHaveRatesOfTheirOwn asks through the whole server as two callers of one proxy.
func TestCallersBehindAProxyHaveRatesOfTheirOwn(t *testing.T) {
	site, _ := demoSite(t, "sqlite")
	site.callers = newCallers(1) // ten at once
	site.proxies, _ = parseProxies("172.31.107.1")
	handler := site.routes()
	ask := func(peer, caller string) int {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.RemoteAddr = peer + ":4711"
		r.Header.Set("X-Forwarded-For", caller)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		return w.Code
	}
	for range 10 {
		ask("172.31.107.1", "198.51.100.1")
		ask("203.0.113.9", "198.51.100.2")
	}
	for caller, want := range map[[2]string]int{
		{"172.31.107.1", "198.51.100.1"}:             http.StatusTooManyRequests,
		{"172.31.107.1", "192.0.2.44, 198.51.100.1"}: http.StatusTooManyRequests,
		{"172.31.107.1", "198.51.100.2"}:             http.StatusOK,
		{"203.0.113.9", "198.51.100.3"}:              http.StatusTooManyRequests,
	} {
		if got := ask(caller[0], caller[1]); got != want {
			t.Errorf("%v: got %d, want %d", caller, got, want)
		}
	}
}
