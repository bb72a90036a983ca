package main

import (
	"go/format"
	"os"
	"path/filepath"
	"regexp"
	"strings"
)

var (
	objectFunc = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) _(\w+)\(ctx context\.Context, sel ast\.SelectionSet, obj \*[^)]*\) graphql\.Marshaler \{\n`)
	listFunc   = regexp.MustCompile(`(?m)^func \(ec \*executionContext\) marshal[NO](\w+)2ᚕᚖ[^(]*\(ctx context\.Context, sel ast\.SelectionSet, v \[\]\*[^)]*\) graphql\.Marshaler \{\n`)
)

// hookFast makes the executor try the fast way first, wherever it writes an object or a list of a type that has one.
func hookFast(types []string) error {
	has := map[string]bool{}
	for _, name := range types {
		has[name] = true
	}
	files, err := filepath.Glob("graph/generated/*.generated.go")
	if err != nil {
		return err
	}
	for _, file := range files {
		if file == fastFile {
			continue
		}
		if err := hookFile(file, has); err != nil {
			return err
		}
	}
	return nil
}

func hookFile(file string, has map[string]bool) error {
	before, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	text := string(before)
	for _, hook := range []struct {
		head *regexp.Regexp
		call string
	}{{objectFunc, "Object"}, {listFunc, "List"}} {
		argument := map[string]string{"Object": "obj", "List": "v"}[hook.call]
		text = hook.head.ReplaceAllStringFunc(text, func(head string) string {
			name := hook.head.FindStringSubmatch(head)[1]
			if !has[name] {
				return head
			}
			return head + "\tif m := fast." + hook.call + "(ctx, ec.OperationContext, sel, " + implementors(name) + ", ec.fast" + name + ", " + argument + "); m != nil {\n\t\treturn m\n\t}\n"
		})
	}
	if text == string(before) {
		return nil
	}
	text = strings.Replace(text, "import (\n", "import (\n\t\""+module+"graph/fast\"\n", 1)
	out, err := format.Source([]byte(text))
	if err != nil {
		return err
	}
	return os.WriteFile(file, out, 0o644)
}
