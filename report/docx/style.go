package docx

import "strconv"

// Fonts by script: an office program without one takes its own of the same kind.
const (
	latinFont   = "Times New Roman"
	songFont    = "宋体" // texts
	heitiFont   = "黑体" // headings
	colorBorder = "8FA6AE"
	colorQuiet  = "5F6B70"
)

func fonts(eastAsia string) node {
	return el("w:rFonts").with("w:ascii", latinFont).with("w:hAnsi", latinFont).with("w:eastAsia", eastAsia).with("w:cs", latinFont)
}

// look describes a paragraph style; sizes are half points, spaces twips.
type look struct {
	id, name      string
	font          string
	size          int // 0 for the default
	bold          bool
	color         string
	align         string
	before, after int
	line          int // line height in 240ths; 0 for the default
	indent        int // of the first line, in hundredths of a character
	outline       int // 1 to 3; 0 for none
	keepNext      bool
}

var looks = []look{
	{id: "Title", name: "Title", font: heitiFont, size: 36, bold: true, align: "center", before: 240, after: 120},
	{id: "Subtitle", name: "Subtitle", font: songFont, size: 21, color: colorQuiet, align: "center", after: 240},
	{id: "Heading1", name: "heading 1", font: heitiFont, size: 30, bold: true, before: 360, after: 120, outline: 1},
	{id: "Heading2", name: "heading 2", font: heitiFont, size: 25, bold: true, before: 240, after: 80, outline: 2},
	{id: "Heading3", name: "heading 3", font: heitiFont, size: 22, bold: true, before: 160, after: 60, outline: 3},
	{id: "BodyText", name: "Body Text", size: 23, after: 60, line: 360, indent: 200, align: "both"},
	{id: "Caption", name: "caption", font: heitiFont, size: 20, align: "center", before: 120, after: 60, keepNext: true},
	{id: "Figure", name: "Figure", align: "center", before: 120, keepNext: true},
	{id: "FigureCaption", name: "Figure Caption", font: heitiFont, size: 20, align: "center", before: 20, after: 160},
	{id: "Remark", name: "Remark", size: 18, color: colorQuiet, after: 120},
	{id: "TableHead", name: "Table Head", font: heitiFont, size: 19, bold: true, align: "center", keepNext: true},
	{id: "TableText", name: "Table Text", size: 19},
	{id: "TableTextKept", name: "Table Text Kept", size: 19, keepNext: true},
	{id: "Gap", name: "Gap", size: 10},
	{id: "Header", name: "header", size: 17, color: colorQuiet, align: "center"},
	{id: "Footer", name: "footer", size: 17, color: colorQuiet, align: "center"},
	{id: "FootnoteText", name: "footnote text", size: 15, line: 200},
}

func (l look) style() node {
	paragraph := el("w:pPr")
	if l.keepNext || l.outline > 0 {
		paragraph = paragraph.add(el("w:keepNext"))
	}
	spacing := el("w:spacing").with("w:before", strconv.Itoa(l.before)).with("w:after", strconv.Itoa(l.after))
	if l.line > 0 {
		spacing = spacing.with("w:line", strconv.Itoa(l.line)).with("w:lineRule", "auto")
	}
	paragraph = paragraph.add(spacing)
	if l.indent > 0 {
		paragraph = paragraph.add(el("w:ind").with("w:firstLineChars", strconv.Itoa(l.indent)).with("w:firstLine", strconv.Itoa(l.indent*l.size/10)))
	}
	if l.align != "" {
		paragraph = paragraph.add(val("w:jc", l.align))
	}
	if l.outline > 0 {
		paragraph = paragraph.add(val("w:outlineLvl", strconv.Itoa(l.outline-1)))
	}
	text := el("w:rPr")
	if l.font != "" {
		text = text.add(fonts(l.font))
	}
	if l.bold {
		text = text.add(el("w:b"))
	}
	if l.color != "" {
		text = text.add(val("w:color", l.color))
	}
	if l.size > 0 {
		text = text.add(val("w:sz", strconv.Itoa(l.size)), val("w:szCs", strconv.Itoa(l.size)))
	}
	return el("w:style", val("w:name", l.name), val("w:basedOn", "Normal"), el("w:qFormat"), paragraph, text).
		with("w:type", "paragraph").with("w:styleId", l.id)
}

// styles is the part of all styles.
func styles() node {
	defaults := el("w:docDefaults", el("w:rPrDefault", el("w:rPr", fonts(songFont), val("w:sz", "22"),
		el("w:lang").with("w:val", "en-US").with("w:eastAsia", "zh-CN"))))
	normal := el("w:style", val("w:name", "Normal")).with("w:type", "paragraph").with("w:default", "1").with("w:styleId", "Normal")
	all := el("w:styles", defaults, normal)
	for _, l := range looks {
		all = all.add(l.style())
	}
	return all.add(
		el("w:style", val("w:name", "footnote reference"), el("w:rPr", val("w:vertAlign", "superscript"))).
			with("w:type", "character").with("w:styleId", "FootnoteReference"),
		gridStyle(),
	)
}

func gridStyle() node {
	borders := el("w:tblBorders")
	for _, side := range [...]string{"w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"} {
		borders = borders.add(val(side, "single").with("w:sz", "4").with("w:space", "0").with("w:color", colorBorder))
	}
	margins := el("w:tblCellMar",
		el("w:top").with("w:w", "30").with("w:type", "dxa"), el("w:left").with("w:w", "80").with("w:type", "dxa"),
		el("w:bottom").with("w:w", "30").with("w:type", "dxa"), el("w:right").with("w:w", "80").with("w:type", "dxa"))
	return el("w:style", val("w:name", "Grid"), el("w:tblPr", borders, margins)).with("w:type", "table").with("w:styleId", "Grid")
}
