package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// formFile is a form as it was read back: the cells of each table as an office program shows them.
type formFile map[string][][]string

func readForm(t *testing.T, content []byte) formFile {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(content))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	form := formFile{}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		table, _, _ := strings.Cut(sheet, " ")
		form[table] = rows
	}
	return form
}

// part is a rectangle of a table; cells that are not there are empty.
func (f formFile) part(table string, from, to, left, right int) [][]string {
	var part [][]string
	for row := from; row < to; row++ {
		line := make([]string, right-left)
		for i := range line {
			if cells := f[table]; row < len(cells) && left+i < len(cells[row]) {
				line[i] = cells[row][left+i]
			}
		}
		part = append(part, line)
	}
	return part
}

// textFile is a text document as it was read back: what stands in its paragraphs outside of tables, its tables by their
// captions with the title row in front, and its footnotes.
type textFile struct {
	paragraphs []string
	tables     map[string][][]string
	notes      []string
}

func readText(t *testing.T, content []byte) *textFile {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
	if err != nil {
		t.Fatal(err)
	}
	x := &textFile{tables: map[string][][]string{}}
	x.read(t, z, "word/document.xml")
	notes := &textFile{tables: map[string][][]string{}}
	notes.read(t, z, "word/footnotes.xml")
	x.notes = notes.paragraphs
	return x
}

func (x *textFile) read(t *testing.T, z *zip.Reader, path string) {
	t.Helper()
	f, err := z.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var paragraph strings.Builder
	var row []string
	caption, last, isTable := "", "", false
	for d := xml.NewDecoder(f); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "p":
				paragraph.Reset()
			case "tbl":
				isTable, caption = true, strings.TrimLeft(last, "表0123456789 　")
			case "tr":
				row = nil
			}
		case xml.CharData:
			paragraph.Write(e)
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				if last = paragraph.String(); isTable {
					row = append(row, last)
				} else {
					x.paragraphs = append(x.paragraphs, last)
				}
			case "tr":
				x.tables[caption] = append(x.tables[caption], row)
			case "tbl":
				isTable = false
			}
		}
	}
}
