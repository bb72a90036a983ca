package store

import (
	"slices"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

// Bounds of a filter: how deep and/or/not nest, how many conditions it has, how long its texts and lists of texts are.
const (
	maxFilterDepth = 6
	maxFilterSize  = 200
	maxFilterText  = 100
	maxFilterList  = 100
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

// filter compiles one filter and refuses what is out of bounds.
type filter struct {
	size int
	err  error
}

func (f *filter) enter(depth int) bool {
	f.size++
	if depth > maxFilterDepth || f.size > maxFilterSize {
		f.err = ErrFilter
	}
	return f.err == nil
}

// schools compiles a school filter for a table whose school code stands in column code.
func (f *filter) schools(w *SchoolWhere, code string, depth int) condition {
	if w == nil || !f.enter(depth) {
		return everything
	}
	var all []condition
	add := func(c condition) { all = append(all, c) }
	if w.Region != nil {
		add(inRegions("region_code", []string{*w.Region}))
	}
	if w.Code != nil {
		add(f.text(code, w.Code))
	}
	if w.Name != nil {
		add(f.text("name", w.Name))
	}
	if w.Search != nil {
		f.bound(*w.Search)
		found := where("INSTR(name, ?) > 0", *w.Search)
		if isNumber(*w.Search) && len(*w.Search) <= 10 {
			found = either(found, where(code+" BETWEEN ? AND ?", *w.Search, *w.Search+":")) // ':' follows '9'
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
	if w.Group != nil {
		add(both(where("group_name IS NOT NULL"), f.text("group_name", w.Group)))
	}
	for _, sub := range w.And {
		add(f.schools(sub, code, depth+1))
	}
	if w.Or != nil {
		alternatives := make([]condition, len(w.Or))
		for i, sub := range w.Or {
			alternatives[i] = f.schools(sub, code, depth+1)
		}
		add(either(alternatives...))
	}
	if w.Not != nil {
		add(not(f.schools(w.Not, code, depth+1)))
	}
	return both(all...)
}

// units compiles a filter of units.
func (f *filter) units(w *SchoolAssessmentWhere, depth int) condition {
	if w == nil || !f.enter(depth) {
		return everything
	}
	all := []condition{where("year = ?", w.Year)}
	add := func(c condition) { all = append(all, c) }
	if w.Edition != nil {
		add(where("edition = ?", *w.Edition))
	}
	if w.Stage != nil {
		add(where("stage = ?", *w.Stage))
	}
	if w.School != nil {
		add(f.schools(w.School, "school_code", depth+1))
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
	for _, c := range w.Indicators {
		if c != nil {
			add(f.indicator(c, depth+1))
		}
	}
	for _, sub := range w.And {
		add(f.units(sub, depth+1))
	}
	if w.Or != nil {
		alternatives := make([]condition, len(w.Or))
		for i, sub := range w.Or {
			alternatives[i] = f.units(sub, depth+1)
		}
		add(either(alternatives...))
	}
	if w.Not != nil {
		add(not(f.units(w.Not, depth+1)))
	}
	return both(all...)
}

func (f *filter) indicator(c *IndicatorCondition, depth int) condition {
	prefix, ok := resourceColumn(c.Indicator)
	if !ok {
		f.err = ErrFilter
	}
	if !f.enter(depth) {
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

// resourceColumn is the prefix of the columns of an R indicator.
func resourceColumn(code string) (prefix string, ok bool) {
	i := slices.Index(indicator.ResourceCodes[:], code)
	return "r" + strconv.Itoa(i+1) + "_", i >= 0
}

// schoolFilter compiles the filter of a list of schools.
func schoolFilter(w *SchoolWhere) (condition, error) {
	var f filter
	c := f.schools(w, "code", 0)
	return c, f.err
}

// unitFilter compiles the filter of a list of units; edition is used where the filter names none.
func unitFilter(w *SchoolAssessmentWhere) (condition, error) {
	var f filter
	if w == nil || w.Edition == nil {
		return nothing, ErrFilter
	}
	c := f.units(w, 0)
	return c, f.err
}
