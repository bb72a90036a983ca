package main

import (
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/store/storetest"
)

func TestRecomputePrintsWhatItDid(t *testing.T) {
	for _, kind := range storetest.Kinds() {
		t.Run(kind, func(t *testing.T) {
			_, database := demoSite(t, kind)
			out, errs, status := junheng(t, "recompute", "--database", database, "--region", demo.Region.Code, "--year", "2023")
			if want := demo.Region.Code + " " + demo.Region.Name + " 2023\ncounty years computed anew: 1\n"; status != 0 || out != want {
				t.Errorf("status %d: got %q %q, want %q", status, out, errs, want)
			}
			if _, errs, status := junheng(t, "recompute", "--database", database, "--region", "990000"); status != 1 || errs == "" {
				t.Errorf("an unknown region: status %d, %q", status, errs)
			}
		})
	}
}
