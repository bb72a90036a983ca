package models

import (
	"time"

	"github.com/junheng/junheng/indicator"
)

// School is a school as it stands now; its yearly figures are SchoolYears.
type School struct {
	Code        string `gorm:"primaryKey"` // 学校标识码
	RegionCode  string `gorm:"<-:create"`  // county; never changes, as every row of the school carries it
	Name        string
	NameSort    []byte // pinyin collation key of Name, so that every database sorts alike
	Kind        indicator.SchoolKind
	Organizer   int                 // 举办者类型, 1-10
	Ownership   indicator.Ownership // follows from Organizer; kept to be filtered on
	Locale      indicator.Locale
	IsBoarding  bool
	BuiltYear   *int
	InDenseCore bool
	Group       *string `gorm:"column:group_name"` // education group; nil for none
	Address     *string
	Longitude   *indicator.Decimal // degrees, WGS 84
	Latitude    *indicator.Decimal // degrees, WGS 84
	FirstYear   *int               // first school year; nil for open since ever
	LastYear    *int               // last school year, included; nil for open without end
	UpdatedAt   time.Time          `gorm:"autoUpdateTime:false"`
}

// Facts is the school as the engine takes it.
func (s School) Facts() indicator.School {
	return indicator.School{
		Code: s.Code, Name: s.Name, RegionCode: s.RegionCode, Kind: s.Kind, Organizer: s.Organizer, Locale: s.Locale,
		IsBoarding: s.IsBoarding, BuiltYear: s.BuiltYear, InDenseCore: s.InDenseCore, Group: text(s.Group),
		Address: text(s.Address), Longitude: s.Longitude, Latitude: s.Latitude,
		FirstYear: s.FirstYear, LastYear: s.LastYear,
	}
}

// SchoolOf is a school as it is kept, without its sort key and time.
func SchoolOf(s indicator.School) School {
	return School{
		Code: s.Code, Name: s.Name, RegionCode: s.RegionCode, Kind: s.Kind, Organizer: s.Organizer, Ownership: s.Ownership(),
		Locale: s.Locale, IsBoarding: s.IsBoarding, BuiltYear: s.BuiltYear, InDenseCore: s.InDenseCore, Group: optional(s.Group),
		Address: optional(s.Address), Longitude: s.Longitude, Latitude: s.Latitude,
		FirstYear: s.FirstYear, LastYear: s.LastYear,
	}
}

// IsOpenIn tells whether the school exists in a school year.
func (s School) IsOpenIn(year int) bool { return s.Facts().IsOpenIn(year) }

// Stages are the compulsory stages that the school teaches.
func (s School) Stages() []indicator.Stage { return s.Kind.Stages() }

// SchoolYear is what a school reported for one school year.
type SchoolYear struct {
	SchoolCode        string `gorm:"primaryKey"`
	Year              int    `gorm:"primaryKey;autoIncrement:false"` // school year by its 1 September
	RegionCode        string `gorm:"<-:create"`
	indicator.Figures `gorm:"embedded"`
	Version           int       // counts changes from 1; a writer names the one it saw
	UpdatedAt         time.Time `gorm:"autoUpdateTime:false"`
}

func text(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// SchoolKinds are all kinds of school.
var SchoolKinds = []indicator.SchoolKind{
	indicator.KindPrimary, indicator.KindJunior, indicator.KindNineYear, indicator.KindTwelveYear, indicator.KindCompleteSecondary,
	indicator.KindTeachingPoint, indicator.KindSpecial, indicator.KindVocational,
}
