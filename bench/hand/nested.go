package hand

import (
	"context"
	"net/url"
	"strconv"

	"github.com/junheng/junheng/indicator"
)

type teacher struct {
	Code          string             `json:"code"`
	Subject       string             `json:"subject"`
	Degree        string             `json:"degree"`
	BackboneLevel string             `json:"backboneLevel"`
	IsFullTime    bool               `json:"isFullTime"`
	IsCertified   bool               `json:"isCertified"`
	TrainingHours *indicator.Decimal `json:"trainingHours"`
}

type teacherPage struct {
	PageInfo pageInfo  `json:"pageInfo"`
	Nodes    []teacher `json:"nodes"`
}

type schoolYear struct {
	Year            int                `json:"year"`
	StudentsPrimary *int               `json:"studentsPrimary"`
	StudentsJunior  *int               `json:"studentsJunior"`
	TeachingArea    *indicator.Decimal `json:"teachingArea"`
	MultimediaRooms *int               `json:"multimediaRooms"`
}

type shortResult struct {
	Indicator code             `json:"indicator"`
	Status    indicator.Status `json:"status"`
	Value     *float64         `json:"value"`
	Display   *string          `json:"display"`
}

type shortUnit struct {
	Stage   string        `json:"stage"`
	Verdict string        `json:"verdict"`
	Results []shortResult `json:"results"`
}

type nestedSchool struct {
	Code        string       `json:"code"`
	Name        string       `json:"name"`
	Kind        string       `json:"kind"`
	Years       []schoolYear `json:"years"`
	Teachers    teacherPage  `json:"teachers"`
	Assessments []shortUnit  `json:"assessments"`
}

// nested answers a county's schools with their latest year, first teachers and units' results.
func (s *Server) nested(ctx context.Context, v viewer, q url.Values) (any, error) {
	year, err := strconv.Atoi(q.Get("year"))
	if err != nil {
		return nil, err
	}
	schools, more, err := s.schools(ctx, v, q.Get("region"))
	if err != nil {
		return nil, err
	}
	at := make(map[string]*nestedSchool, len(schools))
	in := make([]any, pageSize, pageSize+2) // a page that is not full asks for its last school more than once
	for i := range in {
		n := min(i, len(schools)-1)
		if n < 0 {
			in[i] = ""
			continue
		}
		at[schools[n].Code] = &schools[n]
		in[i] = schools[n].Code
	}
	if err := s.teachers(ctx, at, append(in, year)); err != nil {
		return nil, err
	}
	if err := s.units(ctx, at, append(in, year, q.Get("edition"))); err != nil {
		return nil, err
	}
	return map[string]any{"schools": map[string]any{"pageInfo": pageInfo{more}, "nodes": schools}}, nil
}

func (s *Server) schools(ctx context.Context, v viewer, region string) (schools []nestedSchool, more bool, err error) {
	rows, err := s.schoolsOfRegion.QueryContext(ctx, region, v.low, v.high, pageSize+1)
	if err != nil {
		return nil, false, err
	}
	defer rows.Close()
	schools = make([]nestedSchool, 0, pageSize+1)
	for rows.Next() {
		n := nestedSchool{Years: []schoolYear{}, Teachers: teacherPage{Nodes: make([]teacher, 0, 21)}, Assessments: []shortUnit{}}
		var year *int
		var y schoolYear
		err := rows.Scan(&n.Code, &n.Name, &n.Kind, &year, &y.StudentsPrimary, &y.StudentsJunior, &y.TeachingArea, &y.MultimediaRooms)
		if err != nil {
			return nil, false, err
		}
		if year != nil {
			y.Year = *year
			n.Years = append(n.Years, y)
		}
		schools = append(schools, n)
	}
	if len(schools) > pageSize {
		return schools[:pageSize], true, rows.Err()
	}
	return schools, false, rows.Err()
}

func (s *Server) teachers(ctx context.Context, at map[string]*nestedSchool, arguments []any) error {
	rows, err := s.teachersOf.QueryContext(ctx, arguments...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var school string
		var t teacher
		if err := rows.Scan(&school, &t.Code, &t.Subject, &t.Degree, &t.BackboneLevel, &t.IsFullTime, &t.IsCertified, &t.TrainingHours); err != nil {
			return err
		}
		page := &at[school].Teachers
		if len(page.Nodes) == 20 {
			page.PageInfo.HasNextPage = true
			continue
		}
		page.Nodes = append(page.Nodes, t)
	}
	return rows.Err()
}

func (s *Server) units(ctx context.Context, at map[string]*nestedSchool, arguments []any) error {
	rows, err := s.unitsOf.QueryContext(ctx, arguments...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var school string
		u := shortUnit{Results: make([]shortResult, indicator.ResourceCount)}
		to := []any{&school, &u.Stage, &u.Verdict}
		for i := range u.Results {
			r := &u.Results[i]
			r.Indicator.Code = indicator.ResourceCodes[i]
			to = append(to, &r.Status, &r.Value, &r.Display)
		}
		if err := rows.Scan(to...); err != nil {
			return err
		}
		at[school].Assessments = append(at[school].Assessments, u)
	}
	return rows.Err()
}
