package demo_test

import (
	"testing"

	"github.com/junheng/junheng/demo"
	"github.com/junheng/junheng/indicator"
)

// TestOdditiesOfTheDemo shows what is odd in the made-up county: nobody made a mistake when it was made up.
func TestOdditiesOfTheDemo(t *testing.T) {
	t.Parallel()
	book := demo.Book()
	var before *indicator.County
	for _, year := range demo.Years {
		county, _ := book.County(demo.Region.Code, year)
		for _, o := range indicator.Oddities(&county, before) {
			t.Errorf("%d: %+v", year, o)
		}
		before = &county
	}
}
