package indicator_test

import (
	"testing"

	. "github.com/junheng/junheng/indicator"
)

// BenchmarkOddities looks through a county of 1,000 schools with a year before.
func BenchmarkOddities(b *testing.B) {
	c := &trueCounty{now: &County{}, before: &County{}}
	for seed := uint64(1); len(c.now.Schools) < 1000; seed++ {
		more := makeTrueCounty(seed)
		c.now.Schools = append(c.now.Schools, more.now.Schools...)
		c.before.Schools = append(c.before.Schools, more.before.Schools...)
	}
	c.now.Schools = c.now.Schools[:1000]
	for b.Loop() {
		Oddities(c.now, c.before)
	}
}
