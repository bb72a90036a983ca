package app

import (
	"errors"
	"slices"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

// changeMembers are what the input calls the kinds of change and the parts of one, where it is not the engine's word.
var changeMembers = map[indicator.ChangeKind]struct{ name, school, into string }{
	indicator.ChangeFigure: {"figure", "schoolCode", ""},
	indicator.ChangeMove:   {"move", "fromCode", "toCode"},
	indicator.ChangeClose:  {"close", "schoolCode", "intoCode"},
	indicator.ChangeMerge:  {"merge", "schoolCode", "absorbedCode"},
}

// changeField is the path of a part of a change in the input; of the whole change where the part is empty.
func changeField(i int, kind indicator.ChangeKind, part string) string {
	member, path := changeMembers[kind], "changes."+strconv.Itoa(i)
	if member.name == "" {
		return path
	}
	path += "." + member.name
	switch part {
	case "":
		return path
	case "school":
		part = member.school
	case "into":
		part = member.into
	}
	return path + "." + part
}

// changeProblem is the problem of a change that cannot be made. A school that an earlier change took away is told from one
// that the county never had.
func changeProblem(c *indicator.County, changes []indicator.Change, err error) error {
	refusal, ok := errors.AsType[*indicator.ChangeError](err)
	if !ok {
		return err
	}
	reason := string(refusal.Reason)
	isThere := func(s indicator.SchoolRecord) bool { return s.School.Code == refusal.Params["code"] }
	if refusal.Reason == indicator.ChangeUnknownSchool && slices.ContainsFunc(c.Schools, isThere) {
		reason = "SCHOOL_GONE"
	}
	p := problem(reason, changeField(refusal.Index, changes[refusal.Index].Kind, refusal.Field))
	p.Params = refusal.Params
	return &Invalid{[]Problem{p}}
}

// ChangeMessage is the sentence of a change that cannot be made, in "en" or, for every other language, Chinese; the text of
// other errors as it is.
func ChangeMessage(err error, lang string) string {
	refusal, ok := errors.AsType[*indicator.ChangeError](err)
	if !ok {
		return err.Error()
	}
	return Problem{Code: string(refusal.Reason), Params: refusal.Params}.Message(lang)
}
