package store

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// FacetField is what units are counted by.
type FacetField string

// The facets.
const (
	FacetStage           FacetField = "STAGE"
	FacetKind            FacetField = "KIND"
	FacetLocale          FacetField = "LOCALE"
	FacetOwnership       FacetField = "OWNERSHIP"
	FacetGroup           FacetField = "GROUP"
	FacetVerdict         FacetField = "VERDICT"
	FacetRegion          FacetField = "REGION"
	FacetIndicatorStatus FacetField = "INDICATOR_STATUS" // one facet for each R indicator
)

var facetColumns = map[FacetField]string{
	FacetStage: "stage", FacetKind: "kind", FacetLocale: "locale", FacetOwnership: "ownership", FacetGroup: "group_name",
	FacetVerdict: "verdict", FacetRegion: "region_code",
}

// Facet is how many units have each value of a field. Value is empty for units without one (no group).
type Facet struct {
	Field     FacetField
	Indicator *string // INDICATOR_STATUS only
	Values    []FacetCount
}

// FacetCount is one value of a facet, most frequent first.
type FacetCount struct {
	Value string
	Count int
}

// Facets count the units of a filter, within the viewer's rows, by each of the fields, in their order. Fields of few values
// are counted together in one pass over the units; regions and groups in one each. total is the number of units, which every
// pass comes by; 0 for no fields.
func (s *Scoped) Facets(ctx context.Context, w *SchoolAssessmentWhere, fields []FacetField) (facets []Facet, total int, err error) {
	var together []FacetField
	counts := map[FacetField]map[string]int{}
	statuses := make([]int, len(indicator.ResourceCodes)*len(resultStatuses))
	for _, field := range fields {
		switch {
		case field == FacetRegion || field == FacetGroup:
			if total, err = s.count(ctx, w, []FacetField{field}, counts, nil); err != nil {
				return nil, 0, err
			}
		case field != FacetIndicatorStatus && facetColumns[field] == "":
			return nil, 0, ErrFilter
		case !slices.Contains(together, field):
			together = append(together, field)
		}
	}
	if len(together) > 0 {
		if total, err = s.count(ctx, w, together, counts, statuses); err != nil {
			return nil, 0, err
		}
	}
	for _, field := range fields {
		if field == FacetIndicatorStatus {
			facets = append(facets, statusFacets(statuses)...)
			continue
		}
		f := Facet{Field: field}
		for value, n := range counts[field] {
			f.Values = append(f.Values, FacetCount{value, n})
		}
		slices.SortFunc(f.Values, func(a, b FacetCount) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		facets = append(facets, f)
	}
	return facets, total, nil
}

var resultStatuses = []indicator.Status{indicator.Met, indicator.Near, indicator.Unmet, indicator.NotComputable}

// count groups the units by all fields at once and adds the groups up by each and to the total; statuses too, when they are
// among the fields.
func (s *Scoped) count(ctx context.Context, w *SchoolAssessmentWhere, fields []FacetField, counts map[FacetField]map[string]int, statuses []int) (total int, err error) {
	q, err := s.units(ctx, w)
	if err != nil {
		return 0, err
	}
	var columns, selected []string
	values := make([]*string, len(fields))
	var into []any
	for i, field := range fields {
		if column := facetColumns[field]; column != "" {
			counts[field] = map[string]int{}
			columns, into = append(columns, column), append(into, &values[i])
		}
	}
	selected = append(selected, columns...)
	var n int
	selected, into = append(selected, "COUNT(*)"), append(into, &n)
	some := make([]int, len(statuses))
	if slices.Contains(fields, FacetIndicatorStatus) {
		for i := range some {
			prefix, status := "r"+strconv.Itoa(i/len(resultStatuses)+1)+"_", resultStatuses[i%len(resultStatuses)]
			selected = append(selected, "COALESCE(SUM(CASE WHEN "+prefix+"status = '"+string(status)+"' THEN 1 ELSE 0 END), 0)")
			into = append(into, &some[i])
		}
	}
	q = q.Select(strings.Join(selected, ", "))
	if len(columns) > 0 {
		q = q.Group(strings.Join(columns, ", "))
	}
	rows, err := q.Rows()
	if err != nil {
		return 0, known(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return 0, err
		}
		total += n
		for i, field := range fields {
			switch {
			case facetColumns[field] == "":
			case values[i] == nil:
				counts[field][""] += n
			default:
				counts[field][*values[i]] += n
			}
		}
		for i := range some {
			statuses[i] += some[i]
		}
	}
	return total, rows.Err()
}

func statusFacets(counts []int) []Facet {
	facets := make([]Facet, len(indicator.ResourceCodes))
	for i := range facets {
		facets[i] = Facet{Field: FacetIndicatorStatus, Indicator: &indicator.ResourceCodes[i]}
		for j, status := range resultStatuses {
			if n := counts[i*len(resultStatuses)+j]; n > 0 {
				facets[i].Values = append(facets[i].Values, FacetCount{string(status), n})
			}
		}
	}
	return facets
}
