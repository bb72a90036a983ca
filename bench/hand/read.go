package hand

import (
	"cmp"
	"context"
	"database/sql"
	"net/url"
	"slices"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

type code struct {
	Code string `json:"code"`
}

type result struct {
	Indicator  code               `json:"indicator"`
	Status     indicator.Status   `json:"status"`
	Value      *float64           `json:"value"`
	Display    *string            `json:"display"`
	Attainment *float64           `json:"attainment"`
	Shortfall  *indicator.Decimal `json:"shortfall"`
}

type unit struct {
	Stage    string   `json:"stage"`
	Students int      `json:"students"`
	Verdict  string   `json:"verdict"`
	MetCount int      `json:"metCount"`
	Results  []result `json:"results"`
}

type schoolWithResults struct {
	Code        string `json:"code"`
	Name        string `json:"name"`
	Kind        string `json:"kind"`
	Locale      string `json:"locale"`
	Assessments []unit `json:"assessments"`
}

// point answers one school with its units' results of a year.
func (s *Server) point(ctx context.Context, v viewer, q url.Values) (any, error) {
	year, err := strconv.Atoi(q.Get("year"))
	if err != nil {
		return nil, err
	}
	rows, err := s.unitsOfSchool.QueryContext(ctx, year, q.Get("edition"), q.Get("code"), v.low, v.high)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	school := schoolWithResults{Assessments: []unit{}}
	for rows.Next() {
		var (
			stage, verdict     sql.NullString
			students, metCount sql.NullInt64
			statuses           [indicator.ResourceCount]sql.NullString
		)
		results := make([]result, indicator.ResourceCount)
		to := []any{&school.Code, &school.Name, &school.Kind, &school.Locale, &stage, &students, &verdict, &metCount}
		for i := range results {
			r := &results[i]
			r.Indicator.Code = indicator.ResourceCodes[i]
			to = append(to, &statuses[i], &r.Value, &r.Display, &r.Attainment, &r.Shortfall)
		}
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		if !stage.Valid {
			continue // the school has no unit
		}
		for i := range results {
			results[i].Status = indicator.Status(statuses[i].String)
		}
		school.Assessments = append(school.Assessments, unit{stage.String, int(students.Int64), verdict.String, int(metCount.Int64), results})
	}
	if school.Code == "" {
		return map[string]any{"school": nil}, rows.Err()
	}
	return map[string]any{"school": school}, rows.Err()
}

type schoolName struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	Kind   string `json:"kind"`
	Locale string `json:"locale"`
}

type row struct {
	School      schoolName                        `json:"school"`
	Stage       string                            `json:"stage"`
	Students    int                               `json:"students"`
	Verdict     string                            `json:"verdict"`
	MetCount    int                               `json:"metCount"`
	Values      [indicator.ResourceCount]*float64 `json:"values"`
	Attainments [indicator.ResourceCount]*float64 `json:"attainments"`
	Statuses    [indicator.ResourceCount]string   `json:"statuses"`
	Shortfalls  [indicator.ResourceCount]*float64 `json:"shortfalls"`
}

type facetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

type facet struct {
	Field  string       `json:"field"`
	Values []facetValue `json:"values"`
}

type pageInfo struct {
	HasNextPage bool `json:"hasNextPage"`
}

type explorerPage struct {
	TotalCount int      `json:"totalCount"`
	PageInfo   pageInfo `json:"pageInfo"`
	Nodes      []row    `json:"nodes"`
	Facets     []facet  `json:"facets"`
}

// explorer answers the units of a stage in two locales that miss R3, largest shortfall first, with count and facets.
func (s *Server) explorer(ctx context.Context, v viewer, q url.Values) (any, error) {
	year, err := strconv.Atoi(q.Get("year"))
	if err != nil {
		return nil, err
	}
	locales := q["locale"]
	filter := []any{year, q.Get("edition"), v.low, v.high, q.Get("stage"), locales[0], locales[1]}
	page := explorerPage{Nodes: make([]row, 0, pageSize)}
	rows, err := s.explorerPage.QueryContext(ctx, append(filter, pageSize+1)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var r row
		var shortfalls [indicator.ResourceCount]*indicator.Decimal
		to := []any{&r.School.Code, &r.School.Name, &r.School.Kind, &r.School.Locale, &r.Stage, &r.Students, &r.Verdict, &r.MetCount}
		for i := range indicator.ResourceCount {
			to = append(to, &r.Values[i], &r.Attainments[i], &r.Statuses[i], &shortfalls[i])
		}
		if err := rows.Scan(to...); err != nil {
			return nil, err
		}
		for i, d := range shortfalls {
			if d != nil {
				f := d.Float()
				r.Shortfalls[i] = &f
			}
		}
		page.Nodes = append(page.Nodes, r)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	if len(page.Nodes) > pageSize {
		page.Nodes, page.PageInfo.HasNextPage = page.Nodes[:pageSize], true
	}
	page.TotalCount, page.Facets, err = s.counts(ctx, filter)
	return map[string]any{"schoolAssessments": page}, err
}

// counts are the total and the facets of a filter, from one statement.
func (s *Server) counts(ctx context.Context, filter []any) (int, []facet, error) {
	rows, err := s.explorerCounts.QueryContext(ctx, filter...)
	if err != nil {
		return 0, nil, err
	}
	defer rows.Close()
	fields := [3]string{"KIND", "LOCALE", "VERDICT"}
	var by [3]map[string]int
	for i := range by {
		by[i] = map[string]int{}
	}
	total := 0
	for rows.Next() {
		var values [3]string
		var n int
		if err := rows.Scan(&values[0], &values[1], &values[2], &n); err != nil {
			return 0, nil, err
		}
		total += n
		for i, value := range values {
			by[i][value] += n
		}
	}
	facets := make([]facet, len(fields))
	for i, field := range fields {
		facets[i] = facet{field, []facetValue{}}
		for value, n := range by[i] {
			facets[i].Values = append(facets[i].Values, facetValue{value, n})
		}
		slices.SortFunc(facets[i].Values, func(a, b facetValue) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
	}
	return total, facets, rows.Err()
}
