package docs_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/workbook"
)

var update = flag.Bool("update", false, "write the lists of codes again")

// TestEveryCodeIsListed holds api/codes.md to the sentences that the product says.
func TestEveryCodeIsListed(t *testing.T) {
	const file = "api/codes.md"
	text := read(t, file)
	for _, list := range []struct {
		heading   string
		sentences map[string][2]string
	}{
		{"## Refusals\n", app.Sentences()},
		{"## Findings in figures and files\n", workbook.Sentences()},
	} {
		const head = "| code | English | Chinese |\n| --- | --- | --- |\n"
		table := regexp.MustCompile("(?s)(" + list.heading + ".*?" + regexp.QuoteMeta(head) + ")(?:\\|[^\n]*\n)*")
		if !table.MatchString(text) {
			t.Fatalf("%s has no table below %q", file, list.heading)
		}
		var rows strings.Builder
		for _, code := range slices.Sorted(maps.Keys(list.sentences)) {
			fmt.Fprintf(&rows, "| `%s` | %s | %s |\n", code, list.sentences[code][1], list.sentences[code][0])
		}
		text = table.ReplaceAllStringFunc(text, func(old string) string { return table.FindStringSubmatch(old)[1] + rows.String() })
	}
	if *update {
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if text != read(t, file) {
		t.Errorf("%s is not what the product says: go test ./docs -run Code -update", file)
	}
}
