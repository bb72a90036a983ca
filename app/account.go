package app

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

const maxUsername = 64

var usernames = regexp.MustCompile(`^[a-z0-9][a-z0-9._-]{2,63}$`)

// NewAccount describes an account to be made.
type NewAccount struct {
	Username   string
	Name       *string
	Role       models.Role
	RegionCode string   // bureau: its region; inspector: the region that keeps the account; school: may be empty, it is the school's
	SchoolCode *string  // school accounts
	Inspects   []string // inspectors; of a bureau at most its one region
	Password   *string  // nil: one is generated, which must be changed at the first sign-in
}

// CreateAccount makes an account and returns its generated password, which is not shown again; empty when one was given.
func (a *App) CreateAccount(ctx context.Context, v auth.Viewer, in NewAccount) (*models.Account, string, error) {
	if err := auth.Require(v, auth.CreateAccount); err != nil {
		return nil, "", err
	}
	row := models.Account{
		ID: newID(a.now()), Username: in.Username, Name: emptyToNil(in.Name), Role: in.Role, RegionCode: in.RegionCode,
		SchoolCode: in.SchoolCode, Inspects: in.Inspects, CreatedAt: a.now(), UpdatedAt: a.now(),
	}
	if err := checks(place(ctx, a.store.For(v), &row), checkName(in)); err != nil {
		return nil, "", err
	}
	password, err := a.setPassword(ctx, &row, in.Password)
	if err != nil {
		return nil, "", err
	}
	err = a.store.InTx(ctx, v, func(tx *store.Tx) error {
		taken := refuse("USERNAME_TAKEN", "username", "username", in.Username)
		switch _, err := tx.Unscoped().AccountByName(ctx, erasedName(in.Username)); {
		case err == nil: // somebody had the name: what that person did would be the new one's
			return taken
		case !errors.Is(err, store.ErrNotFound):
			return err
		}
		switch err := store.Add(ctx, tx.Facts(), row); {
		case errors.Is(err, store.ErrExists):
			return taken
		case err != nil:
			return err
		}
		return a.record(ctx, tx, auth.CreateAccount, accountLine(&row))
	})
	if err != nil {
		return nil, "", err // the password opens nothing
	}
	return &row, password, nil
}

// setPassword hashes the password, or a generated one, which it returns.
func (a *App) setPassword(ctx context.Context, row *models.Account, chosen *string) (generated string, err error) {
	if chosen == nil {
		generated = auth.GeneratePassword()
		row.MustChangePassword = true
		row.PasswordHash, err = a.hasher.Hash(ctx, generated)
		return generated, err
	}
	if err := checkPassword("password", *chosen, row.Username, ""); err != nil {
		return "", err
	}
	row.PasswordHash, err = a.hasher.Hash(ctx, *chosen)
	return "", err
}

// place checks that the account's regions and school are the viewer's to give, and fills in what follows from them. What a
// role has no use for is refused, never dropped.
func place(ctx context.Context, scope *store.Scoped, row *models.Account) error {
	var p problems
	row.Inspects = onceEach(row.Inspects)
	if row.SchoolCode != nil && row.Role != models.Clerk {
		p.add("SCHOOL_NOT_ALLOWED", "schoolCode")
	}
	switch row.Role {
	case models.Bureau:
		if len(row.Inspects) > 1 {
			p.add("ONE_REGION", "regionCodes")
		}
		if row.RegionCode == "" {
			p.add("REGION_REQUIRED", "regionCodes")
		}
	case models.Inspector:
		if len(row.Inspects) == 0 {
			p.add("REGION_REQUIRED", "regionCodes")
		}
	case models.Clerk:
		if len(row.Inspects) > 0 {
			p.add("REGION_NOT_ALLOWED", "regionCodes")
		}
		if row.SchoolCode == nil {
			p.add("SCHOOL_REQUIRED", "schoolCode")
			break
		}
		school, err := scope.School(ctx, *row.SchoolCode)
		if err != nil {
			return missing(err, "UNKNOWN_SCHOOL", "schoolCode", *row.SchoolCode)
		}
		row.RegionCode = school.RegionCode
	default:
		p.add("CHOICE_INVALID", "role", "key", "role")
	}
	if len(p) > 0 {
		return p.err()
	}
	if row.Inspects == nil || row.Role != models.Inspector {
		row.Inspects = []string{}
	}
	codes := onceEach(append([]string{row.RegionCode}, row.Inspects...))
	seen, err := scope.RegionsByCode(ctx, codes)
	if err != nil {
		return err
	}
	for _, code := range codes {
		isNation := code == models.NationCode && slices.Contains(scope.Viewer().RegionCodes, code)
		if !isNation && !slices.ContainsFunc(seen, func(r *models.Region) bool { return r.Code == code }) {
			p.add("UNKNOWN_REGION", "regionCodes", "code", code)
		}
	}
	return p.err()
}

// onceEach leaves out what stood in the list before.
func onceEach(codes []string) []string {
	known := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(codes), func(code string) bool {
		defer func() { known[code] = true }()
		return known[code]
	})
}

func checkName(in NewAccount) error {
	var p problems
	if !usernames.MatchString(in.Username) || isErased(in.Username) {
		p.add("USERNAME_INVALID", "username")
	}
	return errors.Join(p.err(), checkPersonal("username", in.Username), checkText("name", in.Name, maxText))
}

// AccountChange says what changes about an account; nil stays.
type AccountChange struct {
	Username   string  // of the account to change; user names stay
	Name       *string // empty clears it
	IsDisabled *bool
	RegionCode *string
	SchoolCode *string // empty clears it, which a school account refuses
	Inspects   []string
	Emptied    []string // fields that were to be empty and may not
}

// UpdateAccount changes an account of the viewer's regions. Disabling one ends its sessions at once.
func (a *App) UpdateAccount(ctx context.Context, v auth.Viewer, in AccountChange) (*models.Account, error) {
	if err := auth.Require(v, auth.UpdateAccount); err != nil {
		return nil, err
	}
	if err := checks(keptFull(in.Emptied), checkText("name", in.Name, maxText)); err != nil {
		return nil, err
	}
	var row *models.Account
	err := a.store.InTx(ctx, v, func(tx *store.Tx) error {
		var err error
		if row, err = kept(ctx, tx, in.Username); err != nil {
			return err
		}
		if row.ID == v.AccountID && (in.IsDisabled != nil || in.RegionCode != nil || in.Inspects != nil) {
			return refuse("ACCOUNT_IS_OWN", "username")
		}
		before := *row
		in.apply(row)
		if err := place(ctx, tx.Scoped, row); err != nil {
			return err
		}
		if row.IsDisabled {
			if err := a.endSessions(ctx, tx, row.ID); err != nil {
				return err
			}
		}
		row.UpdatedAt = a.now()
		_, err = tx.UpdateAccount(ctx, row.ID, map[string]any{
			"name": row.Name, "is_disabled": row.IsDisabled, "region_code": row.RegionCode, "school_code": row.SchoolCode,
			"inspects": store.JSON(row.Inspects), "updated_at": row.UpdatedAt,
		})
		if err != nil {
			return err
		}
		line := accountLine(row)
		changedRights(line.Details, &before, row)
		return a.record(ctx, tx, auth.UpdateAccount, line)
	})
	if err != nil {
		return nil, err
	}
	return row, nil
}

func (c AccountChange) apply(row *models.Account) {
	if c.Name != nil {
		row.Name = emptyToNil(c.Name)
	}
	if c.IsDisabled != nil {
		row.IsDisabled = *c.IsDisabled
	}
	if c.RegionCode != nil {
		row.RegionCode = *c.RegionCode
	}
	if c.SchoolCode != nil {
		row.SchoolCode = emptyToNil(c.SchoolCode)
	}
	if c.Inspects != nil {
		row.Inspects = c.Inspects
	}
}

// kept is an account that the viewer keeps, locked. One that sees regions which the viewer does not is not the viewer's to
// keep: whoever resets its password could sign in as it.
func kept(ctx context.Context, tx *store.Tx, username string) (*models.Account, error) {
	row, err := tx.LockAccount(ctx, username)
	if err != nil {
		return nil, missing(err, "UNKNOWN_ACCOUNT", "username", username)
	}
	for _, code := range row.Inspects {
		if !tx.SeesRegion(code) {
			return nil, refuse("UNKNOWN_ACCOUNT", "username", "code", username)
		}
	}
	return row, nil
}

// changedRights say in the audit log from what to what an account's rights went. That its name changed is said, not how.
func changedRights(details map[string]string, before, after *models.Account) {
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	for key, change := range map[string][2]string{
		"region":     {before.RegionCode, after.RegionCode},
		"school":     {text(before.SchoolCode), text(after.SchoolCode)},
		"inspects":   {strings.Join(before.Inspects, ","), strings.Join(after.Inspects, ",")},
		"isDisabled": {strconv.FormatBool(before.IsDisabled), strconv.FormatBool(after.IsDisabled)},
	} {
		if change[0] != change[1] {
			details[key] = change[0] + " -> " + change[1]
		}
	}
	if text(before.Name) != text(after.Name) {
		details["name"] = "changed"
	}
}

func accountLine(a *models.Account) models.AuditLine {
	line := models.AuditLine{RegionCode: a.RegionCode, Subject: a.ID, Details: map[string]string{"username": a.Username, "role": string(a.Role)}}
	if a.SchoolCode != nil {
		line.SchoolCode = *a.SchoolCode
	}
	return line
}
