package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
	"time"

	"github.com/junheng/junheng/bench/city"
)

// figures are what one server took for a workload.
type figures struct {
	cpu        []float64 // milliseconds a request, by round
	engine     []float64 // the database server's, likewise
	rate       []float64 // requests a second, by round
	latencies  []float64 // milliseconds, of all rounds, sorted
	statements []float64 // of each compared answer
	bytes      int
}

// result is a workload measured on both servers.
type result struct {
	workload      workload
	compared      int
	graphql, hand figures
}

// compared is how many answers are compared before anything is timed.
const compared = 30

// measure compares the answers of both servers, counts their statements, then times them in turns.
func (h *house) measure(ctx context.Context, w workload, o options) (result, error) {
	r := result{workload: w}
	if err := h.signIn(ctx); err != nil {
		return r, err
	}
	if err := h.compare(ctx, w, &r); err != nil {
		return r, err
	}
	for round := range o.rounds {
		if err := h.signIn(ctx); err != nil {
			return r, err
		}
		turns := []bool{true, false}
		if round%2 == 1 {
			slices.Reverse(turns)
		}
		for _, isGraphQL := range turns {
			if err := h.round(ctx, w, o, round, isGraphQL, &r); err != nil {
				return r, err
			}
		}
	}
	slices.Sort(r.graphql.latencies)
	slices.Sort(r.hand.latencies)
	return r, nil
}

// compare asks both servers the same questions and fails unless the answers are the same bytes once they are written alike.
// Beside it, it counts the statements that each answer takes.
func (h *house) compare(ctx context.Context, w workload, r *result) error {
	for i := range min(compared, w.cases) {
		ours, theirs := w.ask(i)
		a, err := h.counted(ctx, h.graphql, ours, w.role, &r.graphql)
		if err != nil {
			return fmt.Errorf("graphql: %w", err)
		}
		if w.name == "write" {
			if err := h.visible(ctx, ours); err != nil {
				return err
			}
		}
		b, err := h.counted(ctx, h.hand, theirs, w.role, &r.hand)
		if err != nil {
			return fmt.Errorf("hand: %w", err)
		}
		r.graphql.bytes, r.hand.bytes = len(a), len(b)
		a, b = canonical(a), canonical(b)
		if err := same(a, b); err != nil {
			return fmt.Errorf("question %d: graphql and hand: %w", i, err)
		}
		r.compared++
	}
	return nil
}

// canonical is an answer with sorted keys and numbers written one way.
func canonical(answer []byte) []byte {
	var v any
	if err := json.Unmarshal(answer, &v); err != nil {
		return answer
	}
	return encode(v)
}

// same fails with the place where two answers part.
func same(a, b []byte) error {
	if bytes.Equal(a, b) {
		return nil
	}
	at := 0
	for at < min(len(a), len(b)) && a[at] == b[at] {
		at++
	}
	from := max(0, at-80)
	return fmt.Errorf("the answers differ at byte %d:\n%.200s\n%.200s", at, a[from:], b[from:])
}

// visible asks for the results of the school that was just written to and fails unless they are those of the write's answer.
func (h *house) visible(ctx context.Context, written call) error {
	var request struct {
		Variables struct{ Input struct{ SchoolCode string } }
	}
	if err := json.Unmarshal(written.body, &request); err != nil {
		return err
	}
	const document = `query Check($code: String!, $year: Int!) {
  school(code: $code) {
    national: assessments(year: $year, edition: "cn-2017") { ...Unit }
    provincial: assessments(year: $year, edition: "cn-hb-33") { ...Unit }
  }
}
fragment Unit on SchoolAssessment { edition { code } stage verdict metCount results { indicator { code } status value display } }`
	question := query(document, map[string]any{"code": request.Variables.Input.SchoolCode, "year": city.LatestYear})
	var read struct {
		Data struct {
			School struct{ National, Provincial []any }
		}
	}
	if err := h.graphql.ask(ctx, question, h.tokens["bureau"][0], &read); err != nil {
		return err
	}
	var wrote struct { // again: a write that changes nothing answers what is there
		Data struct{ RecordSchoolYear map[string]any }
	}
	if err := h.graphql.ask(ctx, written, h.tokens["bureau"][0], &wrote); err != nil {
		return err
	}
	if err := same(encode(append(read.Data.School.National, read.Data.School.Provincial...)), encode(wrote.Data.RecordSchoolYear["assessments"])); err != nil {
		return fmt.Errorf("the next read and the write: %w", err)
	}
	return nil
}

// counted sends one request with nothing else going on and keeps the number of statements that it took.
func (h *house) counted(ctx context.Context, p *process, c call, role string, f *figures) ([]byte, error) {
	before, err := h.statements(ctx)
	if err != nil {
		return nil, err
	}
	answer, err := p.send(ctx, c, h.tokens[role][0])
	if err != nil {
		return nil, err
	}
	after, err := h.statements(ctx)
	if err != nil {
		return nil, err
	}
	f.statements = append(f.statements, float64(after-before-1)) // one is the count itself
	return answer, nil
}

// statements is how many statements the database server has been sent.
func (h *house) statements(ctx context.Context) (n int, err error) {
	var name string
	return n, h.admin.QueryRowContext(ctx, "SHOW GLOBAL STATUS LIKE 'Questions'").Scan(&name, &n)
}

// round lets the clients ask one server for a while.
func (h *house) round(ctx context.Context, w workload, o options, round int, isGraphQL bool, r *result) error {
	p, f := h.hand, &r.hand
	if isGraphQL {
		p, f = h.graphql, &r.graphql
	}
	before, engineBefore, err := h.usage(p)
	if err != nil {
		return err
	}
	var (
		mu     sync.Mutex
		failed error
		done   sync.WaitGroup
		count  int
	)
	start := time.Now()
	for client := range o.clients {
		done.Go(func() {
			latencies, err := h.client(ctx, p, w, round*o.clients+client, isGraphQL, start.Add(o.length))
			mu.Lock()
			defer mu.Unlock()
			failed = errors.Join(failed, err)
			count += len(latencies)
			f.latencies = append(f.latencies, latencies...)
		})
	}
	done.Wait()
	took := time.Since(start)
	if failed != nil {
		return failed
	}
	after, engineAfter, err := h.usage(p)
	if err != nil {
		return err
	}
	f.cpu = append(f.cpu, milliseconds(after-before)/float64(count))
	f.engine = append(f.engine, milliseconds(engineAfter-engineBefore)/float64(count))
	f.rate = append(f.rate, float64(count)/took.Seconds())
	return nil
}

// client asks one question after the other until the end.
func (h *house) client(ctx context.Context, p *process, w workload, seed int, isGraphQL bool, end time.Time) ([]float64, error) {
	var latencies []float64
	tokens := h.tokens[w.role]
	for i := seed * 7919; time.Now().Before(end); i++ {
		ours, theirs := w.ask(i % w.cases)
		question := theirs
		if isGraphQL {
			question = ours
		}
		start := time.Now()
		answer, err := p.send(ctx, question, tokens[i%len(tokens)])
		if err != nil {
			return latencies, err
		}
		latencies = append(latencies, milliseconds(time.Since(start)))
		if isGraphQL && (bytes.HasPrefix(answer, []byte(`{"errors"`)) || bytes.Contains(answer, []byte(`"userErrors":[{`))) {
			return latencies, fmt.Errorf("answer: %.300s", answer)
		}
	}
	return latencies, nil
}

// usage is the processor time that a server and the database server have used.
func (h *house) usage(p *process) (server, engine time.Duration, err error) {
	if server, err = cpu(p.command.Process.Pid); err != nil || h.engine == 0 {
		return server, 0, err
	}
	engine, err = cpu(h.engine)
	return server, engine, err
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

func median(list []float64) float64 {
	if len(list) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(list))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// percentile of a sorted list.
func percentile(sorted []float64, p float64) float64 {
	if len(sorted) == 0 {
		return math.NaN()
	}
	return sorted[min(len(sorted)-1, int(p/100*float64(len(sorted))))]
}
