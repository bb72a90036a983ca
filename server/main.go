// Command junheng judges whether a county's schools are well equipped and even, and serves the results as a graph.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"
	"github.com/willabides/kongplete"
)

// version is set by the build: -ldflags "-X main.version=1.2.3".
var version = "dev"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, os.Args[1:], &console{Out: os.Stdout, Err: os.Stderr, lang: systemLanguage(os.Getenv)})
	stop()
	os.Exit(exitStatus(err))
}

// run parses the command line and carries the command out.
func run(ctx context.Context, args []string, c *console) error {
	parser, err := kong.New(&commandLine{}, kong.Name("junheng"), kong.Description(about), kong.UsageOnError(),
		kong.Writers(c.Out, c.Err), kong.Vars{"version": version}, kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(c),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 110}))
	if err != nil {
		return err
	}
	kongplete.Complete(parser)
	k, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(c.Err, "junheng: %v\n", err)
		return errInput
	}
	err = k.Run()
	if err != nil && !errors.Is(err, errInput) {
		fmt.Fprintf(c.Err, "junheng: %v\n", err)
	}
	return err
}

// errInput says that the input cannot be used and that standard error has already said why.
var errInput = errors.New("the input cannot be used")

func exitStatus(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errInput):
		return 2
	}
	return 1
}
