// Package scalar reads and writes the leaves of the API: exact, and strict about what they take. Each kind of leaf has
// one way of being written, an Append function, whether it goes out alone or within a list written in one pass.
package scalar

import (
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/junheng/junheng/indicator"
)

// Null is what an absent leaf looks like.
const Null = "null"

const hexadecimal = "0123456789abcdef"

// AppendString appends s as a JSON string. Bytes that are no UTF-8 become U+FFFD.
func AppendString[S ~string](b []byte, s S) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' && c < utf8.RuneSelf {
			i++
			continue
		}
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(string(s[i:]))
			if r != utf8.RuneError || size > 1 {
				i += size
				continue
			}
		}
		b = append(b, s[start:i]...)
		b = appendEscaped(b, c)
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	switch {
	case c == '"' || c == '\\':
		return append(b, '\\', c)
	case c == '\n':
		return append(b, '\\', 'n')
	case c >= utf8.RuneSelf:
		return append(b, "\ufffd"...)
	}
	return append(b, '\\', 'u', '0', '0', hexadecimal[c>>4], hexadecimal[c&15])
}

// AppendInt appends a whole number.
func AppendInt[I ~int | ~int32 | ~int64](b []byte, n I) []byte {
	return strconv.AppendInt(b, int64(n), 10)
}

// AppendBigInt appends a whole number as a string.
func AppendBigInt[I ~int | ~int64](b []byte, n I) []byte {
	return append(strconv.AppendInt(append(b, '"'), int64(n), 10), '"')
}

// AppendFloat appends the shortest form that reads back as the same double. There is no JSON for infinity and NaN: null.
func AppendFloat(b []byte, f float64) []byte {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return append(b, Null...)
	}
	return strconv.AppendFloat(b, f, 'g', -1, 64)
}

// AppendBool appends true or false.
func AppendBool(b []byte, v bool) []byte { return strconv.AppendBool(b, v) }

// AppendDecimal appends an exact decimal as a string.
func AppendDecimal(b []byte, d indicator.Decimal) []byte {
	return append(append(append(b, '"'), d.String()...), '"')
}

// AppendTime appends an instant in UTC, to the millisecond.
func AppendTime(b []byte, t time.Time) []byte {
	return append(t.UTC().AppendFormat(append(b, '"'), "2006-01-02T15:04:05.999Z07:00"), '"')
}
