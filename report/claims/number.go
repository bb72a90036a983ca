package claims

import (
	"math/big"
	"strings"
)

// class is what a number counts: numbers of different classes are never compared.
type class int

const (
	bare     class = iota // no unit is written
	person                // 人 名 位
	school                // 所
	group                 // 班 个班
	area                  // m²
	money                 // yuan
	percent               // per cent
	room                  // 间
	item                  // 项
	piece                 // 份
	level                 // 级
	counted               // 个: any count
	foreign               // a unit that no fact has
	yearUnit              // 年, and the hours of a training that its name holds: no claims
)

// unit is a word behind a number.
type unit struct {
	word  string
	class class
	times int64 // of the base unit: persons, yuan, m²
}

// units, longest first where one begins another. Multipliers stand for themselves too.
var units = [...]unit{
	{"个百分点", foreign, 1},
	{"百分点", foreign, 1},
	{"平方公里", foreign, 1},
	{"公里", foreign, 1},
	{"平方米", area, 1},
	{"平米", area, 1},
	{"㎡", area, 1},
	{"m²", area, 1},
	{"m2", area, 1},
	{"人次", foreign, 1},
	{"人/百生", person, 1},
	{"人", person, 1},
	{"名", person, 1},
	{"位", person, 1},
	{"所", school, 1},
	{"个教学班", group, 1},
	{"个班级", group, 1},
	{"个班", group, 1},
	{"班", group, 1},
	{"元/人", money, 1},
	{"元", money, 1},
	{"间", room, 1},
	{"项", item, 1},
	{"份", piece, 1},
	{"级", level, 1},
	{"个", counted, 1},
	{"%", percent, 1},
	{"年", yearUnit, 1},
	{"岁", foreign, 1},
	{"月", foreign, 1},
	{"日", foreign, 1},
	{"天", foreign, 1},
	{"号", foreign, 1},
	{"学时", yearUnit, 1},
	{"课时", foreign, 1},
	{"小时", foreign, 1},
	{"分钟", foreign, 1},
	{"亩", foreign, 1},
	{"册", foreign, 1},
	{"台", foreign, 1},
	{"套", foreign, 1},
	{"场", foreign, 1},
	{"次", foreign, 1},
	{"件", foreign, 1},
	{"倍", foreign, 1},
	{"分", foreign, 1},
	{"条", foreign, 1},
	{"期", foreign, 1},
	{"届", foreign, 1},
	{"家", school, 1},
	{"处", foreign, 1},
	{"门", foreign, 1},
	{"种", foreign, 1},
	{"类", foreign, 1},
	{"辆", foreign, 1},
	{"米", foreign, 1},
	{"本", foreign, 1},
	{"节", foreign, 1},
	{"支", foreign, 1},
	{"轮", foreign, 1},
	{"批", foreign, 1},
	{"堂", foreign, 1},
	{"篇", foreign, 1},
	{"吨", foreign, 1},
	{"周", foreign, 1},
	{"座", foreign, 1},
	{"栋", foreign, 1},
	{"村", foreign, 1},
	{"镇", foreign, 1},
	{"字", foreign, 1},
	{"章", foreign, 1},
}

var multipliers = [...]struct {
	word  string
	times int64
}{{"亿", 100_000_000}, {"千万", 10_000_000}, {"百万", 1_000_000}, {"万", 10_000}}

// nearness is how exactly a number is meant.
type nearness int

const (
	exact   nearness = iota
	about            // 约 近 左右
	andMore          // 余 多
)

// number is a number as a text writes it.
type number struct {
	value  *big.Rat // in the base unit of its class
	step   *big.Rat // of the last digit written, in the same unit
	unit   string   // as written, with its multiplier
	class  class
	times  *big.Rat // multiplier that value and step hold
	near   nearness
	digits int // characters of the number without its unit
}

// plain makes full-width digits, points and signs half-width, one rune for one.
func plain(r rune) rune {
	switch {
	case r >= '０' && r <= '９', r == '．', r == '％', r == '／', r == '：', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		if r != '：' {
			return r - 0xFEE0
		}
	case r == '－', r == '—', r == '–', r == '～', r == '−', r == '~':
		return '-'
	case r == '∶':
		return ':'
	case r == '\u00a0', r == '\u3000', r == '\u2009', r == '\t':
		return ' '
	case r == '‰':
		return '‰'
	}
	return r
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// readDigits reads a number of digits at i, with thousands separators and a fraction; end is behind its last digit.
func readDigits(s []rune, i int) (text string, places, end int) {
	var b strings.Builder
	for i < len(s) {
		switch {
		case isDigit(s[i]):
			b.WriteRune(s[i])
			i++
		case (s[i] == ',' || s[i] == '，') && isThousands(s, i) && !strings.Contains(b.String(), ".") && b.Len() <= 9 && (s[i] == ',' || b.Len() <= 3):
			i++
		case s[i] == '.' && i+1 < len(s) && isDigit(s[i+1]) && !strings.Contains(b.String(), "."):
			b.WriteByte('.')
			i++
		default:
			text = b.String()
			if _, fraction, ok := strings.Cut(text, "."); ok {
				places = len(fraction)
			}
			return text, places, i
		}
	}
	text = b.String()
	if _, fraction, ok := strings.Cut(text, "."); ok {
		places = len(fraction)
	}
	return text, places, i
}

// isThousands tells whether exactly three digits follow the separator at i.
func isThousands(s []rune, i int) bool {
	return i+3 < len(s) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3]) && (i+4 >= len(s) || !isDigit(s[i+4])) ||
		i+4 == len(s) && isDigit(s[i+1]) && isDigit(s[i+2]) && isDigit(s[i+3])
}

var wordDigits = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}

// readWords reads a number below 100,000 in 汉字 of two characters or more ("四十六"); false for anything else.
func readWords(s []rune, i int) (value int64, end int, ok bool) {
	var sum, digit int64 = 0, -1
	start := i
	last := int64(100_000)
	for ; i < len(s); i++ {
		if d, is := wordDigits[s[i]]; is {
			if digit > 0 {
				return 0, 0, false // 二三: about two or three
			}
			digit = d
			continue
		}
		place := map[rune]int64{'十': 10, '百': 100, '千': 1000}[s[i]]
		if place == 0 {
			break
		}
		if place >= last {
			return 0, 0, false
		}
		if digit < 0 {
			digit = 1
		}
		sum, digit, last = sum+digit*place, -1, place
	}
	if digit > 0 {
		sum += digit
	}
	return sum, i, i-start >= 2 && last < 100_000
}

// withUnit reads the multiplier and the unit behind a number that ends at i.
func (n *number) withUnit(s []rune, i int) (end int) {
	for i < len(s) && s[i] == ' ' {
		i++
	}
	at := i
	n.times = big.NewRat(1, 1)
	if has(s, i, "多") || has(s, i, "余") {
		n.near = andMore
		i++
	}
	for _, m := range multipliers {
		if has(s, i, m.word) {
			n.times.SetInt64(m.times)
			i += len([]rune(m.word))
			break
		}
	}
	if has(s, i, "多") || has(s, i, "余") {
		n.near = andMore
		i++
	}
	if i < len(s) && s[i] == '‰' {
		n.class, n.unit = percent, "‰"
		n.times = big.NewRat(1, 10)
		i++
		n.scale()
		return i
	}
	for _, u := range units {
		if has(s, i, u.word) {
			n.class = u.class
			i += len([]rune(u.word))
			break
		}
	}
	n.unit = strings.TrimSpace(strings.NewReplacer("余", "", "多", "").Replace(string(s[at:i])))
	n.scale()
	if i == at {
		return -1
	}
	return i
}

func (n *number) scale() {
	n.value = new(big.Rat).Mul(n.value, n.times)
	n.step = new(big.Rat).Mul(n.step, n.times)
}

func has(s []rune, i int, word string) bool {
	for _, r := range word {
		if i >= len(s) || s[i] != r {
			return false
		}
		i++
	}
	return true
}

// unitOf is the unit that a head of a table names: in brackets, or alone in its cell.
func unitOf(head string) (u unit, times int64, ok bool) {
	s := []rune(head)
	for i := range s {
		s[i] = plain(s[i])
	}
	start := 0
	for i, r := range s {
		if r == '（' || r == '(' {
			start = i + 1
		}
	}
	if at := strings.Index(string(s), "单位:"); at >= 0 && start == 0 {
		start = len([]rune(string(s)[:at])) + 3
	}
	alone := start == 0
	times = 1
	for _, m := range multipliers {
		if has(s, start, m.word) {
			times = m.times
			start += len([]rune(m.word))
			break
		}
	}
	for _, u := range units {
		if has(s, start, u.word) && (!alone || start+len([]rune(u.word)) == len(s)) {
			return u, times, true
		}
	}
	if !alone && start < len(s) && s[start] == '‰' {
		return unit{"‰", percent, 1}, 1, true
	}
	return unit{}, 0, false
}
