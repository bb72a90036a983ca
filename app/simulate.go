package app

import (
	"context"
	"slices"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// maxChanges bounds one simulation.
const maxChanges = 200

// Simulate says what is to be tried.
type Simulate struct {
	RegionCode string
	Year       int
	Edition    string             // of the county as it is; empty for the one in force
	Under      string             // of the changed county; empty for the same
	Changes    []indicator.Change // made one after the other
}

// Simulated is a county as it is and as it would be. A school account gets of Schools its own alone.
type Simulated struct {
	RegionCode    string
	Year          int
	Before, After indicator.Evaluation
}

// Simulate evaluates a county as it is and once more with changes, and writes nothing. Who may read evaluations may simulate;
// a school account may change its own figures. A change that cannot be made is a problem of that change.
func (a *App) Simulate(ctx context.Context, v auth.Viewer, in Simulate) (*Simulated, error) {
	if err := auth.Require(v, auth.ReadEvaluation); err != nil {
		return nil, err
	}
	if len(in.Changes) > maxChanges {
		return nil, refuse("TOO_MANY_CHANGES", "changes", "most", strconv.Itoa(maxChanges))
	}
	if models.LevelOf(in.RegionCode) != models.County || !a.store.For(v).SeesRegion(in.RegionCode) {
		return nil, refuse("UNKNOWN_REGION", "regionCode", "code", in.RegionCode)
	}
	if err := a.checkYear(in.Year); err != nil {
		return nil, err
	}
	edition, under, err := simulatedEditions(in)
	if err != nil {
		return nil, err
	}
	if err := permittedChanges(v, in.Changes); err != nil {
		return nil, err
	}
	c, err := a.County(ctx, in.RegionCode, in.Year)
	if err != nil {
		return nil, err
	}
	changes, err := a.countRosters(ctx, c, in.Changes)
	if err != nil {
		return nil, err
	}
	changed, err := indicator.Apply(c, changes)
	if err != nil {
		return nil, changeProblem(c, in.Changes, err)
	}
	s := &Simulated{RegionCode: in.RegionCode, Year: in.Year, Before: edition.Evaluate(c), After: under.Evaluate(changed)}
	if v.Role == models.Clerk {
		indicator.HideSmallDisplays(s.Before.Results, c.Figures, c.HasFewDeaths(v.SchoolCode))
		indicator.HideSmallDisplays(s.After.Results, changed.Figures, changed.HasFewDeaths(v.SchoolCode))
	}
	for _, e := range [...]*indicator.Evaluation{&s.Before, &s.After} {
		e.Schools = slices.DeleteFunc(e.Schools, func(x indicator.SchoolAssessment) bool { return !seesSchool(v, x.School) })
	}
	return s, nil
}

// seesSchool tells whether the viewer sees the rows of a school in a county that it sees.
func seesSchool(v auth.Viewer, code string) bool {
	return v.Role != models.Clerk || code == v.SchoolCode
}

func simulatedEditions(in Simulate) (edition, under *indicator.Edition, err error) {
	if in.Edition == "" {
		in.Edition = indicator.DefaultEdition(in.RegionCode)
	}
	if in.Under == "" {
		in.Under = in.Edition
	}
	var wrong problems
	var known bool
	if edition, known = indicator.LookupEdition(in.Edition); !known {
		wrong.add("UNKNOWN_EDITION", "edition", "code", in.Edition)
	}
	if under, known = indicator.LookupEdition(in.Under); !known && in.Under != in.Edition {
		wrong.add("UNKNOWN_EDITION", "under", "code", in.Under)
	}
	return edition, under, wrong.err()
}

// permittedChanges refuses changes that are not exactly one thing, and keeps school accounts to the figures of their school:
// whatever else they name could tell of others.
func permittedChanges(v auth.Viewer, changes []indicator.Change) error {
	var wrong problems
	for i, c := range changes {
		switch {
		case c.Kind == "":
			wrong.add("CHANGE_NOT_ONE", changeField(i, c.Kind, ""))
		case v.Role == models.Clerk && (c.Kind != indicator.ChangeFigure || c.School != v.SchoolCode):
			wrong.add("ONLY_OWN_FIGURES", changeField(i, c.Kind, ""))
		}
	}
	return wrong.err()
}

// countRosters puts what the roster counts in the place of teacher figures that become unreported, as recording them would.
// Of schools that have merged no roster is known.
func (a *App) countRosters(ctx context.Context, c *indicator.County, changes []indicator.Change) ([]indicator.Change, error) {
	merged, kinds := map[string]bool{}, map[string]indicator.School{}
	var places []int
	var schools []string
	for i, change := range changes {
		merged[change.School] = merged[change.School] || change.Kind == indicator.ChangeMerge
		if isUncounted(change) && !merged[change.School] {
			places, schools = append(places, i), append(schools, change.School)
		}
	}
	if len(places) == 0 {
		return changes, nil
	}
	rosters, err := a.store.Facts().Rosters(ctx, c.Region.Code, c.Year, schools)
	if err != nil {
		return nil, err
	}
	for _, s := range c.Schools {
		kinds[s.School.Code] = s.School
	}
	counted := slices.Clone(changes)
	for _, i := range places {
		change := &counted[i]
		figures := indicator.RosterFigures(rosters[change.School], kinds[change.School])
		change.Value = figures.Figure(change.Key)
	}
	return counted, nil
}

// isUncounted tells whether a change takes back what is reported of teachers.
func isUncounted(c indicator.Change) bool {
	return c.Kind == indicator.ChangeFigure && c.Value == nil && slices.Contains(indicator.RosterKeys, c.Key)
}
