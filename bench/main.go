// Command bench measures the GraphQL server against hand-written handlers for the same answers: same city, same database, same
// run, each server a process of its own. See `make bench`.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"syscall"
	"time"
)

// options are the flags.
type options struct {
	dsn      string        // of a MariaDB or MySQL server that may be written to
	server   string        // the server's binary; empty: ./server is built
	only     string        // one workload; empty: all
	handGOGC string        // garbage collection of the hand-written server
	rounds   int           // of each server and workload, interleaved
	length   time.Duration // of one round
	clients  int           // at a time
	strict   bool          // fail when a ratio is above its limit
}

func main() {
	if err := start(); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func start() error {
	var o options
	handAddr := flag.String("hand", "", "be the hand-written server on this address (used by bench itself)")
	flag.StringVar(&o.dsn, "dsn", os.Getenv("TEST_MYSQL_DSN"), "DSN of the database server; a database is made in it and dropped")
	flag.StringVar(&o.server, "server", "", "binary of the server, such as bin/junheng; built from ./server where not given")
	flag.StringVar(&o.only, "only", "", "run one workload: point, explorer, nested or write")
	flag.StringVar(&o.handGOGC, "hand-gogc", "400", "GOGC of the hand-written server; 400 is what the GraphQL server sets for itself, 100 Go's default")
	flag.IntVar(&o.rounds, "rounds", 5, "rounds of each server and workload")
	flag.DurationVar(&o.length, "length", 3*time.Second, "length of a round")
	flag.IntVar(&o.clients, "clients", 2, "clients at a time")
	flag.BoolVar(&o.strict, "strict", false, "fail when a ratio is above its limit")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if *handAddr != "" {
		return serveHand(ctx, *handAddr, o.dsn)
	}
	return run(ctx, o)
}

// run fills a fresh database, starts both servers on it, and measures workload after workload.
func run(ctx context.Context, o options) error {
	if o.dsn == "" {
		return fmt.Errorf("no database server: set TEST_MYSQL_DSN, or run make bench")
	}
	house, err := open(ctx, o)
	if err != nil {
		return err
	}
	defer house.close()
	var results []result
	var failed error // what was measured before is printed all the same
	for _, w := range workloads {
		if o.only != "" && o.only != w.name {
			continue
		}
		r, err := house.measure(ctx, w, o)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", w.name, err))
			continue
		}
		results = append(results, r)
	}
	return errors.Join(failed, report(os.Stdout, results, o))
}
