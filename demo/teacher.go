package demo

import (
	"fmt"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

var (
	surnames = []string{"云", "江", "柏", "石", "叶", "岳", "沈", "陆", "顾", "夏", "秦", "苏", "梅", "竹", "舒", "温", "向", "简", "安", "卓"}
	given    = []string{"一帆", "子衿", "若溪", "安然", "致和", "知秋", "景行", "沐晨", "青岚", "书言", "明远", "思齐", "怀瑾", "清越", "嘉树", "言蹊"}
	subjects = [2][]string{
		{"语文", "语文", "语文", "数学", "数学", "英语", "科学", "道德与法治", "信息科技"},
		{"语文", "数学", "英语", "物理", "化学", "历史", "地理", "生物", "道德与法治"},
	}
)

// degrees of a stage: those above the required one, most first, and the one below.
var degrees = [2]struct {
	above []indicator.Degree
	below indicator.Degree
}{
	{[]indicator.Degree{indicator.Bachelor, indicator.JuniorCollege, indicator.Master}, indicator.UpperSecondaryOrBelow},
	{[]indicator.Degree{indicator.Bachelor, indicator.Master, indicator.Bachelor}, indicator.JuniorCollege},
}

// above picks the degree of the i-th teacher above the required one.
func above(k, i int) indicator.Degree {
	switch {
	case i%9 == 8:
		return degrees[k].above[1]
	case i%13 == 12:
		return degrees[k].above[2]
	}
	return degrees[k].above[0]
}

// report sets the teacher figures that the roster of hire agrees with.
func (t staff) report(f *indicator.Figures, k int) {
	counts := map[indicator.Degree]int{}
	for i := range t.above {
		counts[above(k, i)]++
	}
	counts[degrees[k].below] += t.full - t.above
	f.CertifiedTeachers, f.TrainedTeachers = num(t.full), num(t.full-t.untrained)
	college, bachelor, master := num(counts[indicator.JuniorCollege]), num(counts[indicator.Bachelor]), num(counts[indicator.Master])
	if k == 1 {
		f.TeachersJunior, f.BackboneJunior = num(t.full), num(t.backbone)
		f.JuniorCollegeTeachersJunior, f.BachelorTeachersJunior, f.MasterTeachersJunior, f.DoctorTeachersJunior = college, bachelor, master, num(0)
		f.PeTeachersJunior, f.MusicTeachersJunior, f.ArtTeachersJunior, f.ArtsTeachersJunior = num(t.pe), num(t.music), num(t.art), num(0)
		f.VisitingPeArtsTeachersJunior = num(t.visiting)
		return
	}
	f.TeachersPrimary, f.BackbonePrimary = num(t.full), num(t.backbone)
	f.JuniorCollegeTeachersPrimary, f.BachelorTeachersPrimary, f.MasterTeachersPrimary, f.DoctorTeachersPrimary = college, bachelor, master, num(0)
	f.PeTeachersPrimary, f.MusicTeachersPrimary, f.ArtTeachersPrimary, f.ArtsTeachersPrimary = num(t.pe), num(t.music), num(t.art), num(0)
	f.VisitingPeArtsTeachersPrimary = num(t.visiting)
}

// hire lists the teachers behind a school's figures. A teacher keeps code and name from year to year.
func (m *maker) hire(s *school, y int, t staff) {
	k := b2i(s.stage == indicator.Junior)
	for i := range t.full + t.partTimes {
		full := i < t.full
		hours := amount(float64(360+i%90), 0)
		if full && i < t.untrained {
			hours = amount(float64(300+i), 0)
		}
		eligible := full && i%4 == 1
		teacher := indicator.Teacher{
			Code: fmt.Sprintf("T%s%03d", s.facts.Code[6:], i+1), Name: surnames[(i*7+int(s.facts.Code[9]))%len(surnames)] + given[(i*5+int(s.facts.Code[8]))%len(given)],
			SchoolCode: s.facts.Code, Stage: s.stage, Subject: t.subject(k, i), Degree: degrees[k].below,
			BackboneLevel: indicator.BackboneNone, IsFullTime: full, IsCertified: true, TrainingHours: hours, IsRotationEligible: &eligible,
		}
		if i < t.above || !full {
			teacher.Degree = above(k, i)
		}
		if full && i >= t.full-t.backbone {
			teacher.BackboneLevel = [3]indicator.BackboneLevel{indicator.BackboneCounty, indicator.BackboneCounty, indicator.BackboneCity}[i%3]
		}
		if eligible && i%28 == 21 {
			teacher.RotatedFrom = m.neighbour(s)
		}
		m.book.Teachers = append(m.book.Teachers, workbook.Teacher{Year: Years[y], Teacher: teacher})
	}
}

// neighbour is the school that a rotated teacher came from.
func (m *maker) neighbour(s *school) string {
	for i, other := range m.schools {
		if other == s {
			near := m.schools[(i+1)%len(m.schools)]
			return near.facts.Code
		}
	}
	return ""
}

// subject gives the first teachers PE, music and fine art, as many as the figures say.
func (t staff) subject(k, i int) string {
	switch {
	case i >= t.full:
		return "劳动"
	case i < t.pe:
		return "体育"
	case i < t.pe+t.music:
		return "音乐"
	case i < t.pe+t.music+t.art:
		return "美术"
	}
	return subjects[k][i%len(subjects[k])]
}
