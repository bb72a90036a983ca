package workbook

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"
)

// What a file may weigh. A county of 400 schools with 100,000 teachers stays far below.
const (
	maxFile    = 64 << 20  // bytes of the file
	maxPart    = 256 << 20 // expanded bytes of one part
	maxTotal   = 384 << 20 // expanded bytes of all parts
	maxRatio   = 250       // expanded to packed, of parts above 1 MiB; spreadsheets reach 60
	maxEntries = 2_000
	maxStrings = 48 << 20 // bytes of the shared strings
	maxColumns = 512      // columns looked at
	maxRows    = 300_000  // rows with content, all sheets together
)

// archive is an opened .xlsx: the names and places of its sheets, and the strings they share.
type archive struct {
	zip     *zip.Reader
	sheets  []sheetRef
	strings []string
}

type sheetRef struct{ name, part string }

// openArchive opens a file after making sure that it is a plain, small enough workbook; refusals are *refusal.
func openArchive(r io.ReaderAt, size int64) (*archive, error) {
	a, err := inspect(r, size)
	if err != nil {
		return nil, err
	}
	root, err := a.relations("")
	if err != nil {
		return nil, err
	}
	main := ofKind(root, "officeDocument", "xl/workbook.xml")
	relations, err := a.relations(main)
	if err != nil {
		return nil, err
	}
	if err := a.readSheets(main, relations); err != nil {
		return nil, err
	}
	return a, a.readStrings(ofKind(relations, "sharedStrings", path.Join(path.Dir(main), "sharedStrings.xml")))
}

// refusal is a reason not to read a file at all; its code is an issue's.
type refusal struct {
	code   string
	params map[string]string
}

func (r *refusal) Error() string { return sentence(Issue{Code: r.code, Params: r.params}, "en") }

func inspect(r io.ReaderAt, size int64) (*archive, error) {
	if size > maxFile {
		return nil, &refusal{"FILE_TOO_LARGE", params("limit", fmt.Sprint(maxFile>>20))}
	}
	magic := make([]byte, 8)
	n, err := r.ReadAt(magic, 0)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	switch magic = magic[:n]; {
	case bytes.HasPrefix(magic, []byte("\xd0\xcf\x11\xe0")):
		return nil, &refusal{code: "OLD_OR_ENCRYPTED_FILE"}
	case !bytes.HasPrefix(magic, []byte("PK")):
		return nil, &refusal{code: "NOT_A_WORKBOOK"}
	}
	z, err := zip.NewReader(r, size)
	if err != nil {
		return nil, &refusal{code: "DAMAGED_FILE"}
	}
	if err := checkEntries(z.File); err != nil {
		return nil, err
	}
	a := &archive{zip: z}
	return a, a.refuseMacros()
}

func checkEntries(files []*zip.File) error {
	if len(files) > maxEntries {
		return &refusal{"TOO_MANY_PARTS", params("limit", fmt.Sprint(maxEntries))}
	}
	var total uint64
	for _, f := range files {
		name := strings.ToLower(f.Name)
		switch {
		case strings.HasSuffix(name, "vbaproject.bin") || strings.HasPrefix(name, "xl/macrosheets/"):
			return &refusal{code: "MACROS"}
		case f.Flags&1 != 0:
			return &refusal{code: "OLD_OR_ENCRYPTED_FILE"}
		case f.UncompressedSize64 > maxPart,
			f.UncompressedSize64 > 1<<20 && f.UncompressedSize64/maxRatio > f.CompressedSize64:
			return &refusal{code: "EXPANDS_TOO_FAR"}
		}
		if total += f.UncompressedSize64; total > maxTotal {
			return &refusal{code: "EXPANDS_TOO_FAR"}
		}
	}
	return nil
}

// refuseMacros looks at the declared types: a workbook made for macros is refused even without any, and macros under any name.
func (a *archive) refuseMacros() error {
	return a.scan("[Content_Types].xml", func(s *scanner, t token) error {
		declared := bytes.ToLower(s.attr("ContentType"))
		if t == tokenStart && (bytes.Contains(declared, []byte("macro")) || bytes.Contains(declared, []byte("vbaproject"))) {
			return &refusal{code: "MACROS"}
		}
		return nil
	})
}

func params(pairs ...string) map[string]string {
	m := make(map[string]string, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

var errTooFar = &refusal{code: "EXPANDS_TOO_FAR"}

// capped ends a part that expands beyond what the archive declared to be allowed: declared sizes can lie.
type capped struct {
	io.ReadCloser
	left int64
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.ReadCloser.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, errTooFar
	}
	return n, err
}

// open finds a part by its path, whatever the case of its letters; nil when there is none.
func (a *archive) open(part string) (io.ReadCloser, error) {
	part = strings.TrimPrefix(part, "/")
	for _, f := range a.zip.File {
		if strings.EqualFold(f.Name, part) {
			r, err := f.Open()
			if err != nil {
				return nil, &refusal{code: "DAMAGED_FILE"}
			}
			return &capped{r, maxPart}, nil
		}
	}
	return nil, nil
}

// scan calls visit for each start tag of a part. A missing part is empty.
func (a *archive) scan(part string, visit func(s *scanner, t token) error) error {
	r, err := a.open(part)
	if err != nil || r == nil {
		return err
	}
	defer r.Close()
	s := newScanner(r)
	for {
		t, err := s.next()
		if err == nil {
			err = visit(s, t)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return asRefusal(err)
		}
	}
}

func asRefusal(err error) error {
	if _, ok := errors.AsType[*refusal](err); ok {
		return err
	}
	return &refusal{code: "DAMAGED_FILE"}
}

// relation is one line of a part's relations: what kind of part it leads to, and where that is.
type relation struct{ kind, target string }

// relations of a part, by their id; the part "" is the file itself.
func (a *archive) relations(part string) (map[string]relation, error) {
	folder, name := path.Split(part)
	found := map[string]relation{}
	err := a.scan(folder+"_rels/"+name+".rels", func(s *scanner, t token) error {
		if t != tokenStart || string(s.name) != "Relationship" || len(found) > maxEntries {
			return nil
		}
		target := unescape(s.attr("Target"))
		if !strings.HasPrefix(target, "/") {
			target = path.Join(folder, target)
		}
		found[unescape(s.attr("Id"))] = relation{path.Base(unescape(s.attr("Type"))), target}
		return nil
	})
	return found, err
}

// ofKind is the part that the relations of a kind lead to, or what stands there by habit.
func ofKind(relations map[string]relation, kind, habit string) string {
	for _, r := range relations {
		if r.kind == kind {
			return strings.TrimPrefix(r.target, "/")
		}
	}
	return habit
}

func (a *archive) readSheets(main string, relations map[string]relation) error {
	err := a.scan(main, func(s *scanner, t token) error {
		if t == tokenStart && string(s.name) == "sheet" {
			a.sheets = append(a.sheets, sheetRef{unescape(s.attr("name")), relations[unescape(s.attr("id"))].target})
		}
		return nil
	})
	if err == nil && len(a.sheets) == 0 {
		return &refusal{code: "NOT_A_WORKBOOK"}
	}
	return err
}
