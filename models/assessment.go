package models

import (
	"strings"
	"time"

	"github.com/junheng/junheng/indicator"
)

// SchoolAssessment is one unit, a stage of a school in a year, judged under one edition. The row is wide and repeats
// what it is filtered and sorted on, so that looking across thousands of units is one table and no join.
type SchoolAssessment struct {
	Year       int             `gorm:"primaryKey;autoIncrement:false"`
	Edition    string          `gorm:"primaryKey"`
	RegionCode string          `gorm:"primaryKey"`
	Stage      indicator.Stage `gorm:"primaryKey"`
	SchoolCode string          `gorm:"primaryKey"`

	Name       string // of the school, here and below
	NameSort   []byte
	Kind       indicator.SchoolKind
	Organizer  int
	Ownership  indicator.Ownership
	Locale     indicator.Locale
	IsBoarding bool
	BuiltYear  *int
	Group      *string `gorm:"column:group_name"`

	Students int
	Verdict  indicator.Verdict
	MetCount int
	Relaxed  string     // indicator codes met only by a relaxation, separated by spaces
	R1       UnitResult `gorm:"embedded;embeddedPrefix:r1_"`
	R2       UnitResult `gorm:"embedded;embeddedPrefix:r2_"`
	R3       UnitResult `gorm:"embedded;embeddedPrefix:r3_"`
	R4       UnitResult `gorm:"embedded;embeddedPrefix:r4_"`
	R5       UnitResult `gorm:"embedded;embeddedPrefix:r5_"`
	R6       UnitResult `gorm:"embedded;embeddedPrefix:r6_"`
	R7       UnitResult `gorm:"embedded;embeddedPrefix:r7_"`
}

// UnitResult is one R indicator of a unit.
type UnitResult struct {
	Status     indicator.Status
	Value      *float64           // nil when NOT_COMPUTABLE
	Attainment *float64           // value / threshold
	Shortfall  *indicator.Decimal // in the amount's own unit; nil when NOT_COMPUTABLE
	Display    *string            // rounded from the exact quotient
	Reason     *indicator.Reason  // why NOT_COMPUTABLE
}

// Result is the result of the R indicator with this index.
func (a *SchoolAssessment) Result(index int) *UnitResult {
	return [...]*UnitResult{&a.R1, &a.R2, &a.R3, &a.R4, &a.R5, &a.R6, &a.R7}[index]
}

// Relaxations are the codes of the indicators that are met only by a relaxation.
func (a *SchoolAssessment) Relaxations() []string { return strings.Fields(a.Relaxed) }

// SchoolStanding is how a whole school stands in the items of level SCHOOL under one edition, or why it is not assessed.
type SchoolStanding struct {
	Year       int              `gorm:"primaryKey;autoIncrement:false"`
	Edition    string           `gorm:"primaryKey"`
	RegionCode string           `gorm:"primaryKey"`
	SchoolCode string           `gorm:"primaryKey"`
	Excluded   indicator.Reason // empty for schools that have a unit
	G3         indicator.Status
	G4         indicator.Status
	G5         indicator.Status
	G6         indicator.Status
	G9         indicator.Status
	G12        indicator.Status
	G13        indicator.Status
	Q3         indicator.Status
	Q4         indicator.Status
	Q6         indicator.Status
}

// Item is the status of the school item with this index.
func (s *SchoolStanding) Item(index int) *indicator.Status {
	return [...]*indicator.Status{&s.G3, &s.G4, &s.G5, &s.G6, &s.G9, &s.G12, &s.G13, &s.Q3, &s.Q4, &s.Q6}[index]
}

// CountyAssessment is a county judged in one year under one edition.
type CountyAssessment struct {
	RegionCode string `gorm:"primaryKey"`
	Year       int    `gorm:"primaryKey;autoIncrement:false"`
	Edition    string `gorm:"primaryKey"`
	Verdict    indicator.Verdict
	Result     indicator.CountyAssessment `gorm:"serializer:json"`
	Version    int                        // counts recomputations, so that watchers of any process see a change
	ComputedAt time.Time
}

// CountyTally is the exact sum of a county's school assessments, from which the county is judged anew after each change.
type CountyTally struct {
	RegionCode string `gorm:"primaryKey"`
	Year       int    `gorm:"primaryKey;autoIncrement:false"`
	Edition    string `gorm:"primaryKey"`
	Sums       []byte // indicator.Tally
}
