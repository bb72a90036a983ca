package docx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Paragraph is a paragraph of a document that was read: in the text, or in a cell of a table.
type Paragraph struct {
	Text   string
	Level  int // outline level of a heading, from 1; 0 for other text
	Table  int // number of the table in the document, from 1; 0 outside of tables
	Row    int // of the table, from 1
	Column int // of the table, from 1; a cell over several columns counts as its first
}

// What a document may hold when it is read. A text of a hundred pages has some 2,000 paragraphs, 2 MiB of XML and a depth of 30.
const (
	MaxParagraphs = 20_000
	MaxCharacters = 400_000 // characters of all paragraphs
	maxReadXML    = 24 << 20
	maxDepth      = 200
	maxEntries    = 2_000
)

// ErrTooLarge is returned for a document that holds more than is read: a zip bomb, or a text beyond MaxCharacters.
var ErrTooLarge = errors.New("the document holds more than is read")

// Read reads a document's paragraphs in their order; empty ones are left out. It opens no part but the text, expands no
// entities, and follows no links. The error is ErrNotDocx, ErrTooLarge, or says what is wrong with the XML.
func Read(r io.ReaderAt, size int64) ([]Paragraph, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, ErrNotDocx
	}
	if len(z.File) > maxEntries {
		return nil, ErrTooLarge
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return nil, ErrNotDocx
	}
	defer f.Close()
	d := xml.NewDecoder(&bounded{f, maxReadXML})
	var t textReader
	for {
		token, err := d.RawToken()
		switch {
		case errors.Is(err, io.EOF):
			if len(t.stack) > 0 || !t.isDocument {
				return nil, ErrNotDocx
			}
			return t.paragraphs, nil
		case errors.Is(err, ErrTooLarge):
			return nil, ErrTooLarge
		case err != nil:
			return nil, fmt.Errorf("%w: %w", ErrNotDocx, err)
		}
		if err := t.take(token); err != nil {
			return nil, err
		}
	}
}

// bounded is a reader that fails once more than a bound was read, so that nothing is taken for the end.
type bounded struct {
	r    io.Reader
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, ErrTooLarge
	}
	return n, err
}

// textReader walks a document's elements, as the tokenizer gives them, and keeps what people read.
type textReader struct {
	paragraphs []Paragraph
	open       []openParagraph // innermost last: a text box stands within a paragraph
	cells      []Paragraph     // place in the open tables, innermost last
	spans      []int           // columns that the open cell of each of them takes
	stack      []string        // open elements
	tables     int
	characters int
	fallback   int // open elements that repeat, for old programs, what stands before them
	isDocument bool
}

type openParagraph struct {
	text  strings.Builder
	level int
}

func (t *textReader) take(token xml.Token) error {
	switch e := token.(type) {
	case xml.Directive: // a document type could declare entities; an office document has none
		return ErrNotDocx
	case xml.StartElement:
		if len(t.stack) >= maxDepth {
			return ErrTooLarge
		}
		t.stack = append(t.stack, e.Name.Local)
		t.start(e)
	case xml.EndElement:
		if len(t.stack) == 0 || t.stack[len(t.stack)-1] != e.Name.Local {
			return ErrNotDocx
		}
		t.stack = t.stack[:len(t.stack)-1]
		return t.end(e.Name.Local)
	case xml.CharData:
		if n := len(t.stack); n > 0 && t.stack[n-1] == "t" {
			return t.write(string(e))
		}
	}
	return nil
}

func (t *textReader) start(e xml.StartElement) {
	switch e.Name.Local {
	case "document":
		t.isDocument = true
	case "Fallback":
		t.fallback++
	case "p":
		t.open = append(t.open, openParagraph{})
	case "tbl":
		t.tables++
		t.cells = append(t.cells, Paragraph{Table: t.tables})
		t.spans = append(t.spans, 1)
	case "tr":
		if n := len(t.cells); n > 0 {
			t.cells[n-1].Row++
			t.cells[n-1].Column, t.spans[n-1] = 0, 1
		}
	case "tc":
		if n := len(t.cells); n > 0 {
			t.cells[n-1].Column += t.spans[n-1]
			t.spans[n-1] = 1
		}
	case "gridSpan":
		if n := len(t.cells); n > 0 {
			if span, err := strconv.Atoi(value(e)); err == nil && span > 0 && span <= maxDepth {
				t.spans[n-1] = span
			}
		}
	case "pStyle":
		t.setLevel(styleLevel(value(e)))
	case "outlineLvl":
		if n, err := strconv.Atoi(value(e)); err == nil && n >= 0 && n < 9 {
			t.setLevel(n + 1)
		}
	case "tab", "br", "cr":
		_ = t.write(" ") // one character more is no bomb; the text behind it is counted
	case "noBreakHyphen":
		_ = t.write("-")
	}
}

func (t *textReader) end(name string) error {
	switch name {
	case "Fallback":
		t.fallback--
	case "tbl":
		if n := len(t.cells); n > 0 {
			t.cells, t.spans = t.cells[:n-1], t.spans[:n-1]
		}
	case "p":
		n := len(t.open)
		if n == 0 {
			return ErrNotDocx
		}
		p := Paragraph{Text: strings.TrimSpace(t.open[n-1].text.String()), Level: t.open[n-1].level}
		t.open = t.open[:n-1]
		if k := len(t.cells); k > 0 {
			p.Table, p.Row, p.Column = t.cells[k-1].Table, t.cells[k-1].Row, t.cells[k-1].Column
		}
		if p.Text == "" || t.fallback > 0 {
			return nil
		}
		if len(t.paragraphs) >= MaxParagraphs {
			return ErrTooLarge
		}
		t.paragraphs = append(t.paragraphs, p)
	}
	return nil
}

func (t *textReader) write(s string) error {
	n := len(t.open)
	if n == 0 || t.fallback > 0 {
		return nil
	}
	if t.characters += utf8.RuneCountInString(s); t.characters > MaxCharacters {
		return ErrTooLarge
	}
	t.open[n-1].text.WriteString(s)
	return nil
}

func (t *textReader) setLevel(level int) {
	if n := len(t.open); n > 0 && level > 0 {
		t.open[n-1].level = level
	}
}

// value is the attribute that says everything of an element, w:val.
func value(e xml.StartElement) string {
	for _, a := range e.Attr {
		if a.Name.Local == "val" {
			return a.Value
		}
	}
	return ""
}

// styleLevel is the outline level of a heading's style: "Heading2", or "2" as Chinese programs call it; 0 for other styles.
func styleLevel(style string) int {
	n := strings.TrimPrefix(strings.ToLower(style), "heading")
	if len(n) == 1 && n[0] >= '1' && n[0] <= '9' {
		return int(n[0] - '0')
	}
	return 0
}
