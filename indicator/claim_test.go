package indicator_test

import (
	"testing"

	. "github.com/junheng/junheng/indicator"
)

func TestTheCountysClaimSpeaksForSchoolsWithoutTheirOwn(t *testing.T) {
	e, _ := LookupEdition("cn-2017")
	c := County{CountyRecord: CountyRecord{
		Region: Region{Code: "420107"}, Year: 2023, Attestations: []Attestation{{Indicator: "Q3", Met: true}, {Indicator: "V1"}},
	}}
	for _, code := range []string{"4201070001", "4201070002"} {
		c.Schools = append(c.Schools, SchoolRecord{School: School{Code: code, RegionCode: "420107", Kind: KindPrimary}})
	}
	c.Schools[1].Attestations = []Attestation{{SchoolCode: "4201070002", Indicator: "Q3", Met: false}}
	ev := e.Evaluate(&c)
	for i, want := range []Status{Met, Unmet} {
		if got := ev.Schools[i].Items[ItemQ3].Status; got != want {
			t.Errorf("school %d: got %s, want %s", i, got, want)
		}
		trace, ok := e.ExplainItem(&c.Schools[i], &c.CountyRecord, "Q3")
		if !ok || trace.Status != want {
			t.Errorf("trace of school %d: got %s, want %s", i, trace.Status, want)
		}
	}
	if got := ev.Schools[0].Items[ItemQ6].Status; got != Pending {
		t.Errorf("without any claim: got %s", got)
	}
}
