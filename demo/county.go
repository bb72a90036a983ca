package demo

import (
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// makeCounty makes up the county's own figures and claims of a year. Rotation is counted from the roster.
func (m *maker) makeCounty(y int) {
	var eligible, rotated, backbone int
	for _, t := range m.book.Teachers {
		if t.Year != Years[y] {
			continue
		}
		eligible += b2i(*t.IsRotationEligible)
		rotated += b2i(t.RotatedFrom != "")
		backbone += b2i(t.RotatedFrom != "" && t.BackboneLevel != indicator.BackboneNone)
	}
	migrants := 0
	for _, s := range m.book.SchoolYears {
		if s.Year == Years[y] {
			migrants += *s.Figures.MigrantStudents
		}
	}
	c := workbook.CountyYear{RegionCode: Region.Code, RegionName: Region.Name, Year: Years[y], CountyFigures: indicator.CountyFigures{
		Residents: num([3]int{528_000, 531_000, 534_000}[y]), SpecialEdOperating: amount([3]float64{101, 104, 108}[y], 0), SpecialEdStudents: num(118),
		TeacherPay: amount([3]float64{128_600, 133_900, 139_800}[y], 0), CivilServantPay: amount([3]float64{127_900, 132_400, 137_500}[y], 0),
		RotationEligible: num(eligible), Rotated: num(rotated), RotatedBackbone: num(backbone),
		SeniorQuota: num(2_460), SeniorAllocated: num(1_230), SeniorAllocatedRural: num(52),
		MigrantEligible: num(migrants), MigrantPublic: num(migrants), MigrantPurchased: num(0),
		DisabledChildren: num(142), DisabledEnrolled: num([3]int{137, 140, 142}[y]),
		SurveyIssued: num(802), SurveyValid: num([3]int{781, 788, 795}[y]), SurveySatisfied: num([3]int{690, 722, 751}[y]),
		Visited: num(120), VisitedSatisfied: num([3]int{104, 109, 115}[y]),
	}}
	if y == 0 {
		c.Visited, c.VisitedSatisfied = nil, nil // nobody was asked on site yet
	}
	m.book.CountyYears = append(m.book.CountyYears, c)
	m.claim(y)
}

// conclusions are the county's claims by item, in the words of the form.
var conclusions = []struct{ code, text string }{
	{"G1", "布局规划与人口、城镇化进程相适应（演示）"},
	{"G2", "四项标准城乡统一（演示）"},
	{"G8", "工资按规定足额发放（演示）"},
	{"G10", "编制与岗位统筹分配到校（演示）"},
	{"G14", "名额分配向农村初中倾斜（演示）"},
	{"G15", "关爱体系健全（演示）"},
	{"Q3", "各校均有章程，管理与教学实现信息化（演示）"},
	{"Q5", "设施设备使用登记完整（演示）"},
	{"Q6", "德育与校园文化良好以上（演示）"},
	{"Q7", "课程开齐开足（演示）"},
	{"Q8", "作业与考试管理规范（演示）"},
	{"V1", "未发生"},
	{"V2", "未发生"},
	{"V3", "未发生"},
	{"V4", "未发生"},
	{"V5", "未发生"},
	{"V6", "未发生"},
}

func (m *maker) claim(y int) {
	add := func(a indicator.Attestation) {
		m.book.Attestations = append(m.book.Attestations, workbook.Attestation{RegionCode: Region.Code, Year: Years[y], Attestation: a})
	}
	for _, c := range conclusions {
		add(indicator.Attestation{Indicator: c.code, Met: true, Conclusion: c.text})
	}
	add(indicator.Attestation{SchoolCode: m.schools[30].facts.Code, Indicator: "Q6", Met: y > 0, Conclusion: "校园文化建设复查（演示）"})
	for i, subject := range []string{"语文", "数学", "科学", "体育", "艺术", "德育"} {
		level, rate := 3+b2i(i%2 == 0), amount([3]float64{0.142, 0.128, 0.109}[y]-0.004*float64(i), 4)
		add(indicator.Attestation{Indicator: "Q9", Met: true, Subject: subject, StandardLevel: &level, DifferenceRate: rate})
	}
}

// makeFunding gives the three public totals and, for the comparison of 2021, a made-up year before.
func (m *maker) makeFunding() {
	for i, total := range []float64{121_800, 125_700, 127_400, 140_600} {
		quota := [2]float64{650, 850}
		boarding := 200.0
		if i == 3 {
			quota, boarding = [2]float64{720, 940}, 300
		}
		m.book.FundingYears = append(m.book.FundingYears, workbook.FundingYear{RegionCode: Region.Code, FundingYear: indicator.FundingYear{
			FiscalYear: 2020 + i, GeneralBudgetSpend: *amount(total, 0), RecurrentRevenue: amount(total*5.2, 0),
			OperatingQuotaPrimary: *amount(quota[0], 0), OperatingQuotaJunior: *amount(quota[1], 0),
			BoardingSupplement: amount(boarding, 0), SpecialFunds: amount(4_200+900*float64(i), 0),
		}})
	}
}
