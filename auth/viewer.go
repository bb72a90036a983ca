// Package auth tells who asks and what they may do; which rows they see is the store's.
package auth

import (
	"errors"
	"time"

	"github.com/junheng/junheng/models"
)

// ErrUnauthenticated is returned where somebody has to be signed in.
var ErrUnauthenticated = errors.New("not signed in")

// ErrForbidden is returned for an action that the viewer's role may not do.
var ErrForbidden = errors.New("not allowed for this role")

// Viewer is who asks. The zero Viewer is nobody: no action and no row.
type Viewer struct {
	AccountID           string
	Username            string
	Name                string
	Role                models.Role
	RegionCodes         []string // roots of the subtrees seen; for a school account its county
	SchoolCode          string   // school accounts only
	MustChangePassword  bool     // may do nothing else before
	HasSecondFactor     bool     // signing in asks for a code
	MustSetSecondFactor bool     // may do nothing else before, but change the password
	SessionID           string   // empty for machines without a session
	ExpiresAt           time.Time
	RequestID           string
}

// IsSignedIn tells whether somebody is there.
func (v Viewer) IsSignedIn() bool { return v.AccountID != "" }

// IsHeldBack tells whether there is something that the viewer has to do before anything else, and sees no rows.
func (v Viewer) IsHeldBack() bool { return v.MustChangePassword || v.MustSetSecondFactor }

// SeesNames tells whether teachers' names are shown: to their own school and the bureau.
func (v Viewer) SeesNames() bool { return Allows(v.Role, ReadTeacherNames) }

// ViewerOf is the viewer an account signs in as.
func ViewerOf(a *models.Account) Viewer {
	v := Viewer{
		AccountID: a.ID, Username: a.Username, Role: a.Role, MustChangePassword: a.MustChangePassword, HasSecondFactor: a.HasSecondFactor,
	}
	if a.Name != nil {
		v.Name = *a.Name
	}
	v.RegionCodes = []string{a.RegionCode}
	switch a.Role {
	case models.Inspector:
		v.RegionCodes = a.Inspects
	case models.Clerk:
		v.RegionCodes, v.SchoolCode = []string{a.RegionCode}, ""
		if a.SchoolCode != nil {
			v.SchoolCode = *a.SchoolCode
		}
	}
	return v
}

// Operator is who works at the server's own command line: a bureau above all regions.
func Operator() Viewer {
	return Viewer{AccountID: "operator", Username: "operator", Role: models.Bureau, RegionCodes: []string{models.NationCode}}
}
