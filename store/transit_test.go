package store_test

import (
	"testing"

	"github.com/junheng/junheng/store"
)

func TestADatabaseThatMayBeOverheard(t *testing.T) {
	for database, want := range map[string]bool{
		"sqlite:/var/lib/junheng/junheng.db":             false,
		"mysql:u:p@tcp(127.0.0.1:3306)/junheng":          false,
		"mysql:u:p@tcp(127.8.8.8)/junheng":               false,
		"mysql:u:p@tcp([::1]:3306)/junheng":              false,
		"mysql:u:p@tcp([::ffff:127.0.0.1]:3306)/junheng": false,
		"mysql:u:p@tcp(localhost:3306)/junheng":          false,
		"mysql:u:p@tcp/junheng":                          false, // the driver's own default is loopback
		"mysql:u:p@unix(/run/mysqld/a.sock)/junheng":     false,
		"mysql:u:p@/junheng":                             false,
		"mysql:no data source name":                      false, // Open says what is wrong
		"mysql:u:p@tcp(db.example:3306)/junheng":         true,
		"mysql:u:p@tcp(db.example)/junheng":              true,
		"mysql:u:p@tcp4(192.0.2.1:3306)/junheng":         true,
		"mysql:u:p@tcp6([fd00::8]:3306)/junheng":         true,
		"mysql:u:p@tcp(10.0.0.8:3306)/junheng":           true,
		"mysql:u:p@tcp([fd00::8]:3306)/junheng":          true,
		"mysql:u:p@tcp(localhost.example)/junheng":       true,
		"mysql:u:p@tcp(db.example)/a?tls=false":          true,
		"mysql:u:p@tcp(db.example)/a?tls=preferred":      true, // in the clear where the server does not offer TLS, or seems not to
		"mysql:u:p@tcp(db.example)/a?tls=true":           false,
		"mysql:u:p@tcp(db.example)/a?tls=1":              false,
		"mysql:u:p@tcp(db.example)/a?tls=skip-verify":    false,
	} {
		if got := store.MayBeOverheard(database); got != want {
			t.Errorf("%s: got %v, want %v", database, got, want)
		}
	}
}
