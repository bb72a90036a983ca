// Package city makes up a city of a thousand schools for benchmarks, always the same one, and fills a database with it.
package city

import (
	"fmt"
	"math/rand/v2"

	"github.com/junheng/junheng/indicator"
)

// Shape of the city.
const (
	Code       = "990100" // no real region's code begins with 99
	Counties   = 20
	PerCounty  = 50 // schools of a county
	PerSchool  = 60 // teachers of a school in LatestYear
	LatestYear = 2023
	FirstYear  = 2021
	Edition    = "cn-2017"
)

// CountyCode is the code of county n, from 0.
func CountyCode(n int) string { return fmt.Sprintf("9901%02d", n+1) }

// SchoolCode is the code of school n of the city, from 0.
func SchoolCode(n int) string { return fmt.Sprintf("%s%04d", CountyCode(n/PerCounty), n%PerCounty+1) }

// school n of the city: of four, two primary, one junior, one nine-year school.
func school(n int) indicator.School {
	built := 1960 + n%60
	s := indicator.School{
		Code: SchoolCode(n), RegionCode: CountyCode(n / PerCounty), Organizer: 1 + n%9,
		Locale:    []indicator.Locale{indicator.Urban, indicator.Town, indicator.Rural}[n%3],
		BuiltYear: &built, Group: []string{"", "", "第一教育集团", "第二教育集团"}[n%4],
	}
	s.Kind = []indicator.SchoolKind{indicator.KindPrimary, indicator.KindPrimary, indicator.KindJunior, indicator.KindNineYear}[n%4]
	if n%25 == 24 {
		s.Organizer = indicator.OrganizerPrivate
	}
	s.Name = nameOf(n, s.Kind)
	return s
}

func nameOf(n int, kind indicator.SchoolKind) string {
	const first, second = "东南西北中华新明育英振兴光复平安", "山水湖江林桥园城湾岭坡塘"
	a, b := []rune(first), []rune(second)
	name := string(a[n%len(a)]) + string(b[n/len(a)%len(b)]) + fmt.Sprintf("%d", n/(len(a)*len(b))+1)
	switch kind {
	case indicator.KindPrimary:
		return name + "号小学（虚构）"
	case indicator.KindJunior:
		return name + "号初级中学（虚构）"
	}
	return name + "号九年一贯制学校（虚构）"
}

// figures are what school n reported for a year: near the thresholds on both sides, so that every status occurs.
func figures(n, year int) indicator.Figures {
	r := rand.New(rand.NewPCG(uint64(n), uint64(year)))
	kind := school(n).Kind
	var f indicator.Figures
	count := func(v int) *int { return &v }
	amount := func(v float64) *indicator.Decimal {
		d := indicator.Decimal(v*100) * (indicator.DecimalScale / 100)
		return &d
	}
	// about is a number whose quotient lies within 25 % of the threshold, and nearer in later years.
	about := func(threshold float64, per, pupils int) float64 {
		spread := 0.25 - 0.03*float64(year-FirstYear)
		return threshold * float64(pupils) / float64(per) * (1.08 + spread*(2*r.Float64()-1))
	}
	pupils, teachers, classes := 0, 0, 0
	var space [4]float64 // teaching, sports, equipment, rooms
	for _, stage := range kind.Stages() {
		p := 400 + r.IntN(1200)
		c := (p + 41) / 42
		t := max(p/15, int(about(5.5, 100, p))+3)
		junior := stage == indicator.Junior
		above, backbone, arts := 4.2, 1.0, 0.9
		if junior {
			above = 5.3
		}
		degrees, key, pe := int(about(above, 100, p)), int(about(backbone, 100, p)), int(about(arts, 100, p))
		t = max(t, degrees)
		base := [4]float64{4.5, 7.5, 2000, 2.3}
		if junior {
			base = [4]float64{5.8, 10.2, 2500, 2.4}
			f.StudentsJunior, f.CatchmentStudentsJunior, f.ClassesJunior, f.Classes41To45Junior = count(p), count(p), count(c), count(c)
			f.TeachersJunior, f.BachelorTeachersJunior, f.MasterTeachersJunior = count(t), count(degrees-2), count(2)
			f.JuniorCollegeTeachersJunior, f.DoctorTeachersJunior = count(t-degrees), count(0)
			f.BackboneJunior, f.PeTeachersJunior, f.MusicTeachersJunior = count(key), count(pe-2), count(1)
			f.ArtTeachersJunior, f.ArtsTeachersJunior = count(1), count(0)
			f.Graduates, f.Entrants, f.TransferredIn, f.TransferredOut, f.Deaths = count(p/3), count(p/3+2), count(1), count(2), count(0)
		} else {
			f.StudentsPrimary, f.CatchmentStudentsPrimary, f.ClassesPrimary, f.Classes41To45Primary = count(p), count(p), count(c), count(c)
			f.TeachersPrimary, f.BachelorTeachersPrimary, f.MasterTeachersPrimary = count(t), count(degrees-2), count(2)
			f.JuniorCollegeTeachersPrimary, f.DoctorTeachersPrimary = count(0), count(0)
			f.BackbonePrimary, f.PeTeachersPrimary, f.MusicTeachersPrimary = count(key), count(pe-2), count(1)
			f.ArtTeachersPrimary, f.ArtsTeachersPrimary = count(1), count(0)
		}
		pupils, teachers, classes = pupils+p, teachers+t, classes+c
		for i, per := range [4]int{1, 1, 10000, 100} {
			space[i] += about(base[i], per, p)
		}
	}
	indoor := 0.06 * space[1]
	f.TeachingArea, f.IndoorSportsArea, f.SportsGroundArea = amount(space[0]+indoor), amount(indoor), amount(space[1]-indoor)
	f.EquipmentValue, f.MultimediaRooms = amount(space[2]), count(int(space[3]))
	rooms := (classes + 11) / 12
	f.MusicRoomsFrom96, f.MusicRoomsFrom73, f.MusicRoomsFrom61, f.MusicRoomsFrom54 = count(rooms), count(0), count(0), count(0)
	f.ArtRoomsFrom90, f.ArtRoomsFrom67, f.ArtRoomsFrom61, f.ArtRoomsFrom54 = count(rooms), count(0), count(0), count(0)
	f.CertifiedTeachers, f.TrainedTeachers, f.MigrantStudents = count(teachers), count(teachers), count(pupils/10)
	budget := float64(pupils) * 0.1
	f.OperatingBudget, f.TrainingBudget = amount(budget), amount(budget*0.06)
	return f
}

// teachers are the roster of school n in LatestYear.
func teachers(n int) []indicator.Teacher {
	r := rand.New(rand.NewPCG(uint64(n), 1))
	subjects := []string{"语文", "数学", "英语", "体育", "音乐", "美术", "科学", "道德与法治"}
	degrees := []indicator.Degree{indicator.JuniorCollege, indicator.Bachelor, indicator.Bachelor, indicator.Bachelor, indicator.Master}
	levels := []indicator.BackboneLevel{
		indicator.BackboneNone, indicator.BackboneNone, indicator.BackboneNone, indicator.BackboneSchool, indicator.BackboneCounty, indicator.BackboneCity,
	}
	s := school(n)
	stages := s.Kind.Stages()
	list := make([]indicator.Teacher, PerSchool)
	for i := range list {
		hours := indicator.Decimal(360+r.IntN(80)) * indicator.DecimalScale
		eligible := r.IntN(4) == 0
		list[i] = indicator.Teacher{
			Code: fmt.Sprintf("T%04d%03d", n%PerCounty+1, i+1), Name: fmt.Sprintf("教师%05d", n*PerSchool+i), SchoolCode: s.Code,
			Stage: stages[i%len(stages)], Subject: subjects[r.IntN(len(subjects))], Degree: degrees[r.IntN(len(degrees))],
			BackboneLevel: levels[r.IntN(len(levels))], IsFullTime: true, IsCertified: true, TrainingHours: &hours, IsRotationEligible: &eligible,
		}
	}
	return list
}
