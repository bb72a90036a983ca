package indicator_test

import (
	"fmt"
	"strings"
	"testing"

	. "github.com/junheng/junheng/indicator"
)

func count(n int) *int { return &n }

func amount(s string) *Decimal {
	d, err := ParseDecimal(s)
	if err != nil {
		panic("a test's own decimal must parse: " + s)
	}
	return &d
}

func checked(f Figures, kind SchoolKind, previous *Figures) string {
	var s []string
	for _, finding := range CheckFigures(School{Code: "0420107001", Kind: kind, BuiltYear: count(2000)}, 2023, f, previous) {
		mark := ""
		if finding.IsContradiction {
			mark = "!"
		}
		if finding.Severity == SeverityError {
			mark = "#"
		}
		s = append(s, finding.Code+mark+":"+finding.Keys[0])
	}
	return strings.Join(s, " ")
}

func TestFiguresThatCannotBeOrAreUnlikely(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name     string
		kind     SchoolKind
		figures  Figures
		previous *Figures
		want     string
	}{
		{"nothing reported is nothing odd", KindPrimary, Figures{}, &Figures{}, ""},
		{"degrees exactly the teachers", KindPrimary, Figures{TeachersPrimary: count(10), BachelorTeachersPrimary: count(10)}, nil, ""},
		{"degrees together above the teachers, the largest in front", KindPrimary, Figures{TeachersPrimary: count(10), JuniorCollegeTeachersPrimary: count(4), BachelorTeachersPrimary: count(7)}, nil, "PART_ABOVE_WHOLE!:bachelorTeachersPrimary"},
		{"a whole that is not reported cannot be exceeded", KindPrimary, Figures{BachelorTeachersPrimary: count(7)}, nil, ""},
		{"certified teachers of both stages of a nine-year school", KindNineYear, Figures{TeachersPrimary: count(10), TeachersJunior: count(10), CertifiedTeachers: count(20)}, nil, ""},
		{"certified teachers above both stages", KindNineYear, Figures{TeachersPrimary: count(10), TeachersJunior: count(10), CertifiedTeachers: count(21)}, nil, "PART_ABOVE_WHOLE!:certifiedTeachers"},
		{"junior figures in a primary school", KindPrimary, Figures{StudentsJunior: count(3), Graduates: count(0), Entrants: count(1)}, nil, "STAGE_NOT_TAUGHT!:studentsJunior STAGE_NOT_TAUGHT!:entrants"},
		{"senior pupils in a nine-year school", KindNineYear, Figures{StudentsSenior: count(3)}, nil, "STAGE_NOT_TAUGHT!:studentsSenior"},
		{"senior pupils where they belong", KindCompleteSecondary, Figures{StudentsSenior: count(3)}, nil, ""},
		{"special schools report as they like", KindSpecial, Figures{StudentsPrimary: count(3), TeachersPrimary: count(1), BachelorTeachersPrimary: count(2)}, nil, ""},
		{"bands above the classes, some not reported", KindPrimary, Figures{ClassesPrimary: count(2), ClassesUpTo25Primary: count(3)}, nil, "BANDS_NOT_CLASSES!:classesPrimary"},
		{"bands below the classes, some not reported", KindPrimary, Figures{ClassesPrimary: count(4), ClassesUpTo25Primary: count(3)}, nil, ""},
		{"more pupils than the bands hold", KindPrimary, Figures{ClassesPrimary: count(2), ClassesUpTo25Primary: count(2), StudentsPrimary: count(51)}, nil, "BANDS_NOT_STUDENTS:studentsPrimary"},
		{"as many pupils as the bands hold", KindPrimary, Figures{ClassesPrimary: count(2), ClassesUpTo25Primary: count(2), StudentsPrimary: count(50)}, nil, ""},
		{"six fifths of the cap", KindJunior, Figures{ClassesJunior: count(10), StudentsJunior: count(600)}, nil, ""},
		{"above six fifths of the cap", KindJunior, Figures{ClassesJunior: count(10), StudentsJunior: count(601)}, nil, "CLASSES_NOT_STUDENTS:classesJunior"},
		{"small classes of a small school", KindTeachingPoint, Figures{ClassesPrimary: count(6), StudentsPrimary: count(20)}, nil, ""},
		{"far too many classes", KindPrimary, Figures{ClassesPrimary: count(100), StudentsPrimary: count(200)}, nil, "CLASSES_NOT_STUDENTS:classesPrimary"},
		{"zero equipment with pupils", KindPrimary, Figures{StudentsPrimary: count(5), EquipmentValue: amount("0")}, nil, "ZERO_EQUIPMENT:equipmentValue"},
		{"zero equipment without pupils", KindPrimary, Figures{StudentsPrimary: count(0), EquipmentValue: amount("0")}, nil, ""},
		{"training above operating", KindPrimary, Figures{OperatingBudget: amount("10"), TrainingBudget: amount("10.0001")}, nil, "TRAINING_ABOVE_OPERATING:trainingBudget"},
		{"equipment in yuan", KindPrimary, Figures{StudentsPrimary: count(100), EquipmentValue: amount("2000000")}, nil, "YUAN_FOR_WAN:equipmentValue"},
		{"equipment in yuan, known better from last year", KindPrimary, Figures{StudentsPrimary: count(100), EquipmentValue: amount("2000000")}, &Figures{EquipmentValue: amount("200")}, "FACTOR_10000:equipmentValue"},
		{"a fifth more than last year", KindPrimary, Figures{StudentsPrimary: count(120)}, &Figures{StudentsPrimary: count(100)}, ""},
		{"more than a fifth more", KindPrimary, Figures{StudentsPrimary: count(121)}, &Figures{StudentsPrimary: count(100)}, "CHANGED_OVER_20_PERCENT:studentsPrimary"},
		{"more than a fifth less", KindPrimary, Figures{StudentsPrimary: count(79)}, &Figures{StudentsPrimary: count(100)}, "CHANGED_OVER_20_PERCENT:studentsPrimary"},
		{"from nothing", KindPrimary, Figures{StudentsPrimary: count(79)}, &Figures{StudentsPrimary: count(0)}, ""},
		{"below zero", KindPrimary, Figures{StudentsPrimary: count(-1), TeachingArea: amount("-0.5")}, nil, "NEGATIVE#:studentsPrimary NEGATIVE#:teachingArea"},
		{"the largest count", KindPrimary, Figures{Boarders: count(MaxCount)}, nil, ""},
	} {
		if got := checked(c.figures, c.kind, c.previous); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCountyFiguresThatCannotBe(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name    string
		figures CountyFigures
		want    string
	}{
		{"nothing reported", CountyFigures{}, ""},
		{"all migrant children placed", CountyFigures{MigrantEligible: count(10), MigrantPublic: count(6), MigrantPurchased: count(4)}, ""},
		{"more placed than there are", CountyFigures{MigrantEligible: count(10), MigrantPublic: count(6), MigrantPurchased: count(5)}, "PART_ABOVE_WHOLE"},
		{"more satisfied than asked", CountyFigures{Visited: count(10), VisitedSatisfied: count(11)}, "PART_ABOVE_WHOLE"},
		{"pay in 10,000 yuan", CountyFigures{TeacherPay: amount("15.2")}, "WAN_FOR_YUAN"},
	} {
		var got []string
		for _, f := range CheckCountyFigures(c.figures, nil) {
			got = append(got, f.Code)
		}
		if s := strings.Join(got, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
	}
}

func TestFundingFindings(t *testing.T) {
	t.Parallel()
	was := FundingYear{FiscalYear: 2022, GeneralBudgetSpend: *amount("127400"), OperatingQuotaPrimary: *amount("650"), OperatingQuotaJunior: *amount("850")}
	is := was
	is.FiscalYear, is.GeneralBudgetSpend, is.OperatingQuotaPrimary = 2023, *amount("1274000000"), *amount("0.072")
	var got []string
	for _, f := range CheckFunding(is, &was) {
		got = append(got, f.Code+":"+f.Keys[0])
	}
	if want := "[WAN_FOR_YUAN:operatingQuotaPrimary FACTOR_10000:generalBudgetSpend]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}

func TestPeersShowAWrongUnit(t *testing.T) {
	t.Parallel()
	var records []SchoolRecord
	for i := range 6 {
		f := &Figures{StudentsPrimary: count(100 + i), EquipmentValue: amount("30")}
		if i == 4 {
			f.EquipmentValue = amount("0.003")
		}
		records = append(records, SchoolRecord{School: School{Kind: KindPrimary}, Figures: f})
	}
	records = append(records, SchoolRecord{School: School{Kind: KindPrimary}})
	found := CheckPeers(records)
	if len(found) != 1 || len(found[4]) != 1 || found[4][0].Code != "FAR_FROM_PEERS" {
		t.Errorf("found %v, want one FAR_FROM_PEERS at 4", found)
	}
}

func TestRosterCountsWhatIndicatorsUse(t *testing.T) {
	t.Parallel()
	teacher := func(change func(*Teacher)) Teacher {
		x := Teacher{Stage: Primary, Subject: "语文", Degree: Bachelor, BackboneLevel: BackboneNone, IsFullTime: true, IsCertified: true, TrainingHours: amount("360")}
		change(&x)
		return x
	}
	roster := []Teacher{
		teacher(func(*Teacher) {}),
		teacher(func(x *Teacher) { x.Subject, x.BackboneLevel = "体育", BackboneSchool }),
		teacher(func(x *Teacher) { x.Subject, x.BackboneLevel = "艺术", BackboneCounty }),
		teacher(func(x *Teacher) { x.Stage, x.Degree, x.BackboneLevel = Junior, Doctor, BackboneNation }),
		teacher(func(x *Teacher) { x.IsCertified, x.TrainingHours = false, amount("359.9999") }),
		teacher(func(x *Teacher) { x.IsFullTime, x.Subject = false, "音乐" }),
		teacher(func(x *Teacher) { x.Stage = Senior }),
		teacher(func(x *Teacher) { x.Degree = UpperSecondaryOrBelow }),
	}
	f := RosterFigures(roster, School{Kind: KindTwelveYear})
	for _, c := range []struct {
		name string
		got  *int
		want int
	}{
		{"full-time primary teachers", f.TeachersPrimary, 5},
		{"full-time junior teachers", f.TeachersJunior, 1},
		{"primary bachelors", f.BachelorTeachersPrimary, 4},
		{"junior doctors", f.DoctorTeachersJunior, 1},
		{"primary PE", f.PeTeachersPrimary, 1},
		{"primary arts", f.ArtsTeachersPrimary, 1},
		{"primary music, part-time only", f.MusicTeachersPrimary, 0},
		{"primary backbone of the county and above", f.BackbonePrimary, 1},
		{"junior backbone", f.BackboneJunior, 1},
		{"certified", f.CertifiedTeachers, 5},
		{"trained at 360 hours and more", f.TrainedTeachers, 5},
	} {
		if c.got == nil || *c.got != c.want {
			t.Errorf("%s: %v, want %d", c.name, c.got, c.want)
		}
	}
	if f := RosterFigures(nil, School{Kind: KindPrimary}); f.TeachersPrimary != nil {
		t.Error("no roster counts as nobody, want not reported")
	}
	roster[0].TrainingHours = nil
	if f := RosterFigures(roster, School{Kind: KindPrimary}); f.TrainedTeachers != nil || f.TeachersJunior != nil || *f.CertifiedTeachers != 4 {
		t.Errorf("unknown hours: trained %v, junior %v, certified %d", f.TrainedTeachers, f.TeachersJunior, *f.CertifiedTeachers)
	}
}
