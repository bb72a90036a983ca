package claims

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// mark is a word or number at its place in a paragraph, in runes.
type mark struct {
	word
	start, end int
	year       int    // of yearOf
	until      int    // last of the years from year on, where they are several
	isBase     bool   // a year that something is compared with
	school     string // code, of schoolOf; empty for a school that the data does not know
	number     *number
	isQuoted   bool // the number is a threshold, a date or a label: no claim about data
}

// marker finds the marks of a text.
type marker struct {
	words   *lexicon
	schools *lexicon // names of schools; their tag is the code
	year    int      // of the report
}

// marks reads a paragraph. What it does not know has no mark.
func (m *marker) marks(text string) []mark {
	s := []rune(text)
	for i := range s {
		s[i] = plain(s[i])
	}
	var list []mark
	for i := 0; i < len(s); {
		if k, end, ok := m.at(s, i); ok {
			list = append(list, k...)
			i = end
			continue
		}
		i++
	}
	quote(s, list)
	return list
}

// at reads what begins at i: a school, a word, a code, a year or a number.
func (m *marker) at(s []rune, i int) (found []mark, end int, ok bool) {
	if w, end := m.schools.longest(s, i); w != nil {
		return []mark{{word: word{sort: schoolOf}, school: w.tag, start: i, end: end}}, end, true
	}
	if isDigit(s[i]) {
		if k, ok := m.date(s, i); ok {
			return []mark{k}, k.end, true
		}
	}
	w, end := m.words.longest(s, i)
	if w != nil && (!isDigit(s[i]) || w.sort == topic) {
		return []mark{m.said(s, *w, i, end)}, end, true
	}
	if k, ok := code(s, i); ok {
		return []mark{k}, k.end, true
	}
	if isDigit(s[i]) {
		return digits(s, i)
	}
	if n, end, ok := readWords(s, i); ok {
		k := mark{word: word{sort: numeral}, start: i, number: &number{value: new(big.Rat).SetInt64(n), step: big.NewRat(1, 1), digits: end - i}}
		if k.end = k.number.withUnit(s, end); k.end > 0 && k.number.class != foreign && k.number.class != yearUnit {
			return []mark{k}, k.end, true
		}
	}
	if k, ok := roman(s, i); ok {
		return []mark{k}, k.end, true
	}
	return nil, 0, false
}

// said is the mark of a word, which may turn out to be a year or a school that is not known.
func (m *marker) said(s []rune, w word, i, end int) mark {
	k := mark{word: w, start: i, end: end}
	switch string(s[i:end]) {
	case "去年", "上年", "上一年":
		k.sort, k.year = yearOf, m.year-1
		k.isBase = i > 0 && (s[i-1] == '比' || s[i-1] == '较')
	case "今年", "本年", "当年", "全年":
		k.sort, k.year = yearOf, m.year
	}
	return k
}

// date reads a year ("2023年", "2023—2024学年度"), or a whole date.
func (m *marker) date(s []rune, i int) (mark, bool) {
	if i+4 > len(s) || (i > 0 && (isDigit(s[i-1]) || s[i-1] == '.')) {
		return mark{}, false
	}
	for _, r := range s[i : i+4] {
		if !isDigit(r) {
			return mark{}, false
		}
	}
	year, _ := strconv.Atoi(string(s[i : i+4]))
	if year < 1949 || year > 2099 {
		return mark{}, false
	}
	k := mark{word: word{sort: yearOf}, start: i, end: i + 4, year: year}
	at := skip(s, i+4)
	if at < len(s) && s[at] == '-' { // a school year, or years from to
		j := at
		for j < len(s) && s[j] == '-' {
			j++
		}
		j = skip(s, j)
		next := j
		for next < len(s) && isDigit(s[next]) {
			next++
		}
		last, _ := strconv.Atoi(string(s[j:next]))
		j, next = next, next-j
		if next != 4 && next != 2 {
			return mark{}, false
		}
		if next == 2 {
			last += year / 100 * 100
		}
		j = skip(s, j)
		switch {
		case has(s, j, "学年"):
			k.end = j + 2
		case has(s, j, "年"):
			k.end, k.sort, k.tag, k.until = j+1, hint, "years", last
		default:
			return mark{}, false
		}
		return m.base(s, k), true
	}
	switch {
	case has(s, at, "年"):
		k.end = at + 1
	case has(s, at, "学年"):
		k.end = at + 2
	case has(s, at, "财政年度"), has(s, at, "年度"):
		k.end = at
	case isYearOfList(s, at):
		k.end = at
	default:
		return mark{}, false
	}
	return m.withMonth(s, m.base(s, k)), true
}

// isYearOfList tells whether years follow that share one 年: "2021、2022和2023年".
func isYearOfList(s []rune, i int) bool {
	for i < len(s) && strings.ContainsRune("、和与及,", s[i]) {
		next := skip(s, i+1)
		i = next
		for i < len(s) && isDigit(s[i]) {
			i++
		}
		if i-next != 4 {
			return false
		}
		if i = skip(s, i); has(s, i, "年") {
			return true
		}
	}
	return false
}

// base tells years that something is compared with or counted from.
func (m *marker) base(s []rune, k mark) mark {
	before, behind := string(s[max(0, k.start-2):k.start]), string(s[k.end:min(len(s), k.end+3)])
	k.isBase = strings.HasSuffix(before, "比") || strings.HasSuffix(before, "较")
	if strings.HasPrefix(strings.TrimPrefix(behind, "度"), "以来") || strings.HasPrefix(behind, "起") {
		k.sort = blocker
	}
	return k
}

// withMonth takes month and day into a date. A date after the report's year tells when it was written, not which year it is about.
func (m *marker) withMonth(s []rune, k mark) mark {
	at := k.end
	for range 2 {
		j := skip(s, at)
		next := j
		for next < len(s) && isDigit(s[next]) && next-j < 2 {
			next++
		}
		if next == j || next >= len(s) || !strings.ContainsRune("月日", s[skip(s, next)%len(s)]) {
			break
		}
		at = skip(s, next) + 1
	}
	if at != k.end && k.year > m.year {
		k.sort = filler
	}
	k.end = at
	return k
}

func skip(s []rune, i int) int {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	return i
}

// code reads the code of an indicator, as reports name them: "R5", "G11".
func code(s []rune, i int) (mark, bool) {
	if i > 0 && s[i-1] < 0x80 && (isDigit(s[i-1]) || s[i-1] >= 'A') || !strings.ContainsRune("RGQSV", s[i]) {
		return mark{}, false
	}
	end := i + 1
	for end < len(s) && isDigit(s[end]) && end-i <= 2 {
		end++
	}
	if end == i+1 || s[i+1] == '0' {
		return mark{}, false
	}
	k := mark{word: word{sort: topic, tag: string(s[i:end])}, start: i, end: end}
	if has(s, end, "指标") {
		k.end += 2
	}
	return k, true
}

// digits reads a number and its unit.
func digits(s []rune, i int) ([]mark, int, bool) {
	text, places, end := readDigits(s, i)
	value, ok := new(big.Rat).SetString(text)
	if !ok || len(text) > 18 {
		return []mark{{start: i, end: end}}, end, true
	}
	step := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil))
	k := mark{word: word{sort: numeral}, start: i, end: end, number: &number{value: value, step: step, digits: end - i}}
	if next := k.number.withUnit(s, end); next > 0 {
		k.end = next
	}
	if i > 0 && s[i-1] < 0x80 && (s[i-1] >= 'A' && s[i-1] <= 'Z' || s[i-1] >= 'a' && s[i-1] <= 'z') {
		k.isQuoted = true
	}
	return []mark{k}, k.end, true
}

// roman reads a level of the national monitoring, and the circled number of an indicator.
func roman(s []rune, i int) (mark, bool) {
	switch r := s[i]; {
	case r >= 'Ⅰ' && r <= 'Ⅳ' && i+1 < len(s) && s[i+1] == '级':
		n := &number{value: big.NewRat(int64(r-'Ⅰ')+1, 1), step: big.NewRat(1, 1), class: level, unit: "级", digits: 1}
		return mark{word: word{sort: numeral}, start: i, end: i + 2, number: n}, true
	case r >= '①' && r <= '⑦':
		return mark{word: word{sort: topic, tag: indicator.ResourceCodes[r-'①']}, start: i, end: i + 1}, true
	}
	return mark{}, false
}
