package workbook

import (
	"strings"
	"testing"

	"github.com/junheng/junheng/indicator"
)

// Every kind of oddity has a name and a sentence in both languages, with everything filled in.
func TestEveryOddityHasItsWords(t *testing.T) {
	t.Parallel()
	low, high, likely := indicator.Decimal(10_000), indicator.Decimal(30_000), indicator.Decimal(20_000)
	for _, kind := range indicator.OddityKinds {
		for _, lang := range []string{"zh", "en"} {
			for _, previous := range []*indicator.Decimal{nil, &likely} {
				o := indicator.Oddity{Kind: kind, Keys: []string{"teachingArea", "equipmentValue"}, Value: 5, Low: &low, High: &high, Likely: &likely, Previous: previous}
				if kind == indicator.OddityParts {
					o.Finding = &indicator.Finding{Code: "ZERO_EQUIPMENT", Keys: []string{"equipmentValue"}, Params: map[string]string{"students": "12"}}
				}
				text := OddityReason(o, "", lang)
				if len(text) < 20 || strings.ContainsAny(text, "{}") || OddityName(kind, lang) == "" {
					t.Errorf("%s in %s: %q", kind, lang, text)
				}
			}
		}
	}
}
