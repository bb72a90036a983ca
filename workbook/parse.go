package workbook

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/junheng/junheng/indicator"
)

// parsed is what a cell means for its field's type.
type parsed struct {
	text    string            // codes, text, and the code of an enum's choice
	number  indicator.Decimal // int, decimal and year
	boolean bool
}

// problem tells why a cell means nothing.
type problem struct {
	code   string
	params map[string]string
}

func wrong(code string, pairs ...string) *problem { return &problem{code, params(pairs...)} }

// parse reads a cell that is not blank.
func parse(f *Field, c cell) (parsed, *problem) {
	switch c.kind {
	case cellError:
		return parsed{}, wrong("CELL_ERROR")
	case cellEmpty:
		return parsed{}, wrong("FORMULA_WITHOUT_VALUE")
	}
	switch f.Type {
	case TypeInt, TypeDecimal, TypeYear:
		n, p := parseNumber(f, c)
		return parsed{number: n}, p
	case TypeCode6:
		text, p := parseCode(c, 6)
		return parsed{text: text}, p
	case TypeCode10:
		text, p := parseCode(c, 10)
		return parsed{text: text}, p
	case TypeBool:
		b, p := parseBool(c)
		return parsed{boolean: b}, p
	case TypeEnum:
		text, p := parseChoice(f, c)
		return parsed{text: text, boolean: text == "MET"}, p
	}
	text, p := parseText(f, c)
	return parsed{text: text}, p
}

// identifying are text fields that are compared with others, so that full-width letters must not tell them apart.
var identifying = map[string]bool{"teacherCode": true, "subject": true, "indicator": true}

func parseText(f *Field, c cell) (string, *problem) {
	text := f.Text(c.text)
	if n := utf8.RuneCountInString(text); n > MaxText {
		return "", wrong("TEXT_TOO_LONG", "length", strconv.Itoa(n), "limit", strconv.Itoa(MaxText))
	}
	if HoldsPersonalNumber(text) {
		return "", wrong(personalNumber)
	}
	return text, nil
}

// placeholders are what people write for "nothing to report", folded and in lower case.
var placeholders = map[string]bool{
	"无": true, "/": true, "-": true, "--": true, "\\": true, "没有": true, "暂无": true,
	"空": true, "未知": true, "不详": true, "n/a": true, "na": true, "none": true, "null": true, "x": true, "×": true, "...": true,
}

func parseNumber(f *Field, c cell) (indicator.Decimal, *problem) {
	digits := fold(c.text)
	switch c.kind {
	case cellBool:
		return 0, wrong("NOT_A_NUMBER")
	case cellNumber:
		digits = plainDigits(digits)
	case cellText:
		if placeholders[strings.ToLower(digits)] {
			return 0, wrong("PLACEHOLDER")
		}
		var ok bool
		if digits, ok = withoutSeparators(digits); !ok {
			return 0, wrong("NOT_A_NUMBER")
		}
		if number, unit := splitUnit(digits); unit != "" {
			return 0, wrong("UNIT_IN_CELL", "number", number, "unit", unit)
		}
	}
	n, err := indicator.ParseDecimal(digits)
	if err != nil {
		return 0, notDecimal(f, digits)
	}
	return n, outOfBounds(f, n)
}

func outOfBounds(f *Field, n indicator.Decimal) *problem {
	switch {
	case n < 0 && f.Min != nil && *f.Min == 0:
		return wrong("NEGATIVE")
	case f.Type != TypeDecimal && n%indicator.DecimalScale != 0:
		return wrong("NOT_WHOLE")
	case f.Min != nil && n < *f.Min || f.Max != nil && n > *f.Max:
		return wrong("OUT_OF_RANGE", "min", f.Min.String(), "max", f.Max.String())
	}
	return nil
}

// notDecimal tells why digits are no Decimal.
func notDecimal(f *Field, digits string) *problem {
	whole, fraction, _ := strings.Cut(strings.TrimPrefix(digits, "-"), ".")
	switch {
	case !isDigits(whole) || (fraction != "" && !isDigits(fraction)) || strings.HasSuffix(digits, "."):
		return wrong("NOT_A_NUMBER")
	case f.Type != TypeDecimal && strings.Trim(fraction, "0") != "":
		return wrong("NOT_WHOLE")
	case len(strings.TrimRight(fraction, "0")) > 4:
		return wrong("TOO_PRECISE")
	}
	return wrong("OUT_OF_RANGE", "min", f.Min.String(), "max", f.Max.String())
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// plainDigits writes a saved number without exponent, and without the noise that binary floating point leaves behind
// the 15 digits which a spreadsheet shows: 303.16000000000003 is 303.16.
func plainDigits(saved string) string {
	_, fraction, _ := strings.Cut(saved, ".")
	if len(fraction) <= 4 && !strings.ContainsAny(saved, "eE") {
		return saved
	}
	x, err := strconv.ParseFloat(saved, 64)
	if err != nil {
		return saved
	}
	x, _ = strconv.ParseFloat(strconv.FormatFloat(x, 'g', 15, 64), 64)
	return strconv.FormatFloat(x, 'f', -1, 64)
}

// withoutSeparators drops thousands separators, if they stand where such separators stand.
func withoutSeparators(s string) (string, bool) {
	if !strings.Contains(s, ",") {
		return s, true
	}
	whole, fraction, hasPoint := strings.Cut(s, ".")
	groups := strings.Split(strings.TrimPrefix(whole, "-"), ",")
	for i, g := range groups {
		if i > 0 && len(g) != 3 || len(g) == 0 || len(g) > 3 || strings.Contains(fraction, ",") {
			return s, false
		}
	}
	s = strings.ReplaceAll(whole, ",", "")
	if hasPoint {
		s += "." + fraction
	}
	return s, true
}

// splitUnit splits "30人" and "95%"; the unit is empty when there is none or no number before it.
func splitUnit(s string) (number, unit string) {
	end := strings.IndexFunc(s, func(r rune) bool { return (r < '0' || r > '9') && r != '.' && r != '-' })
	if end <= 0 || s[0] == '.' || !strings.ContainsAny(s[:end], "0123456789") || strings.ContainsAny(s[end:], "0123456789") && !strings.HasPrefix(s[end:], "m") {
		return s, ""
	}
	return s[:end], strings.TrimSpace(s[end:])
}

func parseCode(c cell, length int) (string, *problem) {
	digits := fold(c.text)
	if c.kind == cellNumber {
		digits = plainDigits(digits)
		if len(digits) < length {
			digits = strings.Repeat("0", length-len(digits)) + digits
		}
	}
	if !isDigits(digits) {
		return "", wrong("CODE_CHARACTERS", "length", strconv.Itoa(length))
	}
	if len(digits) != length {
		return "", wrong("CODE_LENGTH", "length", strconv.Itoa(length), "found", strconv.Itoa(len(digits)))
	}
	return digits, nil
}

var booleans = map[string]bool{"是": true, "true": true, "1": true, "√": true, "✓": true, "✔": true, "否": false, "false": false, "0": false}

func parseBool(c cell) (bool, *problem) {
	b, ok := booleans[strings.ToLower(fold(c.text))]
	if !ok {
		return false, wrong("NOT_YES_NO")
	}
	return b, nil
}

func parseChoice(f *Field, c cell) (string, *problem) {
	text := fold(c.text)
	if c.kind == cellNumber {
		text = strings.TrimSuffix(plainDigits(text), ".0")
	}
	texts := make([]string, len(f.Choices))
	for i, choice := range f.Choices {
		if text == choice.Text {
			return choice.Code, nil
		}
		texts[i] = choice.Text
	}
	return "", wrong("NOT_A_CHOICE", "choices", strings.Join(texts, "、"))
}
