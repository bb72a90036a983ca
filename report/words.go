package report

import "github.com/junheng/junheng/indicator"

var stageWords = map[indicator.Stage]string{indicator.Primary: "小学", indicator.Junior: "初中"}

var statusWords = map[indicator.Status]string{
	indicator.Met: "达标", indicator.Near: "接近标准", indicator.Unmet: "未达标", indicator.Pending: "待核",
	indicator.NotComputable: "无法计算", indicator.NotApplicable: "不适用",
}

var verdictWords = map[indicator.Verdict]string{indicator.Pass: "达标", indicator.Fail: "未达标", indicator.Incomplete: "数据不全"}

// areaVerdictWords: an area that is not settled waits for claims as often as for numbers.
var areaVerdictWords = map[indicator.Verdict]string{indicator.Pass: "达标", indicator.Fail: "未达标", indicator.Incomplete: "待定"}

var areaWords = map[indicator.Area]string{
	indicator.Resources: "资源配置", indicator.Government: "政府保障程度", indicator.Quality: "教育质量", indicator.Recognition: "社会认可度",
}

var reasonWords = map[indicator.Reason]string{
	indicator.ReasonNotReported: "数据未填报", indicator.ReasonNoStudents: "无在校生", indicator.ReasonContradiction: "数据矛盾",
	indicator.ReasonTooSmall: "不足50人的教学点", indicator.ReasonSpecial: "特殊教育学校", indicator.ReasonVocational: "职业学校",
	indicator.ReasonNotOpen: "当年未开办或已停办",
}

// kind is a kind of school and its name, in the order of the form.
type kind struct {
	code indicator.SchoolKind
	name string
}

var kinds = [...]kind{
	{indicator.KindPrimary, "小学"},
	{indicator.KindTeachingPoint, "教学点"},
	{indicator.KindJunior, "初级中学"},
	{indicator.KindNineYear, "九年一贯制学校"},
	{indicator.KindTwelveYear, "十二年一贯制学校"},
	{indicator.KindCompleteSecondary, "完全中学"},
	{indicator.KindSpecial, "特殊教育学校"},
	{indicator.KindVocational, "职业学校"},
}

func kindName(code indicator.SchoolKind) string {
	for _, k := range kinds {
		if k.code == code {
			return k.name
		}
	}
	return string(code)
}

// organizer tells who runs a school, as far as the form asks: public or private.
func organizer(s indicator.School) string {
	if s.Ownership() == indicator.Private {
		return "民办"
	}
	return "公办"
}

// circled are the marks of the seven R indicators in tables that name them by number.
var circled = [indicator.ResourceCount]string{"①", "②", "③", "④", "⑤", "⑥", "⑦"}

// resourceTitles are the full names of the R indicators with their units, as the form prints them.
var resourceTitles = [indicator.ResourceCount]string{
	"每百名学生拥有高于规定学历教师数（人）", "每百名学生拥有县级以上骨干教师数（人）", "每百名学生拥有体育、艺术专任教师数（人）",
	"生均教学及辅助用房面积（平方米）", "生均体育运动场馆面积（平方米）", "生均教学仪器设备值（元）", "每百名学生拥有网络多媒体教室数（间）",
}
