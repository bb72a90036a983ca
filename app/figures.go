package app

import (
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// applyFigures sets the figures (of type Figures or CountyFigures) that the values name: nil clears one, what is not named
// stays. It returns what changed, old and new, and what cannot be set.
func applyFigures(figures any, values map[string]any) (changed map[string]string, wrong problems) {
	v := reflect.ValueOf(figures).Elem()
	changed = map[string]string{}
	for key, value := range values {
		value = plain(value)
		field := fieldOf(v, key)
		if !field.IsValid() {
			wrong.add("UNKNOWN_FIELD", "values."+key, "key", key)
			continue
		}
		old := figureText(field)
		if value == nil {
			field.SetZero()
		} else if code := setFigure(field, value); code != "" {
			wrong.add(code, "values."+key, "key", key)
			continue
		}
		if now := figureText(field); now != old {
			changed[key] = old + " -> " + now
		}
	}
	return changed, wrong
}

// changedFigures are the figures that two records (both *Figures or both *CountyFigures) differ in, old and new, by key.
func changedFigures(old, now any) map[string]string {
	a, b := reflect.ValueOf(old).Elem(), reflect.ValueOf(now).Elem()
	changed := map[string]string{}
	for i := range a.NumField() {
		before, after := figureText(a.Field(i)), figureText(b.Field(i))
		if before != after {
			name := a.Type().Field(i).Name
			changed[strings.ToLower(name[:1])+name[1:]] = before + " -> " + after
		}
	}
	return changed
}

// plain is a value without the pointer that says "may be null": a nil pointer is nil.
func plain(value any) any {
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.Pointer {
		return value
	}
	if v.IsNil() {
		return nil
	}
	return v.Elem().Interface()
}

// fieldOf is the figure of a dictionary key, which is its field's name with a small first letter.
func fieldOf(v reflect.Value, key string) reflect.Value {
	if key == "" || key[0] < 'a' || key[0] > 'z' {
		return reflect.Value{}
	}
	return v.FieldByName(string(key[0]-'a'+'A') + key[1:])
}

func setFigure(field reflect.Value, value any) (code string) {
	switch to := field.Addr().Interface().(type) {
	case **int:
		n, ok := countOf(value)
		if !ok {
			return "NOT_A_COUNT"
		}
		*to = &n
	case **indicator.Decimal:
		d, ok := decimalOf(value)
		if !ok {
			return "NOT_A_DECIMAL"
		}
		*to = &d
	}
	return ""
}

func countOf(value any) (int, bool) {
	var n int64
	switch x := value.(type) {
	case int:
		n = int64(x)
	case int32:
		n = int64(x)
	case int64:
		n = x
	case json.Number:
		i, err := x.Int64()
		if err != nil {
			return 0, false
		}
		n = i
	default:
		return 0, false
	}
	return int(n), n >= 0 && n <= indicator.MaxCount
}

func decimalOf(value any) (indicator.Decimal, bool) {
	switch x := value.(type) {
	case indicator.Decimal:
		return x, x >= 0 && x <= indicator.MaxDecimal
	case string:
		d, err := indicator.ParseDecimal(x)
		return d, err == nil && d >= 0
	case json.Number:
		return decimalOf(x.String())
	}
	return 0, false
}

func figureText(field reflect.Value) string {
	if field.IsNil() {
		return ""
	}
	if d, ok := reflect.TypeAssert[*indicator.Decimal](field); ok {
		return d.String()
	}
	return strconv.FormatInt(field.Elem().Int(), 10)
}
