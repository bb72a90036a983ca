package store

import (
	"context"
	"math"

	"gorm.io/gorm"
)

// HistogramBin counts the units whose attainment lies from From (included) to To (excluded, but for the last bin).
type HistogramBin struct {
	From, To float64
	Count    int
}

// Bounds of a histogram.
const (
	MaxBins         = 200
	histogramTopmax = 3.0 // attainments above this share the last bin: a few far-off schools must not flatten the rest
)

// Histogram counts the units of a filter, within the viewer's rows, by the attainment of an R indicator: bins of equal width
// from 0. Units without an attainment are in no bin; no units, no bins.
func (s *Scoped) Histogram(ctx context.Context, w *SchoolAssessmentWhere, code string, bins int) ([]HistogramBin, error) {
	prefix, ok := resourceColumn(code)
	if !ok {
		return nil, OnlyResource("indicator")
	}
	if bins < 1 || bins > MaxBins {
		return nil, wrong("bins is %d: give 1 to %d", bins, MaxBins)
	}
	q, err := s.units(ctx, w)
	if err != nil {
		return nil, err
	}
	column := prefix + "attainment"
	var top *float64
	if err := q.Session(&gorm.Session{}).Select("MAX(" + column + ")").Row().Scan(&top); err != nil {
		return nil, known(err)
	}
	if top == nil {
		return nil, nil
	}
	width := math.Max(math.Min(*top, histogramTopmax), 1) / float64(bins)
	list := make([]HistogramBin, bins)
	for i := range list {
		list[i].From, list[i].To = width*float64(i), width*float64(i+1)
	}
	list[bins-1].To = math.Max(*top, list[bins-1].To)
	var rows []struct {
		Bin float64
		N   int
	}
	err = q.Where(column+" IS NOT NULL").Select("FLOOR("+column+" / ?) AS bin, COUNT(*) AS n", width).Group("bin").Scan(&rows).Error
	for _, r := range rows {
		list[max(0, min(int(r.Bin), bins-1))].Count += r.N
	}
	return list, known(err)
}
