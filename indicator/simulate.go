package indicator

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// ChangeKind is what a Change does.
type ChangeKind string

// The kinds of change.
const (
	ChangeFigure ChangeKind = "FIGURE" // one figure of a school becomes Value; its enrolment is a figure like any other
	ChangeMove   ChangeKind = "MOVE"   // Count teachers of an indicator R1-R3 go from School to Into
	ChangeClose  ChangeKind = "CLOSE"  // School closes; its pupils go to Into where one is named, and nothing else does
	ChangeMerge  ChangeKind = "MERGE"  // School takes Into in, with all it has
)

// Change is one step of a simulation.
type Change struct {
	Kind      ChangeKind `json:"kind"`
	School    string     `json:"school"`              // code
	Into      string     `json:"into,omitempty"`      // code of the other school
	Key       string     `json:"key,omitempty"`       // FIGURE: key of the data dictionary
	Value     *Decimal   `json:"value,omitempty"`     // FIGURE: nil for not reported
	Indicator string     `json:"indicator,omitempty"` // MOVE: R1, R2 or R3
	Stage     Stage      `json:"stage,omitempty"`     // MOVE; empty where the two schools share one stage
	Count     int        `json:"count,omitempty"`     // MOVE: teachers
}

// Simulation is a county as it is and as it would be.
type Simulation struct {
	Before, After Evaluation
	Differences   []Difference
}

// Simulate evaluates the county as it is, and again with the changes made one after the other, under another edition
// where under is not nil. It leaves the county as it was. The error wraps ErrChange.
func (e *Edition) Simulate(c *County, changes []Change, under *Edition) (Simulation, error) {
	changed, err := Apply(c, changes)
	if err != nil {
		return Simulation{}, err
	}
	s := Simulation{Before: e.Evaluate(c), After: cmp.Or(under, e).Evaluate(changed)}
	s.Differences = Differences(&s.Before, &s.After)
	return s, nil
}

// Apply makes changes on a copy of the county. The error is a ChangeError.
func Apply(c *County, changes []Change) (*County, error) {
	changed := *c
	changed.Schools = slices.Clone(c.Schools)
	for i, change := range changes {
		if err := changed.apply(change); err != nil {
			if refusal, ok := errors.AsType[*ChangeError](err); ok {
				refusal.Index = i
			}
			return nil, err
		}
	}
	return &changed, nil
}

func (c *County) apply(change Change) error {
	school, err := c.own(change.School, "school")
	if err != nil {
		return err
	}
	var other *SchoolRecord
	if change.Into != "" {
		if other, err = c.own(change.Into, "into"); err != nil {
			return err
		}
		if other == school {
			return refused(ChangeSameSchool, "into", "school "+change.School+" stands on both sides", "code", change.School)
		}
	}
	switch change.Kind {
	case ChangeFigure:
		return school.Figures.set(change.Key, change.Value)
	case ChangeClose:
		if other != nil {
			err = takePupils(other, school)
		}
	case ChangeMove, ChangeMerge:
		if other == nil {
			return refused(ChangeNeedsOther, "into", "it needs two schools")
		}
		if change.Kind == ChangeMove {
			return moveTeachers(school, other, change)
		}
		err = mergeSchools(school, other)
	default:
		return refused(ChangeUnknownKind, "", fmt.Sprintf("%q is no kind of change", change.Kind), "kind", string(change.Kind))
	}
	if err != nil {
		return err
	}
	gone := change.School
	if change.Kind == ChangeMerge {
		gone = change.Into
	}
	c.Schools = slices.DeleteFunc(c.Schools, func(r SchoolRecord) bool { return r.School.Code == gone })
	return nil
}

// own finds a school and gives it figures of its own, so that writing them leaves the county that was copied alone.
func (c *County) own(code, field string) (*SchoolRecord, error) {
	for i := range c.Schools {
		r := &c.Schools[i]
		if r.School.Code != code {
			continue
		}
		if !r.School.IsOpenIn(c.Year) {
			return nil, refused(ChangeNotOpen, field, "school "+code+" is not open in the year", "code", code, "year", itoa(c.Year), "years", r.School.YearsOpen())
		}
		f := Figures{}
		if r.Figures != nil {
			f = *r.Figures
		}
		r.Figures = &f
		return r, nil
	}
	return nil, refused(ChangeUnknownSchool, field, "the county has no school "+code, "code", code)
}
