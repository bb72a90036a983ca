package app

import (
	"strconv"
	"unicode/utf8"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// What people type is held to the dictionary, as the cells of a workbook are: what is taken here can be exported and taken in
// again. A path is that of the value in the input; the dictionary's key may be another.

// entry is where a value of an input stands in the dictionary.
type entry struct{ path, sheet, key string }

func (e entry) field() *workbook.Field { return workbook.FieldByKey(e.sheet, e.key) }

// text brings a text to the form that workbooks are read in, and refuses one that a cell would not take.
func (e entry) text(s *string) error {
	f := e.field()
	if err := checkShown(e.path, *s); err != nil {
		return err
	}
	*s = f.Text(*s)
	switch {
	case *s == "" && f.Required == workbook.Required:
		return refuse("TEXT_REQUIRED", e.path, "key", e.path)
	case utf8.RuneCountInString(*s) > workbook.MaxText:
		return refuse("TEXT_TOO_LONG", e.path, "key", e.path, "most", strconv.Itoa(workbook.MaxText))
	}
	return checkPersonal(e.path, *s)
}

// optionalText is text for one that may be missing.
func (e entry) optionalText(s **string) error {
	if *s == nil {
		return nil
	}
	text := **s
	err := e.text(&text)
	*s = emptyToNil(&text)
	return err
}

// decimal refuses a number that a cell would not take.
func (e entry) decimal(d *indicator.Decimal) error {
	f := e.field()
	if d == nil || f.Takes(*d) {
		return nil
	}
	return refuse("OUT_OF_RANGE", e.path, "key", e.path, "min", f.Min.String(), "max", f.Max.String())
}

// count is decimal for a whole number.
func (e entry) count(n *int) error {
	if n == nil {
		return nil
	}
	f := e.field()
	if *n < 0 || *n > indicator.MaxCount || !f.Takes(indicator.Decimal(*n)*indicator.DecimalScale) {
		return refuse("OUT_OF_RANGE", e.path, "key", e.path, "min", f.Min.String(), "max", f.Max.String())
	}
	return nil
}

// choice refuses what the dictionary does not offer.
func (e entry) choice(code string) error {
	if e.field().Offers(code) {
		return nil
	}
	return refuse("CHOICE_INVALID", e.path, "key", e.path)
}

// year refuses years before the dictionary's first and behind the last.
func (e entry) year(year, last int) error {
	first := e.field().Min.String()
	if from, _ := strconv.Atoi(first); year >= from && year <= last {
		return nil
	}
	return refuse("YEAR_OUT_OF_RANGE", e.path, "from", first, "to", strconv.Itoa(last))
}

// bound refuses a bound of years that the dictionary does not take; it may lie ahead.
func (e entry) bound(year *int) error {
	if year == nil {
		return nil
	}
	last, _ := strconv.Atoi(e.field().Max.String())
	return e.year(*year, last)
}

// Latest are the last years that may be reported now.
func (a *App) Latest() workbook.Latest { return workbook.LatestAt(a.now()) }

// checkYear refuses school years that nobody reports: before the dictionary's first, and those that have not begun.
func (a *App) checkYear(year int) error {
	return entry{"year", workbook.SheetSchoolYears, "year"}.year(year, a.Latest().School)
}
