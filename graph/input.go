package graph

import (
	"github.com/99designs/gqlgen/graphql"

	"github.com/junheng/junheng/app"
	"github.com/junheng/junheng/auth"
	"github.com/junheng/junheng/graph/model"
	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// figures are the values by their keys, without the pointers that say "may be null": nil clears.
func figures(values map[string]any) map[string]any {
	out := make(map[string]any, len(values))
	for key, value := range values {
		switch n := value.(type) {
		case *int:
			value = nil
			if n != nil {
				value = *n
			}
		case *indicator.Decimal:
			value = nil
			if n != nil {
				value = *n
			}
		}
		out[key] = value
	}
	return out
}

func recordSchoolYear(in model.RecordSchoolYearInput) app.RecordSchoolYear {
	return app.RecordSchoolYear{
		SchoolCode: in.SchoolCode, Year: in.Year, Values: figures(in.Values), ExpectedVersion: in.ExpectedVersion.Value(),
		IsDryRun: or(in.DryRun.Value(), false),
	}
}

func newSchool(in model.CreateSchoolInput) indicator.School {
	return indicator.School{
		Code: in.Code, Name: in.Name, RegionCode: in.RegionCode, Kind: in.Kind, Organizer: in.Organizer, Locale: in.Locale,
		IsBoarding: or(in.IsBoarding.Value(), false), BuiltYear: in.BuiltYear.Value(), InDenseCore: or(in.InDenseCore.Value(), false),
		Group: text(in.Group.Value()), Address: text(in.Address.Value()), Longitude: in.Longitude.Value(), Latitude: in.Latitude.Value(),
		FirstYear: in.FirstYear.Value(), LastYear: in.LastYear.Value(),
	}
}

// changedSchool sets what the input names. Null clears what may be empty.
func changedSchool(in model.UpdateSchoolInput) func(*indicator.School) {
	return func(s *indicator.School) {
		set(&s.Name, in.Name)
		set(&s.Kind, in.Kind)
		set(&s.Organizer, in.Organizer)
		set(&s.Locale, in.Locale)
		set(&s.IsBoarding, in.IsBoarding)
		set(&s.InDenseCore, in.InDenseCore)
		replace(&s.BuiltYear, in.BuiltYear)
		replace(&s.Longitude, in.Longitude)
		replace(&s.Latitude, in.Latitude)
		replace(&s.FirstYear, in.FirstYear)
		replace(&s.LastYear, in.LastYear)
		if in.Group.IsSet() {
			s.Group = text(in.Group.Value())
		}
		if in.Address.IsSet() {
			s.Address = text(in.Address.Value())
		}
	}
}

// emptiedOfSchool are the fields of a school that are given as null and may not be empty.
func emptiedOfSchool(in model.UpdateSchoolInput) []string {
	var list []string
	for _, f := range []struct {
		name   string
		isNull bool
	}{
		{"name", isNull(in.Name)},
		{"kind", isNull(in.Kind)},
		{"organizer", isNull(in.Organizer)},
		{"locale", isNull(in.Locale)},
		{"isBoarding", isNull(in.IsBoarding)},
		{"inDenseCore", isNull(in.InDenseCore)},
	} {
		if f.isNull {
			list = append(list, f.name)
		}
	}
	return list
}

// isNull tells null from what is left out.
func isNull[T any](from graphql.Omittable[*T]) bool { return from.IsSet() && from.Value() == nil }

// set takes a value that is given and not null.
func set[T any](to *T, from graphql.Omittable[*T]) {
	if v := from.Value(); from.IsSet() && v != nil {
		*to = *v
	}
}

// replace takes a value that is given, null included.
func replace[T any](to **T, from graphql.Omittable[*T]) {
	if from.IsSet() {
		*to = from.Value()
	}
}

func newTeacher(in model.RecordTeacherInput) indicator.Teacher {
	return indicator.Teacher{
		Code: in.Code, Name: text(in.Name.Value()), SchoolCode: in.SchoolCode, Stage: or(in.Stage.Value(), indicator.Senior), Subject: in.Subject,
		Degree: in.Degree, BackboneLevel: in.BackboneLevel, IsFullTime: in.IsFullTime, IsCertified: in.IsCertified,
		TrainingHours: in.TrainingHours.Value(), IsRotationEligible: in.IsRotationEligible.Value(), RotatedFrom: text(in.RotatedFromCode.Value()),
	}
}

func attest(in model.AttestIndicatorInput) app.Attest {
	return app.Attest{
		RegionCode: in.RegionCode, Year: in.Year, Indicator: in.Indicator, SchoolCode: in.SchoolCode.Value(), Met: in.Met,
		Conclusion: in.Conclusion.Value(), Subject: in.Subject.Value(), StandardLevel: in.Level.Value(), DifferenceRate: in.DifferenceRate.Value(),
	}
}

// newAccount is kept by the first of its regions; an inspector's by the region of the bureau that makes it.
func newAccount(v auth.Viewer, in model.CreateAccountInput) app.NewAccount {
	out := app.NewAccount{Username: in.Username, Name: in.Name.Value(), Role: in.Role, SchoolCode: in.SchoolCode.Value()}
	codes := in.RegionCodes.Value()
	out.Inspects = codes
	switch {
	case in.Role == models.Inspector:
		if len(v.RegionCodes) > 0 {
			out.RegionCode = v.RegionCodes[0]
		}
	case len(codes) > 0:
		out.RegionCode = codes[0]
	}
	return out
}

// changedAccount takes null for empty, and leaves it to the account's role what may be empty.
func changedAccount(in model.UpdateAccountInput) app.AccountChange {
	out := app.AccountChange{Username: in.Username, IsDisabled: in.IsDisabled.Value()}
	if isNull(in.IsDisabled) {
		out.Emptied = []string{"isDisabled"}
	}
	if in.Name.IsSet() {
		name := text(in.Name.Value())
		out.Name = &name
	}
	if in.SchoolCode.IsSet() {
		code := text(in.SchoolCode.Value())
		out.SchoolCode = &code
	}
	if in.RegionCodes.IsSet() {
		region, codes := "", append([]string{}, in.RegionCodes.Value()...)
		if len(codes) > 0 {
			region = codes[0]
		}
		out.RegionCode, out.Inspects = &region, codes
	}
	return out
}
