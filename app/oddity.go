package app

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
	"github.com/junheng/junheng/workbook"
)

// maxReason bounds why an odd figure is right, in characters.
const maxReason = 500

// OddityState tells how far an oddity is looked at.
type OddityState string

// The states of an oddity.
const (
	OddityOpen      OddityState = "OPEN"      // nobody said anything
	OddityExplained OddityState = "EXPLAINED" // the school gave a reason
	OddityReviewed  OddityState = "REVIEWED"  // the bureau found the figures right
)

// Oddity is an odd figure of a school with what is remembered of it.
type Oddity struct {
	indicator.Oddity
	RegionCode string
	Year       int
	Review     *models.OddityReview // nil where nobody looked
	Expired    *models.OddityReview // said of the same figures before they, or last year's, changed; nil for none
}

// State is OPEN without a review, else who gave it.
func (o *Oddity) State() OddityState {
	switch {
	case o.Review == nil:
		return OddityOpen
	case o.Review.Role == models.Clerk:
		return OddityExplained
	}
	return OddityReviewed
}

// CountyOddities are the oddities of a county's year within a viewer's scope.
type CountyOddities struct {
	Oddities  []*Oddity
	Expired   []*models.OddityReview // that speak for no oddity any more: their figures have changed
	HasBefore bool                   // some school of the viewer's county reported the year before
}

// Oddities finds what is odd in a county's year. A county that the viewer does not see has none; a school account gets those of
// its own school, and does not learn which other school has the same figures.
func (a *App) Oddities(ctx context.Context, v auth.Viewer, region string, year int) (*CountyOddities, error) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, err
	}
	out := &CountyOddities{}
	if models.LevelOf(region) != models.County || !a.store.For(v).SeesRegion(region) {
		return out, nil
	}
	now, err := a.schoolsOf(ctx, region, year)
	if err != nil {
		return nil, err
	}
	before, err := a.schoolsOf(ctx, region, year-1)
	if err != nil {
		return nil, err
	}
	reviews, err := a.store.For(v).OddityReviews(ctx, region, year)
	if err != nil {
		return nil, err
	}
	out.HasBefore = slices.ContainsFunc(before.Schools, func(s indicator.SchoolRecord) bool { return s.Figures != nil })
	said := map[string]*models.OddityReview{}
	for _, r := range reviews {
		said[r.Fingerprint] = r
	}
	for _, o := range indicator.Oddities(now, before) {
		if !seesSchool(v, o.School) {
			continue
		}
		if v.Role == models.Clerk {
			o.Other = ""
		}
		out.Oddities = append(out.Oddities, &Oddity{Oddity: o, RegionCode: region, Year: year, Review: said[o.Fingerprint]})
		delete(said, o.Fingerprint)
	}
	for _, r := range reviews {
		if said[r.Fingerprint] != nil {
			out.expire(r)
		}
	}
	return out, nil
}

// schoolsOf is a county's year with nothing but its schools.
func (a *App) schoolsOf(ctx context.Context, region string, year int) (*indicator.County, error) {
	schools, err := a.store.Facts().Schools(ctx, region, year)
	c := &indicator.County{Schools: make([]indicator.SchoolRecord, len(schools))}
	for i, s := range schools {
		c.Schools[i] = s.Record
	}
	return c, err
}

// expire keeps a review of figures that have changed, and shows it at the oddity that took the place of its own.
func (c *CountyOddities) expire(r *models.OddityReview) {
	c.Expired = append(c.Expired, r)
	for _, o := range c.Oddities {
		if o.School == r.SchoolCode && len(r.FigureKeys) > 0 && slices.Contains(o.Keys, r.FigureKeys[0]) {
			o.Expired = r // the newest comes last
		}
	}
}

// ReviewOddity says that the figures of an oddity are right.
type ReviewOddity struct {
	SchoolCode  string
	Year        int
	Fingerprint string
	Reason      string
}

// ReviewOddity remembers why the figures of an oddity are right. A bureau settles it; a school explains its own, which the
// bureau may settle afterwards, but not the other way round.
func (a *App) ReviewOddity(ctx context.Context, v auth.Viewer, in ReviewOddity) (*Oddity, error) {
	if err := auth.Require(v, auth.ReviewOddity); err != nil {
		return nil, err
	}
	reason := workbook.Trim(in.Reason)
	if reason == "" {
		return nil, refuse("TEXT_REQUIRED", "reason", "key", "reason")
	}
	if err := checks(checkText("reason", &reason, maxReason), a.checkYear(in.Year)); err != nil {
		return nil, err
	}
	o, err := a.oddity(ctx, v, in.SchoolCode, in.Year, in.Fingerprint)
	if err != nil {
		return nil, err
	}
	row := models.OddityReview{
		RegionCode: o.RegionCode, Year: o.Year, SchoolCode: o.School, Fingerprint: o.Fingerprint, Kind: o.Kind, FigureKeys: o.Keys,
		Reason: reason, AccountID: v.AccountID, Username: v.Username, Role: v.Role,
	}
	err = a.in(ctx, v, []string{o.RegionCode}, func(tx *store.Tx) error {
		if err := maySettle(ctx, tx, v, row); err != nil {
			return err
		}
		row.UpdatedAt = a.now()
		if err := store.Keep(ctx, tx.Facts(), []models.OddityReview{row}); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.ReviewOddity, reviewLine(row))
	})
	if err != nil {
		return nil, err
	}
	o.Review = &row
	return o, nil
}

// WithdrawOddityReview takes back what was said of an oddity, also of one that is not found any more.
func (a *App) WithdrawOddityReview(ctx context.Context, v auth.Viewer, schoolCode string, year int, fingerprint string) error {
	if err := auth.Require(v, auth.WithdrawReview); err != nil {
		return err
	}
	school, err := a.store.For(v).School(ctx, schoolCode)
	if err != nil {
		return missing(err, "UNKNOWN_SCHOOL", "schoolCode", schoolCode)
	}
	row := models.OddityReview{RegionCode: school.RegionCode, Year: year, SchoolCode: schoolCode, Fingerprint: fingerprint}
	return a.in(ctx, v, []string{row.RegionCode}, func(tx *store.Tx) error {
		was, err := said(ctx, tx, row)
		if err != nil {
			return err
		}
		if was == nil {
			return refuse("UNKNOWN_REVIEW", "fingerprint")
		}
		if err := maySettle(ctx, tx, v, row); err != nil {
			return err
		}
		if err := tx.DeleteOddityReview(ctx, row); err != nil {
			return err
		}
		return a.record(ctx, tx, auth.WithdrawReview, reviewLine(*was))
	})
}

// oddity is one oddity of a school as it is now.
func (a *App) oddity(ctx context.Context, v auth.Viewer, schoolCode string, year int, fingerprint string) (*Oddity, error) {
	school, err := a.store.For(v).School(ctx, schoolCode)
	if err != nil {
		return nil, missing(err, "UNKNOWN_SCHOOL", "schoolCode", schoolCode)
	}
	found, err := a.Oddities(ctx, v, school.RegionCode, year)
	if err != nil {
		return nil, err
	}
	for _, o := range found.Oddities {
		if o.School == schoolCode && o.Fingerprint == fingerprint {
			return o, nil
		}
	}
	return nil, refuse("UNKNOWN_ODDITY", "fingerprint")
}

// maySettle refuses a school that would change what the bureau said.
func maySettle(ctx context.Context, tx *store.Tx, v auth.Viewer, row models.OddityReview) error {
	was, err := said(ctx, tx, row)
	if err == nil && was != nil && was.Role != models.Clerk && v.Role == models.Clerk {
		return refuse("REVIEWED_BY_BUREAU", "fingerprint")
	}
	return err
}

// said is what is remembered of the oddity of row; nil for nothing.
func said(ctx context.Context, tx *store.Tx, row models.OddityReview) (*models.OddityReview, error) {
	reviews, err := tx.OddityReviews(ctx, row.RegionCode, row.Year)
	for _, r := range reviews {
		if r.SchoolCode == row.SchoolCode && r.Fingerprint == row.Fingerprint {
			return r, err
		}
	}
	return nil, err
}

func reviewLine(r models.OddityReview) models.AuditLine {
	return models.AuditLine{
		RegionCode: r.RegionCode, SchoolCode: r.SchoolCode, Subject: strconv.Itoa(r.Year) + " " + r.Fingerprint,
		Details: map[string]string{"kind": string(r.Kind), "keys": strings.Join(r.FigureKeys, ","), "reason": r.Reason},
	}
}
