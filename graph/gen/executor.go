package main

import (
	"io"
	"log"
	"os"

	"github.com/99designs/gqlgen/api"
	"github.com/99designs/gqlgen/codegen/config"
)

// writeExecutor runs gqlgen with our plugin, then hooks what that has written into what gqlgen has.
func writeExecutor(path string) error {
	log.SetOutput(io.Discard) // gqlgen tells of every field that needs a resolver
	c, err := config.LoadConfig(path)
	if err != nil {
		return err
	}
	if err := os.Remove(fastFile); err != nil && !os.IsNotExist(err) {
		return err
	}
	lists := &fastLists{}
	if err := api.Generate(c, api.AddPlugin(lists)); err != nil {
		return err
	}
	return hookFast(lists.types)
}
