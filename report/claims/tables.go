package claims

import (
	"slices"
	"strings"

	"github.com/junheng/junheng/report/docx"
)

// Split takes a plain text apart into paragraphs, one a line. Neighbouring lines with as many tabs or bars are a table.
func Split(text string) []docx.Paragraph {
	var list []docx.Paragraph
	table, columns, row := 0, 0, 0
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		cells := strings.Split(line, "\t")
		if len(cells) < 2 && strings.Count(line, "|") > 1 {
			cells = strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		}
		if len(cells) < 2 {
			columns = 0
			if line = strings.TrimSpace(line); line != "" {
				list = append(list, docx.Paragraph{Text: line})
			}
			continue
		}
		if len(cells) != columns {
			table, columns, row = table+1, len(cells), 0
		}
		row++
		for i, cell := range cells {
			if cell = strings.TrimSpace(cell); cell != "" {
				list = append(list, docx.Paragraph{Text: cell, Table: table, Row: row, Column: i + 1})
			}
		}
	}
	return list
}

type place struct{ table, row, column int }

// tables are the cells of a text by their place, and the line above each table.
type tables struct {
	cells    map[place]string
	captions map[int]string
	width    map[int]int
	read     map[string][]mark // heads are read once, not for every cell
}

func newTables(paragraphs []docx.Paragraph) *tables {
	t := &tables{map[place]string{}, map[int]string{}, map[int]int{}, map[string][]mark{}}
	last := ""
	for _, p := range paragraphs {
		if p.Table == 0 {
			last = p.Text
			continue
		}
		if _, seen := t.captions[p.Table]; !seen {
			t.captions[p.Table] = last
		}
		at := place{p.Table, p.Row, p.Column}
		if t.cells[at] != "" {
			t.cells[at] += " "
		}
		t.cells[at] += p.Text
		t.width[p.Table] = max(t.width[p.Table], p.Column)
	}
	return t
}

// marks reads a head, once.
func (t *tables) marks(m *marker, head string) []mark {
	if _, ok := t.read[head]; !ok {
		list := m.marks(head)
		for i := range list { // 小学 2021
			if k := &list[i]; isBareYear(k) {
				*k = mark{word: word{sort: yearOf}, start: k.start, end: k.end, year: int(k.number.value.Num().Int64())}
			}
		}
		t.read[head] = slices.Clip(list)
	}
	return t.read[head]
}

// isBareYear tells whether a number of a head is a year without the word for it.
func isBareYear(k *mark) bool {
	if k.sort != numeral || k.number.class != bare || k.number.digits != 4 || !k.number.value.IsInt() {
		return false
	}
	year := k.number.value.Num().Int64()
	return year >= 1990 && year < 2100
}

// nearColumns is how far heads of rows and columns are looked for; maxColumns is how wide a table with two rows of heads is.
const (
	nearColumns = 12
	maxColumns  = 60
)

// heads are what a cell's row, column and caption say of its numbers.
type heads struct {
	column, row, caption []mark
	unit                 unit
	times                int64
	hasUnit              bool
	isYear               bool // the column holds years
	isHead               bool // the cell stands in the first row
}

// heads reads the heads of a cell. A column whose head names no stage has that of the columns to its left.
func (t *tables) heads(m *marker, p docx.Paragraph) *heads {
	h := &heads{isHead: p.Row == 1}
	if h.isHead {
		return h
	}
	head := t.cells[place{p.Table, 1, p.Column}]
	second := t.cells[place{p.Table, 2, p.Column}]
	isDeep := p.Row > 2 && t.isAllWords(p.Table, 2)
	if isDeep {
		head += " " + second
	}
	h.column = t.marks(m, head)
	if !hasSort(h.column, stageOf) && !strings.Contains(head, "合计") && !strings.Contains(head, "总") {
		for c := p.Column - 1; c > max(1, p.Column-nearColumns); c-- {
			if left := t.marks(m, t.cells[place{p.Table, 1, c}]); hasSort(left, stageOf) {
				h.column = append(h.column, onlySort(left, stageOf)...)
				break
			}
		}
	}
	if !hasSort(h.column, topic) && hasSort(h.column, aspect) { // growth of what the column to its left holds
		for c := p.Column - 1; c > max(1, p.Column-nearColumns); c-- {
			if left := t.marks(m, t.cells[place{p.Table, 1, c}]); hasSort(left, topic) {
				h.column = append(h.column, onlySort(left, topic)...)
				break
			}
		}
	}
	h.isYear = strings.Contains(head, "年份") || strings.Contains(head, "年度")
	h.caption = t.marks(m, t.captions[p.Table])
	for c := 1; c < min(p.Column, nearColumns); c++ {
		text := t.cells[place{p.Table, p.Row, c}]
		if text == "" && c == 1 { // a cell over several rows
			for r := p.Row - 1; r > max(1, p.Row-maxColumns) && text == ""; r-- {
				text = t.cells[place{p.Table, r, 1}]
			}
		}
		columnHead := t.cells[place{p.Table, 1, c}]
		if year, ok := yearCell(text, columnHead); ok {
			h.row = append(h.row, year)
			continue
		}
		if isNumber(text) { // heads stand before the numbers
			break
		}
		h.row = append(h.row, t.marks(m, text)...)
		if u, times, ok := unitOf(text); ok {
			h.unit, h.times, h.hasUnit = u, times, true
		}
	}
	t.columnUnit(h, head)
	return h
}

// columnUnit takes the unit from a column's head, which counts more than the row's.
func (t *tables) columnUnit(h *heads, head string) {
	switch u, times, ok := unitOf(head); {
	case ok:
		h.unit, h.times, h.hasUnit = u, times, true
	case strings.Contains(head, "校数"):
		h.unit, h.times, h.hasUnit = unit{"所", school, 1}, 1, true
	case strings.Contains(head, "系数"):
		h.unit, h.times, h.hasUnit = unit{"", bare, 1}, 1, true
	case strings.Contains(head, "占比") || strings.HasSuffix(head, "率") || strings.Contains(head, "比例"):
		h.unit, h.times, h.hasUnit = unit{"%", percent, 1}, 1, true
	case strings.Contains(head, "达标项数") || strings.Contains(head, "指标数"):
		h.unit, h.times, h.hasUnit = unit{"项", item, 1}, 1, true
	}
}

// isAllWords tells a second row of heads: no cell of it has a digit.
func (t *tables) isAllWords(table, row int) bool {
	if t.width[table] > maxColumns {
		return false
	}
	for c := 1; c <= t.width[table]; c++ {
		if strings.ContainsAny(t.cells[place{table, row, c}], "0123456789０１２３４５６７８９") {
			return false
		}
	}
	for c := 2; c <= t.width[table]; c++ {
		if strings.ContainsAny(t.cells[place{table, row + 1, c}], "0123456789０１２３４５６７８９") {
			return true
		}
	}
	return false
}

func hasSort(list []mark, s sort) bool { return len(onlySort(list, s)) > 0 }

func onlySort(list []mark, s sort) (found []mark) {
	for _, k := range list {
		if k.sort == s {
			found = append(found, k)
		}
	}
	return found
}

func isNumber(text string) bool {
	return strings.Trim(text, "0123456789０１２３４５６７８９.,．，% ％") == "" && text != ""
}

// yearCell is a year that stands alone in a column of years.
func yearCell(text, head string) (mark, bool) {
	if !strings.Contains(head, "年") {
		return mark{}, false
	}
	s := []rune(text)
	if len(s) < 4 {
		return mark{}, false
	}
	year := 0
	for _, r := range s[:4] {
		if r = plain(r); !isDigit(r) {
			return mark{}, false
		}
		year = 10*year + int(r-'0')
	}
	rest := strings.TrimSpace(string(s[4:]))
	return mark{word: word{sort: yearOf}, year: year}, year > 1948 && year < 2100 && (rest == "" || rest == "年" || rest == "年度")
}
