package docx

import (
	"archive/zip"
	"bytes"
	"slices"
	"strconv"
)

const (
	sheetNames = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
	bookType   = "application/vnd.openxmlformats-officedocument.spreadsheetml."
)

// leaf is an element of text alone.
func leaf(name, text string) node { return node{name: name, text: text} }

// sheetCells names n cells of a column of a chart's workbook, from a row on, both counted from 0.
func sheetCells(column, row, n int) string {
	letter := string(rune('A' + column))
	cells := "Sheet1!$" + letter + "$" + strconv.Itoa(row+1)
	if row > 0 {
		cells += ":$" + letter + "$" + strconv.Itoa(row+n)
	}
	return cells
}

// workbook is a chart's numbers as a workbook: a row a category, a column a series.
func (c *Chart) workbook() ([]byte, error) {
	rows := [][]string{{""}}
	for _, name := range c.Categories {
		rows = append(rows, []string{name})
	}
	all := c.Bars
	if c.Line.Name != "" {
		all = append(slices.Clip(all), c.Line)
	}
	for _, s := range all {
		rows[0] = append(rows[0], s.Name)
		for i, v := range s.Values {
			rows[i+1] = append(rows[i+1], v)
		}
	}
	sheet := el("sheetData")
	for i, row := range rows {
		line := el("row").with("r", strconv.Itoa(i+1))
		for k, text := range row {
			cell := el("c").with("r", string(rune('A'+k))+strconv.Itoa(i+1))
			switch {
			case text == "":
				continue
			case i == 0 || k == 0:
				cell = cell.with("t", "inlineStr").add(el("is", leaf("t", text)))
			default:
				cell = cell.add(leaf("v", text))
			}
			line = line.add(cell)
		}
		sheet = sheet.add(line)
	}
	override := func(path, kind string) node {
		return el("Override").with("PartName", path).with("ContentType", bookType+kind+"+xml")
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range [...]part{
		{path: "[Content_Types].xml", root: el("Types",
			el("Default").with("Extension", "rels").with("ContentType", relationsType),
			override("/xl/workbook.xml", "sheet.main"), override("/xl/worksheets/sheet1.xml", "worksheet")).with("xmlns", packageTypes)},
		{path: "_rels/.rels", root: el("Relationships", relation("workbook", linkNames+"/officeDocument", "xl/workbook.xml")).with("xmlns", packageLinks)},
		{path: "xl/workbook.xml", root: el("workbook", el("sheets", el("sheet").with("name", "Sheet1").with("sheetId", "1").with("r:id", "sheet1"))).
			with("xmlns", sheetNames).with("xmlns:r", linkNames)},
		{path: "xl/_rels/workbook.xml.rels", root: el("Relationships", relation("sheet1", linkNames+"/worksheet", "worksheets/sheet1.xml")).with("xmlns", packageLinks)},
		{path: "xl/worksheets/sheet1.xml", root: el("worksheet", sheet).with("xmlns", sheetNames)},
	} {
		if err := p.write(z); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return out.Bytes(), err
}
