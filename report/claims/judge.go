package claims

import (
	"slices"
	"strings"
)

// judge compares a number with the facts that its words may mean. A school named in a clause before may not be meant any more.
func (d *reader) judge(n *number, r *reading) (*Fact, Verdict) {
	fact, verdict := d.compare(n, r)
	if verdict != Agrees && r.isSchoolFar {
		county := *r
		county.school = ""
		if other, v := d.compare(n, &county); v == Agrees {
			return other, v
		}
	}
	return fact, verdict
}

// compare agrees when one of the facts does. It differs from the likeliest only where the words leave no doubt.
func (d *reader) compare(n *number, r *reading) (*Fact, Verdict) {
	isDoubtful := r.isVague || r.isPlan
	for _, a := range r.anchors {
		found := d.candidates(n, r, a.topic)
		for _, x := range found {
			if agrees(n, x, r.aspect == fallAspect) && (!r.isPlan || significant(n)) {
				return x, Agrees
			}
		}
		if len(found) == 0 {
			isDoubtful = isDoubtful || !r.isCell // 占学生总数的12.2%: what stands nearest has no such number
			continue
		}
		if a.isSure && !isDoubtful && d.isOne(found, r) {
			return found[0], Differs
		}
		isDoubtful = true // what stands nearest is meant; topics behind it may only explain a number
	}
	return nil, NoData
}

// significant tells whether a number has digits enough not to agree by chance.
func significant(n *number) bool { return n.digits >= 3 }

// isOne tells whether the candidates are one thing said in several ways, not two stages of which none was named.
func (d *reader) isOne(found []*Fact, r *reading) bool {
	return r.stage != "" || !found[0].isPart || !slices.ContainsFunc(found, func(x *Fact) bool { return x.Key == found[0].Key && x.Stage != found[0].Stage })
}

// candidates are the facts of a topic that a number of this class, stage, year and aspect may be, the likeliest first.
func (d *reader) candidates(n *number, r *reading, topic string) []*Fact {
	var found []*Fact
	for _, i := range d.facts.byTopic[owned{topic, r.school}] {
		if x := &d.facts.list[i]; fits(n, x, r) && d.isOfStage(x, r) && d.isOfPlace(x, r) && isNear(x, r) {
			found = append(found, x)
		}
	}
	if slices.ContainsFunc(found, func(x *Fact) bool { return x.topic == topic || r.near[x.topic] > 0 }) {
		found = slices.DeleteFunc(found, func(x *Fact) bool { return x.topic != topic && r.near[x.topic] == 0 })
	}
	slices.SortStableFunc(found, func(x, y *Fact) int { return rank(y, n, r) - rank(x, n, r) })
	return found
}

// rank orders candidates: what needs more words and has them, what is of the aspect, the stage named, the area named.
func rank(x *Fact, n *number, r *reading) int {
	points := 4 * len(x.need)
	if x.aspect != "" && x.aspect == r.aspect {
		points += 3
	}
	if r.near[x.topic] > 1 {
		points++
	}
	if x.Stage != "" && x.Stage == r.stage {
		points += 2
	}
	if x.area != "" && x.area == r.area {
		points += 2
	}
	if x.value.Sign() > 0 { // of two that fit, the one of like size: a mean or a total
		ratio, _ := quotient(n.value, x.value).Float64()
		if ratio > 0.2 && ratio < 5 {
			points++
		}
		if r.isSoft && ratio > 0.8 && ratio < 1.25 {
			points += 3
		}
	}
	return points
}

// fits tells whether a number's unit and the aspect that is spoken of are those of a fact.
func fits(n *number, x *Fact, r *reading) bool {
	switch {
	case r.aspect == growthAspect || r.aspect == fallAspect:
		if x.aspect != growthAspect {
			return false
		}
	case r.aspect == diffAspect:
		if x.aspect != diffAspect && !slices.Contains(x.need, "unmet|failing|diff") {
			return false
		}
	case x.aspect == growthAspect || x.aspect == diffAspect:
		return false
	}
	switch {
	case n.class == x.class:
		if n.class == bare && x.aspect == cvAspect {
			return r.aspect != meanAspect
		}
		return true
	case n.class == counted:
		return x.class == group || x.class == item && x.topic == "indicators"
	case n.class == item:
		return x.class == counted
	case n.class != bare:
		return false
	case r.isCell:
		return x.class != percent && x.class != money || x.Indicator != ""
	case x.aspect == meanAspect:
		return r.aspect == meanAspect
	}
	return (x.class == person || x.class == school || x.class == group) && n.step.IsInt() && n.digits >= 2 && !strings.HasSuffix(x.Key, ".value")
}

// isOfStage tells whether a fact is of the stage and year that are spoken of.
func (d *reader) isOfStage(x *Fact, r *reading) bool {
	year := r.year
	if year == 0 {
		year = d.facts.year
	}
	if x.Year != year {
		return false
	}
	if r.stage == "" {
		return !x.isPart || x.School != "" || !d.facts.stages[x.family()].hasTotal
	}
	if x.isPart {
		return x.Stage == r.stage
	}
	return r.isSoft || x.School != "" || !d.facts.stages[x.family()].hasParts
}

// isOfPlace tells whether a fact is of the school, area and subject that are spoken of.
func (d *reader) isOfPlace(x *Fact, r *reading) bool {
	if x.subject != "" && !slices.Contains(r.subjects, x.subject) {
		return false
	}
	if x.class == item && x.School == "" {
		return x.area == r.area || x.area == "" && r.areaSoft
	}
	return true
}

// isNear tells whether the words that a fact needs stand near, and none that it must not have.
func isNear(x *Fact, r *reading) bool {
	for _, need := range x.need {
		if !slices.ContainsFunc(strings.Split(need, "|"), func(tag string) bool { return r.near[tag] > 0 || tag == r.aspect }) {
			return false
		}
	}
	return !slices.ContainsFunc(x.not, func(tag string) bool { return r.near[tag] > 1 })
}
