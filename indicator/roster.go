package indicator

import "slices"

// trainedHours is what makes a teacher trained for G9: 360 hours in five years.
const trainedHours = 360 * DecimalScale

// RosterKeys are the keys of the figures that RosterFigures counts.
var RosterKeys = rosterKeys()

func rosterKeys() (keys []string) {
	stems := slices.Concat([]string{"teachers"}, degreeStems, []string{"backbone"}, artsStems)
	for _, stem := range stems {
		keys = append(keys, stem+"Primary", stem+"Junior")
	}
	return append(keys, "certifiedTeachers", "trainedTeachers")
}

// RosterFigures counts the teacher figures of a school and year from its teachers of that year: full-time teachers of the
// stages that the school's kind has, by degree, as backbone of county level or above, and by the subjects 体育, 音乐, 美术
// and 艺术; those certified; those with 360 training hours in five years, which stays nil while one teacher's hours are
// not known. All other figures stay nil, and all of them do without teachers: no roster is not a roster of nobody.
func RosterFigures(teachers []Teacher, school School) Figures {
	var f Figures
	if len(teachers) == 0 || len(school.Kind.Stages()) == 0 {
		return f
	}
	for _, s := range school.Kind.Stages() {
		for _, p := range f.rosterOf(s) {
			*p = new(int)
		}
	}
	f.CertifiedTeachers, f.TrainedTeachers = new(int), new(int)
	hoursKnown := true
	for _, t := range teachers {
		if !t.IsFullTime || !slices.Contains(school.Kind.Stages(), t.Stage) {
			continue
		}
		f.count(t)
		hoursKnown = hoursKnown && t.TrainingHours != nil
	}
	if !hoursKnown {
		f.TrainedTeachers = nil
	}
	return f
}

// Places in rosterOf.
const (
	rosterTeachers = iota
	rosterJuniorCollege
	rosterBachelor
	rosterMaster
	rosterDoctor
	rosterBackbone
	rosterPe
	rosterMusic
	rosterArt
	rosterArts
)

func (f *Figures) rosterOf(s Stage) [10]**int {
	if s == Junior {
		return [10]**int{
			&f.TeachersJunior, &f.JuniorCollegeTeachersJunior, &f.BachelorTeachersJunior, &f.MasterTeachersJunior,
			&f.DoctorTeachersJunior, &f.BackboneJunior, &f.PeTeachersJunior, &f.MusicTeachersJunior, &f.ArtTeachersJunior, &f.ArtsTeachersJunior,
		}
	}
	return [10]**int{
		&f.TeachersPrimary, &f.JuniorCollegeTeachersPrimary, &f.BachelorTeachersPrimary, &f.MasterTeachersPrimary,
		&f.DoctorTeachersPrimary, &f.BackbonePrimary, &f.PeTeachersPrimary, &f.MusicTeachersPrimary, &f.ArtTeachersPrimary, &f.ArtsTeachersPrimary,
	}
}

var (
	rosterDegrees  = map[Degree]int{JuniorCollege: rosterJuniorCollege, Bachelor: rosterBachelor, Master: rosterMaster, Doctor: rosterDoctor}
	rosterSubjects = map[string]int{"体育": rosterPe, "音乐": rosterMusic, "美术": rosterArt, "艺术": rosterArts}
)

func (f *Figures) count(t Teacher) {
	places := f.rosterOf(t.Stage)
	**places[rosterTeachers]++
	if i, ok := rosterDegrees[t.Degree]; ok {
		**places[i]++
	}
	if i, ok := rosterSubjects[t.Subject]; ok {
		**places[i]++
	}
	switch t.BackboneLevel {
	case BackboneCounty, BackboneCity, BackboneProvince, BackboneNation:
		**places[rosterBackbone]++
	}
	if t.IsCertified {
		*f.CertifiedTeachers++
	}
	if t.TrainingHours != nil && *t.TrainingHours >= trainedHours {
		*f.TrainedTeachers++
	}
}
