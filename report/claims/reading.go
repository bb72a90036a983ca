package claims

import (
	"slices"

	"github.com/junheng/junheng/indicator"
)

// reading is what the words around a number say of it.
type reading struct {
	anchors     []anchor       // what may be counted, the likeliest first
	near        map[string]int // tags of the sentence by how near they stand: 3 in the clause before, 2 behind or in heads, 1 elsewhere
	aspect      string
	stage       indicator.Stage
	isSoft      bool // the stage stands in another clause than the topic, so the total may be meant
	year        int  // 0: the report's
	school      string
	isSchoolFar bool // it stands in a clause before
	area        indicator.Area
	areaSoft    bool // from a heading
	subjects    []string
	isCell      bool
	isBehind    bool // the noun that is counted stands behind the number
	isVague     bool // something between the words and the number may change what is meant
	isPlan      bool // the sentence is about what is new, planned or a part
}

// anchor is a topic that a number may be about.
type anchor struct {
	topic  string
	isSure bool // it stands so close that a number that differs is wrong
}

// maxAnchors is how many topics of a sentence are tried for one number.
const maxAnchors = 6

// generic are topics whose words stand in many sentences that are about a part of them.
var generic = map[string]bool{"schools": true, "students": true, "teachers": true, "classes": true, "indicators": true, "met": true, "unmet": true, "pending": true, "satisfied": true, "R2": true}

func (d *reader) read(i int, n *number) *reading {
	r := &reading{near: map[string]int{}, isCell: d.cell != nil}
	d.gather(r, i)
	d.anchor(r, i, n)
	d.aspect(r, i)
	d.stage(r, i)
	d.year(r, i)
	d.school(r, i)
	d.area(r, i)
	if s, ok := d.shared[i]; ok {
		if s.stage != "" {
			r.stage, r.isSoft = s.stage, false
		}
		if s.year != 0 {
			r.year = s.year
		}
		if s.topic != "" {
			r.anchors = append([]anchor{{s.topic, true}}, r.anchors...)
		}
	}
	return r
}

// clauseOf are the marks of the clause around a mark.
func (d *reader) clauseOf(i int) (from, to int) {
	from, to = i, i+1
	for from > d.from && !d.ends(from-1) {
		from--
	}
	for to < d.to && !d.ends(to) {
		to++
	}
	return from, to
}

// ends tells whether a clause ends at a mark. A colon does not end one: what stands before it names what follows.
func (d *reader) ends(i int) bool {
	k := d.marks[i]
	return k.sort == stop || k.sort == clause && d.text[k.start] != '：' && d.text[k.start] != ':'
}

// gather collects the tags of the sentence and the heads.
func (d *reader) gather(r *reading, i int) {
	from, to := d.clauseOf(i)
	put := func(tag string, level int) {
		if tag != "" {
			r.near[tag] = max(r.near[tag], level)
		}
	}
	for j := d.from; j < d.to; j++ {
		level := 1
		switch {
		case j >= from && j < i:
			level = 3
		case j > i && j < to:
			level = 2
		}
		k := d.marks[j]
		put(k.tag, level)
		if k.sort == subjectOf && j < i {
			r.subjects = append(r.subjects, k.tag)
		}
		if k.sort == blocker && (j < i || j < to) {
			r.isPlan = true
		}
	}
	if d.cell != nil {
		for _, list := range [...][]mark{d.cell.column, d.cell.row} {
			for _, k := range list {
				put(k.tag, 2)
				if k.sort == subjectOf {
					r.subjects = append(r.subjects, k.tag)
				}
			}
		}
		for _, k := range d.cell.caption {
			put(k.tag, 1)
		}
	}
	for _, k := range d.heading {
		put(k.tag, 1)
	}
	if n := len(r.subjects); n > 1 { // the last named counts; a list before it is read only by its last
		r.subjects = r.subjects[n-1:]
	}
}

// anchor finds what is counted: the noun right behind the number, else the nearest topic before it, else the heads' topics.
func (d *reader) anchor(r *reading, i int, n *number) {
	if k, ok := d.behind(i, n); ok {
		r.anchors = append(r.anchors, anchor{k.tag, d.isPlain(k) && d.endsWell(k)})
		r.isBehind = true
		if k.sort == stranger {
			r.anchors = []anchor{{"", false}}
			return
		}
	}
	isStranger := false // named between the topics found so far and the mark that is looked at
	for j := i - 1; j >= d.from; j-- {
		k := d.marks[j]
		switch k.sort {
		case stranger:
			isStranger = true
			r.isVague = r.isVague || len(r.anchors) == 0
		case topic:
			limit := 4
			if generic[k.tag] {
				limit = 2
			}
			isSure := !isStranger && d.gap(j, i) <= limit && (!generic[k.tag] || d.isPlain(k)) && d.follows(i, k.tag)
			if !slices.ContainsFunc(r.anchors, func(a anchor) bool { return a.topic == k.tag }) {
				r.anchors = append(r.anchors, anchor{k.tag, isSure})
			}
		}
		if len(r.anchors) > 0 && isStranger || len(r.anchors) >= maxAnchors {
			break
		}
	}
	switch {
	case d.cell != nil:
		d.headed(r)
	case isStranger:
	case d.lead != "":
		r.anchors = append(r.anchors, anchor{d.lead, d.gap(d.from, i)+unknown(d.text, d.start(), d.marks[d.from].start) <= 3})
	default:
		for _, k := range slices.Backward(d.heading) {
			if k.sort == topic && !generic[k.tag] {
				r.anchors = append(r.anchors, anchor{k.tag, false})
			}
		}
	}
	d.implied(r, i, n)
	r.isVague = r.isVague || d.isBefore(i)
}

// isBefore tells the numbers of earlier years that are not named: 从97.2%到99.0%.
func (d *reader) isBefore(i int) bool {
	for j := i - 1; j >= d.from && d.marks[j].sort != clause && d.marks[j].sort != numeral; j-- {
		if d.marks[j].sort == yearOf {
			return false
		}
	}
	for _, w := range [...]string{"到", "至", "再到", "提", "增", "降", "升", "上升到", "下降到", "减少到"} {
		if has(d.text, skip(d.text, d.marks[i].end), w) {
			return true
		}
	}
	return false
}

// headed are the topics of a cell's heads.
func (d *reader) headed(r *reading) {
	for _, list := range [...][]mark{d.cell.column, d.cell.row, d.cell.caption} {
		for _, k := range slices.Backward(list) {
			if k.sort == topic {
				r.anchors = append(r.anchors, anchor{k.tag, !hasSort(list, stranger)})
			}
		}
	}
	if hasSort(d.cell.row, stranger) && !hasSort(d.cell.row, topic) {
		r.anchors = []anchor{{"", false}}
	}
}

// start is where the sentence begins.
func (d *reader) start() int {
	if d.from == 0 {
		return 0
	}
	return d.marks[d.from-1].end
}

// implied are topics that a unit alone names: 16所 beside 初中, 1,119个教学班, 15项 of an area.
func (d *reader) implied(r *reading, i int, n *number) {
	switch n.class {
	case level, bare:
		for j := i - 1; j >= d.from && d.marks[j].sort != numeral; j-- {
			if d.marks[j].sort == subjectOf && len(r.anchors) == 0 {
				r.anchors = append(r.anchors, anchor{"subject", d.gap(j, i) == 0})
			}
		}
	case group:
		r.isBehind = true
		r.anchors = append([]anchor{{"classes", d.follows(i, "classes")}}, r.anchors...)
	case school:
		from, to := d.clauseOf(i)
		if k := d.marks[min(i+1, len(d.marks)-1)]; k.sort == stageOf && k.start-d.marks[i].end <= 1 && d.isPlain(k) { // 16所初中
			r.anchors = append([]anchor{{"schools", i+2 >= to || d.marks[i+2].start == k.end && d.marks[i+2].sort == listing}}, r.anchors...)
			return
		}
		for j := from; j < to; j++ {
			if k := d.marks[j]; k.sort == stageOf && (j < i || k.start-d.marks[i].end <= 1) && d.isPlain(k) {
				gap := 0
				if j < i {
					gap = d.gap(j, i)
				}
				r.anchors = append(r.anchors, anchor{"schools", gap == 0 && d.follows(i, "schools")})
				return
			}
		}
	case item:
		from, _ := d.clauseOf(i)
		for j := i - 1; j >= from && d.marks[j].sort != topic && d.marks[j].sort != numeral; j-- {
			if d.marks[j].area != "" && d.gap(j, i) == 0 {
				r.anchors = append([]anchor{{"indicators", true}}, r.anchors...)
				return
			}
		}
		if k := d.marks[i]; k.start > 0 && k.end < len(d.text) && d.text[k.start-1] == '（' && d.text[k.end] == '）' { // an edition's name
			r.anchors = append([]anchor{{"indicators", true}}, r.anchors...)
			return
		}
		r.anchors = append(r.anchors, anchor{"indicators", false})
	}
}

// gap counts what is not known between two marks. What stands in brackets only explains.
func (d *reader) gap(j, i int) int {
	n, at, opened := 0, d.marks[j].end, -1
	for _, k := range d.marks[j+1 : i+1] {
		n += unknown(d.text, at, k.start)
		at = k.end
		switch d.text[k.start] {
		case '（', '(':
			opened = n
		case '）', ')':
			if opened >= 0 {
				n, opened = opened, -1
			}
		}
	}
	return n
}

// behind is the noun right behind a number: 48,297名学生.
func (d *reader) behind(i int, n *number) (mark, bool) {
	switch n.class {
	case person, school, group, room, item, piece, counted:
	default:
		return mark{}, false
	}
	at := d.marks[i].end
	for j := i + 1; j < d.to; j++ {
		k := d.marks[j]
		if unknown(d.text, at, k.start) > 2 || k.start-d.marks[i].end > 8 {
			return mark{}, false
		}
		at = k.end
		switch k.sort {
		case topic, stranger:
			return k, true
		case stageOf:
		case filler:
			switch string(d.text[k.start:k.end]) {
			case "中", "里", "有", "是", "为", "均", "达到", "占", "（", "(", "）", ")", "在", "用于":
				return mark{}, false
			}
		default:
			return mark{}, false
		}
	}
	return mark{}, false
}

// isPlain tells whether nothing stands right before a word that makes it a part: 男教师, 实验小学, 不足100人的学校.
func (d *reader) isPlain(k mark) bool {
	if k.start > 0 && d.text[k.start-1] == '的' {
		if o := d.endingAt(k.start - 1); o != nil && o.sort == numeral {
			return false
		}
	}
	if k.start == 0 || unknown(d.text, k.start-1, k.start) == 0 {
		return true
	}
	o := d.endingAt(k.start)
	return o != nil && o.sort != stranger && o.sort != blocker
}

// endingAt is the mark that ends at a place; nil for none.
func (d *reader) endingAt(place int) *mark {
	i, ok := slices.BinarySearchFunc(d.marks, place, func(k mark, place int) int { return k.end - place })
	if !ok {
		return nil
	}
	return &d.marks[i]
}

// startingAt is the mark that begins at a place; nil for none.
func (d *reader) startingAt(place int) *mark {
	i, ok := slices.BinarySearchFunc(d.marks, place, func(k mark, place int) int { return k.start - place })
	if !ok {
		return nil
	}
	return &d.marks[i]
}

// endsWell tells whether a noun behind a number ends its clause, or is followed by words that say nothing new.
func (d *reader) endsWell(k mark) bool {
	if !generic[k.tag] {
		return true
	}
	if k.end >= len(d.text) || unknown(d.text, k.end, k.end+1) == 0 {
		return true
	}
	o := d.startingAt(k.end)
	return o != nil && (k.tag == "indicators" || o.sort == listing || o.sort == clause || o.sort == stop || o.sort == numeral)
}

// follows tells whether nothing unknown is said right behind a number of a generic topic: 教师12人获表彰.
func (d *reader) follows(i int, tag string) bool {
	end := d.marks[i].end
	if !generic[tag] && tag != "classes" || end >= len(d.text) || unknown(d.text, end, end+1) == 0 {
		return true
	}
	return i+1 < len(d.marks) && d.marks[i+1].start == end
}
