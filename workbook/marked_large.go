package workbook

import (
	"context"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// maxExactCopy is how many expanded bytes a file may have to be copied with everything in it: the library that does it
// holds a file in some twenty times its expanded size.
const maxExactCopy = 10 << 20

// expanded is the size of all parts.
func (a *archive) expanded() (total uint64) {
	for _, f := range a.zip.File {
		total += f.UncompressedSize64
	}
	return total
}

// writeValuesMarked is WriteMarked for large files: sheets are streamed from one file to the other.
func writeValuesMarked(w io.Writer, a *archive, report Report) error {
	out, err := newOutput()
	if err != nil {
		return err
	}
	defer out.Close()
	var parts []string
	for _, s := range a.sheets {
		if fold(s.name) == sheetIssues {
			continue
		}
		if err := out.sheet(s.name); err != nil {
			return err
		}
		parts = append(parts, s.part)
	}
	m, err := newMarker(out.File)
	if err != nil {
		return err
	}
	marks := map[string]map[string]*markedCell{}
	for n, c := range m.collect(report) {
		if marks[c.sheet] == nil {
			marks[c.sheet] = map[string]*markedCell{}
		}
		marks[c.sheet][c.cell] = c
		if n < maxComments {
			if err := m.comment(c); err != nil {
				return err
			}
		}
	}
	for i, name := range out.GetSheetList() {
		if err := m.copyValues(name, sheetRows{a, parts[i], context.Background(), func() error { return nil }}, marks[name]); err != nil {
			return err
		}
	}
	if err := m.list(report); err != nil {
		return err
	}
	return out.finish(w)
}

func (m *marker) copyValues(sheet string, rows sheetRows, marks map[string]*markedCell) error {
	s, err := m.NewStreamWriter(sheet)
	if err != nil {
		return err
	}
	if err := s.SetColWidth(1, 60, 14); err != nil {
		return err
	}
	last := 0
	marked := map[int]int{} // columns that marks of a row reach to
	for cell := range marks {
		column, row, err := excelize.CellNameToCoordinates(cell)
		if err == nil {
			marked[row] = max(marked[row], column)
		}
	}
	err = rows.each(func(row int, cells []cell) error {
		if row <= last {
			return nil // rows that a damaged file repeats
		}
		last = row
		line := make([]any, max(len(cells), marked[row]))
		for i := range line {
			var c cell
			if i < len(cells) {
				c = cells[i]
			}
			styled := excelize.Cell{StyleID: m.plain(c), Value: c.copied()}
			if mark := marks[columnName(i)+strconv.Itoa(row)]; mark != nil {
				if styled.StyleID, err = m.filled(styled.StyleID, mark.isError); err != nil {
					return err
				}
			}
			line[i] = styled
		}
		return s.SetRow("A"+strconv.Itoa(row), line)
	})
	if err != nil {
		return err
	}
	return s.Flush()
}

// plain is the look of a copied value: text stays text.
func (m *marker) plain(c cell) int {
	if c.kind == cellText {
		return m.styles.text
	}
	return m.styles.amount
}

// copied is what a copy of the cell holds.
func (c cell) copied() any {
	switch c.kind {
	case cellEmpty:
		return nil
	case cellNumber:
		if x, err := strconv.ParseFloat(c.text, 64); err == nil {
			return x
		}
	case cellBool:
		return c.text == "1"
	}
	return c.text
}
