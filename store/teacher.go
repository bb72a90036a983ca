package store

import (
	"context"
	"time"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// TeacherWhere chooses teachers: all that are given must hold.
type TeacherWhere struct {
	Region        *string // region code: the whole subtree
	School        *string
	Year          *int
	Stage         *indicator.Stage
	Code          *StringFilter
	Subject       *StringFilter
	Degree        []indicator.Degree
	BackboneLevel []indicator.BackboneLevel
	IsFullTime    *bool
	IsCertified   *bool
}

// TeacherOrderField is what teachers are sorted by.
type TeacherOrderField string

// The orders of teachers.
const (
	TeacherByCode   TeacherOrderField = "CODE"   // by county, newest year first, then number
	TeacherBySchool TeacherOrderField = "SCHOOL" // by school, newest year first, then number
)

// TeacherOrder sorts teachers; by code where it is not given.
type TeacherOrder struct {
	Field     TeacherOrderField
	Direction OrderDirection
}

// Teachers is a page of teachers. Names are there only for those who may see them.
func (s *Scoped) Teachers(ctx context.Context, w *TeacherWhere, by *TeacherOrder, p Page) (*List[models.Teacher], error) {
	c, err := teacherFilter(w)
	if err != nil {
		return nil, err
	}
	l, err := paged(base[models.Teacher](ctx, s).Where(c.expr()), teacherOrder(by), p, scanAll[models.Teacher])
	if err != nil {
		return nil, err
	}
	s.hideNames(l.Items)
	return l, nil
}

// TeacherCount is how many teachers there are.
func (s *Scoped) TeacherCount(ctx context.Context, w *TeacherWhere) (int, error) {
	c, err := teacherFilter(w)
	if err != nil {
		return 0, err
	}
	return count(base[models.Teacher](ctx, s).Where(c.expr()))
}

// Teacher is one teacher in one year, or ErrNotFound.
func (s *Scoped) Teacher(ctx context.Context, region string, year int, code string) (*models.Teacher, error) {
	t, err := one(scan[models.Teacher](base[models.Teacher](ctx, s).Where("region_code = ? AND year = ? AND code = ?", region, year, code)))
	if err == nil {
		s.hideNames([]*models.Teacher{t})
	}
	return t, err
}

// TeacherPages are one page of teachers for each school by number, of one year or (0) of all, newest first. The page
// starts at the beginning of each list; the answer is in the order of schools. One statement, however many schools.
func (s *Scoped) TeacherPages(ctx context.Context, schools []string, year, first int, columns ...string) ([]*List[models.Teacher], error) {
	if first < 0 || first > MaxPage {
		return nil, OutOfRange("first", first, 0, MaxPage)
	}
	// Ranking walks the index alone; only the rows of the pages are then read.
	ranked := base[models.Teacher](ctx, s).Where(in("school_code", schools).expr()).
		Select("region_code, year, code, ROW_NUMBER() OVER (PARTITION BY school_code ORDER BY year DESC, code) AS place")
	if year != 0 {
		ranked = ranked.Where("year = ?", year)
	}
	q := base[models.Teacher](ctx, s).
		Where("(region_code, year, code) IN (SELECT region_code, year, code FROM (?) AS ranked WHERE place <= ?)", ranked, first+1).
		Order("school_code, year DESC, code")
	all, err := scan[models.Teacher](q, keep(columns, "region_code", "year", "code", "school_code")...)
	if err != nil {
		return nil, err
	}
	s.hideNames(all)
	at := make(map[string]*List[models.Teacher], len(schools))
	pages := make([]*List[models.Teacher], len(schools))
	for i, code := range schools {
		if at[code] == nil {
			at[code] = &List[models.Teacher]{order: schoolTeacherOrder}
		}
		pages[i] = at[code]
	}
	for _, t := range all {
		l := at[t.SchoolCode]
		if len(l.Items) == first {
			l.HasNextPage = true
			continue
		}
		l.Items = append(l.Items, t)
	}
	return pages, nil
}

// SchoolTeachers is a page of one school's teachers in the order of TeacherPages, for pages further on.
func (s *Scoped) SchoolTeachers(ctx context.Context, school string, year int, p Page) (*List[models.Teacher], error) {
	q := base[models.Teacher](ctx, s).Where("school_code = ?", school)
	if year != 0 {
		q = q.Where("year = ?", year)
	}
	l, err := paged(q, schoolTeacherOrder, p, scanAll[models.Teacher])
	if err == nil {
		s.hideNames(l.Items)
	}
	return l, err
}

// TeacherCounts are how many teachers each school has in a year, or (0) over all years.
func (s *Scoped) TeacherCounts(ctx context.Context, schools []string, year int) (map[string]int, error) {
	var rows []struct {
		SchoolCode string
		N          int
	}
	q := base[models.Teacher](ctx, s).Where(in("school_code", schools).expr())
	if year != 0 {
		q = q.Where("year = ?", year)
	}
	err := q.Select("school_code, COUNT(*) AS n").Group("school_code").Scan(&rows).Error
	counts := make(map[string]int, len(rows))
	for _, r := range rows {
		counts[r.SchoolCode] = r.N
	}
	return counts, known(err)
}

// EraseTeacherName removes a teacher's name from all years, and returns from how many.
func (t *Tx) EraseTeacherName(ctx context.Context, region, code string, now time.Time) (int, error) {
	r := base[models.Teacher](ctx, t.Scoped).Where("region_code = ? AND code = ? AND name IS NOT NULL", region, code).
		Updates(map[string]any{"name": nil, "updated_at": now})
	return int(r.RowsAffected), known(r.Error)
}

// hideNames takes the names out for those who may not see them.
func (s *Scoped) hideNames(list []*models.Teacher) {
	if s.viewer.SeesNames() {
		return
	}
	for _, t := range list {
		t.Name = nil
	}
}

var (
	teacherRegion = sortKey[models.Teacher]{column: "region_code", kind: 's', of: func(t *models.Teacher) any { return t.RegionCode }}
	teacherSchool = sortKey[models.Teacher]{column: "school_code", kind: 's', of: func(t *models.Teacher) any { return t.SchoolCode }}
	teacherYear   = sortKey[models.Teacher]{column: "year", kind: 'i', of: func(t *models.Teacher) any { return int64(t.Year) }, descending: true}
	teacherCode   = sortKey[models.Teacher]{column: "code", kind: 's', of: func(t *models.Teacher) any { return t.Code }}

	schoolTeacherOrder = order[models.Teacher]{"school teachers", []sortKey[models.Teacher]{teacherYear, teacherCode}}
)

func teacherOrder(by *TeacherOrder) order[models.Teacher] {
	if by == nil {
		by = &TeacherOrder{TeacherByCode, Ascending}
	}
	o := order[models.Teacher]{name: "teachers " + string(by.Field) + string(by.Direction)}
	o.keys = []sortKey[models.Teacher]{teacherRegion, teacherYear, teacherCode}
	if by.Field == TeacherBySchool {
		o.keys = []sortKey[models.Teacher]{teacherSchool, teacherYear, teacherCode}
	}
	if by.Direction == Descending {
		for i := range o.keys {
			o.keys[i].descending = !o.keys[i].descending
		}
	}
	return o
}

func teacherFilter(w *TeacherWhere) (condition, error) {
	if w == nil {
		return everything, nil
	}
	var f filter
	var all []condition
	add := func(c condition) { all = append(all, c) }
	if w.Region != nil {
		add(inRegions("region_code", []string{*w.Region}))
	}
	if w.School != nil {
		add(where("school_code = ?", *w.School))
	}
	if w.Year != nil {
		add(where("year = ?", *w.Year))
	}
	if w.Stage != nil {
		add(where("stage = ?", *w.Stage))
	}
	if w.Code != nil {
		add(f.text("code", "where.code", w.Code))
	}
	if w.Subject != nil {
		add(f.text("subject", "where.subject", w.Subject))
	}
	if w.Degree != nil {
		add(in("degree", w.Degree))
	}
	if w.BackboneLevel != nil {
		add(in("backbone_level", w.BackboneLevel))
	}
	if w.IsFullTime != nil {
		add(where("is_full_time = ?", *w.IsFullTime))
	}
	if w.IsCertified != nil {
		add(where("is_certified = ?", *w.IsCertified))
	}
	return both(all...), f.err
}
