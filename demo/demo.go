// Package demo makes up a county from a fixed seed: Qingshan's shape and public totals, and schools that do not exist.
// In 2021 several schools and coefficients fail, in 2022 a few, in 2023 the county reaches every item of both editions.
package demo

import (
	"math/rand/v2"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/workbook"
)

// Region is the county that the demo plays in. Its totals are public, its schools are made up.
var Region = indicator.Region{Code: "420107", Name: "青山区"}

// Years are the school years of the demo.
var Years = [3]int{2021, 2022, 2023}

// The public totals of 2023 by stage.
var (
	studentTotals = [2]int{33_476, 14_821}
	teacherTotals = [2]int{1_804, 1_069}
	schoolTotals  = [2]int{30, 16}
)

// seed fixes everything that is made up.
const seed = 420107

// maker makes up one county.
type maker struct {
	r       *rand.Rand
	book    *workbook.Book
	schools []*school
}

// school is a made-up school: what stays the same over the years.
type school struct {
	facts    indicator.School
	stage    indicator.Stage
	students [3]int // by year
	scores   [indicator.ResourceCount]float64
}

// Book makes up the county. It is the same on every call.
func Book() *workbook.Book {
	m := &maker{r: rand.New(rand.NewPCG(seed, seed)), book: &workbook.Book{}}
	m.makeSchools()
	for y := range Years {
		for k, stage := range indicator.Stages {
			m.makeStage(y, k, stage)
		}
		m.makeCounty(y)
	}
	m.makeFunding()
	return m.book
}
