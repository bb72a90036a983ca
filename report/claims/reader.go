package claims

import (
	"context"
	"math/big"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// reader ties the numbers of one paragraph to facts.
type reader struct {
	ctx     context.Context // its end ends the reading
	facts   *Facts
	text    []rune
	marks   []mark
	heading []mark // of the heading above
	cell    *heads // nil outside of tables

	shared map[int]shared           // what 分别 deals out, by mark
	from   int                      // first mark of the sentence
	to     int                      // behind its last mark
	lead   string                   // topic that the sentences before were about
	within indicator.Area           // area that they were about
	stages map[indicator.Stage]bool // that they named
}

// maxSentence is how many words a sentence may have before it is read as several.
const maxSentence = 250

// shared is what 分别 gives one number of a list.
type shared struct {
	stage indicator.Stage
	year  int
	topic string
}

func (d *reader) claims() []Claim {
	var list []Claim
	d.shared, d.stages = map[int]shared{}, map[indicator.Stage]bool{}
	for d.from = 0; d.from < len(d.marks) && d.ctx.Err() == nil; d.from = d.to {
		for d.to = d.from; d.to < len(d.marks) && d.marks[d.to].sort != stop && d.to-d.from < maxSentence; {
			d.to++
		}
		d.to = min(d.to+1, len(d.marks))
		d.deal()
		for i := d.from; i < d.to; i++ {
			if k := d.marks[i]; k.sort == numeral && !k.isQuoted {
				if c, ok := d.claim(i); ok {
					list = append(list, c)
				}
			}
		}
		for i := d.from; i < d.to; i++ {
			if k := d.marks[i]; k.sort == topic && leads(k.tag) {
				d.lead = k.tag
			}
			if d.marks[i].area != "" {
				d.within = d.marks[i].area
			}
			if d.marks[i].stage != "" {
				d.stages[d.marks[i].stage] = true
			}
		}
	}
	return list
}

// leads tells whether a topic is still meant in the sentences behind it: the indicators and the money.
func leads(tag string) bool {
	return len(tag) >= 2 && tag[1] >= '0' && tag[1] <= '9' || tag == "spend" || tag == "revenue" || tag == "quota" || tag == "composite"
}

// claim is what a number comes to; false where it is a year of a table.
func (d *reader) claim(i int) (Claim, bool) {
	k := d.marks[i]
	n := *k.number
	if d.cell != nil {
		if d.cell.isYear && n.class == bare && k.end-k.start == 4 || d.cell.isHead && isBareYear(&k) {
			return Claim{}, false
		}
		if d.cell.hasUnit && n.class == bare {
			n.class, n.unit = d.cell.unit.class, d.cell.unit.word
			times := big.NewRat(d.cell.times, 1)
			n.value, n.step, n.times = new(big.Rat).Mul(n.value, times), new(big.Rat).Mul(n.step, times), times
			if d.cell.times > 1 {
				n.unit = map[int64]string{10_000: "万", 100_000_000: "亿"}[d.cell.times] + n.unit
			}
		}
	}
	if n.near == exact && d.isAbout(i) {
		n.near = about
	}
	c := Claim{Start: k.start, End: k.end, Text: string(d.text[k.start:k.end]), Sentence: d.sentence(k), Unit: n.unit, Verdict: NoData}
	c.Number = strings.NewReplacer(",", "", "，", "").Replace(plainText(d.text[k.start : k.start+n.digits]))
	c.Text = strings.TrimRight(c.Text, " ")
	if n.class == foreign || n.class == yearUnit {
		return c, true
	}
	r := d.read(i, &n)
	fact, verdict := d.judge(&n, r)
	c.Fact, c.Verdict = fact, verdict
	return c, true
}

func plainText(s []rune) string {
	out := make([]rune, len(s))
	for i, r := range s {
		out[i] = plain(r)
	}
	return string(out)
}

// isAbout tells 约, 近 and their like before a number.
func (d *reader) isAbout(i int) bool {
	k := d.marks[i]
	before := strings.TrimRight(string(d.text[max(0, k.start-3):k.start]), " ")
	for _, w := range [...]string{"约", "近", "大约", "接近", "将近"} {
		if strings.HasSuffix(before, w) {
			return true
		}
	}
	return has(d.text, k.end, "左右")
}

// sentence is the text of the sentence being read, or what stands near the mark where that is long.
func (d *reader) sentence(k mark) string {
	const far = 150
	start, end := 0, len(d.text)
	if d.from > 0 {
		start = d.marks[d.from-1].end
	}
	if d.to < len(d.marks) || d.marks[d.to-1].sort == stop {
		end = d.marks[d.to-1].end
	}
	return strings.TrimSpace(string(d.text[max(start, k.start-far):min(end, k.end+far)]))
}

// deal finds what every 分别 of the sentence deals out to the numbers behind it: stages, years or topics named before it.
func (d *reader) deal() {
	for e := d.from; e < d.to; e++ {
		if d.marks[e].sort != each {
			continue
		}
		var numbers []int
		for i := e + 1; i < d.to && d.marks[i].sort != clause && d.marks[i].sort != stop && d.marks[i].sort != each; i++ {
			if d.marks[i].sort == numeral && !d.marks[i].isQuoted {
				numbers = append(numbers, i)
			}
		}
		start := e
		for start > d.from && d.marks[start-1].sort != clause {
			start--
		}
		stages, years, topics := d.named(start, e)
		if len(topics) != len(numbers) {
			_, _, topics = d.named(d.from, e)
		}
		if len(years) != len(numbers) {
			_, years, _ = d.named(d.from, e)
		}
		switch {
		case len(numbers) < 2:
		case len(stages) == len(numbers):
			for j, i := range numbers {
				d.shared[i] = shared{stage: stages[j]}
			}
		case len(years) == len(numbers):
			for j, i := range numbers {
				d.shared[i] = shared{year: years[j]}
			}
		case len(topics) == len(numbers):
			for j, i := range numbers {
				d.shared[i] = shared{topic: topics[j]}
			}
		case len(numbers) == indicator.ResourceCount:
			for j, i := range numbers {
				d.shared[i] = shared{topic: indicator.ResourceCodes[j]}
			}
		case len(numbers) == 2 && len(stages) == 0:
			for j, i := range numbers {
				d.shared[i] = shared{stage: indicator.Stages[j]}
			}
		}
	}
}

// named lists the stages, years and topics between two marks, each once.
func (d *reader) named(from, to int) (stages []indicator.Stage, years []int, topics []string) {
	seen := map[any]bool{}
	for _, k := range d.marks[from:to] {
		if k.stage != "" && !seen[k.stage] {
			seen[k.stage] = true
			stages = append(stages, k.stage)
		}
		if k.sort == yearOf && !k.isBase && !seen[k.year] {
			seen[k.year] = true
			years = append(years, k.year)
		}
		for y := k.year; k.until > 0 && y <= k.until; y++ {
			if !seen[y] {
				seen[y] = true
				years = append(years, y)
			}
		}
		if k.sort == topic && !seen[k.tag] {
			seen[k.tag] = true
			topics = append(topics, k.tag)
		}
	}
	return stages, years, topics
}
