package workbook

import "strconv"

// MaxIssues is how many errors, and how many warnings, a Report lists; the rest is counted.
const MaxIssues = 10_000

// Report is everything found wrong or odd in a file.
type Report struct {
	Errors          []Issue // the file's facts must not be stored
	Warnings        []Issue // something to look at; facts can be stored and evaluated
	OmittedErrors   int     // found beyond MaxIssues
	OmittedWarnings int
}

// HasErrors tells whether the file's facts must not be stored.
func (r *Report) HasErrors() bool { return len(r.Errors) > 0 }

// Issue is one finding, at a cell where it can be told.
type Issue struct {
	Sheet  string            // empty: the file as a whole
	Row    int               // 1 is the first; 0: the sheet as a whole
	Column string            // letters, "C"; empty: the row as a whole
	Header string            // the column's header, or the form's item
	Value  string            // what the cell says, shortened
	Code   string            // SCREAMING_SNAKE, see the catalogue
	Params map[string]string // what the message mentions; names ending in Key hold keys of the dictionary
}

// Cell is the address in its sheet, "C5"; empty when the issue has no single cell.
func (i Issue) Cell() string {
	if i.Row == 0 || i.Column == "" {
		return ""
	}
	return i.Column + strconv.Itoa(i.Row)
}

// Message is a sentence that says what to do, in "en" or, for every other language, Chinese.
func (i Issue) Message(lang string) string { return sentence(i, lang) }

func (r *Report) add(isError bool, i Issue) {
	list, omitted := &r.Warnings, &r.OmittedWarnings
	if isError {
		list, omitted = &r.Errors, &r.OmittedErrors
	}
	if len(*list) >= MaxIssues {
		*omitted++
		return
	}
	*list = append(*list, i)
}

func (r *Report) fail(i Issue) { r.add(true, i) }
func (r *Report) warn(i Issue) { r.add(false, i) }
