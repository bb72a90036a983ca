package workbook

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// validate makes office programs help with the cells of a field: a drop-down or a range, and a note beside the cell.
func validate(f *excelize.File, sheet, area string, field *Field) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(area)
	var err error
	switch field.Type {
	case TypeInt, TypeYear:
		err = v.SetRange(field.Min.Float(), field.Max.Float(), excelize.DataValidationTypeWhole, excelize.DataValidationOperatorBetween)
	case TypeDecimal:
		err = v.SetRange(field.Min.Float(), field.Max.Float(), excelize.DataValidationTypeDecimal, excelize.DataValidationOperatorBetween)
	case TypeCode6:
		err = v.SetRange(6, 6, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween)
	case TypeCode10:
		err = v.SetRange(10, 10, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween)
	case TypeText:
		err = v.SetRange(0, MaxText, excelize.DataValidationTypeTextLength, excelize.DataValidationOperatorBetween)
	case TypeBool:
		err = v.SetDropList([]string{"是", "否"})
	case TypeEnum:
		var texts []string
		for _, c := range field.Choices {
			texts = append(texts, c.Text)
		}
		err = v.SetDropList(texts)
	}
	if err != nil {
		return fmt.Errorf("validation of %s: %w", field.Key, err)
	}
	title := firstRunes(field.Header, 30) // office programs take 32
	v.SetInput(title, firstRunes(prompt(field), 250))
	v.SetError(excelize.DataValidationErrorStyleStop, title, firstRunes("请填写："+expectation(field), 220))
	return f.AddDataValidation(sheet, v)
}

func prompt(f *Field) string {
	lines := []string{expectation(f)}
	if f.Note != "" {
		lines = append(lines, f.Note)
	}
	switch f.Required {
	case Optional:
		lines = append(lines, "选填")
	case Required:
		lines = append(lines, "必填")
	case RequiredPrimary:
		lines = append(lines, "设小学学段的学校必填")
	case RequiredJunior:
		lines = append(lines, "设初中学段的学校必填")
	case RequiredSenior:
		lines = append(lines, "设高中学段的学校必填")
	}
	return strings.Join(lines, "\n")
}

// expectation says in Chinese what a cell of the field holds.
func expectation(f *Field) string {
	unit := ""
	if f.Unit != "" {
		unit = "，单位：" + f.Unit
	}
	switch f.Type {
	case TypeInt:
		if f.Max.Float() < 100 {
			return fmt.Sprintf("%s 至 %s 的整数%s", f.Min, f.Max, unit)
		}
		return "不小于 0 的整数" + unit
	case TypeDecimal:
		if *f.Min > 0 || f.Max.Float() <= 1 {
			return fmt.Sprintf("%s 至 %s 的数%s", f.Min, f.Max, unit)
		}
		return "不小于 0 的数，最多 4 位小数" + unit
	case TypeYear:
		return fmt.Sprintf("四位年份，%s 至 %s", f.Min, f.Max)
	case TypeCode6:
		return "6 位数字"
	case TypeCode10:
		return "10 位数字"
	case TypeBool:
		return "是 或 否"
	case TypeEnum:
		return "从下拉列表中选择"
	}
	return fmt.Sprintf("文字，最多 %d 字", MaxText)
}

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}
