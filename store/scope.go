package store

import (
	"context"
	"reflect"
	"strings"

	"gorm.io/gorm"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
)

// Scoped is the store as one viewer sees it. Every query starts from base, which adds the viewer's rows as a WHERE.
type Scoped struct {
	store  *Store
	db     *gorm.DB
	viewer auth.Viewer
}

// For is the store as the viewer sees it. The zero viewer sees nothing.
func (s *Store) For(v auth.Viewer) *Scoped { return &Scoped{store: s, db: s.read, viewer: v} }

// Viewer is who sees this.
func (s *Scoped) Viewer() auth.Viewer { return s.viewer }

// rule tells by which columns a table's rows belong to regions, schools and accounts.
type rule struct {
	region  string // the row belongs to this region
	school  string // ... and, for school accounts, to this school; empty: the whole county sees it
	orOwn   bool   // school accounts also see rows of the county that name no school
	account string // the row belongs to this account
	bureau  bool   // bureaus see rows of their regions; others only their own account's
}

// rules name every table that a viewer may read. A table that is not here has no rows for anybody.
var rules = map[reflect.Type]rule{
	reflect.TypeFor[models.Region]():           {region: "code"},
	reflect.TypeFor[models.School]():           {region: "region_code", school: "code"},
	reflect.TypeFor[models.SchoolYear]():       {region: "region_code", school: "school_code"},
	reflect.TypeFor[models.Teacher]():          {region: "region_code", school: "school_code"},
	reflect.TypeFor[models.Attestation]():      {region: "region_code", school: "school_code", orOwn: true},
	reflect.TypeFor[models.OddityReview]():     {region: "region_code", school: "school_code"},
	reflect.TypeFor[models.SchoolAssessment](): {region: "region_code", school: "school_code"},
	reflect.TypeFor[models.SchoolStanding]():   {region: "region_code", school: "school_code"},
	reflect.TypeFor[models.CountyYear]():       {region: "region_code"},
	reflect.TypeFor[models.FundingYear]():      {region: "region_code"},
	reflect.TypeFor[models.CountyAssessment](): {region: "region_code"},
	reflect.TypeFor[models.Account]():          {region: "region_code", account: "id", bureau: true},
	reflect.TypeFor[models.Import]():           {region: "region_code", account: "account_id", bureau: true},
	reflect.TypeFor[models.AuditLine]():        {region: "region_code", account: "account_id", bureau: true},
	reflect.TypeFor[models.Upload]():           {account: "account_id"},
}

// base is the query of the T that the viewer may see. It is the only place where rows are given to viewers.
func base[T any](ctx context.Context, s *Scoped) *gorm.DB {
	r, ok := rules[reflect.TypeFor[T]()]
	c := nothing
	if ok {
		c = r.rows(s.viewer)
	}
	return s.db.WithContext(ctx).Model(new(T)).Where(c.expr())
}

// rows is the condition of the viewer's rows.
func (r rule) rows(v auth.Viewer) condition {
	if !v.IsSignedIn() || v.IsHeldBack() { // somebody else has seen the password, or may have
		return nothing
	}
	if r.account != "" {
		own := where(r.account+" = ?", v.AccountID)
		if r.bureau && v.Role == models.Bureau {
			return either(own, inRegions(r.region, v.RegionCodes))
		}
		return own
	}
	switch v.Role {
	case models.Bureau, models.Inspector:
		return inRegions(r.region, v.RegionCodes)
	case models.Clerk:
		county := inRegions(r.region, v.RegionCodes)
		switch {
		case !models.IsSchoolCode(v.SchoolCode):
			return nothing
		case r.school == "":
			return county
		case r.orOwn:
			return both(county, where(r.school+" IN ('', ?)", v.SchoolCode))
		}
		return where(r.school+" = ?", v.SchoolCode)
	}
	return nothing
}

// inRegions is true for rows of the subtrees of these regions.
func inRegions(column string, roots []string) condition {
	var alternatives []condition
	for _, root := range roots {
		switch low, high := models.Range(root); low {
		case "":
		case high:
			alternatives = append(alternatives, where(column+" = ?", low))
		default:
			alternatives = append(alternatives, where(column+" BETWEEN ? AND ?", low, high))
		}
	}
	return either(alternatives...)
}

// SeesRegion tells whether the county is among the viewer's.
func (s *Scoped) SeesRegion(code string) bool {
	if !s.viewer.IsSignedIn() || s.viewer.IsHeldBack() || !models.IsRegionCode(code) {
		return false
	}
	for _, root := range s.viewer.RegionCodes {
		if models.Within(code, strings.TrimSpace(root)) {
			return true
		}
	}
	return false
}
