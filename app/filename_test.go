package app_test

import (
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
)

func TestFilesHaveNamesThatEverySystemCanKeep(t *testing.T) {
	for _, c := range []struct{ name, given, want string }{
		{"a plain name stays", "青山区 2023 (终稿).xlsx", "青山区 2023 (终稿).xlsx"},
		{"folders of Unix", "../../etc/passwd.xlsx", "passwd.xlsx"},
		{"folders of Windows", `C:\Users\王\表.xlsx`, "表.xlsx"},
		{"a folder only", "/etc/", "etc"},
		{"control characters", "a\x00b\r\n\x1b\u0085c.xlsx", "abc.xlsx"},
		{"marks that turn the direction", "表\u202excod\u2066\u200f.docx", "表xcod.docx"},
		{"what has no width", "\ufeff表\u200b\u200d.xlsx", "表.xlsx"},
		{"line separators", "a\u2028b\u2029.xlsx", "ab.xlsx"},
		{"no UTF-8", "a\xffb.xlsx", "ab.xlsx"},
		{"composed", "re\u0301sume\u0301.docx", "r\u00e9sum\u00e9.docx"},
		{"other data of a file", "a.xlsx:evil.exe", "a.xlsx_evil.exe"},
		{"what shells and Windows read otherwise", `a<b>|"c"?*.xlsx`, "a_b___c___.xlsx"},
		{"the root", "/", "upload"},
		{"dots only", "...", "upload"},
		{"one dot", ".", "upload"},
		{"nothing", "", "upload"},
		{"spaces only", "   ", "upload"},
		{"nothing to be seen", "\u202e\u0000", "upload"},
		{"hidden", ".htaccess", "htaccess"},
		{"dots and spaces at the end", "a.xlsx. . ", "a.xlsx"},
		{"a device", "con", "_con"},
		{"a device with extensions", "NUL.tar.xlsx", "_NUL.tar.xlsx"},
		{"a device before a space", "aux .xlsx", "_aux .xlsx"},
		{"a port", "Com1.xlsx", "_Com1.xlsx"},
		{"a port by a raised digit", "lpt².xlsx", "_lpt².xlsx"},
		{"no device", "console.xlsx", "console.xlsx"},
		{"no port", "com10.xlsx", "com10.xlsx"},
		{"too long", strings.Repeat("长", 300) + ".xlsx", strings.Repeat("长", 194) + ".xlsx"},
		{"too long, a device at last", strings.Repeat("长", 300) + "con." + strings.Repeat("x", 195), "_con." + strings.Repeat("x", 195)},
	} {
		got := app.PlainName(c.given)
		if got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
		if again := app.PlainName(got); again != got {
			t.Errorf("%s: not plain yet: %q became %q", c.name, got, again)
		}
	}
}
