package indicator_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/junheng/junheng/indicator"
)

func edition(t testing.TB, code string) *indicator.Edition {
	t.Helper()
	e, ok := indicator.LookupEdition(code)
	if !ok {
		t.Fatalf("edition %s is not embedded", code)
	}
	return e
}

// with returns a copy of the edition under other settings.
func with(e *indicator.Edition, change func(*indicator.Settings)) *indicator.Edition {
	c := *e
	change(&c.Settings)
	return &c
}

func n(i int) *int { return &i }

func dec(s string) *indicator.Decimal {
	d, err := indicator.ParseDecimal(s)
	if err != nil {
		panic(s + ": " + err.Error())
	}
	return &d
}

var county = indicator.CountyRecord{Region: indicator.Region{Code: "420107", Name: "青山区"}, Year: 2021}

func school(code string, kind indicator.SchoolKind) indicator.School {
	return indicator.School{Code: code, Name: "第" + code + "学校", RegionCode: "420107", Kind: kind, Organizer: 1, Locale: indicator.Urban}
}

// complete returns figures of a school in which every R value lies well above its threshold.
func complete(kind indicator.SchoolKind, students int) *indicator.Figures {
	f := &indicator.Figures{
		TeachingArea: dec(fmt.Sprint(students * 40)), IndoorSportsArea: dec("0"), SportsGroundArea: dec(fmt.Sprint(students * 60)),
		EquipmentValue: dec(fmt.Sprint(students)), MultimediaRooms: n(students), StudentsSenior: n(0),
	}
	for _, s := range kind.Stages() {
		if s == indicator.Primary {
			f.StudentsPrimary, f.TeachersPrimary, f.BackbonePrimary = n(students), n(students), n(students)
			f.JuniorCollegeTeachersPrimary, f.BachelorTeachersPrimary = n(students), n(0)
			f.MasterTeachersPrimary, f.DoctorTeachersPrimary = n(0), n(0)
			f.PeTeachersPrimary, f.MusicTeachersPrimary, f.ArtTeachersPrimary, f.ArtsTeachersPrimary = n(students), n(0), n(0), n(0)
		} else {
			f.StudentsJunior, f.TeachersJunior, f.BackboneJunior = n(students), n(students), n(students)
			f.BachelorTeachersJunior, f.MasterTeachersJunior, f.DoctorTeachersJunior = n(students), n(0), n(0)
			f.PeTeachersJunior, f.MusicTeachersJunior, f.ArtTeachersJunior, f.ArtsTeachersJunior = n(students), n(0), n(0), n(0)
		}
	}
	return f
}

// roomsCounty is a county whose primary schools have the given pupils and multimedia rooms; R7 is the amount under test.
func roomsCounty(students, rooms []int) *indicator.County {
	c := &indicator.County{CountyRecord: county}
	for i := range students {
		f := complete(indicator.KindPrimary, students[i])
		f.MultimediaRooms = n(rooms[i])
		c.Schools = append(c.Schools, indicator.SchoolRecord{School: school(fmt.Sprintf("%010d", i), indicator.KindPrimary), Figures: f})
	}
	return c
}

func balance(t testing.TB, a *indicator.CountyAssessment, i int, s indicator.Stage) indicator.Balance {
	t.Helper()
	for _, b := range a.Balances {
		if b.Indicator == i && b.Stage == s {
			return b
		}
	}
	t.Fatalf("no balance of %s in %s", indicator.ResourceCodes[i], s)
	return indicator.Balance{}
}

func result(t testing.TB, a *indicator.CountyAssessment, code string) indicator.CountyResult {
	t.Helper()
	for _, r := range a.Results {
		if r.Code == code {
			return r
		}
	}
	t.Fatalf("no result of %s", code)
	return indicator.CountyResult{}
}

var kinds = []indicator.SchoolKind{
	indicator.KindPrimary, indicator.KindJunior, indicator.KindNineYear, indicator.KindTwelveYear, indicator.KindCompleteSecondary,
	indicator.KindTeachingPoint, indicator.KindSpecial, indicator.KindVocational,
}

// random returns figures with everything that the formulas read, some of it missing now and then.
func random(r *rand.Rand, missing float64) *indicator.Figures {
	if r.Float64() < missing/4 {
		return nil
	}
	f := &indicator.Figures{}
	c := func(p **int, most int) {
		if r.Float64() >= missing {
			*p = n(r.IntN(most + 1))
		}
	}
	d := func(p **indicator.Decimal, most int64) {
		if r.Float64() >= missing {
			v := indicator.Decimal(r.Int64N(most * indicator.DecimalScale))
			*p = &v
		}
	}
	c(&f.StudentsPrimary, 2500)
	c(&f.StudentsJunior, 1800)
	c(&f.StudentsSenior, 900)
	c(&f.CatchmentStudentsPrimary, 2500)
	c(&f.CatchmentStudentsJunior, 1800)
	c(&f.ClassesPrimary, 50)
	c(&f.ClassesJunior, 40)
	c(&f.ClassesUpTo25Primary, 50)
	c(&f.Classes46To50Primary, 2)
	c(&f.Classes51To55Junior, 2)
	c(&f.TeachersPrimary, 150)
	c(&f.TeachersJunior, 150)
	c(&f.JuniorCollegeTeachersPrimary, 60)
	c(&f.BachelorTeachersPrimary, 90)
	c(&f.MasterTeachersPrimary, 20)
	c(&f.DoctorTeachersPrimary, 2)
	c(&f.BachelorTeachersJunior, 90)
	c(&f.MasterTeachersJunior, 20)
	c(&f.DoctorTeachersJunior, 2)
	c(&f.BackbonePrimary, 30)
	c(&f.BackboneJunior, 30)
	c(&f.PeTeachersPrimary, 10)
	c(&f.MusicTeachersPrimary, 10)
	c(&f.ArtTeachersPrimary, 10)
	c(&f.ArtsTeachersPrimary, 3)
	c(&f.PeTeachersJunior, 10)
	c(&f.MusicTeachersJunior, 10)
	c(&f.ArtTeachersJunior, 10)
	c(&f.ArtsTeachersJunior, 3)
	c(&f.VisitingPeArtsTeachersPrimary, 3)
	c(&f.CertifiedTeachers, 150)
	c(&f.TrainedTeachers, 150)
	d(&f.TeachingArea, 12000)
	d(&f.IndoorSportsArea, 2000)
	d(&f.SportsGroundArea, 20000)
	d(&f.OtherSportsArea, 2000)
	d(&f.LeasedSportsArea, 2000)
	d(&f.EquipmentValue, 800)
	c(&f.MultimediaRooms, 60)
	c(&f.MusicRoomsFrom96, 4)
	c(&f.MusicRoomsFrom73, 2)
	c(&f.ArtRoomsFrom90, 4)
	c(&f.ArtRoomsFrom67, 2)
	d(&f.OperatingBudget, 300)
	d(&f.TrainingBudget, 20)
	c(&f.Graduates, 500)
	c(&f.Entrants, 500)
	c(&f.TransferredIn, 20)
	c(&f.TransferredOut, 20)
	c(&f.Deaths, 1)
	return f
}

func randomRecord(r *rand.Rand, code string, missing float64) indicator.SchoolRecord {
	s := school(code, kinds[r.IntN(len(kinds))])
	s.Locale = []indicator.Locale{indicator.Urban, indicator.Town, indicator.Rural}[r.IntN(3)]
	s.IsBoarding, s.InDenseCore = r.IntN(4) == 0, r.IntN(4) == 0
	s.BuiltYear = n(1990 + r.IntN(30))
	rec := indicator.SchoolRecord{School: s, Figures: random(r, missing)}
	if r.IntN(3) == 0 {
		rec.Attestations = []indicator.Attestation{{SchoolCode: code, Indicator: "Q3", Met: r.IntN(5) > 0}}
	}
	return rec
}

func randomCounty(r *rand.Rand, schools int, missing float64) *indicator.County {
	c := &indicator.County{CountyRecord: county}
	for i := range schools {
		c.Schools = append(c.Schools, randomRecord(r, fmt.Sprintf("%010d", i), missing))
	}
	return c
}
