package docx

import (
	"encoding/xml"
	"slices"
)

// node is an element of WordprocessingML. Names carry their prefix, as the encoder writes them: "w:p".
type node struct {
	name     string
	attrs    []xml.Attr
	children []node
	text     string // of a leaf
}

// el is an element with its children.
func el(name string, children ...node) node { return node{name: name, children: children} }

// val is an element that says everything in its attribute w:val.
func val(name, value string) node { return el(name).with("w:val", value) }

// with adds an attribute.
func (n node) with(name, value string) node {
	n.attrs = append(slices.Clip(n.attrs), xml.Attr{Name: xml.Name{Local: name}, Value: value})
	return n
}

// add appends children.
func (n node) add(children ...node) node {
	n.children = append(slices.Clip(n.children), children...)
	return n
}

// MarshalXML writes the element; the encoder escapes texts and attributes.
func (n node) MarshalXML(e *xml.Encoder, _ xml.StartElement) error {
	start := xml.StartElement{Name: xml.Name{Local: n.name}, Attr: n.attrs}
	if err := e.EncodeToken(start); err != nil {
		return err
	}
	if n.text != "" {
		if err := e.EncodeToken(xml.CharData(n.text)); err != nil {
			return err
		}
	}
	for _, child := range n.children {
		if err := child.MarshalXML(e, start); err != nil {
			return err
		}
	}
	return e.EncodeToken(start.End())
}

// wordText is a text whose spaces count.
func wordText(s string) node { return node{name: "w:t", text: s}.with("xml:space", "preserve") }

// run is a piece of text with its properties.
func run(s string, properties ...node) node {
	r := el("w:r")
	if len(properties) > 0 {
		r = r.add(el("w:rPr", properties...))
	}
	return r.add(wordText(s))
}

// field is a number that the office program fills in, such as PAGE.
func field(instruction string) node {
	return el("w:fldSimple", run("1")).with("w:instr", instruction)
}
