package main

import (
	"errors"
	"fmt"
	"io"
	"text/tabwriter"
)

// report prints what was measured: both servers side by side, then the ratios, of which the first is judged.
func report(out io.Writer, results []result, o options) error {
	fmt.Fprintf(out, "\nSigned in and scoped; %d clients, %d rounds of %s each, in turns. CPU is of the server's process, milliseconds a request;\n", o.clients, o.rounds, o.length)
	fmt.Fprintf(out, "db is the database server's. Medians of the rounds; latencies over all requests. GOGC of hand: %s.\n\n", o.handGOGC)
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "workload\tserver\tCPU ms\tdb ms\trequests/s\tp50 ms\tp99 ms\tSQL\tbytes\tanswers compared\t")
	for _, r := range results {
		for _, s := range []struct {
			name string
			f    *figures
		}{{"graphql", &r.graphql}, {"hand", &r.hand}} {
			fmt.Fprintf(table, "%s\t%s\t%.2f\t%.2f\t%.0f\t%.2f\t%.2f\t%.0f\t%d\t%d\t\n", r.workload.name, s.name,
				median(s.f.cpu), median(s.f.engine), median(s.f.rate), percentile(s.f.latencies, 50), percentile(s.f.latencies, 99),
				median(s.f.statements), s.f.bytes, r.compared)
		}
	}
	if err := table.Flush(); err != nil {
		return err
	}
	fmt.Fprintln(out, "\ngraphql / hand")
	var failed error
	table = tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(table, "workload\tCPU\tlimit\trequests/s\tp99\t")
	for _, r := range results {
		ratio := median(ratios(r.graphql.cpu, r.hand.cpu))
		limit := "-"
		if r.workload.limit > 0 {
			limit = fmt.Sprintf("%.1f", r.workload.limit)
			if ratio > r.workload.limit {
				failed = errors.Join(failed, fmt.Errorf("%s takes %.2f times the CPU of a hand-written handler, above %s", r.workload.name, ratio, limit))
			}
		}
		fmt.Fprintf(table, "%s\t%.2f\t%s\t%.2f\t%.2f\t\n", r.workload.name, ratio, limit,
			median(ratios(r.graphql.rate, r.hand.rate)), percentile(r.graphql.latencies, 99)/percentile(r.hand.latencies, 99))
	}
	if err := table.Flush(); err != nil {
		return err
	}
	for _, r := range results {
		fmt.Fprintf(out, "\n%s: %s", r.workload.name, r.workload.about)
	}
	fmt.Fprintln(out)
	if o.strict {
		return failed
	}
	return nil
}

// ratios are those of neighbouring rounds, which share what else the machine was doing.
func ratios(a, b []float64) []float64 {
	list := make([]float64, min(len(a), len(b)))
	for i := range list {
		list[i] = a[i] / b[i]
	}
	return list
}
