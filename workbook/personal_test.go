package workbook_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/junheng/junheng/workbook"
)

// identity is the number that the standard itself gives as an example, of nobody.
const identity = "11010519491231002X"

func TestPersonalNumbersAreKnown(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"an identity number", identity, true},
		{"with a small x", strings.ToLower(identity), true},
		{"with a digit at the end", "440524188001010014", false}, // nobody born in 1880 teaches
		{"in full width", "１１０１０５１９４９１２３１００２Ｘ", true},
		{"among words", "王老师（" + identity + "）", true},
		{"another check digit", "110105194912310021", false},
		{"two digits exchanged", "11010519491213002X", false},
		{"no day of any month", "110105194913310029", false},
		{"part of something longer", identity + "7", false},
		{"a mobile number", "13800138000", true},
		{"after its country", "+8613800138000", true},
		{"after words", "电话：19912345678。", true},
		{"no mobile number", "12800138000", false},
		{"twelve digits", "138001380001", false},
		{"a school's code", "3142010001", false},
		{"a county's number of a teacher", "420107-2019-0033", false},
		{"a hash", "9f13800138000ab3c11010519491231002xe", false},
		{"nothing", "", false},
	} {
		if got := workbook.HoldsPersonalNumber(c.text); got != c.want {
			t.Errorf("%s: got %v", c.name, got)
		}
	}
}

// TestPersonalNumbersOfAFileAreNotRepeated asks that what is refused stands in no finding either.
func TestPersonalNumbersOfAFileAreNotRepeated(t *testing.T) {
	t.Parallel()
	e := edit(t, write(t, soundBook()))
	e.set(teachers, "teacherCode", 2, identity)
	e.set(teachers, "name", 3, "13800138000")
	e.set(claims, "conclusion", 2, "联系人 13800138000")
	file := e.bytes()
	_, report, err := workbook.Reader{}.Read(context.Background(), bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	expect(t, report, "a teacher's number", false, teachers, e.at(teachers, "teacherCode", 2), "PERSONAL_NUMBER")
	expect(t, report, "a teacher's name", false, teachers, e.at(teachers, "name", 3), "PERSONAL_NUMBER")
	expect(t, report, "a conclusion", false, claims, e.at(claims, "conclusion", 2), "PERSONAL_NUMBER")
	for _, i := range append(report.Errors, report.Warnings...) {
		for _, text := range []string{i.Value, i.Header, i.Message("zh"), i.Message("en")} {
			if strings.Contains(text, identity) || strings.Contains(text, "13800138000") {
				t.Errorf("%s repeats it: %s", i.Code, text)
			}
		}
	}
}

// TestEveryCheckCharacterIsKnown computes them as the standard's table of weights does.
func TestEveryCheckCharacterIsKnown(t *testing.T) {
	weights := [...]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}
	for n := range 50 {
		number, sum := fmt.Sprintf("42010719800229%03d", n), 0
		for i, w := range weights {
			sum += w * int(number[i]-'0')
		}
		right := "10X98765432"[sum%11]
		for _, last := range "0123456789X" {
			if got := workbook.HoldsPersonalNumber(number + string(last)); got != (byte(last) == right) {
				t.Errorf("%s%c: got %v", number, last, got)
			}
		}
	}
}
