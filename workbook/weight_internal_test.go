package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"testing"
)

// part is an entry that says to expand from packed bytes.
func part(expanded, packed uint64) *zip.File {
	return &zip.File{FileHeader: zip.FileHeader{Name: "xl/x.xml", UncompressedSize64: expanded, CompressedSize64: packed}}
}

func TestFilesMayWeighWhatStandsHereAndNoByteMore(t *testing.T) {
	const packed = 1 << 20
	for _, c := range []struct {
		name  string
		files []*zip.File
		code  string
	}{
		{"the largest part", []*zip.File{part(maxPart, maxPart)}, ""},
		{"a byte more", []*zip.File{part(maxPart+1, maxPart)}, "EXPANDS_TOO_FAR"},
		{"all that may be together", []*zip.File{part(maxPart, maxPart), part(maxTotal-maxPart, maxPart)}, ""},
		{"a byte more together", []*zip.File{part(maxPart, maxPart), part(maxTotal-maxPart+1, maxPart)}, "EXPANDS_TOO_FAR"},
		{"the largest ratio", []*zip.File{part(maxRatio*packed, packed)}, ""},
		{"a larger one", []*zip.File{part(maxRatio*(packed+1), packed)}, "EXPANDS_TOO_FAR"},
		{"any ratio of a small part", []*zip.File{part(1<<20, 1)}, ""},
		{"the most parts", slices.Repeat([]*zip.File{part(1, 1)}, maxEntries), ""},
		{"a part more", slices.Repeat([]*zip.File{part(1, 1)}, maxEntries+1), "TOO_MANY_PARTS"},
	} {
		wantRefusal(t, c.name, checkEntries(c.files), c.code)
	}
	_, err := inspect(strings.NewReader("PK"), maxFile)
	wantRefusal(t, "the largest file, if it were one", err, "DAMAGED_FILE")
	_, err = inspect(strings.NewReader("PK"), maxFile+1)
	wantRefusal(t, "a byte more", err, "FILE_TOO_LARGE")
	for n, code := range map[int]string{10: "", 11: "EXPANDS_TOO_FAR"} {
		_, err = io.ReadAll(&capped{io.NopCloser(strings.NewReader(strings.Repeat("x", n))), 10})
		wantRefusal(t, fmt.Sprintf("%d bytes where 10 were declared", n), err, code)
	}
}

func wantRefusal(t *testing.T, name string, err error, code string) {
	t.Helper()
	got := ""
	if r, ok := errors.AsType[*refusal](err); ok {
		got = r.code
	} else if err != nil {
		got = err.Error()
	}
	if got != code {
		t.Errorf("%s: got %q, want %q", name, got, code)
	}
}

// sheetFile is a workbook whose only sheet has these rows.
func sheetFile(t *testing.T, rows func(w io.Writer)) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", "<Types/>"},
		{"xl/workbook.xml", `<workbook><sheets><sheet name="` + SheetSchools + `" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="sheet.xml"/></Relationships>`},
		{"xl/sheet.xml", ""},
	} {
		w, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Store}) // packed it would look like a bomb
		if err != nil {
			t.Fatal(err)
		}
		if p.text == "" {
			_, _ = io.WriteString(w, "<worksheet><sheetData>")
			rows(w)
			p.text = "</sheetData></worksheet>"
		}
		_, _ = io.WriteString(w, p.text)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func codesOf(t *testing.T, file []byte) (codes []string) {
	t.Helper()
	_, report, err := Read(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range slices.Concat(report.Errors, report.Warnings) {
		codes = append(codes, i.Code+" "+i.Value)
	}
	return codes
}

func TestRowsAreReadUpToTheirNumber(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]bool{maxRows: false, maxRows + 1: true} {
		codes := codesOf(t, sheetFile(t, func(w io.Writer) {
			for range n {
				_, _ = io.WriteString(w, `<row><c t="inlineStr"><is><t>x</t></is></c></row>`)
			}
		}))
		if got := slices.Contains(codes, "TOO_MANY_ROWS "); got != want {
			t.Errorf("%d rows: %v", n, codes)
		}
	}
}

func TestColumnsAreReadUpToTheirNumber(t *testing.T) {
	t.Parallel()
	codes := codesOf(t, sheetFile(t, func(w io.Writer) {
		_, _ = io.WriteString(w, `<row r="1">`)
		for column, text := range map[int]string{0: "学校标识码", 1: "学校名称", maxColumns - 1: "last", maxColumns: "beyond", 16383: "far"} {
			_, _ = fmt.Fprintf(w, `<c r="%s1" t="inlineStr"><is><t>%s</t></is></c>`, columnName(column), text)
		}
		_, _ = io.WriteString(w, "</row>")
	}))
	unknown := slices.DeleteFunc(codes, func(c string) bool { return !strings.HasPrefix(c, "UNKNOWN_COLUMN") })
	if !slices.Equal(unknown, []string{"UNKNOWN_COLUMN last"}) {
		t.Errorf("got %v", unknown)
	}
}
