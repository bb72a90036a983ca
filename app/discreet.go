package app

import (
	"slices"
	"strconv"

	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// hideOthers takes out of a county's trace what a school account may not see: other schools' codes and figures, and small
// counts of children, with the steps of the computation that would tell them.
func hideOthers(v auth.Viewer, t *indicator.Trace) {
	if v.Role != models.Clerk {
		return
	}
	if hasFewDeaths(v, t) {
		hideSteps(t)
	}
	t.Inputs = slices.DeleteFunc(t.Inputs, func(in indicator.TraceInput) bool { return in.School != "" && in.School != v.SchoolCode })
	isSmall := func(in indicator.TraceInput) bool {
		n, ok := wholeNumber(&in)
		return ok && in.School == "" && indicator.IsSmallCount(in.Key, n)
	}
	if !slices.ContainsFunc(t.Inputs, isSmall) {
		return
	}
	hideSteps(t)
	for i := range t.Inputs { // one count can be told from the others
		if t.Inputs[i].School == "" {
			t.Inputs[i].Value = nil
		}
	}
}

// hasFewDeaths tells whether a trace adds up deaths that are few, beside those of the viewer's own school, which it knows.
func hasFewDeaths(v auth.Viewer, t *indicator.Trace) bool {
	sum, isThere := 0, false
	for i := range t.Inputs {
		if in := &t.Inputs[i]; in.Key == "deaths" && in.School != v.SchoolCode {
			n, _ := wholeNumber(in)
			sum, isThere = sum+n, true
		}
	}
	return isThere && sum < indicator.SmallCount
}

func wholeNumber(in *indicator.TraceInput) (int, bool) {
	if in.Value == nil {
		return 0, false
	}
	n, err := strconv.Atoi(*in.Value)
	return n, err == nil
}

func hideSteps(t *indicator.Trace) { t.Steps, t.Result, t.Display = []indicator.TraceStep{}, nil, "" }
