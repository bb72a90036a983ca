package graph

import (
	"context"

	"github.com/junheng/junheng/graph/view"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// schoolYears are the schools' years, newest first; only the newest where a number is given.
func (r *Resolver) schoolYears(ctx context.Context, objs []*models.School, last *int) ([][]*models.SchoolYear, error) {
	rows, codes := r.rows(ctx), keys(objs, schoolCode)
	var list []*models.SchoolYear
	var err error
	switch {
	case last == nil:
		list, err = rows.SchoolYears(ctx, codes)
	case *last < 1 || *last > store.MaxPage:
		return nil, store.ErrPage
	default:
		list, err = rows.LatestSchoolYears(ctx, codes, *last)
	}
	return grouped(objs, schoolCode, list, func(y *models.SchoolYear) string { return y.SchoolCode }), err
}

// schoolAssessments are the schools' units of a year, or of each school's latest, under the edition asked for or in force.
func (r *Resolver) schoolAssessments(ctx context.Context, objs []*models.School, year *int, edition *string) ([][]*models.SchoolAssessment, error) {
	list, err := r.rows(ctx).AssessmentsOf(ctx, keys(objs, schoolCode), year, edition)
	lists := grouped(objs, schoolCode, list, func(a *models.SchoolAssessment) string { return a.SchoolCode })
	for i, units := range lists {
		lists[i] = latest(units, edition)
	}
	return lists, err
}

// latest keeps the units of the first, newest year, and without an edition asked for those of the one in force.
func latest(units []*models.SchoolAssessment, edition *string) []*models.SchoolAssessment {
	kept := units[:0]
	for _, u := range units {
		if u.Year == units[0].Year && u.Edition == or(edition, indicator.DefaultEdition(u.RegionCode)) {
			kept = append(kept, u)
		}
	}
	return kept
}

// itemResults are the schools' standings in the school items of a year, or of the latest that any of them was assessed in.
func (r *Resolver) itemResults(ctx context.Context, objs []*models.School, year *int, edition *string) ([][]*view.SchoolItemResult, error) {
	rows, codes := r.rows(ctx), keys(objs, schoolCode)
	if year == nil {
		list, err := rows.LatestSchoolYears(ctx, codes, 1)
		if err != nil || len(list) == 0 {
			return make([][]*view.SchoolItemResult, len(objs)), err
		}
		newest := list[0].Year
		for _, y := range list {
			newest = max(newest, y.Year)
		}
		year = &newest
	}
	var standings []*models.SchoolStanding
	for e, schools := range byEdition(objs, edition) {
		list, err := rows.Standings(ctx, schools, *year, e)
		if err != nil {
			return nil, err
		}
		standings = append(standings, list...)
	}
	lists := make([][]*view.SchoolItemResult, len(objs))
	for i, s := range matched(objs, schoolCode, standings, func(s *models.SchoolStanding) string { return s.SchoolCode }) {
		lists[i] = []*view.SchoolItemResult{}
		if s != nil {
			lists[i] = view.SchoolItemResults(s)
		}
	}
	return lists, nil
}

// byEdition sorts schools by the edition asked for, or in force where they lie.
func byEdition(objs []*models.School, edition *string) map[string][]string {
	sorted := map[string][]string{}
	for _, s := range objs {
		e := or(edition, indicator.DefaultEdition(s.RegionCode))
		sorted[e] = append(sorted[e], s.Code)
	}
	return sorted
}

// schoolTeachers are the schools' pages of teachers. First pages are read for all schools at once; pages further on are
// asked for one school at a time, so they are read so.
func (r *Resolver) schoolTeachers(ctx context.Context, objs []*models.School, year *int, p store.Page) ([]*view.TeacherConnection, error) {
	rows, in := r.rows(ctx), or(year, 0)
	counts := newLoader(func(ctx context.Context, codes []string) (map[string]int, error) {
		return rows.TeacherCounts(ctx, codes, in)
	})
	list := make([]*view.TeacherConnection, len(objs))
	connect := func(i int, page *store.List[models.Teacher]) {
		list[i] = view.Connect(page, func(ctx context.Context) (int, error) {
			n, err := counts.all(ctx, []string{objs[i].Code})
			if err != nil {
				return 0, err
			}
			return n[0], nil
		})
	}
	if p.After == nil && p.Before == nil && p.Last == nil {
		codes := make([]string, len(objs))
		for i, s := range objs {
			codes[i] = s.Code
		}
		pages, err := rows.TeacherPages(ctx, codes, in, or(p.First, store.DefaultPage))
		for i, page := range pages {
			connect(i, page)
		}
		return list, err
	}
	for i, s := range objs {
		page, err := rows.SchoolTeachers(ctx, s.Code, in, p)
		if err != nil {
			return nil, err
		}
		connect(i, page)
	}
	return list, nil
}

// missing are the figures that each school is asked for and did not report.
func (r *Resolver) missing(ctx context.Context, objs []*models.SchoolYear) ([][]string, error) {
	schools, err := schoolsOf(ctx, objs, func(y *models.SchoolYear) string { return y.SchoolCode })
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
