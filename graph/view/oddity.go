package view

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
	"github.com/junheng/junheng/store"
)

// OddityEdge is an oddity in a page.
type OddityEdge = Edge[app.Oddity]

// OddityWhere chooses oddities: all that are given must hold.
type OddityWhere struct {
	School *string
	Kind   []indicator.OddityKind
	State  []app.OddityState
}

func (w *OddityWhere) holds(o *app.Oddity) bool {
	return w == nil || (w.School == nil || *w.School == o.School) && (w.Kind == nil || slices.Contains(w.Kind, o.Kind)) &&
		(w.State == nil || slices.Contains(w.State, o.State()))
}

// OddityConnection is a page of a county's oddities, with counts of all of them.
type OddityConnection struct {
	*Connection[app.Oddity]
	OpenCount, ExplainedCount, ReviewedCount int
	ExpiredReviews                           []*models.OddityReview
	HasYearBefore                            bool
}

// OddityPage is one page of those that the filter chooses.
func OddityPage(found *app.CountyOddities, w *OddityWhere, p store.Page) (*OddityConnection, error) {
	c := &OddityConnection{ExpiredReviews: found.Expired, HasYearBefore: found.HasBefore}
	var chosen []*app.Oddity
	for _, o := range found.Oddities {
		switch o.State() {
		case app.OddityOpen:
			c.OpenCount++
		case app.OddityExplained:
			c.ExplainedCount++
		case app.OddityReviewed:
			c.ReviewedCount++
		}
		if w.holds(o) {
			chosen = append(chosen, o)
		}
	}
	list, err := store.PageOf("oddities", chosen, oddityPlace, p)
	if err != nil {
		return nil, err
	}
	c.Connection = Connect(list, counted(len(chosen)))
	return c, nil
}

// oddityPlace sorts by school, most likely first.
func oddityPlace(o *app.Oddity) string {
	return fmt.Sprintf("%s %.3f %s", o.School, 2-o.Confidence, o.Fingerprint)
}

// OddityID is the id of an oddity; it goes when the figures change.
func OddityID(o *app.Oddity) string {
	return id("Oddity", o.School, strconv.Itoa(o.Year), o.Fingerprint)
}

// OddityStage is the stage of an oddity's figures; nil where they belong to the whole school.
func OddityStage(o *app.Oddity) *indicator.Stage {
	if o.Stage != indicator.Primary && o.Stage != indicator.Junior {
		return nil
	}
	return &o.Stage
}
