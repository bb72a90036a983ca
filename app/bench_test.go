package app_test

import (
	"testing"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/store/storetest"
)

// BenchmarkRecordSchoolYear is one write into a county of 1,000 schools with all that follows from it.
func BenchmarkRecordSchoolYear(b *testing.B) {
	for _, kind := range storetest.Kinds() {
		b.Run(kind, func(b *testing.B) {
			w := newWorld(b, storetest.OpenKind(b, kind))
			if _, issues, err := w.ImportBook(b.Context(), w.op, aCounty(county, 1000, 2000), false); err != nil || len(issues) > 0 {
				b.Fatal(issues, err)
			}
			ctx, statements := store.CountStatements(b.Context())
			b.ResetTimer()
			for i := range b.N {
				_, err := w.RecordSchoolYear(ctx, w.op, app.RecordSchoolYear{
					SchoolCode: code(county, i%1000), Year: theYear, Values: map[string]any{"equipmentValue": indicator.Decimal(i + 1)},
				})
				if err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(statements.Count())/float64(b.N), "statements/op")
		})
	}
}

// BenchmarkSimulate tries one figure in a county of 1,000 schools.
func BenchmarkSimulate(b *testing.B) {
	for _, kind := range storetest.Kinds() {
		b.Run(kind, func(b *testing.B) {
			w := newWorld(b, storetest.OpenKind(b, kind))
			if _, issues, err := w.ImportBook(b.Context(), w.op, aCounty(county, 1000, 2000), false); err != nil || len(issues) > 0 {
				b.Fatal(issues, err)
			}
			ctx, statements := store.CountStatements(b.Context())
			rooms := 30 * indicator.DecimalScale
			changes := []indicator.Change{{Kind: indicator.ChangeFigure, School: code(county, 7), Key: "multimediaRooms", Value: new(indicator.Decimal(rooms))}}
			b.ResetTimer()
			for range b.N {
				if _, err := w.Simulate(ctx, w.op, app.Simulate{RegionCode: county, Year: theYear, Changes: changes}); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(statements.Count())/float64(b.N), "statements/op")
		})
	}
}
