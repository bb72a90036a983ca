package store_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// hiddenTables have no rows for any viewer: they are the machinery's own.
var hiddenTables = []any{models.CountyTally{}, models.SecondFactor{}, models.AuditSeal{}, models.Session{}, models.RefreshToken{}, models.Throttle{}, models.UploadChunk{}, models.ImportIssue{}}

// read is one way to rows, answering a key of each, and whose rows they are.
type read struct {
	name  string
	model any
	keys  func(context.Context, *store.Scoped) ([]string, error)
}

func listed[T any](l *store.List[T], err error, key func(*T) string) ([]string, error) {
	if err != nil {
		return nil, err
	}
	var keys []string
	for _, x := range l.Items {
		keys = append(keys, key(x))
	}
	return keys, nil
}

var all = func() store.Page { n := store.MaxPage; return store.Page{First: &n} }()

func reads() []read {
	units := &store.SchoolAssessmentWhere{Year: theYear, Edition: ptr(edition)}
	everySchool := []string{}
	for _, r := range []string{county, neighbor, abroad} {
		everySchool = append(everySchool, code(r, 0), code(r, 1))
	}
	counted := func(n int, err error) ([]string, error) { return []string{fmt.Sprint(n)}, err }
	return []read{
		{"regions", models.Region{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.Regions(c, nil, all)
			return listed(l, err, func(r *models.Region) string { return r.Code })
		}},
		{"region count", nil, func(c context.Context, s *store.Scoped) ([]string, error) { return counted(s.RegionCount(c, nil)) }},
		{"schools", models.School{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.Schools(c, nil, nil, all)
			return listed(l, err, func(x *models.School) string { return x.Code })
		}},
		{"school count", nil, func(c context.Context, s *store.Scoped) ([]string, error) { return counted(s.SchoolCount(c, nil)) }},
		{"all schools", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.AllSchools(c)
			for _, x := range list {
				keys = append(keys, x.Code)
			}
			return keys, err
		}},
		{"school years", models.SchoolYear{}, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.SchoolYears(c, everySchool)
			for _, x := range list {
				keys = append(keys, x.SchoolCode)
			}
			return keys, err
		}},
		{"latest school years", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.LatestSchoolYears(c, everySchool, 1)
			for _, x := range list {
				keys = append(keys, x.SchoolCode)
			}
			return keys, err
		}},
		{"school years in a year", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.SchoolYearsIn(c, everySchool, theYear)
			for _, x := range list {
				keys = append(keys, x.SchoolCode)
			}
			return keys, err
		}},
		{"report counts", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			var years []store.CountyYearKey
			for _, region := range []string{county, neighbor, abroad} {
				years = append(years, store.CountyYearKey{RegionCode: region, Year: theYear})
			}
			asked := map[indicator.SchoolKind][]string{}
			for _, kind := range models.SchoolKinds {
				asked[kind] = []string{"teaching_area"}
			}
			m, err := s.ReportCounts(c, years, asked)
			for k, n := range m {
				if sum := n.Complete + n.Partial + n.None; sum > 0 {
					keys = append(keys, fmt.Sprint(k.RegionCode, ":", sum))
				}
			}
			return sorted(keys), err
		}},
		{"teachers", models.Teacher{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.Teachers(c, nil, nil, all)
			return listed(l, err, teacherKey)
		}},
		{"teacher count", nil, func(c context.Context, s *store.Scoped) ([]string, error) { return counted(s.TeacherCount(c, nil)) }},
		{"teacher pages", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			pages, err := s.TeacherPages(c, everySchool, theYear, 5)
			for _, p := range pages {
				for _, x := range p.Items {
					keys = append(keys, teacherKey(x))
				}
			}
			return keys, err
		}},
		{"teacher counts", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			m, err := s.TeacherCounts(c, everySchool, 0)
			for k := range m {
				keys = append(keys, k)
			}
			return sorted(keys), err
		}},
		{"county years", models.CountyYear{}, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.CountyYears(c, []string{county, neighbor, abroad}, 0)
			for _, x := range list {
				keys = append(keys, x.RegionCode)
			}
			return sorted(keys), err
		}},
		{"funding years", models.FundingYear{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.FundingYears(c, nil, all)
			return listed(l, err, func(x *models.FundingYear) string { return x.RegionCode })
		}},
		{"funding years by key", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			m, err := s.FundingYearsOf(c, []store.CountyYearKey{{RegionCode: county, Year: theYear}, {RegionCode: neighbor, Year: theYear}, {RegionCode: abroad, Year: theYear}})
			for k := range m {
				keys = append(keys, k.RegionCode)
			}
			return sorted(keys), err
		}},
		{"attestations", models.Attestation{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.Attestations(c, nil, all)
			return listed(l, err, func(x *models.Attestation) string { return x.RegionCode + "/" + x.SchoolCode })
		}},
		{"oddity reviews", models.OddityReview{}, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			for _, r := range []string{county, neighbor, abroad} {
				list, err := s.OddityReviews(c, r, theYear)
				if err != nil {
					return nil, err
				}
				for _, x := range list {
					keys = append(keys, x.SchoolCode)
				}
			}
			return keys, err
		}},
		{"units", models.SchoolAssessment{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.SchoolAssessments(c, units, nil, all)
			return listed(l, err, func(x *models.SchoolAssessment) string { return x.SchoolCode })
		}},
		{"unit count", nil, func(c context.Context, s *store.Scoped) ([]string, error) {
			return counted(s.SchoolAssessmentCount(c, units))
		}},
		{"units of schools", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.AssessmentsOf(c, everySchool, nil, nil)
			for _, x := range list {
				keys = append(keys, x.SchoolCode)
			}
			return keys, err
		}},
		{"facets", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			facets, _, err := s.Facets(c, units, []store.FacetField{store.FacetRegion, store.FacetVerdict, store.FacetIndicatorStatus})
			for _, f := range facets {
				for _, x := range f.Values {
					keys = append(keys, fmt.Sprint(x.Value, ":", x.Count))
				}
			}
			return keys, err
		}},
		{"standings", models.SchoolStanding{}, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			year, code := theYear, string(edition)
			list, err := s.Standings(c, everySchool, &year, &code)
			for _, x := range list {
				keys = append(keys, x.SchoolCode)
			}
			return keys, err
		}},
		{"excluded schools", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			for _, r := range []string{county, neighbor, abroad} {
				list, err := s.ExcludedSchools(c, r, theYear, edition)
				if err != nil {
					return nil, err
				}
				for _, x := range list {
					keys = append(keys, x.SchoolCode)
				}
			}
			return keys, err
		}},
		{"blockers", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			for _, r := range []string{county, neighbor, abroad} {
				for _, item := range []string{"R1", "G3"} {
					list, err := s.Blockers(c, &models.CountyAssessment{RegionCode: r, Year: theYear, Edition: edition}, item, indicator.Unmet)
					if err != nil {
						return nil, err
					}
					keys = append(keys, list...)
				}
			}
			return keys, err
		}},
		{"county assessments", models.CountyAssessment{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.CountyAssessments(c, nil, all)
			return listed(l, err, func(x *models.CountyAssessment) string { return x.RegionCode })
		}},
		{"assessed years", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			m, err := s.AssessedYears(c, []string{county, neighbor, abroad})
			for k, years := range m {
				keys = append(keys, fmt.Sprint(k, ":", years))
			}
			return sorted(keys), err
		}},
		{"report counts", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			asked := map[indicator.SchoolKind][]string{indicator.KindPrimary: {"students_primary"}}
			m, err := s.ReportCounts(c, []store.CountyYearKey{{RegionCode: county, Year: theYear}, {RegionCode: neighbor, Year: theYear}, {RegionCode: abroad, Year: theYear}}, asked)
			for k, n := range m {
				keys = append(keys, fmt.Sprint(k.RegionCode, ":", n))
			}
			return sorted(keys), err
		}},
		{"accounts", models.Account{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.Accounts(c, nil, all)
			return listed(l, err, func(x *models.Account) string { return x.Username })
		}},
		{"imports", models.Import{}, func(c context.Context, s *store.Scoped) ([]string, error) {
			l, err := s.Imports(c, all)
			return listed(l, err, func(x *models.Import) string { return x.RegionCode })
		}},
		{"issues of imports", nil, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			for i := range 3 {
				l, err := s.ImportIssues(c, fmt.Sprintf("import%d", i), models.SeverityError, all)
				if errors.Is(err, store.ErrNotFound) {
					continue
				}
				if err != nil {
					return nil, err
				}
				for _, x := range l.Items {
					keys = append(keys, x.ImportID)
				}
			}
			return keys, err
		}},
		{"uploads", models.Upload{}, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			for i := range 3 {
				u, err := s.Upload(c, fmt.Sprintf("upload%d", i))
				if err == nil {
					keys = append(keys, u.ID)
				} else if !errors.Is(err, store.ErrNotFound) {
					return nil, err
				}
			}
			return keys, err
		}},
		{"audit lines", models.AuditLine{}, func(c context.Context, s *store.Scoped) (keys []string, err error) {
			list, err := s.AuditLines(c, 100)
			for _, x := range list {
				keys = append(keys, x.RegionCode)
			}
			return sorted(keys), err
		}},
	}
}

func ptr[T any](v T) *T { return &v }

func teacherKey(t *models.Teacher) string {
	if t.Name == nil {
		return t.SchoolCode + " unnamed"
	}
	return t.SchoolCode + " named"
}

func viewers() map[string]auth.Viewer {
	return map[string]auth.Viewer{
		"nobody":                {},
		"role without account":  {Role: models.Bureau, RegionCodes: []string{models.NationCode}},
		"account without role":  {AccountID: "x", RegionCodes: []string{models.NationCode}},
		"bureau of the county":  {AccountID: "bureau0", Role: models.Bureau, RegionCodes: []string{county}},
		"bureau of the city":    {AccountID: "city", Role: models.Bureau, RegionCodes: []string{"420100"}},
		"bureau of nonsense":    {AccountID: "x", Role: models.Bureau, RegionCodes: []string{"%", "42", ""}},
		"school":                {AccountID: "clerk", Role: models.Clerk, RegionCodes: []string{county}, SchoolCode: code(county, 0)},
		"school without school": {AccountID: "x", Role: models.Clerk, RegionCodes: []string{county}},
		"inspector of two":      {AccountID: "insp", Role: models.Inspector, RegionCodes: []string{county, abroad}},
		"inspector of none":     {AccountID: "x", Role: models.Inspector},
		"operator":              auth.Operator(),
	}
}

// TestScopeMatrix holds what every viewer reads in every way to a file that is reviewed like code.
func TestScopeMatrix(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		filled(t, s)
		var b strings.Builder
		who := viewers()
		var names []string
		for name := range who {
			names = append(names, name)
		}
		for _, name := range sorted(names) {
			fmt.Fprintf(&b, "== %s\n", name)
			for _, r := range reads() {
				keys, err := r.keys(t.Context(), s.For(who[name]))
				if err != nil {
					t.Fatalf("%s: %s: %v", name, r.name, err)
				}
				fmt.Fprintf(&b, "%s: %s\n", r.name, strings.Join(keys, " "))
			}
		}
		golden(t, "testdata/scope.golden", b.String())
	})
}

func TestEveryTableIsInTheScopeMatrix(t *testing.T) {
	var covered []reflect.Type
	for _, r := range reads() {
		if r.model != nil {
			covered = append(covered, reflect.TypeOf(r.model))
		}
	}
	for _, h := range hiddenTables {
		covered = append(covered, reflect.TypeOf(h))
	}
	for _, m := range models.Tables() {
		if model := reflect.TypeOf(m).Elem(); !slices.Contains(covered, model) {
			t.Errorf("%s has no row in the scope matrix", model)
		}
	}
}

func TestOutOfScopeIsNotFound(t *testing.T) {
	each(t, func(t *testing.T, s *store.Store) {
		filled(t, s)
		scope := s.For(viewers()["bureau of the county"])
		for _, foreign := range []string{code(neighbor, 0), "4201079999", "x"} {
			if _, err := scope.School(t.Context(), foreign); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("school %s: got %v", foreign, err)
			}
			if _, err := scope.SchoolYear(t.Context(), foreign, theYear); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("school year %s: got %v", foreign, err)
			}
			if _, err := scope.SchoolAssessment(t.Context(), theYear, edition, indicator.Primary, foreign); !errors.Is(err, store.ErrNotFound) {
				t.Errorf("unit %s: got %v", foreign, err)
			}
		}
		if _, err := scope.Teacher(t.Context(), neighbor, theYear, "0"); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("teacher: got %v", err)
		}
		if _, err := scope.CountyAssessment(t.Context(), neighbor, theYear, edition); !errors.Is(err, store.ErrNotFound) {
			t.Errorf("county: got %v", err)
		}
	})
}
