package claims

import (
	"math/big"

	"github.com/junheng/junheng/indicator"
)

var resourceClasses = [indicator.ResourceCount]class{person, person, person, area, area, money, room}

// resources are means, coefficients and counts of the seven, and the composite of their coefficients.
func (b *builder) resources() {
	for k := range b.evaluation.Balances {
		v := &b.evaluation.Balances[k]
		ind, ok := b.edition.Indicator(indicator.ResourceCodes[v.Indicator])
		if !ok {
			continue
		}
		i, s := v.Indicator, k%2
		base := Fact{Indicator: ind.Code, Stage: v.Stage, isPart: true, topic: ind.Code}
		with := func(key, zh, en string, c class, aspect string) Fact {
			x := base
			x.Key, x.class, x.aspect = ind.Code+"."+key, c, aspect
			x.Name = stagedName(v.Stage, ind.Name.Zh+zh, ind.Name.En+en)
			return x
		}
		if v.Mean != nil {
			b.add(with("mean", "均值", ", mean", resourceClasses[i], meanAspect), float(*v.Mean), 2, ind.Unit)
		}
		if v.Coefficient != nil {
			b.add(with("coefficient", "差异系数", ", coefficient", bare, cvAspect), float(*v.Coefficient), 3, "")
		}
		count := &b.evaluation.StageCounts[s]
		met, units := count.MetCounts[i], count.Units
		base.also = []string{"met", "passing"}
		b.add(with("metCount", "达标学校数", ", units that reach it", school, ""), rat(met), 0, "所")
		b.add(with("metShare", "达标学校占比", ", share of units that reach it", percent, shareAspect), shareOf(rat(met), rat(units)), 1, "%")
		base.also = []string{"unmet", "failing"}
		unmet := with("unmetCount", "未达标学校数", ", units that miss it", school, "")
		unmet.need = []string{"unmet"}
		b.add(unmet, rat(units-met), 0, "所")
	}
	for s, stage := range indicator.Stages {
		if c := b.evaluation.Composite[s]; c != nil {
			b.add(Fact{Key: "composite", Stage: stage, isPart: true, topic: "composite", class: bare, aspect: cvAspect, Name: stagedName(stage, "综合差异系数", "composite coefficient")}, float(*c), 3, "")
		}
	}
}

func float(v float64) *big.Rat { return new(big.Rat).SetFloat64(v) }

// totals are what the seven indicators divide, over the whole county.
func (b *builder) totals() {
	counts := []struct {
		key, topic, code, zh, en string
		also                     []string
		of                       [2]func(*figures) []*int
	}{
		{"aboveDegree", "R1", "R1", "高于规定学历教师数", "teachers above the required degree", nil, [2]func(*figures) []*int{
			func(f *figures) []*int {
				return figuresOf(f, func() []*int {
					return []*int{f.JuniorCollegeTeachersPrimary, f.BachelorTeachersPrimary, f.MasterTeachersPrimary, f.DoctorTeachersPrimary}
				})
			},
			func(f *figures) []*int {
				return figuresOf(f, func() []*int {
					return []*int{f.BachelorTeachersJunior, f.MasterTeachersJunior, f.DoctorTeachersJunior}
				})
			},
		}},
		{"backbone", "R2", "R2", "县级以上骨干教师数", "backbone teachers", nil, one(func(f *figures) *int { return f.BackbonePrimary }, func(f *figures) *int { return f.BackboneJunior })},
		{"masters", "masters", "R1", "研究生学历教师数", "teachers with a master's degree or above", nil, [2]func(*figures) []*int{
			func(f *figures) []*int {
				return figuresOf(f, func() []*int { return []*int{f.MasterTeachersPrimary, f.DoctorTeachersPrimary} })
			},
			func(f *figures) []*int {
				return figuresOf(f, func() []*int { return []*int{f.MasterTeachersJunior, f.DoctorTeachersJunior} })
			},
		}},
		{"peTeachers", "pe", "R3", "体育教师数", "PE teachers", nil, one(func(f *figures) *int { return f.PeTeachersPrimary }, func(f *figures) *int { return f.PeTeachersJunior })},
		{"musicTeachers", "music", "R3", "音乐教师数", "music teachers", nil, one(func(f *figures) *int { return f.MusicTeachersPrimary }, func(f *figures) *int { return f.MusicTeachersJunior })},
		{"artTeachers", "art", "R3", "美术教师数", "art teachers", nil, one(func(f *figures) *int { return f.ArtTeachersPrimary }, func(f *figures) *int { return f.ArtTeachersJunior })},
		{"peArtsTeachers", "R3", "R3", "体育、艺术专任教师数", "PE and arts teachers", nil, [2]func(*figures) []*int{
			func(f *figures) []*int {
				return figuresOf(f, func() []*int {
					return []*int{f.PeTeachersPrimary, f.MusicTeachersPrimary, f.ArtTeachersPrimary, f.ArtsTeachersPrimary}
				})
			},
			func(f *figures) []*int {
				return figuresOf(f, func() []*int {
					return []*int{f.PeTeachersJunior, f.MusicTeachersJunior, f.ArtTeachersJunior, f.ArtsTeachersJunior}
				})
			},
		}},
	}
	for _, x := range counts {
		b.byStage(Fact{Key: x.key, Indicator: x.code, topic: x.topic, also: x.also, class: person}, b.sum(x.of), x.zh, x.en, "人")
	}
	for _, x := range []struct {
		key, topic, zh, en, unit string
		class                    class
		of                       func(*figures) *big.Rat
	}{
		{"equipmentValue", "R6", "教学仪器设备总值", "Equipment, total value", "元", money, func(f *figures) *big.Rat { return tenThousands(f.EquipmentValue) }},
		{"multimediaRooms", "R7", "网络多媒体教室总数", "Multimedia classrooms, total", "间", room, func(f *figures) *big.Rat { return wholeOf(f.MultimediaRooms) }},
		{"boarders", "boarders", "寄宿生数", "Boarders", "人", person, func(f *figures) *big.Rat { return wholeOf(f.Boarders) }},
	} {
		b.add(Fact{Key: x.key, Indicator: ofResource(x.topic), topic: x.topic, class: x.class, Name: indicator.Text{Zh: x.zh, En: x.en}}, b.over(x.of), 0, x.unit)
	}
}

func ofResource(topic string) string {
	if topic == "boarders" {
		return ""
	}
	return topic
}

func figuresOf(f *figures, of func() []*int) []*int {
	if f == nil {
		return []*int{nil}
	}
	return of()
}

func wholeOf(n *int) *big.Rat {
	if n == nil {
		return nil
	}
	return rat(*n)
}

func tenThousands(d *indicator.Decimal) *big.Rat {
	if d == nil {
		return nil
	}
	return yuan(*d)
}

// over adds a figure over all schools that are open in the year; nil while one has not reported it.
func (b *builder) over(of func(*figures) *big.Rat) *big.Rat {
	sum := new(big.Rat)
	for i := range b.county.Schools {
		if !b.county.Schools[i].School.IsOpenIn(b.county.Year) {
			continue
		}
		f := b.county.Schools[i].Figures
		if f == nil {
			return nil
		}
		n := of(f)
		if n == nil {
			return nil
		}
		sum.Add(sum, n)
	}
	return sum
}

// items are the counts of schools that meet the school items.
func (b *builder) items() {
	for _, code := range indicator.ItemCodes {
		ind, ok := b.edition.Indicator(code)
		if !ok {
			continue
		}
		for _, r := range b.evaluation.Results {
			if r.Code != code {
				continue
			}
			met, all, ok := itemCounts(r.Display)
			if !ok {
				break
			}
			name := func(zh, en string) indicator.Text { return indicator.Text{Zh: ind.Name.Zh + zh, En: ind.Name.En + en} }
			x := Fact{Indicator: code, topic: code, class: school}
			x.Key, x.Name = code+".met", name("达标学校数", ": schools that meet it")
			x.also = []string{"met"}
			b.add(x, rat(met), 0, "所")
			x.Key, x.Name, x.also = code+".assessed", name("应评学校数", ": schools looked at"), []string{"assessed"}
			b.add(x, rat(all), 0, "所")
			x.Key, x.Name, x.also, x.need = code+".unmet", name("未达标学校数", ": schools that do not meet it"), nil, []string{"unmet|over"}
			b.add(x, rat(all-met), 0, "所")
		}
	}
}
