package main

import (
	"bytes"
	"os"
	"path/filepath"

	"github.com/vektah/gqlparser/v2"
	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/formatter"
)

// writeSDL merges the schema files into one, with extensions folded in and types by name.
func writeSDL(path string) error {
	files, err := filepath.Glob("graph/schema/*.graphqls")
	if err != nil {
		return err
	}
	sources := make([]*ast.Source, len(files))
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		sources[i] = &ast.Source{Name: file, Input: string(text)}
	}
	schema, err := gqlparser.LoadSchema(sources...)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	formatter.NewFormatter(&b, formatter.WithIndent("  ")).FormatSchema(schema)
	return os.WriteFile(path, b.Bytes(), 0o644)
}
