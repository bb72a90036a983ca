package main

import (
	"io"
	"log"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

// writeExecutor runs gqlgen.
func writeExecutor(path string) error {
	log.SetOutput(io.Discard) // it tells of every field that needs a resolver
	c, err := config.LoadConfig(path)
	if err != nil {
		return err
	}
	return api.Generate(c)
}
