package workbook

import (
	"strings"

	"github.com/junheng/junheng/indicator"
)

// oddityTexts are the reasons of oddities, Chinese and English. {before} is what speaks against the figure: last year's, or
// what schools of its size have.
var oddityTexts = map[indicator.OddityKind][2]string{
	indicator.OddityUnit:       {"“{header}”填了 {value}，而{before}。换算单位后是 {likely}，可能元与万元混用。", "“{header}” is {value}, but {before}. In the other unit it is {likely}: yuan and 10,000 yuan may have been mixed up."},
	indicator.OddityPoint:      {"“{header}”填了 {value}，而{before}。可能小数点错位或 0 的个数不对，原数可能是 {likely}。", "“{header}” is {value}, but {before}. The decimal point or the zeros may be wrong: {likely} may be meant."},
	indicator.OddityTransposed: {"“{header}”填了 {value}，而{before}。可能相邻两位数字颠倒，原数可能是 {likely}。", "“{header}” is {value}, but {before}. Two digits may have changed places: {likely} may be meant."},
	indicator.OddityMissing:    {"“{header}”填了 {value}，而{before}。可能漏了一位数字，原数可能是 {likely}。", "“{header}” is {value}, but {before}. A digit may be missing: {likely} may be meant."},
	indicator.OddityDoubled:    {"“{header}”填了 {value}，而{before}。可能一位数字敲了两次，原数可能是 {likely}。", "“{header}” is {value}, but {before}. A digit may have been typed twice: {likely} may be meant."},
	indicator.OddityExchanged:  {"“{header}”为 {value}，“{with}”为 {likely}，两项对调后才合理，可能填反了。", "“{header}” is {value} and “{with}” is {likely}: only the other way round do they make sense. They may have been exchanged."},
	indicator.OddityCopiedRow:  {"有 {count} 项数据与{other}完全相同（{keys}），可能抄了别校的行。", "{count} figures are those of {other} ({keys}): its row may have been copied."},
	indicator.OddityCopiedYear: {"有 {count} 项逐年变动的数据与上年完全相同（{keys}），可能沿用了上年的报表。", "{count} figures that move every year are those of last year ({keys}): last year's form may have been handed in again."},
	indicator.OddityRounded:    {"{count} 项实测或入账的数据都是凑整的数（{keys}），可能是估计数。", "{count} figures that are measured or booked are all round numbers ({keys}): they may be estimates."},
	indicator.OddityLine:       {"“{header}”填了 {value}，与{other}的数相同，而{before}。可能看错了行。", "“{header}” is {value}, the very figure of {other}, but {before}. The wrong line may have been read."},
	indicator.OddityJump:       {"“{header}”填了 {value}，而{before}，一般应在 {range}之间。变化过大，请核实原因。", "“{header}” is {value}, but {before}; {range} would be usual. Confirm what changed."},
	indicator.OddityPeers:      {"“{header}”填了 {value}，而{before}。相差过大，请核实。", "“{header}” is {value}, but {before}. Confirm it."},
}

// OddityReason says in one or two sentences why figures are odd, in "en" or, for every other language, Chinese. other is what
// to call the school that Other names; empty where the reader may not know which it is.
func OddityReason(o indicator.Oddity, other, lang string) string {
	if o.Finding != nil {
		return FindingMessage(SheetSchoolYears, *o.Finding, lang)
	}
	texts, ok := oddityTexts[o.Kind]
	if !ok {
		return string(o.Kind)
	}
	first := FieldByKey(SheetSchoolYears, o.Keys[0])
	number := func(d *indicator.Decimal) string {
		if d == nil {
			return "—"
		}
		return amount(first, *d, lang)
	}
	if other == "" {
		other = inLang(lang, "本区县另一所学校", "another school of the county")
	}
	usual := "—"
	if o.Low != nil && o.High != nil {
		usual = grouped(*o.Low) + inLang(lang, " 至 ", " to ") + number(o.High)
	}
	before := inLang(lang, "同类同规模学校一般为 ", "schools of its size have ") + usual
	if o.Previous != nil && *o.Previous != 0 {
		before = inLang(lang, "上年为 ", "it was ") + number(o.Previous) + inLang(lang, "", " the year before")
	}
	with := ""
	if len(o.Keys) > 1 {
		with = FieldByKey(SheetSchoolYears, o.Keys[1]).Title(lang)
	}
	return strings.NewReplacer(
		"{header}", first.Title(lang), "{with}", with, "{value}", number(&o.Value), "{likely}", number(o.Likely), "{range}", usual,
		"{before}", before, "{other}", other, "{count}", itoa(len(o.Keys)), "{keys}", someTitles(o.Keys, lang),
	).Replace(inLang(lang, texts[0], texts[1]))
}

// amount is a figure with its unit: 4,650.5 m², 77.8 × 10,000 yuan.
func amount(f *Field, d indicator.Decimal, lang string) string {
	switch unit := f.UnitName(lang); {
	case unit == "":
		return grouped(d)
	case unit[0] >= '0' && unit[0] <= '9':
		return grouped(d) + " × " + unit
	default:
		return grouped(d) + " " + unit
	}
}

// grouped is a number with its thousands apart, as both languages write them.
func grouped(d indicator.Decimal) string {
	whole, fraction, hasPoint := strings.Cut(d.String(), ".")
	sign := ""
	if digits, isNegative := strings.CutPrefix(whole, "-"); isNegative {
		sign, whole = "-", digits
	}
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + "," + whole[at:]
	}
	if hasPoint {
		whole += "." + fraction
	}
	return sign + whole
}

// someTitles names the first figures of a long list.
func someTitles(keys []string, lang string) string {
	const most = 3
	var titles []string
	for _, key := range keys[:min(len(keys), most)] {
		titles = append(titles, FieldByKey(SheetSchoolYears, key).Title(lang))
	}
	text := strings.Join(titles, inLang(lang, "、", ", "))
	if len(keys) > most {
		text += inLang(lang, "等", " and others")
	}
	return text
}

// oddityNames are what people call the kinds, Chinese and English.
var oddityNames = map[indicator.OddityKind][2]string{
	indicator.OddityUnit: {"单位错误", "Wrong unit"}, indicator.OddityPoint: {"数位错误", "Ten or a hundred times"},
	indicator.OddityTransposed: {"数字颠倒", "Digits changed places"}, indicator.OddityMissing: {"漏填数字", "Digit missing"},
	indicator.OddityDoubled: {"数字重复", "Digit typed twice"}, indicator.OddityExchanged: {"两项填反", "Figures exchanged"},
	indicator.OddityCopiedRow: {"照抄他校", "Another school's row"}, indicator.OddityCopiedYear: {"沿用上年", "Last year's form"},
	indicator.OddityRounded: {"疑为估数", "Estimates"}, indicator.OddityLine: {"看错行", "Another school's figure"},
	indicator.OddityJump: {"变化过大", "Far from last year"}, indicator.OddityPeers: {"远离同类", "Far from its peers"},
	indicator.OddityParts: {"互相矛盾", "Figures contradict"},
}

// OddityName is what people call a kind of oddity.
func OddityName(kind indicator.OddityKind, lang string) string {
	return inLang(lang, oddityNames[kind][0], oddityNames[kind][1])
}
