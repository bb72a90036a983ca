package docx

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// slotPrefix marks our slots among other content controls of a document.
const slotPrefix = "junheng."

// Slot adds a place that a person writes in: a content control named by tag. It shows the paragraphs kept from an earlier
// document, or where there are none the invitation, which a reader of the document does not take for text.
func (d *Document) Slot(tag, title, invitation string, kept []string) {
	d.slots++
	properties := el("w:sdtPr", val("w:alias", title), val("w:tag", slotPrefix+tag), val("w:id", strconv.Itoa(1000+d.slots)))
	content := el("w:sdtContent")
	for _, text := range kept {
		content = content.add(d.paragraph(string(Body), "", Plain(text)))
	}
	if len(kept) == 0 {
		properties = properties.add(el("w:showingPlcHdr"))
		content = content.add(el("w:p", el("w:pPr", val("w:pStyle", string(Body))), run("【"+invitation+"】", el("w:i"), val("w:color", colorQuiet))))
	}
	d.body = append(d.body, el("w:sdt", properties, content))
}

// maxDocument bounds the text part of a document that is read.
const maxDocument = 64 << 20

// ErrNotDocx is returned for a file that is no office text document.
var ErrNotDocx = errors.New("not an office text document (.docx)")

// Slots reads what people wrote in the slots of a document, paragraph by paragraph, by tag. Slots that still show
// their invitation are left out.
func Slots(r io.ReaderAt, size int64) (map[string][]string, error) {
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, ErrNotDocx
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		return nil, ErrNotDocx
	}
	defer f.Close()
	s := slotReader{slots: map[string][]string{}}
	d := xml.NewDecoder(io.LimitReader(f, maxDocument))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return s.slots, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read document: %w", err)
		}
		s.take(token)
	}
}

// slotReader walks a document's elements and keeps the text of slots.
type slotReader struct {
	slots      map[string][]string
	depth      int // of content controls, nested ones count as text of the outer
	tag        string
	invitation bool
	isText     bool
	paragraph  strings.Builder
}

func (s *slotReader) take(token xml.Token) {
	switch t := token.(type) {
	case xml.StartElement:
		s.start(t)
	case xml.EndElement:
		s.end(t.Name.Local)
	case xml.CharData:
		if s.isText && s.tag != "" {
			s.paragraph.Write(t)
		}
	}
}

func (s *slotReader) start(t xml.StartElement) {
	switch t.Name.Local {
	case "sdt":
		if s.depth++; s.depth == 1 {
			s.tag, s.invitation = "", false
		}
	case "tag":
		for _, a := range t.Attr {
			if tag, ours := strings.CutPrefix(a.Value, slotPrefix); ours && s.depth == 1 {
				s.tag = tag
			}
		}
	case "showingPlcHdr":
		s.invitation = true
	case "t":
		s.isText = true
	case "p":
		s.paragraph.Reset()
	}
}

func (s *slotReader) end(name string) {
	switch name {
	case "sdt":
		if s.depth--; s.depth == 0 {
			s.tag = ""
		}
	case "t":
		s.isText = false
	case "p":
		if text := strings.TrimSpace(s.paragraph.String()); s.tag != "" && !s.invitation && text != "" {
			s.slots[s.tag] = append(s.slots[s.tag], text)
		}
	}
}
