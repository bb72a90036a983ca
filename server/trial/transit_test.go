package trial_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/junheng/junheng/auth"
)

// A start says when the database is spoken to in the clear on another machine, without its password; 0.0.0.0 stands for one that
// refuses at once.
func TestAStartSaysThatTheDatabaseMayBeOverheard(t *testing.T) {
	seeSources()
	for address, want := range map[string]bool{
		"0.0.0.0:1)/junheng": true, "0.0.0.0:1)/junheng?tls=true": false, "127.0.0.1:1)/junheng": false,
	} {
		c := exec.CommandContext(t.Context(), binary, "serve")
		c.Env = append(os.Environ(), "JUNHENG_DATABASE=mysql:junheng:only-a-test@tcp("+address, "JUNHENG_KEYS="+auth.GenerateKeys())
		said, err := c.CombinedOutput()
		if err == nil {
			t.Fatalf("%s: it serves without a database", address)
		}
		if got := strings.Contains(string(said), "connection to the database is not encrypted"); got != want || strings.Contains(string(said), "only-a-test") {
			t.Errorf("%s: got %v, want %v: %s", address, got, want, said)
		}
	}
}
