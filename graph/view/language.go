package view

import (
	"context"

	textlanguage "golang.org/x/text/language"

	"github.com/junheng/junheng/indicator"
)

// Languages of the texts for people.
const (
	Chinese = "zh"
	English = "en"
)

// LanguageOf is the language that a header Accept-Language asks for first, of those that there are; Chinese where it asks for none.
func LanguageOf(accept string) string {
	tags, qualities, err := textlanguage.ParseAcceptLanguage(accept) // best first
	if err != nil {
		return Chinese
	}
	for i, tag := range tags {
		if base, _ := tag.Base(); qualities[i] > 0 && (base.String() == Chinese || base.String() == English) {
			return base.String()
		}
	}
	return Chinese
}

type languageKey struct{}

// WithLanguage says in which language the texts of a request are.
func WithLanguage(ctx context.Context, language string) context.Context {
	return context.WithValue(ctx, languageKey{}, language)
}

// Language of the request; Chinese unless it says otherwise.
func Language(ctx context.Context) string {
	if l, ok := ctx.Value(languageKey{}).(string); ok {
		return l
	}
	return Chinese
}

func in(ctx context.Context, t indicator.Text) string {
	if Language(ctx) == English && t.En != "" {
		return t.En
	}
	return t.Zh
}

// given is nil for an empty text.
func given(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
