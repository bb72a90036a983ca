package app_test

import (
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

func TestFiguresKnowWhoEnteredThem(t *testing.T) {
	each(t, func(t *testing.T, w *world) {
		bureau := w.account("bureau", models.Bureau, county, nil)
		imported := w.finished(bureau, w.send(bureau, w.file(aCounty(county, 2, 4)), app.ImportRequest{}).ID)
		own, foreign := code(county, 0), code(county, 1)
		clerk := auth.Viewer{AccountID: "c", Username: "clerk", Role: models.Clerk, RegionCodes: []string{county}, SchoolCode: own}
		w.clock.pass(time.Minute)
		record := func(year int, values map[string]any) {
			_, err := w.RecordSchoolYear(w.ctx(), clerk, app.RecordSchoolYear{SchoolCode: own, Year: year, Values: values})
			w.must(err)
		}
		record(theYear, map[string]any{"studentsPrimary": 444})
		record(theYear-1, map[string]any{"studentsPrimary": 433, "teachingArea": "2500.5"})

		figure := func(school, key string) app.FigureKey {
			return app.FigureKey{Region: county, School: school, Year: theYear, Key: key}
		}
		keys := []app.FigureKey{
			figure(own, "studentsPrimary"), figure(own, "teachingArea"), figure(foreign, "studentsPrimary"),
			figure("", "surveyValid"), figure(own, "threshold"), figure(own, "deaths"),
		}
		const nobody, typed, byImport = "", "typed", "import"
		outsider := auth.Viewer{AccountID: "o", Role: models.Bureau, RegionCodes: []string{"420115"}}
		inspector := auth.Viewer{AccountID: "i", Role: models.Inspector, RegionCodes: []string{county}}
		for _, c := range []struct {
			name     string
			viewer   auth.Viewer
			sources  []string
			previous []string
		}{
			{"the bureau", bureau, []string{typed, byImport, byImport, byImport, nobody, nobody}, []string{"433", "2500.5", "", "", "", ""}},
			{"an inspector", inspector, []string{typed, byImport, byImport, byImport, nobody, nobody}, []string{"433", "2500.5", "", "", "", ""}},
			{"the school", clerk, []string{typed, byImport, nobody, nobody, nobody, nobody}, []string{"433", "2500.5", "", "", "", ""}},
			{"another county's bureau", outsider, make([]string, 6), make([]string, 6)},
		} {
			sources, err := w.Sources(w.ctx(), c.viewer, keys)
			w.must(err)
			for i, s := range sources {
				got := nobody
				switch {
				case s == nil:
				case s.ImportID == imported.ID && s.EnteredBy != nil && *s.EnteredBy == "bureau":
					got = byImport
				case s.ImportID == "" && s.EnteredBy != nil && *s.EnteredBy == "clerk":
					got = typed
				default:
					t.Errorf("%s, %v: got %+v", c.name, keys[i], s)
				}
				if got != c.sources[i] {
					t.Errorf("%s, %v: got %q, want %q", c.name, keys[i], got, c.sources[i])
				}
			}
			previous, err := w.Previous(w.ctx(), c.viewer, keys)
			w.must(err)
			for i, p := range previous {
				if p == nil {
					p = new(string)
				}
				if *p != c.previous[i] {
					t.Errorf("%s, %v: got %q before, want %q", c.name, keys[i], *p, c.previous[i])
				}
			}
		}
	})
}
