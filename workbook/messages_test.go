package workbook

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// Every code that any of our sources can report has a sentence in both languages, and no sentence is left over.
func TestEveryCodeHasItsSentences(t *testing.T) {
	t.Parallel()
	code := regexp.MustCompile(`"([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|NEGATIVE|PLACEHOLDER|MACROS|REQUIRED)"`)
	used := map[string]bool{ // reported by those who evaluate and store what we read
		"REGION_OUT_OF_SCOPE": true, "SCHOOL_ELSEWHERE": true, "BORDERLINE": true, "SINGLE_UNIT": true, "TOTAL_FELL": true, "PER_PUPIL_FELL": true,
	}
	for _, folder := range []string{".", "../indicator"} {
		files, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range files {
			name := f.Name()
			inIndicator := folder != "." && !strings.HasPrefix(name, "check")
			if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || name == "messages.go" || inIndicator {
				continue
			}
			source, err := os.ReadFile(folder + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range code.FindAllStringSubmatch(string(source), -1) {
				used[m[1]] = true
			}
		}
	}
	for _, c := range slices.Sorted(maps.Keys(used)) {
		if texts := catalogue[c]; texts[0] == "" || texts[1] == "" {
			t.Errorf("%s has no sentence", c)
		}
	}
	for c, texts := range catalogue {
		if !used[c] {
			t.Errorf("%s is never reported", c)
		}
		if strings.ContainsAny(texts[1], "。，") || !strings.HasSuffix(texts[1], ".") || !strings.HasSuffix(texts[0], "。") {
			t.Errorf("%s: %q", c, texts)
		}
	}
}
