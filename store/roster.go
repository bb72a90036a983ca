package store

import (
	"context"
	"reflect"
	"slices"

	"github.com/junheng/junheng/indicator"
	"github.com/junheng/junheng/models"
)

// Rosters are the teachers of schools of a county in a year, by school.
func (f *Facts) Rosters(ctx context.Context, region string, year int, schools []string) (map[string][]indicator.Teacher, error) {
	q := f.db.WithContext(ctx).Model(&models.Teacher{}).Where("region_code = ? AND year = ?", region, year).Order("code")
	if len(schools) <= MaxPage {
		q = q.Where(in("school_code", schools).expr())
	}
	teachers, err := scan[models.Teacher](q, "code", "school_code", "stage", "subject", "degree", "backbone_level", "is_full_time", "is_certified", "training_hours")
	if err != nil {
		return nil, err
	}
	rosters := map[string][]indicator.Teacher{}
	for _, t := range teachers {
		rosters[t.SchoolCode] = append(rosters[t.SchoolCode], t.Facts())
	}
	return rosters, nil
}

// fill counts the missing teacher figures of schools from their rosters.
func (f *Facts) fill(ctx context.Context, list []SchoolFacts, region string, year int, schools []string) error {
	if len(schools) == 0 {
		return nil
	}
	rosters, err := f.Rosters(ctx, region, year, schools)
	if err != nil {
		return err
	}
	for i := range list {
		r := &list[i].Record
		roster, ok := rosters[r.School.Code]
		if !ok || !slices.Contains(schools, r.School.Code) {
			continue
		}
		counted := indicator.RosterFigures(roster, r.School)
		if r.Figures == nil {
			r.Figures = &counted
			continue
		}
		filled := *r.Figures
		fillMissing(&filled, &counted)
		r.Figures = &filled
	}
	return nil
}

// needsRoster tells whether a teacher figure that a roster could tell is not reported.
func needsRoster(kind indicator.SchoolKind, f *indicator.Figures) bool {
	if f == nil || f.CertifiedTeachers == nil || f.TrainedTeachers == nil {
		return true
	}
	for _, stage := range kind.Stages() {
		figures := []*int{
			f.TeachersPrimary, f.JuniorCollegeTeachersPrimary, f.BachelorTeachersPrimary, f.MasterTeachersPrimary,
			f.DoctorTeachersPrimary, f.BackbonePrimary, f.PeTeachersPrimary, f.MusicTeachersPrimary, f.ArtTeachersPrimary, f.ArtsTeachersPrimary,
		}
		if stage == indicator.Junior {
			figures = []*int{
				f.TeachersJunior, f.JuniorCollegeTeachersJunior, f.BachelorTeachersJunior, f.MasterTeachersJunior,
				f.DoctorTeachersJunior, f.BackboneJunior, f.PeTeachersJunior, f.MusicTeachersJunior, f.ArtTeachersJunior, f.ArtsTeachersJunior,
			}
		}
		if slices.Contains(figures, nil) {
			return true
		}
	}
	return false
}

// fillMissing takes from what is counted each figure that is not reported.
func fillMissing(reported, counted *indicator.Figures) {
	to, from := reflect.ValueOf(reported).Elem(), reflect.ValueOf(counted).Elem()
	for i := range to.NumField() {
		if to.Field(i).IsNil() && !from.Field(i).IsNil() {
			to.Field(i).Set(from.Field(i))
		}
	}
}
