package workbook

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold brings what people type to one form: full-width characters to half-width (NFKC), no space or invisible mark
// around it, and one kind of dash. Squared units such as ㎡ fold to m2.
func fold(s string) string {
	plain := true
	for i := range len(s) {
		if c := s[i]; c >= 0x80 || c <= ' ' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	s = strings.Map(func(r rune) rune { // before composing, so that folding twice changes nothing more
		if unicode.Is(unicode.Cf, r) { // zero-width spaces, byte order marks
			return -1
		}
		return r
	}, s)
	s = strings.Map(func(r rune) rune {
		switch r {
		case '—', '–', '−', '‐', '‑', '―':
			return '-'
		}
		return r
	}, norm.NFKC.String(s))
	return strings.TrimFunc(s, unicode.IsSpace)
}
