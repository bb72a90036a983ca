package main

import (
	"context"
	"database/sql"
	"errors"
	"net/http"
	"os"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/bench/hand"
)

// serveHand is the hand-written server's process.
func serveHand(ctx context.Context, address, dsn string) error {
	config, err := mysql.ParseDSN(dsn)
	if err != nil {
		return err
	}
	config.ParseTime, config.Loc = true, time.UTC
	db, err := sql.Open("mysql", config.FormatDSN())
	if err != nil {
		return err
	}
	db.SetMaxOpenConns(24)
	db.SetMaxIdleConns(24)
	keys, err := auth.ParseKeys(os.Getenv("JUNHENG_KEYS"))
	if err != nil {
		return err
	}
	handler, err := hand.New(ctx, db, keys)
	if err != nil {
		return err
	}
	server := &http.Server{Addr: address, Handler: handler, ReadHeaderTimeout: 5 * time.Second}
	go func() {
		<-ctx.Done()
		_ = server.Close()
	}()
	if err := server.ListenAndServe(); !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
