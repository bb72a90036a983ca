package claims

import (
	"math/big"
	"slices"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// Fact is one number that the county's data or results hold, and how texts name it.
type Fact struct {
	Key       string          // what it is: a figure or result with its topic, such as "R4.mean"; stable, for programs
	Indicator string          // code; empty for facts that belong to none
	Stage     indicator.Stage // empty for both or none
	Year      int
	School    string // code; empty for the county's
	Name      indicator.Text
	Display   string // the number as forms print it, with its unit

	value   *big.Rat
	rounded *big.Rat // the number that Display shows; texts may round it again
	class   class
	topic   string
	also    []string // other topics that its number may stand beside
	need    []string // tags that the sentence must hold beside the topic
	not     []string // tags that must not stand between
	aspect  string   // growth, fall and diff stand alone; others only choose
	area    indicator.Area
	subject string
	isPart  bool // of a stage: there is a total beside it
	isSpan  bool // a sum of years
}

// Source is what a text is checked against.
type Source struct {
	Edition  *indicator.Edition
	Year     int                     // of the report
	Counties []*indicator.County     // of that year and others, in any order
	Funding  []indicator.FundingYear // every fiscal year known
}

// Facts are all numbers that claims can be about.
type Facts struct {
	list    []Fact
	byTopic map[owned][]int
	stages  map[family]staging
	year    int
	marker  *marker
}

// NewFacts evaluates the counties of a source and lists what they come to.
func NewFacts(src Source) *Facts {
	f := &Facts{byTopic: map[owned][]int{}, stages: map[family]staging{}, year: src.Year, marker: &marker{words: newLexicon(), schools: &lexicon{}, year: src.Year}}
	for _, c := range src.Counties {
		b := builder{f: f, edition: src.Edition, county: c, year: c.Year}
		ev := src.Edition.Evaluate(c)
		b.evaluation = &ev
		b.all()
		if c.Year == src.Year {
			f.nameSchools(c)
		}
	}
	f.growth()
	f.funding(src.Funding, src.Counties)
	for i := range f.list {
		f.index(i)
	}
	return f
}

// owned is a topic of a school, or of the county where the school is empty.
type owned struct{ topic, school string }

// family is one number by stage and its total: the county's numbers of one key and year. Kinds of schools are of one family.
type family struct {
	key   string
	class class
	year  int
}

// staging tells whether a family has a total, and numbers of stages.
type staging struct{ hasTotal, hasParts bool }

func (f *Facts) index(i int) {
	x := &f.list[i]
	for _, topic := range append([]string{x.topic}, x.also...) {
		at := owned{topic, x.School}
		f.byTopic[at] = append(f.byTopic[at], i)
	}
	if x.School == "" {
		s := f.stages[x.family()]
		s.hasTotal, s.hasParts = s.hasTotal || x.Stage == "", s.hasParts || x.isPart
		f.stages[x.family()] = s
	}
}

func (x *Fact) family() family {
	if x.topic == "schools" {
		return family{"schools", x.class, x.Year}
	}
	return family{x.Key, x.class, x.Year}
}

// nameSchools teaches the lexicon the names of schools, with and without what stands in brackets behind them.
func (f *Facts) nameSchools(c *indicator.County) {
	for i := range c.Schools {
		s := &c.Schools[i].School
		if name := strings.TrimSpace(s.Name); name != "" {
			f.marker.schools.add(name, word{tag: s.Code})
			if at := strings.IndexAny(name, "（("); at > 0 {
				f.marker.schools.add(strings.TrimSpace(name[:at]), word{tag: s.Code})
			}
		}
	}
}

var hundred = big.NewRat(100, 1)

func rat(n int) *big.Rat { return new(big.Rat).SetInt64(int64(n)) }

// yuan is an amount of 10,000 yuan in yuan.
func yuan(d indicator.Decimal) *big.Rat { return new(big.Rat).Mul(d.Rat(), big.NewRat(10_000, 1)) }

// quotient is a / b; nil where b is 0 or nil.
func quotient(a, b *big.Rat) *big.Rat {
	if a == nil || b == nil || b.Sign() == 0 {
		return nil
	}
	return new(big.Rat).Quo(a, b)
}

func shareOf(a, b *big.Rat) *big.Rat {
	q := quotient(a, b)
	if q == nil {
		return nil
	}
	return q.Mul(q, hundred)
}

func difference(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }

// add lists a fact that has a value, with its display to the given places.
func (f *Facts) add(x Fact, value *big.Rat, places int, unit string) {
	if value == nil {
		return
	}
	x.value = value
	x.Display = decimals(value, places)
	x.rounded, _ = new(big.Rat).SetString(x.Display)
	if x.class == money && places == 0 && value.Cmp(big.NewRat(10_000_000, 1)) >= 0 && unit == "元" {
		x.Display = decimals(quotient(value, big.NewRat(10_000, 1)), 2)
		x.Display, unit = strings.TrimSuffix(x.Display, ".00"), "万元"
	}
	if unit == "%" {
		x.Display += "%"
	} else if unit != "" {
		x.Display += " " + unit
	}
	f.list = append(f.list, x)
}

// decimals rounds half up, away from zero for negative numbers.
func decimals(v *big.Rat, places int) string { return v.FloatString(places) }

// find is the fact of a key and dimensions; nil for none.
func (f *Facts) find(key string, stage indicator.Stage, year int) *Fact {
	i := slices.IndexFunc(f.list, func(x Fact) bool { return x.Key == key && x.Stage == stage && x.Year == year && x.School == "" })
	if i < 0 {
		return nil
	}
	return &f.list[i]
}

// growing are the facts whose change from the year before is a fact too.
var growing = map[string]bool{"students": true, "teachers": true, "classes": true, "schools": true}

// growth adds what grew since the year before, as a number and in per cent.
func (f *Facts) growth() {
	for _, x := range slices.Clone(f.list) {
		if !growing[x.Key] || x.School != "" {
			continue
		}
		if before := f.find(x.Key, x.Stage, x.Year-1); before != nil {
			f.grown(x, before.value)
		}
	}
}

// grown adds the growth of a fact since a value before it.
func (f *Facts) grown(x Fact, before *big.Rat) {
	more := difference(x.value, before)
	unit := map[class]string{person: "人", money: "元", group: "个", school: "所"}[x.class]
	x.aspect, x.Name = growthAspect, indicator.Text{Zh: x.Name.Zh + "比上年增加", En: x.Name.En + ", more than the year before"}
	x.Key += ".growth"
	f.add(x, more, 0, unit)
	x.class = percent
	x.Name = indicator.Text{Zh: strings.TrimSuffix(x.Name.Zh, "增加") + "增长率", En: strings.TrimSuffix(x.Name.En, ", more than the year before") + ", growth"}
	x.Key += "Rate"
	f.add(x, shareOf(more, before), 1, "%")
}
