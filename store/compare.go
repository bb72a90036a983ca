package store

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func (f *filter) text(column, path string, s *StringFilter) condition {
	var all []condition
	if s.Eq != nil {
		f.bound(path+".eq", *s.Eq)
		all = append(all, where(column+" = ?", *s.Eq))
	}
	if s.In != nil {
		f.bound(path+".in", s.In...)
		all = append(all, in(column, s.In))
	}
	if s.Contains != nil {
		f.bound(path+".contains", *s.Contains)
		all = append(all, where("INSTR("+column+", ?) > 0", *s.Contains))
	}
	return both(all...)
}

// bound refuses texts that no name or code is as long as, and lists that are longer than a page.
func (f *filter) bound(path string, texts ...string) {
	if n := len(texts); n > MaxFilterList {
		f.refuse("%s has %d texts: give at most %d", path, n, MaxFilterList)
	}
	if f.size += len(texts); f.size > MaxFilterTexts {
		f.refuse("where has too many conditions and texts: at most %d", MaxFilterTexts)
	}
	for _, t := range texts {
		if len(t) > MaxFilterText*utf8.UTFMax || utf8.RuneCountInString(t) > MaxFilterText {
			f.refuse("%s has a text that is too long: at most %d characters", path, MaxFilterText)
		}
	}
}

// holds is true when one of the columns holds a searched text, as it was typed or plain: names are kept as they were typed.
func holds(search string, columns ...string) condition {
	texts := []string{search}
	if typed := plain(search); typed != search {
		texts = append(texts, typed)
	}
	var found []condition
	for _, c := range columns {
		for _, t := range texts {
			found = append(found, where("INSTR("+c+", ?) > 0", t))
		}
	}
	return either(found...)
}

// plain is a text without the wide digits and letters that Chinese input methods type, and without what is not seen around it.
func plain(text string) string {
	return strings.TrimFunc(norm.NFKC.String(text), func(r rune) bool { return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) })
}

func number(column string, n *FloatFilter) condition {
	all := []condition{where(column + " IS NOT NULL")}
	for _, b := range []struct {
		sign  string
		bound *float64
	}{{">=", n.Gte}, {">", n.Gt}, {"<=", n.Lte}, {"<", n.Lt}} {
		if b.bound != nil {
			all = append(all, where(column+" "+b.sign+" ?", *b.bound))
		}
	}
	return both(all...)
}

func whole(column string, n *IntFilter) condition {
	var all []condition
	for _, b := range []struct {
		sign  string
		bound *int
	}{{">=", n.Gte}, {">", n.Gt}, {"<=", n.Lte}, {"<", n.Lt}} {
		if b.bound != nil {
			all = append(all, where(column+" "+b.sign+" ?", *b.bound))
		}
	}
	return both(all...)
}

func isNumber(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
