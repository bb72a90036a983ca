package store

import "unicode/utf8"

func (f *filter) text(column string, s *StringFilter) condition {
	var all []condition
	if s.Eq != nil {
		f.bound(*s.Eq)
		all = append(all, where(column+" = ?", *s.Eq))
	}
	if s.In != nil {
		f.bound(s.In...)
		all = append(all, in(column, s.In))
	}
	if s.Contains != nil {
		f.bound(*s.Contains)
		all = append(all, where("INSTR("+column+", ?) > 0", *s.Contains))
	}
	return both(all...)
}

// bound refuses texts that no name or code is as long as, and lists that are longer than a page.
func (f *filter) bound(texts ...string) {
	if f.size += len(texts); len(texts) > maxFilterList || f.size > 2*maxFilterSize {
		f.err = ErrFilter
	}
	for _, t := range texts {
		if len(t) > maxFilterText*utf8.UTFMax || utf8.RuneCountInString(t) > maxFilterText {
			f.err = ErrFilter
		}
	}
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
