package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// databaseFlag names the database of a command.
type databaseFlag struct {
	Database string `help:"sqlite:PATH, or mysql:USER:PASSWORD@tcp(HOST:PORT)/NAME." env:"JUNHENG_DATABASE" default:"sqlite:data/junheng.db" placeholder:"DATABASE"`
}

// open opens the database, and makes the folder of an embedded one.
func (f databaseFlag) open(ctx context.Context) (*store.Store, error) {
	if path, ok := strings.CutPrefix(f.Database, "sqlite:"); ok && path != "" {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			return nil, err
		}
	}
	return store.Open(ctx, f.Database)
}

// remedy is what to do about a database that the server's account cannot use as it is.
const remedy = "run junheng migrate up with an account that may change the schema, then the statements of junheng migrate grants"

// migrated opens a database whose schema is up to date. The embedded one is brought there; any other is its keeper's.
func (f databaseFlag) migrated(ctx context.Context) (*store.Store, error) {
	s, err := f.open(ctx)
	if errors.Is(err, store.ErrDenied) {
		err = fmt.Errorf("%w: %s", err, remedy)
	}
	if err != nil {
		return nil, err
	}
	if s.IsEmbedded() {
		_, err = s.Migrate(ctx)
	} else {
		err = upToDate(ctx, s)
	}
	if err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

func upToDate(ctx context.Context, s *store.Store) error {
	steps, err := s.Migrations(ctx)
	if err != nil {
		return err
	}
	for _, step := range steps {
		if !step.IsApplied {
			return errors.New("the database is not up to date: " + remedy)
		}
	}
	return nil
}

// checkRights refuses a database whose account lacks a right, before anybody is served by halves. Commands do not ask: one that only
// reads needs no more than that.
func checkRights(ctx context.Context, s *store.Store) error {
	missing, err := s.MissingRights(ctx)
	if err == nil && len(missing) > 0 {
		err = fmt.Errorf("the database's account lacks rights (%s): run the statements of junheng migrate grants", strings.Join(missing, ", "))
	}
	return err
}

// serveFlags are the settings of a serving process.
type serveFlags struct {
	databaseFlag
	Addr                string `help:"Where to listen." env:"JUNHENG_ADDR" default:"127.0.0.1:8080" placeholder:"HOST:PORT"`
	Keys                string `help:"Signing keys of sessions, base64 of 32 bytes each, newest first. Made and kept beside the embedded database where not given; required with MySQL." env:"JUNHENG_KEYS" placeholder:"KEYS"`
	RatePerAddress      int    `help:"Requests a minute that one address may make." env:"JUNHENG_RATE_PER_ADDRESS" default:"3000" placeholder:"N"`
	TrustedProxies      string `help:"Networks and addresses of reverse proxies that say in X-Forwarded-For and X-Forwarded-Proto whom they speak for." env:"JUNHENG_TRUSTED_PROXIES" default:"127.0.0.0/8,::1" placeholder:"CIDR,..."`
	RequireSecondFactor string `help:"Roles that must sign in with a second factor: bureau, inspector, school. Who has none may do nothing before setting one up." env:"JUNHENG_REQUIRE_SECOND_FACTOR" placeholder:"ROLE,..."`
	officeFlag
	scannerFlag
	MetricsAddr string `help:"A listener of its own for Prometheus metrics; on loopback it has profiles too." env:"JUNHENG_METRICS_ADDR" placeholder:"HOST:PORT"`
}

// defaultRate is what RatePerAddress stands at; failed sign-ins of one address are bounded in proportion.
const defaultRate = 3000

// defaultProxies is what TrustedProxies stands at: a proxy on this machine.
const defaultProxies = "127.0.0.0/8,::1"

// check refuses settings that would be unsafe.
func (f serveFlags) check() error {
	if _, _, err := net.SplitHostPort(f.Addr); err != nil {
		return fmt.Errorf("JUNHENG_ADDR %q: want HOST:PORT", f.Addr)
	}
	if f.RatePerAddress < 1 {
		return errors.New("JUNHENG_RATE_PER_ADDRESS must be 1 or more: without a bound one address can keep everybody else out")
	}
	if _, err := parseProxies(f.TrustedProxies); err != nil {
		return err
	}
	if _, err := f.secondFactorFor(); err != nil {
		return err
	}
	if f.MetricsAddr != "" && f.MetricsAddr == f.Addr {
		return errors.New("JUNHENG_METRICS_ADDR must differ from JUNHENG_ADDR: metrics are not for everybody")
	}
	if strings.HasPrefix(f.Database, "mysql:") && f.Keys == "" {
		return errors.New("JUNHENG_KEYS is required with MySQL: several processes must agree on the keys; junheng keys makes one")
	}
	return nil
}

// secondFactorFor are the roles that must have a second factor.
func (f serveFlags) secondFactorFor() (roles []models.Role, err error) {
	for name := range strings.SplitSeq(f.RequireSecondFactor, ",") {
		switch role := models.Role(strings.ToUpper(strings.TrimSpace(name))); role {
		case "":
		case models.Bureau, models.Inspector, models.Clerk:
			roles = append(roles, role)
		default:
			return nil, fmt.Errorf("JUNHENG_REQUIRE_SECOND_FACTOR %q: want bureau, inspector and school, with commas between", name)
		}
	}
	return roles, nil
}

// keys are the signing keys given, or those kept beside the embedded database.
func (f serveFlags) keys() (keys *auth.Keys, err error) {
	text := f.Keys
	if text == "" {
		if text, err = keptKeys(strings.TrimPrefix(f.Database, "sqlite:") + ".keys"); err != nil {
			return nil, err
		}
	}
	if keys, err = auth.ParseKeys(text); err != nil {
		return nil, fmt.Errorf("JUNHENG_KEYS: %w", err)
	}
	return keys, nil
}

// keptKeys reads the file of keys, and makes it where it is missing. One that others may read is refused.
func keptKeys(path string) (string, error) {
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		text := auth.GenerateKeys()
		return text, os.WriteFile(path, []byte(text+"\n"), 0o600)
	}
	if err != nil {
		return "", err
	}
	if info.Mode().Perm()&0o077 != 0 {
		return "", fmt.Errorf("%s can be read by others: chmod 600 it, or better, replace the keys", path)
	}
	b, err := os.ReadFile(path)
	return strings.TrimSpace(string(b)), err
}

// isLoopback tells whether only this machine can reach the address.
func isLoopback(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	ip := net.ParseIP(host)
	return err == nil && (host == "localhost" || (ip != nil && ip.IsLoopback()))
}

// Times that a connection is given.
const (
	headerTime   = 5 * time.Second
	requestTime  = 15 * time.Second
	answerTime   = 30 * time.Second
	idleTime     = 60 * time.Second
	uploadTime   = 2 * time.Minute
	profileTime  = 2 * time.Minute // the longest profile
	stopTime     = 30 * time.Second
	maxHeaders   = 16 << 10 // with the URL
	headerSlack  = 4 << 10  // that net/http takes beyond its limit
	readyTime    = 2 * time.Second
	downloadTime = 10 * time.Minute // that a link stays good
)
