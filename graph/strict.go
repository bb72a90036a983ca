package graph

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/lexer"
	"github.com/vektah/gqlparser/v2/validator/core"
	"github.com/vektah/gqlparser/v2/validator/rules"
)

// strictRules are the validator's, and what it lets pass: whole numbers beyond 32 bits, descriptions within requests, which
// most servers do not know, names that begin where a number ends, as in 4before, an empty object or list where a leaf is wanted,
// and half a character.
func strictRules() *rules.Rules {
	r := rules.NewDefaultRules()
	r.AddRule("IntsOf32Bits", intsOf32Bits)
	r.AddRule("NoDescriptions", noDescriptions)
	r.AddRule("NumbersEnd", numbersEnd)
	r.AddRule("LeavesAreLeaves", leavesAreLeaves)
	r.AddRule("WholeCharacters", wholeCharacters)
	return r
}

func intsOf32Bits(observers *core.Events, refuse core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Kind != ast.IntValue || v.Definition == nil || v.Definition.Name != "Int" {
			return
		}
		if _, err := strconv.ParseInt(v.Raw, 10, 32); err != nil {
			refuse(core.Message("Int cannot represent %s: it has 32 bits.", v.Raw), core.At(v.Position))
		}
	})
}

// leavesAreLeaves looks at what the validator sees only by what is in it, and there is nothing in it.
func leavesAreLeaves(observers *core.Events, refuse core.AddErrFunc) {
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Definition == nil || len(v.Children) > 0 {
			return
		}
		isWrongObject := v.Kind == ast.ObjectValue && v.Definition.Kind != ast.InputObject
		isWrongList := v.Kind == ast.ListValue && v.ExpectedType != nil && v.ExpectedType.Elem == nil
		if isWrongObject || isWrongList {
			refuse(core.Message("Expected value of type %q, found %s.", v.Definition.Name, v.String()), core.At(v.Position))
		}
	})
}

func numbersEnd(observers *core.Events, refuse core.AddErrFunc) {
	var document []rune // positions count runes
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Kind != ast.IntValue && v.Kind != ast.FloatValue || v.Position == nil || v.Position.Src == nil {
			return
		}
		if document == nil {
			document = []rune(v.Position.Src.Input)
		}
		if end := v.Position.End; end < len(document) && beginsName(document[end]) {
			refuse(core.Message("A name begins where the number %s ends; put a space between them.", v.Raw), core.At(v.Position))
		}
	})
}

func beginsName(r rune) bool {
	return r == '_' || r == '.' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// wholeCharacters refuses texts in which the lexer has replaced half a character.
func wholeCharacters(observers *core.Events, refuse core.AddErrFunc) {
	var document []rune // positions count runes
	observers.OnValue(func(_ *core.Walker, v *ast.Value) {
		if v.Kind != ast.StringValue || v.Position == nil || v.Position.Src == nil || !strings.ContainsRune(v.Raw, utf8.RuneError) {
			return
		}
		if document == nil {
			document = []rune(v.Position.Src.Input)
		}
		if p := v.Position; p.End > len(document) || halves([]byte(string(document[p.Start:p.End]))) {
			refuse(core.Message("A text holds half a character: write it as it is, not as surrogates."), core.At(v.Position))
		}
	})
}

func noDescriptions(observers *core.Events, refuse core.AddErrFunc) {
	no := func(description string, at *ast.Position) {
		if description != "" {
			refuse(core.Message("Requests have no descriptions."), core.At(at))
		}
	}
	observers.OnOperation(func(_ *core.Walker, o *ast.OperationDefinition) {
		no(o.Description, o.Position)
		for _, v := range o.VariableDefinitions {
			no(v.Description, v.Position)
		}
	})
	observers.OnFragment(func(_ *core.Walker, f *ast.FragmentDefinition) { no(f.Description, f.Position) })
}

// Validation compares fields of one name with each other, so its cost grows with the square of how often a name stands in a
// document. Documents that are short enough for it not to matter are not looked at.
const (
	shortDocument = 2 << 10
	maxRepeats    = 300
)

// repeats tells whether one name stands too often in a document.
func repeats(document string) bool {
	if len(document) < shortDocument {
		return false
	}
	counts := map[string]int{}
	l := lexer.New(&ast.Source{Input: document})
	for range maxTokens {
		token, err := l.ReadToken()
		if err != nil || token.Kind == lexer.EOF {
			return false
		}
		if token.Kind != lexer.Name {
			continue
		}
		if counts[token.Value]++; counts[token.Value] > maxRepeats {
			return true
		}
	}
	return false // the parser refuses what has more tokens
}
