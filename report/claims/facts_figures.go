package claims

import (
	"math/big"

	"github.com/junheng/junheng/indicator"
)

// figures are what the county reported itself, and the shares that its items compare.
func (b *builder) figures() {
	f := b.county.Figures
	if f == nil {
		f = &indicator.CountyFigures{}
	}
	b.add(Fact{Key: "residents", topic: "residents", class: person, Name: indicator.Text{Zh: "常住人口", En: "Residents"}}, wholeOf(f.Residents), 0, "人")
	b.special(f)
	b.pay(f)
	b.rotation(f)
	b.places(f)
	b.children(f)
	b.surveys(f)
	b.training()
}

func simple(key, code, topic string, c class, zh, en string) Fact {
	return Fact{Key: key, Indicator: code, topic: topic, class: c, Name: indicator.Text{Zh: zh, En: en}}
}

// needing adds tags that must stand near, and those that must not.
func (x Fact) needing(need, not []string) Fact {
	x.need, x.not = need, not
	return x
}

func (x Fact) beside(also ...string) Fact {
	x.also = also
	return x
}

func (b *builder) special(f *indicator.CountyFigures) {
	students, operating := wholeOf(f.SpecialEdStudents), tenThousands(f.SpecialEdOperating)
	b.add(simple("specialEdStudents", "G7", "special", person, "特殊教育学校学生数", "Pupils of special schools").beside("students").needing([]string{"special"}, nil), students, 0, "人")
	b.add(simple("specialEdOperating", "G7", "special", money, "特殊教育学校公用经费", "Operating funds of special schools").beside("quota").needing([]string{"special"}, nil), operating, 0, "元")
	b.add(simple("G7", "G7", "special", money, "特殊教育学校生均公用经费", "Operating funds a special pupil").beside("quota").needing([]string{"special"}, nil), quotient(operating, students), 0, "元")
}

func (b *builder) pay(f *indicator.CountyFigures) {
	if f.TeacherPay == nil || f.CivilServantPay == nil {
		return
	}
	teachers, civil := f.TeacherPay.Rat(), f.CivilServantPay.Rat()
	b.add(simple("teacherPay", "G8", "pay", money, "教师年平均工资", "Average yearly pay of teachers").needing(nil, []string{"civil"}), teachers, 0, "元")
	b.add(simple("civilServantPay", "G8", "civil", money, "公务员年平均工资", "Average yearly pay of civil servants").beside("pay").needing([]string{"civil"}, nil), civil, 0, "元")
	x := simple("payDifference", "G8", "pay", money, "教师比公务员平均工资高", "Teachers' pay above civil servants'").beside("civil")
	x.aspect = diffAspect
	b.add(x, difference(teachers, civil), 0, "元")
}

func (b *builder) rotation(f *indicator.CountyFigures) {
	eligible, rotated, backbone := wholeOf(f.RotationEligible), wholeOf(f.Rotated), wholeOf(f.RotatedBackbone)
	b.add(simple("rotationEligible", "G11", "eligible", person, "符合交流条件教师数", "Teachers eligible for rotation").beside("rotated"), eligible, 0, "人")
	b.add(simple("rotated", "G11", "rotated", person, "交流轮岗教师数", "Teachers rotated").beside("eligible").needing([]string{"rotated"}, []string{"R2"}), rotated, 0, "人")
	b.add(simple("rotatedBackbone", "G11", "R2", person, "交流轮岗骨干教师数", "Backbone teachers rotated").beside("rotated").needing([]string{"rotated", "R2"}, nil), backbone, 0, "人")
	b.add(simple("G11.rotated", "G11", "rotated", percent, "交流轮岗教师占符合条件教师比例", "Teachers rotated of those eligible").beside("eligible").needing(nil, []string{"R2"}), shareOf(rotated, eligible), 1, "%")
	b.add(simple("G11.backbone", "G11", "rotated", percent, "骨干教师占交流轮岗教师比例", "Backbone teachers of those rotated").beside("R2").needing([]string{"rotated", "R2"}, nil), shareOf(backbone, rotated), 1, "%")
}

func (b *builder) places(f *indicator.CountyFigures) {
	quota, allocated := wholeOf(f.SeniorQuota), wholeOf(f.SeniorAllocated)
	for _, c := range [...]class{person, counted} {
		b.add(simple("seniorQuota", "G14", "senior", c, "优质高中招生计划", "Places of key senior schools"), quota, 0, "个")
		b.add(simple("seniorAllocated", "G14", "senior", c, "优质高中分配名额", "Places allocated").needing([]string{"allocate"}, nil), allocated, 0, "个")
		b.add(simple("seniorAllocatedRural", "G14", "seniorRural", c, "分配到农村初中的名额", "Places allocated to rural schools"), wholeOf(f.SeniorAllocatedRural), 0, "个")
	}
	b.add(simple("G14", "G14", "senior", percent, "优质高中招生名额分配比例", "Share of places allocated"), shareOf(allocated, quota), 1, "%")
}

func (b *builder) children(f *indicator.CountyFigures) {
	eligible, public, purchased := wholeOf(f.MigrantEligible), wholeOf(f.MigrantPublic), wholeOf(f.MigrantPurchased)
	b.add(simple("migrantEligible", "G15", "migrant", person, "符合条件随迁子女数", "Eligible migrant children"), eligible, 0, "人")
	b.add(simple("migrantPublic", "G15", "migrant", person, "在公办学校就读的随迁子女数", "Migrant children in public schools"), public, 0, "人")
	if public != nil && purchased != nil {
		b.add(simple("G15", "G15", "migrant", percent, "随迁子女就读比例", "Migrant children placed"), shareOf(new(big.Rat).Add(public, purchased), eligible), 1, "%")
	}
	b.add(simple("migrantPublicShare", "G15", "migrant", percent, "随迁子女在公办学校就读比例", "Migrant children in public schools, share"), shareOf(public, eligible), 1, "%")
	children, enrolled := wholeOf(f.DisabledChildren), wholeOf(f.DisabledEnrolled)
	b.add(simple("disabledChildren", "Q2", "disabled", person, "适龄残疾儿童少年数", "Disabled children of school age").beside("Q2"), children, 0, "人")
	b.add(simple("disabledEnrolled", "Q2", "disabled", person, "已入学残疾儿童少年数", "Disabled children enrolled").beside("Q2").needing([]string{"enrolled|Q2"}, nil), enrolled, 0, "人")
	b.add(simple("Q2", "Q2", "Q2", percent, "残疾儿童少年入学率", "Enrolment of disabled children").beside("disabled"), shareOf(enrolled, children), 1, "%")
}

func (b *builder) surveys(f *indicator.CountyFigures) {
	valid, satisfied := wholeOf(f.SurveyValid), wholeOf(f.SurveySatisfied)
	visited, pleased := wholeOf(f.Visited), wholeOf(f.VisitedSatisfied)
	b.add(simple("surveyIssued", "S1", "issued", piece, "发放问卷数", "Questionnaires issued").beside("survey"), wholeOf(f.SurveyIssued), 0, "份")
	b.add(simple("surveyValid", "S1", "valid", piece, "有效问卷数", "Valid questionnaires").beside("survey"), valid, 0, "份")
	b.add(simple("surveySatisfied", "S1", "satisfied", piece, "满意问卷数", "Satisfied questionnaires").beside("S1"), satisfied, 0, "份")
	b.add(simple("S1", "S1", "S1", percent, "社会认可度", "Public recognition").beside("satisfied", "survey").needing(nil, []string{"visit"}), shareOf(satisfied, valid), 1, "%")
	b.add(simple("visited", "S2", "visit", person, "实地走访人数", "People asked on site"), visited, 0, "人")
	b.add(simple("visitedSatisfied", "S2", "satisfied", person, "走访满意人数", "Satisfied people asked on site").beside("visit").needing([]string{"satisfied|visit"}, nil), pleased, 0, "人")
	b.add(simple("S2", "S2", "visit", percent, "实地走访满意度", "Satisfaction asked on site").beside("satisfied").needing([]string{"visit"}, nil), shareOf(pleased, visited), 1, "%")
	b.add(simple("S2", "S2", "S2", percent, "实地走访满意度", "Satisfaction asked on site"), shareOf(pleased, visited), 1, "%")
}

// training are the shares of trained and certified teachers over the county.
func (b *builder) training() {
	teachers := rat(b.evaluation.TeacherCount)
	b.add(simple("G9.share", "G9", "G9", percent, "教师5年360学时培训完成率", "Teachers trained"), shareOf(b.over(func(f *figures) *big.Rat { return wholeOf(f.TrainedTeachers) }), teachers), 1, "%")
	b.add(simple("G12.share", "G12", "G12", percent, "教师资格证上岗率", "Teachers certified"), shareOf(b.over(func(f *figures) *big.Rat { return wholeOf(f.CertifiedTeachers) }), teachers), 1, "%")
}

// flows are retention and admission: what the engine displays, and the cohort behind it.
func (b *builder) flows() {
	for _, r := range b.evaluation.Results {
		switch r.Code {
		case "Q1":
			b.add(simple("Q1", "Q1", "Q1", percent, "初中三年巩固率", "Three-year retention"), shown(r.Display), 1, "%")
		case "G13":
			b.catchment(r.Display)
		}
	}
	b.add(simple("graduates", "Q1", "graduates", person, "初中毕业生数", "Junior graduates"), b.junior(func(f *figures) *int { return f.Graduates }), 0, "人")
}

// junior adds a figure over the schools with a junior stage.
func (b *builder) junior(of func(*figures) *int) *big.Rat {
	return b.sum(one(func(*figures) *int { return new(int) }, of))[1]
}

func (b *builder) catchment(display string) {
	parts := splitDisplay(display)
	if len(parts) != 2 {
		return
	}
	for i, stage := range indicator.Stages {
		x := simple("G13", "G13", "G13", percent, "", "")
		x.Stage, x.isPart, x.Name = stage, true, stagedName(stage, "就近划片入学比例", "admission by catchment")
		b.add(x, shown(parts[i]), 1, "%")
	}
}
