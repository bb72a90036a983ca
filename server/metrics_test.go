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
		server, err := site.meters.listen(c.host + ":0")
		if err != nil {
			t.Fatal(err)
		}
		_, port, _ := net.SplitHostPort(server.Addr)
		t.Cleanup(func() { _ = server.Close() })
		patience := time.Minute
		if c.isProfiled {
			patience = time.Second // a refusal comes at once, and need not be waited for any longer
		}
		ctx, cancel := context.WithTimeout(t.Context(), patience)
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:"+port+"/debug/pprof/profile?seconds=30", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(r)
		cancel()
		switch {
		case c.isProfiled && !errors.Is(err, context.DeadlineExceeded):
			b, _ := io.ReadAll(response.Body)
			t.Errorf("%s: a profile of 30 seconds was answered %d %s", c.host, response.StatusCode, b)
		case !c.isProfiled && (err != nil || response.StatusCode != http.StatusNotFound):
			t.Errorf("%s: profiles are served: %v", c.host, err)
		}
	}
}
