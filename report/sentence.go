package report

import (
	"fmt"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// sentences are the fill-in sentences of tables Ⅳ and Ⅴ, with a place for each part of the result's display.
var sentences = map[string]string{
	"G2":  "生均公用经费基准定额：小学 %s 元，初中 %s 元",
	"G3":  "应评学校 %[2]s 所，音乐、美术专用教室达标 %[1]s 所",
	"G4":  "应评学校 %[2]s 所，规模符合要求 %[1]s 所",
	"G5":  "应评学校 %[2]s 所，班额全部符合要求 %[1]s 所",
	"G6":  "不足100人的学校和教学点 %[2]s 所，按100人核定公用经费 %[1]s 所",
	"G7":  "特殊教育学校生均公用经费 %s 元",
	"G8":  "教师年平均工资 %s 元，公务员年平均工资 %s 元",
	"G9":  "应评学校 %[2]s 所，5年360学时培训完成率达到100%%的 %[1]s 所",
	"G11": "交流轮岗教师占符合交流条件教师的 %s，其中骨干教师占交流轮岗教师的 %s",
	"G12": "应评学校 %[2]s 所，教师资格证上岗率达到100%%的 %[1]s 所",
	"G13": "就近划片入学比例：小学 %s，初中 %s",
	"G14": "优质高中招生名额分配比例 %s",
	"G15": "符合条件的随迁子女在公办学校和政府购买服务的民办学校就读比例 %s",
	"Q1":  "初中三年巩固率 %s",
	"Q2":  "残疾儿童少年入学率 %s",
	"Q3":  "应评学校 %[2]s 所，达标 %[1]s 所",
	"Q4":  "应评学校 %[2]s 所，教师培训经费达到公用经费预算总额5%%的 %[1]s 所",
	"Q6":  "应评学校 %[2]s 所，德育和校园文化建设达到良好以上 %[1]s 所",
	"Q9":  "监测科目 %[2]s 个，达标 %[1]s 个",
	"S1":  "社会认可度 %s",
	"S2":  "实地走访满意度 %s",
}

// sentence says what an item of areas G, Q and S came to; empty where nothing is known.
func (p *Papers) sentence(r indicator.CountyResult) string {
	var said []string
	if r.Display != "" {
		said = append(said, filled(r))
	}
	if r.Code == "Q9" {
		said = append(said, p.subjects()...)
	}
	if r.Conclusion != "" {
		said = append(said, strings.TrimRight(r.Conclusion, "。；"))
	}
	if len(said) == 0 && r.Status == indicator.NotApplicable {
		return "无适用对象，本项不适用。"
	}
	if len(said) == 0 {
		return ""
	}
	return strings.Join(said, "；") + "。"
}

// filled puts the parts of a display into the item's sentence. A display of another number of parts than the sentence has
// places, such as one stage's only, stands as it is.
func filled(r indicator.CountyResult) string {
	form := sentences[r.Code]
	parts := strings.Split(r.Display, " / ")
	if counts := strings.Split(r.Display, "/"); strings.Contains(form, "%[2]s") {
		parts = counts
	}
	places := strings.Count(form, "%s") + strings.Count(form, "]s")
	if form == "" || places != len(parts) {
		return r.Display
	}
	values := make([]any, len(parts))
	for i, part := range parts {
		values[i] = part
	}
	return fmt.Sprintf(form, values...)
}

// subjects are the results of the national monitoring by subject.
func (p *Papers) subjects() []string {
	levels := [...]string{"", "Ⅰ", "Ⅱ", "Ⅲ", "Ⅳ"}
	var said []string
	for _, a := range p.County.Attestations {
		if a.Indicator != "Q9" || a.Subject == "" {
			continue
		}
		s := a.Subject
		if a.StandardLevel != nil && *a.StandardLevel > 0 && *a.StandardLevel < len(levels) {
			s += levels[*a.StandardLevel] + "级"
		}
		if a.DifferenceRate != nil {
			s += "、校际差异率 " + a.DifferenceRate.String()
		}
		said = append(said, s)
	}
	return said
}
