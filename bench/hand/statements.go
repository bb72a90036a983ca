package hand

import (
	"context"
	"database/sql"
	"fmt"
	"reflect"
	"strings"

	"github.com/junheng/junheng/indicator"
)

// statements are prepared once.
type statements struct {
	account, unitsOfSchool, explorerPage, explorerCounts, schoolsOfRegion, teachersOf, unitsOf *sql.Stmt

	lock, facts, claims, countyFacts, tallies *sql.Stmt

	saveYear, saveUnit, saveStanding, saveTally, saveCounty, saveLine *sql.Stmt
}

// pageSize is the size of every page here: 50 schools, 50 units.
const pageSize = 50

// resultColumns are the columns of the seven results with these parts, such as r1_status, r1_value.
func resultColumns(parts ...string) string {
	var columns []string
	for i := range indicator.ResourceCount {
		for _, part := range parts {
			columns = append(columns, fmt.Sprintf("r%d_%s", i+1, part))
		}
	}
	return strings.Join(columns, ", ")
}

// figureColumns are the columns of school_years that hold figures, in the order of the struct's fields.
var figureColumns = columnsOf(reflect.TypeFor[indicator.Figures]())

// countyColumns are those of county_years.
var countyColumns = columnsOf(reflect.TypeFor[indicator.CountyFigures]())

func columnsOf(t reflect.Type) []string {
	columns := make([]string, t.NumField())
	for i := range columns {
		var b strings.Builder
		for j, r := range t.Field(i).Name {
			if r >= 'A' && r <= 'Z' {
				if j > 0 {
					b.WriteByte('_')
				}
				r += 'a' - 'A'
			}
			b.WriteRune(r)
		}
		columns[i] = b.String()
	}
	return columns
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func (s *statements) prepare(ctx context.Context, db *sql.DB) error {
	filter := ` FROM school_assessments WHERE year = ? AND edition = ? AND region_code BETWEEN ? AND ? AND stage = ?
		AND locale IN (?, ?) AND r3_status IN ('NEAR', 'UNMET')`
	for _, p := range []struct {
		to  **sql.Stmt
		sql string
	}{
		{&s.account, `SELECT a.username, a.role, a.region_code, a.inspects, a.is_disabled, a.token_version
			FROM accounts a JOIN sessions s ON s.account_id = a.id
			WHERE a.id = ? AND s.id = ? AND s.revoked_at IS NULL AND s.expires_at > ?`},
		{&s.unitsOfSchool, `SELECT s.code, s.name, s.kind, s.locale, a.stage, a.students, a.verdict, a.met_count, ` +
			resultColumns("status", "value", "display", "attainment", "shortfall") + `
			FROM schools s LEFT JOIN school_assessments a ON a.school_code = s.code AND a.year = ? AND a.edition = ?
			WHERE s.code = ? AND s.region_code BETWEEN ? AND ? ORDER BY a.stage DESC`},
		{&s.explorerPage, `SELECT school_code, name, kind, locale, stage, students, verdict, met_count, ` +
			resultColumns("value", "attainment", "status", "shortfall") + filter +
			` ORDER BY r3_shortfall IS NULL, r3_shortfall DESC, school_code DESC, stage DESC LIMIT ?`},
		{&s.explorerCounts, `SELECT kind, locale, verdict, COUNT(*)` + filter + ` GROUP BY kind, locale, verdict`},
		{&s.schoolsOfRegion, `SELECT s.code, s.name, s.kind, y.year, y.students_primary, y.students_junior, y.teaching_area, y.multimedia_rooms
			FROM schools s LEFT JOIN school_years y
			ON y.school_code = s.code AND y.year = (SELECT MAX(year) FROM school_years WHERE school_code = s.code)
			WHERE s.region_code = ? AND s.region_code BETWEEN ? AND ? ORDER BY s.code LIMIT ?`},
		{&s.teachersOf, `SELECT school_code, code, subject, degree, backbone_level, is_full_time, is_certified, training_hours
			FROM (SELECT t.*, ROW_NUMBER() OVER (PARTITION BY school_code ORDER BY code) AS place
				FROM teachers t WHERE school_code IN (` + marks(pageSize) + `) AND year = ?) AS ranked
			WHERE place <= 21 ORDER BY school_code, code`},
		{&s.unitsOf, `SELECT school_code, stage, verdict, ` + resultColumns("status", "value", "display") + `
			FROM school_assessments WHERE school_code IN (` + marks(pageSize) + `) AND year = ? AND edition = ?
			ORDER BY school_code, stage DESC`},

		{&s.lock, `SELECT name FROM regions WHERE code = ? FOR UPDATE`},
		{&s.facts, `SELECT s.code, s.name, s.region_code, s.kind, s.organizer, s.locale, s.is_boarding,
			s.built_year, s.in_dense_core, s.group_name, y.year, y.` + strings.Join(figureColumns, ", y.") + `
			FROM schools s JOIN school_years y ON y.school_code = s.code
			WHERE s.code = ? AND y.year IN (?, ?) AND s.region_code BETWEEN ? AND ?`},
		{&s.claims, `SELECT school_code, indicator, subject, met, COALESCE(conclusion, ''), standard_level, difference_rate
			FROM attestations WHERE region_code = ? AND year = ? AND school_code IN ('', ?)`},
		{&s.countyFacts, `SELECT f.fiscal_year, f.general_budget_spend, f.recurrent_revenue, f.operating_quota_primary,
			f.operating_quota_junior, f.boarding_supplement, f.special_funds,
			(SELECT COALESCE(SUM(COALESCE(students_primary, 0) + COALESCE(students_junior, 0)), 0) FROM school_years
				WHERE region_code = f.region_code AND year = ?),
			y.year, y.` + strings.Join(countyColumns, ", y.") + `
			FROM funding_years f LEFT JOIN county_years y ON y.region_code = f.region_code AND y.year = ?
			WHERE f.region_code = ? AND f.fiscal_year IN (?, ?)`},
		{&s.tallies, `SELECT edition, year, sums FROM county_tallies WHERE region_code = ? AND year IN (?, ?)`},

		{&s.saveYear, `UPDATE school_years SET multimedia_rooms = ?, version = version + 1, updated_at = ? WHERE school_code = ? AND year = ?`},
		{&s.saveUnit, `UPDATE school_assessments SET students = ?, verdict = ?, met_count = ?, relaxed = ?, ` +
			strings.ReplaceAll(resultColumns("status", "value", "attainment", "shortfall", "display", "reason"), ", ", " = ?, ") + ` = ?
			WHERE year = ? AND edition = ? AND region_code = ? AND stage = ? AND school_code = ?`},
		{&s.saveStanding, `UPDATE school_standings SET g3 = ?, g4 = ?, g5 = ?, g6 = ?, g9 = ?, g12 = ?, g13 = ?, q3 = ?, q4 = ?, q6 = ?
			WHERE year = ? AND edition = ? AND region_code = ? AND school_code = ?`},
		{&s.saveTally, `UPDATE county_tallies SET sums = ? WHERE region_code = ? AND year = ? AND edition = ?`},
		{&s.saveCounty, `UPDATE county_assessments SET verdict = ?, result = ?, version = version + 1, computed_at = ?
			WHERE region_code = ? AND year = ? AND edition = ?`},
		{&s.saveLine, `INSERT INTO audit_lines (id, at, account_id, username, action, region_code, school_code, subject, request_id, details)
			VALUES (?, ?, ?, ?, 'recordSchoolYear', ?, ?, ?, '', ?)`},
	} {
		var err error
		if *p.to, err = db.PrepareContext(ctx, p.sql); err != nil {
			return fmt.Errorf("prepare %s: %w", p.sql, err)
		}
	}
	return nil
}
