package claims

import (
	"bytes"
	"errors"
	"unicode/utf8"

	"github.com/junheng/junheng/report/docx"
)

// What is read of a report, in bytes.
const (
	MaxText = 200_000
	MaxFile = 4 << 20 // of a .docx, with its pictures
)

// The errors of Read.
var (
	ErrTooLarge = errors.New("the report is too large: a text may have 200 kB, a .docx 4 MiB")
	ErrNotText  = errors.New("neither a .docx nor a text in UTF-8")
)

// IsDocument tells by its first bytes whether a file is an archive, as every .docx is.
func IsDocument(b []byte) bool { return bytes.HasPrefix(b, []byte("PK\x03\x04")) }

// Read reads a report, a .docx or a plain text, by its content and not by its name. The error is ErrTooLarge or ErrNotText.
func Read(b []byte) ([]docx.Paragraph, error) {
	if IsDocument(b) {
		if len(b) > MaxFile {
			return nil, ErrTooLarge
		}
		paragraphs, err := docx.Read(bytes.NewReader(b), int64(len(b)))
		switch {
		case errors.Is(err, docx.ErrTooLarge):
			return nil, ErrTooLarge
		case err != nil:
			return nil, ErrNotText
		}
		return paragraphs, nil
	}
	if len(b) > MaxText {
		return nil, ErrTooLarge
	}
	b = bytes.TrimPrefix(b, []byte("\ufeff"))
	if !utf8.Valid(b) || bytes.IndexByte(b, 0) >= 0 {
		return nil, ErrNotText
	}
	return Split(string(b)), nil
}
