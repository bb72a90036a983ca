package docx

import (
	"archive/zip"
	"encoding/xml"
	"io"
	"strconv"
)

const (
	wordNames     = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
	linkNames     = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packageLinks  = "http://schemas.openxmlformats.org/package/2006/relationships"
	packageTypes  = "http://schemas.openxmlformats.org/package/2006/content-types"
	coreNames     = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
	coreLink      = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
	coreType      = "application/vnd.openxmlformats-package.core-properties+xml"
	relationsType = "application/vnd.openxmlformats-package.relationships+xml"
	wordType      = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	dublinCore    = "http://purl.org/dc/elements/1.1/"
	pageWidth     = "11906" // A4, twips
	pageHeight    = "16838"
	pageMargin    = "1304" // 23 mm
	headerMargin  = "680"
	footnoteStart = 1
)

// part is one file of the package.
type part struct {
	path string
	root node
	kind string // content type, below wordType; empty where the default serves
}

// linked parts hang on the document by a relationship of their name.
var linked = [...]string{"styles", "settings", "footnotes", "header", "footer"}

// Write writes the document.
func (d *Document) Write(w io.Writer) error {
	word := func(root node) node { return root.with("xmlns:w", wordNames).with("xmlns:r", linkNames) }
	parts := []part{
		{"word/document.xml", word(d.document()), "document.main"},
		{"word/styles.xml", word(styles()), "styles"},
		{"word/settings.xml", word(settings()), "settings"},
		{"word/footnotes.xml", word(d.footnotes()), "footnotes"},
		{"word/header.xml", word(el("w:hdr", d.paragraph("Header", "", Plain(d.header)))), "header"},
		{"word/footer.xml", word(footer()), "footer"},
	}
	front := []part{{path: "[Content_Types].xml", root: contentTypes(parts)}, {path: "_rels/.rels", root: packageRelations()}}
	back := []part{{path: "word/_rels/document.xml.rels", root: documentRelations()}, {path: "docProps/core.xml", root: d.properties()}}
	back[0].root = d.relations(back[0].root)
	front[0].root = d.chartTypes(front[0].root)
	z := zip.NewWriter(w)
	for _, list := range [...][]part{front, parts, back} {
		for _, p := range list {
			if err := p.write(z); err != nil {
				return err
			}
		}
	}
	if err := d.writeCharts(z); err != nil {
		return err
	}
	return z.Close()
}

// relations adds the charts to what hangs on the document.
func (d *Document) relations(all node) node {
	for i := range d.charts {
		n := "chart" + strconv.Itoa(i+1)
		all = all.add(relation(n, linkNames+"/chart", "charts/"+n+".xml"))
	}
	return all
}

func (d *Document) chartTypes(types node) node {
	if len(d.charts) > 0 {
		types = types.add(el("Default").with("Extension", "xlsx").with("ContentType", sheetType))
	}
	for i := range d.charts {
		types = types.add(el("Override").with("PartName", "/word/charts/chart"+strconv.Itoa(i+1)+".xml").with("ContentType", chartType))
	}
	return types
}

// writeCharts writes each chart, its workbook, and the way from the one to the other.
func (d *Document) writeCharts(z *zip.Writer) error {
	for i := range d.charts {
		n := strconv.Itoa(i + 1)
		book, err := d.charts[i].workbook()
		if err != nil {
			return err
		}
		f, err := z.Create("word/embeddings/chart" + n + ".xlsx")
		if err != nil {
			return err
		}
		if _, err := f.Write(book); err != nil {
			return err
		}
		link := el("Relationships", relation("workbook", linkNames+"/package", "../embeddings/chart"+n+".xlsx")).with("xmlns", packageLinks)
		for _, p := range [...]part{{path: "word/charts/chart" + n + ".xml", root: d.charts[i].part()}, {path: "word/charts/_rels/chart" + n + ".xml.rels", root: link}} {
			if err := p.write(z); err != nil {
				return err
			}
		}
	}
	return nil
}

func (p part) write(z *zip.Writer) error {
	f, err := z.Create(p.path)
	if err != nil {
		return err
	}
	if _, err := io.WriteString(f, xml.Header); err != nil {
		return err
	}
	return xml.NewEncoder(f).Encode(p.root)
}

func (d *Document) document() node {
	margins := el("w:pgMar").with("w:header", headerMargin).with("w:footer", headerMargin).with("w:gutter", "0")
	for _, side := range [...]string{"w:top", "w:right", "w:bottom", "w:left"} {
		margins = margins.with(side, pageMargin)
	}
	section := el("w:sectPr",
		el("w:headerReference").with("w:type", "default").with("r:id", "header"),
		el("w:footerReference").with("w:type", "default").with("r:id", "footer"),
		el("w:pgSz").with("w:w", pageWidth).with("w:h", pageHeight), margins)
	return el("w:document", el("w:body", d.body...).add(section))
}

func (d *Document) footnotes() node {
	separator := func(id, kind, mark string) node {
		return el("w:footnote", el("w:p", el("w:r", el(mark)))).with("w:type", kind).with("w:id", id)
	}
	all := el("w:footnotes", separator("-1", "separator", "w:separator"), separator("0", "continuationSeparator", "w:continuationSeparator"))
	for i, text := range d.notes {
		number := el("w:r", el("w:rPr", val("w:rStyle", "FootnoteReference")), el("w:footnoteRef"))
		p := el("w:p", el("w:pPr", val("w:pStyle", "FootnoteText")), number, run(" "+text))
		all = all.add(el("w:footnote", p).with("w:id", strconv.Itoa(footnoteStart+i)))
	}
	return all
}

func settings() node {
	return el("w:settings",
		el("w:footnotePr", el("w:footnote").with("w:id", "-1"), el("w:footnote").with("w:id", "0")),
		el("w:compat", val("w:compatSetting", "15").with("w:name", "compatibilityMode").with("w:uri", "http://schemas.microsoft.com/office/word")))
}

func footer() node {
	p := el("w:p", el("w:pPr", val("w:pStyle", "Footer")))
	return el("w:ftr", p.add(run("第 "), field("PAGE"), run(" 页 共 "), field("NUMPAGES"), run(" 页")))
}

func contentTypes(parts []part) node {
	types := el("Types",
		el("Default").with("Extension", "rels").with("ContentType", relationsType),
		el("Default").with("Extension", "xml").with("ContentType", "application/xml")).with("xmlns", packageTypes)
	for _, p := range parts {
		types = types.add(el("Override").with("PartName", "/"+p.path).with("ContentType", wordType+p.kind+"+xml"))
	}
	return types.add(el("Override").with("PartName", "/docProps/core.xml").with("ContentType", coreType))
}

func relation(id, kind, target string) node {
	return el("Relationship").with("Id", id).with("Type", kind).with("Target", target)
}

func packageRelations() node {
	return el("Relationships", relation("document", linkNames+"/officeDocument", "word/document.xml"),
		relation("core", coreLink, "docProps/core.xml")).with("xmlns", packageLinks)
}

func documentRelations() node {
	all := el("Relationships").with("xmlns", packageLinks)
	for _, name := range linked {
		all = all.add(relation(name, linkNames+"/"+name, name+".xml"))
	}
	return all
}

func (d *Document) properties() node {
	return el("cp:coreProperties", node{name: "dc:title", text: d.title}).with("xmlns:cp", coreNames).with("xmlns:dc", dublinCore)
}
