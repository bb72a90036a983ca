package main

import (
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/junheng/junheng/store"
)

// meters count what the process does.
type meters struct {
	registry *prometheus.Registry
	requests *prometheus.HistogramVec
}

func newMeters(s *store.Store) *meters {
	m := &meters{registry: prometheus.NewRegistry()}
	m.requests = prometheus.NewHistogramVec(prometheus.HistogramOpts{
		Name: "junheng_request_seconds", Help: "Time to answer a request, by route and status.",
		Buckets: []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10},
	}, []string{"route", "status"})
	connections := func(name, help string, of func() int) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(of()) })
	}
	m.registry.MustRegister(
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}), m.requests,
		connections("junheng_database_reading", "Connections of the reading pool in use.", func() int { r, _ := s.Pools(); return r.InUse }),
		connections("junheng_database_writing", "Connections of the writing pool in use.", func() int { _, w := s.Pools(); return w.InUse }),
	)
	return m
}

// alarms counts how often an account asked for many things that it was not shown.
func (m *meters) alarms(of func() int) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "junheng_guessing_alarms_total", Help: "Minutes in which an account asked for more than 20 things by id or code that it was not shown.",
	}, func() float64 { return float64(of()) }))
}

// exportAlarms counts how often an account took away far more than it usually does.
func (m *meters) exportAlarms(of func() int) {
	m.registry.MustRegister(prometheus.NewCounterFunc(prometheus.CounterOpts{
		Name: "junheng_export_alarms_total", Help: "Accounts that took away more than five times their usual rows in 24 hours, each once in that time.",
	}, func() float64 { return float64(of()) }))
}

// audit tells whether the audit log did not hold when it was verified last.
func (m *meters) audit(isBroken func() bool) {
	m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "junheng_audit_broken", Help: "1 when the audit log did not hold when it was verified last, else 0.",
	}, func() float64 {
		if isBroken() {
			return 1
		}
		return 0
	}))
}

// answered counts an answer. Routes are patterns, never paths, so that there are few of them.
func (m *meters) answered(r *http.Request, status int, took time.Duration) {
	route := r.Pattern
	if route == "" {
		route = "none"
	}
	m.requests.WithLabelValues(route, strconv.Itoa(status)).Observe(took.Seconds())
}

// listen serves /metrics at an address of its own. Only where that is on loopback it serves profiles of the process too: they
// show what is in memory, and measuring costs.
func (m *meters) listen(addr string) (*http.Server, error) {
	listener, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{}))
	if isLoopback(addr) {
		mux.HandleFunc("GET /debug/pprof/", pprof.Index)
		mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	}
	server := &http.Server{Addr: listener.Addr().String(), Handler: mux, ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, WriteTimeout: profileTime}
	go func() {
		if err := server.Serve(listener); err != http.ErrServerClosed {
			slog.Error("metrics", "error", err)
		}
	}()
	return server, nil
}
