package hand

import (
	"context"
	"crypto/rand"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

type recordInput struct {
	SchoolCode      string `json:"schoolCode"`
	Year            int    `json:"year"`
	MultimediaRooms int    `json:"multimediaRooms"`
}

type editionUnit struct {
	Edition  code          `json:"edition"`
	Stage    string        `json:"stage"`
	Verdict  string        `json:"verdict"`
	MetCount int           `json:"metCount"`
	Results  []shortResult `json:"results"`
}

// record stores one figure of a school's year and brings the school's results, the county's sums and the county's results up
// to date in the same transaction. It answers the school's units under both editions.
func (s *Server) record(ctx context.Context, v viewer, body io.Reader) (any, error) {
	var in recordInput
	if err := json.NewDecoder(io.LimitReader(body, 4096)).Decode(&in); err != nil {
		return nil, err
	}
	if v.role == models.Inspector {
		return nil, auth.ErrForbidden
	}
	if in.MultimediaRooms < 0 || in.MultimediaRooms > indicator.MaxCount {
		return nil, errors.New("multimediaRooms is out of range")
	}
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{Isolation: sql.LevelReadCommitted})
	if err != nil {
		return nil, err
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	c := change{s: s, tx: tx, in: in, now: time.Now().UTC().Truncate(time.Millisecond)}
	if err := c.read(ctx, v); err != nil {
		return nil, err
	}
	units, err := c.write(ctx, v)
	if err != nil {
		return nil, err
	}
	return map[string]any{"recordSchoolYear": map[string]any{
		"schoolYear": map[string]any{"year": in.Year, "multimediaRooms": in.MultimediaRooms}, "assessments": units, "userErrors": []string{},
	}}, tx.Commit()
}

// change is one school's year on its way through a transaction.
type change struct {
	s        *Server
	tx       *sql.Tx
	in       recordInput
	now      time.Time
	school   indicator.School
	figures  indicator.Figures
	previous *indicator.Figures
	county   indicator.CountyRecord
	claims   []indicator.Attestation
	tallies  map[string]*indicator.Tally
}

// read locks the county and reads everything that the school's and the county's results are made from.
func (c *change) read(ctx context.Context, v viewer) error {
	c.county = indicator.CountyRecord{Region: indicator.Region{Code: c.in.SchoolCode[:min(6, len(c.in.SchoolCode))]}, Year: c.in.Year}
	if err := c.tx.StmtContext(ctx, c.s.lock).QueryRowContext(ctx, c.county.Region.Code).Scan(&c.county.Region.Name); err != nil {
		return err
	}
	for _, step := range []func(context.Context, viewer) error{c.readSchool, c.readClaims, c.readCounty, c.readTallies} {
		if err := step(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

func (c *change) readSchool(ctx context.Context, v viewer) error {
	rows, err := c.tx.StmtContext(ctx, c.s.facts).QueryContext(ctx, c.in.SchoolCode, c.in.Year-1, c.in.Year, v.low, v.high)
	if err != nil {
		return err
	}
	defer rows.Close()
	found := false
	for rows.Next() {
		var f indicator.Figures
		var group *string
		var year int
		s := &c.school
		to := append([]any{&s.Code, &s.Name, &s.RegionCode, &s.Kind, &s.Organizer, &s.Locale, &s.IsBoarding, &s.BuiltYear, &s.InDenseCore, &group, &year},
			fieldsOf(&f)...)
		if err := rows.Scan(to...); err != nil {
			return err
		}
		if group != nil {
			s.Group = *group
		}
		if year == c.in.Year {
			c.figures, found = f, true
		} else {
			c.previous = &f
		}
	}
	if !found {
		return errors.Join(sql.ErrNoRows, rows.Err())
	}
	return rows.Err()
}

// fieldsOf are pointers to the fields of a struct, to scan into.
func fieldsOf(structure any) []any {
	v := reflect.ValueOf(structure).Elem()
	fields := make([]any, v.NumField())
	for i := range fields {
		fields[i] = v.Field(i).Addr().Interface()
	}
	return fields
}

func (c *change) readClaims(ctx context.Context, _ viewer) error {
	rows, err := c.tx.StmtContext(ctx, c.s.claims).QueryContext(ctx, c.county.Region.Code, c.in.Year, c.in.SchoolCode)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var a indicator.Attestation
		if err := rows.Scan(&a.SchoolCode, &a.Indicator, &a.Subject, &a.Met, &a.Conclusion, &a.StandardLevel, &a.DifferenceRate); err != nil {
			return err
		}
		if a.SchoolCode == "" {
			c.county.Attestations = append(c.county.Attestations, a)
		} else {
			c.claims = append(c.claims, a)
		}
	}
	return rows.Err()
}

func (c *change) readCounty(ctx context.Context, _ viewer) error {
	rows, err := c.tx.StmtContext(ctx, c.s.countyFacts).QueryContext(ctx, c.in.Year-1, c.in.Year, c.county.Region.Code, c.in.Year-1, c.in.Year)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var money indicator.FundingYear
		var figures indicator.CountyFigures
		var year *int
		to := append([]any{
			&money.FiscalYear, &money.GeneralBudgetSpend, &money.RecurrentRevenue, &money.OperatingQuotaPrimary, &money.OperatingQuotaJunior,
			&money.BoardingSupplement, &money.SpecialFunds, &c.county.PreviousStudents, &year,
		}, fieldsOf(&figures)...)
		if err := rows.Scan(to...); err != nil {
			return err
		}
		if year != nil {
			c.county.Figures = &figures
		}
		if money.FiscalYear == c.in.Year {
			c.county.Funding = &money
		} else {
			c.county.PreviousFunding = &money
		}
	}
	return rows.Err()
}

func (c *change) readTallies(ctx context.Context, _ viewer) error {
	rows, err := c.tx.StmtContext(ctx, c.s.tallies).QueryContext(ctx, c.county.Region.Code, c.in.Year, c.in.Year+1)
	if err != nil {
		return err
	}
	defer rows.Close()
	c.tallies = map[string]*indicator.Tally{}
	for rows.Next() {
		var edition string
		var year int
		var sums []byte
		if err := rows.Scan(&edition, &year, &sums); err != nil {
			return err
		}
		if year != c.in.Year {
			return errors.New("only the latest year can be recorded here: a later one would have to be judged anew")
		}
		t := &indicator.Tally{}
		if err := t.UnmarshalText(sums); err != nil {
			return err
		}
		c.tallies[edition] = t
	}
	return rows.Err()
}

// write stores the figure and all that follows from it.
func (c *change) write(ctx context.Context, v viewer) ([]editionUnit, error) {
	before := c.figures
	c.figures.MultimediaRooms = &c.in.MultimediaRooms
	for _, f := range indicator.CheckFigures(c.school, c.in.Year, c.figures, c.previous) {
		if f.Severity == indicator.SeverityError {
			return nil, fmt.Errorf("figures: %s", f.Code)
		}
	}
	if err := c.exec(ctx, c.s.saveYear, c.in.MultimediaRooms, c.now, c.in.SchoolCode, c.in.Year); err != nil {
		return nil, err
	}
	units := []editionUnit{}
	for _, e := range indicator.Editions() {
		t, ok := c.tallies[e.Code]
		if !ok {
			continue
		}
		was := e.AssessSchool(&indicator.SchoolRecord{School: c.school, Figures: &before, Attestations: c.claims}, &c.county)
		is := e.AssessSchool(&indicator.SchoolRecord{School: c.school, Figures: &c.figures, Attestations: c.claims}, &c.county)
		t.Remove(&was)
		t.Add(&is)
		county := e.Judge(t, &c.county, nil)
		if err := c.keepCounty(ctx, t, &county); err != nil {
			return nil, err
		}
		answers, err := c.keepSchool(ctx, e, &is)
		if err != nil {
			return nil, err
		}
		units = append(units, answers...)
	}
	details, err := json.Marshal(map[string]string{"multimediaRooms": strconv.Itoa(*before.MultimediaRooms) + " -> " + strconv.Itoa(c.in.MultimediaRooms)})
	if err != nil {
		return nil, err
	}
	return units, c.exec(ctx, c.s.saveLine, rand.Text(), c.now, v.account, v.username, c.county.Region.Code, c.school.Code, strconv.Itoa(c.in.Year), details)
}

func (c *change) exec(ctx context.Context, statement *sql.Stmt, arguments ...any) error {
	_, err := c.tx.StmtContext(ctx, statement).ExecContext(ctx, arguments...)
	return err
}

func (c *change) keepCounty(ctx context.Context, t *indicator.Tally, a *indicator.CountyAssessment) error {
	sums, err := t.MarshalText()
	if err != nil {
		return err
	}
	if err := c.exec(ctx, c.s.saveTally, sums, a.Region.Code, a.Year, a.Edition); err != nil {
		return err
	}
	result, err := json.Marshal(a)
	if err != nil {
		return err
	}
	return c.exec(ctx, c.s.saveCounty, a.Verdict, result, c.now, a.Region.Code, a.Year, a.Edition)
}

func (c *change) keepSchool(ctx context.Context, e *indicator.Edition, a *indicator.SchoolAssessment) ([]editionUnit, error) {
	var answers []editionUnit
	for i := range a.Units {
		u := &a.Units[i]
		answer := editionUnit{code{e.Code}, string(u.Stage), string(u.Verdict), u.MetCount, make([]shortResult, indicator.ResourceCount)}
		values := []any{u.Students, u.Verdict, u.MetCount, strings.Join(u.Relaxations, " ")}
		for j := range u.Results {
			r := &u.Results[j]
			answer.Results[j] = shortResult{Indicator: code{indicator.ResourceCodes[j]}, Status: r.Status}
			attainment, ok := r.Attainment()
			if !ok {
				values = append(values, r.Status, nil, nil, nil, nil, r.Reason)
				continue
			}
			ind, _ := e.Indicator(indicator.ResourceCodes[j])
			value, display := r.Value.Float(), r.Value.Display(ind.Places)
			values = append(values, r.Status, value, attainment, int64(r.Shortfall), display, nil)
			answer.Results[j].Value, answer.Results[j].Display = &value, &display
		}
		key := []any{c.in.Year, e.Code, c.county.Region.Code, u.Stage, c.school.Code}
		if err := c.exec(ctx, c.s.saveUnit, append(values, key...)...); err != nil {
			return nil, err
		}
		answers = append(answers, answer)
	}
	var values []any
	for i := range a.Items {
		values = append(values, a.Items[i].Status)
	}
	return answers, c.exec(ctx, c.s.saveStanding, append(values, c.in.Year, e.Code, c.county.Region.Code, c.school.Code)...)
}
