package app

import (
	"context"
	"slices"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// Attest says that an item is met or not.
type Attest struct {
	RegionCode     string
	Year           int
	Indicator      string
	SchoolCode     *string // nil: the county's own attestation
	Met            bool
	Conclusion     *string
	Subject        *string // Q9 only
	StandardLevel  *int    // Q9 only; nil leaves it pending
	DifferenceRate *indicator.Decimal
}

// AttestIndicator stores an attestation and brings the results up to date: the school's when it is a school's, all schools' when the
// county speaks for those without one of their own, else the county's alone. What it lacks comes back beside it.
func (a *App) AttestIndicator(ctx context.Context, v auth.Viewer, in Attest) (*models.Attestation, []Problem, error) {
	if err := auth.Require(v, auth.AttestIndicator); err != nil {
		return nil, nil, err
	}
	warnings, err := checkAttest(&in)
	if err := checks(a.checkCounty(ctx, v, in.RegionCode), a.checkYear(in.Year), err); err != nil {
		return nil, nil, err
	}
	row, err := a.attest(ctx, v, auth.AttestIndicator, in)
	return row, warnings, err
}

// Veto answers a veto question.
type Veto struct {
	RegionCode string
	Year       int
	Code       string
	Answer     *bool // true: it happened; nil takes the answer back
	Conclusion *string
}

// AnswerVeto stores whether what a veto question asks happened, or takes the answer back.
func (a *App) AnswerVeto(ctx context.Context, v auth.Viewer, in Veto) error {
	if err := auth.Require(v, auth.AnswerVeto); err != nil {
		return err
	}
	if err := checks(a.checkCounty(ctx, v, in.RegionCode), a.checkYear(in.Year), checkVeto(&in)); err != nil {
		return err
	}
	if in.Answer != nil {
		_, err := a.attest(ctx, v, auth.AnswerVeto, Attest{
			RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Code, Met: !*in.Answer, Conclusion: in.Conclusion,
		})
		return err
	}
	return a.in(ctx, v, []string{in.RegionCode}, func(tx *store.Tx) error {
		return a.unattest(ctx, tx, auth.AnswerVeto, models.Attestation{RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Code})
	})
}

// WithdrawAttestation takes an attestation back, or the answer to a veto question, and brings the results up to date: what nothing else
// speaks for is pending again.
func (a *App) WithdrawAttestation(ctx context.Context, v auth.Viewer, key models.Attestation) error {
	if err := auth.Require(v, auth.WithdrawAttestation); err != nil {
		return err
	}
	return a.in(ctx, v, []string{key.RegionCode}, func(tx *store.Tx) error {
		if _, err := tx.Attestation(ctx, key); err != nil {
			return missing(err, "UNKNOWN_ATTESTATION", "attestationId", key.Indicator)
		}
		return a.unattest(ctx, tx, auth.WithdrawAttestation, key)
	})
}

func (a *App) unattest(ctx context.Context, tx *store.Tx, action auth.Action, key models.Attestation) error {
	err := a.reattest(ctx, tx.Facts(), key, func() error { return tx.DeleteAttestation(ctx, key) })
	if err != nil {
		return err
	}
	return a.record(ctx, tx, action, attestationLine(key))
}

func (a *App) attest(ctx context.Context, v auth.Viewer, action auth.Action, in Attest) (*models.Attestation, error) {
	row := models.Attestation{
		RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Indicator, Met: in.Met, Conclusion: in.Conclusion,
		StandardLevel: in.StandardLevel, DifferenceRate: in.DifferenceRate,
	}
	if in.Subject != nil {
		row.Subject = *in.Subject
	}
	if in.SchoolCode != nil {
		row.SchoolCode = *in.SchoolCode
	}
	err := a.in(ctx, v, []string{in.RegionCode}, func(tx *store.Tx) error {
		row.UpdatedAt = a.now()
		if row.SchoolCode != "" {
			school, found := tx.School(ctx, row.SchoolCode)
			if found != nil {
				return missing(found, "UNKNOWN_SCHOOL", "schoolCode", row.SchoolCode)
			}
			if school.RegionCode != in.RegionCode {
				return refuse("UNKNOWN_SCHOOL", "schoolCode", "code", row.SchoolCode)
			}
			if err := openIn(school, in.Year); err != nil {
				return err
			}
		}
		err := a.reattest(ctx, tx.Facts(), row, func() error { return store.Keep(ctx, tx.Facts(), []models.Attestation{row}) })
		if err != nil {
			return err
		}
		line := attestationLine(row)
		line.Details = map[string]string{"met": strconv.FormatBool(in.Met)}
		return a.record(ctx, tx, action, line)
	})
	if err != nil {
		return nil, err
	}
	return &row, nil
}

// reattest changes an attestation and assesses anew whom it speaks for: its school, every school of the county, or the county alone.
func (a *App) reattest(ctx context.Context, facts *store.Facts, row models.Attestation, change func() error) error {
	if row.SchoolCode != "" {
		return a.change(ctx, facts, edit{region: row.RegionCode, years: []int{row.Year}, schools: []string{row.SchoolCode}, apply: change})
	}
	if err := change(); err != nil {
		return err
	}
	if slices.Contains(indicator.ItemCodes[:], row.Indicator) {
		return a.reassessCounty(ctx, facts, row.RegionCode, row.Year)
	}
	return a.rejudge(ctx, facts, row.RegionCode, row.Year)
}

func attestationLine(row models.Attestation) models.AuditLine {
	return models.AuditLine{
		RegionCode: row.RegionCode, SchoolCode: row.SchoolCode, Subject: strconv.Itoa(row.Year) + " " + row.Indicator + " " + row.Subject,
	}
}

var conclusion = entry{"conclusion", workbook.SheetAttestations, "conclusion"}

// checkAttest brings an attestation's text to the form that it is kept in, and refuses what may not be attested.
func checkAttest(in *Attest) (warnings []Problem, err error) {
	rule, known := indicator.AttestationRuleOf(in.Indicator)
	var p problems
	switch {
	case !known || rule.IsVeto:
		p.add("UNKNOWN_INDICATOR", "indicator", "code", in.Indicator)
	case !rule.IsAttested:
		p.add("NOT_ATTESTED", "indicator", "code", in.Indicator)
	case in.SchoolCode != nil && !rule.IsBySchool:
		p.add("NOT_BY_SCHOOL", "schoolCode", "code", in.Indicator)
	case rule.IsSupplied:
		warnings, err = checkMonitoring(in)
	default:
		for _, given := range []struct {
			path string
			is   bool
		}{{"subject", in.Subject != nil}, {"level", in.StandardLevel != nil}, {"differenceRate", in.DifferenceRate != nil}} {
			if given.is {
				p.add("SUBJECT_NOT_ALLOWED", given.path)
			}
		}
	}
	return warnings, checks(p.err(), err, conclusion.optionalText(&in.Conclusion))
}

// checkMonitoring asks a subject, a level and a difference rate of the national monitoring.
func checkMonitoring(in *Attest) (warnings []Problem, err error) {
	of := func(key string) entry { return entry{key, workbook.SheetAttestations, key} }
	if in.Subject == nil {
		return nil, refuse("SUBJECT_REQUIRED", "subject")
	}
	warnings, err = judgeFindings(workbook.SheetAttestations, indicator.CheckMonitoring(indicator.Attestation{
		Subject: *in.Subject, StandardLevel: in.StandardLevel, DifferenceRate: in.DifferenceRate,
	}))
	return warnings, checks(err, of("subject").choice(*in.Subject), of("level").count(in.StandardLevel), of("differenceRate").decimal(in.DifferenceRate))
}

// checkVeto brings an answer's text to the form that it is kept in; an answer that is taken back has none.
func checkVeto(in *Veto) error {
	var p problems
	if rule, ok := indicator.AttestationRuleOf(in.Code); !ok || !rule.IsVeto {
		p.add("UNKNOWN_VETO", "code", "code", in.Code)
	}
	err := conclusion.optionalText(&in.Conclusion)
	if in.Answer == nil && in.Conclusion != nil {
		p.add("CONCLUSION_NOT_ALLOWED", "conclusion")
	}
	return checks(p.err(), err)
}
