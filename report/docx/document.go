// Package docx writes office text documents (WordprocessingML): headings with outline levels, paragraphs, tables whose header
// rows repeat, footnotes, charts, and slots whose text a person writes and a later document takes over. It is pure and knows no
// indicator. The same document gives the same bytes.
package docx

import "strconv"

// Document is a document under construction. Its page is A4 upright.
type Document struct {
	title  string
	header string // stands on every page
	body   []node
	notes  []string
	slots  int
	charts []Chart
}

// New begins a document with its title, as the file's properties carry it, and the line at the head of every page.
func New(title, header string) *Document { return &Document{title: title, header: header} }

// Span is a piece of a paragraph: text, which may be strong, and the footnote behind it; an empty note is none.
type Span struct {
	Text   string
	Note   string
	Strong bool
}

// Plain is a span of plain text.
func Plain(s string) Span { return Span{Text: s} }

// Noted is a span with a footnote.
func Noted(s, note string) Span { return Span{Text: s, Note: note} }

// Strong is a span in bold.
func Strong(s string) Span { return Span{Text: s, Strong: true} }

// Style is a look of a paragraph.
type Style string

// The styles.
const (
	Title    Style = "Title"
	Subtitle Style = "Subtitle"
	Body     Style = "BodyText"
	Caption  Style = "Caption" // above a table, kept with it
	Remark   Style = "Remark"  // small, below a table

	FigureCaption Style = "FigureCaption" // below a chart
)

// Heading adds a heading of level 1 to 3, which is also its outline level.
func (d *Document) Heading(level int, text string) {
	d.body = append(d.body, d.paragraph("Heading"+strconv.Itoa(level), "", Plain(text)))
}

// Paragraph adds a paragraph.
func (d *Document) Paragraph(style Style, spans ...Span) {
	d.body = append(d.body, d.paragraph(string(style), "", spans...))
}

func (d *Document) paragraph(style, align string, spans ...Span) node {
	properties := el("w:pPr", val("w:pStyle", style))
	if align != "" {
		properties = properties.add(val("w:jc", align))
	}
	p := el("w:p", properties)
	for _, s := range spans {
		if s.Text != "" {
			if s.Strong {
				p = p.add(run(s.Text, el("w:b")))
			} else {
				p = p.add(run(s.Text))
			}
		}
		if s.Note != "" {
			p = p.add(d.note(s.Note))
		}
	}
	return p
}

// note keeps a footnote and returns the reference to it. The numbers below 1 are the separators.
func (d *Document) note(text string) node {
	d.notes = append(d.notes, text)
	reference := el("w:footnoteReference").with("w:id", strconv.Itoa(len(d.notes)))
	return el("w:r", el("w:rPr", val("w:rStyle", "FootnoteReference")), reference)
}
