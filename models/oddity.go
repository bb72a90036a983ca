package models

import (
	"time"

	"github.com/junheng/junheng/indicator"
)

// OddityReview is what somebody says who looked at an oddity 可疑数据 and found its figures right. It speaks for the values
// behind the fingerprint; once they change it is only remembered.
type OddityReview struct {
	RegionCode  string `gorm:"primaryKey"`
	Year        int    `gorm:"primaryKey;autoIncrement:false"`
	SchoolCode  string `gorm:"primaryKey"`
	Fingerprint string `gorm:"primaryKey"` // of indicator.Oddity
	Kind        indicator.OddityKind
	FigureKeys  []string `gorm:"serializer:json"` // of the figures concerned
	Reason      string   // why the figures are right, 1 to 500 characters
	AccountID   string   // who says so
	Username    string
	Role        Role      // BUREAU settles it, SCHOOL explains it
	UpdatedAt   time.Time `gorm:"autoUpdateTime:false"`
}
