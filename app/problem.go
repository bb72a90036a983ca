package app

import (
	"errors"
	"slices"
	"strings"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// Problem is one expected refusal of what somebody asked for: data, not a failure.
type Problem struct {
	Code   string            // SCREAMING_SNAKE; programs use this
	Field  []string          // path in the input
	Params map[string]string // what the sentence mentions

	sheet   string             // of a finding about figures
	finding *indicator.Finding // where the problem is one
}

// Message is a sentence that says what to do, in "en" or, for every other language, Chinese.
func (p Problem) Message(lang string) string {
	if p.finding != nil {
		return workbook.FindingMessage(p.sheet, *p.finding, lang)
	}
	texts, ok := sentences[p.Code]
	if !ok {
		return p.Code
	}
	text := texts[0]
	if lang == "en" {
		text = texts[1]
	}
	var pairs []string
	for name, value := range p.Params {
		if name == "key" && p.Code != "UNKNOWN_FIELD" { // a key that is no figure has no name, though another input may be called so
			value = title(value, lang)
		}
		pairs = append(pairs, "{"+name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(text) // all at once: what was given may look like a place for something else
}

// titles are what people call the inputs that the dictionary does not have, or has for several things, Chinese and English.
var titles = map[string][2]string{
	"name": {"名称", "The name"}, "code": {"编号", "The number"}, "role": {"角色", "The role"}, "conclusion": {"结论", "The conclusion"},
	"group": {"教育集团", "The education group"}, "address": {"地址", "The address"}, "subject": {"学科", "The subject"},
	"reason": {"理由", "The reason"}, "username": {"用户名", "The user name"}, "isDisabled": {"是否停用", "Disabled"},
	"isBoarding": {"寄宿制", "Boarding school"}, "inDenseCore": {"高密度中心城区", "In an overcrowded urban core"},
}

// title is what people call an input; its key where it has no other name.
func title(key, lang string) string {
	if own, ok := titles[key]; ok {
		if lang == "en" {
			return own[1]
		}
		return own[0]
	}
	for _, sheet := range workbook.Sheets() {
		if f := workbook.FieldByKey(sheet, key); f != nil {
			return f.Title(lang)
		}
	}
	return key
}

// Invalid is the error of a request that cannot be done as it is asked, with every reason at once.
type Invalid struct{ Problems []Problem }

func (i *Invalid) Error() string {
	codes := make([]string, len(i.Problems))
	for n, p := range i.Problems {
		codes[n] = p.Code
	}
	return "invalid: " + strings.Join(codes, ", ")
}

// Problems are the reasons of an Invalid error; false for other errors.
func Problems(err error) ([]Problem, bool) {
	if i, ok := errors.AsType[*Invalid](err); ok {
		return i.Problems, true
	}
	return nil, false
}

// refuse is the error of one problem. Params are names and values in turn.
func refuse(code, field string, params ...string) error {
	return &Invalid{[]Problem{problem(code, field, params...)}}
}

func problem(code, field string, params ...string) Problem {
	p := Problem{Code: code, Params: map[string]string{}}
	if field != "" {
		p.Field = strings.Split(field, ".")
	}
	for i := 0; i+1 < len(params); i += 2 {
		p.Params[params[i]] = params[i+1]
	}
	return p
}

// problems collects what is wrong with one request.
type problems []Problem

func (p *problems) add(code, field string, params ...string) {
	*p = append(*p, problem(code, field, params...))
}

func (p problems) err() error {
	if len(p) == 0 {
		return nil
	}
	return &Invalid{p}
}

// FindingProblem shows a finding about figures as a Problem, for warnings in payloads. Its field is where the figure stands in
// the input that records it.
func FindingProblem(sheet string, f indicator.Finding) Problem {
	p := Problem{Code: f.Code, Params: f.Params, sheet: sheet, finding: &f}
	switch key := f.Keys[0]; {
	case workbook.FieldByKey(sheet, key) == nil: // the year built, which stands with the school
	case sheet == workbook.SheetSchoolYears, sheet == workbook.SheetCountyYears:
		p.Field = []string{"values", key}
	case key == "rotatedFrom": // a school, which the input names by its code
		p.Field = []string{"rotatedFromCode"}
	default:
		p.Field = []string{key}
	}
	return p
}

// judgeFindings parts findings into what forbids storing the figures and what only asks to look.
func judgeFindings(sheet string, findings []indicator.Finding) (warnings []Problem, err error) {
	var errs problems
	for _, f := range findings {
		if f.Severity == indicator.SeverityError {
			errs = append(errs, FindingProblem(sheet, f))
		} else {
			warnings = append(warnings, FindingProblem(sheet, f))
		}
	}
	return warnings, errs.err()
}

// Codes are all codes of problems that are not findings about figures, in alphabetical order.
func Codes() []string {
	codes := make([]string, 0, len(sentences))
	for c := range sentences {
		codes = append(codes, c)
	}
	slices.Sort(codes)
	return codes
}
