package models

import (
	"time"

	"github.com/junheng/junheng/indicator"
)

// Teacher is one teacher in one year: a pseudonymous number, unique in the county, and what indicators use.
type Teacher struct {
	RegionCode         string  `gorm:"primaryKey"`
	Year               int     `gorm:"primaryKey;autoIncrement:false"`
	Code               string  `gorm:"primaryKey"`
	Name               *string // personal: only the own school and the bureau read it
	SchoolCode         string
	Stage              indicator.Stage // SENIOR is possible in combined schools
	Subject            string
	Degree             indicator.Degree
	BackboneLevel      indicator.BackboneLevel
	IsFullTime         bool
	IsCertified        bool
	TrainingHours      *indicator.Decimal // hours in five years
	IsRotationEligible *bool
	RotatedFrom        *string   // code of the school rotated from this year
	UpdatedAt          time.Time `gorm:"autoUpdateTime:false"`
}

// Facts is the teacher as the engine takes it.
func (t Teacher) Facts() indicator.Teacher {
	return indicator.Teacher{
		Code: t.Code, Name: text(t.Name), SchoolCode: t.SchoolCode, Stage: t.Stage, Subject: t.Subject, Degree: t.Degree,
		BackboneLevel: t.BackboneLevel, IsFullTime: t.IsFullTime, IsCertified: t.IsCertified, TrainingHours: t.TrainingHours,
		IsRotationEligible: t.IsRotationEligible, RotatedFrom: text(t.RotatedFrom),
	}
}

// TeacherOf is a teacher of a county in a year as it is kept, without its time.
func TeacherOf(region string, year int, t indicator.Teacher) Teacher {
	return Teacher{
		RegionCode: region, Year: year, Code: t.Code, Name: optional(t.Name), SchoolCode: t.SchoolCode, Stage: t.Stage,
		Subject: t.Subject, Degree: t.Degree, BackboneLevel: t.BackboneLevel, IsFullTime: t.IsFullTime, IsCertified: t.IsCertified,
		TrainingHours: t.TrainingHours, IsRotationEligible: t.IsRotationEligible, RotatedFrom: optional(t.RotatedFrom),
	}
}

// AssessedStage is the stage where it is part of compulsory education, else nil.
func (t Teacher) AssessedStage() *indicator.Stage {
	if t.Stage != indicator.Primary && t.Stage != indicator.Junior {
		return nil
	}
	return &t.Stage
}
