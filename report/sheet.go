package report

import (
	"strconv"

	"github.com/xuri/excelize/v2"
)

// Looks of cells, the keys of formFile.styles.
const (
	lookTitle = iota
	lookHead
	lookText
	lookCenter
	lookCount  // whole numbers
	lookPlaces // 2 decimals
	lookRatio  // 3 decimals
	lookGap    // left empty, to be filled in
	lookNote
	lookCounts
)

const formFont = "宋体"

// formFile is the workbook of the form while it is written. Its first error stops all that follows.
type formFile struct {
	file   *excelize.File
	styles [lookCounts]int
	papers *Papers
	gaps   gaps
	err    error
}

func newFormFile(p *Papers) *formFile {
	f := &formFile{file: excelize.NewFile(), papers: p}
	line := []excelize.Border{
		{Type: "left", Color: "7F7F7F", Style: 1},
		{Type: "right", Color: "7F7F7F", Style: 1},
		{Type: "top", Color: "7F7F7F", Style: 1},
		{Type: "bottom", Color: "7F7F7F", Style: 1},
	}
	font := func(size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: formFont, Size: size, Bold: bold}
	}
	at := func(horizontal string) *excelize.Alignment {
		a := &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: true}
		if horizontal == "right" {
			a.Indent = 1 // so that numbers do not touch the text beside them
		}
		return a
	}
	fill := func(color string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	}
	three := "0.000"
	for look, style := range [lookCounts]excelize.Style{
		lookTitle:  {Font: font(15, true), Alignment: at("center")},
		lookHead:   {Font: font(10, true), Alignment: at("center"), Border: line, Fill: fill("E4EDF0")},
		lookText:   {Font: font(10, false), Alignment: at("left"), Border: line},
		lookCenter: {Font: font(10, false), Alignment: at("center"), Border: line},
		lookCount:  {Font: font(10, false), Alignment: at("right"), Border: line, NumFmt: 1},
		lookPlaces: {Font: font(10, false), Alignment: at("right"), Border: line, NumFmt: 2},
		lookRatio:  {Font: font(10, false), Alignment: at("right"), Border: line, CustomNumFmt: &three},
		lookGap:    {Font: font(10, false), Alignment: at("right"), Border: line, Fill: fill("FFF6D6")},
		lookNote:   {Font: &excelize.Font{Family: formFont, Size: 9, Color: "5F6B70"}, Alignment: at("left")},
	} {
		if f.err == nil {
			f.styles[look], f.err = f.file.NewStyle(&style)
		}
	}
	return f
}

// cell is a value and its look. A nil value is a gap.
type cell struct {
	value any
	look  int
}

func words(s string) cell    { return cell{s, lookText} }
func centered(s string) cell { return cell{s, lookCenter} }
func counted(n int) cell     { return cell{n, lookCount} }
func gap() cell              { return cell{nil, lookGap} }

// number is a display of the evaluation as a number; a gap where there is none.
func number(display string, look int) cell {
	v, err := strconv.ParseFloat(display, 64)
	if err != nil {
		return gap()
	}
	return cell{v, look}
}

// tab is one table of the form on its own sheet.
type tab struct {
	*formFile
	name    string
	columns int
	row     int // of the next row
}

// tab begins a sheet with its title, its column widths and how the page lies.
func (f *formFile) tab(name, title string, landscape bool, widths ...float64) *tab {
	t := &tab{formFile: f, name: name, columns: len(widths), row: 1}
	_, err := f.file.NewSheet(name)
	f.do(err)
	for i, width := range widths {
		column, err := excelize.ColumnNumberToName(i + 1)
		f.do(err)
		f.do(f.file.SetColWidth(name, column, column, width))
	}
	t.span(title, lookTitle, 30)
	t.layout(landscape)
	return t
}

// do keeps the first error.
func (f *formFile) do(err error) {
	if f.err == nil {
		f.err = err
	}
}

func (t *tab) layout(landscape bool) {
	paper, wide, tall, orientation := 9, 1, 0, "portrait" // A4, one page wide and as many as it takes
	if landscape {
		orientation = "landscape"
	}
	fit := true
	t.do(t.file.SetSheetProps(t.name, &excelize.SheetPropsOptions{FitToPage: &fit}))
	t.do(t.file.SetPageLayout(t.name, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &wide, FitToHeight: &tall}))
	side, end, edge, center := 0.5, 0.6, 0.25, true // inches
	t.do(t.file.SetPageMargins(t.name, &excelize.PageLayoutMarginsOptions{
		Left: &side, Right: &side, Top: &end, Bottom: &end, Header: &edge, Footer: &edge, Horizontally: &center,
	}))
	t.do(t.file.SetHeaderFooter(t.name, &excelize.HeaderFooterOptions{OddHeader: "&C&9" + t.papers.head(), OddFooter: "&C&9第 &P 页 共 &N 页"}))
}

// span writes one text over the whole width.
func (t *tab) span(text string, look int, height float64) {
	from, to := t.at(1), t.at(t.columns)
	t.do(t.file.MergeCell(t.name, from, to))
	t.do(t.file.SetCellStr(t.name, from, text))
	t.do(t.file.SetCellStyle(t.name, from, to, t.styles[look]))
	t.do(t.file.SetRowHeight(t.name, t.row, height))
	t.row++
}

// head writes a row of column titles.
func (t *tab) head(height float64, titles ...string) {
	cells := make([]cell, len(titles))
	for i, title := range titles {
		cells[i] = cell{title, lookHead}
	}
	t.put(cells...)
	t.do(t.file.SetRowHeight(t.name, t.row-1, height))
}

// rowHeight is that of a row of one line, in points.
const rowHeight = 19

// put writes a row.
func (t *tab) put(cells ...cell) {
	t.do(t.file.SetRowHeight(t.name, t.row, rowHeight))
	for i, c := range cells {
		at := t.at(i + 1)
		t.do(t.file.SetCellStyle(t.name, at, at, t.styles[c.look]))
		if c.value != nil {
			t.do(t.file.SetCellValue(t.name, at, c.value))
		}
	}
	t.row++
}

// repeat makes the rows so far repeat on every page and stay in sight.
func (t *tab) repeat(from int) {
	t.do(t.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: t.name,
		RefersTo: "'" + t.name + "'!$" + strconv.Itoa(from) + ":$" + strconv.Itoa(t.row-1),
	}))
	t.do(t.file.SetPanes(t.name, &excelize.Panes{Freeze: true, YSplit: t.row - 1, TopLeftCell: t.at(1), ActivePane: "bottomLeft"}))
}

// join merges cells of the row before, from one column to another.
func (t *tab) join(row, from, to int) {
	a, err := excelize.CoordinatesToCellName(from, row)
	t.do(err)
	b, err := excelize.CoordinatesToCellName(to, row)
	t.do(err)
	t.do(t.file.MergeCell(t.name, a, b))
}

func (t *tab) at(column int) string {
	name, err := excelize.CoordinatesToCellName(column, t.row)
	t.do(err)
	return name
}

// missing puts down why a place stays empty and returns the empty cell.
func (t *tab) missing(table, item, reason string) cell {
	t.gaps.add(table, item, reason)
	return gap()
}
