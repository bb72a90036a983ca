package claims_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/junheng/junheng/report/claims"
)

// TestOneSentence tells what the numbers of a sentence come to in 2023, in their order: = agrees, ≠ differs, ? no data.
// Numbers that are no claims are not listed.
func TestOneSentence(t *testing.T) {
	src, _ := source(t, 2023)
	facts := claims.NewFacts(src)
	for _, c := range []struct{ name, text, want string }{
		{"a count", "全区有义务教育学校46所。", "="},
		{"a wrong count", "全区有义务教育学校47所。", "≠"},
		{"thousands separators", "在校学生48,297人，其中小学33，476人。", "= ="},
		{"full-width digits", "在校学生４８２９７人。", "="},
		{"numbers in words", "全区四十六所学校，三十所小学，十六所初中。", "= = ="},
		{"hundred millions stand for ten thousands", "2023年一般公共预算教育经费14.06亿元，即140600万元、1406000000元。", "= = ="},
		{"rounded to what is written", "小学生均教学及辅助用房面积7.05平方米，约7平方米。", "= ="},
		{"not rounded but cut", "小学生均教学仪器设备值3356.5元，即3356元。", "= ≠"},
		{"the last digit is wrong", "小学生均教学及辅助用房面积7.06平方米。", "≠"},
		{"about", "在校学生近4.8万人，专任教师2800余人。", "= ="},
		{"about, but far off", "在校学生近5.8万人，专任教师3800余人。", "≠ ≠"},
		{"all is all", "初中就近划片入学比例100%。", "≠"},
		{"another year", "一般公共预算教育经费2021年12.57亿元、2022年12.74亿元。", "= ="},
		{"years the wrong way round", "一般公共预算教育经费2021年12.74亿元、2022年12.57亿元。", "≠ ≠"},
		{"growth", "2023年一般公共预算教育经费14.06亿元，比上年增长10.4%，增加1.32亿元。", "= = ="},
		{"growth that is wrong", "2023年一般公共预算教育经费14.06亿元，比上年增长11.4%。", "= ≠"},
		{"years from to, dealt out", "2021—2023年，一般公共预算教育经费分别为12.57亿元、12.74亿元、14.06亿元。", "= = ="},
		{"years from to, exchanged", "2021—2023年，一般公共预算教育经费分别为12.74亿元、12.57亿元、14.06亿元。", "≠ ≠ ="},
		{"years that share a word, dealt out", "2021、2022和2023年一般公共预算教育经费分别为12.57亿元、12.74亿元、14.06亿元。", "= = ="},
		{"dealt out", "小学、初中专任教师分别为1804人和1069人。", "= ="},
		{"dealt out the wrong way round", "小学、初中专任教师分别为1069人和1804人。", "≠ ≠"},
		{"thresholds", "标准为小学不低于4.2人、初中不低于5.3人，差异系数应在0.50、0.45以内，三年巩固率95%以上。", ""},
		{"dates, labels and documents", "1.根据教督〔2017〕6号，2024年3月5日至8日开展自评（表3）。", ""},
		{"a threshold and a number", "交流轮岗比例12.2%，高于10%的标准。", "="},
		{"a part that the data do not know", "男教师有600人，特级教师12人，教师15人获市级表彰。", "? ? ?"},
		{"what is planned", "计划新建学校3所，新增教师200人，力争2025年在校学生达到5万人。", "? ? ?"},
		{"a later year", "2026年在校学生50000人。", "?"},
		{"units that no fact has", "占地57亩，藏书26万册，开展活动180场。", "? ? ?"},
		{"a school by its name", "云杉小学有学生1179人。", "="},
		{"a wrong figure of a school", "云杉小学有学生1197人。", "≠"},
		{"more of a school, and the county again", "云杉小学有学生1179人，班级99个，全区在校学生48297人，在校生48297人。", "= ≠ = ="},
		{"a school that is not known", "第一实验小学有学生1197人。", "?"},
		{"backbone teachers of those who rotated", "交流轮岗88人，其中骨干教师36人，占40.9%。", "= = ="},
		{"civil servants are not teachers", "教师年平均工资139800元，公务员年平均工资139800元。", "= ≠"},
		{"code of an indicator", "R5指标初中差异系数0.401，Q2为99%。", "= ≠"},
		{"levels", "语文达到Ⅳ级，数学达到Ⅳ级。", "= ≠"},
		{"another unit is another number", "专任教师2873所。", "?"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			var all []string
			for _, k := range check(t, claims.Split(c.text), facts).Claims {
				got = append(got, map[claims.Verdict]string{claims.Agrees: "=", claims.Differs: "≠", claims.NoData: "?"}[k.Verdict])
				all = append(all, say(k))
			}
			if strings.Join(got, " ") != c.want {
				t.Errorf("%s: got %q, want %q\n%s", c.text, strings.Join(got, " "), c.want, strings.Join(all, "\n"))
			}
		})
	}
}

func TestWhereAClaimStands(t *testing.T) {
	src, _ := source(t, 2023)
	r := check(t, claims.Split("概况\n　　全区有小学 30 所、在校学生48,279人。"), claims.NewFacts(src))
	if len(r.Claims) != 2 || r.Agree != 1 || r.Differ != 1 {
		t.Fatalf("got %+v", r)
	}
	c := r.Claims[1]
	if c.Paragraph != 1 || c.Start != 15 || c.End != 22 || c.Text != "48,279人" || c.Number != "48279" || c.Unit != "人" || c.Sentence != "全区有小学 30 所、在校学生48,279人。" {
		t.Errorf("got %+v", c)
	}
	for lang, want := range map[string]string{"zh": "文中为 48,279人，数据为 48297 人（在校学生数合计（2023 年））。", "en": "The text says 48,279人; the data say 48297 (Pupils, total, 2023)."} {
		if got := c.Message(lang); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSplitFindsTables(t *testing.T) {
	list := claims.Split("标题\r\n甲\t乙\r\n1\t\r\n\r\n| a | b |\n| 1 | 2 |")
	want := []string{"标题 0 0 0", "甲 1 1 1", "乙 1 1 2", "1 1 2 1", "a 2 1 1", "b 2 1 2", "1 2 2 1", "2 2 2 2"}
	if len(list) != len(want) {
		t.Fatalf("got %+v", list)
	}
	for i, p := range list {
		if got := strings.Join([]string{p.Text, itoa(p.Table), itoa(p.Row), itoa(p.Column)}, " "); got != want[i] {
			t.Errorf("got %q, want %q", got, want[i])
		}
	}
}

// TestHostileTexts asks for time that grows with the text, not with its square.
func TestHostileTexts(t *testing.T) {
	src, _ := source(t, 2023)
	facts := claims.NewFacts(src)
	for _, part := range []string{"1人", "学生1", "分别为1、", "100%", "不低于1、", "小学", "教师的", "（", "9", "①", "云杉小学1人", "1\t", "\t1\n", "小学\t1\n", "2023年", "达到100%"} {
		r := check(t, claims.Split(strings.Repeat(part, min(60_000/len(part), claims.MaxNumbers))), facts)
		if len(r.Claims) > claims.MaxClaims {
			t.Errorf("%s: %d claims", part, len(r.Claims))
		}
	}
}

func itoa(n int) string { return string(rune('0' + n)) }

func FuzzCheck(f *testing.F) {
	src, _ := source(f, 2023)
	facts := claims.NewFacts(src)
	for _, s := range []string{"在校学生48,297人", "分别为1、2和3", "①4.08／4.2", "2021—2023年", "1:16.8", "（33项）", "小学\t初中\n1\t2", "9999999999999999999999.9亿元", "十百", "Ⅳ级", "2023年9月"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := check(t, claims.Split(text), facts)
		for _, c := range r.Claims {
			if n := len([]rune(r.Paragraphs[c.Paragraph].Text)); c.Start < 0 || c.End <= c.Start || c.End > n {
				t.Errorf("a claim at %d to %d of %d characters", c.Start, c.End, n)
			}
		}
	})
}

func TestAReportOfNothingButNumbersIsRefused(t *testing.T) {
	src, _ := source(t, 2023)
	facts := claims.NewFacts(src)
	if _, err := claims.Check(t.Context(), claims.Split(strings.Repeat("1,2 ", claims.MaxNumbers)), facts); !errors.Is(err, claims.ErrNumbers) {
		t.Errorf("got %v, want ErrNumbers", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := claims.Check(ended, claims.Split("小学生1人，"+strings.Repeat("1人、", 10_000)), facts); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want Canceled", err)
	}
}
