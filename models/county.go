package models

import (
	"time"

	"github.com/junheng/junheng/indicator"
)

// CountyYear is what a county reported for one year beside its schools.
type CountyYear struct {
	RegionCode              string `gorm:"primaryKey"`
	Year                    int    `gorm:"primaryKey;autoIncrement:false"`
	indicator.CountyFigures `gorm:"embedded"`
	Version                 int
	UpdatedAt               time.Time `gorm:"autoUpdateTime:false"`
}

// FundingYear is a county's money for education in one fiscal year.
type FundingYear struct {
	RegionCode            string             `gorm:"primaryKey"`
	FiscalYear            int                `gorm:"primaryKey;autoIncrement:false"`
	GeneralBudgetSpend    indicator.Decimal  // 10,000 yuan
	RecurrentRevenue      *indicator.Decimal // 10,000 yuan
	OperatingQuotaPrimary indicator.Decimal  // yuan a pupil
	OperatingQuotaJunior  indicator.Decimal  // yuan a pupil
	BoardingSupplement    *indicator.Decimal // yuan a boarder
	SpecialFunds          *indicator.Decimal // 10,000 yuan
	Version               int
	UpdatedAt             time.Time `gorm:"autoUpdateTime:false"`
}

// Facts is the funding year as the engine takes it.
func (f FundingYear) Facts() indicator.FundingYear {
	return indicator.FundingYear{
		FiscalYear: f.FiscalYear, GeneralBudgetSpend: f.GeneralBudgetSpend, RecurrentRevenue: f.RecurrentRevenue,
		OperatingQuotaPrimary: f.OperatingQuotaPrimary, OperatingQuotaJunior: f.OperatingQuotaJunior,
		BoardingSupplement: f.BoardingSupplement, SpecialFunds: f.SpecialFunds,
	}
}

// FundingYearOf is a county's funding year as it is kept, without version and time.
func FundingYearOf(region string, f indicator.FundingYear) FundingYear {
	return FundingYear{
		RegionCode: region, FiscalYear: f.FiscalYear, GeneralBudgetSpend: f.GeneralBudgetSpend, RecurrentRevenue: f.RecurrentRevenue,
		OperatingQuotaPrimary: f.OperatingQuotaPrimary, OperatingQuotaJunior: f.OperatingQuotaJunior,
		BoardingSupplement: f.BoardingSupplement, SpecialFunds: f.SpecialFunds,
	}
}

// Attestation is a claim 佐证 for an item of a county or a school, an answer to a veto question, or one subject of Q9.
type Attestation struct {
	RegionCode     string `gorm:"primaryKey"`
	Year           int    `gorm:"primaryKey;autoIncrement:false"`
	SchoolCode     string `gorm:"primaryKey"` // empty for the county's own
	Indicator      string `gorm:"primaryKey"` // indicator code, or V1-V6
	Subject        string `gorm:"primaryKey"` // Q9 only, else empty
	Met            bool   // for a veto: it did not happen
	Conclusion     *string
	StandardLevel  *int               // Q9 only, 1-4
	DifferenceRate *indicator.Decimal // Q9 only, 0.12 is 12 %
	UpdatedAt      time.Time          `gorm:"autoUpdateTime:false"`
}

// Facts is the attestation as the engine takes it.
func (a Attestation) Facts() indicator.Attestation {
	return indicator.Attestation{
		SchoolCode: a.SchoolCode, Indicator: a.Indicator, Met: a.Met, Conclusion: text(a.Conclusion), Subject: a.Subject,
		StandardLevel: a.StandardLevel, DifferenceRate: a.DifferenceRate,
	}
}

// AttestationOf is a claim in a county and year as it is kept, without its time.
func AttestationOf(region string, year int, a indicator.Attestation) Attestation {
	return Attestation{
		RegionCode: region, Year: year, SchoolCode: a.SchoolCode, Indicator: a.Indicator, Subject: a.Subject, Met: a.Met,
		Conclusion: optional(a.Conclusion), StandardLevel: a.StandardLevel, DifferenceRate: a.DifferenceRate,
	}
}
