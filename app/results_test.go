package app_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// results are all that is materialised of a county's year.
type results struct {
	Units     []*models.SchoolAssessment
	Standings []*models.SchoolStanding
	Counties  map[string]indicator.CountyAssessment
}

func (w *world) results(region string, year int) results {
	w.t.Helper()
	scope := w.store.For(w.op)
	r := results{Counties: map[string]indicator.CountyAssessment{}}
	hundred := 100
	schools, err := scope.Schools(w.ctx(), &store.SchoolWhere{Region: &region}, nil, store.Page{First: &hundred})
	w.must(err)
	var codes []string
	for _, s := range schools.Items {
		codes = append(codes, s.Code)
	}
	r.Units, err = scope.AssessmentsOf(w.ctx(), codes, &year, nil)
	w.must(err)
	for _, e := range indicator.Editions() {
		some, err := scope.Standings(w.ctx(), codes, &year, &e.Code)
		w.must(err)
		r.Standings = append(r.Standings, some...)
		c, err := scope.CountyAssessment(w.ctx(), region, year, e.Code)
		w.must(err)
		r.Counties[e.Code] = c.Result
	}
	return r
}

// recompute computes a county's year from its facts.
func (w *world) recompute(region string, year int) {
	w.t.Helper()
	w.must(w.store.InTx(w.ctx(), w.op, func(tx *store.Tx) error { return w.Recompute(w.ctx(), tx.Facts(), region, year) }))
}

func TestEditsLeaveWhatAFullRecomputationGives(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		w.schools(county, 14)
		r := rand.New(rand.NewPCG(1, 2))
		for i := range 300 {
			edit(w, r)
			if i%50 == 49 {
				for year := theYear - 1; year <= theYear; year++ {
					got := w.results(county, year)
					w.recompute(county, year)
					if want := w.results(county, year); !reflect.DeepEqual(got, want) {
						t.Fatalf("after %d edits, year %d (-want +got):\n%s", i+1, year, cmp.Diff(want, got))
					}
				}
			}
		}
	})
}

// edit makes one random change of any kind.
func edit(w *world, r *rand.Rand) {
	w.t.Helper()
	school, year := code(county, r.IntN(14)), theYear-r.IntN(2)
	var err error
	switch n := r.IntN(24); {
	case n < 12:
		_, err = w.RecordSchoolYear(w.ctx(), w.op, app.RecordSchoolYear{SchoolCode: school, Year: year, Values: randomValues(r)})
	case n < 14:
		_, _, err = w.RecordTeacher(w.ctx(), w.op, year, indicator.Teacher{
			Code: fmt.Sprintf("%s-%d", school, r.IntN(3)), SchoolCode: school, Stage: indicator.Primary, Subject: "体育", Degree: indicator.Bachelor,
			BackboneLevel: indicator.BackboneCounty, IsFullTime: true, IsCertified: r.IntN(2) == 0,
		})
	case n < 15:
		_, _, err = w.RecordFundingYear(w.ctx(), w.op, app.RecordFundingYear{RegionCode: county, Funding: indicator.FundingYear{
			FiscalYear: year, GeneralBudgetSpend: indicator.Decimal(r.Int64N(1e9)), OperatingQuotaPrimary: 7200000, OperatingQuotaJunior: indicator.Decimal(r.Int64N(2e7)),
		}})
	case n < 16:
		_, _, err = w.RecordCountyYear(w.ctx(), w.op, app.RecordCountyYear{RegionCode: county, Year: year, Values: map[string]any{
			"rotationEligible": 100, "rotated": r.IntN(100), "rotatedBackbone": 3,
		}})
	case n < 17:
		_, _, err = w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: year, Indicator: "Q3", SchoolCode: &school, Met: r.IntN(2) == 0})
	case n < 18:
		_, _, err = w.AttestIndicator(w.ctx(), w.op, app.Attest{RegionCode: county, Year: year, Indicator: []string{"Q6", "G1"}[r.IntN(2)], Met: r.IntN(2) == 0})
	case n < 19:
		answer := r.IntN(2) == 0
		err = w.AnswerVeto(w.ctx(), w.op, app.Veto{RegionCode: county, Year: year, Code: "V1", Answer: &answer})
	case n < 21:
		key := models.Attestation{RegionCode: county, Year: year, Indicator: []string{"Q3", "Q6", "G1", "V1"}[r.IntN(4)]}
		if key.Indicator == "Q3" {
			key.SchoolCode = school
		}
		err = w.WithdrawAttestation(w.ctx(), w.op, key)
	case n < 23: // one of which something is recorded in those years stays open in them
		_, err = w.UpdateSchool(w.ctx(), w.op, school, func(s *indicator.School) {
			s.FirstYear, s.LastYear = [2]*int{nil, &year}[r.IntN(2)], [2]*int{nil, &year}[r.IntN(2)]
		})
	default:
		_, err = w.UpdateSchool(w.ctx(), w.op, school, func(s *indicator.School) { s.Kind = schoolKinds[r.IntN(len(schoolKinds))] })
	}
	if p, ok := app.Problems(err); ok && slices.Contains([]string{"SCHOOL_NOT_OPEN", "YEARS_RECORDED", "UNKNOWN_ATTESTATION"}, p[0].Code) {
		return
	}
	w.must(err)
}
