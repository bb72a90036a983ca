package store_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// BenchmarkReads are the pages that people look at most, in a city of 1,000 schools and 20,000 teachers.
func BenchmarkReads(b *testing.B) {
	for _, kind := range storetest.Kinds() {
		s := storetest.OpenKind(b, kind)
		codes := bigCity(b, s)
		scope := s.For(auth.Operator())
		fifty := 50
		reads := map[string]func() error{
			"50 units": func() error {
				w := &store.SchoolAssessmentWhere{Year: theYear, Edition: ptr(edition), Verdict: []indicator.Verdict{indicator.Fail}}
				by := &store.SchoolAssessmentOrder{Field: store.UnitByShortfall, Indicator: ptr("R3"), Direction: store.Descending}
				l, err := scope.SchoolAssessments(b.Context(), w, by, store.Page{First: &fifty})
				if err == nil && len(l.Items) != 50 {
					b.Fatal(len(l.Items))
				}
				return err
			},
			"20 teachers of 50 schools": func() error {
				pages, err := scope.TeacherPages(b.Context(), codes[:50], theYear, 20)
				if err == nil && len(pages[0].Items) != 20 {
					b.Fatal(len(pages[0].Items))
				}
				return err
			},
			"50 schools": func() error {
				_, err := scope.Schools(b.Context(), nil, &store.SchoolOrder{Field: store.SchoolByName, Direction: store.Ascending}, store.Page{First: &fifty})
				return err
			},
			"facets": func() error {
				w := &store.SchoolAssessmentWhere{Year: theYear, Edition: ptr(edition), Verdict: []indicator.Verdict{indicator.Fail}}
				_, _, err := scope.Facets(b.Context(), w, []store.FacetField{store.FacetStage, store.FacetKind, store.FacetVerdict, store.FacetIndicatorStatus})
				return err
			},
		}
		for _, name := range []string{"50 units", "20 teachers of 50 schools", "50 schools", "facets"} {
			b.Run(kind+"/"+name, func(b *testing.B) {
				b.ReportAllocs()
				for range b.N {
					if err := reads[name](); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func bigCity(b *testing.B, s *store.Store) (codes []string) {
	b.Helper()
	r := rand.New(rand.NewPCG(1, 1))
	var schools []models.School
	var units []models.SchoolAssessment
	var teachers []models.Teacher
	for n := range 1000 {
		c, name := code(county, n), fmt.Sprintf("第%d小学", n)
		codes = append(codes, c)
		schools = append(schools, models.School{Code: c, RegionCode: county, Name: name, NameSort: store.SortKey(name), Kind: indicator.KindPrimary, UpdatedAt: moment})
		u := models.SchoolAssessment{Year: theYear, Edition: edition, RegionCode: county, Stage: indicator.Primary, SchoolCode: c, Name: name, NameSort: store.SortKey(name), Verdict: []indicator.Verdict{indicator.Pass, indicator.Fail}[r.IntN(2)]}
		for k := range indicator.ResourceCount {
			v, short, display := r.Float64()*10, indicator.Decimal(r.IntN(100_000)), "4.20"
			*u.Result(k) = models.UnitResult{Status: indicator.Met, Value: &v, Attainment: &v, Shortfall: &short, Display: &display}
		}
		units = append(units, u)
		for k := range 20 {
			teachers = append(teachers, models.Teacher{RegionCode: county, Year: theYear, Code: fmt.Sprintf("T%06d", n*20+k), SchoolCode: c, Stage: indicator.Primary, Subject: "语文", Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneNone, UpdatedAt: moment})
		}
	}
	err := s.InTx(b.Context(), auth.Operator(), func(tx *store.Tx) error {
		f := tx.Facts()
		if err := store.Add(b.Context(), f, schools...); err != nil {
			return err
		}
		if err := store.Add(b.Context(), f, units...); err != nil {
			return err
		}
		return store.Add(b.Context(), f, teachers...)
	})
	if err != nil {
		b.Fatal(err)
	}
	return codes
}
