package workbook

import (
	"context"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// cell is what a cell says: of formulas the value that was saved with them, never the formula.
type cell struct {
	kind      cellKind
	isFormula bool
	text      string // digits as saved for numbers, "1" or "0" for bools, "#N/A" for errors
}

type cellKind byte

const (
	cellEmpty cellKind = iota
	cellNumber
	cellText
	cellBool
	cellError
)

// isBlank tells whether nobody wrote anything into the cell.
func (c cell) isBlank() bool {
	return c.kind == cellEmpty && !c.isFormula || c.kind == cellText && Trim(c.text) == ""
}

// sheetRows streams the rows of a sheet that have content. The slice of cells is used again for the next row.
type sheetRows struct {
	archive *archive
	part    string
	ctx     context.Context //nolint:containedctx // lives as long as one call of each
	tick    func() error    // before each row with content; an error ends the reading
}

// each calls visit with the number of the row, the first being 1, and its cells by column.
func (r sheetRows) each(visit func(row int, cells []cell) error) error {
	file, err := r.archive.open(r.part)
	if err != nil || file == nil {
		return err
	}
	defer file.Close()
	p := rowParser{scanner: newScanner(file), strings: r.archive.strings}
	for seen := 1; ; seen++ {
		if seen%256 == 0 && r.ctx.Err() != nil {
			return r.ctx.Err()
		}
		row, cells, err := p.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return asRefusal(err)
		}
		if !hasContent(cells) {
			continue
		}
		if err := r.tick(); err != nil {
			return err
		}
		if err := visit(row, cells); err != nil {
			return err
		}
	}
}

func hasContent(cells []cell) bool {
	for _, c := range cells {
		if !c.isBlank() {
			return true
		}
	}
	return false
}

type rowParser struct {
	*scanner
	strings []string
	row     int
	cells   []cell
	value   []byte
}

// next reads to the end of the next row; io.EOF behind the last.
func (p *rowParser) next() (int, []cell, error) {
	p.cells = p.cells[:0]
	var column, phonetic int
	var kind string
	var inValue, hasValue, isFormula bool
	for {
		t, err := p.scanner.next()
		if err != nil {
			return 0, nil, err
		}
		name := p.name
		switch t {
		case tokenText:
			if inValue && phonetic == 0 {
				p.value = p.appendText(p.value)
			}
		case tokenStart:
			switch string(name) {
			case "row":
				p.row++
				if n, err := strconv.Atoi(string(p.attr("r"))); err == nil && n > 0 && n <= 1<<20 {
					p.row = n
				}
				column = -1
			case "c":
				column++
				if n := columnIndex(p.attr("r")); n >= 0 {
					column = n
				}
				kind, p.value = cellType(p.attr("t")), p.value[:0]
				hasValue, isFormula = false, false
			case "v", "t":
				inValue, hasValue = true, true
			case "f":
				isFormula = true
			case "rPh":
				phonetic++
			}
		case tokenEnd:
			switch string(name) {
			case "v", "t":
				inValue = false
			case "rPh":
				phonetic--
			case "c":
				p.put(column, p.cell(kind, hasValue, isFormula))
			case "row":
				return p.row, p.cells, nil
			}
		}
	}
}

// cellType keeps the few types from becoming a new string for every cell.
func cellType(raw []byte) string {
	switch string(raw) {
	case "s":
		return "s"
	case "", "n":
		return "n"
	case "b":
		return "b"
	case "e":
		return "e"
	}
	return "str"
}

func (p *rowParser) cell(kind string, hasValue, isFormula bool) cell {
	c := cell{isFormula: isFormula}
	if !hasValue || (len(p.value) == 0 && kind != "str") {
		return c
	}
	switch kind {
	case "s":
		c.kind = cellText
		if i, err := strconv.Atoi(string(p.value)); err == nil && i >= 0 && i < len(p.strings) {
			c.text = escapedCharacters(p.strings[i])
		} else {
			c.kind, c.text = cellError, "#REF!"
		}
	case "n":
		c.kind, c.text = cellNumber, strings.TrimSpace(string(p.value))
	case "b":
		c.kind, c.text = cellBool, string(p.value)
	case "e":
		c.kind, c.text = cellError, string(p.value)
	default:
		c.kind, c.text = cellText, escapedCharacters(string(p.value))
	}
	return c
}

func (p *rowParser) put(column int, c cell) {
	if column < 0 || column >= maxColumns || (c.kind == cellEmpty && !c.isFormula) {
		return
	}
	for len(p.cells) <= column {
		p.cells = append(p.cells, cell{})
	}
	p.cells[column] = c
}

// columnIndex is 27 for "AB12", -1 for anything else.
func columnIndex(address []byte) int {
	n := 0
	for i, c := range address {
		switch {
		case c >= 'A' && c <= 'Z' && i < 3:
			n = n*26 + int(c-'A') + 1
		case c >= '0' && c <= '9' && i > 0:
			return n - 1
		default:
			return -1
		}
	}
	return -1
}

// columnName is "AB" for 27.
func columnName(index int) string {
	name := ""
	for index++; index > 0; index = (index - 1) / 26 {
		name = string(rune('A'+(index-1)%26)) + name
	}
	return name
}

var escaped = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// escapedCharacters resolves _x000D_ and its like, by which workbooks write what XML cannot hold.
func escapedCharacters(s string) string {
	if !strings.Contains(s, "_x") {
		return s
	}
	return escaped.ReplaceAllStringFunc(s, func(m string) string {
		n, _ := strconv.ParseUint(m[2:6], 16, 16)
		return string(rune(n))
	})
}
