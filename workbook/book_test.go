package workbook_test

import (
	"fmt"
	"math/rand/v2"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

func ptr[T any](v T) *T { return &v }

func decimal(s string) indicator.Decimal {
	d, err := indicator.ParseDecimal(s)
	if err != nil {
		panic("a test's own decimal must parse: " + s)
	}
	return d
}

// soundFigures are figures of a primary school that no check finds odd; part of a year's growth comes from step.
func soundFigures(step int) indicator.Figures {
	return indicator.Figures{
		StudentsPrimary: ptr(800 + step), MigrantStudents: ptr(120), CatchmentStudentsPrimary: ptr(760),
		ClassesPrimary: ptr(20), ClassesUpTo25Primary: ptr(0), Classes26To30Primary: ptr(0), Classes31To35Primary: ptr(0),
		Classes36To40Primary: ptr(10), Classes41To45Primary: ptr(10), Classes46To50Primary: ptr(0), Classes51To55Primary: ptr(0),
		Classes56To60Primary: ptr(0), Classes61To65Primary: ptr(0), ClassesFrom66Primary: ptr(0),
		TeachersPrimary: ptr(50), JuniorCollegeTeachersPrimary: ptr(5), BachelorTeachersPrimary: ptr(40), MasterTeachersPrimary: ptr(4),
		DoctorTeachersPrimary: ptr(0), BackbonePrimary: ptr(12), PeTeachersPrimary: ptr(4), MusicTeachersPrimary: ptr(2),
		ArtTeachersPrimary: ptr(2), ArtsTeachersPrimary: ptr(1), VisitingPeArtsTeachersPrimary: ptr(0),
		CertifiedTeachers: ptr(50), TrainedTeachers: ptr(49),
		TeachingArea: ptr(decimal("4210.5")), IndoorSportsArea: ptr(decimal("310.25")), SportsGroundArea: ptr(decimal("6400")),
		OtherSportsArea: ptr(decimal("0")), LeasedSportsArea: ptr(decimal("0")), EquipmentValue: ptr(decimal("212.3456")),
		MultimediaRooms: ptr(24), MusicRoomsFrom96: ptr(2), MusicRoomsFrom73: ptr(0), MusicRoomsFrom61: ptr(0), MusicRoomsFrom54: ptr(0),
		ArtRoomsFrom90: ptr(2), ArtRoomsFrom67: ptr(0), ArtRoomsFrom61: ptr(0), ArtRoomsFrom54: ptr(0),
		OperatingBudget: ptr(decimal("60")), OperatingFinal: ptr(decimal("59.5")), TrainingBudget: ptr(decimal("3.2")), Boarders: ptr(0),
	}
}

// juniorFigures are soundFigures in a junior school.
func juniorFigures(step int) indicator.Figures {
	f := soundFigures(step)
	return indicator.Figures{
		StudentsJunior: f.StudentsPrimary, MigrantStudents: f.MigrantStudents, CatchmentStudentsJunior: f.CatchmentStudentsPrimary,
		ClassesJunior: f.ClassesPrimary, Classes36To40Junior: f.Classes36To40Primary, Classes41To45Junior: f.Classes41To45Primary,
		TeachersJunior: f.TeachersPrimary, JuniorCollegeTeachersJunior: f.JuniorCollegeTeachersPrimary, BachelorTeachersJunior: f.BachelorTeachersPrimary,
		MasterTeachersJunior: f.MasterTeachersPrimary, DoctorTeachersJunior: f.DoctorTeachersPrimary, BackboneJunior: f.BackbonePrimary,
		PeTeachersJunior: f.PeTeachersPrimary, MusicTeachersJunior: f.MusicTeachersPrimary, ArtTeachersJunior: f.ArtTeachersPrimary,
		ArtsTeachersJunior: f.ArtsTeachersPrimary, CertifiedTeachers: f.CertifiedTeachers, TrainedTeachers: f.TrainedTeachers,
		TeachingArea: f.TeachingArea, IndoorSportsArea: f.IndoorSportsArea, SportsGroundArea: f.SportsGroundArea,
		EquipmentValue: f.EquipmentValue, MultimediaRooms: f.MultimediaRooms, MusicRoomsFrom96: f.MusicRoomsFrom96,
		ArtRoomsFrom90: f.ArtRoomsFrom90, OperatingBudget: f.OperatingBudget, TrainingBudget: f.TrainingBudget,
		Graduates: ptr(260), Entrants: ptr(262), TransferredIn: ptr(5), TransferredOut: ptr(7), Deaths: ptr(0),
	}
}

const region = "420107"

func schoolCode(i int) string { return fmt.Sprintf("04201070%02d", i) }

// soundBook is a county that no check finds odd: 6 primary and 2 junior schools in three years, with rosters of one year.
func soundBook() *workbook.Book {
	b := &workbook.Book{}
	for i := range 8 {
		s := indicator.School{
			Code: schoolCode(i), Name: fmt.Sprintf("第%d学校（东校区）", i+1), RegionCode: region,
			Kind: indicator.KindPrimary, Organizer: 3, Locale: indicator.Urban, BuiltYear: ptr(1998), Longitude: ptr(decimal("114.3902")),
		}
		figures := soundFigures
		if i >= 6 {
			s.Kind, figures = indicator.KindJunior, juniorFigures
		}
		b.Schools = append(b.Schools, s)
		for year := 2021; year <= 2023; year++ {
			b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: s.Code, Year: year, Figures: figures(year - 2021)})
		}
	}
	for year := 2021; year <= 2023; year++ {
		b.CountyYears = append(b.CountyYears, workbook.CountyYear{RegionCode: region, RegionName: "示范区", Year: year, CountyFigures: soundCounty()})
		b.FundingYears = append(b.FundingYears, workbook.FundingYear{RegionCode: region, FundingYear: indicator.FundingYear{
			FiscalYear:         year,
			GeneralBudgetSpend: decimal("125700"), OperatingQuotaPrimary: decimal("720"), OperatingQuotaJunior: decimal("940"), BoardingSupplement: ptr(decimal("300")),
		}})
	}
	for i := range 50 {
		b.Teachers = append(b.Teachers, soundTeacher(i))
	}
	for _, code := range []string{"G1", "G2", "Q3", "V1", "V6"} {
		b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: region, Year: 2023, Attestation: indicator.Attestation{Indicator: code, Met: true, Conclusion: "已达标"}})
	}
	b.Attestations = append(b.Attestations, workbook.Attestation{RegionCode: region, Year: 2023, Attestation: indicator.Attestation{Indicator: "Q9", Met: true, Subject: "数学", StandardLevel: ptr(3), DifferenceRate: ptr(decimal("0.12"))}})
	return b
}

// soundTeacher is the i-th of 50 teachers whose counts are those of soundFigures.
func soundTeacher(i int) workbook.Teacher {
	t := indicator.Teacher{
		Code: fmt.Sprintf("T%05d", i), SchoolCode: schoolCode(0), Stage: indicator.Primary, Subject: "语文",
		Degree: indicator.Bachelor, BackboneLevel: indicator.BackboneNone, IsFullTime: true, IsCertified: true, TrainingHours: ptr(decimal("380.5")),
	}
	switch {
	case i < 5:
		t.Degree = indicator.JuniorCollege
	case i < 9:
		t.Degree = indicator.Master
	case i == 9:
		t.Degree, t.TrainingHours = indicator.UpperSecondaryOrBelow, ptr(decimal("359.5"))
	}
	for subject, places := range map[string][2]int{"体育": {10, 14}, "音乐": {14, 16}, "美术": {16, 18}, "艺术": {18, 19}} {
		if i >= places[0] && i < places[1] {
			t.Subject = subject
		}
	}
	if i >= 38 {
		t.BackboneLevel = indicator.BackboneCounty
	}
	return workbook.Teacher{Year: 2023, Teacher: t}
}

func soundCounty() indicator.CountyFigures {
	return indicator.CountyFigures{
		Residents: ptr(500000), SpecialEdOperating: ptr(decimal("120")), SpecialEdStudents: ptr(100),
		TeacherPay: ptr(decimal("152000")), CivilServantPay: ptr(decimal("150000")), RotationEligible: ptr(600), Rotated: ptr(90), RotatedBackbone: ptr(25),
		SeniorQuota: ptr(2000), SeniorAllocated: ptr(1000), SeniorAllocatedRural: ptr(200), MigrantEligible: ptr(5000), MigrantPublic: ptr(4900),
		MigrantPurchased: ptr(100), DisabledChildren: ptr(300), DisabledEnrolled: ptr(298), SurveyIssued: ptr(750), SurveyValid: ptr(740),
		SurveySatisfied: ptr(700), Visited: ptr(100), VisitedSatisfied: ptr(95),
	}
}

// largeBook has the size of the demo county: schools, three years, and a roster of 2,900 teachers a year.
func largeBook(schools, teachers int) *workbook.Book {
	r := rand.New(rand.NewPCG(1, 2))
	b := &workbook.Book{}
	for i := range schools {
		s := indicator.School{Code: fmt.Sprintf("0420%06d", i), Name: fmt.Sprintf("第%d小学", i), RegionCode: region, Kind: indicator.KindPrimary, Organizer: 3, Locale: indicator.Urban}
		b.Schools = append(b.Schools, s)
		for year := 2021; year <= 2023; year++ {
			b.SchoolYears = append(b.SchoolYears, workbook.SchoolYear{Code: s.Code, Year: year, Figures: soundFigures(r.IntN(50))})
		}
	}
	for i := range teachers {
		for year := 2021; year <= 2023; year++ {
			t := soundTeacher(i % 50)
			t.Year, t.Code, t.SchoolCode, t.Name = year, fmt.Sprintf("T%06d", i), b.Schools[i%schools].Code, fmt.Sprintf("教师%d", i)
			b.Teachers = append(b.Teachers, t)
		}
	}
	return b
}
