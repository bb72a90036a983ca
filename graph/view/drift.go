package view

import "github.com/junheng/junheng/indicator"

// BalanceDrift is how a coefficient came from its value of another year.
type BalanceDrift struct{ *indicator.Drift }

// FromYear is the year compared with.
func (d *BalanceDrift) FromYear() int { return d.From }

// SchoolDrift is one school's part in the change of a coefficient.
type SchoolDrift struct{ *indicator.SchoolDrift }
