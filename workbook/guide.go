package workbook

import (
	"slices"

	"github.com/xuri/excelize/v2"
)

// guideLines head the sheet that explains how to fill a file.
var guideLines = []string{
	"一、深色表头为必填项，浅色表头为选填项；学段数据只由设该学段的学校填写。",
	"二、没有发生的数量请填 0；暂时不清楚的请留空，留空按“未填报”处理，不会当作 0。",
	"三、数字单元格只填数字，不要填“无”“/”或带单位；金额请注意单位是万元还是元。",
	"四、可以在表头上方添加标题行，列的顺序可以调整，但请不要修改列名。",
	"五、学校标识码 10 位、行政区划代码 6 位，请保留前导零。",
}

// guide adds a sheet that lists every field with its unit and how to fill it.
func (o *output) guide(sheets []string) error {
	if err := o.sheet(sheetGuide); err != nil {
		return err
	}
	if err := printed(o.File, sheetGuide, 3+len(guideLines), true); err != nil {
		return err
	}
	s, err := o.NewStreamWriter(sheetGuide)
	if err != nil {
		return err
	}
	columns := []struct {
		header string
		width  float64
	}{{"工作表", 13}, {"填报项目", 40}, {"单位", 9}, {"要求", 10}, {"填写内容", 36}, {formNote, 42}, {"English", 52}}
	for i, c := range columns {
		if err := s.SetColWidth(i+1, i+1, c.width); err != nil {
			return err
		}
	}
	row := 1
	put := func(height float64, cells ...any) error {
		at := "A" + itoa(row)
		row++
		return s.SetRow(at, cells, excelize.RowOpts{Height: height})
	}
	if err := put(26, excelize.Cell{StyleID: o.styles.title, Value: "义务教育优质均衡发展数据填写说明"}); err != nil {
		return err
	}
	for _, line := range guideLines {
		if err := put(18, line); err != nil {
			return err
		}
	}
	row++
	var head []any
	for _, c := range columns {
		head = append(head, excelize.Cell{StyleID: o.styles.required, Value: c.header})
	}
	if err := put(24, head...); err != nil {
		return err
	}
	for _, sheet := range sheets {
		for _, f := range slices.Concat(dictionary[sheet], o.added[sheet]) {
			if err := put(18, o.guideRow(sheet, f)...); err != nil {
				return err
			}
		}
	}
	return s.Flush()
}

func (o *output) guideRow(sheet string, f *Field) (cells []any) {
	for _, text := range []string{sheet, f.Header, f.Unit, requirementText(f.Required), expectation(f), f.Note, f.Label} {
		cells = append(cells, excelize.Cell{StyleID: o.styles.label, Value: text})
	}
	return cells
}

func requirementText(r Requirement) string {
	switch r {
	case Required:
		return "必填"
	case RequiredPrimary:
		return "小学必填"
	case RequiredJunior:
		return "初中必填"
	case RequiredSenior:
		return "高中必填"
	}
	return "选填"
}
