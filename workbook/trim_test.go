package workbook_test

import (
	"testing"

	"github.com/junheng/junheng/workbook"
)

func TestTrimTakesWhatIsNotSeen(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		" \u3000青山 小学\u00a0\n":   "青山 小学",
		"\ufeff青山\u200b小学\u2060": "青山\u200b小学",
		"\u2067青山\u2069":         "\u2067青山\u2069", // one of a pair alone would turn what follows
		"👩\u200d🏫":               "👩\u200d🏫",
		"☎\ufe0f":                "☎\ufe0f",
		"\u200b\u2060 \u202e":    "",
		"\ufe0f":                 "",
		"\u2800 \u3164":          "",
		"":                       "",
	} {
		if got := workbook.Trim(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}
