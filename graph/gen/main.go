// Command gen writes everything that follows from the schema: the merged SDL and the executor.
// Run it from the top of the repository: go run ./graph/gen
package main

import (
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
	return writeSDL("docs/api/schema.graphql")
}
