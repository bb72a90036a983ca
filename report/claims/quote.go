package claims

import "strings"

// quote marks the numbers that are no claims about data: thresholds, dates, labels, ratios, ranges.
func quote(s []rune, list []mark) {
	isStandard := false // since 标准为 all numbers of the sentence are thresholds
	for i := range list {
		k := &list[i]
		switch {
		case k.sort == stop || k.sort == clause && (s[k.start] == '；' || s[k.start] == ';'):
			isStandard = false
		case k.sort == limit && isStandardWord(string(s[k.start:k.end])):
			isStandard = true
		case k.sort == numeral:
			k.isQuoted = k.isQuoted || isStandard || isLabel(s, *k) || isPart(s, *k) || k.number.class == yearUnit || isBound(s, *k) || isLimited(s, list, i)
		}
	}
	for i := len(list) - 2; i >= 0; i-- { // 0.50、0.45的限值: what is said of the last holds for all
		if k := &list[i]; k.sort == numeral && !k.isQuoted {
			k.isQuoted = quotesNext(s, list, i)
		}
	}
}

// farMarks is how many words away something can still make a threshold of a number.
const farMarks = 30

func isStandardWord(w string) bool {
	return strings.HasSuffix(w, "为") || strings.HasSuffix(w, "是") || strings.HasSuffix(w, "：") || strings.HasSuffix(w, "）") || w == "要求达到"
}

// isLabel tells numbers of headings and captions: "1.", "（2）", "表 3", "第5".
func isLabel(s []rune, k mark) bool {
	before := strings.TrimRight(string(s[max(0, k.start-3):k.start]), " ")
	for _, w := range [...]string{"表", "图", "附件", "第", "〔", "〕", "号", "V"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	end := k.start + k.number.digits
	if end < len(s) && (s[end] == '〕' || s[end] == '.' && k.start == 0 || s[end] == '、' && k.start == 0) {
		return true
	}
	return k.start > 0 && end < len(s) && (s[k.start-1] == '（' || s[k.start-1] == '(') && (s[end] == '）' || s[end] == ')') && k.number.digits <= 2 && k.start <= 1
}

// isPart tells the parts of a ratio, a range or a formula.
func isPart(s []rune, k mark) bool {
	end := k.start + k.number.digits
	if k.start > 0 && s[k.start-1] == ':' && k.start > 1 && isDigit(s[k.start-2]) {
		return k.start < 2 || s[k.start-2] != '1' || k.start > 2 && isDigit(s[k.start-3]) // 1:16.8 is a claim about 16.8
	}
	if k.start > 0 && s[k.start-1] == '/' && k.start > 1 && (isDigit(s[k.start-2]) || s[k.start-2] == ' ') {
		return true
	}
	if end < len(s) && s[end] == ':' && end+1 < len(s) && isDigit(s[end+1]) {
		return true
	}
	for _, at := range [...]int{end, k.end} { // 36-40人, 3月-5月
		if at+1 < len(s) && (s[at] == '-' || s[at] == '至') && isDigit(s[skip(s, at+1)%len(s)]) {
			return true
		}
	}
	return k.start > 1 && (s[k.start-1] == '-' || s[k.start-1] == '至') && strings.ContainsRune("0123456789月日%人级所", s[k.start-2])
}

// isBound tells thresholds by the word behind them: 以上, 以内, 的标准.
func isBound(s []rune, k mark) bool {
	behind := strings.TrimLeft(string(s[k.end:min(len(s), k.end+10)]), " ")
	for _, w := range [...]string{"以上", "以下", "以内", "及以上", "及以下", "之内", "（含）"} {
		if strings.HasPrefix(behind, w) {
			return true
		}
	}
	if k.number.class == percent && strings.HasPrefix(behind, "的") {
		rest := []rune(strings.TrimLeft(strings.TrimPrefix(behind, "的"), " "))
		if len(rest) > 0 && isDigit(rest[0]) { // 达到100%的 46 所
			return true
		}
	}
	behind = strings.TrimPrefix(behind, "的")
	for _, w := range [...]string{"国家", "省定", "省级", "规定", "最低"} {
		behind = strings.TrimPrefix(behind, w)
	}
	for _, w := range [...]string{"标准", "限值", "上限", "下限", "底线", "要求", "红线", "目标"} {
		if strings.HasPrefix(behind, w) {
			return true
		}
	}
	return false
}

// isLimited tells thresholds by the word before them: 不低于, 超过. Only words that say nothing may stand between.
func isLimited(s []rune, list []mark, i int) bool {
	at := list[i].start
	for j := i - 1; j >= max(0, i-farMarks); j-- {
		k := list[j]
		if unknown(s, k.end, at) > 2 {
			return false
		}
		at = k.start
		switch {
		case k.sort == limit:
			return !isStandardWord(string(s[k.start:k.end])) || i-j == 1
		case k.sort == numeral && k.isQuoted || k.sort == listing || k.sort == stageOf:
		case k.sort == filler || k.sort == schoolOf:
		default:
			return isRowOfSchools(s, list, i)
		}
	}
	return isRowOfSchools(s, list, i)
}

// isRowOfSchools tells the 100% of "38所学校完成率达到100%": it says which schools are counted.
func isRowOfSchools(s []rune, list []mark, i int) bool {
	n := list[i].number
	if n.class != percent || n.value.Cmp(hundred) != 0 {
		return false
	}
	for j := i - 1; j >= max(0, i-farMarks) && list[j].sort != clause && list[j].sort != stop; j-- {
		if k := list[j]; k.sort == numeral && k.number.class == school {
			return has(s, max(0, list[i].start-2), "达到") || has(s, max(0, list[i].start-1), "达")
		}
	}
	return false
}

// quotesNext tells whether a number is listed with a threshold that follows it.
func quotesNext(s []rune, marks []mark, i int) bool {
	at := marks[i].end
	for j := i + 1; j < min(len(marks), i+farMarks); j++ {
		k := marks[j]
		if unknown(s, at, k.start) > 0 {
			return false
		}
		at = k.end
		switch k.sort {
		case numeral:
			return k.isQuoted && k.number.class != yearUnit && isBound(s, k) && !isLabel(s, k)
		case listing, stageOf:
		default:
			return false
		}
	}
	return false
}

// unknown counts the characters from a to b that are letters of no known word.
func unknown(s []rune, a, b int) int {
	n := 0
	for _, r := range s[min(a, b):b] {
		if r > 0x2e80 && !strings.ContainsRune("，。；：、（）【】“”《》！？％", r) {
			n++
		}
	}
	return n
}
