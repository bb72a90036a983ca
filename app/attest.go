package app

import (
	"context"
	"errors"
	"slices"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// maxConclusion bounds what an attestation says, in characters.
const maxConclusion = 2000

// Subjects are those of the national monitoring, Q9.
var Subjects = []string{"语文", "数学", "科学", "体育", "艺术", "德育"}

// Attest says that an item is met or not.
type Attest struct {
	RegionCode     string
	Year           int
	Indicator      string
	SchoolCode     *string // nil: the county's own claim
	Met            bool
	Conclusion     *string
	Subject        *string // Q9 only
	StandardLevel  *int    // Q9 only
	DifferenceRate *indicator.Decimal
}

// AttestIndicator stores a claim and brings the results up to date: the school's when it is a school's, all schools' when the
// county speaks for those without a claim of their own, else the county's alone.
func (a *App) AttestIndicator(ctx context.Context, v auth.Viewer, in Attest) (*models.Attestation, error) {
	if err := auth.Require(v, auth.AttestIndicator); err != nil {
		return nil, err
	}
	if err := checks(a.checkCounty(ctx, v, in.RegionCode), a.checkYear(in.Year, "year"), checkClaim(in)); err != nil {
		return nil, err
	}
	return a.attest(ctx, v, auth.AttestIndicator, in)
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
	if err := checks(a.checkCounty(ctx, v, in.RegionCode), a.checkYear(in.Year, "year"), checkVeto(in.Code), checkText("conclusion", in.Conclusion, maxConclusion)); err != nil {
		return err
	}
	if in.Answer != nil {
		_, err := a.attest(ctx, v, auth.AnswerVeto, Attest{
			RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Code, Met: !*in.Answer, Conclusion: in.Conclusion,
		})
		return err
	}
	return a.in(ctx, v, []string{in.RegionCode}, func(tx *store.Tx) error {
		if err := tx.DeleteAttestation(ctx, models.Attestation{RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Code}); err != nil {
			return err
		}
		if err := a.rejudge(ctx, tx.Facts(), in.RegionCode, in.Year); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.AnswerVeto, models.AuditLine{RegionCode: in.RegionCode, Subject: strconv.Itoa(in.Year) + " " + in.Code})
	})
}

func (a *App) attest(ctx context.Context, v auth.Viewer, action auth.Action, in Attest) (*models.Attestation, error) {
	row := models.Attestation{
		RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Indicator, Met: in.Met, Conclusion: emptyToNil(in.Conclusion),
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
		keep := func() error { return store.Keep(ctx, tx.Facts(), []models.Attestation{row}) }
		var err error
		switch {
		case row.SchoolCode != "":
			school, found := tx.School(ctx, row.SchoolCode)
			if found != nil {
				return missing(found, "UNKNOWN_SCHOOL", "schoolCode", row.SchoolCode)
			}
			if school.RegionCode != in.RegionCode {
				return refuse("UNKNOWN_SCHOOL", "schoolCode", "code", row.SchoolCode)
			}
			err = a.change(ctx, tx.Facts(), edit{region: in.RegionCode, years: []int{in.Year}, schools: []string{row.SchoolCode}, apply: keep})
		case slices.Contains(indicator.ItemCodes[:], in.Indicator):
			if err = keep(); err == nil {
				err = a.reassessCounty(ctx, tx.Facts(), in.RegionCode, in.Year)
			}
		default:
			if err = keep(); err == nil {
				err = a.rejudge(ctx, tx.Facts(), in.RegionCode, in.Year)
			}
		}
		if err != nil {
			return err
		}
		return a.record(ctx, tx, action, models.AuditLine{
			RegionCode: in.RegionCode, SchoolCode: row.SchoolCode, Subject: strconv.Itoa(in.Year) + " " + in.Indicator + " " + row.Subject,
			Details: map[string]string{"met": strconv.FormatBool(in.Met)},
		})
	})
	if err != nil {
		return nil, err
	}
	return &row, nil
}

func checkClaim(in Attest) error {
	var p problems
	ind := lookupIndicator(in.Indicator)
	switch {
	case ind == nil:
		p.add("UNKNOWN_INDICATOR", "indicator", "code", in.Indicator)
	case ind.Kind == indicator.Computed:
		p.add("NOT_ATTESTED", "indicator", "code", in.Indicator)
	case in.SchoolCode != nil && ind.Level != indicator.LevelSchool:
		p.add("NOT_BY_SCHOOL", "schoolCode", "code", in.Indicator)
	case ind.Kind == indicator.Supplied:
		if in.Subject == nil || !slices.Contains(Subjects, *in.Subject) || in.StandardLevel == nil || *in.StandardLevel < 1 ||
			*in.StandardLevel > 4 || in.DifferenceRate == nil || *in.DifferenceRate < 0 || *in.DifferenceRate > indicator.MaxDecimal {
			p.add("SUBJECT_REQUIRED", "subject")
		}
	case in.Subject != nil || in.StandardLevel != nil || in.DifferenceRate != nil:
		p.add("SUBJECT_NOT_ALLOWED", "subject")
	}
	return errors.Join(p.err(), checkText("conclusion", in.Conclusion, maxConclusion))
}

// lookupIndicator finds an indicator in any edition.
func lookupIndicator(code string) *indicator.Indicator {
	for _, e := range indicator.Editions() {
		if ind, ok := e.Indicator(code); ok {
			return ind
		}
	}
	return nil
}

func checkVeto(code string) error {
	for _, e := range indicator.Editions() {
		for _, veto := range e.Vetoes {
			if veto.Code == code {
				return nil
			}
		}
	}
	return refuse("UNKNOWN_VETO", "code", "code", code)
}
