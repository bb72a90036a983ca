package demo

import (
	"fmt"
	"math"

	"github.com/junheng/junheng/indicator"
)

var (
	places = []string{
		"云杉", "白鹭", "青萤", "星河", "松涛", "晴桐", "望江", "映雪", "朝霞", "柳溪", "石榴", "梧桐", "银杏", "翠屏", "暖阳",
		"麦浪", "清泉", "飞鸿", "紫藤", "听雨", "芦花", "丹枫", "碧波", "金穗", "荷风", "竹韵", "春晖", "霞光", "岚山", "溪桥",
		"凌云", "远帆", "鸣泽", "启岚", "临风", "长亭", "栖云", "观澜", "揽月", "逐光", "沐阳", "明禾", "知夏", "致野", "博川", "弘毅",
	}
	groups = []string{"启航教育集团（演示）", "江岸线教育集团（演示）", "向阳联盟（演示）", ""}
)

// farthest is the largest score: no school lies beyond what a rich one has.
const farthest = 2.9

// makeSchools makes up the schools and how their pupils and resources lie to each other.
func (m *maker) makeSchools() {
	for k, stage := range indicator.Stages {
		n := schoolTotals[k]
		first := len(m.schools)
		weights := make([]float64, n)
		for i := range n {
			weights[i] = 0.55 + 1.1*m.r.Float64()
			m.schools = append(m.schools, &school{stage: stage, facts: m.facts(len(m.schools), stage)})
		}
		own := m.schools[first:]
		for i, p := range apportion(studentTotals[k], weights) {
			own[i].students = [3]int{p - p/50 + m.r.IntN(15), p - p/90 + m.r.IntN(9), p}
		}
		for i := range indicator.ResourceCount {
			for rank, at := range m.r.Perm(n) {
				score := min(-math.Log(1-(float64(rank)+0.5)/float64(n)), farthest)
				own[at].scores[i] = math.Round(score*1e6) / 1e6 // so that every machine makes up the same county
			}
		}
	}
	m.oddSchools()
}

// oddSchools gives a few schools a story: one too large until it was divided, one small and rural, one in a dense core,
// one boarding, one kept in an old building.
func (m *maker) oddSchools() {
	large, old, small, core := m.schools[4], m.schools[9], m.schools[17], m.schools[23]
	large.facts.BuiltYear = year(2014)
	old.facts.BuiltYear = year(2006)
	small.facts.Locale = indicator.Rural
	core.facts.InDenseCore = true
	m.schools[35].facts.IsBoarding = true
	// pupils move so that the totals stay: out of the small school, into the large one, the rest among three neighbours
	moved := small.students[2] + large.students[2] - 96 - 1_905
	small.students, large.students = [3]int{93, 95, 96}, [3]int{2_106, 1_988, 1_905}
	for i, part := range apportion(moved, []float64{1, 1, 1}) {
		s := m.schools[[3]int{2, 12, 20}[i]]
		p := s.students[2] + part
		s.students = [3]int{p - 31, p - 12, p}
	}
}

func year(y int) *int { return &y }

func (m *maker) facts(i int, stage indicator.Stage) indicator.School {
	s := indicator.School{
		Code: fmt.Sprintf("42010799%02d", i+1), RegionCode: Region.Code, Organizer: 3, Locale: indicator.Urban,
		Name: places[i] + "小学（演示）", Kind: indicator.KindPrimary, Group: groups[m.r.IntN(len(groups))],
		BuiltYear: year(1985 + m.r.IntN(36)), Address: fmt.Sprintf("演示街道虚构路 %d 号", 10+7*i),
	}
	if stage == indicator.Junior {
		s.Name, s.Kind = places[i]+"初级中学（演示）", indicator.KindJunior
	}
	if i%7 == 3 {
		s.Locale = indicator.Town
	}
	lon, lat := indicator.Decimal(1_143_500+m.r.Int64N(900)), indicator.Decimal(306_200+m.r.Int64N(900))
	s.Longitude, s.Latitude = &lon, &lat
	return s
}

// apportion divides a total by weights into whole numbers that add up to it.
func apportion(total int, weights []float64) []int {
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	parts := make([]int, len(weights))
	left := total
	for i, w := range weights {
		parts[i] = int(float64(total) * w / sum)
		left -= parts[i]
	}
	for i := 0; left > 0; i, left = i+1, left-1 {
		parts[i%len(parts)]++
	}
	return parts
}
