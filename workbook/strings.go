package workbook

// readStrings reads the shared strings; phonetic readings (rPh) are no part of them.
func (a *archive) readStrings(part string) error {
	var value []byte
	var total, phonetic int
	inText := false
	return a.scan(part, func(s *scanner, t token) error {
		switch name := string(s.name); {
		case t == tokenText && inText && phonetic == 0:
			value = s.appendText(value)
		case t == tokenStart && name == "si":
			value = value[:0]
		case t == tokenStart && name == "rPh":
			phonetic++
		case t == tokenEnd && name == "rPh":
			phonetic--
		case t != tokenText && name == "t":
			inText = t == tokenStart
		case t == tokenEnd && name == "si":
			if total += len(value) + 32; total > maxStrings {
				return errTooFar
			}
			a.strings = append(a.strings, string(value))
		}
		return nil
	})
}

// appendText adds the text token to a value, up to the length of any cell that can be meant.
func (s *scanner) appendText(value []byte) []byte {
	if len(value) > maxToken {
		return value
	}
	if s.plain {
		return append(value, s.text...)
	}
	return append(value, unescape(s.text)...)
}
