package claims

import (
	"fmt"
	"strings"
)

// englishUnits are what English sentences write behind a number; counts need no unit.
var englishUnits = map[string]string{"元": " yuan", "万元": " × 10,000 yuan", "m²": " m²", "%": "%", "级": "", "‰": "‰"}

// Shown is what the data say, in "en" or, for every other language, Chinese.
func (x *Fact) Shown(lang string) string {
	if lang != "en" || strings.HasSuffix(x.Display, "%") {
		return x.Display
	}
	number, unit, _ := strings.Cut(x.Display, " ")
	return number + englishUnits[unit]
}

// Title names the fact with its year, in "en" or, for every other language, Chinese.
func (x *Fact) Title(lang string) string {
	code := x.Indicator
	if code != "" {
		code += " "
	}
	if lang == "en" {
		return fmt.Sprintf("%s%s, %d", code, x.Name.En, x.Year)
	}
	return fmt.Sprintf("%s%s（%d 年）", code, x.Name.Zh, x.Year)
}

// Message says in a sentence what a claim comes to, in "en" or, for every other language, Chinese.
func (c *Claim) Message(lang string) string {
	switch {
	case c.Verdict == Differs && lang == "en":
		return fmt.Sprintf("The text says %s; the data say %s (%s).", c.Text, c.Fact.Shown(lang), c.Fact.Title(lang))
	case c.Verdict == Differs:
		return fmt.Sprintf("文中为 %s，数据为 %s（%s）。", c.Text, c.Fact.Shown(lang), c.Fact.Title(lang))
	case c.Verdict == Agrees && lang == "en":
		return fmt.Sprintf("Agrees with %s: %s.", c.Fact.Title(lang), c.Fact.Shown(lang))
	case c.Verdict == Agrees:
		return fmt.Sprintf("与%s %s一致。", c.Fact.Title(lang), c.Fact.Shown(lang))
	case lang == "en":
		return "The data hold no such number, or the words do not say which."
	}
	return "数据中没有这个数，或者文字没有说清是哪个数。"
}
