package workbook_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/junheng/junheng/workbook"
)

// repack writes a workbook again with its parts changed; a part changed to nil is left out.
func repack(t testing.TB, file []byte, change func(name string, content []byte) []byte) []byte {
	t.Helper()
	in, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	var buf bytes.Buffer
	out := zip.NewWriter(&buf)
	for _, f := range in.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		content, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if content = change(f.Name, content); content == nil {
			continue
		}
		w, _ := out.Create(f.Name)
		_, _ = w.Write(content)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// damage harms a workbook in one of six ways.
func damage(t testing.TB, r *rand.Rand, file []byte) []byte {
	file = bytes.Clone(file)
	switch r.IntN(6) {
	case 0: // cut off
		return file[:r.IntN(len(file))]
	case 1: // flipped bits anywhere
		for range 1 + r.IntN(20) {
			file[r.IntN(len(file))] ^= 1 << r.IntN(8)
		}
		return file
	case 2: // a hole of zeros
		at := r.IntN(len(file))
		clear(file[at:min(len(file), at+r.IntN(4096))])
		return file
	}
	parts := r.IntN(4)
	return repack(t, file, func(_ string, content []byte) []byte {
		if r.IntN(4) != parts || len(content) == 0 {
			return content
		}
		switch r.IntN(5) {
		case 0:
			return nil
		case 1:
			return content[:r.IntN(len(content))]
		case 2: // broken markup
			for range 1 + r.IntN(30) {
				content[r.IntN(len(content))] = "<>&\"'/=\x00\xff]!-?"[r.IntN(13)]
			}
		case 3: // pieces doubled
			from := r.IntN(len(content))
			to := from + r.IntN(len(content)-from)
			content = append(bytes.Clone(content[:to]), content[from:]...)
		case 4: // numbers changed, addresses and indexes among them
			for i, c := range content {
				if c >= '0' && c <= '9' && r.IntN(20) == 0 {
					content[i] = "0123456789"[r.IntN(10)]
				}
			}
		}
		return content
	})
}

func TestDamagedWorkbooksNeitherPanicNorHang(t *testing.T) {
	sound := write(t, soundBook())
	var form bytes.Buffer
	if err := workbook.WriteSchoolForm(&form, soundBook().Schools[0], 2023, soundFigures(0)); err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(2026, 11))
	var peak uint64
	var slowest time.Duration
	refused, faulty, read := 0, 0, 0
	for i := range 1000 {
		file := sound
		if i%5 == 0 {
			file = form.Bytes()
		}
		file = damage(t, r, file)
		began := time.Now()
		b, report, err := workbook.Read(bytes.NewReader(file), int64(len(file)))
		slowest = max(slowest, time.Since(began))
		switch {
		case err != nil:
			t.Fatalf("workbook %d: %v", i, err)
		case b == nil:
			t.Fatalf("workbook %d: no book", i)
		case len(report.Errors) == 1 && report.Errors[0].Sheet == "":
			refused++
		case report.HasErrors():
			faulty++
		default:
			read++
		}
		for _, regionFound := range b.Regions() {
			for _, year := range b.Years(regionFound.Code) {
				b.County(regionFound.Code, year)
			}
		}
		if i%3 == 0 {
			_ = workbook.WriteMarked(io.Discard, bytes.NewReader(file), int64(len(file)), report)
		}
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		peak = max(peak, m.HeapInuse+m.StackInuse)
	}
	t.Logf("1000 damaged workbooks: %d refused, %d with errors, %d readable; slowest %v; peak heap %d MB", refused, faulty, read, slowest, peak>>20)
	if slowest > 5*time.Second || peak > 256<<20 {
		t.Errorf("slowest %v, peak %d MB: want under 5 s and 256 MB", slowest, peak>>20)
	}
}

func TestHostileFilesAreRefusedWithTheReason(t *testing.T) {
	t.Parallel()
	sound := write(t, soundBook())
	add := func(name string, content io.Reader) []byte {
		var buf bytes.Buffer
		in, _ := zip.NewReader(bytes.NewReader(sound), int64(len(sound)))
		out := zip.NewWriter(&buf)
		for _, f := range in.File {
			if f.Name != name {
				_ = out.Copy(f)
			}
		}
		w, _ := out.Create(name)
		_, _ = io.Copy(w, content)
		_ = out.Close()
		return buf.Bytes()
	}
	zeros := func(n int64) io.Reader { return io.LimitReader(spaces{}, n) }
	many := func() []byte {
		var buf bytes.Buffer
		out := zip.NewWriter(&buf)
		for i := range 3000 {
			_, _ = out.Create(fmt.Sprint("xl/", i))
		}
		_ = out.Close()
		return buf.Bytes()
	}
	xxe := `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook><sheets><sheet name="&x;" r:id="rId1"/></sheets></workbook>`
	for _, c := range []struct {
		name, code string
		file       []byte
	}{
		{"an empty file", "NOT_A_WORKBOOK", nil},
		{"a text file", "NOT_A_WORKBOOK", []byte("学校标识码,学校名称\n")},
		{"an old .xls, or one with a password", "OLD_OR_ENCRYPTED_FILE", []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more")},
		{"a zip file that is no workbook", "NOT_A_WORKBOOK", repack(t, sound, func(name string, content []byte) []byte {
			if name == "xl/workbook.xml" {
				return nil
			}
			return content
		})},
		{"half a workbook", "DAMAGED_FILE", sound[:len(sound)/2]},
		{"macros", "MACROS", add("xl/vbaProject.bin", strings.NewReader("x"))},
		{"a workbook made for macros", "MACROS", repack(t, sound, func(name string, content []byte) []byte {
			return bytes.ReplaceAll(content, []byte("sheet.main+xml"), []byte("sheet.macroEnabled.main+xml"))
		})},
		{"macros under another name", "MACROS", repack(t, sound, func(name string, content []byte) []byte {
			if name == "[Content_Types].xml" {
				return bytes.Replace(content, []byte("</Types>"), []byte(`<Override PartName="/xl/foo.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`), 1)
			}
			return content
		})},
		{"a zip bomb", "EXPANDS_TOO_FAR", add("xl/worksheets/sheet1.xml", zeros(300<<20))},
		{"a small part that expands a thousandfold", "EXPANDS_TOO_FAR", add("docProps/core.xml", zeros(20<<20))},
		{"thousands of parts", "TOO_MANY_PARTS", many()},
		{"entities of a document type", "DAMAGED_FILE", add("xl/workbook.xml", strings.NewReader(xxe))},
	} {
		_, report := read(t, c.file)
		if len(report.Errors) != 1 || report.Errors[0].Code != c.code {
			t.Errorf("%s: want %s, got %s", c.name, c.code, list(report.Errors))
			continue
		}
		for _, lang := range []string{"zh", "en"} {
			if m := report.Errors[0].Message(lang); m == c.code || strings.ContainsAny(m, "{}") {
				t.Errorf("%s: message %q", c.name, m)
			}
		}
	}
}

type spaces struct{}

func (spaces) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = ' '
	}
	return len(p), nil
}

func TestReadingStopsWhenItsContextEnds(t *testing.T) {
	t.Parallel()
	file := write(t, largeBook(10, 3000))
	ctx, cancel := context.WithCancel(context.Background())
	var seen []int
	progress := func(rows int) {
		if seen = append(seen, rows); rows >= 2000 {
			cancel()
		}
	}
	_, _, err := workbook.Reader{Progress: progress}.Read(ctx, bytes.NewReader(file), int64(len(file)))
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want context.Canceled", err)
	}
	if len(seen) < 2 || seen[len(seen)-1] > 3000 {
		t.Errorf("progress %v, want it to end soon after 2000", seen)
	}
}

func TestIssuesBeyondTheLimitAreCounted(t *testing.T) {
	t.Parallel()
	b := largeBook(3, 4000)
	for i := range b.Teachers {
		b.Teachers[i].SchoolCode = "0000000000"
	}
	_, report := read(t, write(t, b))
	if len(report.Errors) != workbook.MaxIssues || report.OmittedErrors != 2000 {
		t.Errorf("%d errors and %d omitted, want %d and 2000", len(report.Errors), report.OmittedErrors, workbook.MaxIssues)
	}
}

func FuzzRead(f *testing.F) {
	sound := write(f, soundBook())
	f.Add(sound)
	f.Add(sound[:len(sound)/2])
	r := rand.New(rand.NewPCG(1, 1))
	for range 8 {
		f.Add(damage(f, r, sound))
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		b, report, err := workbook.Read(bytes.NewReader(file), int64(len(file)))
		if err != nil || b == nil {
			t.Fatalf("book %v, error %v", b, err)
		}
		for _, i := range report.Errors {
			_ = i.Message("zh")
		}
	})
}

// FuzzSheet puts any text into a sheet's place, so that the fuzzer need not make archives.
func FuzzSheet(f *testing.F) {
	var buf bytes.Buffer
	if err := workbook.WriteTemplate(&buf, workbook.TemplateCounty); err != nil {
		f.Fatal(err)
	}
	f.Add([]byte(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>学校标识码</t></is></c><c t="str"><v>学校名称</v></c></row><row><c><f>1/0</f><v>1e400</v></c></row></sheetData></worksheet>`))
	f.Add([]byte(`<a><!-- x --><row><c r="ZZZ1"><v><![CDATA[1]]></v></c></row><?x?></a>`))
	f.Fuzz(func(t *testing.T, sheet []byte) {
		file := repack(t, buf.Bytes(), func(name string, content []byte) []byte {
			if name == "xl/worksheets/sheet1.xml" {
				return append([]byte{}, sheet...)
			}
			return content
		})
		if _, _, err := workbook.Read(bytes.NewReader(file), int64(len(file))); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkReadDemoCounty(b *testing.B) {
	file := write(b, largeBook(46, 2900))
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		book, report, err := workbook.Read(bytes.NewReader(file), int64(len(file)))
		if err != nil || len(report.Errors) > 0 || len(book.Teachers) != 3*2900 {
			b.Fatal(err, list(report.Errors))
		}
	}
}
