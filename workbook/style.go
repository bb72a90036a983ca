package workbook

import (
	"github.com/xuri/excelize/v2"
)

// styles are the looks of the cells that we write, registered with one file.
type styles struct {
	required, optional  int // headers
	text, count, amount int // values: codes and text, whole numbers, decimals
	year, asked         int // years, and the names of required items on forms
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
		{Type: "left", Color: colorLine, Style: 1},
		{Type: "right", Color: colorLine, Style: 1},
		{Type: "top", Color: colorLine, Style: 1},
		{Type: "bottom", Color: colorLine, Style: 1},
	}
	middle := &excelize.Alignment{Horizontal: "left", Vertical: "center", WrapText: true, Indent: 1}
	number := &excelize.Alignment{Horizontal: "right", Vertical: "center"}
	center := &excelize.Alignment{Horizontal: "center", Vertical: "center", WrapText: true}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	for _, d := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.required, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Bold: true, Color: "FFFFFF"}, Fill: fill(colorHead), Border: line, Alignment: center}},
		{&s.optional, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Bold: true, Color: colorHead}, Fill: fill(colorHeadSoft), Border: line, Alignment: center}},
		{&s.text, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, NumFmt: formatText, Alignment: &excelize.Alignment{Horizontal: "left", Vertical: "center", Indent: 1}}},
		{&s.count, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, NumFmt: 1, Alignment: number}},
		{&s.year, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, NumFmt: 1, Alignment: center}},
		{&s.asked, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Bold: true, Color: colorHead}, Fill: fill(colorHeadSoft), Border: line, Alignment: middle}},
		{&s.amount, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, Alignment: number}},
		{&s.label, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10}, Border: line, Alignment: middle}},
		{&s.note, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 9, Color: "5F6B70"}, Border: line, Alignment: middle}},
		{&s.title, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 14, Bold: true, Color: colorHead}}},
		{&s.link, excelize.Style{Font: &excelize.Font{Family: fontName, Size: 10, Color: "0563C1", Underline: "single"}, Border: line, Alignment: middle}},
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
	case TypeInt:
		return s.count
	case TypeYear:
		return s.year
	}
	return s.text
}

func (s styles) header(f *Field) int {
	if f.Required == Optional {
		return s.optional
	}
	return s.required
}

// printed lays a sheet out for paper: landscape, headers on each page, and all columns on its width where they fit.
// It comes before a sheet's stream begins.
func printed(f *excelize.File, sheet string, headerRow int, fits bool) error {
	paper, landscape, height := 9, "landscape", 0 // A4, as many pages high as it takes
	if err := f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape, FitToHeight: &height}); err != nil {
		return err
	}
	if err := f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fits}); err != nil {
		return err
	}
	row := itoa(headerRow)
	quoted := "'" + sheet + "'"
	return f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: quoted + "!$" + row + ":$" + row})
}
