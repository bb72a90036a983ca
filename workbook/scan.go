package workbook

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf8"
)

// scanner reads the XML of a workbook part as a stream of tokens. It exists beside encoding/xml because a part comes
// from strangers: no token takes more than maxToken bytes of memory, however long it is in the file.
type scanner struct {
	r     *bufio.Reader
	buf   []byte // holds tokens that do not fit one read
	tag   []byte // of tokenStart: everything between < and >
	name  []byte // of tokenStart and tokenEnd, without prefix
	text  []byte // of tokenText, entities still in it
	plain bool   // the text is CDATA: no entities
	depth int
	empty bool // the last start tag closed itself: its end is due
}

type token byte

const (
	tokenStart token = iota + 1
	tokenEnd
	tokenText
)

const maxToken = 64 << 10

var errXML = errors.New("not well-formed XML")

func newScanner(r io.Reader) *scanner {
	return &scanner{r: bufio.NewReaderSize(r, maxToken)}
}

// next returns io.EOF only behind a closed document; its bytes are valid until the next call.
func (s *scanner) next() (token, error) {
	if s.empty {
		s.empty = false
		s.depth--
		return tokenEnd, nil
	}
	for {
		text, err := s.until('<', false)
		if len(text) > 0 && s.depth > 0 {
			s.text, s.plain = text, false
			if err != nil {
				return 0, broken(err)
			}
			return tokenText, s.r.UnreadByte()
		}
		if errors.Is(err, io.EOF) && s.depth == 0 {
			return 0, io.EOF
		}
		if err != nil {
			return 0, broken(err)
		}
		t, err := s.markup()
		if t != 0 || err != nil {
			return t, err
		}
	}
}

// markup reads what follows a <; it returns 0 for comments and instructions.
func (s *scanner) markup() (token, error) {
	head, err := s.r.Peek(1)
	if err != nil {
		return 0, broken(err)
	}
	switch head[0] {
	case '!':
		return s.declaration()
	case '?':
		return 0, s.skipPast("?>")
	}
	tag, err := s.until('>', true)
	for err == nil && bytes.Count(tag, []byte{'"'})%2 == 1 { // a > inside a quoted value
		whole := append(append([]byte{}, tag...), '>')
		tag, err = s.until('>', true)
		if whole = append(whole, tag...); len(whole) > maxToken {
			err = errXML
		}
		tag = whole
	}
	if err != nil {
		return 0, broken(err)
	}
	if len(tag) > 0 && tag[0] == '/' {
		if s.depth--; s.depth < 0 {
			return 0, errXML
		}
		s.name = local(bytes.TrimRight(tag[1:], " \t\r\n"))
		return tokenEnd, nil
	}
	if s.depth++; s.depth > 100 {
		return 0, errXML
	}
	if s.empty = bytes.HasSuffix(tag, []byte{'/'}); s.empty {
		tag = tag[:len(tag)-1]
	}
	name := tag
	if i := bytes.IndexAny(tag, " \t\r\n"); i >= 0 {
		name = tag[:i]
	}
	s.tag, s.name = tag, local(name)
	return tokenStart, nil
}

func (s *scanner) declaration() (token, error) {
	if head, _ := s.r.Peek(8); string(head) == "![CDATA[" {
		_, _ = s.r.Discard(8)
		text, err := s.past("]]>")
		s.text, s.plain = text, true
		if err != nil || s.depth == 0 {
			return 0, broken(err)
		}
		return tokenText, nil
	}
	if head, _ := s.r.Peek(3); string(head) == "!--" {
		return 0, s.skipPast("-->")
	}
	return 0, errXML // a document type: no office program writes one, and entities are an attack
}

func (s *scanner) skipPast(end string) error {
	_, err := s.past(end)
	return broken(err)
}

// past reads up to and including end and returns what stood before it, cut at maxToken.
func (s *scanner) past(end string) ([]byte, error) {
	s.buf = s.buf[:0]
	last := end[len(end)-1]
	for tail := ""; ; {
		part, err := s.r.ReadSlice(last)
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return nil, err
		}
		if len(s.buf) < maxToken {
			s.buf = append(s.buf, part...)
		}
		tail += string(part[max(0, len(part)-len(end)):])
		tail = tail[max(0, len(tail)-len(end)):]
		if tail == end {
			return bytes.TrimSuffix(s.buf, []byte(end)), nil
		}
	}
}

// until reads up to a delimiter and drops it. What is longer than maxToken is an error if it must be whole, else cut.
func (s *scanner) until(delimiter byte, whole bool) ([]byte, error) {
	part, err := s.r.ReadSlice(delimiter)
	if err == nil {
		return part[:len(part)-1], nil
	}
	s.buf = s.buf[:0]
	for {
		if room := maxToken - len(s.buf); room > 0 {
			s.buf = append(s.buf, part[:min(room, len(part))]...)
		} else if whole {
			return nil, errXML
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			break
		}
		part, err = s.r.ReadSlice(delimiter)
	}
	if err == nil && len(s.buf) < maxToken {
		return bytes.TrimSuffix(s.buf, []byte{delimiter}), nil
	}
	return s.buf, err
}

func broken(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}

func local(name []byte) []byte {
	if _, after, ok := bytes.Cut(name, []byte{':'}); ok {
		return after
	}
	return name
}

// attr is the raw value of an attribute of the start tag, found by its name without prefix; nil for none.
func (s *scanner) attr(name string) []byte {
	rest := s.tag
	for {
		eq := bytes.IndexByte(rest, '=')
		if eq < 0 {
			return nil
		}
		key := bytes.TrimRight(rest[:eq], " \t\r\n")
		if i := bytes.LastIndexAny(key, " \t\r\n"); i >= 0 {
			key = key[i+1:]
		}
		rest = bytes.TrimLeft(rest[eq+1:], " \t\r\n")
		if len(rest) == 0 || (rest[0] != '"' && rest[0] != '\'') {
			return nil
		}
		end := bytes.IndexByte(rest[1:], rest[0])
		if end < 0 {
			return nil
		}
		if string(local(key)) == name {
			return rest[1 : 1+end]
		}
		rest = rest[end+2:]
	}
}

// unescape resolves the five named entities and numeric ones; anything else stays as it is.
func unescape(raw []byte) string {
	s := string(raw)
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(s, "&")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, ";")
		r, ok := entities[name]
		if !ok && strings.HasPrefix(name, "#") {
			r, ok = numericEntity(name[1:])
		}
		if !closed || !ok {
			b.WriteByte('&')
			s = rest
			continue
		}
		b.WriteRune(r)
		s = after
	}
}

var entities = map[string]rune{"lt": '<', "gt": '>', "amp": '&', "quot": '"', "apos": '\''}

func numericEntity(s string) (rune, bool) {
	base := 10
	if strings.HasPrefix(s, "x") {
		base, s = 16, s[1:]
	}
	n, err := strconv.ParseInt(s, base, 32)
	return rune(n), err == nil && utf8.ValidRune(rune(n))
}
