package app

import (
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/junheng/junheng/workbook"
)

// maxText bounds the texts that people type, in characters, where nothing else is said.
const maxText = 200

// checkText refuses texts that are too long or cannot be shown. Nil and empty are "not given".
func checkText(field string, s *string, most int) error {
	if s == nil {
		return nil
	}
	if utf8.RuneCountInString(*s) > most {
		return refuse("TEXT_TOO_LONG", field, "key", field, "most", strconv.Itoa(most))
	}
	return checks(checkShown(field, *s), checkPersonal(field, *s))
}

// checkPersonal refuses texts that hold an identity or mobile number.
func checkPersonal(field, s string) error {
	if workbook.HoldsPersonalNumber(s) {
		return refuse("PERSONAL_NUMBER", field, "key", field)
	}
	return nil
}

// checkShown refuses texts with characters that cannot be shown.
func checkShown(field, s string) error {
	isHidden := func(r rune) bool {
		return unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(unicode.Noncharacter_Code_Point, r)
	}
	if !utf8.ValidString(s) || strings.ContainsFunc(s, isHidden) {
		return refuse("TEXT_INVALID", field, "key", field)
	}
	return nil
}

// needText is checkText for what must be given.
func needText(field, s string) error {
	if workbook.Trim(s) == "" {
		return refuse("TEXT_REQUIRED", field, "key", field)
	}
	return checkText(field, &s, maxText)
}

// keptFull refuses to empty fields that may not be empty.
func keptFull(emptied []string) error {
	var p problems
	for _, field := range emptied {
		p.add("TEXT_REQUIRED", field, "key", field)
	}
	return p.err()
}

func emptyToNil(s *string) *string {
	if s == nil || workbook.Trim(*s) == "" {
		return nil
	}
	return s
}

// checks gathers the Invalid errors of several checks into one.
func checks(errs ...error) error { return firstOf(errors.Join(errs...)) }
