package workbook

import "github.com/junheng/junheng/indicator"

// Book holds the facts of a county workbook or a school form.
type Book struct {
	Schools      []indicator.School
	SchoolYears  []SchoolYear
	CountyYears  []CountyYear
	FundingYears []FundingYear
	Teachers     []Teacher
	Attestations []Attestation

	origins [originKinds][]origin // of the rows above, by their index; empty for a Book that was not read from a file
}

// SchoolYear is what a school reported for one year.
type SchoolYear struct {
	Code    string
	Year    int // school year by its 1 September
	Figures indicator.Figures
}

// CountyYear is what a county reported for one year.
type CountyYear struct {
	RegionCode string
	RegionName string
	Year       int
	indicator.CountyFigures
}

// FundingYear is a county's money for education in one fiscal year.
type FundingYear struct {
	RegionCode string
	indicator.FundingYear
}

// Teacher is a teacher in one school year.
type Teacher struct {
	Year int
	indicator.Teacher
}

// Attestation is a claim for one school year.
type Attestation struct {
	RegionCode string
	Year       int
	indicator.Attestation
}
