package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/graph"
	"github.com/junheng/junheng/store"
)

// site is everything that serves one address.
type site struct {
	app      *app.App
	store    *store.Store
	graph    *graph.Handler
	links    *links
	callers  *callers
	proxies  proxies
	meters   *meters
	auditor  *auditor
	pages    http.Handler
	incoming *app.Turns // uploads
	files    *app.Turns // downloads that are being made
	isDemo   bool       // set before serving
}

// uploadsAtOnce is how many files may come in at a time, two of an account: a slow sender keeps its place for uploadTime.
const uploadsAtOnce = 64

// filesAtOnce is how many downloads are made at a time.
const filesAtOnce = 2

// newSite puts a site together.
func newSite(s *store.Store, f serveFlags) (*site, error) {
	keys, err := f.keys()
	if err != nil {
		return nil, err
	}
	trusted, err := parseProxies(f.TrustedProxies)
	if err != nil {
		return nil, err
	}
	pdf, err := f.pdf()
	if err != nil {
		return nil, err
	}
	scan, err := f.scan()
	if err != nil {
		return nil, err
	}
	factorFor, err := f.secondFactorFor()
	if err != nil {
		return nil, err
	}
	a := app.New(app.Config{Store: s, Keys: keys, FailuresPerAddress: max(30, 30*f.RatePerAddress/defaultRate), PDF: pdf, Scan: scan, Note: madeUpNote, SecondFactorFor: factorFor})
	l := &links{secrets: keys.Secrets("links")}
	pages, err := newPages()
	if err != nil {
		return nil, err
	}
	site := &site{app: a, store: s, links: l, callers: newCallers(f.RatePerAddress), proxies: trusted, meters: newMeters(s), pages: pages, files: app.NewTurns(filesAtOnce), incoming: app.NewTurns(uploadsAtOnce)}
	isDemo := func(region string) bool { return site.isDemo && region == demoRegion }
	site.graph = graph.NewHandler(&graph.Resolver{Store: s, App: a, Links: l, IsDemo: isDemo}, a.Authenticate)
	site.meters.alarms(site.graph.Alarms)
	site.meters.exportAlarms(a.ExportAlarms)
	site.auditor = &auditor{app: a}
	site.meters.audit(site.auditor.isBroken.Load)
	return site, nil
}

// serve answers at the address until ctx ends, then lets running requests finish and hands back running imports.
func (s *site) serve(ctx context.Context, f serveFlags) error {
	listener, err := net.Listen("tcp", f.Addr)
	if err != nil {
		return err
	}
	server := &http.Server{
		Handler: s.routes(), ReadHeaderTimeout: headerTime, ReadTimeout: requestTime, IdleTimeout: idleTime, MaxHeaderBytes: maxHeaders - headerSlack,
		ErrorLog: slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	server.RegisterOnShutdown(s.graph.Close)
	working, stopWork := context.WithCancel(context.WithoutCancel(ctx))
	var work sync.WaitGroup
	work.Go(func() { s.app.RunImports(working) })
	work.Go(func() { s.sweep(working) })
	if f.MetricsAddr != "" {
		metrics, err := s.meters.listen(f.MetricsAddr)
		if err != nil {
			stopWork()
			return errors.Join(err, listener.Close())
		}
		defer func() { _ = metrics.Close() }()
		slog.Info("metrics", "address", "http://"+metrics.Addr+"/metrics")
	}
	slog.Info("listening", "address", "http://"+listener.Addr().String(), "version", version)
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		slog.Info("stopping")
		wait, cancel := context.WithTimeout(context.WithoutCancel(ctx), stopTime)
		defer cancel()
		stopped <- server.Shutdown(wait)
	}()
	if err = server.Serve(listener); errors.Is(err, http.ErrServerClosed) {
		err = <-stopped // Serve returns when Shutdown begins; requests are answered when it ends
	}
	stopWork()
	work.Wait()
	return err
}

// sweep forgets sessions that are over, and seals and verifies the audit log.
func (s *site) sweep(ctx context.Context) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	for {
		if err := s.app.ForgetSessions(ctx); err != nil && ctx.Err() == nil {
			slog.Error("forget sessions", "error", err)
		}
		if err := s.auditor.tend(ctx, time.Now()); err != nil && ctx.Err() == nil {
			slog.Error("tend the audit log", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
