package store_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

const (
	county   = "420107"
	neighbor = "420106"
	abroad   = "340207"
	edition  = "cn-2017"
	theYear  = 2023
)

var moment = time.Date(2026, 9, 1, 8, 0, 0, 0, time.UTC)

func code(region string, n int) string { return fmt.Sprintf("%s%04d", region, n) }

// put inserts rows of any kind.
func put[T any](t *testing.T, s *store.Store, rows ...T) {
	t.Helper()
	err := s.InTx(t.Context(), auth.Operator(), func(tx *store.Tx) error { return store.Add(t.Context(), tx.Facts(), rows...) })
	if err != nil {
		t.Fatal(err)
	}
}

// filled has three counties of two schools each with a row of every table that a viewer may read.
func filled(t *testing.T, s *store.Store) {
	t.Helper()
	city, anhui := "420100", "340200"
	put(t, s, models.Region{Code: city, Name: "武汉市", Level: models.City}, models.Region{Code: anhui, Name: "芜湖市", Level: models.City})
	for i, region := range []string{county, neighbor, abroad} {
		above := models.ParentOf(region)
		put(t, s, models.Region{Code: region, Name: "区" + region, Level: models.County, ParentCode: &above})
		put(t, s, models.CountyYear{RegionCode: region, Year: theYear, Version: 1, UpdatedAt: moment})
		put(t, s, models.FundingYear{RegionCode: region, FiscalYear: theYear, Version: 1, UpdatedAt: moment})
		put(t, s, models.CountyAssessment{RegionCode: region, Year: theYear, Edition: edition, Verdict: indicator.Fail, Version: 1, ComputedAt: moment})
		put(t, s, models.Attestation{RegionCode: region, Year: theYear, Indicator: "G1", UpdatedAt: moment})
		put(t, s, models.Account{ID: fmt.Sprintf("bureau%d", i), Username: "bureau" + region, Role: models.Bureau, RegionCode: region, Inspects: []string{}, CreatedAt: moment, UpdatedAt: moment})
		put(t, s, models.Import{ID: fmt.Sprintf("import%d", i), AccountID: fmt.Sprintf("bureau%d", i), RegionCode: region, Status: models.Queued, LockedUntil: moment, CreatedAt: moment})
		put(t, s, models.ImportIssue{ImportID: fmt.Sprintf("import%d", i), Severity: models.SeverityError, Code: "X", Params: map[string]string{}})
		put(t, s, models.Upload{ID: fmt.Sprintf("upload%d", i), AccountID: fmt.Sprintf("bureau%d", i), CreatedAt: moment})
		put(t, s, models.AuditLine{ID: fmt.Sprintf("line%d", i), At: moment, AccountID: fmt.Sprintf("bureau%d", i), RegionCode: region, Details: map[string]string{}})
		for n := range 2 {
			c, name := code(region, n), fmt.Sprintf("学校%s%d", region, n)
			person := "张三"
			put(t, s, models.School{Code: c, RegionCode: region, Name: name, NameSort: store.SortKey(name), Kind: indicator.KindPrimary, UpdatedAt: moment})
			put(t, s, models.SchoolYear{SchoolCode: c, Year: theYear, RegionCode: region, Version: 1, UpdatedAt: moment})
			put(t, s, models.Teacher{RegionCode: region, Year: theYear, Code: fmt.Sprint(n), Name: &person, SchoolCode: c, UpdatedAt: moment})
			put(t, s, models.Attestation{RegionCode: region, Year: theYear, SchoolCode: c, Indicator: "Q3", UpdatedAt: moment})
			put(t, s, models.OddityReview{RegionCode: region, Year: theYear, SchoolCode: c, Fingerprint: "f", FigureKeys: []string{}, UpdatedAt: moment})
			put(t, s, models.SchoolStanding{Year: theYear, Edition: edition, RegionCode: region, SchoolCode: c, Excluded: indicator.ReasonSpecial, G3: indicator.Unmet})
			put(t, s, models.SchoolAssessment{Year: theYear, Edition: edition, RegionCode: region, Stage: indicator.Primary, SchoolCode: c, Name: name, NameSort: store.SortKey(name), Verdict: indicator.Fail})
		}
	}
}

// each runs a test on every database.
func each(t *testing.T, test func(*testing.T, *store.Store)) { t.Helper(); storetest.Each(t, test) }

// open is a fresh SQLite database, for tests that no dialect bears on.
func open(t *testing.T) *store.Store { t.Helper(); return storetest.Open(t) }
