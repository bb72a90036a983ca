package store

import (
	"slices"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

// Bounds of a filter.
const (
	MaxFilterDepth = 6   // how deep and, or, not, school and indicators nest
	MaxFilterSize  = 200 // conditions
	MaxFilterTexts = 400 // conditions and texts
	MaxFilterText  = 100 // characters of a text
	MaxFilterList  = 100 // texts in a list
)

// StringFilter compares a text: all that are given must hold.
type StringFilter struct {
	Eq       *string
	In       []string
	Contains *string
}

// FloatFilter bounds a number; one that is not known is within no bounds.
type FloatFilter struct{ Gte, Gt, Lte, Lt *float64 }

// IntFilter bounds a whole number.
type IntFilter struct{ Gte, Gt, Lte, Lt *int }

// SchoolWhere chooses schools: all that are given must hold.
type SchoolWhere struct {
	Region     *string // region code: the whole subtree
	Code       *StringFilter
	Name       *StringFilter
	Search     *string // part of the name, or the beginning of the code
	Kind       []indicator.SchoolKind
	Ownership  *indicator.Ownership
	Locale     []indicator.Locale
	IsBoarding *bool
	IsOpenIn   *int // school year
	Group      *StringFilter
	And        []*SchoolWhere
	Or         []*SchoolWhere
	Not        *SchoolWhere
}

// IndicatorCondition chooses units by one R indicator.
type IndicatorCondition struct {
	Indicator  string
	Status     []indicator.Status
	Value      *FloatFilter
	Attainment *FloatFilter
}

// SchoolAssessmentWhere chooses units: all that are given must hold.
type SchoolAssessmentWhere struct {
	Year       int
	Stage      *indicator.Stage
	Edition    *string
	School     *SchoolWhere
	Verdict    []indicator.Verdict
	MetCount   *IntFilter
	Students   *IntFilter
	Indicators []*IndicatorCondition
	And        []*SchoolAssessmentWhere
	Or         []*SchoolAssessmentWhere
	Not        *SchoolAssessmentWhere
}

// filter compiles one filter and refuses what is out of bounds, with the place where it stands.
type filter struct {
	size int
	top  *SchoolAssessmentWhere // of units
	err  error
}

// refuse keeps the first refusal.
func (f *filter) refuse(format string, args ...any) {
	if f.err == nil {
		f.err = wrong(format, args...)
	}
}

func (f *filter) enter(path string, depth int) bool {
	f.size++
	if depth > MaxFilterDepth {
		f.refuse("%s is nested too deep: at most %d deep", path, MaxFilterDepth)
	}
	if f.size > MaxFilterSize {
		f.refuse("where has too many conditions: at most %d", MaxFilterSize)
	}
	return f.err == nil
}

// schools compiles a school filter for a table whose school code stands in column code.
func (f *filter) schools(w *SchoolWhere, code, path string, depth int) condition {
	if w == nil || !f.enter(path, depth) {
		return everything
	}
	var all []condition
	add := func(c condition) { all = append(all, c) }
	if w.Region != nil {
		add(inRegions("region_code", []string{*w.Region}))
	}
	if w.Code != nil {
		add(f.text(code, path+".code", w.Code))
	}
	if w.Name != nil {
		add(f.text("name", path+".name", w.Name))
	}
	if w.Search != nil {
		f.bound(path+".search", *w.Search)
		found := holds(*w.Search, "name")
		if start := plain(*w.Search); isNumber(start) && len(start) <= 10 {
			found = either(found, where(code+" BETWEEN ? AND ?", start, start+":")) // ':' follows '9'
		}
		add(found)
	}
	if w.Kind != nil {
		add(in("kind", w.Kind))
	}
	if w.Ownership != nil {
		add(where("ownership = ?", *w.Ownership))
	}
	if w.Locale != nil {
		add(in("locale", w.Locale))
	}
	if w.IsBoarding != nil {
		add(where("is_boarding = ?", *w.IsBoarding))
	}
	if w.IsOpenIn != nil {
		add(openIn(*w.IsOpenIn, code))
	}
	if w.Group != nil {
		add(f.text("COALESCE(group_name, '')", path+".group", w.Group)) // "" is no group, as in the facet
	}
	for i, sub := range w.And {
		add(f.schools(sub, code, itemOf(path, ".and", i), depth+1))
	}
	if w.Or != nil {
		alternatives := make([]condition, len(w.Or))
		for i, sub := range w.Or {
			alternatives[i] = f.schools(sub, code, itemOf(path, ".or", i), depth+1)
		}
		add(either(alternatives...))
	}
	if w.Not != nil {
		add(not(f.schools(w.Not, code, path+".not", depth+1)))
	}
	return both(all...)
}

// openIn holds for schools, whose code stands in column code, that are open in a school year. Units do not carry the years.
func openIn(year int, code string) condition {
	text := "COALESCE(first_year, ?) <= ? AND COALESCE(last_year, ?) >= ?"
	if code != "code" {
		text = code + " IN (SELECT code FROM schools WHERE " + text + ")"
	}
	return where(text, year, year, year, year)
}

// units compiles a filter of units.
func (f *filter) units(w *SchoolAssessmentWhere, path string, depth int) condition {
	if w == nil || !f.enter(path, depth) {
		return everything
	}
	f.agree(w, path)
	all := []condition{where("year = ?", w.Year)}
	add := func(c condition) { all = append(all, c) }
	if w.Edition != nil {
		add(where("edition = ?", *w.Edition))
	}
	if w.Stage != nil {
		add(where("stage = ?", *w.Stage))
	}
	if w.School != nil {
		add(f.schools(w.School, "school_code", path+".school", depth+1))
	}
	if w.Verdict != nil {
		add(in("verdict", w.Verdict))
	}
	if w.MetCount != nil {
		add(whole("met_count", w.MetCount))
	}
	if w.Students != nil {
		add(whole("students", w.Students))
	}
	for i, c := range w.Indicators {
		if c != nil {
			add(f.indicator(c, itemOf(path, ".indicators", i), depth+1))
		}
	}
	for i, sub := range w.And {
		add(f.units(sub, itemOf(path, ".and", i), depth+1))
	}
	if w.Or != nil {
		alternatives := make([]condition, len(w.Or))
		for i, sub := range w.Or {
			alternatives[i] = f.units(sub, itemOf(path, ".or", i), depth+1)
		}
		add(either(alternatives...))
	}
	if w.Not != nil {
		add(not(f.units(w.Not, path+".not", depth+1)))
	}
	return both(all...)
}

// agree refuses what would match nothing, or not what it seems to ask for: the list is of one year and one edition.
func (f *filter) agree(w *SchoolAssessmentWhere, path string) {
	if w.Year != f.top.Year {
		f.refuse("%s.year is %d: it must be the year at the top, %d", path, w.Year, f.top.Year)
	}
	if w.Edition != nil && *w.Edition != *f.top.Edition {
		f.refuse("%s.edition must stand at the top only", path)
	}
	if n := len(w.Indicators); n > len(indicator.ResourceCodes) {
		f.refuse("%s.indicators has %d conditions: give at most %d", path, n, len(indicator.ResourceCodes))
	}
}

func (f *filter) indicator(c *IndicatorCondition, path string, depth int) condition {
	prefix, ok := resourceColumn(c.Indicator)
	if !ok && f.err == nil {
		f.err = OnlyResource(path + ".indicator")
	}
	if !f.enter(path, depth) {
		return nothing
	}
	var all []condition
	if c.Status != nil {
		all = append(all, in(prefix+"status", c.Status))
	}
	if c.Value != nil {
		all = append(all, number(prefix+"value", c.Value))
	}
	if c.Attainment != nil {
		all = append(all, number(prefix+"attainment", c.Attainment))
	}
	return both(all...)
}

// itemOf is where an item of a list stands.
func itemOf(path, list string, i int) string { return path + list + "[" + strconv.Itoa(i) + "]" }

// resourceColumn is the prefix of the columns of an R indicator.
func resourceColumn(code string) (prefix string, ok bool) {
	i := slices.Index(indicator.ResourceCodes[:], code)
	return "r" + strconv.Itoa(i+1) + "_", i >= 0
}

// schoolFilter compiles the filter of a list of schools.
func schoolFilter(w *SchoolWhere) (condition, error) {
	var f filter
	c := f.schools(w, "code", "where", 0)
	return c, f.err
}

// unitFilter compiles the filter of a list of units, which names year and edition.
func unitFilter(w *SchoolAssessmentWhere) (condition, error) {
	if w == nil || w.Edition == nil {
		return nothing, ErrFilter
	}
	if err := KnownEdition("where.edition", w.Edition); err != nil {
		return nothing, err
	}
	f := filter{top: w}
	c := f.units(w, "where", 0)
	return c, f.err
}
