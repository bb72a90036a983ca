package workbook

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"
)

// maxComments bounds the notes in a marked copy: office programs open many thousands of them slowly. Cells beyond it are
// still coloured and listed.
const maxComments = 2000

// WriteMarked writes a copy of the user's own file with the cells of the report's issues coloured and commented, and a
// sheet behind the others that lists every issue with a link to its cell. A file of many thousand rows is copied by its
// values alone, without formulas and looks of its own, so that memory stays bounded.
func WriteMarked(w io.Writer, original io.ReaderAt, size int64, report Report) (err error) {
	a, err := openArchive(original, size)
	if err != nil {
		return err
	}
	defer func() { // the file is a stranger's and has passed our reader, not the library that copies it
		if r := recover(); r != nil {
			err = fmt.Errorf("mark the file: %v", r)
		}
	}()
	if a.expanded() > maxExactCopy {
		return writeValuesMarked(w, a, report)
	}
	f, err := excelize.OpenReader(io.NewSectionReader(original, 0, size), excelize.Options{UnzipSizeLimit: maxTotal, UnzipXMLSizeLimit: maxTotal})
	if err != nil {
		return fmt.Errorf("open the file to be marked: %w", err)
	}
	defer f.Close()
	m, err := newMarker(f)
	if err != nil {
		return err
	}
	cells := m.collect(report)
	if err := m.clearComments(cells); err != nil {
		return err
	}
	for n, c := range cells {
		if err := m.mark(c, n < maxComments); err != nil {
			return err
		}
	}
	if err := m.list(report); err != nil {
		return err
	}
	return f.Write(w)
}

type marker struct {
	*excelize.File
	styles styles
	fills  map[[2]int]int      // style and severity -> the same style in colour
	sheets map[string]string   // folded name -> name in the file
	notes  map[string][]string // what the user had noted at cells, by sheet and cell
}

type markedCell struct {
	sheet, cell string
	isError     bool
	sentences   []string
}

func newMarker(f *excelize.File) (m marker, err error) {
	m = marker{File: f, fills: map[[2]int]int{}, sheets: map[string]string{}, notes: map[string][]string{}}
	for _, name := range f.GetSheetList() {
		m.sheets[fold(name)] = name
	}
	m.styles, err = newStyles(f)
	return m, err
}

// collect gathers the issues of each cell.
func (m *marker) collect(report Report) (cells []*markedCell) {
	at := map[[2]string]*markedCell{}
	for n, i := range slices.Concat(report.Errors, report.Warnings) {
		sheet, ok := m.sheets[fold(i.Sheet)]
		if !ok || i.Cell() == "" {
			continue
		}
		c := at[[2]string{sheet, i.Cell()}]
		if c == nil {
			c = &markedCell{sheet: sheet, cell: i.Cell()}
			at[[2]string{sheet, c.cell}], cells = c, append(cells, c)
		}
		c.isError = c.isError || n < len(report.Errors)
		c.sentences = append(c.sentences, i.Message("zh"))
	}
	return cells
}

// commentAuthor signs our comments, so that those of an earlier marking can go.
const commentAuthor = "均衡"

// clearComments takes our earlier comments out, and the user's own where ours will stand; those are kept in notes.
func (m *marker) clearComments(cells []*markedCell) error {
	marked := map[string]bool{}
	for _, c := range cells {
		marked[c.sheet+c.cell] = true
	}
	for _, sheet := range m.sheets {
		comments, err := m.GetComments(sheet)
		if err != nil {
			return err
		}
		for _, c := range comments {
			if c.Author != commentAuthor && !marked[sheet+c.Cell] {
				continue
			}
			if c.Author != commentAuthor {
				var text strings.Builder
				text.WriteString(c.Text)
				for _, run := range c.Paragraph {
					text.WriteString(run.Text)
				}
				m.notes[sheet+c.Cell] = append(m.notes[sheet+c.Cell], text.String())
			}
			if err := m.DeleteComment(sheet, c.Cell); err != nil {
				return err
			}
		}
	}
	return nil
}

func (m *marker) mark(c *markedCell, withComment bool) error {
	style, err := m.coloured(c)
	if err != nil {
		return err
	}
	if err := m.SetCellStyle(c.sheet, c.cell, c.cell, style); err != nil || !withComment {
		return err
	}
	return m.comment(c)
}

func (m *marker) comment(c *markedCell) error {
	text := firstRunes(strings.Join(append(c.sentences, m.notes[c.sheet+c.cell]...), "\n"), 2000)
	return m.AddComment(c.sheet, excelize.Comment{
		Cell: c.cell, Author: commentAuthor, Width: 260, Height: uint(18 * (1 + lines(text, 32))),
		Paragraph: []excelize.RichTextRun{{Text: text, Font: &excelize.Font{Family: fontName, Size: 9}}},
	})
}

// coloured is the cell's own style with the fill of the severity.
func (m *marker) coloured(c *markedCell) (int, error) {
	own, err := m.GetCellStyle(c.sheet, c.cell)
	if err != nil {
		return 0, err
	}
	return m.filled(own, c.isError)
}

func (m *marker) filled(own int, isError bool) (int, error) {
	key, color := [2]int{own, 0}, colorWarning
	if isError {
		key[1], color = 1, colorError
	}
	if id, ok := m.fills[key]; ok {
		return id, nil
	}
	style, err := m.GetStyle(own)
	if err != nil {
		return 0, err
	}
	style.Fill = excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{color}}
	id, err := m.NewStyle(style)
	m.fills[key] = id
	return id, err
}

// maxLinks is how many links a sheet may hold in an office program, with room to spare.
const maxLinks = 30_000

// list adds the sheet of all issues.
func (m *marker) list(report Report) error {
	if old, ok := m.sheets[sheetIssues]; ok {
		if err := m.DeleteSheet(old); err != nil {
			return err
		}
	}
	if _, err := m.NewSheet(sheetIssues); err != nil {
		return err
	}
	for i, c := range []struct {
		header string
		width  float64
	}{{"序号", 8}, {"级别", 8}, {"工作表", 14}, {"单元格", 10}, {"列名或项目", 32}, {"填报内容", 24}, {"问题与处理办法", 70}, {"English", 70}} {
		column := columnName(i)
		if err := m.SetColWidth(sheetIssues, column, column, c.width); err != nil {
			return err
		}
		if err := m.text(column+"1", c.header, m.styles.required); err != nil {
			return err
		}
	}
	if err := m.SetRowHeight(sheetIssues, 1, 24); err != nil {
		return err
	}
	if err := printed(m.File, sheetIssues, 1, true); err != nil {
		return err
	}
	row := 1
	for _, group := range []struct {
		name   string
		issues []Issue
		more   int
	}{{"错误", report.Errors, report.OmittedErrors}, {"提醒", report.Warnings, report.OmittedWarnings}} {
		for _, i := range group.issues {
			row++
			if err := m.listed(row, group.name, i); err != nil {
				return err
			}
		}
		if group.more > 0 {
			row++
			if err := m.text("G"+itoa(row), fmt.Sprintf("另有 %d 条%s未列出。", group.more, group.name), m.styles.label); err != nil {
				return err
			}
		}
	}
	return m.SetPanes(sheetIssues, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

func (m *marker) listed(row int, severity string, i Issue) error {
	at := itoa(row)
	place, style := i.Cell(), m.styles.label
	if place == "" && i.Row > 0 {
		place = "第" + itoa(i.Row) + "行"
	}
	if sheet, ok := m.sheets[fold(i.Sheet)]; ok && i.Cell() != "" && row <= maxLinks {
		style = m.styles.link
		target := "'" + strings.ReplaceAll(sheet, "'", "''") + "'!" + i.Cell()
		if err := m.SetCellHyperLink(sheetIssues, "D"+at, target, "Location"); err != nil {
			return err
		}
	}
	height := 16 * max(lines(i.Message("zh"), 68), lines(i.Message("en"), 68), lines(i.Header, 30), lines(i.Value, 22))
	if err := m.SetRowHeight(sheetIssues, row, float64(min(height, 160))); err != nil {
		return err
	}
	if err := m.SetCellInt(sheetIssues, "A"+at, int64(row-1)); err != nil {
		return err
	}
	if err := m.SetCellStyle(sheetIssues, "A"+at, "A"+at, m.styles.year); err != nil {
		return err
	}
	for _, c := range []struct {
		column, text string
		style        int
	}{
		{"B", severity, m.styles.label},
		{"C", i.Sheet, m.styles.label},
		{"D", place, style},
		{"E", i.Header, m.styles.label},
		{"F", i.Value, m.styles.label},
		{"G", i.Message("zh"), m.styles.label},
		{"H", i.Message("en"), m.styles.label},
	} {
		if err := m.text(c.column+at, c.text, c.style); err != nil {
			return err
		}
	}
	return nil
}

// lines is how many lines a text takes in a column, wide letters counting twice.
func lines(s string, width int) int {
	n := 0
	for _, r := range s {
		if n++; r > 0x2e80 {
			n++
		}
	}
	return 1 + n/width
}

func (m *marker) text(cell, s string, style int) error {
	if err := m.SetCellStyle(sheetIssues, cell, cell, style); err != nil {
		return err
	}
	return m.SetCellStr(sheetIssues, cell, s)
}
