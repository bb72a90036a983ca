package claims

import "strings"

// stage finds which stage a number is of: named right behind it, else before it in the sentence, else in the heads.
func (d *reader) stage(r *reading, i int) {
	if j := i + 1; j < d.to && d.marks[j].stage != "" && d.marks[j].start-d.marks[i].end <= 1 && d.marks[i].number.class != percent && d.marks[i].number.class != money {
		r.stage = d.marks[j].stage
		d.vagueStage(r, d.marks[j])
		return
	}
	from, _ := d.clauseOf(i)
	topicAt := -1
	for j := i - 1; j >= d.from; j-- {
		k := d.marks[j]
		if k.sort == topic && topicAt < 0 && k.stage == "" {
			topicAt = j
		}
		if k.tag == "total" && k.sort == hint && j >= from {
			return
		}
		if k.stage == "" || k.sort == topic && k.stage == "" {
			continue
		}
		r.stage = k.stage
		r.isSoft = (j < from || hasSort(d.marks[j:i], numeral)) && (topicAt > j || r.isBehind)
		d.vagueStage(r, k)
		if j > d.from+1 && d.marks[j-1].sort == listing && d.marks[j-2].stage != "" && d.marks[j-2].stage != k.stage && d.marks[j-1].start == d.marks[j-2].end && k.start == d.marks[j-1].end {
			r.stage = "" // 小学、初中 together
		}
		return
	}
	if len(d.stages) == 1 { // the only one that the paragraph has named
		for stage := range d.stages {
			r.stage, r.isSoft = stage, true
		}
	}
	if d.cell == nil {
		return
	}
	for _, list := range [...][]mark{d.cell.column, d.cell.row} {
		for _, k := range list {
			if k.stage != "" {
				r.stage = k.stage
				return
			}
		}
	}
}

// vagueStage makes a number vague whose stage is a part of an unknown name.
func (d *reader) vagueStage(r *reading, k mark) {
	if k.sort == stageOf && !d.isPlain(k) {
		r.isVague = true
	}
}

// year finds the year that a number is of. A year that something is compared with counts only right before the number, and
// behind 提高到 the number is of the report's year unless another is named there.
func (d *reader) year(r *reading, i int) {
	for j := i - 1; j >= d.from; j-- {
		k := d.marks[j]
		if k.sort == aspect && k.tag == levelAspect {
			return
		}
		if k.sort != yearOf {
			continue
		}
		if k.isBase && !d.isRight(k, i) || r.aspect == growthAspect && isRelative(string(d.text[k.start:k.end])) {
			continue
		}
		r.year = k.year
		return
	}
	if d.cell == nil {
		return
	}
	for _, list := range [...][]mark{d.cell.column, d.cell.row} {
		for _, k := range list {
			if k.sort == yearOf {
				r.year = k.year
				return
			}
		}
	}
}

// isRight tells whether a number stands right behind a year: 2022年的2.65万元.
func (d *reader) isRight(k mark, i int) bool {
	return strings.Trim(string(d.text[k.end:d.marks[i].start]), " 的为是") == ""
}

// isRelative tells the words for the year before, which growth is counted from.
func isRelative(s string) bool { return s == "上年" || s == "上一年" || s == "去年" }

// school finds the school that a number is of.
func (d *reader) school(r *reading, i int) {
	from, _ := d.clauseOf(i)
	for j := i - 1; j >= d.from; j-- {
		if k := d.marks[j]; k.sort == schoolOf {
			r.school, r.isSchoolFar = k.school, j < from
			return
		}
		switch k := d.marks[j]; string(d.text[k.start:k.end]) {
		case "全区", "全县", "我区", "我县":
			return
		}
	}
	if d.cell != nil {
		for _, k := range d.cell.row {
			if k.sort == schoolOf {
				r.school = k.school
			}
		}
	}
}

// area finds the area whose indicators are counted: in the sentence, the row's head, or a heading.
func (d *reader) area(r *reading, i int) {
	for j := i - 1; j >= d.from; j-- {
		if k := d.marks[j]; k.area != "" {
			r.area = k.area
			return
		}
	}
	if r.area, r.areaSoft = d.within, true; r.area != "" {
		return
	}
	lists := [][]mark{d.heading}
	if d.cell != nil {
		lists = [][]mark{d.cell.row, d.cell.caption, d.heading}
	}
	for n, list := range lists {
		for _, k := range list {
			if k.area != "" {
				r.area, r.areaSoft = k.area, d.cell == nil || n > 0
				return
			}
		}
	}
	if j := i + 1; j < d.to {
		_, to := d.clauseOf(i)
		for ; j < to; j++ {
			if d.marks[j].area != "" {
				r.area, r.areaSoft = d.marks[j].area, true
			}
		}
	}
}

// aspect finds which number of a topic is meant. Growth and differences are said in the same clause, behind the number before.
func (d *reader) aspect(r *reading, i int) {
	from, _ := d.clauseOf(i)
	isFar := false
	for j := i - 1; j >= d.from; j-- {
		k := d.marks[j]
		isFar = isFar || j < from || k.sort == numeral && d.marks[j+1].sort != listing
		if k.sort != aspect {
			continue
		}
		switch k.tag {
		case growthAspect, fallAspect, diffAspect:
			if isFar {
				continue
			}
		case levelAspect:
			if isFar {
				continue
			}
			return
		case shareAspect:
			continue
		}
		r.aspect = k.tag
		return
	}
	if d.cell == nil {
		return
	}
	for _, list := range [...][]mark{d.cell.column, d.cell.row, d.cell.caption} {
		for _, k := range list {
			if k.sort == aspect && k.tag != shareAspect {
				r.aspect = k.tag
				return
			}
		}
	}
}
