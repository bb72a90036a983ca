package docx_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/report/docx"
)

func sample(kept []string) *docx.Document {
	d := docx.New("标题 <&>", "页眉")
	d.Heading(1, "一、情况")
	d.Paragraph(docx.Body, docx.Plain("甲 <&> \"乙\" \x0b"), docx.Noted("0.50", "注一"), docx.Strong("丙"))
	d.Table([]docx.Column{{Title: "列", Width: 40, Align: docx.Left}}, [][]docx.Cell{{docx.Text("格")}, {{docx.Noted("数", "注二")}}})
	d.Slot("next", "下一步", "请填写", kept)
	return d
}

func written(t *testing.T, d *docx.Document) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := d.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parts are the files of a document by their path.
func parts(t *testing.T, b []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}

func TestEveryPartIsWellFormedAndDeclared(t *testing.T) {
	all := parts(t, written(t, sample(nil)))
	for path, text := range all {
		d := xml.NewDecoder(strings.NewReader(text))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("%s: %v", path, err)
			}
		}
		if strings.HasPrefix(path, "word/") && !strings.Contains(path, "_rels") && !strings.Contains(all["[Content_Types].xml"], `"/`+path+`"`) {
			t.Errorf("%s has no content type", path)
		}
	}
	want := []string{"[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/_rels/document.xml.rels", "word/document.xml", "word/footer.xml", "word/footnotes.xml", "word/header.xml", "word/settings.xml", "word/styles.xml"}
	if got := slices.Sorted(maps.Keys(all)); !slices.Equal(got, want) {
		t.Errorf("got parts %v", got)
	}
}

func TestWhatADocumentCarries(t *testing.T) {
	all := parts(t, written(t, sample(nil)))
	for _, c := range []struct{ name, part, want string }{
		{"texts are escaped", "word/document.xml", "甲 &lt;&amp;&gt; &#34;乙&#34; \ufffd"},
		{"headings have their style", "word/document.xml", `<w:pStyle w:val="Heading1">`},
		{"heading styles have outline levels", "word/styles.xml", `<w:outlineLvl w:val="0">`},
		{"header rows repeat", "word/document.xml", "<w:tblHeader>"},
		{"rows are not torn", "word/document.xml", "<w:cantSplit>"},
		{"a second note has its own number", "word/document.xml", `<w:footnoteReference w:id="2">`},
		{"and its text", "word/footnotes.xml", "注二"},
		{"chinese text has its font", "word/styles.xml", `w:eastAsia="宋体"`},
		{"pages are numbered", "word/footer.xml", `w:instr="PAGE"`},
		{"the head of pages", "word/header.xml", "页眉"},
		{"the title of the file", "docProps/core.xml", "标题 &lt;&amp;&gt;"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(all[c.part], c.want) {
				t.Errorf("%s lacks %q", c.part, c.want)
			}
		})
	}
}

func TestTheSameDocumentGivesTheSameBytes(t *testing.T) {
	if !bytes.Equal(written(t, sample(nil)), written(t, sample(nil))) {
		t.Error("two writings differ")
	}
}

func TestSlotsComeBack(t *testing.T) {
	for _, c := range []struct {
		name string
		kept []string
		want []string
	}{
		{"an invitation is no text", nil, nil},
		{"paragraphs are kept apart", []string{"第一段 <&>", "第二段"}, []string{"第一段 <&>", "第二段"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := written(t, sample(c.kept))
			slots, err := docx.Slots(bytes.NewReader(b), int64(len(b)))
			if err != nil || !slices.Equal(slots["next"], c.want) {
				t.Errorf("got %q, %v", slots["next"], err)
			}
		})
	}
	if _, err := docx.Slots(strings.NewReader("no zip"), 6); !errors.Is(err, docx.ErrNotDocx) {
		t.Errorf("no zip: got %v", err)
	}
}
