package workbook

import (
	"github.com/xuri/excelize/v2"
)

// styles are the looks of the cells that we write, registered with one file.
type styles struct {
	required, optional  int // headers
	text, count, amount int // values: codes and text, whole numbers, decimals
	label, note, title  int // forms and guides
	link                int
}

const (
	fontName      = "Microsoft YaHei" // office programs without it take their own Chinese font
	colorHead     = "1F4E5F"
	colorHeadSoft = "DCE9ED"
	colorLine     = "B7C9CF"
	colorError    = "FFC7CE"
	colorWarning  = "FFEB9C"
)

const formatText = 49 // "@": what is typed stays text, so codes keep their zeros and nothing becomes a formula

func newStyles(f *excelize.File) (s styles, err error) {
	line := []excelize.Border{
		{Type: "left", Color: colorLine, Style: 1}, {Type: "right", Color: colorLine, Style: 1},
		{Type: "top", Color: colorLine, Style: 1}, {Type: "bottom", Color: colorLine, Style: 1},
	}
	middle := &excelize.Alignment{Vertical: "center", WrapText: true}
	center := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	amount := "#,##0.####"
	for _, d := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.required, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Bold: true, Color: "FFFFFF"}, Fill: fill(colorHead), Border: line, Alignment: center}},
		{&s.optional, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Bold: true, Color: colorHead}, Fill: fill(colorHeadSoft), Border: line, Alignment: center}},
		{&s.text, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, NumFmt: formatText, Alignment: &excelize.Alignment{Vertical: "center"}}},
		{&s.count, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, NumFmt: 1}},
		{&s.amount, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, CustomNumFmt: &amount}},
		{&s.label, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, Alignment: middle}},
		{&s.note, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 9, Color: "5F6B70"}, Border: line, Alignment: middle}},
		{&s.title, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 14, Bold: true, Color: colorHead}}},
		{&s.link, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Color: "0563C1", Underline: "single"}, Border: line}},
	} {
		if *d.id, err = f.NewStyle(&d.style); err != nil {
			return s, err
		}
	}
	return s, nil
}

// of is the look of a field's values.
func (s styles) of(f *Field) int {
	switch f.Type {
	case TypeDecimal:
		return s.amount
	case TypeInt, TypeYear:
		return s.count
	}
	return s.text
}

func (s styles) header(f *Field) int {
	if f.Required == Optional {
		return s.optional
	}
	return s.required
}
