package main

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"
)

func TestProfilesFinishAndStayOnThisMachine(t *testing.T) {
	site, _ := demoSite(t, "sqlite")
	for _, c := range []struct {
		host       string
		isProfiled bool
	}{{"127.0.0.1", true}, {"0.0.0.0", false}} {
		free, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		_, port, _ := net.SplitHostPort(free.Addr().String())
		_ = free.Close()
		server, err := site.meters.listen(net.JoinHostPort(c.host, port))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = server.Close() })
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:"+port+"/debug/pprof/profile?seconds=30", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		cancel()
		switch {
		case c.isProfiled && !errors.Is(err, context.DeadlineExceeded): // a refusal comes at once
			b, _ := io.ReadAll(response.Body)
			t.Errorf("%s: a profile of 30 seconds was answered %d %s", c.host, response.StatusCode, b)
		case !c.isProfiled && (err != nil || response.StatusCode != http.StatusNotFound):
			t.Errorf("%s: profiles are served: %v", c.host, err)
		}
	}
}
