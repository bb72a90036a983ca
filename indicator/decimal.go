package indicator

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
)

// Decimal is an exact decimal number with four places, kept as a count of ten-thousandths: 7.5 is Decimal(75000).
// Areas (m²) and money (10,000 yuan or yuan) are Decimals, so no figure of a school ever passes through binary floating point.
type Decimal int64

// DecimalScale is the number of Decimal units in 1.
const DecimalScale = 10_000

// MaxDecimal bounds every reported decimal, at 9,999,999,999.9999, so that products in the engine fit their integers.
const MaxDecimal = Decimal(10_000_000_000*DecimalScale - 1)

// MaxCount bounds every reported count; it is the largest Int of GraphQL.
const MaxCount = 1<<31 - 1

// ErrDecimal is returned by ParseDecimal for text that is no decimal number of at most four places within ±MaxDecimal.
var ErrDecimal = errors.New("not a decimal number with at most 4 places")

// ErrDecimalRange is the ErrDecimal of a number beyond ±MaxDecimal.
var ErrDecimalRange = fmt.Errorf("%w: out of range", ErrDecimal)

// ParseDecimal reads plain digits with an optional sign and fraction ("4650", "-0.5", "7.0200").
// It takes no exponent, no separators and no spaces: cleaning what people type is the reader's work.
func ParseDecimal(s string) (Decimal, error) {
	digits, negative := strings.CutPrefix(s, "-")
	whole, fraction, hasPoint := strings.Cut(digits, ".")
	fraction = strings.TrimRight(fraction, "0")
	if whole == "" || len(fraction) > 4 || (hasPoint && strings.HasSuffix(digits, ".")) {
		return 0, ErrDecimal
	}
	for _, c := range whole + fraction {
		if c < '0' || c > '9' {
			return 0, ErrDecimal
		}
	}
	n, err := strconv.ParseInt(strings.TrimLeft(whole, "0")+(fraction + "0000")[:4], 10, 64)
	if err != nil || n > int64(MaxDecimal) {
		return 0, ErrDecimalRange
	}
	if negative {
		n = -n
	}
	return Decimal(n), nil
}

// String writes the shortest exact form, without trailing zeros.
func (d Decimal) String() string {
	n, sign := uint64(d), ""
	if d < 0 {
		n, sign = -n, "-"
	}
	s := sign + strconv.FormatUint(n/DecimalScale, 10)
	if f := n % DecimalScale; f != 0 {
		s += "." + strings.TrimRight(strconv.FormatUint(DecimalScale+f, 10)[1:], "0")
	}
	return s
}

// Rat is the exact value.
func (d Decimal) Rat() *big.Rat { return big.NewRat(int64(d), DecimalScale) }

// Float is the nearest double, for display and charts, never for a verdict.
func (d Decimal) Float() float64 {
	const exact = 1 << 53 // a double holds every whole number up to here, so that one division rounds once
	if -exact < d && d < exact {
		return float64(d) / DecimalScale
	}
	f, _ := d.Rat().Float64()
	return f
}

// MarshalText makes a Decimal a string in JSON, as the API shows it.
func (d Decimal) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText is ParseDecimal.
func (d *Decimal) UnmarshalText(b []byte) (err error) {
	*d, err = ParseDecimal(string(b))
	return err
}
