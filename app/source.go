package app

import (
	"context"
	"reflect"
	"slices"
	"strconv"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// importDetail names the import among the details of an audit line about figures.
const importDetail = "import"

// FigureKey is one figure of a county's year: of a school, or of the county itself where School is empty.
type FigureKey struct {
	Region, School string
	Year           int
	Key            string
}

// FigureSource is the newest change to a figure.
type FigureSource struct {
	EnteredAt time.Time
	EnteredBy *string // user name; nil where the server took the figure in by itself
	ImportID  string  // empty when it was typed
}

// Sources are the newest changes to figures, nil where none is known, in the order of the keys. School accounts learn of their
// own school's alone. One statement for each county among the keys.
func (a *App) Sources(ctx context.Context, v auth.Viewer, keys []FigureKey) ([]*FigureSource, error) {
	seen, err := a.seenFigures(v, keys)
	if err != nil {
		return nil, err
	}
	newest := map[FigureKey]*FigureSource{}
	for region, of := range seen {
		lines, err := a.store.Facts().FigureLines(ctx, region, of.schools, of.years)
		if err != nil {
			return nil, err
		}
		for _, line := range lines {
			keep(newest, region, line)
		}
	}
	list := make([]*FigureSource, len(keys))
	for i, k := range keys {
		if maySeeSource(v, k) {
			list[i] = newest[k]
		}
	}
	return list, nil
}

func keep(newest map[FigureKey]*FigureSource, region string, line *models.AuditLine) {
	year, err := strconv.Atoi(line.Subject)
	if err != nil {
		return
	}
	source := &FigureSource{EnteredAt: line.At, ImportID: line.Details[importDetail]}
	if line.Username != "" {
		source.EnteredBy = &line.Username
	}
	for key := range line.Details {
		newest[FigureKey{region, line.SchoolCode, year, key}] = source
	}
}

// Previous are the figures of the year before, as exact decimals, nil where none was reported, in the order of the keys. School
// accounts learn of their own school's alone.
func (a *App) Previous(ctx context.Context, v auth.Viewer, keys []FigureKey) ([]*string, error) {
	seen, err := a.seenFigures(v, keys)
	if err != nil {
		return nil, err
	}
	known := map[FigureKey]reflect.Value{} // by the place of the figure, without its key
	rows := a.store.For(v)
	for region, of := range seen {
		for _, year := range of.years {
			before := year - 1
			schools, err := rows.SchoolYearsIn(ctx, of.schools, before)
			if err != nil {
				return nil, err
			}
			for _, y := range schools {
				known[FigureKey{Region: region, School: y.SchoolCode, Year: year}] = reflect.ValueOf(&y.Figures).Elem()
			}
			counties, err := rows.CountyYears(ctx, []string{region}, before)
			if err != nil {
				return nil, err
			}
			for _, y := range counties {
				known[FigureKey{Region: region, Year: year}] = reflect.ValueOf(&y.CountyFigures).Elem()
			}
		}
	}
	list := make([]*string, len(keys))
	for i, k := range keys {
		if !maySeeSource(v, k) {
			continue
		}
		key := k.Key
		k.Key = ""
		if figures, ok := known[k]; ok {
			if field := fieldOf(figures, key); field.IsValid() && !field.IsNil() {
				text := figureText(field)
				list[i] = &text
			}
		}
	}
	return list, nil
}

// figurePlaces are the schools and years of figures of one county, each once.
type figurePlaces struct {
	schools []string
	years   []int
}

// seenFigures parts keys by county, leaving out what the viewer does not see.
func (a *App) seenFigures(v auth.Viewer, keys []FigureKey) (map[string]figurePlaces, error) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, err
	}
	seen := map[string]figurePlaces{}
	for _, k := range keys {
		if !maySeeSource(v, k) || !a.store.For(v).SeesRegion(k.Region) {
			continue
		}
		of := seen[k.Region]
		if k.School != "" && !slices.Contains(of.schools, k.School) {
			of.schools = append(of.schools, k.School)
		}
		if !slices.Contains(of.years, k.Year) {
			of.years = append(of.years, k.Year)
		}
		seen[k.Region] = of
	}
	return seen, nil
}

// maySeeSource tells whether a viewer of a trace also learns where one of its figures comes from.
func maySeeSource(v auth.Viewer, k FigureKey) bool {
	return v.Role != models.Clerk || k.School != "" && k.School == v.SchoolCode
}
