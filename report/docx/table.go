package docx

import "strconv"

// Align is where the text of a column stands.
type Align string

// The alignments.
const (
	Left   Align = "left"
	Center Align = "center"
	Right  Align = "right"
)

// Column is a column of a table.
type Column struct {
	Title string
	Width int // mm
	Align Align
}

// Cell is a cell of a table.
type Cell []Span

// Text is a cell of plain text.
func Text(s string) Cell { return Cell{Plain(s)} }

// twipsPerMM: lengths are twentieths of a point.
const twipsPerMM = 1440 / 25.4

// whole is how many rows a table has at most that is not torn between pages.
const whole = 8

func twips(mm int) string { return strconv.Itoa(int(float64(mm)*twipsPerMM + 0.5)) }

// Table adds a table: its first row holds the titles and repeats on every page, no row is torn apart.
func (d *Document) Table(columns []Column, rows [][]Cell) {
	grid := el("w:tblGrid")
	head := el("w:tr", el("w:trPr", el("w:cantSplit"), el("w:tblHeader")))
	for _, c := range columns {
		grid = grid.add(el("w:gridCol").with("w:w", twips(c.Width)))
		shade := el("w:shd").with("w:val", "clear").with("w:color", "auto").with("w:fill", "E4EDF0")
		head = head.add(d.cell(c, shade, "TableHead", Center, Cell{Plain(c.Title)}))
	}
	properties := el("w:tblPr", val("w:tblStyle", "Grid"), el("w:tblW").with("w:w", "0").with("w:type", "auto"),
		val("w:jc", "center"), el("w:tblLayout").with("w:type", "fixed"))
	table := el("w:tbl", properties, grid, head)
	for n, row := range rows {
		style := "TableText"
		if len(rows) <= whole && n < len(rows)-1 {
			style = "TableTextKept"
		}
		line := el("w:tr", el("w:trPr", el("w:cantSplit")))
		for i, cell := range row {
			line = line.add(d.cell(columns[i], node{}, style, columns[i].Align, cell))
		}
		table = table.add(line)
	}
	d.body = append(d.body, table, el("w:p", el("w:pPr", val("w:pStyle", "Gap"))))
}

func (d *Document) cell(c Column, shade node, style string, align Align, cell Cell) node {
	properties := el("w:tcPr", el("w:tcW").with("w:w", twips(c.Width)).with("w:type", "dxa"))
	if shade.name != "" {
		properties = properties.add(shade)
	}
	properties = properties.add(val("w:vAlign", "center"))
	return el("w:tc", properties, d.paragraph(style, string(align), cell...))
}
