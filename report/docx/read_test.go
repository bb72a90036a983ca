package docx_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"reflect"
	"strings"
	"testing"

	"github.com/junheng/junheng/report/docx"
)

// zipped is an archive with one file.
func zipped(t testing.TB, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.Write([]byte(content)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	opening = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`
	closing = `</w:body></w:document>`
)

func read(b []byte) ([]docx.Paragraph, error) { return docx.Read(bytes.NewReader(b), int64(len(b))) }

func TestReadReturnsWhatWasWritten(t *testing.T) {
	got, err := read(written(t, sample([]string{"写的话"})))
	want := []docx.Paragraph{
		{Text: "一、情况", Level: 1},
		{Text: "甲 <&> \"乙\" \ufffd0.50丙"},
		{Text: "列", Table: 1, Row: 1, Column: 1},
		{Text: "格", Table: 1, Row: 2, Column: 1},
		{Text: "数", Table: 1, Row: 3, Column: 1},
		{Text: "写的话"},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestReadOfWhatOfficeProgramsWrite(t *testing.T) {
	for _, c := range []struct {
		name, body string
		want       []docx.Paragraph
	}{
		{"runs join, deleted text is gone", `<w:p><w:r><w:t>小学 3</w:t></w:r><w:del><w:r><w:delText>9</w:delText></w:r></w:del><w:r><w:t>0 所</w:t></w:r></w:p>`, []docx.Paragraph{{Text: "小学 30 所"}}},
		{"a cell over two columns", `<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>甲</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>乙</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`, []docx.Paragraph{
			{Text: "甲", Table: 1, Row: 1, Column: 1}, {Text: "乙", Table: 1, Row: 1, Column: 3},
		}},
		{"a text box is read once", `<w:p><w:r><w:t>外</w:t><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>内</w:t></w:r></w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>`, []docx.Paragraph{{Text: "内"}, {Text: "外"}}},
		{"headings of Chinese programs", `<w:p><w:pPr><w:pStyle w:val="2"/></w:pPr><w:r><w:t>二</w:t></w:r></w:p><w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>三</w:t></w:r></w:p>`, []docx.Paragraph{{Text: "二", Level: 2}, {Text: "三", Level: 3}}},
		{"codes of fields are no text", `<w:p><w:r><w:instrText>PAGE 7</w:instrText></w:r><w:r><w:t>页</w:t></w:r></w:p>`, []docx.Paragraph{{Text: "页"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := read(zipped(t, "word/document.xml", opening+c.body+closing))
			if err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %+v, %v", got, err)
			}
		})
	}
}

func TestReadRefusesWhatWouldHurt(t *testing.T) {
	paragraph := `<w:p><w:r><w:t>字</w:t></w:r></w:p>`
	for _, c := range []struct {
		name, body string
		want       error
	}{
		{"a zip bomb", opening + strings.Repeat(" ", 25<<20) + closing, docx.ErrTooLarge},
		{"a bomb in one attribute", `<w:document a="` + strings.Repeat("a", 25<<20) + `"/>`, docx.ErrTooLarge},
		{"too much text", opening + `<w:p><w:r><w:t>` + strings.Repeat("字", docx.MaxCharacters+1) + `</w:t></w:r></w:p>` + closing, docx.ErrTooLarge},
		{"too many paragraphs", opening + strings.Repeat(paragraph, docx.MaxParagraphs+1) + closing, docx.ErrTooLarge},
		{"elements nested deeply", opening + strings.Repeat("<w:tbl><w:tr><w:tc>", 100_000) + closing, docx.ErrTooLarge},
		{"entities that grow", `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>` + opening + `<w:p><w:r><w:t>&b;</w:t></w:r></w:p>` + closing, docx.ErrNotDocx},
		{"an entity of a file", `<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>` + opening + `<w:p><w:r><w:t>&a;</w:t></w:r></w:p>` + closing, docx.ErrNotDocx},
		{"an unknown entity", opening + `<w:p><w:r><w:t>&a;</w:t></w:r></w:p>` + closing, docx.ErrNotDocx},
		{"elements that cross", opening + `<w:p><w:r></w:p></w:r>` + closing, docx.ErrNotDocx},
		{"a text that breaks off", opening + paragraph, docx.ErrNotDocx},
		{"another encoding", `<?xml version="1.0" encoding="utf-7"?>` + opening + closing, docx.ErrNotDocx},
		{"another XML", `<worksheet/>`, docx.ErrNotDocx},
		{"nothing", ``, docx.ErrNotDocx},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, err := read(zipped(t, "word/document.xml", c.body)); !errors.Is(err, c.want) || got != nil {
				t.Errorf("got %d paragraphs, %v", len(got), err)
			}
		})
	}
	if _, err := read(zipped(t, "xl/workbook.xml", "<a/>")); !errors.Is(err, docx.ErrNotDocx) {
		t.Errorf("a workbook: got %v", err)
	}
	if _, err := read([]byte("PK\x03\x04 and then nothing")); !errors.Is(err, docx.ErrNotDocx) {
		t.Errorf("a broken archive: got %v", err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(opening + `<w:tbl><w:tr><w:tc><w:p><w:r><w:t>字</w:t></w:r></w:p></w:tc></w:tr></w:tbl>` + closing)
	f.Add(`<w:p/></w:tbl><w:tc>`)
	f.Fuzz(func(t *testing.T, body string) {
		b := zipped(t, "word/document.xml", body)
		_, _ = read(b) // must not panic
	})
}
