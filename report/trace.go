package report

import (
	"fmt"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// formulas say in words how an indicator is computed; those that are attested only have none.
var formulas = map[string]string{
	"R1":  "高于规定学历教师数×100÷学生数",
	"R2":  "县级以上骨干教师数×100÷学生数",
	"R3":  "体育、音乐、美术、艺术专任教师数×100÷学生数",
	"R4":  "（教学及辅助用房面积−室内体育用房面积）×学段份额÷学生数",
	"R5":  "（运动场地面积＋室内体育用房面积）×学段份额÷学生数",
	"R6":  "教学仪器设备值×学段份额÷学生数",
	"R7":  "网络多媒体教室数×学段份额×100÷学生数",
	"G2":  "本县定额不低于国家定额且不低于上年",
	"G3":  "逐校比较专用教室间数、面积与班级数",
	"G4":  "逐校比较一至九年级学生数与规模上限",
	"G5":  "逐校比较各班额区间的班级数",
	"G6":  "逐校比较公用经费预算与100人乘定额",
	"G7":  "特殊教育学校公用经费÷学生数",
	"G8":  "教师年平均工资与公务员年平均工资比较",
	"G9":  "逐校：完成培训教师数÷专任教师数",
	"G11": "交流教师数÷符合条件教师数；骨干教师数÷交流教师数",
	"G12": "逐校：持证教师数÷专任教师数",
	"G13": "城区、镇区公办非寄宿制学校学区内学生数÷学生数",
	"G14": "分配名额÷招生计划",
	"G15": "（公办就读＋政府购买学位就读）÷符合条件随迁子女数",
	"Q1":  "逐校毕业、入学、转入、转出、死亡人数汇总计算",
	"Q2":  "已入学÷适龄残疾儿童少年数",
	"Q4":  "逐校：教师培训经费预算÷公用经费预算",
	"Q9":  "逐科比较学业水平等级与校际差异率",
	"S1":  "满意问卷÷有效问卷",
	"S2":  "满意人数÷走访人数",
}

// keyWords are the names of county figures in footnotes, as the data dictionary has them.
var keyWords = map[string]string{
	"specialEdOperating": "特殊教育学校公用经费", "specialEdStudents": "特殊教育学校学生数", "teacherPay": "教师年平均工资",
	"civilServantPay": "公务员年平均工资", "rotationEligible": "符合交流条件教师数", "rotated": "交流教师数", "rotatedBackbone": "交流骨干教师数",
	"seniorQuota": "优质高中招生计划", "seniorAllocated": "分配名额", "migrantEligible": "符合条件随迁子女数", "migrantPublic": "公办就读",
	"migrantPurchased": "政府购买学位就读", "disabledChildren": "适龄残疾儿童少年数", "disabledEnrolled": "已入学",
	"surveyValid": "有效问卷", "surveySatisfied": "满意问卷", "visited": "走访人数", "visitedSatisfied": "满意人数",
	"minimum": "标准", "minimumBackbone": "骨干教师标准",
	"operatingQuotaPrimary": "小学定额", "operatingQuotaJunior": "初中定额",
	"national.operatingQuotaPrimary": "国家小学定额", "national.operatingQuotaJunior": "国家初中定额",
	"migrantPlaced": "就读合计", "attestation": "佐证", "level": "等级标准", "differenceBelow": "差异率须低于",
	"catchmentStudentsPrimary": "小学学区内学生数", "studentsPrimary": "小学学生数", "minimumPrimary": "小学标准",
	"catchmentStudentsJunior": "初中学区内学生数", "studentsJunior": "初中学生数", "minimumJunior": "初中标准",
	"limitPrimary": "小学限值", "limitJunior": "初中限值",
}

var unitWords = map[string]string{"person": "人", "yuan": "元", "10,000 yuan": "万元", "piece": "份"}

// keyWord names an input of a trace; monitoring results carry their subject behind the key. Empty for an unknown key.
func keyWord(key string) string {
	if subject, is := strings.CutPrefix(key, "level "); is {
		return subject + "等级"
	}
	if subject, is := strings.CutPrefix(key, "differenceRate "); is {
		return subject + "差异率"
	}
	return keyWords[key]
}

// fewInputs is how many inputs a footnote spells out; more are counted.
const fewInputs = 14

// source begins every footnote: which indicator, by which edition.
func (p *Papers) source(code string) string {
	s := code + " " + p.name(code) + "，版本 " + p.Edition.Code
	if formula := formulas[code]; formula != "" {
		s += "；算法：" + formula
	}
	return s
}

// itemNote is the footnote of an item: indicator, edition, formula and inputs of its trace.
func (p *Papers) itemNote(code string) string {
	t, ok := p.Edition.ExplainCounty(p.County, code)
	if !ok {
		return ""
	}
	note := p.source(code)
	if said := inputs(t); said != "" {
		note += "；输入：" + said
	}
	return note + "。"
}

// inputs spells out few inputs of a trace and counts many. Settings of the edition and counts that only serve to compute
// the trace again have no word and stay out: the whole trace is the engine's to show.
func inputs(t indicator.Trace) string {
	schools := map[string]bool{}
	var said []string
	for _, in := range t.Inputs {
		if in.School != "" {
			schools[in.School] = true
			continue
		}
		name := keyWord(in.Key)
		if name == "" {
			continue
		}
		value := notReported
		if in.Value != nil {
			value = *in.Value + unitWords[in.Unit]
		}
		if word, is := statusWords[indicator.Status(value)]; is {
			value = word
		}
		said = append(said, fmt.Sprintf("%s %s（%d）", name, value, in.Year))
	}
	if len(said) > fewInputs {
		said = append(said[:fewInputs], "等")
	}
	if len(schools) > 0 {
		said = append(said, fmt.Sprintf("%d 所学校的填报数据", len(schools)))
	}
	return strings.Join(said, "，")
}

// balanceNote is the footnote of the two coefficients of an R indicator, with the sums that they come from.
func (p *Papers) balanceNote(i int) string {
	code := indicator.ResourceCodes[i]
	note := p.source(code) + "；差异系数＝按学生数加权的标准差÷均值；输入："
	var said []string
	for s, stage := range indicator.Stages {
		b := p.balance(i, s)
		said = append(said, fmt.Sprintf("%s %d 个评估单元、学生 %d 人", stageWords[stage], b.UnitCount, b.Students))
	}
	return note + strings.Join(said, "，") + "。"
}
