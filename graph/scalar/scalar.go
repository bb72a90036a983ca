package scalar

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/99designs/gqlgen/graphql"

	"github.com/junheng/junheng/indicator"
)

// Refusal is an input value that a scalar does not take. Its text is meant for the caller.
type Refusal string

func (r Refusal) Error() string { return string(r) }

// appended writes what f appends.
func appended(f func([]byte) []byte) graphql.Marshaler {
	return graphql.WriterFunc(func(w io.Writer) { _, _ = w.Write(f(make([]byte, 0, 32))) })
}

// MarshalInt writes an Int.
func MarshalInt(n int) graphql.Marshaler {
	return appended(func(b []byte) []byte { return AppendInt(b, n) })
}

// UnmarshalInt takes whole numbers of 32 bits; 1.0 is one, "1" is not.
func UnmarshalInt(v any) (int, error) {
	var n int64
	switch v := v.(type) {
	case nil:
		return 0, nil
	case int:
		n = int64(v)
	case int64:
		n = v
	case json.Number:
		whole, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil {
			f, err := strconv.ParseFloat(string(v), 64)
			if err != nil || f != math.Trunc(f) || math.Abs(f) > math.MaxInt32+1 {
				return 0, Refusal("an Int is a whole number of 32 bits")
			}
			whole = int64(f)
		}
		n = whole
	default:
		return 0, Refusal("an Int is a whole number of 32 bits")
	}
	if n < math.MinInt32 || n > math.MaxInt32 {
		return 0, Refusal("an Int is a whole number of 32 bits")
	}
	return int(n), nil
}

// MarshalFloat writes a Float.
func MarshalFloat(f float64) graphql.Marshaler {
	return appended(func(b []byte) []byte { return AppendFloat(b, f) })
}

// UnmarshalFloat takes finite numbers.
func UnmarshalFloat(v any) (float64, error) {
	var f float64
	var err error
	switch v := v.(type) {
	case nil:
	case int:
		f = float64(v)
	case int64:
		f = float64(v)
	case float64:
		f = v
	case json.Number:
		f, err = strconv.ParseFloat(string(v), 64)
	default:
		err = Refusal("")
	}
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) {
		return 0, Refusal("a Float is a finite number")
	}
	return f, nil
}

// MarshalString writes a String.
func MarshalString(s string) graphql.Marshaler {
	return appended(func(b []byte) []byte { return AppendString(b, s) })
}

// UnmarshalString takes texts of valid UTF-8; numbers are none.
func UnmarshalString(v any) (string, error) {
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		if utf8.ValidString(v) {
			return v, nil
		}
	}
	return "", Refusal("a String is a text in quotes")
}

// MarshalID writes an ID.
func MarshalID(s string) graphql.Marshaler { return MarshalString(s) }

// UnmarshalID takes texts and whole numbers.
func UnmarshalID(v any) (string, error) {
	switch v := v.(type) {
	case int:
		return strconv.Itoa(v), nil
	case int64:
		return strconv.FormatInt(v, 10), nil
	case json.Number:
		if _, err := strconv.ParseInt(string(v), 10, 64); err == nil {
			return string(v), nil
		}
		return "", Refusal("an ID is a text or a whole number")
	}
	s, err := UnmarshalString(v)
	if err != nil {
		return "", Refusal("an ID is a text or a whole number")
	}
	return s, nil
}

// MarshalBigInt writes a BigInt.
func MarshalBigInt(n int) graphql.Marshaler {
	return appended(func(b []byte) []byte { return AppendBigInt(b, n) })
}

// UnmarshalBigInt takes whole numbers of 64 bits, as a text or a number.
func UnmarshalBigInt(v any) (int, error) {
	n, err := strconv.ParseInt(fmt.Sprint(v), 10, 64)
	if err != nil {
		return 0, Refusal("a BigInt is a whole number in quotes")
	}
	return int(n), nil
}

// MarshalDecimal writes a Decimal.
func MarshalDecimal(d indicator.Decimal) graphql.Marshaler {
	return appended(func(b []byte) []byte { return AppendDecimal(b, d) })
}

// UnmarshalDecimal takes exact decimals: a text, or a whole number. A number with a fraction has been through binary
// floating point already in most clients, but as its digits are still there it is taken as they stand.
func UnmarshalDecimal(v any) (indicator.Decimal, error) {
	var text string
	switch v := v.(type) {
	case string:
		text = v
	case json.Number:
		text = string(v)
	case int, int64:
		text = fmt.Sprint(v)
	case float64:
		text = strconv.FormatFloat(v, 'f', -1, 64)
	}
	d, err := indicator.ParseDecimal(text)
	if errors.Is(err, indicator.ErrDecimalRange) {
		return 0, Refusal("a Decimal lies within ±" + indicator.MaxDecimal.String())
	}
	if err != nil {
		return 0, Refusal("a Decimal is digits with at most four decimal places, in quotes, such as \"4650.5\"")
	}
	return d, nil
}

// MarshalDate writes a Date, which editions keep as a text.
func MarshalDate(day string) graphql.Marshaler { return MarshalString(day) }

// UnmarshalDate takes a day of the calendar.
func UnmarshalDate(v any) (string, error) {
	s, _ := v.(string)
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", Refusal("a Date is a day such as 2026-09-01")
	}
	return s, nil
}

// MarshalDateTime writes a DateTime.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	return appended(func(b []byte) []byte { return AppendTime(b, t) })
}

// UnmarshalDateTime takes an instant as RFC 3339.
func UnmarshalDateTime(v any) (time.Time, error) {
	s, _ := v.(string)
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return time.Time{}, Refusal("a DateTime is an instant such as 2026-09-01T08:00:00Z")
	}
	return t.UTC(), nil
}
