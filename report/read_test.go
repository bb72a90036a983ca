package report_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/report"
)

// demoPapers are the demo county's in a year by an edition.
func demoPapers(t *testing.T, year int, code string) report.Papers {
	t.Helper()
	book := demo.Book()
	county, issues := book.County(demo.Region.Code, year)
	if len(issues) > 0 {
		t.Fatalf("the demo has issues in %d: %v", year, issues)
	}
	edition, ok := indicator.LookupEdition(code)
	if !ok {
		t.Fatalf("no edition %s", code)
	}
	ev := edition.Evaluate(&county)
	p := report.Papers{Edition: edition, County: &county, Evaluation: &ev, Note: "演示数据"}
	for _, y := range book.FundingYears {
		p.Funding = append(p.Funding, y.FundingYear)
	}
	return p
}

// everyDemo calls f for the years that fail and pass, by both editions.
func everyDemo(t *testing.T, f func(t *testing.T, p report.Papers)) {
	for _, year := range []int{2021, 2023} {
		for _, edition := range []string{"cn-2017", "cn-hb-33"} {
			p := demoPapers(t, year, edition)
			t.Run(edition+" "+string(p.Evaluation.Verdict), func(t *testing.T) { f(t, p) })
		}
	}
}

// text is a document as a reader sees it: its paragraphs, its tables by caption, its footnotes.
type text struct {
	paragraphs []string
	tables     map[string][][]string
	notes      []string
}

func (x *text) all() string { return strings.Join(x.paragraphs, "\n") }

// readDocx reads a document back.
func readDocx(t *testing.T, b []byte) *text {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	x := &text{tables: map[string][][]string{}}
	readPart(t, z, "word/document.xml", x)
	notes := &text{tables: map[string][][]string{}}
	readPart(t, z, "word/footnotes.xml", notes)
	for _, n := range notes.paragraphs {
		if n = strings.TrimSpace(n); n != "" {
			x.notes = append(x.notes, n)
		}
	}
	return x
}

func readPart(t *testing.T, z *zip.Reader, path string, x *text) {
	t.Helper()
	f, err := z.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var paragraph strings.Builder
	var row []string
	caption, last, inTable := "", "", false
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
				inTable, caption = true, strings.TrimLeft(last, "表0123456789 　")
			case "tr":
				row = nil
			}
		case xml.CharData:
			paragraph.Write(e)
		case xml.EndElement:
			switch e.Name.Local {
			case "p":
				last = strings.TrimSuffix(paragraph.String(), "\n")
				x.paragraphs = append(x.paragraphs, last)
				if inTable {
					row = append(row, last)
				}
			case "tr":
				x.tables[caption] = append(x.tables[caption], row)
			case "tbl":
				inTable = false
			}
		}
	}
}
