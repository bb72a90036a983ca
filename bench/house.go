package main

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/bench/city"
	"github.com/junheng/junheng/store"
)

// house is everything that a run needs: the database with the city in it, and the two servers.
type house struct {
	admin    *sql.DB // of the database server, outside the city's database
	database string
	dir      string
	graphql  *process
	hand     *process
	engine   int // process id of the database server
	tokens   map[string][]string
	signedAt time.Time
}

func open(ctx context.Context, o options) (h *house, err error) {
	config, err := mysql.ParseDSN(o.dsn)
	if err != nil {
		return nil, fmt.Errorf("database server: %w", err)
	}
	config.DBName = ""
	h = &house{database: "bench_" + strings.ToLower(rand.Text())}
	defer func() {
		if err != nil {
			h.close()
		}
	}()
	if h.admin, err = sql.Open("mysql", config.FormatDSN()); err != nil {
		return h, err
	}
	if _, err := h.admin.ExecContext(ctx, "CREATE DATABASE "+h.database+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"); err != nil {
		return h, err
	}
	h.engine = enginePID(ctx, h.admin)
	config.DBName = h.database
	cityDSN := config.FormatDSN()
	if err := fill(ctx, cityDSN); err != nil {
		return h, err
	}
	if h.dir, err = os.MkdirTemp("", "junheng-bench"); err != nil {
		return h, err
	}
	binary := o.server
	if binary == "" {
		binary = filepath.Join(h.dir, "junheng")
		build := exec.CommandContext(ctx, "go", "build", "-o", binary, "./server")
		build.Stderr = os.Stderr
		if err := build.Run(); err != nil {
			return h, fmt.Errorf("build ./server: %w", err)
		}
	}
	return h, h.start(ctx, o, cityDSN, binary)
}

func fill(ctx context.Context, dsn string) error {
	s, err := store.Open(ctx, "mysql:"+dsn)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	start := time.Now()
	if err := city.Fill(ctx, s); err != nil {
		return fmt.Errorf("fill the city: %w", err)
	}
	fmt.Printf("A city of %d schools and %d teachers, results of %d years under every edition, made in %.1f s.\n",
		city.Counties*city.PerCounty, city.Counties*city.PerCounty*city.PerSchool, city.LatestYear-city.FirstYear+1, time.Since(start).Seconds())
	return nil
}

// start starts the GraphQL server, and this program once more as the hand-written one.
func (h *house) start(ctx context.Context, o options, dsn, binary string) error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	keys := "JUNHENG_KEYS=" + auth.GenerateKeys()
	addresses, err := freeAddresses(2)
	if err != nil {
		return err
	}
	h.graphql, err = startProcess(ctx, filepath.Join(h.dir, "graphql.log"), addresses[0], "/readyz", []string{
		keys, "JUNHENG_ADDR=" + addresses[0], "JUNHENG_DATABASE=mysql:" + dsn, "JUNHENG_RATE_PER_ADDRESS=1000000000",
	}, binary, "serve")
	if err != nil {
		return err
	}
	h.hand, err = startProcess(ctx, filepath.Join(h.dir, "hand.log"), addresses[1], "/", []string{keys, "GOGC=" + o.handGOGC},
		self, "-hand", addresses[1], "-dsn", dsn)
	return err
}

func (h *house) close() {
	h.graphql.stop()
	h.hand.stop()
	if h.admin != nil {
		_, _ = h.admin.Exec("DROP DATABASE IF EXISTS " + h.database)
		_ = h.admin.Close()
	}
	if h.dir != "" {
		_ = os.RemoveAll(h.dir)
	}
}

// signIn makes sure that there are fresh tokens of many accounts of both kinds, since limits count by account.
func (h *house) signIn(ctx context.Context) error {
	if time.Since(h.signedAt) < 4*time.Minute {
		return nil
	}
	h.tokens, h.signedAt = map[string][]string{}, time.Now()
	for role, name := range map[string]func(int) string{"inspector": city.Inspector, "bureau": city.Bureau} {
		for n := range city.Accounts {
			token, err := h.token(ctx, name(n))
			if err != nil {
				return fmt.Errorf("sign in as %s: %w", name(n), err)
			}
			h.tokens[role] = append(h.tokens[role], token)
		}
	}
	return nil
}

func (h *house) token(ctx context.Context, username string) (string, error) {
	var answer struct {
		Data struct {
			SignIn struct {
				AccessToken *string
				UserErrors  []struct{ Code string }
			}
		}
		Errors []struct{ Message string }
	}
	const mutation = `mutation SignIn($input: SignInInput!) { signIn(input: $input) { accessToken userErrors { code } } }`
	body := operation(mutation, map[string]any{"input": map[string]any{"username": username, "password": city.Password}})
	if err := h.graphql.ask(ctx, call{path: "/graphql", body: body}, "", &answer); err != nil {
		return "", err
	}
	if answer.Data.SignIn.AccessToken == nil {
		return "", fmt.Errorf("no token: %+v", answer)
	}
	return *answer.Data.SignIn.AccessToken, nil
}
