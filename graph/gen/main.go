// Command gen writes everything that follows from the schema: the merged SDL and the executor.
// Run it by go generate ./graph, or go run ./graph/gen.
package main

import (
	"errors"
	"fmt"
	"os"
)

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run() error {
	if err := goToTop(); err != nil {
		return err
	}
	if err := writeSDL("docs/api/schema.graphql"); err != nil {
		return err
	}
	return writeExecutor("gqlgen.yml")
}

// goToTop makes the repository's top the working directory, from wherever below it this runs.
func goToTop() error {
	for {
		if _, err := os.Stat("gqlgen.yml"); err == nil {
			return nil
		}
		here, err := os.Getwd()
		if err != nil || here == "/" {
			return errors.New("gqlgen.yml is not above the working directory")
		}
		if err := os.Chdir(".."); err != nil {
			return err
		}
	}
}
