package app_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store/storetest"
)

// BenchmarkRefusedSignIn compares how long the refusal of a wrong password takes for an account that there is and for one that there
// is not, as the difference of the medians. Both are tried in a random order: each try allocates 19 MiB, and in strict turns the
// garbage collector would run in the time of always the same one. 1,000 tries of each: -run '^$' -bench RefusedSignIn -benchtime 1000x.
func BenchmarkRefusedSignIn(b *testing.B) {
	for _, kind := range storetest.Kinds() {
		b.Run(kind, func(b *testing.B) {
			w := newWorld(b, storetest.OpenKind(b, kind))
			w.account("known", models.Bureau, county, nil)
			took := map[string][]time.Duration{}
			tries := make([]string, 0, 2*b.N)
			for range b.N {
				tries = append(tries, "known", "unknown")
			}
			rand.Shuffle(len(tries), func(i, j int) { tries[i], tries[j] = tries[j], tries[i] })
			b.ResetTimer()
			for i, username := range tries {
				w.clock.pass(time.Hour) // past every throttle
				start := time.Now()
				_, err := w.SignIn(b.Context(), app.SignIn{Username: username, Password: "correct horse", Address: fmt.Sprintf("10.%d.%d.1", i/256%256, i%256)})
				took[username] = append(took[username], time.Since(start))
				wantProblem(b, err, "SIGN_IN_REFUSED")
			}
			known, unknown := median(took["known"]), median(took["unknown"])
			b.ReportMetric(ms(known), "known-ms")
			b.ReportMetric(ms(unknown), "unknown-ms")
			b.ReportMetric(ms(known-unknown), "difference-ms")
		})
	}
}

func median(took []time.Duration) time.Duration {
	slices.Sort(took)
	return took[len(took)/2]
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
