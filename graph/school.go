package graph

import (
	"context"
	"fmt"

	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

func schoolOfYear(y *models.SchoolYear) string { return y.SchoolCode }

// schoolYears are the schools' years, newest first; only the newest where a number is given.
func (r *Resolver) schoolYears(ctx context.Context, objs []*models.School, last *int) ([][]*models.SchoolYear, error) {
	columns := selected(ctx, yearColumns, "SchoolYear")
	if last == nil {
		all := func(ctx context.Context, codes []string) ([]*models.SchoolYear, error) {
			return r.rows(ctx).SchoolYears(ctx, codes, columns...)
		}
		return look(ctx, fmt.Sprint("years ", columns), objs, schoolCode, many(all, schoolOfYear))
	}
	if *last < 1 || *last > store.MaxPage {
		return nil, store.OutOfRange("last", *last, 1, store.MaxPage)
	}
	newest := func(ctx context.Context, codes []string) ([]*models.SchoolYear, error) {
		return r.rows(ctx).LatestSchoolYears(ctx, codes, *last, columns...)
	}
	return look(ctx, fmt.Sprint("years ", *last, columns), objs, schoolCode, many(newest, schoolOfYear))
}

// schoolYear is one year of each school.
func (r *Resolver) schoolYear(ctx context.Context, objs []*models.School, year int) ([]*models.SchoolYear, error) {
	columns := selected(ctx, yearColumns, "SchoolYear")
	fetch := func(ctx context.Context, codes []string) ([]*models.SchoolYear, error) {
		return r.rows(ctx).SchoolYearsIn(ctx, codes, year, columns...)
	}
	return look(ctx, fmt.Sprint("year ", year, columns), objs, schoolCode, one(fetch, schoolOfYear))
}

// schoolAssessments are the schools' units of a year, or of each school's latest, under the edition asked for or in force.
func (r *Resolver) schoolAssessments(ctx context.Context, objs []*models.School, year *int, edition *string) ([][]*models.SchoolAssessment, error) {
	if err := store.KnownEdition("edition", edition); err != nil {
		return nil, err
	}
	columns := selected(ctx, unitColumns, "SchoolAssessment")
	lists, err := look(ctx, unitsName(year, edition, columns), objs, schoolCode, r.units(year, edition, columns))
	for i, units := range lists {
		lists[i] = latest(units, edition)
	}
	return lists, err
}

// unitsName names the loader of units of a year and edition with these columns.
func unitsName(year *int, edition *string, columns []string) string {
	return fmt.Sprint("assessments ", or(year, 0), or(edition, ""), columns)
}

// units fetches units for that loader.
func (r *Resolver) units(year *int, edition *string, columns []string) func(context.Context, []string) (map[string][]*models.SchoolAssessment, error) {
	fetch := func(ctx context.Context, codes []string) ([]*models.SchoolAssessment, error) {
		return r.rows(ctx).AssessmentsOf(ctx, codes, year, edition, columns...)
	}
	return many(fetch, func(a *models.SchoolAssessment) string { return a.SchoolCode })
}

// latest keeps the units of the first, newest year, and without an edition asked for those of the one in force.
func latest(units []*models.SchoolAssessment, edition *string) []*models.SchoolAssessment {
	kept := make([]*models.SchoolAssessment, 0, len(units)) // the list is shared within the request
	for _, u := range units {
		if u.Year == units[0].Year && u.Edition == or(edition, indicator.DefaultEdition(u.RegionCode)) {
			kept = append(kept, u)
		}
	}
	return kept
}

// itemResults are the schools' standings in the school items of a year, or of each school's latest, under the edition asked for
// or in force.
func (r *Resolver) itemResults(ctx context.Context, objs []*models.School, year *int, edition *string) ([][]*view.SchoolItemResult, error) {
	if err := store.KnownEdition("edition", edition); err != nil {
		return nil, err
	}
	fetch := func(ctx context.Context, codes []string) ([]*models.SchoolStanding, error) {
		return r.rows(ctx).Standings(ctx, codes, year, edition)
	}
	name := fmt.Sprint("standings ", or(year, 0), or(edition, ""))
	found, err := look(ctx, name, objs, schoolCode, many(fetch, func(s *models.SchoolStanding) string { return s.SchoolCode }))
	lists := make([][]*view.SchoolItemResult, len(objs))
	for i, standings := range found {
		lists[i] = []*view.SchoolItemResult{}
		for _, s := range standings {
			if s.Year == standings[0].Year && s.Edition == or(edition, indicator.DefaultEdition(s.RegionCode)) {
				lists[i] = view.SchoolItemResults(s)
			}
		}
	}
	return lists, err
}

// schoolTeachers are the schools' pages of teachers. First pages are read for all schools at once; pages further on are
// asked for one school at a time, so they are read so.
func (r *Resolver) schoolTeachers(ctx context.Context, objs []*models.School, year *int, p store.Page) ([]*view.TeacherConnection, error) {
	in := or(year, 0)
	pages, err := r.teacherPages(ctx, objs, in, p)
	if err != nil {
		return nil, err
	}
	counts := func(ctx context.Context, codes []string) (map[string]int, error) {
		return r.rows(ctx).TeacherCounts(ctx, codes, in)
	}
	list := make([]*view.TeacherConnection, len(objs))
	for i, page := range pages {
		list[i] = view.Connect(page, func(ctx context.Context) (int, error) {
			n, err := look(ctx, fmt.Sprint("teacherCounts ", in), objs[i:i+1], schoolCode, counts)
			if err != nil {
				return 0, err
			}
			return n[0], nil
		})
	}
	return list, nil
}

func (r *Resolver) teacherPages(ctx context.Context, objs []*models.School, year int, p store.Page) ([]*store.List[models.Teacher], error) {
	if p.After == nil && p.Before == nil && p.Last == nil {
		first := or(p.First, store.DefaultPage)
		fetch := func(ctx context.Context, codes []string) (map[string]*store.List[models.Teacher], error) {
			pages, err := r.rows(ctx).TeacherPages(ctx, codes, year, first)
			found := make(map[string]*store.List[models.Teacher], len(pages))
			for i, page := range pages {
				found[codes[i]] = page
			}
			return found, err
		}
		return look(ctx, fmt.Sprint("teachers ", year, " ", first), objs, schoolCode, fetch)
	}
	pages := make([]*store.List[models.Teacher], len(objs))
	for i, s := range objs {
		page, err := r.rows(ctx).SchoolTeachers(ctx, s.Code, year, p)
		if err != nil {
			return nil, err
		}
		pages[i] = page
	}
	return pages, nil
}

// missing are the figures that each school is asked for and did not report.
func (r *Resolver) missing(ctx context.Context, objs []*models.SchoolYear) ([][]string, error) {
	schools, err := schoolsOf(ctx, r, objs, func(y *models.SchoolYear) string { return y.SchoolCode })
	if err != nil {
		return nil, err
	}
	lists := make([][]string, len(objs))
	for i, y := range objs {
		lists[i] = []string{}
		if schools[i] != nil {
			lists[i] = view.MissingFigures(y, schools[i].Kind)
		}
	}
	return lists, nil
}
