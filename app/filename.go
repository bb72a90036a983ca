package app

import (
	"path"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// PlainName is a file's name as every system can keep and show it: composed (NFC), without folders, without what cannot be seen or
// turns the direction of reading, without what only some systems allow, at most 200 characters, the extension kept.
// What has no name left is "upload".
func PlainName(s string) string {
	s = norm.NFC.String(path.Base(strings.ReplaceAll(s, "\\", "/")))
	s = strings.Map(func(r rune) rune {
		switch {
		case !unicode.IsGraphic(r), r == unicode.ReplacementChar:
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, s)
	if runes := []rune(s); len(runes) >= maxText {
		s = string(runes[len(runes)-maxText+1:]) // one is left for what a device's name gets
	}
	s = strings.Trim(s, " ./") // Windows drops them at the end, and a dot at the beginning hides a file
	if isDevice(s) {
		s = "_" + s
	}
	if s == "" {
		return "upload"
	}
	return s
}

// isDevice tells whether Windows takes a file's name for a device, whatever its extension is.
func isDevice(name string) bool {
	stem, _, _ := strings.Cut(name, ".")
	switch stem = strings.ToUpper(strings.TrimRight(stem, " ")); stem {
	case "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$":
		return true
	}
	port, isCOM := strings.CutPrefix(stem, "COM")
	if !isCOM {
		var isLPT bool
		if port, isLPT = strings.CutPrefix(stem, "LPT"); !isLPT {
			return false
		}
	}
	return len([]rune(port)) == 1 && strings.ContainsAny(port, "0123456789¹²³")
}
